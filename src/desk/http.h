// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"

namespace manumit::desk {

inline constexpr const char* kJsonType = "application/json; charset=utf-8";

enum class Method : std::uint8_t { get, post, head };

/// A request before its body: only what the desk ever looks at. Everything else that a client
/// sends (Range, If-…, Accept …) is never even read.
struct RequestHead {
  std::optional<Method> method;  ///< empty: one that the desk does not speak
  std::string target;            ///< "/cases?state=Active", as sent
  std::string host;
  std::optional<std::string> origin;
  std::string content_type;
  std::string cookie;
  std::string fetch_site;  ///< Sec-Fetch-Site, or empty
  std::string fetch_mode;  ///< Sec-Fetch-Mode, or empty
  std::optional<std::uint64_t> content_length;
  /// A header of which there can be but one came twice, or a length is no number.
  bool malformed = false;
};

/// The head and the whole body. The body is wiped when the request has been answered.
struct Request {
  RequestHead head;
  Secret<std::string> body;
};

struct Header {
  std::string name;
  std::string value;
};

/// A body that is too large to be held: asked for bit by bit while it is sent.
struct BodyStream {
  std::uint64_t size = 0;
  /// So many bytes at most from there on, one at least. An error ends the connection, by which the
  /// browser knows that it has not got all.
  std::function<Result<Secret<Bytes>>(std::uint64_t from, std::size_t count)> read;
};

struct Response {
  unsigned status = 204;
  std::string media_type = {};  ///< empty: no body
  /// Static bytes live as long as the program; all else is wiped once sent.
  std::variant<std::string_view, Secret<std::string>, BodyStream> body = std::string_view{};
  std::vector<Header> headers = {};
};

/// A target taken apart and percent-decoded.
struct Target {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
  /// The first value under that name, or empty.
  [[nodiscard]] std::string_view asked(std::string_view name) const;
};

/// Refuses NUL, control letters, backslashes, bad UTF-8, half escapes and paths that climb ("..",
/// "."), before any of it is looked up. O(n).
[[nodiscard]] Result<Target> parse_target(std::string_view target);

}  // namespace manumit::desk
