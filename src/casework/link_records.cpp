// SPDX-License-Identifier: Apache-2.0
#include "casework/link_records.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/csv.h"
#include "base/joined.h"
#include "base/parallel.h"
#include "casework/legal_evidence.h"
#include "every_case.h"
#include "record_id_hash.h"

namespace manumit::casework {
namespace {

// A name stands whole: people write its parts in one field as often as not, and in any order.
const std::vector<LinkRecords::Column> kPeople = {{"name", "full_name"},
                                                  {"other_names", "other"},
                                                  {"birth_date", "birth_date"},
                                                  {"age", "age"},
                                                  {"sex", "sex"},
                                                  {"citizenship", "country"},
                                                  {"phone", "phone"},
                                                  {"other_phone", "other"},
                                                  {"email", "email"},
                                                  {"document", "document"},
                                                  {"place", "place"},
                                                  {"street", "street_address"},
                                                  {"postcode", "postcode"},
                                                  {"occupation", "occupation"}};
const std::vector<LinkRecords::Column> kOrganisations = {
    {"name", "organisation"},     {"other_names", "other"}, {"tax_number", "tax_number"},
    {"owner", "full_name"},       {"phone", "phone"},       {"place", "place"},
    {"street", "street_address"}, {"postcode", "postcode"}};

constexpr std::array<std::string_view, 5> kNames = {"person.name", "person.first_name",
                                                    "person.middle_name", "person.last_name",
                                                    "organisation.name"};

/// The file that a record comes from; none if it was taken down here.
struct Origin {
  std::string file_hash;
  std::string title;
};
struct Found {
  LinkRecords::Row row;
  Origin from;
};
struct FoundInCase {
  std::vector<Found> people;
  std::size_t sealed = 0;
};

/// As precise as it was told, in a form that everybody reads alike.
std::string in_figures(const PartialDate& date) {
  const std::string day = to_iso(exactly(date.first));
  const std::size_t before_day = day.rfind('-');
  switch (date.precision) {
    case Precision::day:
      return day;
    case Precision::month:
      return day.substr(0, before_day);
    case Precision::year:
      return day.substr(0, day.rfind('-', before_day - 1));
    default:
      return date.words.empty() ? to_iso(date) : date.words;
  }
}

std::string in_order(std::vector<std::string> codes) {
  // The standard's own word for "unknown" is no answer.
  std::erase(codes, "NonSpecifiedUnknown");
  std::sort(codes.begin(), codes.end());
  return joined(codes, " ");
}

std::string text_of(const Answer& answer) {
  if (answer.state != AnswerState::yes)
    return {};
  if (const auto* date = std::get_if<PartialDate>(&answer.value))
    return in_figures(*date);
  if (const auto* codes = std::get_if<std::vector<std::string>>(&answer.value))
    return in_order(*codes);
  return in_words(answer.value);
}

/// What is told of one subject: the last answer to each question.
class Answers {
 public:
  void take(const Case& of, const Statement& said) {
    if (!std::exchange(begun_, true))
      note_origin(of, said);
    const std::string text = text_of(said.answer);
    if (text.empty())
      return;
    if (const auto* place = std::get_if<Place>(&said.answer.value))
      places_[said.fact] = *place;
    std::string& known = texts_[said.fact];
    if (said.fact == "person.other_names" || said.fact == "organisation.other_names")
      add_name(text);
    else if (std::find(kNames.begin(), kNames.end(), said.fact) != kNames.end() && known != text)
      add_name(known);
    known = text;
  }

  [[nodiscard]] std::string text(const std::string& fact) const {
    const auto at = texts_.find(fact);
    return at == texts_.end() ? std::string() : at->second;
  }
  [[nodiscard]] Place place(const std::string& fact) const {
    const auto at = places_.find(fact);
    return at == places_.end() ? Place{} : at->second;
  }
  [[nodiscard]] const std::string& other_names() const { return other_names_; }
  [[nodiscard]] const Origin& origin() const { return origin_; }

