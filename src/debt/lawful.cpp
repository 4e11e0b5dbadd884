// SPDX-License-Identifier: Apache-2.0
#include "lawful.h"

#include <algorithm>

#include "lawful_wage.h"

namespace manumit::debt {
namespace {

bool lists(const std::vector<Kind>& kinds, Kind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

Money lesser(const Money& a, const Money& b) {
  return a.minor_units() < b.minor_units() ? a : b;
}

Amount in_order(const Money& a, const Money& b) {
  return a.minor_units() < b.minor_units() ? Amount{a, b} : Amount{b, a};
}

class Sifting {
 public:
  Sifting(const Account& account, const Frame& frame, const WageRules& rules, Reasons& reasons,
          Warnings& warnings)
      : account_(account),
        frame_(frame),
        rules_(rules),
        reasons_(reasons),
        warnings_(warnings),
        wages_(frame.months.size() + 1, nothing(account.currency)),
        in_kind_(frame.months.size() + 1, nothing(account.currency)) {
    for (const Line& line : account.lines)
      grounds_.push_back(rules.ground_of(line));
  }

  Result<LawfulView> view(const std::vector<Entry>& evidenced) {
    view_.entries.reserve(evidenced.size());
    for (auto first = evidenced.begin(); first != evidenced.end();) {
      const auto last = std::find_if(
          first, evidenced.end(), [&](const Entry& entry) { return entry.month != first->month; });
      // What may be paid in goods depends on the wage of the month.
      for (auto entry = first; entry != last; ++entry) {
        if (entry->kind == Kind::wage)
          TRY(add_wage(*entry));
      }
      for (auto entry = first; entry != last; ++entry) {
        if (entry->kind != Kind::wage)
          TRY(add_other(*entry));
      }
      view_.entries.insert(view_.entries.end(), wage_entries_.begin(), wage_entries_.end());
      wage_entries_.clear();
      first = last;
    }
    put_in_order(view_.entries);
    std::sort(view_.wages.begin(), view_.wages.end(),
              [](const DueWage& a, const DueWage& b) { return a.due < b.due; });
    return std::move(view_);
  }

 private:
  const Line& line_of(const Entry& entry) const { return account_.lines[entry.line]; }

  Result<void> add_wage(const Entry& entry) {
    const Line& line = line_of(entry);
    const auto index = static_cast<std::size_t>(entry.month) - 1;
    const Days month = frame_.months[index];
    const Days days = *shared(month, Days{line.from, std::max(line.from, end_of(line, frame_))});
    LawfulWage lawful{account_, rules_, warnings_, view_.hours};
    Entry posted = entry;
    posted.amount = TRY(lawful.of(line, entry.amount, days, frame_.whole[index]));
    posted.why =
        posted.amount == entry.amount ? 0 : reasons_.index_of("the wage that the law demands");
    Amount& sum = wages_[static_cast<std::size_t>(entry.month)];
    sum = TRY(plus(sum, posted.amount));
    view_.wages.push_back({entry.date, entry.month, posted.amount});
    wage_entries_.push_back(posted);
    return {};
  }

  Result<void> add_other(const Entry& entry) {
    switch (side_of(entry.kind)) {
      case Side::charge:
        return add_charge(entry);
      case Side::payment:
        return add_payment(entry);
      default:
        (entry.kind == Kind::ransom ? view_.ransoms : view_.repayments)
            .push_back({entry.date, entry.amount});
        view_.entries.push_back(entry);
        return {};
    }
  }

  Result<void> add_charge(const Entry& entry) {
    const Line& line = line_of(entry);
    if (may_be_pay(line))
      return add_in_kind(entry);
    const Ground* ground = grounds_[entry.line];
    if (ground == nullptr || !ground->lawful) {
      const bool never = lists(rules_.in_kind.never, entry.kind);
      return add_nothing(entry, never               ? rules_.in_kind.never_law
                                : ground == nullptr ? rules_.no_ground_law
                                                    : ground->law);
    }
    const auto cap = std::find_if(rules_.caps.begin(), rules_.caps.end(),
                                  [&](const Cap& each) { return each.id == ground->cap; });
    view_.debts.push_back({entry.date, entry.month == 0,
                           static_cast<std::size_t>(cap - rules_.caps.begin()), entry.amount});
    return add(entry, entry.amount, ground->law);
  }

  Result<void> add_payment(const Entry& entry) {
    if (entry.kind == Kind::compensation)
      return add_nothing(entry, "compensation for harm pays no wage");
    if (entry.kind == Kind::payment_in_kind)
      return may_be_pay(line_of(entry)) ? add_in_kind(entry)
                                        : add_nothing(entry, rules_.in_kind.law);
    view_.payments.push_back({entry.date, entry.amount});
    return add(entry, entry.amount, "");
  }

  bool may_be_pay(const Line& line) const {
    return lists(rules_.in_kind.kinds, line.kind) && !lists(rules_.in_kind.never, line.kind) &&
           line.ground.empty() &&
           (line.requested_in_writing ||
            (!rules_.in_kind.needs_written_request && line.kind == Kind::payment_in_kind));
  }

  /// Goods count as pay up to a share of the month's wage.
  Result<void> add_in_kind(const Entry& entry) {
    const auto month = static_cast<std::size_t>(entry.month);
    const Amount most = TRY(share(wages_[month], {rules_.in_kind.most_percent, 100}));
    const Amount before = in_kind_[month];
    const Amount after = TRY(plus(before, entry.amount));
    in_kind_[month] = after;
    const Money low = TRY(lesser(after.low, most.low).minus(lesser(before.low, most.low)));
    const Money high = TRY(lesser(after.high, most.high).minus(lesser(before.high, most.high)));
    const Amount counted = in_order(low, high);
    view_.payments.push_back({entry.date, counted});
    return add(entry, counted, rules_.in_kind.law);
  }

  Result<void> add_nothing(const Entry& entry, const std::string& why) {
    return add(entry, nothing(account_.currency), why);
  }

  Result<void> add(const Entry& entry, const Amount& amount, const std::string& why) {
    Entry posted = entry;
    posted.amount = amount;
    posted.why = why.empty() ? 0 : reasons_.index_of(why);
    view_.entries.push_back(posted);
    return {};
  }

  const Account& account_;
  const Frame& frame_;
  const WageRules& rules_;
  Reasons& reasons_;
  Warnings& warnings_;
  std::vector<Amount> wages_;  ///< By month; goods of the opening day have none.
  std::vector<Amount> in_kind_;
  std::vector<Entry> wage_entries_;     ///< Of the month that is being sifted.
  std::vector<const Ground*> grounds_;  ///< By line.
  LawfulView view_;
};

}  // namespace

Result<LawfulView> lawful_view(const Account& account, const Frame& frame, const WageRules& rules,
                               const std::vector<Entry>& evidenced, Reasons& reasons,
                               Warnings& warnings) {
  return Sifting(account, frame, rules, reasons, warnings).view(evidenced);
}

}  // namespace manumit::debt
