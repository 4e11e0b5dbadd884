// SPDX-License-Identifier: Apache-2.0
#include "base/partial_date.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/check.h"

namespace manumit {
namespace {

constexpr int kOldest = 150;  // Nobody is known to have lived so long.

constexpr std::array<std::string_view, 12> kPrecisionNames = {
    "day",  "about", "month",  "months", "season",  "part_of_year",
    "year", "years", "before", "after",  "between", "age"};
static_assert(kPrecisionNames.size() == static_cast<std::size_t>(Precision::age) + 1);

tl::unexpected<Error> not_stored_form() {
  return fail(Error::Kind::bad_input, "this is not a date in the stored form", {},
              "it looks like 2015-03-05 or 2019-03-01/2019-05-31~season");
}

std::optional<Precision> precision_named(std::string_view name) {
  const auto* found = std::find(kPrecisionNames.begin(), kPrecisionNames.end(), name);
  if (found == kPrecisionNames.end())
    return std::nullopt;
  return static_cast<Precision>(found - kPrecisionNames.begin());
}

/// The same month and day some years earlier; 28 February where there is no 29th.
Result<Day> years_before(Day day, int years) {
  CalendarDate date = calendar_date(day);
  date.year -= years;
  if (date.month == 2 && date.day == 29 && !is_leap_year(date.year))
    date.day = 28;
  return day_of(date);
}

Day place_in_line(const PartialDate& date) {
  return date.first == kFirstDay ? date.last : date.first;
}

}  // namespace

PartialDate exactly(Day day) {
  return {.first = day, .last = day, .precision = Precision::day};
}

Result<PartialDate> born_if_aged(int years, const PartialDate& on) {
  if (years < 0 || years > kOldest) {
    return fail(Error::Kind::bad_input, "an age must lie between 0 and {0} years", {}, {},
                {std::to_string(kOldest)});
  }
  const Day first = TRY(years_before(on.first, years + 1)) + 1;
  const Day last = TRY(years_before(on.last, years));
  return PartialDate{.first = first,
                     .last = last,
                     .precision = Precision::age,
                     .ambiguous = on.ambiguous,
                     .words = on.words};
}

std::string_view precision_name(Precision precision) {
  const auto place = static_cast<std::size_t>(precision);
  MANUMIT_CHECK(place < kPrecisionNames.size());
  return kPrecisionNames[place];
}

std::string to_iso(const PartialDate& date) {
  MANUMIT_CHECK(date.first <= date.last);
  std::string out = to_iso(date.first);
  if (date.first != date.last || date.precision != Precision::day) {
    out += '/' + to_iso(date.last) + '~';
    out += precision_name(date.precision);
  }
  if (date.ambiguous)
    out += '?';
  return out;
}

Result<PartialDate> partial_date_from_iso(std::string_view text) {
  PartialDate date;
  const std::string_view whole = text;
  if (text.ends_with('?')) {
    date.ambiguous = true;
    text.remove_suffix(1);
  }
  const std::size_t slash = text.find('/');
  date.first = TRY(day_from_iso(text.substr(0, slash)));
  date.last = date.first;
  if (slash != std::string_view::npos) {
    const std::size_t wave = text.find('~');
    if (wave == std::string_view::npos || wave < slash)
      return not_stored_form();
    date.last = TRY(day_from_iso(text.substr(slash + 1, wave - slash - 1)));
    const auto precision = precision_named(text.substr(wave + 1));
    if (!precision)
      return not_stored_form();
    date.precision = *precision;
  }
  // One date has one stored form: nothing else is accepted.
  if (date.last < date.first || to_iso(date) != whole)
    return not_stored_form();
  return date;
}

Result<Interval<int>> age_at(const PartialDate& birth, const PartialDate& on) {
  if (birth.first > on.last) {
    return fail(Error::Kind::bad_input, "the person was not yet born on that date");
  }
  const int least = birth.last > on.first ? 0 : whole_years(birth.last, on.first);
  const int most = whole_years(birth.first, on.last);
  return Interval<int>{std::min(least, kOldest), std::min(most, kOldest)};
}

bool surely_before(const PartialDate& a, const PartialDate& b) {
  return a.last < b.first;
}

bool may_coincide(const PartialDate& a, const PartialDate& b) {
  return overlap(a.days(), b.days());
}

bool earlier_in_line(const PartialDate& a, const PartialDate& b) {
  const auto key = [](const PartialDate& date) {
    return std::tuple(place_in_line(date), date.last, date.precision);
  };
  return key(a) < key(b);
}

}  // namespace manumit
