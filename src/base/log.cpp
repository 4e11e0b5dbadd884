// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <string>

#include "base/check.h"

namespace manumit::log {
namespace {

constexpr std::array<std::string_view, 17> kEventNames = {
    "started",        "stopped",       "vault_created",    "vault_opened",     "vault_locked",
    "vault_verified", "vault_refused", "entries_appended", "import_previewed", "import_stored",
    "export_written", "index_built",   "server_listening", "request_served",   "request_refused",
    "session_ended",  "work_failed"};
static_assert(kEventNames.size() == static_cast<std::size_t>(Event::work_failed) + 1);

constexpr std::array<std::string_view, 11> kFieldNames = {
    "count",        "entries", "cases",      "rows", "problems", "bytes",
    "milliseconds", "status",  "error_kind", "port", "version"};
static_assert(kFieldNames.size() == static_cast<std::size_t>(Field::version) + 1);

template <std::size_t N, typename E>
std::string_view name_in(const std::array<std::string_view, N>& names, E value) {
  const auto place = static_cast<std::size_t>(value);
  MANUMIT_CHECK(place < names.size());
  return names[place];
}

}  // namespace

Log Log::to_standard_error() {
  return Log([](std::string_view line) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
  });
}

void Log::event(Event what, std::initializer_list<Item> items) const {
  if (!sink_)
    return;
  std::string line{name_in(kEventNames, what)};
  for (const Item& item : items) {
    line += ' ';
    line += name_in(kFieldNames, item.field());
    line += '=';
    line += std::to_string(item.value());
  }
  sink_(line);
}

}  // namespace manumit::log
