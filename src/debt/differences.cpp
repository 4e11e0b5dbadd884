// SPDX-License-Identifier: Apache-2.0
#include "differences.h"

#include <array>

namespace manumit::debt {
namespace {

using What = Difference::What;
constexpr std::size_t kWhats = 7;

/// What one ledger has under each name, and the first reason that it gives there.
struct Sums {
  std::vector<Amount> amounts;
  std::array<std::size_t, kWhats> why{};
};

What what_of(const Posting& posting, const Account& account) {
  if (posting.kind == Kind::interest)
    return What::interest;
  if (posting.month == 0)
    return What::opening;
  switch (side_of(posting.kind)) {
    case Side::payment:
      return What::payments;
    case Side::charge:
      if (posting.kind == Kind::fine)
        return What::fines;
      return account.lines[posting.line].market ? What::overpricing : What::charges;
    default:
      return posting.kind == Kind::wage ? What::wages : What::payments;
  }
}

Result<Sums> sums_of(const Ledger& ledger, const Account& account) {
  Sums sums{std::vector<Amount>(kWhats, nothing(account.currency)), {}};
  for (const Posting& posting : ledger.postings) {
    const auto what = static_cast<std::size_t>(what_of(posting, account));
    sums.amounts[what] = TRY(plus(sums.amounts[what], posting.amount));
    if (sums.why[what] == 0)
      sums.why[what] = posting.why;
  }
  return sums;
}

/// Against the law, all goods are goods: the law asks whether, not at what price.
void merge_overpricing(Sums& sums, const Amount& none, const Amount& merged) {
  sums.amounts[static_cast<std::size_t>(What::charges)] = merged;
  sums.amounts[static_cast<std::size_t>(What::overpricing)] = none;
  auto& why = sums.why;
  if (why[static_cast<std::size_t>(What::charges)] == 0)
    why[static_cast<std::size_t>(What::charges)] = why[static_cast<std::size_t>(What::overpricing)];
}

Result<Sums> for_pair(const Sums& sums, bool with_law, const Amount& none) {
  Sums copy = sums;
  if (with_law) {
    const Amount merged = TRY(plus(sums.amounts[static_cast<std::size_t>(What::charges)],
                                   sums.amounts[static_cast<std::size_t>(What::overpricing)]));
    merge_overpricing(copy, none, merged);
  }
  return copy;
}

Result<void> compare(const Ledger& a, const Sums& sums_a, const Ledger& b, const Sums& sums_b,
                     const Amount& none, Reasons& reasons, std::vector<Difference>& out) {
  const bool with_law = b.teller == Teller::lawful;
  const Sums first = TRY(for_pair(sums_a, with_law, none));
  const Sums second = TRY(for_pair(sums_b, with_law, none));
  for (std::size_t i = 0; i < kWhats; ++i) {
    const Amount amount = TRY(minus(first.amounts[i], second.amounts[i]));
    if (amount == none)
      continue;
    std::size_t why = second.why[i] != 0 ? second.why[i] : first.why[i];
    if (why == 0 && static_cast<What>(i) == What::interest)
      why = reasons.index_of(with_law ? "the law lists no interest as a ground"
                                      : "no paper shows that the worker agreed to interest");
    out.push_back({a.teller, b.teller, static_cast<What>(i), amount, why});
  }
  return {};
}

}  // namespace

Result<std::vector<Difference>> differences(const std::vector<Ledger>& ledgers,
                                            const Account& account, Reasons& reasons) {
  const Amount none = nothing(account.currency);
  std::vector<Sums> sums;
  for (const Ledger& ledger : ledgers)
    sums.push_back(TRY(sums_of(ledger, account)));
  std::vector<Difference> found;
  for (std::size_t a = 0; a < ledgers.size(); ++a) {
    for (std::size_t b = a + 1; b < ledgers.size(); ++b)
      TRY(compare(ledgers[a], sums[a], ledgers[b], sums[b], none, reasons, found));
  }
  return found;
}

}  // namespace manumit::debt
