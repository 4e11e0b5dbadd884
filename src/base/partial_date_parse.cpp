// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include "base/partial_date.h"
#include "date_said.h"
#include "date_words.h"

namespace manumit {
namespace {

using Kind = DateToken::Kind;

tl::unexpected<Error> unreadable() {
  return fail(Error::Kind::bad_input, "this could not be read as a date", {},
              "write it as 2015-03-05, March 2015, spring 2019, before May 2014 or about 2012");
}

/// Reads the pieces of a date from left to right, one function for each rule of the grammar.
class DateReader {
 public:
  DateReader(std::vector<DateToken> tokens, DateContext context)
      : tokens_(std::move(tokens)), context_(context) {}

  [[nodiscard]] Result<PartialDate> whole() {
    PartialDate date = TRY(statement());
    if (at_ != tokens_.size())
      return unreadable();
    return date;
  }

 private:
  [[nodiscard]] Result<PartialDate> statement() {
    if (begins_with_age())
      return aged();
    if (eat(DateWord::between))
      return between();
    if (eat(DateWord::from) || eat(DateWord::since))
      return since();
    if (eat(DateWord::before))
      return edge(Precision::before, false);
    if (eat(DateWord::until))
      return edge(Precision::before, true);
    if (eat(DateWord::after))
      return edge(Precision::after, false);
    Said first = TRY(said());
    if (eat_mark("-") || eat_mark("/") || eat(DateWord::until)) {
      return range(std::move(first), std::nullopt);
    }
    return single(std::move(first));
  }

  [[nodiscard]] Result<PartialDate> single(Said what) {
    TRY(complete(what, context_));
    return resolved(std::move(what));
  }

  [[nodiscard]] Result<PartialDate> between() {
    Said first = TRY(said());
    if (!eat(DateWord::and_) && !eat_mark("-"))
      return unreadable();
    return range(std::move(first), Precision::between);
  }

  [[nodiscard]] Result<PartialDate> since() {
    Said first = TRY(said());
    if (eat(DateWord::until) || eat(DateWord::before) || eat_mark("-")) {
      return range(std::move(first), Precision::between);
    }
    const PartialDate from = TRY(single(std::move(first)));
    return PartialDate{from.first, kLastDay, Precision::after, from.ambiguous};
  }

  /// "before May 2014" and "after May 2014" leave May out; "until" keeps it in.
  [[nodiscard]] Result<PartialDate> edge(Precision precision, bool with_it) {
    const PartialDate date = TRY(single(TRY(said())));
    if (precision == Precision::after) {
      if (date.last == kLastDay)
        return unreadable();
      return PartialDate{date.last + 1, kLastDay, precision, date.ambiguous};
    }
    const std::int64_t last = with_it ? date.last.number : date.first.number - 1;
    if (last < kFirstDay.number)
      return unreadable();
    return PartialDate{kFirstDay, held(last), precision, date.ambiguous};
  }

  [[nodiscard]] Result<PartialDate> range(Said first, std::optional<Precision> precision) {
    Said second = TRY(said());
    share_between(first, second);
    const PartialDate from = TRY(single(std::move(first)));
    const PartialDate to = TRY(single(std::move(second)));
    if (from.first > to.last || from.last > to.last) {
      return fail(Error::Kind::bad_input, "the date ends before it begins");
    }
    const bool alike = from.precision == to.precision;
    Precision both = Precision::between;
    if (alike && from.precision == Precision::month)
      both = Precision::months;
    if (alike && from.precision == Precision::year)
      both = Precision::years;
    return PartialDate{from.first, to.last, precision.value_or(both),
                       from.ambiguous || to.ambiguous};
  }

  [[nodiscard]] bool begins_with_age() const {
    if (word_at(at_) == DateWord::aged)
      return true;
    return is_number(at_, 1, 3) && word_at(at_ + 1) == DateWord::years;
  }

  /// "aged 17 on 2015-06-01": the words between have been left out already.
  [[nodiscard]] Result<PartialDate> aged() {
    eat(DateWord::aged);
    if (!is_number(at_, 1, 3))
      return unreadable();
    const int years = tokens_[at_++].value;
    eat(DateWord::years);
    eat(DateWord::old);
    return born_if_aged(years, TRY(single(TRY(said()))));
  }

  /// One date with what stands before it: "about early March 2015".
  [[nodiscard]] Result<Said> said() {
    const bool about_first = eat(DateWord::about) || eat_mark("~");
    const Part part = eat_part();
    const bool about = eat(DateWord::about) || about_first;
    Said what = TRY(bare());
    what.about = about;
    what.part = part;
    return what;
  }

  [[nodiscard]] Part eat_part() {
    const bool is_second = word_at(at_) == DateWord::second;
    const bool is_half = is_second || word_at(at_) == DateWord::first;
    if (is_half && word_at(at_ + 1) == DateWord::half) {
      at_ += 2;
      return is_second ? Part::second_half : Part::first_half;
    }
    Part part = Part::whole;
    if (eat(DateWord::early))
      part = Part::early;
    if (eat(DateWord::middle))
      part = Part::middle;
    if (eat(DateWord::late))
      part = Part::late;
    if (part != Part::whole)
      eat_mark("-");  // "mid-2015"
    return part;
  }

  [[nodiscard]] Result<Said> bare() {
    if (is_number(at_, 4, 4))
      return year_first();
    if (is_number(at_, 1, 2))
      return day_first();
    Said what;
    what.season = season_here();
    if (what.season) {
      ++at_;
      eat_year(what);
      if (what.season == Season::winter)
        eat_second_year(what);
      return what;
    }
    what.month = month_here();
    if (!what.month)
      return unreadable();
    ++at_;
    if (is_number(at_, 1, 2))
      what.day = tokens_[at_++].value;
    eat_year(what);
    return what;
  }

