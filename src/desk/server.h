// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <variant>

#include "base/result.h"
#include "http.h"

namespace manumit::desk {

/// The values under which the five attacks on an embedded HTTP server (overlapping ranges, oversize
/// chunked bodies, endless chunk lines, endless headers, stalled clients) were measured harmless.
struct ServerLimits {
  std::size_t connection_bytes = 64U << 10;
  unsigned connections = 100;
  unsigned timeout_seconds = 10;
  unsigned threads = 4;
};

/// How many bytes of body a request may bring.
struct BodyLimit {
  std::size_t bytes = 0;
};

/// Who answers. Both are called from several threads at once.
struct Site {
  /// Sees the head before a byte of the body is taken: the answer at once, or how much may come.
  std::function<std::variant<Response, BodyLimit>(const RequestHead&)> admit;
  std::function<Response(Request&)> answer;
};

/// An HTTP/1.1 server on 127.0.0.1. Destroying it closes every connection.
///
/// libmicrohttpd wrapped once. Bodies come as they are: no form is ever parsed. A body that grows
/// beyond its limit, announced or not, ends the connection.
class Server {
 public:
  /// Port 0 takes any free one.
  [[nodiscard]] static Result<Server> start(std::uint16_t port, Site site,
                                            const ServerLimits& limits = {});
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

  [[nodiscard]] std::uint16_t port() const;

 private:
  struct Inside;
  explicit Server(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace manumit::desk
