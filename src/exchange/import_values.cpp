// SPDX-License-Identifier: Apache-2.0
#include "import_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/encoding.h"
#include "countries.h"
#include "import_columns.h"
#include "languages.h"

namespace manumit::exchange {

using casework::Answer;
using casework::AnswerState;
using casework::FactKind;
using Weight = CellProblem::Weight;

namespace {

std::size_t length_of_letter(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    ++end;
  return end - at;
}

// Persian and Indic words need these two between their letters.
bool has_honest_use(char32_t letter) {
  return letter == 0x200C || letter == 0x200D;
}

Reading::Remark remark(Weight weight, const char* what, const char* next,
                       std::vector<std::string> fills = {}) {
  return {weight, Error{Error::Kind::bad_input, what, {}, next, std::move(fills)}};
}

}  // namespace

CleanText clean_text(std::string_view raw) {
  CleanText out;
  std::string visible;
  std::size_t at = 0;
  for (const InvisibleLetter& found : find_invisible(raw)) {
    if (has_honest_use(found.letter))
      continue;
    visible += raw.substr(at, found.offset - at);
    out.had_invisible = true;
    at = found.offset + length_of_letter(raw, found.offset);
  }
  visible += raw.substr(at);
  const std::string_view inner = without_outer_blanks(visible);
  out.had_blanks = inner.size() != visible.size();
  auto composed = nfc(inner);
  out.text = composed ? std::move(*composed) : std::string(inner);
  return out;
}

namespace {

Answer yes_with(casework::Value value) {
  return {AnswerState::yes, std::move(value)};
}

Reading unread(std::string text, const char* what, std::vector<std::string> fills = {}) {
  Reading out;
  out.unread.push_back(std::move(text));
  out.remarks.push_back(
      remark(Weight::unmapped, what, "it is kept word for word", std::move(fills)));
  return out;
}

Reading read_yes_no(const std::string& text) {
  constexpr std::string_view kYes[] = {"yes", "y", "true", "1", "да", "x"};
  constexpr std::string_view kNo[] = {"no", "n", "false", "0", "нет"};
  std::string lower;
  for (const char letter : text)
    lower += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  if (lower == "Да" || lower == "ДА")
    lower = "да";
  if (lower == "Нет" || lower == "НЕТ")
    lower = "нет";
  for (const std::string_view word : kYes) {
    if (lower == word)
      return {.answer = Answer{AnswerState::yes, {}}, .unread = {}, .remarks = {}};
  }
  for (const std::string_view word : kNo) {
    if (lower == word)
      return {.answer = Answer{AnswerState::no, {}}, .unread = {}, .remarks = {}};
  }
  return unread(text, "this is neither yes nor no");
}

Reading read_number(const Cell& cell, const std::string& text) {
  double number = cell.number;
  if (cell.value != Cell::Kind::number) {
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end || !std::isfinite(number))
      return unread(text, "this is not a number");
  }
  Reading out;
  if (std::floor(number) == number && std::abs(number) < 1e15)
    out.answer = yes_with(static_cast<std::int64_t>(number));
  else
    out.answer = yes_with(number);
  return out;
}

Reading read_date(const Cell& cell, const std::string& text) {
  Reading out;
  if (cell.value == Cell::Kind::date) {
    PartialDate date = exactly(cell.day);
    date.words = text;
    out.answer = yes_with(std::move(date));
    return out;
  }
  auto date = parse_partial_date(text);
  if (!date)
    return unread(text, cell.value == Cell::Kind::number
                            ? "a bare number stands where a date belongs"
                            : "this could not be read as a date");
  if (date->ambiguous)
    out.remarks.push_back(remark(Weight::note, "this date could also be read month first",
                                 "it was read day first, as {0}", {to_iso(date->first)}));
  else
    out.remarks.push_back(
        remark(Weight::note, "this date is typed as text", "it was read as {0}", {to_iso(*date)}));
  out.answer = yes_with(std::move(*date));
  return out;
}

std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(";\n", at), text.size());
    const std::string_view piece =
        without_outer_blanks(std::string_view(text).substr(at, end - at));
    if (!piece.empty())
      out.emplace_back(piece);
    at = end + 1;
  }
  return out;
}

// A two-letter code where the workbook lists names is worth a note: it may be another list's.
void read_country(const std::string& piece, const ReadingContext& context,
                  std::vector<std::string>& known, Reading& out) {
  const auto code = country_code(piece);
  if (!code) {
    out.unread.push_back(piece);
    out.remarks.push_back(
        remark(Weight::unmapped, "no country of this name is known", "it is kept word for word"));
    return;
  }
  if (piece.size() == 2 && context.listed == MetAs::label)
    out.remarks.push_back(remark(Weight::note, "a country's code stands where its name belongs",
                                 "it was read as {0}", {std::string(*code)}));
  known.emplace_back(*code);
}

