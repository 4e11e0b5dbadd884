// SPDX-License-Identifier: Apache-2.0
#include "case_row.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "casework/authority_ledger.h"

namespace manumit::casework {
namespace {

constexpr std::pair<std::string_view, RowUse> kUses[] = {
    {"case.number", RowUse::number},
    {"case.status", RowUse::status},
    {"person.name", RowUse::full_name},
    {"person.first_name", RowUse::first_name},
    {"person.middle_name", RowUse::middle_name},
    {"person.last_name", RowUse::last_name},
    {"safety.safe_now", RowUse::safe_now},
    {"consent.keep_data", RowUse::consent_keep},
    {"consent.interview", RowUse::consent_interview},
    {"consent.imported", RowUse::consent_imported},
    {"work.place", RowUse::work_place},
    {"work.industry", RowUse::work_industry},
    {"work.what", RowUse::work_what},
    {"exploitation.at", RowUse::exploited_at},
    {"event.place", RowUse::event_place},
    {"organisation.name", RowUse::organisation_name},
    {"step.what", RowUse::step_what},
    {"step.due", RowUse::step_due},
    {"step.time", RowUse::step_time},
    {"step.done", RowUse::step_done},
    {"authority.kind", RowUse::authority},
    {"authority.body", RowUse::authority},
    {"authority.body_name", RowUse::authority},
    {"authority.number", RowUse::authority},
    {"authority.about", RowUse::authority},
    {"authority.date", RowUse::authority},
    {"authority.received", RowUse::authority},
    {"authority.due", RowUse::authority},
    {"authority.due_rule", RowUse::authority},
};

struct Uses {
  std::vector<RowUse> use;
  std::vector<std::size_t> indicator;
};

const Uses& uses() {
  static const Uses table = [] {
    const Vocabulary& vocabulary = built_in_vocabulary();
    Uses out;
    out.use.assign(vocabulary.facts().size(), RowUse::none);
    out.indicator.assign(vocabulary.facts().size(), kIndicators);
    for (std::size_t i = 0; i < vocabulary.facts().size(); ++i) {
      if (const auto indicator = indicator_of(vocabulary.facts()[i])) {
        out.use[i] = RowUse::indicator;
        out.indicator[i] = *indicator;
      }
    }
    for (const auto& [id, use] : kUses)
      if (const auto place = vocabulary.place_of(id))
        out.use[*place] = use;
    return out;
  }();
  return table;
}

// A date is kept as stored, with its words behind a line break.
std::string short_text(const Value& value) {
  if (const auto* place = std::get_if<Place>(&value)) {
    for (const std::string* part : {&place->city, &place->region, &place->words, &place->street})
      if (!part->empty())
        return *part;
    return place->country;
  }
  if (const auto* date = std::get_if<PartialDate>(&value))
    return to_iso(*date) + "\n" + date->words;
  if (const auto* record = std::get_if<RecordId>(&value))
    return record->hex();
  if (const auto* codes = std::get_if<std::vector<std::string>>(&value))
    return codes->empty() ? std::string() : codes->front();
  return in_words(value);
}

std::optional<PartialDate> date_from(const std::string& text) {
  const std::size_t line = text.find('\n');
  if (line == std::string::npos)
    return std::nullopt;
  Result<PartialDate> date = partial_date_from_iso(std::string_view(text).substr(0, line));
  if (!date)
    return std::nullopt;
  date->words = text.substr(line + 1);
  return std::move(*date);
}

/// What is told of one person's name.
struct Name {
  std::string full, first, middle, last;
  [[nodiscard]] std::string whole() const {
    if (!full.empty())
      return full;
    std::string out;
    for (const std::string* part : {&first, &middle, &last}) {
      if (part->empty())
        continue;
      if (!out.empty())
        out += ' ';
      out += *part;
    }
    return out;
  }
};

struct Step {
  OpenStep step;
  MarkTally done;
};

/// Goes once over the live statements and then reads the row off.
class RowMaker {
 public:
  explicit RowMaker(const RowParts& parts) : parts_(parts) {
    for (const Subject& subject : parts.subjects) {
      if (subject.kind != SubjectKind::authority_step)
        continue;
      authority_.push_back({});
      authority_.back().id = subject.id;
    }
    for (const RowStatement& statement : parts.live)
      take(statement);
  }

