// SPDX-License-Identifier: Apache-2.0
#include "casework/legal_evidence.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/check.h"

namespace manumit::casework {
namespace {

law::FactKind kind_for_law(FactKind kind) {
  switch (kind) {
    case FactKind::yes_no:
      return law::FactKind::yes_no;
    case FactKind::code:
      return law::FactKind::code;
    case FactKind::codes:
      return law::FactKind::codes;
    case FactKind::number:
      return law::FactKind::number;
    case FactKind::money:
      return law::FactKind::money;
    case FactKind::country:
      return law::FactKind::country;
    case FactKind::countries:
      return law::FactKind::countries;
    default:
      return law::FactKind::other;
  }
}

law::State state_for_law(AnswerState state) {
  switch (state) {
    case AnswerState::yes:
      return law::State::yes;
    case AnswerState::no:
      return law::State::no;
    case AnswerState::refused:
      return law::State::refused;
    case AnswerState::unclear:
      return law::State::unclear;
    case AnswerState::not_asked:
      break;
  }
  return law::State::not_asked;
}

law::Certainty certainty_for_law(Certainty certainty) {
  switch (certainty) {
    case Certainty::likely:
      return law::Certainty::likely;
    case Certainty::doubtful:
      return law::Certainty::doubtful;
    case Certainty::certain:
      break;
  }
  return law::Certainty::certain;
}

std::optional<double> number_in(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value))
    return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value))
    return *real;
  if (const auto* money = std::get_if<Money>(&value))
    return static_cast<double>(money->minor_units()) /
           static_cast<double>(money->currency().minor_per_unit());
  return std::nullopt;
}

bool is_coded(law::FactKind kind) {
  return kind == law::FactKind::code || kind == law::FactKind::codes ||
         kind == law::FactKind::country || kind == law::FactKind::countries;
}

constexpr int kAdult = 18;
constexpr int kOldest = 150;

/// Gathers what one case says of one person.
class Gatherer {
 public:
  Gatherer(const Case& of, const RecordId& person) : of_(of), person_(person) {
    for (std::size_t i = 0; i < of.subjects.size(); ++i)
      places_.emplace(of.subjects[i].id, i);
  }

  LegalEvidence gather(const std::optional<Interval<Day>>& at) {
    for (std::size_t i = 0; i < of_.statements.size(); ++i) {
      const Told& told = of_.statements[i];
      if (told.live && speaks_of_person(told.said.subject))
        take(i);
    }
    if (at)
      out_.evidence.facts_at = at;
    else
      take_time();
    take_places();
    take_birth();
    return std::move(out_);
  }

 private:
  const Subject* subject_of(std::size_t statement) const {
    const auto found = places_.find(of_.statements[statement].said.subject);
    return found == places_.end() ? nullptr : &of_.subjects[found->second];
  }

  bool speaks_of_person(const RecordId& subject) const {
    const auto found = places_.find(subject);
    return found != places_.end() &&
           (of_.subjects[found->second].kind != SubjectKind::person || subject == person_);
  }

  void take(std::size_t statement) {
    const Statement& said = of_.statements[statement].said;
    const auto fact = vocabulary_.place_of(said.fact);
    if (!fact)
      return;  // A newer colleague's fact: kept in the case, unknown to these laws.
    law::Item item;
    item.fact = static_cast<std::uint32_t>(*fact);
    item.subject = static_cast<std::uint32_t>(places_.at(said.subject));
    item.state = state_for_law(said.answer.state);
    item.certainty = certainty_for_law(said.certainty);
    item.statement = static_cast<std::uint32_t>(statement);
    if (said.answer.state == AnswerState::yes) {
      item.number = number_in(said.answer.value);
      if (is_coded(facts_.rows[*fact].kind))
        item.codes = codes_in(item.fact, said.answer.value);
    }
    out_.evidence.items.push_back(std::move(item));
    take_age(statement);
  }

  std::vector<law::CodeNumber> codes_in(std::uint32_t fact, const Value& value) const {
    std::vector<std::string> words;
    if (const auto* several = std::get_if<std::vector<std::string>>(&value))
      words = *several;
    else if (const auto* one = std::get_if<std::string>(&value))
      words = {*one};
    std::vector<law::CodeNumber> numbers;
    for (const std::string& word : words)
      numbers.push_back(facts_.code_of(fact, word).value_or(law::kNoSuchCode));
    return numbers;
  }

  void take_age(std::size_t statement) {
    const Statement& said = of_.statements[statement].said;
    if (said.fact == "recruitment.minor_then") {
      if (said.answer.state == AnswerState::yes)
        add_age(statement, {0, kAdult - 1});
      else if (said.answer.state == AnswerState::no)
        add_age(statement, {kAdult, kOldest});
    } else if (said.fact == "recruitment.age_then" && said.answer.state == AnswerState::yes) {
      if (const auto years = number_in(said.answer.value);
          years && *years >= 0 && *years <= kOldest)
        add_age(statement, {static_cast<int>(*years), static_cast<int>(*years)});
    }
  }

  void add_age(std::size_t statement, Interval<int> years) {
    out_.evidence.ages.push_back({years, static_cast<std::uint32_t>(statement),
                                  certainty_for_law(of_.statements[statement].said.certainty)});
  }

  // --- when ---

  bool dates_the_facts(std::size_t statement) const {
    const Statement& said = of_.statements[statement].said;
    if (said.fact == "work.start" || said.fact == "work.end" || said.fact == "movement.start" ||
        said.fact == "movement.end")
      return true;
    if (said.fact == "event.date" && !end_is_told() && was_still_there(said.subject))
      return true;
    return (said.fact == "event.date" || said.fact == "event.until") &&
           is_in_the_facts(said.subject);
  }

