// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "casework/link_fold.h"

namespace manumit::casework {

/// How far people who looked at the same pairs said the same of them.
struct Agreement {
  std::size_t pairs = 0;   ///< Of which two people or more have said something …
  std::size_t agreed = 0;  ///< … and so many of them the same.
  double share = 0;        ///< agreed / pairs
  double low = 0;          ///< Wilson's 95 % interval of the share:
  double high = 1;         ///< Wilson (1927), JASA 22(158), pp. 209-212.
  /// Krippendorff's alpha: 1 where all agree, 0 where they agree as often as chance would. Nothing
  /// where everybody gave one and the same answer to everything: chance would then agree too.
  std::optional<double> alpha;
};

/// Of the words said in the queue, each person's last one on a pair, where they were said before
/// anybody else's word was seen. Words that were settled since are among them: else agreement would
/// rise with every disagreement that is settled. Words by hand, and those that were taken back, are
/// not. Nothing where fewer than two pairs have two such words.
[[nodiscard]] std::optional<Agreement> agreement(const Links& links,
                                                 const std::function<bool(const LinkPair&)>& among);

/// Krippendorff's alpha for answers that are names and have no order: each unit with the answers
/// that it was given, those that are missing left out. Krippendorff (2011), Computing
/// Krippendorff's Alpha-Reliability, University of Pennsylvania, parts B and C. Nothing where
/// all answers are one, or no unit has two.
[[nodiscard]] std::optional<double> nominal_alpha(const std::vector<std::vector<int>>& units);

}  // namespace manumit::casework
