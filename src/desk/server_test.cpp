// SPDX-License-Identifier: Apache-2.0
#include "server.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "test_client.h"

namespace manumit::desk {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::Answer;
using test::Connection;

constexpr std::size_t kMiB = std::size_t{1} << 20;
// Under the sanitizers freed memory is kept aside for a while.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kGrowth = 64 * kMiB;
#else
constexpr std::size_t kGrowth = 16 * kMiB;
#endif

const std::string kLargePage(10 * kMiB, 'x');

/// A page of 10 MB, and an address that takes up to 1 MB and says how much came.
Site small_site() {
  return {.admit = [](const RequestHead& head) -> std::variant<Response, BodyLimit> {
            if (head.method == Method::get || head.method == Method::head) {
              return Response{
                  .status = 200, .media_type = "text/plain", .body = std::string_view(kLargePage)};
            }
            if (head.content_length.value_or(0) > kMiB)
              return Response{.status = 413};
            return BodyLimit{kMiB};
          },
          .answer = [](Request& request) -> Response {
            return {.status = 200,
                    .media_type = "text/plain",
                    .body = Secret<std::string>(std::to_string(request.body.reveal().size()))};
          }};
}

Server started() {
  auto server = Server::start(0, small_site());
  REQUIRE(server);
  return std::move(*server);
}

std::string local_head(std::string_view line) {
  return std::string(line) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
}

}  // namespace

TEST_CASE("server: gives a page, and only its head to HEAD") {
  const Server server = started();
  test::Client client(server.port());
  const Answer page = client.get("/");
  CHECK(page.status == 200);
  CHECK(page.body == kLargePage);
  const Answer head = client.send("HEAD", "/", "");
  CHECK(head.status == 200);
  CHECK(head.header("Content-Length") == std::to_string(kLargePage.size()));
  CHECK(head.body.empty());
}

TEST_CASE("server: listens on the loopback address alone") {
  const Server server = started();
  std::string line, listening;
  std::ifstream sockets("/proc/net/tcp");
  char wanted[8];
  std::snprintf(wanted, sizeof wanted, ":%04X", server.port());
  while (std::getline(sockets, line)) {
    // Local address in hexadecimal, lowest byte first; state 0A is listening.
    if (line.find(wanted) < 20 && line.find(" 0A ") != std::string::npos)
      listening = line.substr(line.find(':') + 2, 8);
  }
  CHECK(listening == "0100007F");
}

TEST_CASE("server: a body comes through whole, in one piece or in chunks") {
  const Server server = started();
  test::Client client(server.port());
  CHECK(client.send("POST", "/", "", std::string(kMiB, 'a')).body == std::to_string(kMiB));

  Connection connection(server.port());
  connection.send(local_head("POST /") + "Transfer-Encoding: chunked\r\n\r\n");
  connection.send("5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n");
  CHECK(connection.receive().body == "8");
}

TEST_CASE("server: a body announced as too large is refused before it is read") {
  const Server server = started();
  Connection connection(server.port());
  connection.send(local_head("POST /") + "Content-Length: 1048577\r\n\r\n");
  CHECK(connection.receive().status == 413);
}

TEST_CASE("attack: three hundred overlapping ranges get the page once, not three hundred times") {
  const Server server = started();
  const std::size_t before = test::resident_bytes();
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 300; ++i)
    ranges += ",0-";
  test::Client client(server.port());
  const Answer answer = client.send("GET", "/", ranges + "\r\n");
  CHECK(answer.status == 200);
  CHECK(answer.body.size() == kLargePage.size());
  CHECK(answer.header("Content-Range").empty());
  // The client itself holds two copies of the page.
  CHECK(test::resident_bytes() < before + kGrowth + 3 * kLargePage.size());
}