  bool end_is_told() const {
    return std::any_of(of_.statements.begin(), of_.statements.end(), [](const Told& told) {
      return told.live && told.said.fact == "work.end" &&
             told.said.answer.state == AnswerState::yes;
    });
  }

  /// Whoever asks to go, is refused, flees or is freed was there until that day: without it, work
  /// of which only the beginning is told would seem to end where it began.
  bool was_still_there(const RecordId& event) const {
    constexpr std::array<std::string_view, 5> kFromThere = {"asked_to_leave", "release_refused",
                                                            "escape", "rescue", "release"};
    const std::string kind = first_code(event, "event.kind");
    return std::find(kFromThere.begin(), kFromThere.end(), kind) != kFromThere.end();
  }

  /// Another event counts if its phase is told and is not the leaving: the way home, an
  /// inspection years later, a visit to an office.
  bool is_in_the_facts(const RecordId& event) const {
    const std::string phase = first_code(event, "event.phase");
    return !phase.empty() && phase != "Leaving";
  }

  std::string first_code(const RecordId& subject, std::string_view fact) const {
    for (const Told* told : of_.told(subject, fact)) {
      const auto* codes = std::get_if<std::vector<std::string>>(&told->said.answer.value);
      if (codes && !codes->empty() && told->said.answer.state == AnswerState::yes)
        return codes->front();
    }
    return {};
  }

  void take_time() {
    std::optional<Interval<Day>> hull;
    for (std::size_t i = 0; i < of_.statements.size(); ++i) {
      const Told& told = of_.statements[i];
      const auto* date = std::get_if<PartialDate>(&told.said.answer.value);
      if (!told.live || !date || told.said.answer.state != AnswerState::yes ||
          !speaks_of_person(told.said.subject) || !dates_the_facts(i))
        continue;
      out_.dates_from.push_back(i);
      hull =
          hull ? Interval<Day>{std::min(hull->least, date->first), std::max(hull->most, date->last)}
               : date->days();
    }
    out_.evidence.facts_at = hull;
  }

  // --- where ---

  void take_places() {
    if (take_places_of("exploitation.country", "") || take_places_of("work.place", ""))
      return;
    take_places_of("organisation.address", "exploitation_site");
  }

  bool take_places_of(std::string_view fact, std::string_view role) {
    for (std::size_t i = 0; i < of_.statements.size(); ++i) {
      const Told& told = of_.statements[i];
      if (!told.live || told.said.fact != fact || told.said.answer.state != AnswerState::yes ||
          !speaks_of_person(told.said.subject))
        continue;
      if (const Subject* subject = subject_of(i); !role.empty() && subject->role != role)
        continue;
      add_country(i, country_in(told.said.answer.value));
    }
    return !out_.evidence.places.empty();
  }

  static std::string country_in(const Value& value) {
    if (const auto* place = std::get_if<Place>(&value))
      return place->country;
    const auto* country = std::get_if<std::string>(&value);
    return country ? *country : std::string();
  }

  void add_country(std::size_t statement, std::string country) {
    if (country.empty())
      return;
    out_.places_from.push_back(statement);
    auto& places = out_.evidence.places;
    if (std::find(places.begin(), places.end(), country) == places.end())
      places.push_back(std::move(country));
  }

  // --- how old ---

  void take_birth() {
    if (!out_.evidence.facts_at)
      return;
    const PartialDate at{
        out_.evidence.facts_at->least, out_.evidence.facts_at->most, Precision::between, false, {}};
    for (std::size_t i = 0; i < of_.statements.size(); ++i) {
      const Told& told = of_.statements[i];
      const auto* born = std::get_if<PartialDate>(&told.said.answer.value);
      if (!told.live || told.said.fact != "person.birth_date" || told.said.subject != person_ ||
          !born || told.said.answer.state != AnswerState::yes)
        continue;
      if (const auto years = age_at(*born, at))
        add_age(i, *years);
    }
  }

  const Case& of_;
  const RecordId& person_;
  const Vocabulary& vocabulary_ = built_in_vocabulary();
  const law::FactTable& facts_ = built_in_law().facts();
  std::map<RecordId, std::size_t> places_;
  LegalEvidence out_;
};

}  // namespace

law::FactTable fact_table(const Vocabulary& vocabulary) {
  law::FactTable table;
  table.age_fact = "person.birth_date";
  for (const Fact& fact : vocabulary.facts()) {
    law::FactRow row{fact.id, kind_for_law(fact.kind), std::string(name_of(fact.about)), {}};
    if (const CodeList* list = vocabulary.code_list(fact.code_list)) {
      for (const Code& code : list->codes)
        row.codes.push_back(code.id);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

const law::Library& built_in_law() {
  static const law::Library library = [] {
    Result<law::Library> read =
        law::Library::read(law::built_in_definitions(), fact_table(built_in_vocabulary()));
    MANUMIT_CHECK(read.has_value());
    return std::move(*read);
  }();
  return library;
}

LegalEvidence evidence_of(const Case& of, const RecordId& person,
                          const std::optional<Interval<Day>>& at) {
  return Gatherer(of, person).gather(at);
}

std::vector<RecordId> affected_people(const Case& of) {
  std::vector<RecordId> people;
  for (const Subject& subject : of.subjects) {
    if (subject.kind == SubjectKind::person && subject.role == "affected")
      people.push_back(subject.id);
  }
  return people;
}

}  // namespace manumit::casework
