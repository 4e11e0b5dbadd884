// SPDX-License-Identifier: Apache-2.0
#include "xlsx_styles.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>

#include "xml_reader.h"

namespace manumit::exchange {

namespace {

// ECMA-376 part 1, §18.8.30: the format numbers that need no code of their own. 27 to 36 and
// 50 to 58 are dates in East Asian versions.
NumberStyle::Shows built_in(int format) {
  using Shows = NumberStyle::Shows;
  if (format == 9 || format == 10)
    return Shows::percent;
  if ((format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) ||
      format == 36 || (format >= 50 && format <= 58))
    return Shows::date;
  if ((format >= 18 && format <= 21) || (format >= 32 && format <= 35) ||
      (format >= 45 && format <= 47))
    return Shows::time;
  return Shows::plain;
}

// The letters of a format's first section that mean something: no quoted or escaped words, no
// colours or currencies in brackets.
std::string bare_format(std::string_view code) {
  std::string out;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    if (code[at] == '"') {
      at = std::min(code.find('"', at + 1), code.size() - 1);
    } else if (code[at] == '\\' || code[at] == '_' || code[at] == '*') {
      ++at;
    } else if (code[at] == '[') {
      const std::size_t end = std::min(code.find(']', at), code.size() - 1);
      // [h], [mm] and [ss] are times that run on beyond a day.
      if (code.find_first_not_of("hHmMsS", at + 1) == end)
        out += 'h';
      at = end;
    } else {
      out += code[at];
    }
  }
  return out;
}

}  // namespace

NumberStyle style_of_format(std::string_view format_code) {
  using Shows = NumberStyle::Shows;
  const std::string bare = bare_format(format_code);
  const auto has = [&bare](const char* letters) {
    return bare.find_first_of(letters) != std::string::npos;
  };
  if (bare == "General")
    return {};
  if (has("yYdD"))
    return {.shows = Shows::date};
  if (has("hHsS"))
    return {.shows = Shows::time};
  if (has("mM"))
    return {.shows = Shows::date};
  if (has("%"))
    return {.shows = Shows::percent};
  if (bare.size() > 1 && bare.size() < 16 && bare.find_first_not_of('0') == std::string::npos)
    return {.shows = Shows::padded, .digits = static_cast<int>(bare.size())};
  return {};
}

namespace {

int whole_number(const std::optional<std::string>& text, int otherwise) {
  int out = otherwise;
  if (text)
    std::from_chars(text->data(), text->data() + text->size(), out);
  return out;
}

}  // namespace

Result<std::vector<NumberStyle>> read_styles(const Package& package, const std::string& part) {
  XmlReader xml(TRY(package.read_xml(part)), part);
  std::map<int, NumberStyle> own;
  std::vector<NumberStyle> out;
  bool in_cell_formats = false;
  for (auto event = TRY(xml.next()); event != XmlReader::Event::end; event = TRY(xml.next())) {
    if (xml.name() == "cellXfs" && event != XmlReader::Event::text)
      in_cell_formats = event == XmlReader::Event::open;
    if (event != XmlReader::Event::open)
      continue;
    if (xml.name() == "numFmt") {
      const int number = whole_number(TRY(xml.attribute("numFmtId")), -1);
      own[number] = style_of_format(TRY(xml.attribute("formatCode")).value_or(""));
    } else if (in_cell_formats && xml.name() == "xf") {
      const int format = whole_number(TRY(xml.attribute("numFmtId")), 0);
      const auto found = own.find(format);
      out.push_back(found != own.end() ? found->second : NumberStyle{.shows = built_in(format)});
    }
  }
  return out;
}

std::string number_text(double number) {
  std::array<char, 32> shortest{};
  const auto end = std::to_chars(shortest.data(), shortest.data() + shortest.size(), number);
  if (!std::isfinite(number) ||
      (number != 0 && (std::abs(number) >= 1e15 || std::abs(number) < 1e-6)))
    return {shortest.data(), end.ptr};
  std::array<char, 64> plain{};
  const auto plain_end =
      std::to_chars(plain.data(), plain.data() + plain.size(), number, std::chars_format::fixed);
  return {plain.data(), plain_end.ptr};
}

namespace {

constexpr double kSecondsADay = 86400;

// "08:30" or "08:30:15" of the fraction of a day.
std::string clock_text(double fraction) {
  const int seconds = static_cast<int>(std::lround(fraction * kSecondsADay)) % 86400;
  std::array<char, 16> out{};
  if (seconds % 60 == 0)
    std::snprintf(out.data(), out.size(), "%02d:%02d", seconds / 3600, seconds / 60 % 60);
  else
    std::snprintf(out.data(), out.size(), "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                  seconds % 60);
  return out.data();
}

// Spreadsheets count from 1900-01-01 as day 1 and believe in a 29 February 1900 (day 60), or
// from 1904-01-01 as day 0.
std::optional<Day> day_of_serial(double serial, bool from_1904) {
  constexpr Day kDayZeroOf1904{-24107};      // 1904-01-01
  constexpr Day kDayZeroAfterLeap{-25569};   // 1899-12-30
  constexpr Day kDayZeroBeforeLeap{-25568};  // 1899-12-31
  const double whole = std::floor(serial);
  if (!(whole >= 0 && whole <= 2958465) || (!from_1904 && (whole == 60 || whole < 1)))
    return std::nullopt;
  const auto days = static_cast<std::int32_t>(whole);
  const Day zero = from_1904 ? kDayZeroOf1904 : days < 60 ? kDayZeroBeforeLeap : kDayZeroAfterLeap;
  const Day day = zero + days;
  return day <= kLastDay ? std::optional(day) : std::nullopt;
}

Cell date_cell(double number, bool from_1904) {
  Cell cell{.kind = Cell::Kind::date, .value = Cell::Kind::date, .number = number};
  const std::optional<Day> day = day_of_serial(number, from_1904);
  if (!day) {
    cell.kind = cell.value = Cell::Kind::fault;
    cell.text = number_text(number);
    return cell;
  }
  cell.day = *day;
  cell.text = to_iso(*day);
  const double fraction = number - std::floor(number);
  if (fraction * kSecondsADay >= 0.5)
    cell.text += " " + clock_text(fraction);
  return cell;
}

std::string padded(double number, int digits) {
  std::string text = number_text(number);
  const bool is_whole = number >= 0 && text.find_first_not_of("0123456789") == std::string::npos;
  if (is_whole && text.size() < static_cast<std::size_t>(digits))
    text.insert(0, static_cast<std::size_t>(digits) - text.size(), '0');
  return text;
}

// 0.07 times 100 is 7.000000000000001: fifteen digits are what a spreadsheet shows.
std::string percent_text(double number) {
  std::array<char, 40> out{};
  std::snprintf(out.data(), out.size(), "%.15g%%", number * 100);
  return out.data();
}

}  // namespace

Cell number_cell(double number, NumberStyle style, bool from_1904) {
  using Shows = NumberStyle::Shows;
  if (style.shows == Shows::date || (style.shows == Shows::time && std::abs(number) >= 1))
    return date_cell(number, from_1904);
  Cell cell{.kind = Cell::Kind::number, .value = Cell::Kind::number, .number = number};
  if (style.shows == Shows::time && number >= 0)
    cell.text = clock_text(number);
  else if (style.shows == Shows::percent)
    cell.text = percent_text(number);
  else if (style.shows == Shows::padded)
    cell.text = padded(number, style.digits);
  else
    cell.text = number_text(number);
  return cell;
}

}  // namespace manumit::exchange