TEST_CASE("attack: a chunked body that goes on beyond its limit ends the connection") {
  const Server server = started();
  const std::size_t before = test::resident_bytes();
  Connection connection(server.port());
  connection.send(local_head("POST /") + "Transfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'z') + "\r\n";
  std::size_t sent = 0;
  while (sent < 200 * kMiB && connection.send(chunk))
    sent += chunk.size();
  // What was sent beyond the limit of 1 MiB can only lie in the kernel's socket buffers.
  CHECK(sent < 16 * kMiB);
  CHECK(test::resident_bytes() < before + kGrowth);
}

TEST_CASE("attack: an endless line of a chunk's size is cut off") {
  const Server server = started();
  const std::size_t before = test::resident_bytes();
  Connection connection(server.port());
  connection.send(local_head("POST /") + "Transfer-Encoding: chunked\r\n\r\n");
  const std::string digits(65536, '0');
  std::size_t sent = 0;
  while (sent < 200 * kMiB && connection.send(digits))
    sent += digits.size();
  CHECK(sent < 16 * kMiB);
  CHECK(test::resident_bytes() < before + kGrowth);
}

TEST_CASE("attack: headers without end are refused at the memory of one connection") {
  const Server server = started();
  const std::size_t before = test::resident_bytes();
  Connection connection(server.port());
  connection.send(local_head("GET /"));
  std::size_t sent = 0;
  while (sent < 40 * kMiB &&
         connection.send("X-" + std::to_string(sent) + ": " + std::string(1000, 'h') + "\r\n"))
    sent += 1000;
  CHECK(sent < 16 * kMiB);
  CHECK(test::resident_bytes() < before + kGrowth);
}

TEST_CASE("attack: an endless request line is refused") {
  const Server server = started();
  Connection connection(server.port());
  connection.send("GET /");
  std::size_t sent = 0;
  while (sent < 40 * kMiB && connection.send(std::string(65536, 'a')))
    sent += 65536;
  CHECK(sent < 16 * kMiB);
}

TEST_CASE("attack: forty stalled clients do not keep the forty-first waiting") {
  const Server server = started();
  std::vector<std::unique_ptr<Connection>> stalled;
  for (int i = 0; i < 40; ++i) {
    stalled.push_back(std::make_unique<Connection>(server.port()));
    stalled.back()->send(i % 2 == 0 ? "GET / HTTP/1.1\r\nHost: 127." : "POST / HTTP/1.1\r\n");
  }
  const auto start = std::chrono::steady_clock::now();
  test::Client client(server.port());
  CHECK(client.get("/").status == 200);
  CHECK(std::chrono::steady_clock::now() - start < seconds(2));
}

TEST_CASE("server: a client that says nothing for ten seconds is let go") {
  auto server = Server::start(0, small_site(), {.timeout_seconds = 1});
  REQUIRE(server);
  Connection connection(server->port());
  connection.send("GET / HTTP/1.1\r\n");
  CHECK(connection.receive(seconds(5)).status != 200);
  CHECK(connection.closed());
}

TEST_CASE("server: two answers to one question are not possible: doubled headers are malformed") {
  std::atomic<int> malformed = 0;
  Site site{.admit = [&](const RequestHead& head) -> std::variant<Response, BodyLimit> {
              malformed += head.malformed ? 1 : 0;
              return Response{.status = 204};
            },
            .answer = [](Request&) -> Response { return {}; }};
  auto server = Server::start(0, site);
  REQUIRE(server);
  for (const char* twice :
       {"Host: evil\r\n", "Origin: a\r\nOrigin: b\r\n", "Content-Type: a\r\nContent-Type: b\r\n"}) {
    Connection connection(server->port());
    connection.send(local_head("GET /") + twice + "\r\n");
    static_cast<void>(connection.receive(seconds(2)));
  }
  CHECK(malformed == 3);
}

TEST_CASE("server: a port that is taken is said to be so") {
  const Server first = started();
  const auto second = Server::start(first.port(), small_site());
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == Error::Kind::unavailable);
  CHECK(second.error().fills.front() == std::to_string(first.port()));
}

}  // namespace manumit::desk
