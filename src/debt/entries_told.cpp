// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "entries.h"

namespace manumit::debt {
namespace {

/// One line, with what is the same for all its months.
struct ToldLine {
  std::size_t index = 0;
  Said said;
  std::size_t why = 0;
  Day last;
};

/// Goes through the months for one of the two who tell.
class Listing {
 public:
  Listing(const Account& account, const Frame& frame, Teller teller, Reasons& reasons,
          Warnings& warnings)
      : account_(account),
        frame_(frame),
        teller_(teller),
        reasons_(reasons),
        warnings_(warnings),
        wage_(0, account.currency) {}

  Result<std::vector<Entry>> list() {
    for (std::size_t i = 0; i < account_.lines.size(); ++i)
      TRY(take_in(i));
    // In the order of posting, so that most months need no sorting.
    std::stable_sort(others_.begin(), others_.end(), [&](const ToldLine& a, const ToldLine& b) {
      return stage_of(account_.lines[a.index].kind) < stage_of(account_.lines[b.index].kind);
    });
    for (std::size_t month = 1; month <= frame_.months.size(); ++month)
      TRY(list_month(month));
    put_in_order(entries_);
    return std::move(entries_);
  }

 private:
  /// Debts of the first day are listed at once, before all months.
  Result<void> take_in(std::size_t index) {
    const Line& line = account_.lines[index];
    const Telling telling = told_by(line, teller_, account_.currency);
    const ToldLine told{.index = index,
                        .said = telling.said,
                        .why = *telling.why == '\0' ? 0 : reasons_.index_of(telling.why),
                        .last = end_of(line, frame_)};
    if (line.from > told.last)
      return {};
    if (is_opening(line, account_))
      return add(told, {line.from, line.from}, 0);
    (line.kind == Kind::wage ? wages_ : others_).push_back(told);
    return {};
  }

  /// What nobody remembers is bounded by the wage of its month, so wages are reckoned first; they
  /// are posted last.
  Result<void> list_month(std::size_t month) {
    wage_ = Money(0, account_.currency);
    const std::size_t begins = entries_.size();
    TRY(list_lines(wages_, month));
    const std::size_t wages = entries_.size() - begins;
    TRY(list_lines(others_, month));
    const auto first = entries_.begin() + static_cast<std::ptrdiff_t>(begins);
    std::rotate(first, first + static_cast<std::ptrdiff_t>(wages), entries_.end());
    return {};
  }

  Result<void> list_lines(const std::vector<ToldLine>& lines, std::size_t month) {
    for (const ToldLine& told : lines) {
      const Days line{account_.lines[told.index].from, told.last};
      if (const auto days = shared(frame_.months[month - 1], line))
        TRY(add(told, *days, month));
    }
    return {};
  }

  Result<void> add(const ToldLine& told, Days days, std::size_t month) {
    const Line& line = account_.lines[told.index];
    const Amount amount = TRY(amount_of(line, told.said, days, month));
    if (line.kind == Kind::wage)
      wage_ = TRY(wage_.plus(amount.high));
    entries_.push_back({.date = line.per == Per::once ? line.from : days.most,
                        .month = static_cast<int>(month),
                        .kind = line.kind,
                        .line = told.index,
                        .amount = amount,
                        .why = told.why});
    return {};
  }

  Result<Amount> amount_of(const Line& line, const Said& told, Days days, std::size_t month) {
    const bool plain =
        line.per == Per::once || (line.per == Per::month && days == frame_.whole[month - 1]);
    if (plain && told.low && told.high)
      return Amount{*told.low, *told.high};
    const Times times =
        TRY(times_in(line, days, month == 0 ? days : frame_.whole[month - 1], account_));
    const Money low = told.low ? TRY(told.low->posting(times.least)) : Money(0, account_.currency);
    if (!told.high)
      return bounded_by_wage(line, low);
    const Money high = TRY(told.high->posting(times.most));
    return Amount{low, high};
  }

  Result<Amount> bounded_by_wage(const Line& line, const Money& low) {
    if (wage_.minor_units() == 0)
      return fail(Error::Kind::refused,
                  "nobody knows this amount, and its month has no wage that would bound it",
                  line.where, "give the least and the most that it can have been");
    warnings_.add(
        "an amount that nobody knows is taken as anything from nothing to the wage of its "
        "month: {0}",
        {std::string(name_of(line.kind))});
    return Amount{low, wage_.minor_units() < low.minor_units() ? low : wage_};
  }

  const Account& account_;
  const Frame& frame_;
  Teller teller_;
  Reasons& reasons_;
  Warnings& warnings_;
  std::vector<ToldLine> wages_;
  std::vector<ToldLine> others_;
  Money wage_;  ///< Of the month that is being listed.
  std::vector<Entry> entries_;
};

}  // namespace

Result<std::vector<Entry>> entries_told(const Account& account, const Frame& frame, Teller teller,
                                        Reasons& reasons, Warnings& warnings) {
  return Listing(account, frame, teller, reasons, warnings).list();
}

}  // namespace manumit::debt
