// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace manumit::desk::test {

/// What a server answered, as bytes.
struct Answer {
  unsigned status = 0;  ///< 0: the connection ended without an answer
  std::string head;
  std::string body;
  /// The value of a header, or empty.
  [[nodiscard]] std::string header(std::string_view name) const;
};

/// A bare connection to 127.0.0.1, for sending what no decent client would.
class Connection {
 public:
  explicit Connection(std::uint16_t port);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// False once the other side has closed, or takes nothing for a second.
  bool send(std::string_view bytes);
  /// One whole answer by its Content-Length, or what came until the end or the patience ended.
  [[nodiscard]] Answer receive(std::chrono::milliseconds patience = std::chrono::seconds(20));
  /// Whether the other side has closed.
  [[nodiscard]] bool closed();

 private:
  int socket_;
};

/// A client that behaves, with its own cookie and origin unless told otherwise.
class Client {
 public:
  explicit Client(std::uint16_t port);

  [[nodiscard]] Answer get(std::string_view target);
  [[nodiscard]] Answer post(std::string_view target, std::string_view json);
  /// Everything as given; `headers` end in "\r\n" each. Host is added when `host` is not empty.
  [[nodiscard]] Answer send(std::string_view method, std::string_view target,
                            std::string_view headers, std::string_view body = {});

  /// Brings the token and keeps the cookie.
  [[nodiscard]] Answer begin_session(std::string_view token);
  void keep_cookie(const Answer& answer);

  std::string host;
  std::string origin;
  std::string cookie;

 private:
  std::uint16_t port_;
};

/// Resident memory of this process in bytes, now.
[[nodiscard]] std::size_t resident_bytes();

}  // namespace manumit::desk::test
