// SPDX-License-Identifier: Apache-2.0
#include "htcds_values.h"

#include <algorithm>
#include <cmath>

#include "countries.h"
#include "xlsx_styles.h"

namespace manumit::exchange {

using casework::Answer;
using casework::AnswerState;
using casework::FactKind;
using casework::RecordId;
using casework::SubjectKind;

CaseValues::CaseValues(const casework::Case& of, const casework::Vocabulary& vocabulary,
                       const Meanings& meanings, ValueStyle style)
    : case_(of), vocabulary_(vocabulary), meanings_(meanings), style_(style) {
  for (const Told& told : case_.statements) {
    if (told.live)
      live_.emplace(std::pair(told.said.subject, told.said.fact), &told);
  }
}

std::vector<RecordId> CaseValues::persons(std::string_view role) const {
  std::vector<RecordId> out;
  for (const casework::Subject& subject : case_.subjects) {
    if (subject.kind == SubjectKind::person && (role.empty() || subject.role == role))
      out.push_back(subject.id);
  }
  return out;
}

std::vector<RecordId> CaseValues::of_kind(SubjectKind kind) const {
  std::vector<RecordId> out;
  for (const casework::Subject* subject : case_.of_kind(kind))
    out.push_back(subject->id);
  return out;
}

const RecordId& CaseValues::subject_for(const casework::Fact& fact, const RecordId& person) const {
  if (fact.about == SubjectKind::case_file)
    return case_.id;
  if (fact.about != SubjectKind::work)
    return person;
  // The standard knows one industry: that of the first job that has one.
  for (const casework::Subject& subject : case_.subjects) {
    if (subject.kind == SubjectKind::work && live_.contains({subject.id, fact.id}))
      return subject.id;
  }
  return person;
}

FieldValue CaseValues::value(const HtcdsField& field, const RecordId& person) {
  const Meaning* meaning = meanings_.of(field.name);
  if (meaning == nullptr)
    return {};
  if (!meaning->by_code.empty())
    return codes_as_facts(field, *meaning, person);
  // Whatever a later vocabulary maps: life-critical facts never go out in a table.
  if (meaning->fact->sensitivity == casework::Sensitivity::life_critical)
    return {};
  FieldValue out = one_fact(field, *meaning, subject_for(*meaning->fact, person));
  if (out.text.empty() && field.name == "prs_SecondName")
    add_whole_name(field, person, out);
  return out;
}

// Where only the name as a whole is known, it stands in the family name: the standard has no
// other place for it, and where to part it is not ours to guess.
void CaseValues::add_whole_name(const HtcdsField& field, const RecordId& person, FieldValue& out) {
  if (field.section != Section::person || live_.contains({person, "person.first_name"}))
    return;
  out.text = name_of_record(person);
}

std::string CaseValues::name_of_record(const RecordId& record) {
  for (const char* fact : {"organisation.name", "person.name"}) {
    const auto found = live_.find({record, fact});
    if (found == live_.end())
      continue;
    const auto* words = std::get_if<std::string>(&found->second->said.answer.value);
    if (words == nullptr)
      continue;
    used_.insert(found->second);
    return *words;
  }
  std::string out;
  for (const char* fact : {"person.first_name", "person.last_name"}) {
    const auto found = live_.find({record, fact});
    if (found == live_.end())
      continue;
    if (const auto* words = std::get_if<std::string>(&found->second->said.answer.value))
      out += (out.empty() ? "" : " ") + *words;
  }
  return out;
}

namespace {

// A spreadsheet holds so many units of UTF-16 in a cell, and calls a file with more damaged.
constexpr std::size_t kMostUnitsInACell = 32'767;

/// Leaves the beginning and "…" of a text that no cell can hold; says whether it had to.
bool cut_to_a_cell(std::string& text) {
  std::size_t units = 0;
  std::size_t end = 0;  // of what fits beside "…"
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte & 0xC0U) == 0x80)
      continue;
    if (units < kMostUnitsInACell)
      end = at;
    units += byte >= 0xF0 ? 2 : 1;
  }
  if (units <= kMostUnitsInACell)
    return false;
  text.resize(end);
  text += "…";
  return true;
}

}  // namespace

// The first statement that can be written gives the field; of several codes all do.
FieldValue CaseValues::one_fact(const HtcdsField& field, const Meaning& meaning,
                                const RecordId& subject) {
  const auto [from, to] = live_.equal_range({subject, meaning.fact->id});
  if (meaning.fact->kind == FactKind::codes || meaning.fact->kind == FactKind::countries) {
    std::vector<std::string> all;
    for (auto at = from; at != to; ++at) {
      const auto* codes = std::get_if<std::vector<std::string>>(&at->second->said.answer.value);
      if (at->second->said.answer.state != AnswerState::yes || codes == nullptr)
        continue;
      used_.insert(at->second);
      for (const std::string& code : *codes) {
        if (std::find(all.begin(), all.end(), code) == all.end())
          all.push_back(code);
      }
    }
    return written(field, meaning, {AnswerState::yes, std::move(all)});
  }
  for (auto at = from; at != to; ++at) {
    FieldValue out = written(field, meaning, at->second->said.answer);
    if (out.text.empty())
      continue;
    // What does not fit is not said: the report counts it, and the beginning points to the rest.
    if (style_ == ValueStyle::codes || !cut_to_a_cell(out.text))
      used_.insert(at->second);
    return out;
  }
  return {};
}

