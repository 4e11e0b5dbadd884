// SPDX-License-Identifier: Apache-2.0
#include "json_authority.h"

#include <algorithm>
#include <string>
#include <vector>

namespace manumit::desk {
namespace {

void write(JsonWriter& json, const Interval<std::int32_t>& count) {
  json.open();
  json.field("least", static_cast<std::int64_t>(count.least));
  json.field("most", static_cast<std::int64_t>(count.most));
  json.close();
}

void write_words(JsonWriter& json, std::string_view name, const std::string& en,
                 const std::string& ru) {
  json.key(name);
  json.open();
  json.field("en", en);
  json.field("ru", ru);
  json.close();
}

/// How many days there were from the start of a clock to its last day.
std::optional<Interval<std::int32_t>> limit_of(const casework::Clock& clock) {
  if (!clock.started || !clock.due)
    return std::nullopt;
  const std::int32_t one = clock.due->least - clock.started->least;
  const std::int32_t other = clock.due->most - clock.started->most;
  return Interval<std::int32_t>{std::min(one, other), std::max(one, other)};
}

class AllJson {
 public:
  AllJson(JsonWriter& json, const casework::AllAuthorities& all) : json_(json), all_(all) {}

  void write() {
    json_.open();
    json_.field("today", to_iso(all_.today));
    json_.field("cases", all_.cases.size());
    json_.field("cases_with_steps", all_.cases_with_steps);
    json_.field("steps_of_no_office", all_.steps_of_no_office);
    write_counts(json_, all_.counts);
    json_.objects("authorities", all_.authorities,
                  [&](const casework::InCases& one) { write_one(one); });
    write_recurring("officials", all_.officials);
    write_recurring("premises", all_.premises);
    json_.objects("lesser", all_.lesser,
                  [&](const casework::LesserCharge& one) { write_lesser(one); });
    json_.objects("decided", all_.decided, [&](const casework::ClockIn& at) { write_clock(at); });
    json_.objects("overdue", all_.overdue, [&](const casework::ClockIn& at) { write_clock(at); });
    write_rules();
    json_.close();
  }

 private:
  void write_case(std::size_t place) {
    json_.field("case", all_.cases[place].case_id.hex());
    json_.field("case_number", all_.cases[place].case_number);
  }

  void write_cases(const std::vector<std::size_t>& places) {
    json_.objects("cases", places, [&](std::size_t place) { write_case(place); });
  }

  void write_one(const casework::InCases& one) {
    json_.field("id", one.is_words_alone() ? std::string() : one.id.hex());
    json_.field("names", one.names);
    json_.field("roles", one.roles);
    json_.field("sealed", one.sealed);
    write_cases(one.cases);
    write_counts(json_, one.counts);
  }

  void write_recurring(std::string_view name, const std::vector<casework::InCases>& all) {
    json_.key(name);
    json_.open();
    json_.field("all", all.size());
    std::size_t sealed = 0;
    std::vector<casework::InCases> recurring;
    for (const casework::InCases& one : all) {
      sealed += one.sealed;
      if (one.recurs())
        recurring.push_back(one);
    }
    json_.field("sealed", sealed);
    json_.objects("recurring", recurring, [&](const casework::InCases& one) { write_one(one); });
    json_.close();
  }

  void write_lesser(const casework::LesserCharge& one) {
    json_.field("asked", one.asked);
    json_.field("article", one.article);
    json_.field("steps", one.steps);
    write_cases(one.cases);
  }

  void write_clock(const casework::ClockIn& at) {
    const casework::StepsOfCase& of = all_.cases[at.of_case];
    const casework::Clock& clock = of.clocks[at.clock];
    const casework::AuthorityStep& step = of.steps[clock.step];
    write_case(at.of_case);
    json_.field("kind", step.kind);
    json_.field("office", of.offices[clock.step]);
    json_.field("number", step.number);
    json_.key("rule");
    clock.rule != nullptr ? json_.text(clock.rule->id) : json_.nothing();
    json_.field("state", name_of(casework::state_on(clock, all_.today)));
    write_days(json_, "due", clock.due);
    write_count(json_, "days", casework::days_of(clock, all_.today));
    write_count(json_, "limit", limit_of(clock));
  }

  /// Those alone that the clocks above ran under.
  void write_rules() {
    std::vector<const casework::ClockRule*> used;
    for (const auto* clocks : {&all_.decided, &all_.overdue}) {
      for (const casework::ClockIn& at : *clocks) {
        const casework::ClockRule* rule = all_.cases[at.of_case].clocks[at.clock].rule;
        if (rule != nullptr && std::find(used.begin(), used.end(), rule) == used.end())
          used.push_back(rule);
      }
    }
    json_.list("rules", used, [&](const casework::ClockRule* rule) { write_rule(json_, *rule); });
  }

  JsonWriter& json_;
  const casework::AllAuthorities& all_;
};

}  // namespace

void write_days(JsonWriter& json, std::string_view name, const std::optional<Interval<Day>>& days) {
  json.key(name);
  if (!days)
    return json.nothing();
  json.open();
  json.field("first", to_iso(days->least));
  json.field("last", to_iso(days->most));
  json.close();
}

void write_count(JsonWriter& json, std::string_view name,
                 const std::optional<Interval<std::int32_t>>& count) {
  json.key(name);
  count ? write(json, *count) : json.nothing();
}

void write_counts(JsonWriter& json, const casework::RefusalCounts& counts) {
  json.key("counts");
  json.open();
  json.field("complaints", counts.complaints);
  json.field("appeals", counts.appeals);
  json.field("refusals", counts.refusals);
  json.field("reversals", counts.reversals);
  json.field("openings", counts.openings);
  json.field("lesser", counts.lesser);
  json.field("late", counts.late);
  json.field("overdue", counts.overdue);
  json.list("days_to_decision", counts.days_to_decision,
            [&](const Interval<std::int32_t>& days) { write(json, days); });
  json.close();
}

void write_rule(JsonWriter& json, const casework::ClockRule& rule) {
  json.open();
  json.field("id", rule.id);
  write_words(json, "title", rule.title_en, rule.title_ru);
  write_words(json, "note", rule.note_en, rule.note_ru);
  json.field("whose", name_of(rule.whose));
  json.field("starts", rule.starts);
  json.field("days", static_cast<std::int64_t>(rule.days));
  json.field("months", static_cast<std::int64_t>(rule.months));
  json.field("longest", static_cast<std::int64_t>(rule.longest_days));
  json.field("confidence", name_of(rule.confidence));
  json.field("unverified", rule.unverified);
  json.field("source", rule.source);
  json.close();
}

void write_all_authorities(JsonWriter& json, const casework::AllAuthorities& all) {
  AllJson(json, all).write();
}

}  // namespace manumit::desk
