// SPDX-License-Identifier: Apache-2.0
// What every route refuses, whichever it is: made from the route table, so a new route is in it.
#include <doctest/doctest.h>

#include <string>

#include "guard.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

using test::Answer;
using test::TestDesk;

const std::string kJson = "Content-Type: application/json\r\n";

/// The path with an id that nothing has, 32 noughts, in place of {…}.
std::string path_of(const Route& route) {
  std::string path(route.path);
  const std::size_t open = path.find('{');
  if (open != std::string::npos)
    path.replace(open, path.find('}') - open + 1, std::string(32, '0'));
  return path;
}

std::string_view method_of(const Route& route) {
  return route.method == Method::post ? "POST" : "GET";
}

std::string body_of(const Route& route) {
  return route.method == Method::post ? "{}" : "";
}

std::string error_of(const Answer& answer) {
  const auto json = nlohmann::json::parse(answer.body, nullptr, false);
  return json.is_object() && json.contains("error") ? json["error"]["what"].get<std::string>() : "";
}

struct Fixture {
  test::Folder folder;
  TestDesk at{folder / "cases.mnv"};
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "every route: without a session nothing is told and nothing done") {
  at.create_vault();
  for (const Route& route : routes()) {
    CAPTURE(route.path);
    for (const std::string& cookie :
         {std::string(), "manumit_1=" + std::string(64, '0'),
          "manumit_" + std::to_string(at.desk.port) + "=" + std::string(64, '0')}) {
      test::Client stranger(at.desk.port);
      stranger.cookie = cookie;
      const Answer answer =
          stranger.send(method_of(route), path_of(route),
                        kJson + "Origin: " + stranger.origin + "\r\n", body_of(route));
      CHECK(answer.status == (route.needs == Needs::token ? 422 : 401));
      CHECK_FALSE(error_of(answer).empty());
      CHECK(answer.header("Set-Cookie").empty());
    }
  }
  CHECK(at.get("/api/v1/state")["vault"]["open"] == true);
}