// "UZ KG": survey forms part several codes by blanks.
bool all_codes(const std::vector<std::string>& pieces) {
  return std::all_of(pieces.begin(), pieces.end(), [](const std::string& piece) {
    return piece.size() == 2 && country_code(piece).has_value();
  });
}

std::vector<std::string> countries_in(const std::string& text, const ReadingContext& context) {
  if (country_code(text))
    return {text};
  if (context.parted == Parted::by_blank) {
    std::string by_semicolon = text;
    std::replace(by_semicolon.begin(), by_semicolon.end(), ' ', ';');
    std::vector<std::string> codes = pieces_of(by_semicolon);
    if (all_codes(codes))
      return codes;
  }
  return pieces_of(text);
}

Reading read_countries(FactKind kind, const std::string& text, const ReadingContext& context) {
  Reading out;
  std::vector<std::string> known;
  for (const std::string& piece : countries_in(text, context))
    read_country(piece, context, known, out);
  if (kind == FactKind::country && known.size() == 1)
    out.answer = yes_with(known.front());
  else if (kind == FactKind::countries && !known.empty())
    out.answer = yes_with(std::move(known));
  else if (!known.empty())
    out.unread = {text};
  return out;
}

Reading read_codes(const casework::Fact& fact, const casework::CodeList& codes,
                   const std::string& text, const ReadingContext& context) {
  Reading out;
  ManyCodes found = match_codes(codes, text, context.parted);
  std::vector<std::string> ids;
  for (const CodeMatch& match : found.known) {
    ids.push_back(match.code->id);
    if (auto note = remark_on_code(match, context))
      out.remarks.push_back(std::move(*note));
  }
  for (std::string& piece : found.unknown) {
    out.unread.push_back(std::move(piece));
    out.remarks.push_back(remark_on_unknown_code());
  }
  if (ids.size() == 1 || (fact.kind == FactKind::codes && !ids.empty())) {
    out.answer = yes_with(std::move(ids));
  } else if (!ids.empty()) {
    out.unread = {text};
    out.remarks.push_back(remark(Weight::unmapped, "several answers stand where one belongs",
                                 "all are kept word for word"));
  }
  return out;
}

Reading read_language(const std::string& text) {
  if (auto code = language_code(text))
    return {.answer = yes_with(std::move(*code)), .unread = {}, .remarks = {}};
  return unread(text, "no language of this name is known");
}

}  // namespace

std::optional<Reading::Remark> remark_on_code(const CodeMatch& match,
                                              const ReadingContext& context) {
  const bool same = match.code->htcds == match.code->label;
  if (match.as == MetAs::loosely)
    return remark(Weight::note, "this is spelt otherwise than in the standard",
                  "it was read as {0}", {match.code->id});
  if (same || !context.listed || match.as == *context.listed)
    return std::nullopt;
  return match.as == MetAs::label
             ? remark(Weight::note, "a label stands where this file's list has a code",
                      "it was read as {0}", {match.code->id})
             : remark(Weight::note, "a code stands where this file's list has a label",
                      "it was read as {0}", {match.code->id});
}

Reading::Remark remark_on_unknown_code() {
  return remark(Weight::unmapped, "this is in none of the standard's lists",
                "it is kept word for word");
}

Reading read_value(const casework::Fact& fact, const casework::CodeList* codes, const Cell& cell,
                   const std::string& text, const ReadingContext& context) {
  switch (fact.kind) {
    case FactKind::yes_no:
      return read_yes_no(text);
    case FactKind::number:
      return read_number(cell, text);
    case FactKind::date:
      return read_date(cell, text);
    case FactKind::language:
      return read_language(text);
    case FactKind::country:
    case FactKind::countries:
      return read_countries(fact.kind, text, context);
    case FactKind::code:
    case FactKind::codes:
      if (codes != nullptr)
        return read_codes(fact, *codes, text, context);
      break;
    case FactKind::text:
    case FactKind::long_text:
      return {.answer = yes_with(text), .unread = {}, .remarks = {}};
    case FactKind::money:
    case FactKind::place:
    case FactKind::person:
    case FactKind::organisation:
      break;
  }
  return unread(text, "this kind of answer has no reader for tables");
}

}  // namespace manumit::exchange