  [[nodiscard]] RowAndSteps finish() {
    RowAndSteps out;
    out.row = std::move(row_);
    out.row.id = parts_.id;
    out.row.touched_ms = parts_.touched_ms;
    out.row.statements = parts_.statements;
    out.row.people = people();
    out.row.place = place();
    out.row.work = industry_.empty() ? work_ : industry_;
    out.row.safe_now = state_of(safe_);
    out.row.consent = consent();
    for (std::size_t i = 0; i < kIndicators; ++i)
      out.row.indicators[i] = sign(tallies_[i].mark());
    out.steps = open_steps();
    out.clocks = open_clocks();
    if (!out.steps.empty()) {
      out.row.next_step = out.steps.front().what;
      out.row.next_due = out.steps.front().due;
      out.row.next_time = out.steps.front().time;
    }
    return out;
  }

 private:
  static std::optional<AnswerState> state_of(const MarkTally& tally) {
    const std::optional<Mark> mark = tally.mark();
    if (!mark)
      return std::nullopt;
    return mark->state;
  }

  static std::uint8_t sign(const std::optional<Mark>& mark) {
    if (!mark)
      return 0;
    return mark->contradicted ? kContradicted : static_cast<std::uint8_t>(mark->state);
  }

  void take(const RowStatement& told);
  void take_text(const RowStatement& told);
  void take_step(const RowStatement& told);
  void take_authority(const RowStatement& told);

  [[nodiscard]] std::optional<AnswerState> consent() const {
    for (const MarkTally* tally : {&keep_, &interview_, &imported_})
      if (const auto state = state_of(*tally))
        return state;
    return std::nullopt;
  }

  [[nodiscard]] std::vector<std::string> people() const {
    std::vector<std::string> out;
    for (const Subject& subject : parts_.subjects) {
      if (subject.kind != SubjectKind::person || subject.role != "affected")
        continue;
      const auto name = names_.find(subject.id);
      std::string whole = name == names_.end() ? std::string() : name->second.whole();
      if (!whole.empty())
        out.push_back(std::move(whole));
    }
    return out;
  }

  [[nodiscard]] std::string place() const {
    if (!work_place_.empty())
      return work_place_;
    const auto site = organisations_.find(exploited_at_);
    if (site != organisations_.end() && !site->second.empty())
      return site->second;
    return event_place_;
  }

  [[nodiscard]] std::vector<OpenStep> open_steps() {
    std::vector<OpenStep> out;
    for (const RecordId& id : step_order_) {
      Step& step = steps_[id];
      const auto done = step.done.mark();
      if (step.step.what.empty() && !step.step.due)
        continue;
      if (!done || done->state != AnswerState::yes)
        out.push_back(std::move(step.step));
    }
    std::stable_sort(out.begin(), out.end(), sooner);
    return out;
  }

  /// What is still due after steps with authorities, where a day is known.
  [[nodiscard]] std::vector<OpenStep> open_clocks() {
    std::vector<OpenStep> out;
    put_in_order(authority_);
    for (const Clock& clock : clocks_of(authority_, built_in_clocks())) {
      if (clock.stopped || !clock.due)
        continue;
      const AuthorityStep& step = authority_[clock.step];
      const auto body = organisations_.find(step.body);
      const bool by_person = clock.rule != nullptr && clock.rule->whose == ClockRule::Whose::person;
      PartialDate due = exactly(clock.due->least);
      if (!clock.due->is_one_value())
        due = {.first = clock.due->least, .last = clock.due->most, .precision = Precision::between};
      out.push_back(OpenStep{
          .id = step.id,
          .what = !step.number.empty() || body == organisations_.end() ? step.number : body->second,
          .due = std::move(due),
          .time = {},
          .kind = by_person ? Due::Kind::deadline : Due::Kind::answer});
      if (out.back().what.empty() && body == organisations_.end())
        out.back().what = step.body;
    }
    return out;
  }

