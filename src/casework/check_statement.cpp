// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>

#include "base/encoding.h"
#include "casework/filing.h"
#include "shown_text.h"
#include "vault/attachment.h"

namespace manumit::casework {
namespace {

// A long answer. Excel holds 32,767 letters in a cell; nobody tells a story of a quarter of a
// million bytes in one field, but a broken file does.
constexpr std::size_t kLongBytes = 256U << 10U;
constexpr std::size_t kCellBytes = 200;
constexpr std::size_t kCodesAtMost = 300;

Result<void> misfit(const Fact& fact, const std::string& where) {
  return fail(Error::Kind::bad_input, "the answer does not fit the fact {0}, which asks for {1}",
              where, {}, {fact.id, std::string(name_of(fact.kind))});
}

Result<void> check_codes(const std::vector<std::string>& codes, const Fact& fact,
                         const Vocabulary& vocabulary, const std::string& where) {
  if (codes.empty() || codes.size() > kCodesAtMost ||
      (fact.kind == FactKind::code && codes.size() != 1))
    return misfit(fact, where);
  if (std::set<std::string_view>(codes.begin(), codes.end()).size() != codes.size())
    return fail(Error::Kind::bad_input, "the same code is given twice for the fact {0}", where, {},
                {fact.id});
  const CodeList* list = vocabulary.code_list(fact.code_list);
  for (const std::string& code : codes) {
    if (list == nullptr || list->find(code) == nullptr)
      return fail(Error::Kind::bad_input, "the list of the fact {0} has no such code", where,
                  "choose one of the list, or keep the words as said", {fact.id});
  }
  return {};
}

bool all_in(std::string_view text, char first, char last) {
  return std::all_of(text.begin(), text.end(),
                     [&](char letter) { return letter >= first && letter <= last; });
}

bool is_country(std::string_view code) {
  return code.size() == 2 && all_in(code, 'A', 'Z');
}

bool is_language(std::string_view code) {
  return (code.size() == 2 || code.size() == 3) && all_in(code, 'a', 'z');
}

Result<void> check_place(const Place& place, const Fact& fact, const std::string& where) {
  if (!place.country.empty() && !is_country(place.country))
    return fail(Error::Kind::bad_input, "a country is written as two capital letters, such as KZ",
                where, "keep the name of the country as words of the place");
  for (const std::string* part :
       {&place.region, &place.city, &place.street, &place.post_code, &place.words})
    TRY(check_shown(*part, kLineBytes, where));
  if (place == Place{})
    return misfit(fact, where);
  return {};
}

Result<void> check_words(const std::string& words, const Fact& fact, const std::string& where) {
  const std::size_t most = fact.kind == FactKind::long_text ? kLongBytes : kLineBytes;
  TRY(check_shown(words, most, where));
  const bool fits = fact.kind == FactKind::country    ? is_country(words)
                    : fact.kind == FactKind::language ? is_language(words)
                                                      : !words.empty();
  return fits ? Result<void>{} : misfit(fact, where);
}

/// Whether the value is of the kind that the fact asks for.
struct ValueCheck {
  const Fact& fact;
  const Vocabulary& vocabulary;
  const std::string& where;

