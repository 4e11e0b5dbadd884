// SPDX-License-Identifier: Apache-2.0
#include "casework/person_lists.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <utility>

#include "base/csv.h"
#include "base/parallel.h"
#include "casework/legal_evidence.h"
#include "every_case.h"

namespace manumit::casework {
namespace {

constexpr std::array<std::string_view, 3> kListedBy{"imported_file", "source_kind", "author"};
// A heading can be 200 bytes long (estimate/list_file.h); a mark behind a name has room.
constexpr std::size_t kLongestName = 180;
constexpr int kAdult = 18;
constexpr std::size_t kHashShown = 8;

/// What makes one list: the key tells lists apart, the name is shown.
struct ListKey {
  std::string key;
  std::string name;
  auto operator<=>(const ListKey&) const = default;
};

/// One affected person, as far as one case or several tell.
struct Found {
  std::set<ListKey> lists;
  std::set<std::string> sexes;
  std::set<std::string> forms;
  bool child = false;
  bool adult = false;
};
using People = std::map<RecordId, Found>;

std::optional<ListKey> list_of(const Source& source, ListedBy by) {
  switch (by) {
    case ListedBy::imported_file: {
      if (source.file_hash.empty() || source.kind != "file")
        return std::nullopt;
      const bool titled = !source.title.empty();
      return ListKey{source.file_hash,
                     titled ? source.title : source.file_hash.substr(0, kHashShown)};
    }
    case ListedBy::source_kind:
      if (source.kind.empty())
        return std::nullopt;
      return ListKey{source.kind, source.kind};
    case ListedBy::author:
      break;
  }
  if (source.author.empty())
    return std::nullopt;
  return ListKey{source.author, source.author};
}

void take_codes(const Answer& answer, std::set<std::string>& into) {
  if (answer.state != AnswerState::yes)
    return;
  if (const auto* one = std::get_if<std::string>(&answer.value))
    into.insert(*one);
  if (const auto* several = std::get_if<std::vector<std::string>>(&answer.value))
    into.insert(several->begin(), several->end());
}

void take_age(const Case& of, const RecordId& person, Found& into) {
  for (const law::AgeItem& age : evidence_of(of, person).evidence.ages) {
    into.child |= age.years.most < kAdult;
    into.adult |= age.years.least >= kAdult;
  }
}

People people_in(const Case& of, ListedBy by) {
  People out;
  for (const RecordId& person : affected_people(of))
    take_age(of, person, out[person]);
  for (const Told& told : of.statements) {
    const auto person = out.find(told.said.subject);
    if (!told.live || person == out.end())
      continue;
    Found& found = person->second;
    if (const Source* source = told.said.source ? of.source(*told.said.source) : nullptr) {
      if (auto list = list_of(*source, by))
        found.lists.insert(std::move(*list));
    }
    if (told.said.fact == "person.gender")
      take_codes(told.said.answer, found.sexes);
    else if (told.said.fact == "exploitation.types")
      take_codes(told.said.answer, found.forms);
  }
  return out;
}

/// Records that are linked are one person, under the id of their group.
void join(People& all, People&& some, const Links& links) {
  for (auto& [id, found] : some) {
    const LinkGroup* group = links.group_of(id);
    Found& into = all[group == nullptr ? id : group->id];
    into.lists.merge(found.lists);
    into.sexes.merge(found.sexes);
    into.forms.merge(found.forms);
    into.child |= found.child;
    into.adult |= found.adult;
  }
}

std::string sex_of(const Found& found) {
  std::set<std::string> said = found.sexes;
  // The standard's own word for "unknown" is no answer.
  said.erase("NonSpecifiedUnknown");
  if (said.empty())
    return std::string(kNotRecorded);
  return said.size() == 1 ? *said.begin() : std::string(kContradicted);
}

std::string age_group_of(const Found& found) {
  if (found.child == found.adult)
    return std::string(found.child ? kContradicted : kNotRecorded);
  return found.child ? "child" : "adult";
}

std::string form_of(const Found& found) {
  if (found.forms.empty())
    return std::string(kNotRecorded);
  return found.forms.size() == 1 ? *found.forms.begin() : std::string(kSeveral);
}

std::vector<std::pair<ListKey, std::uint64_t>> by_size(const People& people) {
  std::map<ListKey, std::uint64_t> sizes;
  for (const auto& [id, found] : people) {
    for (const ListKey& list : found.lists)
      ++sizes[list];
  }
  std::vector<std::pair<ListKey, std::uint64_t>> out(sizes.begin(), sizes.end());
  // Stable: lists of one size stay in the order of their keys.
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

std::string without_case(std::string name) {
  for (char& letter : name) {
    if (letter >= 'A' && letter <= 'Z')
      letter = static_cast<char>(letter - 'A' + 'a');
  }
  return name;
}

/// In one line, without blanks around it, and short: a heading of a table has no other.
std::string as_heading(std::string name) {
  for (char& letter : name) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F)
      letter = ' ';
  }
  if (name.size() > kLongestName) {
    std::size_t end = kLongestName;
    while ((static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)
      --end;  // Not in the middle of a letter.
    name.resize(end);
  }
  const std::size_t first = name.find_first_not_of(' ');
  if (first == std::string::npos)
    return "-";
  return name.substr(first, name.find_last_not_of(' ') - first + 1);
}

/// No two lists, and no list and another column, may have one name; "count" is so in any case.
std::string free_name(const std::string& title, std::set<std::string>& taken) {
  const std::string wanted = as_heading(title);
  std::string name = wanted;
  for (int number = 2; !taken.insert(without_case(name)).second; ++number)
    name = wanted + " (" + std::to_string(number) + ")";
  return name;
}

PersonLists counted(const People& people, std::size_t most_lists) {
  PersonLists out;
  std::map<ListKey, std::size_t> bit;
  std::set<std::string> taken{"count"};
  taken.insert(kPersonColumns.begin(), kPersonColumns.end());
  for (auto& [list, size] : by_size(people)) {
    if (bit.size() == most_lists) {
      out.left_out.push_back({list.name, size});
      continue;
    }
    bit.emplace(list, bit.size());
    out.lists.push_back(free_name(list.name, taken));
  }
  out.affected = people.size();
  for (const auto& [id, found] : people) {
    PersonLists::Person person{.history = 0,
                               .values = {sex_of(found), age_group_of(found), form_of(found)}};
    for (const ListKey& list : found.lists) {
      if (const auto at = bit.find(list); at != bit.end())
        person.history |= std::uint32_t{1} << at->second;
    }
    if (person.history == 0)
      ++out.on_no_list;
    else
      out.people.push_back(std::move(person));
  }
  return out;
}

}  // namespace

std::string_view name_of(ListedBy by) {
  return kListedBy[static_cast<std::size_t>(by)];
}

std::optional<ListedBy> listed_by_from(std::string_view name) {
  const auto found = std::find(kListedBy.begin(), kListedBy.end(), name);
  if (found == kListedBy.end())
    return std::nullopt;
  return static_cast<ListedBy>(found - kListedBy.begin());
}

Result<PersonLists> person_lists(const Casebook& book, ListedBy by, std::size_t most_lists,
                                 const Progress& progress) {
  const std::vector<CaseRow> rows = every_case(book);
  std::atomic<std::uint64_t> done = 0;
  auto cases = TRY(
      parallel_map<People>(rows.size(), machine_threads(), [&](std::size_t i) -> Result<People> {
        if (progress && !progress(done++, rows.size()))
          return fail(Error::Kind::unavailable, "the comparison was stopped before its end");
        return people_in(TRY(book.open_case(rows[i].id)), by);
      }));
  const std::shared_ptr<const Links> links = book.links();
  People all;
  for (People& one : cases)
    join(all, std::move(one), *links);
  return counted(all, most_lists);
}

std::string as_csv(const PersonLists& lists) {
  using Row = std::pair<std::uint32_t, std::array<std::string, kPersonColumns.size()>>;
  std::map<Row, std::uint64_t> rows;
  for (const PersonLists::Person& person : lists.people)
    ++rows[{person.history, person.values}];
  std::vector<std::string> cells = lists.lists;
  cells.insert(cells.end(), kPersonColumns.begin(), kPersonColumns.end());
  cells.emplace_back("count");
  // Unguarded: it is read again by this program, and a name must stay as it is.
  std::string out = csv_line(cells, ',', Guard::none);
  for (const auto& [row, people] : rows) {
    cells.clear();
    for (std::size_t list = 0; list < lists.lists.size(); ++list)
      cells.emplace_back((row.first >> list & 1U) != 0 ? "1" : "0");
    cells.insert(cells.end(), row.second.begin(), row.second.end());
    cells.push_back(std::to_string(people));
    out += csv_line(cells, ',', Guard::none);
  }
  return out;
}

}  // namespace manumit::casework
