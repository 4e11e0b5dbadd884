// SPDX-License-Identifier: Apache-2.0
#include "asked.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "casework/legal_evidence.h"

namespace manumit::desk {

Result<casework::RecordId> case_asked(const Call& call) {
  const auto id = casework::RecordId::from(call.ids[0]);
  if (!id)
    return fail(Error::Kind::not_found, "there is no such case in this vault");
  return *id;
}

Result<std::size_t> number_asked(const Target& target, std::string_view name,
                                 std::size_t otherwise) {
  const std::string_view text = target.asked(name);
  if (text.empty())
    return otherwise;
  std::size_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size())
    return fail(Error::Kind::bad_input, "this address cannot be read");
  return number;
}

Result<std::optional<Day>> day_asked(const Target& target, std::string_view name) {
  const std::string_view text = target.asked(name);
  if (text.empty())
    return std::nullopt;
  Result<Day> day = day_from_iso(text);
  if (!day) {
    Error error = std::move(day).error();
    error.where = name;
    return fail(std::move(error));
  }
  return *day;
}

Result<Day> today_asked(const Call& call) {
  const std::string_view day = call.target.asked("day");
  if (day.empty())
    return day_at(call.desk.options.surroundings.now_ms());
  return day_from_iso(day);
}

Result<std::optional<Interval<Day>>> days_asked(const Target& target) {
  const std::optional<Day> from = TRY(day_asked(target, "from"));
  const std::optional<Day> to = TRY(day_asked(target, "to"));
  if (!from && !to)
    return std::nullopt;
  const Interval<Day> days{from.value_or(to.value_or(Day{})), to.value_or(from.value_or(Day{}))};
  if (days.most < days.least)
    return fail(Error::Kind::bad_input, "this ends before it begins", "to",
                "exchange the two dates");
  return days;
}

std::string_view language_in(std::string_view asked) {
  const bool is_one = asked.size() == 2 && asked.find_first_not_of("abcdefghijklmnopqrstuvwxyz") ==
                                               std::string_view::npos;
  return is_one ? asked : "en";
}

std::string_view language_asked(const Target& target) {
  return language_in(target.asked("language"));
}

Result<std::optional<casework::RecordId>> person_asked(const Target& target,
                                                       const casework::Case& of) {
  const std::vector<casework::RecordId> people = casework::affected_people(of);
  const std::string_view asked = target.asked("person");
  if (asked.empty())
    return people.empty() ? std::nullopt : std::optional(people.front());
  const auto id = casework::RecordId::from(asked);
  if (!id || std::find(people.begin(), people.end(), *id) == people.end())
    return fail(Error::Kind::not_found, "this case has no such affected person", "person",
                "the case's page lists the people in it and their parts");
  return *id;
}

}  // namespace manumit::desk
