// SPDX-License-Identifier: Apache-2.0
#include "casework/authority_ledger.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "text/fold.h"

namespace manumit::casework {
namespace {

constexpr std::array<std::string_view, 3> kFoundBy = {"number", "body", "order"};
constexpr std::array<std::string_view, 7> kClockStates = {
    "running", "maybe_overdue", "overdue", "in_time", "maybe_late", "late", "not_known"};

std::optional<Interval<Day>> days_when(const std::optional<PartialDate>& date) {
  if (!date)
    return std::nullopt;
  return date->days();
}

/// Words cut at blanks, each without the marks around it: "No. 77-301," gives "No" and "77-301".
std::vector<std::string> pieces(std::string_view words) {
  static constexpr std::string_view kMarks = ".,;:()[]\"'#";
  std::vector<std::string> out;
  while (!words.empty()) {
    const std::string_view one = words.substr(0, words.find_first_of(" \t\r\n"));
    words.remove_prefix(std::min(words.size(), one.size() + 1));
    if (const auto first = one.find_first_not_of(kMarks); first != std::string_view::npos)
      out.emplace_back(one.substr(first, one.find_last_not_of(kMarks) + 1 - first));
  }
  return out;
}

/// Whether words name a number: all its pieces stand there one behind the other. "301" is not in
/// "77-301", nor "12" in "12.03.2026".
bool names(const std::string& words, const std::string& number) {
  const std::vector<std::string> all = pieces(words);
  const std::vector<std::string> wanted = pieces(number);
  return !wanted.empty() &&
         std::search(all.begin(), all.end(), wanted.begin(), wanted.end()) != all.end();
}

/// Where only a day stands in the record, whatever answers ends the clock.
const std::vector<std::string>& stops_of(const Clock& clock) {
  static const std::vector<std::string> any_answer = {
      "answer",    "opening",   "refusal", "suspension", "termination",
      "annulment", "forwarded", "hearing", "judgment",   "communication"};
  return clock.rule == nullptr ? any_answer : clock.rule->stops;
}

/// Finds what ended each clock.
class Ending {
 public:
  explicit Ending(const std::vector<AuthorityStep>& steps) : steps_(steps) {
    for (const AuthorityStep& step : steps)
      body_.push_back(text::fold(step.body));
  }

  /// The first step that names the number of what it answers; else the first that names none, of
  /// the same authority; else, if `alone`, the first that names none.
  void find(Clock& clock, bool alone) {
    const std::string& number = steps_[clock.step].number;
    const std::string& body = body_[clock.step];
    const auto ended = [&](FoundBy by, auto fits) {
      for (std::size_t i = 0; i < steps_.size() && !clock.stopped; ++i) {
        if (could_end(i, clock) && fits(i)) {
          clock.stopped = i;
          taken_.insert(i);
          clock.by = by;
          clock.ended = days_when(steps_[i].date);
        }
      }
    };
    ended(FoundBy::number, [&](std::size_t i) { return names(steps_[i].about, number); });
    ended(FoundBy::body,
          [&](std::size_t i) { return is_free(i) && !body.empty() && body_[i] == body; });
    if (alone)
      ended(FoundBy::order, [&](std::size_t i) { return is_free(i); });
  }

 private:
  /// A step that stops such a clock and does not stand before its beginning.
  [[nodiscard]] bool could_end(std::size_t i, const Clock& clock) const {
    const std::vector<std::string>& stops = stops_of(clock);
    if (i == clock.step || std::find(stops.begin(), stops.end(), steps_[i].kind) == stops.end())
      return false;
    const auto when = days_when(steps_[i].date);
    if (when && clock.started)
      return when->most >= clock.started->least;
    return i > clock.step;
  }

  /// A step that says what it answers answers nothing else; one that does not, one thing only.
  [[nodiscard]] bool is_free(std::size_t i) const {
    return steps_[i].about.empty() && taken_.count(i) == 0;
  }