FieldValue CaseValues::codes_as_facts(const HtcdsField& field, const Meaning& meaning,
                                      const RecordId& subject) {
  std::vector<std::string> codes;
  for (const casework::Code& code : meaning.codes->codes) {
    for (const auto& [one, fact] : meaning.by_code) {
      if (one != code.htcds)
        continue;
      const auto [from, to] = live_.equal_range({subject, fact->id});
      const auto yes = std::find_if(from, to, [](const auto& told) {
        return told.second->said.answer.state == AnswerState::yes;
      });
      if (yes == to)
        continue;
      used_.insert(yes->second);
      codes.push_back(code.id);
    }
  }
  return {codes_text(field, *meaning.codes, codes), {}};
}

std::string CaseValues::codes_text(const HtcdsField& field, const casework::CodeList& list,
                                   const std::vector<std::string>& codes) const {
  // The workbook lists labels, for gender alone codes.
  const bool labels = style_ == ValueStyle::labels && field.name != "prs_Gender";
  std::string out;
  for (const std::string& id : codes) {
    const casework::Code* code = list.find(id);
    const std::string& text = code == nullptr ? id : labels ? code->label : code->htcds;
    if (!text.empty())
      out += (out.empty() ? "" : ";") + text;
  }
  return out;
}

namespace {

std::string country_text(const std::string& code, ValueStyle style) {
  const std::string_view name = country_name(code);
  return style == ValueStyle::labels && !name.empty() ? std::string(name) : code;
}

// A country that no list knows was kept as the place's words: it goes back to where it stood. A
// place of words alone goes where the street stands.
std::string place_text(const casework::Place& place, PlacePart part, ValueStyle style) {
  const bool words_alone = place.country.empty() && place.region.empty() && place.city.empty() &&
                           place.street.empty() && place.post_code.empty();
  switch (part) {
    case PlacePart::country:
      if (!place.country.empty())
        return country_text(place.country, style);
      return words_alone ? std::string() : place.words;
    case PlacePart::region:
      return place.region;
    case PlacePart::city:
      return place.city;
    case PlacePart::street:
      return words_alone ? place.words : place.street;
    default:
      return place.post_code;
  }
}

FieldValue date_value(const PartialDate& date) {
  if (date.first == date.last)
    return {to_iso(date.first), date.first};
  return {date.words.empty() ? to_iso(date) : date.words, {}};
}

}  // namespace

FieldValue CaseValues::written(const HtcdsField& field, const Meaning& meaning,
                               const Answer& answer) {
  if (meaning.fact->kind == FactKind::yes_no) {
    if (answer.state != AnswerState::yes && answer.state != AnswerState::no)
      return {};
    const bool yes = answer.state == AnswerState::yes;
    return {style_ == ValueStyle::labels ? (yes ? "Yes" : "No") : (yes ? "TRUE" : "FALSE"), {}};
  }
  if (answer.state != AnswerState::yes)
    return {};
  if (const auto* text = std::get_if<std::string>(&answer.value))
    return {meaning.fact->kind == FactKind::country ? country_text(*text, style_) : *text, {}};
  if (const auto* codes = std::get_if<std::vector<std::string>>(&answer.value)) {
    if (meaning.codes != nullptr)
      return {codes_text(field, *meaning.codes, *codes), {}};
    std::string out;
    for (const std::string& country : *codes)
      out += (out.empty() ? "" : ";") + country_text(country, style_);
    return {out, {}};
  }
  if (const auto* whole = std::get_if<std::int64_t>(&answer.value))
    return {std::to_string(*whole), {}};
  if (const auto* number = std::get_if<double>(&answer.value))
    return {number_text(*number), {}};
  if (const auto* date = std::get_if<PartialDate>(&answer.value))
    return date_value(*date);
  if (const auto* place = std::get_if<casework::Place>(&answer.value))
    return {place_text(*place, meaning.part, style_), {}};
  if (const auto* record = std::get_if<RecordId>(&answer.value))
    return {name_of_record(*record), {}};
  return {};
}

std::vector<std::string> CaseValues::all_texts(const HtcdsField& field, const RecordId& subject) {
  const Meaning* meaning = meanings_.of(field.name);
  std::vector<std::string> out;
  if (meaning == nullptr || meaning->fact == nullptr)
    return out;
  const auto [from, to] = live_.equal_range({subject, meaning->fact->id});
  for (auto at = from; at != to; ++at) {
    FieldValue one = written(field, *meaning, at->second->said.answer);
    if (one.text.empty())
      continue;
    used_.insert(at->second);
    out.push_back(std::move(one.text));
  }
  return out;
}

CaseValues::Account CaseValues::account(bool life_critical) const {
  Account out;
  for (const auto& [about, told] : live_) {
    const casework::Fact* fact = vocabulary_.find(told->said.fact);
    const bool secret =
        fact != nullptr && fact->sensitivity == casework::Sensitivity::life_critical;
    if (used_.contains(told))
      ++out.said;
    else if (secret && !life_critical)
      ++out.held_back;
    else
      ++out.unsaid[told->said.fact];
  }
  return out;
}

}  // namespace manumit::exchange
