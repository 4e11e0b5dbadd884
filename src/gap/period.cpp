// SPDX-License-Identifier: Apache-2.0
#include "period.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace manumit::gap {
namespace {

constexpr double kDaysInYear = 365.2425;
constexpr std::size_t kYearDigits = 4;

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<int> whole(std::string_view text) {
  int value = 0;
  if (!all_digits(text))
    return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                  : std::nullopt;
}

/// "2019", "2019-05" or "2019-05-31".
std::optional<Interval<Day>> one_time(std::string_view text) {
  if (text.size() < kYearDigits)
    return std::nullopt;
  const auto year = whole(text.substr(0, kYearDigits));
  if (!year)
    return std::nullopt;
  if (text.size() == kYearDigits)
    return Interval<Day>{*day_of({*year, 1, 1}), *day_of({*year, 12, 31})};
  if (text.size() == 7 && text[4] == '-') {
    const auto month = whole(text.substr(5));
    if (!month || *month < 1 || *month > 12)
      return std::nullopt;
    return Interval<Day>{*day_of({*year, *month, 1}),
                         *day_of({*year, *month, days_in_month(*year, *month)})};
  }
  const auto day = day_from_iso(text);
  if (!day)
    return std::nullopt;
  return Interval<Day>{*day, *day};
}

/// A whole number of years is one, not 16.998 of them.
double years_of(const Interval<Day>& days) {
  const double years = (days.most - days.least + 1) / kDaysInYear;
  const CalendarDate first = calendar_date(days.least);
  const CalendarDate after = calendar_date(std::min(days.most, kLastDay - 1) + 1);
  if (first.month == after.month && first.day == after.day)
    return after.year - first.year;
  return years;
}

/// "15 years", and nothing longer than anybody counts.
std::optional<double> length_in_years(std::string_view words) {
  const std::size_t blank = words.find(' ');
  if (blank == std::string_view::npos ||
      (words.substr(blank + 1) != "years" && words.substr(blank + 1) != "year"))
    return std::nullopt;
  const auto years = whole(words.substr(0, blank));
  return years && *years > 0 && *years <= 1000 ? std::optional<double>(*years) : std::nullopt;
}

}  // namespace

Result<Period> read_period(std::string_view words, const std::string& where) {
  Period period{.words = std::string(words), .days = {}, .years = 0};
  if (words.empty())
    return period;
  if (const auto years = length_in_years(words)) {
    period.years = *years;
    return period;
  }
  std::size_t cut = words.find('/');
  // Only two years may have a dash between: "2019-05" is a month.
  if (cut == std::string_view::npos && words.size() == 2 * kYearDigits + 1 &&
      words[kYearDigits] == '-' && all_digits(words.substr(kYearDigits + 1)))
    cut = kYearDigits;
  const auto first = one_time(words.substr(0, cut));
  const auto last = cut == std::string_view::npos ? first : one_time(words.substr(cut + 1));
  if (!first || !last)
    return fail(Error::Kind::bad_input, "this is no period", where,
                "write 2019, 2019-05, 2016/2020 or 2019-05-01/2019-05-31");
  if (last->most < first->least)
    return fail(Error::Kind::bad_input, "the period ends before it starts", where);
  period.days = Interval<Day>{first->least, std::max(first->most, last->most)};
  period.years = years_of(*period.days);
  return period;
}

std::string in_words(const Interval<Day>& days) {
  const CalendarDate first = calendar_date(days.least);
  const CalendarDate last = calendar_date(days.most);
  if (first.month == 1 && first.day == 1 && last.month == 12 && last.day == 31) {
    const std::string year = std::to_string(first.year);
    return first.year == last.year ? year : year + "–" + std::to_string(last.year);
  }
  return days.is_one_value() ? to_iso(days.least) : to_iso(days.least) + "/" + to_iso(days.most);
}

int last_year(const Period& period) {
  return period.days ? calendar_date(period.days->most).year : 0;
}

}  // namespace manumit::gap
