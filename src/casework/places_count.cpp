// SPDX-License-Identifier: Apache-2.0
#include "casework/places_count.h"

#include <atomic>
#include <map>
#include <set>
#include <utility>

#include "base/parallel.h"
#include "casework/legal_evidence.h"
#include "every_case.h"

namespace manumit::casework {
namespace {

/// One affected person, as far as one case or several tell.
struct Found {
  std::set<std::string> from;
  std::set<std::string> at;
  bool is_of_none = false;  ///< said to have no citizenship
};
using People = std::map<RecordId, Found>;

void take_citizenship(const Answer& answer, Found& into) {
  const auto* countries = std::get_if<std::vector<std::string>>(&answer.value);
  if (answer.state == AnswerState::yes && countries != nullptr)
    into.from.insert(countries->begin(), countries->end());
  into.is_of_none |= answer.state == AnswerState::no;
}

People people_in(const Case& of) {
  People out;
  for (const RecordId& person : affected_people(of)) {
    const std::vector<std::string> places = evidence_of(of, person).evidence.places;
    out[person].at.insert(places.begin(), places.end());
  }
  for (const Told& told : of.statements) {
    const auto person = out.find(told.said.subject);
    if (told.live && person != out.end() && told.said.fact == "person.citizenship")
      take_citizenship(told.said.answer, person->second);
  }
  return out;
}

/// Records that are linked are one person, under the id of their group.
void join(People& all, People&& some, const Links& links) {
  for (auto& [id, found] : some) {
    const LinkGroup* group = links.group_of(id);
    Found& into = all[group == nullptr ? id : group->id];
    into.from.merge(found.from);
    into.at.merge(found.at);
    into.is_of_none |= found.is_of_none;
  }
}

/// One person among the answers to one question.
void count(const std::set<std::string>& said, bool none, PlacesCount::Open& into) {
  into.several += said.size() > 1 ? 1 : 0;
  into.none += said.empty() && none ? 1 : 0;
  into.not_recorded += said.empty() && !none ? 1 : 0;
}

PlacesCount counted(const People& people) {
  PlacesCount out;
  out.people = people.size();
  std::map<std::string, PlacesCount::Country> countries;
  for (const auto& [id, found] : people) {
    for (const std::string& code : found.from)
      ++countries[code].from;
    for (const std::string& code : found.at)
      ++countries[code].at;
    count(found.from, found.is_of_none, out.from);
    count(found.at, false, out.at);
  }
  for (auto& [code, country] : countries) {
    country.code = code;
    out.countries.push_back(std::move(country));
  }
  return out;
}

}  // namespace

Result<PlacesCount> places_count(const Casebook& book, const Progress& progress) {
  const std::vector<CaseRow> rows = every_case(book);
  std::atomic<std::uint64_t> done = 0;
  auto cases = TRY(
      parallel_map<People>(rows.size(), machine_threads(), [&](std::size_t i) -> Result<People> {
        if (progress && !progress(done++, rows.size()))
          return fail(Error::Kind::unavailable, "the comparison was stopped before its end");
        return people_in(TRY(book.open_case(rows[i].id)));
      }));
  const std::shared_ptr<const Links> links = book.links();
  People all;
  for (People& one : cases)
    join(all, std::move(one), *links);
  return counted(all);
}

}  // namespace manumit::casework
