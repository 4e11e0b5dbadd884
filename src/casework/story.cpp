// SPDX-License-Identifier: Apache-2.0
#include "casework/story.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace manumit::casework {
namespace {

/// A kind of subject that is a moment by itself, the facts that date it, and those whose words
/// make its title, the best first.
struct Happening {
  SubjectKind kind;
  std::vector<std::string_view> dates;
  std::vector<std::string_view> titles;
};

const std::vector<Happening>& happenings() {
  static const std::vector<Happening> all = {
      {SubjectKind::event, {"event.date", "event.until"}, {"event.what"}},
      {SubjectKind::movement, {"movement.start", "movement.end"}, {}},
      {SubjectKind::authority_step, {"authority.date", "authority.received"}, {"authority.note"}},
      {SubjectKind::debt, {"debt.date"}, {"debt.reason"}},
  };
  return all;
}

const Happening* happening(SubjectKind kind) {
  for (const Happening& one : happenings())
    if (one.kind == kind)
      return &one;
  return nullptr;
}

const Told* first_about(const std::vector<const Told*>& told,
                        const std::vector<std::string_view>& facts) {
  for (const std::string_view fact : facts)
    for (const Told* one : told)
      if (one->said.fact == fact && one->said.answer.state != AnswerState::no)
        return one;
  return nullptr;
}

std::optional<PartialDate> date_of(const Moment& moment, const Happening& of) {
  const Told* dated = first_about(moment.statements, of.dates);
  if (dated != nullptr)
    if (const auto* date = std::get_if<PartialDate>(&dated->said.answer.value))
      return *date;
  for (const Told* told : moment.statements)
    if (told->said.when)
      return told->said.when;
  return std::nullopt;
}

/// The statement that names the moment stands first.
void lead_with(Moment& moment, const Told* leader) {
  const auto at = std::find(moment.statements.begin(), moment.statements.end(), leader);
  if (at != moment.statements.end())
    std::rotate(moment.statements.begin(), at, at + 1);
}

void complete(Moment& moment) {
  const Happening* of = happening(moment.kind);
  if (of == nullptr) {
    const Told& told = *moment.statements.front();
    moment.when = told.said.when;
    moment.title = told.said.said_as.empty() ? in_words(told.said.answer.value) : told.said.said_as;
    return;
  }
  moment.when = date_of(moment, *of);
  if (const Told* leader = first_about(moment.statements, of->titles)) {
    moment.title = in_words(leader->said.answer.value);
    lead_with(moment, leader);
  }
}

/// Where a statement belongs: with its event, or with what else was said of that subject about
/// the same fact and time.
struct Key {
  RecordId subject;
  std::string_view fact;  ///< empty for happenings
  std::string when;
  auto operator<=>(const Key&) const = default;
};

std::vector<Moment> gathered(const Case& of) {
  std::map<RecordId, SubjectKind> kinds;
  for (const Subject& subject : of.subjects)
    kinds.emplace(subject.id, subject.kind);
  std::vector<Moment> out;
  std::map<Key, std::size_t> places;
  for (const Told& told : of.statements) {
    if (!told.live)
      continue;
    const auto kind = kinds.find(told.said.subject);
    const SubjectKind is = kind == kinds.end() ? SubjectKind::case_file : kind->second;
    Key key{told.said.subject, {}, {}};
    if (happening(is) == nullptr) {
      if (!told.said.when)
        continue;
      key.fact = told.said.fact;
      key.when = to_iso(*told.said.when);
    }
    const auto [at, fresh] = places.emplace(std::move(key), out.size());
    if (fresh)
      out.push_back(Moment{
          .when = {}, .subject = told.said.subject, .kind = is, .title = {}, .statements = {}});
    out[at->second].statements.push_back(&told);
  }
  for (Moment& moment : out)
    complete(moment);
  return out;
}

bool earlier(const Moment& a, const Moment& b) {
  if (a.when && b.when)
    return earlier_in_line(*a.when, *b.when);
  return a.when.has_value() && !b.when.has_value();
}

}  // namespace

std::vector<Moment> story_as_told(const Case& of) {
  return gathered(of);
}

std::vector<Moment> story_by_date(const Case& of) {
  std::vector<Moment> out = gathered(of);
  std::stable_sort(out.begin(), out.end(), earlier);
  return out;
}

}  // namespace manumit::casework