  /// "2015", "2015-03", "2015-03-05", "1990s", "2015 March 5", "2015 spring".
  [[nodiscard]] Result<Said> year_first() {
    Said what;
    what.decade = tokens_[at_].decade;
    what.year = tokens_[at_++].value;
    if (what.decade && *what.year % 10 != 0)
      return unreadable();
    if (what.decade)
      return what;
    if (is_date_mark(at_) && is_number(at_ + 1, 1, 2)) {
      const std::string mark = tokens_[at_].text;
      what.month = tokens_[at_ + 1].value;
      at_ += 2;
      if (is_mark(at_, mark) && is_number(at_ + 1, 1, 2)) {
        what.day = tokens_[at_ + 1].value;
        at_ += 2;
        // "2015-03-05-07" may be two days or a day and an hour.
        if (is_mark(at_, mark) && is_number(at_ + 1, 1, 2) && at_ + 2 == tokens_.size()) {
          return unreadable();
        }
      }
      return what;
    }
    what.season = season_here();
    what.month = month_here();
    if (what.season || what.month)
      ++at_;
    if (what.month && is_number(at_, 1, 2))
      what.day = tokens_[at_++].value;
    return what;
  }

  /// "5 March 2015", "05.03.2015", "03/2015", "5th".
  [[nodiscard]] Result<Said> day_first() {
    if (is_date_mark(at_ + 1) && is_number(at_ + 2, 1, 2) && is_date_mark(at_ + 3) &&
        is_mark(at_ + 3, tokens_[at_ + 1].text) && is_number(at_ + 4, 1, 4)) {
      return three_numbers();
    }
    Said what;
    if (is_date_mark(at_ + 1) && is_number(at_ + 2, 4, 4) && !tokens_[at_].ordinal) {
      what.month = tokens_[at_].value;
      what.year = tokens_[at_ + 2].value;
      at_ += 3;
      return what;
    }
    what.ordinal = tokens_[at_].ordinal;
    what.day = tokens_[at_++].value;
    what.month = month_here();
    if (what.month)
      ++at_;
    eat_year(what);
    return what;
  }

  /// "03/04/2015": the order is known from the context, from a number above 12, or from points,
  /// which stand between day, month and year in that order wherever they are used.
  [[nodiscard]] Result<Said> three_numbers() {
    const bool has_points = is_mark(at_ + 1, ".");
    int day = tokens_[at_].value;
    int month = tokens_[at_ + 2].value;
    if (!is_number(at_ + 4, 4, 4)) {
      return fail(Error::Kind::bad_input, "the year of a date must have four digits");
    }
    Said what;
    what.year = tokens_[at_ + 4].value;
    at_ += 5;
    const bool both_fit = day <= 12 && month <= 12;
    what.ambiguous = both_fit && day != month && !has_points;
    const bool month_comes_first =
        !has_points && (both_fit ? context_.order == DayOrder::month_first : day <= 12);
    if (month_comes_first)
      std::swap(day, month);
    what.day = day;
    what.month = month;
    return what;
  }

  void eat_year(Said& what) {
    if (!is_number(at_, 4, 4) || tokens_[at_].decade)
      return;
    what.year = tokens_[at_++].value;
  }

  /// "winter 2018/2019" and "winter 2018-19".
  void eat_second_year(Said& what) {
    if (!what.year || !(is_mark(at_, "/") || is_mark(at_, "-")))
      return;
    const int next = *what.year + 1;
    const bool long_form = is_number(at_ + 1, 4, 4) && tokens_[at_ + 1].value == next;
    const bool short_form = is_number(at_ + 1, 2, 2) && tokens_[at_ + 1].value == next % 100;
    if (!long_form && !short_form)
      return;
    what.winter_of_two_years = true;
    at_ += 2;
  }

  [[nodiscard]] bool is_number(std::size_t place, std::size_t least, std::size_t most) const {
    if (place >= tokens_.size() || tokens_[place].kind != Kind::number)
      return false;
    return tokens_[place].text.size() >= least && tokens_[place].text.size() <= most;
  }

  [[nodiscard]] bool is_mark(std::size_t place, std::string_view mark) const {
    return place < tokens_.size() && tokens_[place].kind == Kind::mark &&
           tokens_[place].text == mark;
  }

  [[nodiscard]] bool is_date_mark(std::size_t place) const {
    return is_mark(place, "-") || is_mark(place, "/") || is_mark(place, ".");
  }

  [[nodiscard]] std::optional<DateWord> word_at(std::size_t place) const {
    if (place >= tokens_.size() || tokens_[place].kind != Kind::word)
      return std::nullopt;
    return date_word(tokens_[place].text);
  }

  [[nodiscard]] std::optional<int> month_here() const {
    if (at_ >= tokens_.size() || tokens_[at_].kind != Kind::word)
      return std::nullopt;
    return month_named(tokens_[at_].text);
  }

  [[nodiscard]] std::optional<Season> season_here() const {
    if (at_ >= tokens_.size() || tokens_[at_].kind != Kind::word)
      return std::nullopt;
    return season_named(tokens_[at_].text);
  }

  bool eat(DateWord word) {
    if (word_at(at_) != word)
      return false;
    ++at_;
    return true;
  }

  bool eat_mark(std::string_view mark) {
    if (!is_mark(at_, mark))
      return false;
    ++at_;
    return true;
  }

  std::vector<DateToken> tokens_;
  DateContext context_;
  std::size_t at_ = 0;
};

}  // namespace

Result<PartialDate> parse_partial_date(std::string_view words, const DateContext& context) {
  DateReader reader(date_tokens(words), context);
  PartialDate date = TRY(reader.whole());
  date.words = std::string(words);
  return date;
}

}  // namespace manumit