  const std::vector<AuthorityStep>& steps_;
  std::vector<std::string> body_;
  std::set<std::size_t> taken_;
};

std::optional<Interval<Day>> start_of(const AuthorityStep& step, const ClockRule* rule) {
  const bool from_receipt = rule == nullptr || rule->from_receipt;
  if (from_receipt && step.received)
    return days_when(step.received);
  return days_when(step.date);
}

/// Of a step taken on a day on which the rule was in force. That is the day of the paper: a
/// decision falls under the law of its own day, whenever it came in.
bool could_run(const ClockRule& rule, const AuthorityStep& step) {
  const auto taken = days_when(step.date ? step.date : step.received);
  return rule.starts_with(step.kind) && (!taken || rule.in_force_in(*taken));
}

std::optional<Clock> clock_of(const std::vector<AuthorityStep>& steps, std::size_t at,
                              const std::vector<ClockRule>& rules) {
  const AuthorityStep& step = steps[at];
  const ClockRule* rule = find_clock(rules, step.due_rule);
  if (rule != nullptr && !could_run(*rule, step))
    rule = nullptr;
  if (rule == nullptr && !step.due)
    return std::nullopt;
  Clock clock;
  clock.step = at;
  clock.rule = rule;
  clock.started = start_of(step, rule);
  if (step.due)
    clock.due = days_when(step.due);
  else if (clock.started)
    clock.due = Interval<Day>{rule->due(clock.started->least), rule->due(clock.started->most)};
  return clock;
}

bool runs_alone(const std::vector<AuthorityStep>& steps, const std::vector<Clock>& clocks,
                const Clock& clock) {
  return std::none_of(clocks.begin(), clocks.end(), [&](const Clock& other) {
    return other.step != clock.step && !other.stopped &&
           steps[other.step].kind == steps[clock.step].kind;
  });
}

// A step known by its year alone cannot be said to come before one known by its day.
std::pair<Day, Day> place_in_order(const AuthorityStep& step) {
  const Interval<Day> days = step.date ? step.date->days() : Interval<Day>{kLastDay, kLastDay};
  return {days.most, days.least};
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> these) {
  return std::find(these.begin(), these.end(), word) != these.end();
}

}  // namespace

void AuthorityStep::tell(std::string_view fact, const std::string& words) {
  static const std::map<std::string_view, std::string AuthorityStep::*> places = {
      {"authority.kind", &AuthorityStep::kind},
      {"authority.body_name", &AuthorityStep::body},
      {"authority.official", &AuthorityStep::official},
      {"authority.number", &AuthorityStep::number},
      {"authority.about", &AuthorityStep::about},
      {"authority.decision", &AuthorityStep::decision},
      {"authority.article", &AuthorityStep::article},
      {"authority.article_asked", &AuthorityStep::article_asked},
      {"authority.due_rule", &AuthorityStep::due_rule}};
  if (const auto at = places.find(fact); at != places.end())
    this->*at->second = words;
  else if (fact == "authority.body" && body.empty())
    body = words;
}

void AuthorityStep::tell(std::string_view fact, const PartialDate& date_said) {
  if (fact == "authority.date")
    date = date_said;
  else if (fact == "authority.received")
    received = date_said;
  else if (fact == "authority.due")
    due = date_said;
}

std::string_view name_of(FoundBy by) {
  return kFoundBy[static_cast<std::size_t>(by)];
}

std::string_view name_of(ClockState state) {
  return kClockStates[static_cast<std::size_t>(state)];
}

ClockState state_on(const Clock& clock, Day today) {
  if (!clock.due || (clock.stopped && !clock.ended))
    return ClockState::not_known;
  const Interval<Day>& due = *clock.due;
  if (!clock.stopped) {
    if (today > due.most)
      return ClockState::overdue;
    return today > due.least ? ClockState::maybe_overdue : ClockState::running;
  }
  if (clock.ended->most <= due.least)
    return ClockState::in_time;
  return clock.ended->least > due.most ? ClockState::late : ClockState::maybe_late;
}

std::optional<Interval<std::int32_t>> days_of(const Clock& clock, Day today) {
  if (!clock.started || (clock.stopped && !clock.ended))
    return std::nullopt;
  const Interval<Day> end = clock.stopped ? *clock.ended : Interval<Day>{today, today};
  const std::int32_t most = end.most - clock.started->least;
  if (most < 0)
    return std::nullopt;
  return Interval<std::int32_t>{std::max(0, end.least - clock.started->most), most};
}

void put_in_order(std::vector<AuthorityStep>& steps) {
  std::stable_sort(steps.begin(), steps.end(), [](const AuthorityStep& a, const AuthorityStep& b) {
    return place_in_order(a) < place_in_order(b);
  });
}

std::vector<AuthorityStep> authority_steps(const Case& of) {
  std::vector<AuthorityStep> steps;
  std::map<RecordId, std::size_t> places;
  for (const Subject& subject : of.subjects) {
    if (subject.kind != SubjectKind::authority_step)
      continue;
    places.emplace(subject.id, steps.size());
    steps.push_back({});
    steps.back().id = subject.id;
  }
  for (const Told& told : of.statements) {
    const auto place = places.find(told.said.subject);
    if (!told.live || place == places.end() || told.said.answer.state != AnswerState::yes)
      continue;
    const Value& value = told.said.answer.value;
    if (const auto* date = std::get_if<PartialDate>(&value))
      steps[place->second].tell(told.said.fact, *date);
    else if (const auto* record = std::get_if<RecordId>(&value))
      steps[place->second].tell(told.said.fact, record->hex());
    else
      steps[place->second].tell(told.said.fact, in_words(value));
  }
  put_in_order(steps);
  return steps;
}

std::vector<Clock> clocks_of(const std::vector<AuthorityStep>& steps,
                             const std::vector<ClockRule>& rules) {
  std::vector<Clock> clocks;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (auto clock = clock_of(steps, i, rules))
      clocks.push_back(std::move(*clock));
  Ending ending(steps);
  for (Clock& clock : clocks)
    ending.find(clock, runs_alone(steps, clocks, clock));
  return clocks;
}

std::vector<const ClockRule*> rules_for(const AuthorityStep& step,
                                        const std::vector<ClockRule>& rules) {
  std::vector<const ClockRule*> out;
  for (const ClockRule& rule : rules) {
    if (could_run(rule, step))
      out.push_back(&rule);
  }
  return out;
}

bool is_refusal(const AuthorityStep& step) {
  return step.kind == "refusal" || is_one_of(step.decision, {"refused", "dismissed"});
}

bool is_reversal(const AuthorityStep& step) {
  return (step.kind == "annulment" || step.decision == "returned") && !is_refusal(step);
}

bool is_opening(const AuthorityStep& step) {
  return step.kind == "opening" || step.decision == "opened";
}

bool is_lesser(const AuthorityStep& step) {
  // "127(2)" and "127.2" are two articles: not a letter is left out.
  return !step.article.empty() && !step.article_asked.empty() && step.article != step.article_asked;
}

bool waits_for_authority(const Clock& clock) {
  return clock.rule == nullptr || clock.rule->whose == ClockRule::Whose::authority;
}

std::optional<Interval<std::int32_t>> middle_of(
    const std::vector<Interval<std::int32_t>>& lengths) {
  if (lengths.empty())
    return std::nullopt;
  const auto middle = [&](std::int32_t Interval<std::int32_t>::*end) {
    std::vector<std::int32_t> all;
    for (const Interval<std::int32_t>& one : lengths)
      all.push_back(one.*end);
    std::sort(all.begin(), all.end());
    return all[(all.size() - 1) / 2];
  };
  return Interval<std::int32_t>{middle(&Interval<std::int32_t>::least),
                                middle(&Interval<std::int32_t>::most)};
}

void RefusalCounts::add(const RefusalCounts& other) {
  complaints += other.complaints;
  appeals += other.appeals;
  refusals += other.refusals;
  reversals += other.reversals;
  openings += other.openings;
  lesser += other.lesser;
  days_to_decision.insert(days_to_decision.end(), other.days_to_decision.begin(),
                          other.days_to_decision.end());
  late += other.late;
  overdue += other.overdue;
}

RefusalCounts refusals_in(const std::vector<AuthorityStep>& steps, const std::vector<Clock>& clocks,
                          Day today) {
  RefusalCounts counts;
  for (const AuthorityStep& step : steps) {
    counts.complaints += is_one_of(step.kind, {"complaint", "supplement"}) ? 1 : 0;
    counts.appeals += step.kind == "appeal" ? 1 : 0;
    counts.refusals += is_refusal(step) ? 1 : 0;
    counts.reversals += is_reversal(step) ? 1 : 0;
    counts.openings += is_opening(step) ? 1 : 0;
    counts.lesser += is_lesser(step) ? 1 : 0;
  }
  for (const Clock& clock : clocks) {
    if (!waits_for_authority(clock))
      continue;
    const ClockState state = state_on(clock, today);
    counts.late += state == ClockState::late ? 1 : 0;
    counts.overdue += state == ClockState::overdue ? 1 : 0;
    if (clock.stopped)
      if (const auto days = days_of(clock, today))
        counts.days_to_decision.push_back(*days);
  }
  return counts;
}

}  // namespace manumit::casework
