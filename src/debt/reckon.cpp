// SPDX-License-Identifier: Apache-2.0
#include "capped.h"
#include "claim.h"
#include "clearance.h"
#include "differences.h"
#include "implied.h"
#include "lawful.h"
#include "ledger.h"

namespace manumit::debt {
namespace {

/// Puts one reckoning together, step by step.
class Reckoner {
 public:
  Reckoner(const Account& account, const WageRules* rules, Frame frame)
      : account_(account),
        rules_(rules),
        frame_(std::move(frame)),
        reasons_(found_.reasons),
        warnings_(found_.warnings) {
    found_.from = account.from;
    found_.to = frame_.to;
  }

  Result<Reckoning> reckon() {
    TRY(tell(Teller::claimed));
    const std::vector<Entry> evidenced = TRY(tell(Teller::evidenced));
    if (can_apply_law())
      TRY(apply_law(evidenced));
    found_.differences = TRY(differences(found_.ledgers, account_, reasons_));
    for (std::size_t i = 0; i < account_.told.size(); ++i) {
      if (auto implied = TRY(implied_by(account_.told[i], i, found_.ledgers.front(), frame_)))
        found_.implied.push_back(std::move(*implied));
    }
    return std::move(found_);
  }

 private:
  /// The interest that one of the two reckons with.
  MonthlyInterest interest_for(Teller teller) const {
    const bool counts =
        account_.interest && (teller == Teller::claimed || account_.interest->agreed);
    return monthly(counts ? account_.interest : std::nullopt);
  }

  Result<std::vector<Entry>> tell(Teller teller) {
    std::vector<Entry> entries = TRY(entries_told(account_, frame_, teller, reasons_, warnings_));
    const MonthlyInterest interest = interest_for(teller);
    Ledger ledger = TRY(posted(teller, entries, interest, account_, frame_));
    ledger.clearance = TRY(clearance_of(ledger, interest, frame_));
    found_.ledgers.push_back(std::move(ledger));
    return entries;
  }

  bool can_apply_law() {
    if (rules_ == nullptr) {
      warnings_.add("no wage rules are known for this country, so there is no lawful ledger");
      return false;
    }
    if (rules_->currency == account_.currency)
      return true;
    warnings_.add(
        "the account is in {0} and the wage rules are in {1}, so there is no lawful ledger",
        {std::string(account_.currency.code()), std::string(rules_->currency.code())});
    return false;
  }

  Result<void> apply_law(const std::vector<Entry>& evidenced) {
    const Currency currency = account_.currency;
    LawfulView view = TRY(lawful_view(account_, frame_, *rules_, evidenced, reasons_, warnings_));
    Ledger ledger =
        TRY(posted(Teller::lawful, view.entries, monthly(std::nullopt), account_, frame_));
    const int tax = tax_on(*rules_, frame_.last, warnings_);
    ledger.clearance = TRY(lawful_clearance(view, *rules_, ledger, currency, tax));
    found_.ledgers.push_back(std::move(ledger));
    found_.tax_percent = tax;
    const auto claim = [&](bool after_tax) {
      return wage_claim(view, *rules_, frame_, currency, tax, after_tax, warnings_);
    };
    found_.claim = TRY(claim(false));
    found_.claim_after_tax = TRY(claim(true));
    found_.capped = TRY(capped_repayments(found_.ledgers.front(), account_, *rules_, tax));
    TRY(set_paid(view.hours, evidenced));
    found_.hours = std::move(view.hours);
    return {};
  }

  const Account& account_;
  const WageRules* rules_;
  Frame frame_;
  Reckoning found_{.currency = account_.currency,
                   .from = {},
                   .to = {},
                   .ledgers = {},
                   .differences = {},
                   .claim = std::nullopt,
                   .claim_after_tax = std::nullopt,
                   .tax_percent = 0,
                   .capped = {},
                   .implied = {},
                   .hours = {},
                   .reasons = {""},
                   .warnings = {}};
  Reasons reasons_;
  Warnings warnings_;
};

}  // namespace

Result<Reckoning> reckon(const Account& account, const WageRules* rules) {
  Frame frame = TRY(checked(account, rules));
  return Reckoner(account, rules, std::move(frame)).reckon();
}

}  // namespace manumit::debt