 private:
  void note_origin(const Case& of, const Statement& said) {
    const Source* source = said.source ? of.source(*said.source) : nullptr;
    if (source != nullptr && source->kind == "file" && !source->file_hash.empty())
      origin_ = {source->file_hash, source->title};
  }
  void add_name(const std::string& name) {
    if (!name.empty())
      other_names_ += (other_names_.empty() ? "" : "; ") + name;
  }

  bool begun_ = false;
  std::map<std::string, std::string> texts_;
  std::map<std::string, Place> places_;
  std::string other_names_;
  Origin origin_;
};

std::string first_of(std::initializer_list<std::string> texts) {
  for (const std::string& text : texts) {
    if (!text.empty())
      return text;
  }
  return {};
}

std::string whole_name(const Answers& told) {
  std::string out;
  for (const char* part : {"person.first_name", "person.middle_name", "person.last_name"}) {
    const std::string text = told.text(part);
    out += (out.empty() || text.empty() ? "" : " ") + text;
  }
  return first_of({told.text("person.name"), out});
}

std::string smallest(const Place& place) {
  return first_of({place.city, place.region, place.words});
}

std::vector<std::string> person_values(const Answers& told, const std::string& paper) {
  const Place home = told.place("person.address");
  const std::string mobile = told.text("person.mobile_phone");
  const std::string fixed = told.text("person.home_phone");
  return {whole_name(told),
          told.other_names(),
          told.text("person.birth_date"),
          told.text("person.age"),
          told.text("person.gender"),
          told.text("person.citizenship"),
          first_of({mobile, fixed}),
          mobile.empty() ? std::string() : fixed,
          told.text("person.email"),
          first_of({told.text("person.identity_number"), paper}),
          smallest(home),
          home.street,
          home.post_code,
          told.text("person.occupation")};
}

std::vector<std::string> organisation_values(const Answers& told) {
  const Place at = told.place("organisation.address");
  return {told.text("organisation.name"),
          told.other_names(),
          told.text("organisation.registration"),
          told.text("organisation.owner"),
          told.text("organisation.phone"),
          smallest(at),
          at.street,
          at.post_code};
}

/// The number of a paper in a case of one affected person: it is that person's, whoever holds it.
std::string paper_of_the_only_one(const Case& of, const std::map<RecordId, Answers>& told) {
  if (affected_people(of).size() != 1)
    return {};
  for (const Subject* paper : of.of_kind(SubjectKind::document)) {
    const auto at = told.find(paper->id);
    const std::string number =
        at == told.end() ? std::string() : at->second.text("document.number");
    if (!number.empty())
      return number;
  }
  return {};
}

FoundInCase found_in(const Case& of, const LinkRecordsWanted& wanted) {
  std::map<RecordId, Answers> told;
  for (const Told& one : of.statements) {
    if (one.live)
      told[one.said.subject].take(of, one.said);
  }
  const bool people = wanted.kind == LinkedKind::people;
  const std::string paper = paper_of_the_only_one(of, told);
  FoundInCase out;
  for (const Subject* subject :
       of.of_kind(people ? SubjectKind::person : SubjectKind::organisation)) {
    if (!wanted.roles.empty() && wanted.roles.count(subject->role) == 0)
      continue;
    const Answers& answers = told[subject->id];
    const bool owns_paper = subject->role == "affected";
    out.people.push_back(
        {{.record = {subject->id, of.id},
          .role = subject->role,
          .values = people ? person_values(answers, owns_paper ? paper : std::string())
                           : organisation_values(answers)},
         answers.origin()});
    out.sealed +=
        static_cast<std::size_t>(std::count(of.sealed.begin(), of.sealed.end(), subject->id));
  }
  return out;
}

/// Somebody who stands in several cases under one id is one row: that of the first case, with what
/// only the others tell.
std::map<std::string, std::vector<Found*>> by_list(std::vector<FoundInCase>& cases) {
  std::map<std::string, std::vector<Found*>> out;
  std::unordered_map<RecordId, Found*, RecordIdHash> known;
  for (FoundInCase& one : cases) {
    for (Found& found : one.people) {
      const auto [first, fresh] = known.emplace(found.row.record.subject, &found);
      if (fresh) {
        out[found.from.file_hash].push_back(&found);
        continue;
      }
      std::vector<std::string>& values = first->second->row.values;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].empty())
          values[i] = std::move(found.row.values[i]);
      }
    }
  }
  return out;
}