  static constexpr std::uint8_t kContradicted = 9;
  const RowParts& parts_;
  CaseRow row_;
  std::map<RecordId, Name> names_;
  std::map<std::string, std::string> organisations_;  ///< by the id in hexadecimal
  std::map<RecordId, Step> steps_;
  std::vector<RecordId> step_order_;
  std::vector<AuthorityStep> authority_;
  std::array<MarkTally, kIndicators> tallies_;
  MarkTally safe_, keep_, interview_, imported_;
  std::string work_place_, event_place_, exploited_at_, industry_, work_;
};

void RowMaker::take(const RowStatement& told) {
  const std::size_t indicator = row_indicator(told.fact);
  if (indicator < kIndicators &&
      bears_on_indicator(built_in_vocabulary().facts()[told.fact], told.state))
    tallies_[indicator].add(told.state);
  switch (row_use(told.fact)) {
    case RowUse::safe_now:
      return safe_.add(told.state);
    case RowUse::consent_keep:
      return keep_.add(told.state);
    case RowUse::consent_interview:
      return interview_.add(told.state);
    case RowUse::consent_imported:
      return imported_.add(told.state);
    case RowUse::step_what:
    case RowUse::step_due:
    case RowUse::step_time:
    case RowUse::step_done:
      return take_step(told);
    case RowUse::authority:
      return take_authority(told);
    default:
      if (!told.text.empty())
        take_text(told);
  }
}

/// Of several live words about one thing the last told is shown in the list.
void RowMaker::take_text(const RowStatement& told) {
  switch (row_use(told.fact)) {
    case RowUse::number:
      row_.number = told.text;
      return;
    case RowUse::status:
      row_.state = told.text;
      return;
    case RowUse::full_name:
      names_[told.subject].full = told.text;
      return;
    case RowUse::first_name:
      names_[told.subject].first = told.text;
      return;
    case RowUse::middle_name:
      names_[told.subject].middle = told.text;
      return;
    case RowUse::last_name:
      names_[told.subject].last = told.text;
      return;
    case RowUse::work_place:
      work_place_ = told.text;
      return;
    case RowUse::work_industry:
      industry_ = told.text;
      return;
    case RowUse::work_what:
      work_ = told.text;
      return;
    case RowUse::exploited_at:
      exploited_at_ = told.text;
      return;
    case RowUse::event_place:
      event_place_ = told.text;
      return;
    case RowUse::organisation_name:
      organisations_[told.subject.hex()] = told.text;
      return;
    default:
      return;
  }
}

void RowMaker::take_step(const RowStatement& told) {
  const auto [at, fresh] = steps_.try_emplace(told.subject);
  if (fresh) {
    at->second.step.id = told.subject;
    step_order_.push_back(told.subject);
  }
  Step& step = at->second;
  switch (row_use(told.fact)) {
    case RowUse::step_what:
      step.step.what = told.text;
      return;
    case RowUse::step_due:
      step.step.due = date_from(told.text);
      return;
    case RowUse::step_time:
      step.step.time = told.text;
      return;
    default:
      step.done.add(told.state);
  }
}

void RowMaker::take_authority(const RowStatement& told) {
  if (told.state != AnswerState::yes)
    return;
  auto step = std::find_if(authority_.begin(), authority_.end(),
                           [&](const AuthorityStep& one) { return one.id == told.subject; });
  if (step == authority_.end())
    return;  // Of no subject of this case.
  const std::string& fact = built_in_vocabulary().facts()[told.fact].id;
  if (const auto date = date_from(told.text))
    step->tell(fact, *date);
  else
    step->tell(fact, told.text);
}

}  // namespace

RowUse row_use(std::size_t fact) {
  return uses().use[fact];
}

std::size_t row_indicator(std::size_t fact) {
  return uses().indicator[fact];
}

std::optional<RowStatement> for_row(const Statement& statement) {
  const std::optional<std::size_t> fact = built_in_vocabulary().place_of(statement.fact);
  if (!fact || row_use(*fact) == RowUse::none)
    return std::nullopt;
  return RowStatement{.subject = statement.subject,
                      .fact = static_cast<std::uint16_t>(*fact),
                      .state = statement.answer.state,
                      .text = row_use(*fact) == RowUse::indicator
                                  ? std::string()
                                  : short_text(statement.answer.value)};
}

RowParts parts_of(const Case& folded) {
  RowParts out;
  out.id = folded.id;
  out.subjects = folded.subjects;
  out.touched_ms = folded.touched_ms;
  for (const Told& told : folded.statements) {
    if (!told.live)
      continue;
    ++out.statements;
    if (auto statement = for_row(told.said))
      out.live.push_back(std::move(*statement));
  }
  return out;
}

bool sooner(const OpenStep& a, const OpenStep& b) {
  if (a.due && b.due) {
    if (earlier_in_line(*a.due, *b.due))
      return true;
    if (earlier_in_line(*b.due, *a.due))
      return false;
    return a.time < b.time;
  }
  return a.due.has_value() && !b.due.has_value();
}

RowAndSteps make_row(const RowParts& parts) {
  return RowMaker(parts).finish();
}

}  // namespace manumit::casework
