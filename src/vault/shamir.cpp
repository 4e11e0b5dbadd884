// SPDX-License-Identifier: Apache-2.0
#include "shamir.h"

#include "base/check.h"
#include "gf256.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kSecretBytes = 32;

Result<void> check_numbers(unsigned threshold, unsigned total) {
  if (threshold < kFewestShares) {
    return fail(Error::Kind::bad_input,
                "one share alone would open the vault, so whoever finds it has everything", "",
                "let two or more shares be needed");
  }
  if (total < threshold) {
    return fail(Error::Kind::bad_input,
                "{0} shares would be needed, but only {1} are made, so they could never open it",
                "", "make as many as are needed, and better some more",
                {std::to_string(threshold), std::to_string(total)});
  }
  if (total > kMostShares) {
    return fail(Error::Kind::bad_input, "{0} shares are more than the {1} that there can be", "",
                "make fewer", {std::to_string(total), std::to_string(kMostShares)});
  }
  return {};
}

/// How much the point at `place` of the list counts at x = 0: Lagrange's product of
/// x_other / (x_other - x_own) over the others.
std::uint8_t weight_at_zero(std::span<const SharePoint> points, std::size_t place) {
  std::uint8_t above = 1;
  std::uint8_t below = 1;
  const unsigned own = points[place].x;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i == place)
      continue;
    const unsigned other = points[i].x;
    MANUMIT_CHECK(other != 0 && other != own);
    above = gf256::times(above, points[i].x);
    below = gf256::times(below, static_cast<std::uint8_t>(other ^ own));
  }
  return gf256::times(above, gf256::inverse(below));
}

}  // namespace

Result<std::vector<SharePoint>> split(ByteView secret, unsigned threshold, unsigned total,
                                      const Surroundings& surroundings) {
  MANUMIT_CHECK(secret.size() == kSecretBytes);
  TRY(check_numbers(threshold, total));
  LockedBytes coefficients((threshold - 1) * kSecretBytes);
  surroundings.random(coefficients.span());
  std::vector<SharePoint> out(total);
  for (unsigned i = 0; i < total; ++i) {
    SharePoint& point = out[i];
    point.x = static_cast<std::uint8_t>(i + 1);
    auto& y = point.y.reveal();
    // Horner's rule, the highest power first.
    for (unsigned power = threshold - 1; power > 0; --power) {
      const ByteView row = coefficients.view().subspan((power - 1) * kSecretBytes, kSecretBytes);
      for (std::size_t byte = 0; byte < kSecretBytes; ++byte)
        y[byte] = gf256::times(static_cast<std::uint8_t>(y[byte] ^ row[byte]), point.x);
    }
    for (std::size_t byte = 0; byte < kSecretBytes; ++byte)
      y[byte] ^= secret[byte];
  }
  return out;
}

LockedBytes combine(std::span<const SharePoint> points) {
  LockedBytes out(kSecretBytes);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::uint8_t weight = weight_at_zero(points, i);
    const auto& y = points[i].y.reveal();
    for (std::size_t byte = 0; byte < kSecretBytes; ++byte)
      out.span()[byte] ^= gf256::times(y[byte], weight);
  }
  return out;
}

}  // namespace manumit::vault
