// SPDX-License-Identifier: Apache-2.0
#include "date_digits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/partial_date.h"

namespace manumit::link {
namespace {

/// Up to three groups of digits with the same mark between them, and nothing else.
struct Groups {
  std::array<std::string_view, 3> parts;
  std::size_t count = 0;
};

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

std::optional<Groups> groups_of(std::string_view value) {
  Groups groups;
  char mark = 0;
  while (true) {
    const auto end = static_cast<std::size_t>(
        std::find_if_not(value.begin(), value.end(), is_digit) - value.begin());
    if (end == 0 || groups.count == groups.parts.size())
      return std::nullopt;
    groups.parts[groups.count++] = value.substr(0, end);
    if (end == value.size())
      return groups;
    const char here = value[end];
    if ((here != '-' && here != '.' && here != '/' && here != ' ') || (mark != 0 && here != mark))
      return std::nullopt;
    mark = here;
    value.remove_prefix(end + 1);
  }
}

std::string two(std::string_view part) {
  return (part.size() == 1 ? "0" : "") + std::string(part);
}

bool is_short(std::string_view part) {
  return part.size() <= 2;
}

int number_of(std::string_view part) {
  int number = 0;
  for (const char digit : part)
    number = number * 10 + (digit - '0');
  return number;
}

/// "1860-01-05", "05.01.1860", "18600105", "1860"; nothing if it is written otherwise.
std::optional<std::string> from_groups(const Groups& groups, DateOrder order) {
  const auto& [a, b, c] = groups.parts;
  if (groups.count == 1 && (a.size() == 8 || a.size() == 4))
    return std::string(a);
  if (groups.count == 2 && a.size() == 4 && is_short(b))
    return std::string(a) + two(b);
  if (groups.count == 2 && is_short(a) && b.size() == 4)
    return std::string(b) + two(a);
  if (groups.count != 3)
    return std::nullopt;
  if (a.size() == 4 && is_short(b) && is_short(c))
    return std::string(a) + two(b) + two(c);
  if (is_short(a) && is_short(b) && c.size() == 4) {
    const bool day_first = number_of(b) > 12   ? number_of(a) > 12 && order == DateOrder::day_first
                           : number_of(a) > 12 ? true
                                               : order == DateOrder::day_first;
    return std::string(c) + two(day_first ? b : a) + two(day_first ? a : b);
  }
  return std::nullopt;
}

/// What is left of a date with a slip in it: "199-01-05", "1990501-05". Its digits, year first.
std::optional<std::string> with_slip(const Groups& groups) {
  constexpr std::size_t kFewest = 6;
  constexpr std::size_t kMost = 10;
  const auto& [a, b, c] = groups.parts;
  const std::size_t digits = a.size() + b.size() + c.size();
  // Three short groups are no date with a slip: "05.03.90" may be of two centuries.
  if (digits < kFewest || digits > kMost || (is_short(a) && is_short(b) && is_short(c)))
    return std::nullopt;
  if (groups.count == 3 && a.size() < 3 && c.size() >= 3)
    return std::string(c) + two(b) + two(a);
  return std::string(a) + (groups.count == 3 ? two(b) + two(c) : std::string(b));
}

std::string padded(int number, std::size_t digits) {
  std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

/// What two days have in common from the year on.
std::string shared_digits(const PartialDate& date) {
  const CalendarDate first = calendar_date(date.first);
  const CalendarDate last = calendar_date(date.last);
  if (first.year != last.year || first.year < 1000 || first.year > 9999)
    return {};
  std::string digits = padded(static_cast<int>(first.year), 4);
  if (first.month != last.month)
    return digits;
  digits += padded(static_cast<int>(first.month), 2);
  return first.day == last.day ? digits + padded(static_cast<int>(first.day), 2) : digits;
}

}  // namespace

std::string date_digits(std::string_view value, DateOrder order) {
  // A time behind the day ("1990-03-05T00:00:00", "1990-03-05 00:00") is left away.
  if (value.size() > 10 && (value[10] == 'T' || value[10] == ' '))
    value = value.substr(0, 10);
  if (const auto groups = groups_of(value)) {
    if (auto digits = from_groups(*groups, order))
      return std::move(*digits);
    if (auto digits = with_slip(*groups))
      return std::move(*digits);
  }
  const auto date = parse_partial_date(value);
  return date ? shared_digits(*date) : std::string();
}

OrderSign order_sign(std::string_view value) {
  const auto groups = groups_of(value);
  if (!groups || groups->count != 3 || !is_short(groups->parts[0]) || !is_short(groups->parts[1]))
    return OrderSign::none;
  const int first = number_of(groups->parts[0]);
  const int second = number_of(groups->parts[1]);
  if (first > 12 && second <= 12)
    return OrderSign::day_first;
  return second > 12 && first <= 12 ? OrderSign::month_first : OrderSign::none;
}

}  // namespace manumit::link
