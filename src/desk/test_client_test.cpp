// SPDX-License-Identifier: Apache-2.0
// The client that the tests of this module use; named so that it is built into them alone.
#include "test_client.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>

namespace manumit::desk::test {

std::string Answer::header(std::string_view name) const {
  std::size_t at = 0;
  while (at < head.size()) {
    const std::size_t end = std::min(head.find("\r\n", at), head.size());
    const std::string_view line = std::string_view(head).substr(at, end - at);
    if (line.size() > name.size() && line[name.size()] == ':' &&
        strncasecmp(line.data(), name.data(), name.size()) == 0)
      return std::string(line.substr(line.find_first_not_of(' ', name.size() + 1)));
    at = end + 2;
  }
  return {};
}

Connection::Connection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  const timeval second{.tv_sec = 1, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &second, sizeof second);
}

Connection::~Connection() {
  ::close(socket_);
}

bool Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0)
      return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Connection::closed() {
  pollfd readable{.fd = socket_, .events = POLLIN, .revents = 0};
  char letter = 0;
  return ::poll(&readable, 1, 0) > 0 && ::recv(socket_, &letter, 1, MSG_PEEK) <= 0;
}

Answer Connection::receive(std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  std::string got;
  std::size_t wanted = std::string::npos, head_end = std::string::npos;
  std::vector<char> buffer(65536);
  while (got.size() < wanted) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd readable{.fd = socket_, .events = POLLIN, .revents = 0};
    if (left.count() <= 0 || ::poll(&readable, 1, static_cast<int>(left.count())) <= 0)
      break;
    const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count <= 0)
      break;
    got.append(buffer.data(), static_cast<std::size_t>(count));
    if (head_end == std::string::npos && (head_end = got.find("\r\n\r\n")) != std::string::npos) {
      const std::string length = Answer{0, got.substr(0, head_end), ""}.header("Content-Length");
      std::size_t body = 0;
      std::from_chars(length.data(), length.data() + length.size(), body);
      wanted = head_end + 4 + body;
    }
  }
  if (head_end == std::string::npos)
    return {};
  Answer answer{.head = got.substr(0, head_end), .body = got.substr(head_end + 4)};
  std::from_chars(got.data() + 9, got.data() + 12, answer.status);
  return answer;
}

Client::Client(std::uint16_t port)
    : host("127.0.0.1:" + std::to_string(port)), origin("http://" + host), port_(port) {}

Answer Client::send(std::string_view method, std::string_view target, std::string_view headers,
                    std::string_view body) {
  Connection connection(port_);
  std::string text = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
  if (!host.empty())
    text += "Host: " + host + "\r\n";
  if (!cookie.empty())
    text += "Cookie: " + cookie + "\r\n";
  text += std::string(headers) + "Connection: close\r\n";
  if (!body.empty() || method == "POST")
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  text += "\r\n" + std::string(body);
  connection.send(text);
  if (method != "HEAD")
    return connection.receive(std::chrono::seconds(60));
  return connection.receive(std::chrono::milliseconds(300));
}

Answer Client::get(std::string_view target) {
  return send("GET", target, "");
}

Answer Client::post(std::string_view target, std::string_view json) {
  return send("POST", target, "Content-Type: application/json\r\nOrigin: " + origin + "\r\n", json);
}

void Client::keep_cookie(const Answer& answer) {
  const std::string given = answer.header("Set-Cookie");
  if (!given.empty())
    cookie = given.substr(0, given.find(';'));
}

Answer Client::begin_session(std::string_view token) {
  const Answer answer = post("/api/v1/session", "{\"token\":\"" + std::string(token) + "\"}");
  keep_cookie(answer);
  return answer;
}

std::size_t resident_bytes() {
  std::ifstream about("/proc/self/statm");
  std::size_t all = 0, resident = 0;
  about >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace manumit::desk::test
