// SPDX-License-Identifier: Apache-2.0
#include "guard.h"

#include <doctest/doctest.h>

namespace manumit::desk {
namespace {

constexpr std::uint16_t kPort = 8317;

RequestHead from_us(Method method) {
  RequestHead head;
  head.method = method;
  head.host = "127.0.0.1:8317";
  if (method == Method::post)
    head.origin = "http://127.0.0.1:8317";
  return head;
}

}  // namespace

TEST_CASE("intruder: our own pages are let in, by number and by name") {
  CHECK_FALSE(intruder(from_us(Method::get), kPort, true));
  CHECK_FALSE(intruder(from_us(Method::post), kPort, true));
  RequestHead head = from_us(Method::post);
  head.host = "localhost:8317";
  head.origin = "http://localhost:8317";
  head.fetch_site = "same-origin";
  CHECK_FALSE(intruder(head, kPort, true));
}

TEST_CASE("intruder: a rebound name is turned away, for data and for pages") {
  for (const char* host :
       {"evil.example", "evil.example:8317", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8317.evil",
        "127.0.0.1:83170", "localhost", "[::1]:8317", "0.0.0.0:8317", "", "127.0.0.1:8317 "}) {
    CAPTURE(host);
    RequestHead head = from_us(Method::get);
    head.host = host;
    CHECK(intruder(head, kPort, true));
    CHECK(intruder(head, kPort, false));
  }
}

TEST_CASE("intruder: another site's page is turned away by its origin") {
  for (const char* origin :
       {"http://evil.example", "null", "", "https://127.0.0.1:8317", "http://127.0.0.1",
        "http://127.0.0.1:8318", "http://127.0.0.1:8317@evil", "HTTP://127.0.0.1:8317"}) {
    CAPTURE(origin);
    RequestHead head = from_us(Method::post);
    head.origin = origin;
    CHECK(intruder(head, kPort, true));
    head.method = Method::get;
    CHECK(intruder(head, kPort, true));
  }
}

TEST_CASE("intruder: a page of localhost is not one of 127.0.0.1, as others may listen there") {
  RequestHead head = from_us(Method::post);
  head.origin = "http://localhost:8317";
  CHECK(intruder(head, kPort, true));
}

TEST_CASE("intruder: what changes something must say where it comes from") {
  RequestHead head = from_us(Method::post);
  head.origin.reset();
  CHECK(intruder(head, kPort, true));
}

TEST_CASE("intruder: the browser's own word is believed") {
  RequestHead head = from_us(Method::get);
  for (const char* site : {"cross-site", "same-site"}) {
    head.fetch_site = site;
    head.fetch_mode = "no-cors";
    CHECK(intruder(head, kPort, true));
    CHECK(intruder(head, kPort, false));
    // Following a link shows the log-in page and nothing else.
    head.fetch_mode = "navigate";
    CHECK_FALSE(intruder(head, kPort, false));
    CHECK(intruder(head, kPort, true));
  }
  head.fetch_site = "none";
  CHECK_FALSE(intruder(head, kPort, false));
  CHECK(intruder(head, kPort, true));
}

TEST_CASE("is_json: nothing that a form can send passes") {
  CHECK(is_json("application/json"));
  CHECK(is_json("application/json; charset=utf-8"));
  CHECK(is_json("Application/JSON;charset=\"UTF-8\""));
  for (const char* other :
       {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/json; charset=windows-1251", "application/jsonp", "text/json",
        "text/plain;application/json"}) {
    CAPTURE(other);
    CHECK_FALSE(is_json(other));
  }
}

}  // namespace manumit::desk
