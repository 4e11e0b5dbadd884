// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "base/surroundings.h"
#include "crypto.h"

namespace manumit::vault {

/// Fewer than two would be a copy of the secret in one hand; more than sixteen nobody keeps track
/// of.
constexpr unsigned kFewestShares = 2;
constexpr unsigned kMostShares = 16;

/// What the polynomials that hide a secret are worth at one place: 32 polynomials, one for each
/// byte.
struct SharePoint {
  std::uint8_t x = 0;  ///< from 1; at 0 stands the secret
  Key y;
};

/// Splits 32 bytes so that any `threshold` of the `total` points give them back, and any fewer tell
/// nothing: whatever the missing point, some secret fits. Shamir (1979), "How to Share a Secret",
/// Communications of the ACM 22(11), pp. 612-613, over the field of gf256.h in place of a prime's.
///
/// Refused: a threshold of 1, which is the secret itself for whoever has a share; a threshold above
/// the total; more than 16. Draws (threshold - 1) * 32 random bytes in one call: the coefficients
/// of x for all bytes, then those of x², and so on. They may be zero, and equal to each other: to
/// leave out any value would tell something about the secret.
[[nodiscard]] Result<std::vector<SharePoint>> split(ByteView secret, unsigned threshold,
                                                    unsigned total,
                                                    const Surroundings& surroundings);

/// The secret that goes with these points, which must have different places, none of them 0. Points
/// that do not belong together, or too few of them, give 32 bytes like any others: whether they
/// are the secret must be seen from elsewhere.
[[nodiscard]] LockedBytes combine(std::span<const SharePoint> points);

}  // namespace manumit::vault
