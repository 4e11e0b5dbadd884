// SPDX-License-Identifier: Apache-2.0
#include "differences.h"

#include "sum.h"

namespace manumit::debt {
namespace {

using What = Difference::What;
constexpr std::size_t kWhats = 7;

/// What one ledger has of one line, and the reason that it gives.
struct Part {
  Amount amount;
  std::size_t why = 0;
};

/// What one ledger has of each line; the last is interest by a rate.
Result<std::vector<Part>> parts_of(const Ledger& ledger, const Account& account) {
  std::vector<Sum> sums(account.lines.size() + 1);
  std::vector<Part> parts(account.lines.size() + 1, Part{nothing(account.currency), 0});
  for (const Posting& posting : ledger.postings) {
    const std::size_t index = posting.line == kNoLine ? account.lines.size() : posting.line;
    if (!sums[index].add(posting.amount))
      return too_large();
    if (parts[index].why == 0)
      parts[index].why = posting.why;
  }
  for (std::size_t i = 0; i < parts.size(); ++i)
    parts[i].amount = sums[i].in(account.currency);
  return parts;
}

/// Under which name a line differs. Against the law all goods are goods: it asks whether they may
/// be charged, not at what price.
What what_of(const Line& line, const Account& account, bool with_law) {
  if (line.kind == Kind::interest)
    return What::interest;
  if (is_opening(line, account))
    return What::opening;
  if (line.kind == Kind::wage)
    return What::wages;
  if (side_of(line.kind) != Side::charge)
    return What::payments;
  if (line.kind == Kind::fine)
    return What::fines;
  return line.market && !with_law ? What::overpricing : What::charges;
}

/// The differences of one pair while they are gathered.
class Pair {
 public:
  Pair(const Ledger& a, const Ledger& b, const Account& account, Reasons& reasons)
      : a_(a),
        b_(b),
        account_(account),
        reasons_(reasons),
        with_law_(b.teller == Teller::lawful),
        found_(kWhats, Part{nothing(account.currency), 0}) {}

  Result<void> compare(const std::vector<Part>& a, const std::vector<Part>& b) {
    for (std::size_t i = 0; i < account_.lines.size(); ++i)
      TRY(add(what_of(account_.lines[i], account_, with_law_), a[i], b[i]));
    const std::string& why = with_law_ ? kNotListed : kNotAgreed;
    if (a.back().amount != b.back().amount)
      TRY(add(What::interest, {a.back().amount, reasons_.index_of(why)}, b.back()));
    return {};
  }

  void list(std::vector<Difference>& out) const {
    const Amount none = nothing(account_.currency);
    for (std::size_t i = 0; i < kWhats; ++i) {
      if (found_[i].amount != none)
        out.push_back(
            {a_.teller, b_.teller, static_cast<What>(i), found_[i].amount, found_[i].why});
    }
  }

 private:
  Result<void> add(What what, const Part& a, const Part& b) {
    // What both tell alike is one amount, however little is known of it.
    if (a.amount == b.amount)
      return {};
    Part& sum = found_[static_cast<std::size_t>(what)];
    sum.amount = TRY(plus(sum.amount, TRY(minus(a.amount, b.amount))));
    if (sum.why == 0)
      sum.why = b.why != 0 ? b.why : a.why;
    return {};
  }

  inline static const std::string kNotListed = "the law lists no interest as a ground";
  inline static const std::string kNotAgreed = "no paper shows that the worker agreed to interest";
  const Ledger& a_;
  const Ledger& b_;
  const Account& account_;
  Reasons& reasons_;
  bool with_law_;
  std::vector<Part> found_;
};

}  // namespace

Result<std::vector<Difference>> differences(const std::vector<Ledger>& ledgers,
                                            const Account& account, Reasons& reasons) {
  std::vector<std::vector<Part>> parts;
  for (const Ledger& ledger : ledgers)
    parts.push_back(TRY(parts_of(ledger, account)));
  std::vector<Difference> found;
  for (std::size_t a = 0; a < ledgers.size(); ++a) {
    for (std::size_t b = a + 1; b < ledgers.size(); ++b) {
      Pair pair(ledgers[a], ledgers[b], account, reasons);
      TRY(pair.compare(parts[a], parts[b]));
      pair.list(found);
    }
  }
  return found;
}

}  // namespace manumit::debt
