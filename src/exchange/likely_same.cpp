// SPDX-License-Identifier: Apache-2.0
#include "likely_same.h"

#include <algorithm>
#include <map>

#include "text/fold.h"
#include "text/misspelling.h"

namespace manumit::exchange {

namespace {

// "otabek yoldoshev" and "otabek yuldashev" reach 0.93, other people's names rarely 0.9.
constexpr double kAlike = 0.88;
// Shorter than that a telephone number is an extension, not a person's.
constexpr std::size_t kFewestDigits = 7;

// Words sorted, so that the family name may stand first or last.
std::string comparable(const std::string& name) {
  const std::string folded = text::fold(name);
  std::vector<std::string_view> words = text::folded_words(folded);
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string_view word : words)
    out += (out.empty() ? "" : " ") + std::string(word);
  return out;
}

bool alike(const std::string& a, const std::string& b) {
  return text::name_similarity(std::string_view(a), std::string_view(b)) >= kAlike;
}

CellProblem noted(const RowPerson& person, const char* what, std::string fill) {
  return {CellProblem::Weight::note, person.cell, person.heading, person.name,
          Error{Error::Kind::bad_input,
                what,
                {},
                "both are kept; compare them before you join them",
                {std::move(fill)}}};
}

}  // namespace

std::vector<CellProblem> same_within_file(const std::vector<RowPerson>& people) {
  std::vector<std::string> names;
  std::map<std::string, std::vector<std::size_t>> sharing;
  for (std::size_t number = 0; number < people.size(); ++number) {
    names.push_back(comparable(people[number].name));
    if (people[number].born)
      sharing["born " + std::to_string(people[number].born->number)].push_back(number);
    if (people[number].phone.size() >= kFewestDigits)
      sharing["phone " + people[number].phone].push_back(number);
  }
  // A day that hundreds share (1 January, in tables of people without papers) tells nobody apart.
  constexpr std::size_t kTooCommon = 50;
  std::map<std::size_t, std::size_t> same_as;  // Later row to earlier row.
  for (const auto& [mark, rows] : sharing) {
    for (std::size_t later = 1; later < rows.size() && rows.size() <= kTooCommon; ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        if (!names[rows[later]].empty() && alike(names[rows[earlier]], names[rows[later]]))
          same_as.emplace(rows[later], rows[earlier]);
      }
    }
  }
  std::vector<CellProblem> out;
  for (const auto& [later, earlier] : same_as)
    out.push_back(noted(people[later], "this is likely the same person as in row {0}",
                        std::to_string(people[earlier].row)));
  return out;
}

std::optional<std::vector<CellProblem>> same_on_file(const std::vector<RowPerson>& people,
                                                     const casework::Casebook& casebook,
                                                     const std::function<bool()>& goes_on) {
  std::vector<CellProblem> out;
  if (casebook.case_count() == 0)
    return out;
  for (std::size_t number = 0; number < std::min(people.size(), kMostRowsSearched); ++number) {
    if (!goes_on())
      return std::nullopt;
    const RowPerson& person = people[number];
    const std::string name = comparable(person.name);
    if (name.find(' ') == std::string::npos)
      continue;  // One word is too little to speak of a likeness.
    for (const casework::Hit& hit : casebook.search(person.name, 5)) {
      if (hit.kind != casework::SubjectKind::person || !alike(comparable(hit.title), name))
        continue;
      out.push_back(noted(person, "this is likely a person of case {0}", hit.case_number));
      break;
    }
  }
  return out;
}

}  // namespace manumit::exchange