TEST_CASE_FIXTURE(Fixture, "every route: under a rebound name it answers nobody") {
  at.create_vault();
  for (const Route& route : routes()) {
    CAPTURE(route.path);
    for (const char* host : {"evil.example", "127.0.0.1:1"}) {
      at.client.host = host;
      const Answer answer =
          at.client.send(method_of(route), path_of(route),
                         kJson + "Origin: http://" + host + "\r\n", body_of(route));
      CHECK(answer.status == 403);
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "every route: another site's page gets nothing, even with the cookie") {
  at.create_vault();
  for (const Route& route : routes()) {
    CAPTURE(route.path);
    for (const char* origin : {"http://evil.example", "null"}) {
      const Answer answer = at.client.send(method_of(route), path_of(route),
                                           kJson + "Origin: " + origin + "\r\n", body_of(route));
      CHECK(answer.status == 403);
      CHECK(answer.header("Access-Control-Allow-Origin").empty());
    }
    CHECK(at.client
              .send(method_of(route), path_of(route),
                    kJson + "Origin: " + at.client.origin + "\r\nSec-Fetch-Site: cross-site\r\n",
                    body_of(route))
              .status == 403);
    if (route.method == Method::post)
      CHECK(at.client.send("POST", path_of(route), kJson, "{}").status == 403);
  }
}

TEST_CASE_FIXTURE(Fixture, "every route: what needs an open vault says that it is locked") {
  at.create_vault();
  REQUIRE(at.post("/api/v1/vault/lock", nlohmann::json::object()).status == 204);
  for (const Route& route : routes()) {
    CAPTURE(route.path);
    const Answer answer =
        at.client.send(method_of(route), path_of(route),
                       kJson + "Origin: " + at.client.origin + "\r\n", body_of(route));
    CHECK((answer.status == 423) == (route.needs == Needs::open_vault));
    CHECK(answer.status != 401);
  }
}

TEST_CASE_FIXTURE(Fixture, "every route: a form, a text or no type at all is not taken") {
  at.create_vault();
  for (const Route& route : routes()) {
    if (route.method != Method::post)
      continue;
    CAPTURE(route.path);
    for (const char* type :
         {"", "Content-Type: text/plain\r\n", "Content-Type: application/x-www-form-urlencoded\r\n",
          "Content-Type: multipart/form-data; boundary=x\r\n"}) {
      const std::string headers = type + ("Origin: " + at.client.origin) + "\r\n";
      CHECK(at.client.send("POST", path_of(route), headers, "{}").status == 415);
    }
  }
}

TEST_CASE_FIXTURE(Fixture,
                  "every route: a body that is no JSON, too deep or of another shape is refused") {
  at.create_vault();
  const std::string deep = std::string(5000, '[') + std::string(5000, ']');
  const std::string deep_member = "{\"subjects\":" + deep + "}";
  for (const Route& route : routes()) {
    if (route.method != Method::post)
      continue;
    CAPTURE(route.path);
    for (const std::string& body :
         {std::string(), std::string("{"), std::string("null"), std::string("[]"),
          std::string("\"x\""), std::string("{\"unknown\":\"x\"}"), deep, deep_member,
          std::string("{\"a\":1e999999}"), std::string("{\"\xff\":\"\"}")}) {
      CAPTURE(body.substr(0, 40));
      const Answer answer = at.client.post(path_of(route), body);
      CHECK(answer.status >= 400);
      CHECK(answer.status < 500);
      CHECK_FALSE(error_of(answer).empty());
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "every route: a body beyond its limit is refused before it is read") {
  at.create_vault();
  for (const Route& route : routes()) {
    CAPTURE(route.path);
    test::Connection connection(at.desk.port);
    connection.send(std::string(method_of(route)) + " " + path_of(route) +
                    " HTTP/1.1\r\nHost: " + at.client.host + "\r\nOrigin: " + at.client.origin +
                    "\r\nCookie: " + at.client.cookie + "\r\n" + kJson +
                    "Content-Length: " + std::to_string(route.body_limit + 1) + "\r\n\r\n");
    CHECK(connection.receive().status == 413);
  }
}

TEST_CASE_FIXTURE(Fixture, "every route: another method is refused, and the right one named") {
  at.create_vault();
  for (const Route& route : routes()) {
    CAPTURE(route.path);
    for (const char* method : {"PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"}) {
      const Answer answer =
          at.client.send(method, path_of(route), kJson + "Origin: " + at.client.origin + "\r\n");
      CHECK(answer.status == 405);
      CHECK(answer.header("Allow").find(method_of(route)) != std::string::npos);
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "every answer: carries the headers that keep a browser to itself") {
  for (const char* target : {"/", "/api/v1/state", "/api/v1/cases", "/nothing.here", "/api/no"}) {
    CAPTURE(target);
    const Answer answer = at.client.get(target);
    const std::string policy = answer.header("Content-Security-Policy");
    CHECK(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(answer.header("X-Content-Type-Options") == "nosniff");
    CHECK(answer.header("Referrer-Policy") == "no-referrer");
    CHECK(answer.header("Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(answer.header("Cross-Origin-Resource-Policy") == "same-origin");
    CHECK_FALSE(answer.header("Permissions-Policy").empty());
    CHECK(answer.header("Cache-Control") == "no-store");
    CHECK(answer.header("Access-Control-Allow-Origin").empty());
    CHECK(answer.header("Server").empty());
  }
}

TEST_CASE_FIXTURE(Fixture, "pages: no path leads out of the program") {
  for (const char* target : {"/../../etc/passwd", "/assets/../../etc/passwd", "/%2e%2e/etc/passwd",
                             "/assets/%2e%2e%2f%2e%2e%2fetc/passwd", "//etc/passwd.txt",
                             "/assets/..%5c..%5cetc.txt", "/etc/passwd.txt", "/assets/x%00.js"}) {
    CAPTURE(target);
    const Answer answer = at.client.get(target);
    CHECK((answer.status == 400 || answer.status == 404));
    CHECK(answer.body.find("root:") == std::string::npos);
  }
}

TEST_CASE_FIXTURE(Fixture,
                  "pages: a stranger may see the lock screen's page, and nothing moves by POST") {
  test::Client stranger(at.desk.port);
  const Answer page = stranger.send("GET", "/cases?state=Active",
                                    "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n");
  CHECK((page.status == 200 || page.status == 503));
  CHECK(page.header("Content-Type") == "text/html; charset=utf-8");
  CHECK(stranger.post("/", "{}").status == 405);
}

TEST_CASE_FIXTURE(Fixture, "session: the cookie is out of reach for scripts and other sites") {
  test::Client client(at.desk.port);
  const Answer answer = client.begin_session(at.desk.sessions.token());
  const std::string cookie = answer.header("Set-Cookie");
  CHECK(cookie.starts_with("manumit_" + std::to_string(at.desk.port) + "="));
  CHECK(cookie.find("; HttpOnly") != std::string::npos);
  CHECK(cookie.find("; SameSite=Strict") != std::string::npos);
  CHECK(cookie.find(at.desk.sessions.token()) == std::string::npos);
  CHECK(client.get("/api/v1/state").status == 200);
}

TEST_CASE_FIXTURE(Fixture, "session: a wrong token costs a pause and gives no cookie") {
  test::Client client(at.desk.port);
  const auto start = std::chrono::steady_clock::now();
  const Answer answer = client.begin_session(std::string(64, 'a'));
  CHECK(answer.status == 403);
  CHECK(answer.header("Set-Cookie").empty());
  CHECK(std::chrono::steady_clock::now() - start > std::chrono::milliseconds(200));
}

}  // namespace manumit::desk