/// Puts the records of all cases together, list by list.
LinkRecords together(std::vector<FoundInCase> cases, const LinkRecordsWanted& wanted) {
  LinkRecords out;
  out.columns = wanted.kind == LinkedKind::people ? kPeople : kOrganisations;
  for (const FoundInCase& one : cases)
    out.sealed += one.sealed;
  for (const auto& [hash, found] : by_list(cases)) {
    out.lists.push_back({.name = found.front()->from.title,
                         .file_hash = hash,
                         .deduplicated = wanted.deduplicated.count(hash) != 0,
                         .first = out.rows.size(),
                         .count = found.size()});
    for (Found* one : found)
      out.rows.push_back(std::move(one->row));
  }
  return out;
}

}  // namespace

Result<LinkRecords> link_records(const Casebook& book, const LinkRecordsWanted& wanted,
                                 const Progress& progress) {
  std::vector<CaseRow> rows = every_case(book);
  std::erase_if(rows, [&](const CaseRow& row) {
    return !wanted.cases.empty() && wanted.cases.count(row.id) == 0;
  });
  std::atomic<std::uint64_t> done = 0;
  auto cases = TRY(parallel_map<FoundInCase>(
      rows.size(), machine_threads(), [&](std::size_t i) -> Result<FoundInCase> {
        if (progress && !progress(done++, rows.size()))
          return fail(Error::Kind::unavailable, "the comparison was stopped before its end");
        return found_in(TRY(book.open_case(rows[i].id)), wanted);
      }));
  return together(std::move(cases), wanted);
}

DecidedRows decided_rows(const LinkRecords& records, const Links& links) {
  std::unordered_map<RecordId, std::uint32_t, RecordIdHash> row_of;
  for (std::uint32_t row = 0; row < records.rows.size(); ++row)
    row_of.emplace(records.rows[row].record.subject, row);
  DecidedRows out;
  const auto add = [](std::vector<std::pair<std::uint32_t, std::uint32_t>>& to, std::uint32_t a,
                      std::uint32_t b) { to.emplace_back(std::min(a, b), std::max(a, b)); };
  for (const LinkGroup& group : links.groups()) {
    std::optional<std::uint32_t> last;
    for (const RecordRef& member : group.members) {
      const auto at = row_of.find(member.subject);
      if (at == row_of.end() || last == at->second)
        continue;
      if (last)
        add(out.same, *last, at->second);
      last = at->second;
    }
  }
  for (const LinkPair& pair : links.pairs()) {
    const auto a = row_of.find(pair.a);
    const auto b = row_of.find(pair.b);
    const LinkGroup* const group = links.group_of(pair.a);
    if (pair.verdict == LinkVerdict::not_same && a != row_of.end() && b != row_of.end() &&
        (group == nullptr || group != links.group_of(pair.b)))
      add(out.different, a->second, b->second);
  }
  return out;
}

std::string as_csv(const LinkRecords& records, const LinkRecords::List& list) {
  std::vector<std::string> cells{"record"};
  for (const LinkRecords::Column& column : records.columns)
    cells.emplace_back(column.name);
  // Unguarded: it is read again by this program, and a name must stay as it is.
  std::string out = csv_line(cells, ',', Guard::none);
  for (std::size_t i = list.first; i < list.first + list.count; ++i) {
    const LinkRecords::Row& row = records.rows[i];
    cells.assign(1, row.record.subject.hex() + " " + row.record.case_id.hex());
    cells.insert(cells.end(), row.values.begin(), row.values.end());
    out += csv_line(cells, ',', Guard::none);
  }
  return out;
}

}  // namespace manumit::casework
