// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "name_evidence.h"
#include "prepared_name.h"

namespace manumit::link {

/// One or several words of the one name against one or several of the other, or against none.
struct AlignedPart {
  std::vector<std::size_t> a = {};  ///< Places of the words.
  std::vector<std::size_t> b = {};
  Evidence evidence = {};
};

struct Alignment {
  double bits = 0;
  std::vector<AlignedPart> parts;
};

/// The parts of two names set against each other so that the most agrees, in any order.
///
/// Every name of the shorter side has a counterpart: a name that fits nowhere speaks against the
/// pair, one that is only missing hardly does. Words that one side writes apart and the other as
/// one (Abd al-Rahman, Abdurrahman) are put together where that fits better.
[[nodiscard]] Alignment align(const NameTokens& a, const NameTokens& b);

}  // namespace manumit::link
