// SPDX-License-Identifier: Apache-2.0
#include "server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include "base/check.h"
#include "base/spent_stack.h"
#include "http.h"

namespace manumit::desk {

struct Server::Inside {
  Site site;
  MHD_Daemon* daemon = nullptr;
  std::uint16_t port = 0;

  ~Inside() {
    if (daemon != nullptr)
      MHD_stop_daemon(daemon);
  }
};

namespace {

/// One request on its way in; lives from its request line until it has been answered.
struct Underway {
  Request request;
  BodyLimit limit;
  bool admitted = false;
};

bool same_letters(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::optional<Method> method_named(std::string_view name) {
  if (name == MHD_HTTP_METHOD_GET)
    return Method::get;
  if (name == MHD_HTTP_METHOD_POST)
    return Method::post;
  if (name == MHD_HTTP_METHOD_HEAD)
    return Method::head;
  return std::nullopt;
}

void keep_once(std::string& place, bool& seen, std::string_view value, RequestHead& head) {
  if (seen)
    head.malformed = true;
  seen = true;
  place = value;
}

struct Collector {
  RequestHead& head;
  bool host = false, origin = false, type = false, site = false, mode = false, length = false;
};

void keep_length(Collector& into, std::string_view value) {
  std::uint64_t length = 0;
  const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), length);
  if (into.length || fault != std::errc{} || end != value.data() + value.size())
    into.head.malformed = true;
  into.length = true;
  into.head.content_length = length;
}

MHD_Result keep_header(void* cls, MHD_ValueKind, const char* key, const char* text) {
  Collector& into = *static_cast<Collector*>(cls);
  RequestHead& head = into.head;
  const std::string_view name = key;
  const std::string_view value = text == nullptr ? "" : text;
  if (same_letters(name, "Host")) {
    keep_once(head.host, into.host, value, head);
  } else if (same_letters(name, "Origin")) {
    keep_once(head.origin.emplace(), into.origin, value, head);
  } else if (same_letters(name, "Content-Type")) {
    keep_once(head.content_type, into.type, value, head);
  } else if (same_letters(name, "Sec-Fetch-Site")) {
    keep_once(head.fetch_site, into.site, value, head);
  } else if (same_letters(name, "Sec-Fetch-Mode")) {
    keep_once(head.fetch_mode, into.mode, value, head);
  } else if (same_letters(name, "Content-Length")) {
    keep_length(into, value);
  } else if (same_letters(name, "Cookie")) {
    // HTTP/2 alone may split cookies, but joining them is harmless.
    head.cookie.append(head.cookie.empty() ? "" : "; ").append(value);
  }
  return MHD_YES;
}

void wipe_and_forget(void* cls) {
  delete static_cast<Secret<std::string>*>(cls);
}

// What the library holds of a stream at a time.
constexpr std::size_t kStreamBlock = 64U << 10;
// What is read of it at a time: a few pieces of a file, each of which is opened whole.
constexpr std::size_t kStreamHeld = 4U << 20;

/// A stream on its way out.
struct Streaming {
  BodyStream stream;
  Secret<Bytes> held = {};
  std::uint64_t held_from = 0;
  char* block = nullptr;  ///< the library's own buffer
  std::size_t block_size = 0;
};

ssize_t give_next(void* cls, std::uint64_t at, char* into, std::size_t most) {
  Streaming& now = *static_cast<Streaming*>(cls);
  if (at >= now.stream.size)
    return MHD_CONTENT_READER_END_OF_STREAM;
  if (at < now.held_from || at >= now.held_from + now.held.reveal().size()) {
    auto read = now.stream.read(at, kStreamHeld);
    if (!read || read->reveal().empty())
      return MHD_CONTENT_READER_END_WITH_ERROR;
    now.held = std::move(*read);
    now.held_from = at;
  }
  const auto skip = static_cast<std::size_t>(at - now.held_from);
  const std::size_t count = std::min(most, now.held.reveal().size() - skip);
  std::copy_n(now.held.reveal().begin() + static_cast<std::ptrdiff_t>(skip), count, into);
  now.block = into;
  now.block_size = std::max(now.block_size, count);
  return static_cast<ssize_t>(count);
}

/// The library calls this before it gives its buffer back to the system; what a person's file held
/// must not lie there.
void end_stream(void* cls) {
  const std::unique_ptr<Streaming> now(static_cast<Streaming*>(cls));
  if (now->block != nullptr)
    explicit_bzero(now->block, now->block_size);
}

MHD_Response* response_of(Response&& answer) {
  if (auto* stream = std::get_if<BodyStream>(&answer.body)) {
    const std::uint64_t size = stream->size;
    auto now = std::make_unique<Streaming>(Streaming{.stream = std::move(*stream)});
    return MHD_create_response_from_callback(size, kStreamBlock, give_next, now.release(),
                                             end_stream);
  }
  if (const auto* fixed = std::get_if<std::string_view>(&answer.body)) {
    // libmicrohttpd promises not to write to a persistent buffer.
    return MHD_create_response_from_buffer(fixed->size(), const_cast<char*>(fixed->data()),
                                           MHD_RESPMEM_PERSISTENT);
  }
  auto body =
      std::make_unique<Secret<std::string>>(std::move(std::get<Secret<std::string>>(answer.body)));
  std::string& text = body->reveal();
  return MHD_create_response_from_buffer_with_free_callback_cls(text.size(), text.data(),
                                                                wipe_and_forget, body.release());
}

MHD_Result send(MHD_Connection* connection, Response&& answer) {
  const unsigned status = answer.status;
  const std::string media_type = std::move(answer.media_type);
  const std::vector<Header> headers = std::move(answer.headers);
  MHD_Response* response = response_of(std::move(answer));
  if (response == nullptr)
    return MHD_NO;
  if (!media_type.empty())
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, media_type.c_str());
  for (const Header& header : headers)
    MHD_add_response_header(response, header.name.c_str(), header.value.c_str());
  const MHD_Result queued = MHD_queue_response(connection, status, response);
  MHD_destroy_response(response);
  return queued;
}

