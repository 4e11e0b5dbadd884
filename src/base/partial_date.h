// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/interval.h"
#include "base/result.h"

namespace manumit {

/// How exactly a date is known, in the order in which a person would say it.
enum class Precision : std::uint8_t {
  day,           ///< "5 March 2015"
  about,         ///< "about 5 March 2015", "about 2015"
  month,         ///< "March 2015"
  months,        ///< "2010-06/07": June to July 2010
  season,        ///< "spring 2019"
  part_of_year,  ///< "early 2015", and so for months and decades
  year,          ///< "2015"
  years,         ///< "2013-2015", "the 1990s"
  before,        ///< "before May 2014": from the first day there is to the last of April
  after,         ///< "after May 2014": from the first of June to the last day there is
  between,       ///< "between 2013 and 2015"
  age,           ///< "aged 17 on 2015-06-01", about a birth
};

/// When something happened, as well as anybody knows: a closed interval of days, how exactly it
/// was said, and the words themselves.
///
/// People who were held remember seasons and feasts, not dates. An invented exact day would look
/// like knowledge in front of a court, so none is ever made: what is not known stays in the
/// interval. The interval is never empty.
struct PartialDate {
  Day first;
  Day last;
  Precision precision = Precision::day;
  /// Can be read in two ways: "03/04/2015", where day and month may be exchanged, or "winter
  /// 2019". Worth asking.
  bool ambiguous = false;
  /// As said or written, untouched.
  std::string words = {};

  [[nodiscard]] Interval<Day> days() const { return {first, last}; }
  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

enum class DayOrder : std::uint8_t { day_first, month_first };

/// What the words alone do not say.
struct DateContext {
  /// How the writer orders "03/04/2015". Most of the world puts the day first.
  DayOrder order = DayOrder::day_first;
  /// The day of the talk or of the paper, for "about the 5th". Without it such words are refused.
  std::optional<Day> reference = std::nullopt;
};

/// Reads a date in English or Russian, or in figures.
///
/// "5 March 2015", "05.03.2015", "2015-03-05", "March 2015", "весной 2019", "the summer of 2010",
/// "early 2015", "в начале 2015", "2010-06/07", "between 2013 and 2015", "с 2013 по 2015",
/// "before May 2014", "после 2014", "since 2014", "about 5 March 2015", "around the 5th",
/// "first half of 2015", "the 1990s", "aged 17 on 2015-06-01".
///
/// "Before" and "after" leave the named date out; "since" and "until" keep it in. "Early", "mid"
/// and "late" are thirds. "About" widens: a day by 5 days either side, a month or season by 31
/// days, a year by 366. Seasons are those of the northern half of the earth; "winter 2019" may be
/// the one that began or the one that ended in 2019, so it is both, and marked ambiguous;
/// "winter 2018/2019" is clear. Years have four digits. What cannot be read is refused.
[[nodiscard]] Result<PartialDate> parse_partial_date(std::string_view words,
                                                     const DateContext& context = {});

/// The exact day.
[[nodiscard]] PartialDate exactly(Day day);

/// When somebody was born who was `years` old on `on` (0 to 150): the day after the birthday
/// that would make them a year older, to the birthday itself.
[[nodiscard]] Result<PartialDate> born_if_aged(int years, const PartialDate& on);

/// For storage: "2015-03-05", or "2019-03-01/2019-05-31~season", with "?" at the end when
/// ambiguous. The words are kept beside it, not in it.
[[nodiscard]] std::string to_iso(const PartialDate& date);

/// Reads exactly what `to_iso` writes: the round trip loses nothing but the words.
[[nodiscard]] Result<PartialDate> partial_date_from_iso(std::string_view text);

/// "season", as it stands in the storage form.
[[nodiscard]] std::string_view precision_name(Precision precision);

/// Between how many and how many whole years old, at most 150. Fails if the person was not yet
/// born on any day of `on`. A least age below 18 with a most age of 18 or more means: not known to
/// be adult.
[[nodiscard]] Result<Interval<int>> age_at(const PartialDate& birth, const PartialDate& on);

/// Whether every day of `a` lies before every day of `b`.
[[nodiscard]] bool surely_before(const PartialDate& a, const PartialDate& b);

/// Whether both could have been on one day.
[[nodiscard]] bool may_coincide(const PartialDate& a, const PartialDate& b);

/// An order for time lines: by first day, then the shorter interval first, then by precision.
/// What began "before May 2014" sorts by its last day, as its first is only the edge of time.
[[nodiscard]] bool earlier_in_line(const PartialDate& a, const PartialDate& b);

}  // namespace manumit
