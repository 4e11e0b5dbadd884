// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "entries.h"

namespace manumit::debt {
namespace {

/// Goes through the lines for one of the two who tell.
class Listing {
 public:
  Listing(const Account& account, const Frame& frame, Teller teller, Reasons& reasons,
          Warnings& warnings)
      : account_(account),
        frame_(frame),
        teller_(teller),
        reasons_(reasons),
        warnings_(warnings),
        wages_(frame.months.size(), Money(0, account.currency)) {}

  Result<std::vector<Entry>> list() {
    // What nobody remembers is bounded by the wage of its month, so wages come first.
    for (const bool wages : {true, false}) {
      for (std::size_t i = 0; i < account_.lines.size(); ++i) {
        if ((account_.lines[i].kind == Kind::wage) == wages)
          TRY(add_line(i));
      }
    }
    put_in_order(entries_, frame_.months.size());
    return std::move(entries_);
  }

 private:
  Result<void> add_line(std::size_t index) {
    const Line& line = account_.lines[index];
    const Day last = end_of(line, frame_);
    if (line.from > last)
      return {};
    const Telling telling = told_by(line, teller_, account_.currency);
    const std::size_t why = *telling.why == '\0' ? 0 : reasons_.index_of(telling.why);
    if (is_opening(line, account_))
      return add(index, {line.from, line.from}, 0, telling.said, why);
    const std::size_t end = month_of(frame_.months, last);
    for (std::size_t month = month_of(frame_.months, line.from); month <= end; ++month) {
      const Days days = *shared(frame_.months[month], Days{line.from, last});
      TRY(add(index, days, month + 1, telling.said, why));
    }
    return {};
  }

  Result<void> add(std::size_t index, Days days, std::size_t month, const Said& told,
                   std::size_t why) {
    const Line& line = account_.lines[index];
    const Days whole = month == 0 ? days : whole_month(frame_.months, month - 1);
    const Times times = TRY(times_in(line, days, whole, account_));
    const Amount amount = TRY(amount_of(line, told, times, month));
    if (line.kind == Kind::wage)
      wages_[month - 1] = TRY(wages_[month - 1].plus(amount.high));
    entries_.push_back({.date = line.per == Per::once ? line.from : days.most,
                        .month = static_cast<int>(month),
                        .kind = line.kind,
                        .line = index,
                        .amount = amount,
                        .why = why});
    return {};
  }

  Result<Amount> amount_of(const Line& line, const Said& told, const Times& times,
                           std::size_t month) {
    const Money none(0, account_.currency);
    const Money low = told.low ? TRY(told.low->posting(times.least)) : none;
    if (told.high)
      return Amount {
        low, TRY(told.high->posting(times.most))
      };
    const Money wage = month == 0 ? none : wages_[month - 1];
    if (wage.minor_units() == 0)
      return fail(Error::Kind::refused,
                  "nobody knows this amount, and its month has no wage that would bound it",
                  line.where, "give the least and the most that it can have been");
    warnings_.add(
        "an amount that nobody knows is taken as anything from nothing to the wage of its "
        "month: {0}",
        {std::string(name_of(line.kind))});
    return Amount{low, wage.minor_units() < low.minor_units() ? low : wage};
  }

  const Account& account_;
  const Frame& frame_;
  Teller teller_;
  Reasons& reasons_;
  Warnings& warnings_;
  std::vector<Money> wages_;
  std::vector<Entry> entries_;
};

}  // namespace

Result<std::vector<Entry>> entries_told(const Account& account, const Frame& frame, Teller teller,
                                        Reasons& reasons, Warnings& warnings) {
  return Listing(account, frame, teller, reasons, warnings).list();
}

}  // namespace manumit::debt