void* on_request_line(void*, const char* target, MHD_Connection*) {
  auto underway = std::make_unique<Underway>();
  underway->request.head.target = target;
  return underway.release();
}

MHD_Result admit(const Site& site, MHD_Connection* connection, const char* method,
                 Underway& underway) {
  RequestHead& head = underway.request.head;
  head.method = method_named(method);
  Collector collector{.head = head};
  MHD_get_connection_values(connection, MHD_HEADER_KIND, keep_header, &collector);
  auto decision = site.admit(head);
  if (auto* refusal = std::get_if<Response>(&decision))
    return send(connection, std::move(*refusal));
  underway.limit = std::get<BodyLimit>(decision);
  underway.admitted = true;
  return MHD_YES;
}

/// Adds to the body without leaving a copy behind when it grows. False when it grows too long.
bool take(Underway& underway, std::string_view piece) {
  std::string& body = underway.request.body.reveal();
  if (piece.size() > underway.limit.bytes - body.size())
    return false;
  const std::size_t needed = body.size() + piece.size();
  if (needed > body.capacity()) {
    const std::size_t announced =
        static_cast<std::size_t>(underway.request.head.content_length.value_or(0));
    std::string larger;
    larger.reserve(std::max(announced, std::min(2 * needed, underway.limit.bytes)));
    larger.append(body);
    underway.request.body = Secret<std::string>(std::move(larger));
  }
  underway.request.body.reveal().append(piece);
  return true;
}

[[gnu::noinline]] MHD_Result go_on(const Site& site, MHD_Connection* connection, const char* method,
                                   const char* piece, size_t* piece_size, Underway& underway) {
  if (!underway.admitted)
    return admit(site, connection, method, underway);
  if (*piece_size != 0) {
    const bool taken = take(underway, {piece, *piece_size});
    // The library's own buffer held a passphrase or a person's words; it is ours to use up.
    explicit_bzero(const_cast<char*>(piece), *piece_size);
    *piece_size = 0;
    return taken ? MHD_YES : MHD_NO;
  }
  return send(connection, site.answer(underway.request));
}

MHD_Result on_request(void* cls, MHD_Connection* connection, const char*, const char* method,
                      const char*, const char* piece, size_t* piece_size, void** state) {
  const MHD_Result went = go_on(*static_cast<const Site*>(cls), connection, method, piece,
                                piece_size, *static_cast<Underway*>(*state));
  wipe_spent_stack();
  return went;
}

void on_completed(void*, MHD_Connection*, void** state, MHD_RequestTerminationCode) {
  delete static_cast<Underway*>(*state);
  *state = nullptr;
}

}  // namespace

Result<Server> Server::start(std::uint16_t port, Site site, const ServerLimits& limits) {
  auto inside = std::make_unique<Inside>();
  inside->site = std::move(site);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  inside->daemon = MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD, port, nullptr, nullptr, on_request, &inside->site,
      MHD_OPTION_SOCK_ADDR, reinterpret_cast<sockaddr*>(&address),
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits.connection_bytes, MHD_OPTION_CONNECTION_LIMIT,
      limits.connections, MHD_OPTION_CONNECTION_TIMEOUT, limits.timeout_seconds,
      MHD_OPTION_THREAD_POOL_SIZE, limits.threads, MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_URI_LOG_CALLBACK, on_request_line, nullptr, MHD_OPTION_NOTIFY_COMPLETED,
      on_completed, nullptr, MHD_OPTION_END);
  if (inside->daemon == nullptr) {
    return fail(Error::Kind::unavailable, "the desk cannot listen on port {0} of this machine", "",
                "close the program that uses the port, or choose another with --port",
                {std::to_string(port)});
  }
  const MHD_DaemonInfo* info = MHD_get_daemon_info(inside->daemon, MHD_DAEMON_INFO_BIND_PORT);
  MANUMIT_CHECK(info != nullptr);
  inside->port = info->port;
  return Server(std::move(inside));
}

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

std::uint16_t Server::port() const {
  return inside_->port;
}

}  // namespace manumit::desk
