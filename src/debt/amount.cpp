// SPDX-License-Identifier: Apache-2.0
#include "debt/amount.h"

#include "base/check.h"

namespace manumit::debt {

Amount nothing(Currency currency) {
  return exactly(Money(0, currency));
}

Result<Amount> plus(const Amount& a, const Amount& b) {
  const Money low = TRY(a.low.plus(b.low));
  const Money high = TRY(a.high.plus(b.high));
  return Amount{low, high};
}

Result<Amount> minus(const Amount& a, const Amount& b) {
  const Money low = TRY(a.low.minus(b.high));
  const Money high = TRY(a.high.minus(b.low));
  return Amount{low, high};
}

Result<Amount> share(const Amount& amount, Ratio ratio) {
  MANUMIT_CHECK(ratio.numerator >= 0);
  if (amount.is_exact())
    return exactly(TRY(amount.low.posting(ratio)));
  const Money low = TRY(amount.low.posting(ratio));
  const Money high = TRY(amount.high.posting(ratio));
  return Amount{low, high};
}

}  // namespace manumit::debt
