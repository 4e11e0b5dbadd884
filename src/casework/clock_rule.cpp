// SPDX-License-Identifier: Apache-2.0
#include "casework/clock_rule.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/check.h"
#include "built_in.h"
#include "casework/vocabulary.h"
#include "toml_reader.h"

namespace manumit::casework {
namespace {

constexpr std::size_t kMostRules = 500;
constexpr int kMostDays = 36'525;  // A hundred years.
constexpr int kMostMonths = 1'200;
constexpr std::array<std::string_view, 2> kWhose = {"authority", "person"};
constexpr std::array<std::string_view, 3> kConfidences = {"read", "partly_verified", "unverified"};
constexpr std::array<std::string_view, 2> kWeekends = {"counts", "moves"};
constexpr std::array<std::string_view, 17> kKeys = {
    "id",          "title",      "note",   "places",  "whose",  "starts",
    "counts_from", "days",       "months", "longest", "stops",  "in_force",
    "confidence",  "unverified", "source", "recheck", "weekend"};

/// A table inside, as `title.en` makes one; an empty one where there is none.
const toml::table& inside(const toml::table& table, std::string_view key) {
  static const toml::table none;
  const toml::node* node = table.get(key);
  return node == nullptr || node->as_table() == nullptr ? none : *node->as_table();
}

Result<std::vector<std::string>> kinds(const TomlReader& read, const toml::table& table,
                                       std::string_view key) {
  std::vector<std::string> out = TRY(read.texts(table, key, true));
  const CodeList* steps = built_in_vocabulary().code_list("authority_step");
  MANUMIT_CHECK(steps != nullptr);
  for (const std::string& kind : out) {
    if (steps->find(kind) == nullptr)
      return fail(Error::Kind::bad_input, "there is no kind of step called {0}",
                  read.place(*table.get(key)), {}, {kind});
  }
  return out;
}

Result<void> read_length(const TomlReader& read, const toml::table& table, ClockRule& rule) {
  rule.days = TRY(read.whole(table, "days", kMostDays));
  rule.months = TRY(read.whole(table, "months", kMostMonths));
  rule.longest_days = TRY(read.whole(table, "longest", kMostDays));
  rule.moves_on = TRY(read.one_of(table, "weekend", kWeekends)) == 1;
  if ((rule.days == 0) == (rule.months == 0))
    return fail(Error::Kind::bad_input, "a clock has either days or months", read.place(table));
  if (rule.longest_days > 0 && rule.longest_days <= rule.days)
    return fail(Error::Kind::bad_input, "the longest time must be more than the usual one",
                read.place(*table.get("longest")));
  return {};
}

Result<ClockRule> read_rule(const TomlReader& read, const toml::table& table) {
  TRY(read.only(table, kKeys));
  ClockRule rule;
  rule.id = TRY(read.text(table, "id", true));
  rule.title_en = TRY(read.text(inside(table, "title"), "en", true));
  rule.title_ru = TRY(read.text(inside(table, "title"), "ru", true));
  rule.note_en = TRY(read.text(inside(table, "note"), "en", false));
  rule.note_ru = TRY(read.text(inside(table, "note"), "ru", !rule.note_en.empty()));
  rule.places = TRY(read.texts(table, "places", false));
  rule.whose = static_cast<ClockRule::Whose>(TRY(read.one_of(table, "whose", kWhose)));
  rule.starts = TRY(kinds(read, table, "starts"));
  rule.stops = TRY(kinds(read, table, "stops"));
  const std::vector<std::string> from = TRY(read.texts(table, "counts_from", true));
  if (from != std::vector<std::string>{"date"} &&
      from != std::vector<std::string>{"received", "date"})
    return fail(Error::Kind::bad_input,
                "a clock counts from the day it was received or from its date",
                read.place(*table.get("counts_from")), "write received and date, or date alone");
  rule.from_receipt = from.size() == 2;
  TRY(read_length(read, table, rule));
  rule.from = TRY(read.day(inside(table, "in_force"), "from"));
  rule.to = TRY(read.day(inside(table, "in_force"), "to"));
  if (rule.from && rule.to && *rule.to < *rule.from)
    return fail(Error::Kind::bad_input, "it ends before it begins",
                read.place(*table.get("in_force")));
  rule.confidence =
      static_cast<ClockRule::Confidence>(TRY(read.one_of(table, "confidence", kConfidences)));
  rule.unverified =
      TRY(read.text(table, "unverified", rule.confidence != ClockRule::Confidence::read));
  rule.source = TRY(read.text(table, "source", true));
  rule.recheck = TRY(read.day(table, "recheck"));
  return rule;
}

bool has(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

bool ClockRule::starts_with(std::string_view kind) const {
  return has(starts, kind);
}

bool ClockRule::in_force_in(const Interval<Day>& any_of) const {
  return (!from || *from <= any_of.most) && (!to || any_of.least <= *to);
}

Day ClockRule::due(Day start) const {
  Day last = std::min(start, kLastDay - 1 - days) + days;
  if (months > 0) {
    CalendarDate date = calendar_date(start);
    const int all = date.year * 12 + date.month - 1 + months;
    if (all / 12 > 9999)
      return kLastDay;
    date.year = all / 12;
    date.month = all % 12 + 1;
    date.day = std::min(date.day, days_in_month(date.year, date.month));
    const Result<Day> day = day_of(date);
    MANUMIT_CHECK(day.has_value());
    last = *day;
  }
  if (!moves_on)
    return last;
  // 1970-01-01 was a Thursday: 0 is a Monday here.
  const int weekday = ((last.number + 3) % 7 + 7) % 7;
  return weekday < 5 ? last : std::min(last + (7 - weekday), kLastDay);
}

std::string_view name_of(ClockRule::Whose whose) {
  return kWhose[static_cast<std::size_t>(whose)];
}

std::string_view name_of(ClockRule::Confidence confidence) {
  return kConfidences[static_cast<std::size_t>(confidence)];
}

Result<std::vector<ClockRule>> read_clock_rules(std::string_view text, std::string_view file) {
  const TomlReader read(file);
  const toml::table root = TRY(toml_of(text, file));
  if (root["format"].value<std::int64_t>() != 1)
    return fail(Error::Kind::bad_input, "the file does not begin with format = 1",
                std::string(file));
  const toml::array* clocks = root["clock"].as_array();
  if (clocks == nullptr || clocks->empty() || clocks->size() > kMostRules)
    return fail(Error::Kind::bad_input, "a file of clocks has from 1 to {0} of them",
                std::string(file), {}, {std::to_string(kMostRules)});
  std::vector<ClockRule> rules;
  for (const toml::node& node : *clocks) {
    if (node.as_table() == nullptr)
      return fail(Error::Kind::bad_input, "a clock begins with [[clock]]", read.place(node));
    ClockRule rule = TRY(read_rule(read, *node.as_table()));
    if (find_clock(rules, rule.id) != nullptr)
      return fail(Error::Kind::bad_input, "the id {0} stands twice", read.place(node), {},
                  {rule.id});
    rules.push_back(std::move(rule));
  }
  return rules;
}

const std::vector<ClockRule>& built_in_clocks() {
  static const std::vector<ClockRule> rules = [] {
    std::vector<ClockRule> all;
    for (const BuiltIn& file : built_in_files()) {
      Result<std::vector<ClockRule>> read = read_clock_rules(file.text, file.name);
      MANUMIT_CHECK(read.has_value());
      std::move(read->begin(), read->end(), std::back_inserter(all));
    }
    return all;
  }();
  return rules;
}

const ClockRule* find_clock(const std::vector<ClockRule>& rules, std::string_view id) {
  const auto at = std::find_if(rules.begin(), rules.end(),
                               [&](const ClockRule& rule) { return rule.id == id; });
  return at == rules.end() ? nullptr : &*at;
}

}  // namespace manumit::casework