  [[nodiscard]] bool asks(std::initializer_list<FactKind> kinds) const {
    return std::find(kinds.begin(), kinds.end(), fact.kind) != kinds.end();
  }
  Result<void> operator()(std::monostate) const { return {}; }
  Result<void> operator()(const std::string& words) const {
    if (!asks({FactKind::text, FactKind::long_text, FactKind::country, FactKind::language}))
      return misfit(fact, where);
    return check_words(words, fact, where);
  }
  Result<void> operator()(const std::vector<std::string>& codes) const {
    if (asks({FactKind::code, FactKind::codes}))
      return check_codes(codes, fact, vocabulary, where);
    const bool countries = fact.kind == FactKind::countries && !codes.empty() &&
                           codes.size() <= kCodesAtMost &&
                           std::all_of(codes.begin(), codes.end(), is_country);
    return countries ? Result<void>{} : misfit(fact, where);
  }
  Result<void> operator()(std::int64_t) const {
    return asks({FactKind::number}) ? Result<void>{} : misfit(fact, where);
  }
  Result<void> operator()(double number) const {
    return asks({FactKind::number}) && std::isfinite(number) ? Result<void>{} : misfit(fact, where);
  }
  Result<void> operator()(const Money&) const {
    return asks({FactKind::money}) ? Result<void>{} : misfit(fact, where);
  }
  Result<void> operator()(const PartialDate& date) const {
    if (!asks({FactKind::date}) || date.last < date.first)
      return misfit(fact, where);
    return check_shown(date.words, kLineBytes, where);
  }
  Result<void> operator()(const Place& place) const {
    return asks({FactKind::place}) ? check_place(place, fact, where) : misfit(fact, where);
  }
  Result<void> operator()(const RecordId& record) const {
    return asks({FactKind::person, FactKind::organisation}) && !record.is_zero()
               ? Result<void>{}
               : misfit(fact, where);
  }
};

Result<void> check_answer(const Answer& answer, const Fact& fact, const Vocabulary& vocabulary,
                          const std::string& where) {
  const bool has_value = !std::holds_alternative<std::monostate>(answer.value);
  const bool may_have =
      (answer.state == AnswerState::yes || answer.state == AnswerState::unclear) &&
      fact.kind != FactKind::yes_no;
  if (has_value && !may_have)
    return fail(Error::Kind::bad_input, "the answer {0} to the fact {1} cannot carry a value",
                where, {}, {std::string(name_of(answer.state)), fact.id});
  if (!has_value && answer.state == AnswerState::yes && fact.kind != FactKind::yes_no)
    return fail(Error::Kind::bad_input, "the fact {0} needs a value", where,
                "give one, or answer unclear, refused or not asked", {fact.id});
  return std::visit(ValueCheck{fact, vocabulary, where}, answer.value);
}

bool is_statement_id(std::string_view id) {
  const auto is_hex = [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
  };
  const std::string_view number = id.size() > 33 ? id.substr(33) : std::string_view();
  return id.size() > 33 && id[32] == ':' && std::all_of(id.begin(), id.begin() + 32, is_hex) &&
         number.size() <= 9 && number[0] != '0' && all_in(number, '0', '9');
}

Result<void> check_date(const std::optional<PartialDate>& date, const std::string& where) {
  if (!date)
    return {};
  if (date->last < date->first)
    return fail(Error::Kind::bad_input, "a date ends before it begins", where);
  return check_shown(date->words, kLineBytes, where);
}

Result<void> check_in_list(const std::string& code, std::string_view list_id,
                           const Vocabulary& vocabulary) {
  const CodeList* list = vocabulary.code_list(list_id);
  if (code.empty() || (list != nullptr && list->find(code) != nullptr))
    return {};
  return fail(Error::Kind::bad_input, "the list {0} has no such code", {}, {},
              {std::string(list_id)});
}

bool is_media_type(std::string_view text) {
  constexpr std::size_t kLongest = 100;
  return !text.empty() && text.size() <= kLongest &&
         std::all_of(text.begin(), text.end(), [](char letter) {
           return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                  std::string_view("/.+-").find(letter) != std::string_view::npos;
         });
}

/// A file's name is a name and no way through folders: whoever saves it writes where they chose.
Result<void> check_kept(const Source& source, const RecordId& case_id) {
  const std::string where = "source";
  const KeptAs& kept = *source.kept;
  TRY(check_shown(kept.name, kLineBytes, where));
  const bool sound = keeps_file(source, case_id) && kept.compartment != vault::Compartment{} &&
                     kept.size <= vault::kMostFileBytes && is_media_type(kept.media_type) &&
                     kept.pages.value_or(1) >= 1 && !(kept.about && kept.about->is_zero()) &&
                     kept.name.find_first_of("/\\\n\r") == std::string::npos;
  if (!sound)
    return fail(Error::Kind::bad_input, "what a source says of the file it keeps does not fit it",
                where);
  return {};
}

Result<void> check_source(const Source& source, const RecordId& case_id,
                          const Vocabulary& vocabulary) {
  const std::string where = "source";
  if (source.id.is_zero())
    return fail(Error::Kind::bad_input, "a source needs an id", where);
  TRY(check_in_list(source.kind, "source_kind", vocabulary));
  TRY(check_shown(source.title, kLineBytes, where));
  TRY(check_shown(source.author, kLineBytes, where));
  TRY(check_shown(source.address, kLineBytes, where));
  TRY(check_date(source.date, where));
  const bool hash = source.file_hash.size() == 64 && from_hex(source.file_hash).has_value();
  if (!source.file_hash.empty() && !hash)
    return fail(Error::Kind::bad_input, "a file's hash has sixty-four hexadecimal digits", where);
  if (source.kept)
    return check_kept(source, case_id);
  return {};
}

}  // namespace

Result<void> check_statement(const Statement& statement, const Vocabulary& vocabulary) {
  const Fact* fact = vocabulary.find(statement.fact);
  if (fact == nullptr)
    return fail(Error::Kind::bad_input, "the vocabulary has no fact {0}", {}, {}, {statement.fact});
  const std::string where = fact->id;
  if (statement.subject.is_zero())
    return fail(Error::Kind::bad_input, "a statement must be about somebody or something", where);
  TRY(check_answer(statement.answer, *fact, vocabulary, where));
  // The words as said and the cell are kept as they stood, hidden letters and all.
  TRY(check_text(statement.said_as, kLongBytes, where));
  TRY(check_text(statement.at.cell, kCellBytes, where));
  if ((statement.at.page && *statement.at.page < 1) ||
      (statement.at.line && *statement.at.line < 1))
    return fail(Error::Kind::bad_input, "pages and lines are counted from 1", where);
  TRY(check_date(statement.when, where));
  if (!std::all_of(statement.replaces.begin(), statement.replaces.end(), is_statement_id))
    return fail(Error::Kind::bad_input, "this is not the id of a statement", where);
  return {};
}

Result<void> check_filing(const Filing& filing, const Vocabulary& vocabulary) {
  if (filing.case_id.is_zero())
    return fail(Error::Kind::bad_input, "a filing must name its case");
  std::set<RecordId> subjects;
  for (const Subject& subject : filing.subjects) {
    if (subject.id.is_zero() || !subjects.insert(subject.id).second)
      return fail(Error::Kind::bad_input, "every subject of a filing needs an id of its own");
    TRY(check_in_list(subject.role, "role", vocabulary));
  }
  for (const Source& source : filing.sources)
    TRY(check_source(source, filing.case_id, vocabulary));
  for (const Statement& statement : filing.statements)
    TRY(check_statement(statement, vocabulary));
  for (const Withdrawal& withdrawal : filing.withdrawals) {
    if (!is_statement_id(withdrawal.statement))
      return fail(Error::Kind::bad_input, "this is not the id of a statement", "withdrawal");
    TRY(check_shown(withdrawal.reason, kLineBytes, "withdrawal"));
  }
  return {};
}

}  // namespace manumit::casework
