// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "word_lists.h"

namespace manumit::link {

inline constexpr std::size_t kWordGroups = 16;
using GroupShares = std::array<float, kWordGroups>;

/// Which words go together because the people who bear them come from one language, one country,
/// one sex: "van" and "nguyen", "giorgi" and "beridze".
///
/// Whoever shares a Georgian given name with a stranger is likely to share a Georgian ending too:
/// the chances of two words are not the product of the chances of each. A mixture of a few groups,
/// each with its own frequencies (latent classes: Lazarsfeld 1950; fitted by expectation
/// maximisation), gives the chance of several words together. Nobody names the groups; they are
/// whatever makes the names of the list most likely.
class WordGroups {
 public:
  [[nodiscard]] static WordGroups of(const WordLists& lists, const Values& values);

  /// Takes over how rare each word is by itself.
  void take_rarities(const WordLists& lists);
  /// Takes in words that came after: they are of no group.
  void take_in(const WordLists& lists);
  /// -log2 of the chance that a random record has all these words.
  [[nodiscard]] double rarity(std::span<const std::uint32_t> words) const;

 private:
  GroupShares shares_{};             ///< Of the groups.
  std::vector<GroupShares> likely_;  ///< By word: how many times likelier than at large in each.
  std::vector<float> rarity_;        ///< By word, at large.
};

}  // namespace manumit::link
