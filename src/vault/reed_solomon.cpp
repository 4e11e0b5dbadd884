// SPDX-License-Identifier: Apache-2.0
#include "reed_solomon.h"

#include <algorithm>

#include "base/check.h"
#include "gf256.h"

namespace manumit::vault {
namespace {

using gf256::power;
using gf256::times;

constexpr std::size_t kLongest = 255;
/// What the text is worth at each root: zeros for a text without a fault. Otherwise the sum over
/// the faults of amount times locator to the 1st, 2nd … 6th.
using Syndromes = std::array<std::uint8_t, kParity>;

Syndromes syndromes_of(ByteView text) {
  Syndromes out{};
  for (std::size_t i = 0; i < kParity; ++i) {
    const std::uint8_t root = power(gf256::kGenerator, static_cast<unsigned>(i + 1));
    for (const std::uint8_t symbol : text)
      out[i] = static_cast<std::uint8_t>(times(out[i], root) ^ symbol);
  }
  return out;
}

/// A polynomial by its roots, the lowest power first.
struct Polynomial {
  std::array<std::uint8_t, kParity + 1> of{1};
  std::size_t degree = 0;

  void times_root(std::uint8_t root) {
    ++degree;
    for (std::size_t i = degree; i > 0; --i)
      of[i] = static_cast<std::uint8_t>(of[i - 1] ^ times(of[i], root));
    of[0] = times(of[0], root);
  }
};

/// Takes out of the syndromes, from the one at `shift` on, all faults whose locators are roots:
/// what is left is the sum over the other faults, each times what the polynomial is worth at it.
std::uint8_t left_of(const Syndromes& syndromes, std::size_t shift, const Polynomial& faults) {
  std::uint8_t out = 0;
  for (std::size_t i = 0; i <= faults.degree; ++i)
    out ^= times(faults.of[i], syndromes[shift + i]);
  return out;
}

struct Suspect {
  std::size_t place = 0;
  std::uint8_t locator = 0;  ///< 3 to the power that belongs to the place
};

Suspect suspect(std::size_t place, std::size_t length) {
  return {place, power(gf256::kGenerator, static_cast<unsigned>(length - 1 - place))};
}

/// Whether faults at these places alone can make such syndromes.
bool explain(const std::vector<Suspect>& suspects, const Syndromes& syndromes) {
  Polynomial all;
  for (const Suspect& each : suspects)
    all.times_root(each.locator);
  for (std::size_t shift = 0; shift + all.degree < kParity; ++shift) {
    if (left_of(syndromes, shift, all) != 0)
      return false;
  }
  return true;
}

/// What was added to the symbol there.
std::uint8_t amount_at(const Suspect& one, const std::vector<Suspect>& suspects,
                       const Syndromes& syndromes) {
  Polynomial others;
  std::uint8_t factor = one.locator;
  for (const Suspect& each : suspects) {
    if (each.place == one.place)
      continue;
    others.times_root(each.locator);
    factor = times(factor, static_cast<std::uint8_t>(one.locator ^ each.locator));
  }
  return times(left_of(syndromes, 0, others), gf256::inverse(factor));
}

/// Adds `more` suspects behind `from` to those given so that they explain the syndromes.
bool find(std::vector<Suspect>& suspects, std::size_t more, std::size_t from, std::size_t length,
          const Syndromes& syndromes) {
  if (more == 0)
    return explain(suspects, syndromes);
  for (std::size_t place = from; place < length; ++place) {
    if (std::any_of(suspects.begin(), suspects.end(),
                    [place](const Suspect& known) { return known.place == place; }))
      continue;
    suspects.push_back(suspect(place, length));
    if (find(suspects, more - 1, place + 1, length, syndromes))
      return true;
    suspects.pop_back();
  }
  return false;
}

}  // namespace

std::array<std::uint8_t, kParity> parity_of(ByteView symbols) {
  MANUMIT_CHECK(symbols.size() + kParity <= kLongest);
  Polynomial generator;
  for (unsigned i = 1; i <= kParity; ++i)
    generator.times_root(power(gf256::kGenerator, i));
  // Long division, the highest power first; what remains is the parity.
  std::array<std::uint8_t, kParity> rest{};
  for (const std::uint8_t symbol : symbols) {
    const auto lead = static_cast<std::uint8_t>(symbol ^ rest[0]);
    for (std::size_t i = 0; i < kParity; ++i) {
      const std::uint8_t next = i + 1 < kParity ? rest[i + 1] : std::uint8_t{0};
      rest[i] = static_cast<std::uint8_t>(next ^ times(lead, generator.of[kParity - 1 - i]));
    }
  }
  return rest;
}

std::optional<std::vector<std::size_t>> mend(std::span<std::uint8_t> symbols_and_parity,
                                             std::span<const std::size_t> illegible) {
  const std::size_t length = symbols_and_parity.size();
  MANUMIT_CHECK(length > kParity && length <= kLongest);
  if (illegible.size() > kMendable)
    return std::nullopt;
  std::vector<Suspect> suspects;
  for (const std::size_t place : illegible) {
    MANUMIT_CHECK(place < length);
    suspects.push_back(suspect(place, length));
  }
  const Syndromes syndromes = syndromes_of(symbols_and_parity);
  const std::size_t most_wrong = (kMendable - illegible.size()) / 2;
  for (std::size_t wrong = 0; wrong <= most_wrong; ++wrong) {
    if (!find(suspects, wrong, 0, length, syndromes))
      continue;
    std::vector<std::size_t> mended;
    for (const Suspect& each : suspects) {
      symbols_and_parity[each.place] ^= amount_at(each, suspects, syndromes);
      mended.push_back(each.place);
    }
    std::sort(mended.begin(), mended.end());
    return mended;
  }
  return std::nullopt;
}

}  // namespace manumit::vault
