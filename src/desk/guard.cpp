// SPDX-License-Identifier: Apache-2.0
#include "guard.h"

#include <algorithm>
#include <cctype>

#include "json_error.h"

namespace manumit::desk {
namespace {

bool is_our_address(std::string_view host, std::uint16_t port) {
  const std::string ending = ":" + std::to_string(port);
  return host == "127.0.0.1" + ending || host == "localhost" + ending;
}

Error not_from_here() {
  return {Error::Kind::not_allowed, "this request did not come from the desk's own pages", "",
          "open the desk by the address that the program printed"};
}

}  // namespace

std::optional<Error> intruder(const RequestHead& head, std::uint16_t port, bool for_data) {
  if (!is_our_address(head.host, port))
    return not_from_here();
  // Ours by the very name that was called: whoever else listens as localhost is not us.
  if (head.origin && *head.origin != "http://" + head.host)
    return not_from_here();
  if (!head.origin && head.method == Method::post)
    return not_from_here();
  const bool asked_by_us = head.fetch_site.empty() || head.fetch_site == "same-origin";
  const bool typed_or_linked = head.fetch_site == "none" || head.fetch_mode == "navigate";
  if (!asked_by_us && (for_data || !typed_or_linked))
    return not_from_here();
  return std::nullopt;
}

bool is_json(std::string_view content_type) {
  std::string plain;
  for (const char letter : content_type) {
    if (letter != ' ' && letter != '"')
      plain.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(letter))));
  }
  return plain == "application/json" || plain == "application/json;charset=utf-8";
}

void add_safety_headers(Response& response) {
  static constexpr std::pair<const char*, const char*> kAlways[] = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
       "font-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; "
       "base-uri 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Embedder-Policy", "require-corp"},
      {"Permissions-Policy",
       "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"},
  };
  const auto has_own = [&](std::string_view name) {
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const Header& h) { return h.name == name; });
  };
  // A file of a case brings a stricter policy than that of the pages.
  for (const auto& [name, value] : kAlways) {
    if (!has_own(name))
      response.headers.push_back({name, value});
  }
  if (!has_own("Cache-Control"))
    response.headers.push_back({"Cache-Control", "no-store"});
}

Response refusal(unsigned status, const Error& error) {
  JsonWriter json;
  json.open();
  json.key("error");
  write(json, error);
  json.close();
  return {.status = status, .media_type = kJsonType, .body = json.take()};
}

unsigned status_of(const Error& error) {
  switch (error.kind) {
    case Error::Kind::bad_input:
    case Error::Kind::refused:
      return 422;
    case Error::Kind::not_found:
      return 404;
    case Error::Kind::not_allowed:
      return 403;
    case Error::Kind::damaged:
      return 500;
    case Error::Kind::unavailable:
      return 503;
  }
  return 500;
}

}  // namespace manumit::desk
