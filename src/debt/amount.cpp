// SPDX-License-Identifier: Apache-2.0
#include "debt/amount.h"

#include "base/check.h"

namespace manumit::debt {

Amount nothing(Currency currency) {
  return exactly(Money(0, currency));
}

Result<Amount> plus(const Amount& a, const Amount& b) {
  return Amount {
    TRY(a.low.plus(b.low))
    , TRY(a.high.plus(b.high))
  };
}

Result<Amount> minus(const Amount& a, const Amount& b) {
  return Amount {
    TRY(a.low.minus(b.high))
    , TRY(a.high.minus(b.low))
  };
}

Result<Amount> share(const Amount& amount, Ratio ratio) {
  MANUMIT_CHECK(ratio.numerator >= 0);
  if (amount.is_exact())
    return exactly(TRY(amount.low.posting(ratio)));
  return Amount {
    TRY(amount.low.posting(ratio))
    , TRY(amount.high.posting(ratio))
  };
}

}  // namespace manumit::debt
