// SPDX-License-Identifier: Apache-2.0
#include "case_authorities.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "casework/legal_evidence.h"

namespace manumit::casework {
namespace {

/// Whoever helps, and whoever decides, is no place of work.
bool is_premises(const Subject& subject) {
  static const std::set<std::string_view> others = {
      "authority",   "referring", "referred", "service",     "lawyer",  "witness",
      "interpreter", "activist",  "relative", "case_worker", "official"};
  return subject.kind == SubjectKind::organisation && others.count(subject.role) == 0;
}

/// Letter by letter, but for the blanks.
std::string with_single_blanks(std::string_view words) {
  std::string out;
  for (const char letter : words) {
    const bool is_blank = letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
    if (!is_blank)
      out += letter;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ')
    out.pop_back();
  return out;
}

/// How the people and organisations of a case are called; of several answers the last.
class Names {
 public:
  explicit Names(const Case& of) {
    for (const Told& told : of.statements) {
      const auto* words = std::get_if<std::string>(&told.said.answer.value);
      if (told.live && words != nullptr && told.said.answer.state == AnswerState::yes)
        told_[told.said.subject][told.said.fact] = with_single_blanks(*words);
    }
  }

  [[nodiscard]] std::string of(const RecordId& record) const {
    for (const char* whole : {"person.name", "organisation.name"}) {
      if (std::string name = said(record, whole); !name.empty())
        return name;
    }
    std::string out;
    for (const char* part : {"person.first_name", "person.middle_name", "person.last_name"}) {
      const std::string name = said(record, part);
      out += (out.empty() || name.empty() ? "" : " ") + name;
    }
    return out;
  }

 private:
  [[nodiscard]] std::string said(const RecordId& record, const std::string& fact) const {
    const auto facts = told_.find(record);
    if (facts == told_.end())
      return {};
    const auto words = facts->second.find(fact);
    return words == facts->second.end() ? std::string() : words->second;
  }

  std::map<RecordId, std::map<std::string, std::string>> told_;
};

/// Which record is named as the authority of each step.
std::map<RecordId, RecordId> bodies_in(const Case& of) {
  std::map<RecordId, RecordId> out;
  for (const Told& told : of.statements) {
    const auto* record = std::get_if<RecordId>(&told.said.answer.value);
    if (told.live && record != nullptr && told.said.fact == "authority.body" &&
        told.said.answer.state == AnswerState::yes)
      out[told.said.subject] = *record;
  }
  return out;
}

class Gatherer {
 public:
  Gatherer(const Case& of, std::string number, Day today)
      : of_(of), names_(of), bodies_(bodies_in(of)), today_(today) {
    out_.steps.case_id = of.id;
    out_.steps.case_number = std::move(number);
    out_.steps.steps = authority_steps(of);
    out_.steps.clocks = clocks_of(out_.steps.steps, built_in_clocks());
    out_.steps.counts = refusals_in(out_.steps.steps, out_.steps.clocks, today);
  }

  CaseAuthorities gather() {
    for (const AuthorityStep& step : out_.steps.steps)
      out_.steps.offices.push_back(office_of(step));
    take_authorities();
    take_officials();
    take_premises();
    take_countries();
    return std::move(out_);
  }

 private:
  /// The record of an organisation; whatever else stands there names no office.
  [[nodiscard]] const Subject* body_of(const AuthorityStep& step) const {
    const auto body = bodies_.find(step.id);
    const Subject* subject = body == bodies_.end() ? nullptr : of_.subject(body->second);
    return subject != nullptr && subject->kind == SubjectKind::organisation ? subject : nullptr;
  }

  /// Of all its people together.
  void take_countries() {
    std::set<std::string> found;
    for (const RecordId& person : affected_people(of_)) {
      const auto places = evidence_of(of_, person).evidence.places;
      found.insert(places.begin(), places.end());
    }
    out_.steps.countries.assign(found.begin(), found.end());
  }

  [[nodiscard]] std::string office_of(const AuthorityStep& step) const {
    const Subject* body = body_of(step);
    const std::string name = body == nullptr ? std::string() : names_.of(body->id);
    if (!name.empty())
      return name;
    // Without words of its own a step calls its authority by the record's id.
    return RecordId::from(step.body) ? std::string() : with_single_blanks(step.body);
  }

  void take_authorities() {
    std::map<std::pair<RecordId, std::string>, std::vector<std::size_t>> steps;
    for (std::size_t i = 0; i < out_.steps.steps.size(); ++i) {
      const Subject* body = body_of(out_.steps.steps[i]);
      const std::string& office = out_.steps.offices[i];
      if (body != nullptr)
        steps[{body->id, {}}].push_back(i);
      else if (!office.empty())
        steps[{{}, office}].push_back(i);
    }
    for (const auto& [whose, places] : steps)
      out_.authorities.push_back({.record = whose.first,
                                  .words = out_.steps.offices[places.front()],
                                  .role = role_of(whose.first),
                                  .is_sealed = false,
                                  .counts = counts_of(places)});
  }

  void take_officials() {
    std::map<RecordId, std::vector<std::size_t>> signed_by;
    for (const Subject& subject : of_.subjects) {
      if (subject.kind == SubjectKind::person && subject.role == "official")
        signed_by[subject.id];
    }
    for (std::size_t i = 0; i < out_.steps.steps.size(); ++i) {
      const auto who = RecordId::from(out_.steps.steps[i].official);
      if (who && of_.subject(*who) != nullptr)
        signed_by[*who].push_back(i);
    }
    for (const auto& [who, places] : signed_by)
      out_.officials.push_back(found(who, counts_of(places)));
  }

  void take_premises() {
    for (const Subject& subject : of_.subjects) {
      const bool is_body =
          std::any_of(out_.authorities.begin(), out_.authorities.end(),
                      [&](const FoundInCase& one) { return one.record == subject.id; });
      if (is_premises(subject) && !is_body)
        out_.premises.push_back(found(subject.id, {}));
    }
  }

  [[nodiscard]] FoundInCase found(const RecordId& record, RefusalCounts counts) const {
    return {
        .record = record,
        .words = names_.of(record),
        .role = role_of(record),
        .is_sealed = std::find(of_.sealed.begin(), of_.sealed.end(), record) != of_.sealed.end(),
        .counts = std::move(counts)};
  }

  [[nodiscard]] std::string role_of(const RecordId& record) const {
    const Subject* subject = of_.subject(record);
    return subject == nullptr ? std::string() : subject->role;
  }

  /// Of some of the steps alone, in order, with the clocks that run after them.
  [[nodiscard]] RefusalCounts counts_of(const std::vector<std::size_t>& places) const {
    std::vector<AuthorityStep> steps;
    for (const std::size_t place : places)
      steps.push_back(out_.steps.steps[place]);
    std::vector<Clock> clocks;
    for (const Clock& clock : out_.steps.clocks) {
      if (std::binary_search(places.begin(), places.end(), clock.step))
        clocks.push_back(clock);
    }
    return refusals_in(steps, clocks, today_);
  }

  const Case& of_;
  Names names_;
  std::map<RecordId, RecordId> bodies_;
  Day today_;
  CaseAuthorities out_;
};

void add_once(std::vector<std::string>& to, const std::string& word) {
  if (!word.empty() && std::find(to.begin(), to.end(), word) == to.end())
    to.push_back(word);
}

void take_in(InCases& into, std::size_t of_case, const FoundInCase& found) {
  add_once(into.names, found.words);
  add_once(into.roles, found.role);
  into.sealed += found.is_sealed ? 1 : 0;
  // Two records of one case that are linked stand there once.
  if (into.cases.empty() || into.cases.back() != of_case)
    into.cases.push_back(of_case);
}

bool comes_before(const InCases& a, const InCases& b) {
  if (a.cases.size() != b.cases.size())
    return a.cases.size() > b.cases.size();
  if (a.counts.refusals != b.counts.refusals)
    return a.counts.refusals > b.counts.refusals;
  return a.cases.front() < b.cases.front();
}

}  // namespace

CaseAuthorities authorities_in(const Case& of, std::string number, Day today) {
  return Gatherer(of, std::move(number), today).gather();
}

const Clock* StepsOfCase::clock_after(std::size_t step) const {
  const auto at = std::find_if(clocks.begin(), clocks.end(),
                               [&](const Clock& one) { return one.step == step; });
  return at == clocks.end() ? nullptr : &*at;
}

StepsOfCase steps_of_case(const Case& of, std::string number, Day today) {
  return authorities_in(of, std::move(number), today).steps;
}

std::vector<InCases> joined_by(const Links& links, const std::vector<FoundAt>& found) {
  std::map<std::pair<RecordId, std::string>, InCases> all;
  for (const auto& [of_case, one] : found) {
    const LinkGroup* group = one.record.is_zero() ? nullptr : links.group_of(one.record);
    const RecordId id = group == nullptr ? one.record : group->id;
    InCases& into = all[{id, id.is_zero() ? one.words : std::string()}];
    into.id = id;
    take_in(into, of_case, one);
    into.counts.add(one.counts);
  }
  std::vector<InCases> out;
  for (auto& [key, one] : all)
    out.push_back(std::move(one));
  return out;
}

void put_most_first(std::vector<InCases>& all) {
  std::stable_sort(all.begin(), all.end(), comes_before);
}

}  // namespace manumit::casework
