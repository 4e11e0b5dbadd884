// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include <doctest/doctest.h>

#include <string>
#include <type_traits>
#include <vector>

using namespace manumit::log;

namespace {

// The promise of this module: what could carry a name does not compile.
template <typename T>
constexpr bool kCanBeLogged = std::is_constructible_v<Item, Field, T>;
static_assert(kCanBeLogged<int> && kCanBeLogged<std::uint64_t> && kCanBeLogged<bool>);
static_assert(!kCanBeLogged<std::string>);
static_assert(!kCanBeLogged<std::string_view>);
static_assert(!kCanBeLogged<const char*>);
static_assert(!kCanBeLogged<char>);
static_assert(!kCanBeLogged<char32_t>);
static_assert(!kCanBeLogged<double>);
static_assert(!kCanBeLogged<void*>);

template <typename T>
concept EventName = requires(const Log& log, T what) {
  log.event(what);
};
static_assert(EventName<Event>);
static_assert(!EventName<std::string> && !EventName<const char*> && !EventName<int>);

}  // namespace

TEST_CASE("Log: writes an event and its numbers as one line") {
  std::vector<std::string> lines;
  const Log log([&lines](std::string_view line) { lines.emplace_back(line); });
  log.event(Event::vault_opened, {{Field::entries, 120}, {Field::milliseconds, std::int64_t{31}}});
  log.event(Event::work_failed, {{Field::error_kind, 3}});
  log.event(Event::started);
  CHECK(lines == std::vector<std::string>{"vault_opened entries=120 milliseconds=31",
                                          "work_failed error_kind=3", "started"});
}

TEST_CASE("Log: is off unless a sink is given") {
  const Log log;
  log.event(Event::started, {{Field::version, 1}});
  CHECK(true);  // Nothing to see, and nothing crashed.
}
