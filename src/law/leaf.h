// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "expression.h"
#include "law/evidence.h"

namespace manumit::law {

/// Evidence for and evidence against, one bit for each of up to 64 cases (or readings of one case)
/// that are valued side by side.
struct Pair {
  std::uint64_t speaks_for = 0;
  std::uint64_t against = 0;
  friend bool operator==(const Pair&, const Pair&) = default;
};

/// Which half of a pair.
enum class Side : std::uint8_t { speaks_for, against };

/// What expressions are made of at the bottom: one test of one fact, of the age, or several tests
/// that must hold of one subject.
struct Leaf {
  enum class Kind : std::uint8_t { yes, code, number, known, age, together };
  struct Qualifier {
    std::uint32_t leaf = 0;
    bool negated = false;
  };
  Kind kind = Kind::yes;
  std::uint32_t fact = 0;  ///< of `together`: the fact of the first test
  CodeNumber code = kNoSuchCode;
  Compare compare = Compare::equal;
  double number = 0;
  std::uint32_t head = 0;  ///< of `together`: the leaf that is asserted of the subject
  std::vector<Qualifier> with = {};
  std::string words =
      {};  ///< in the one way it is written: two cues that say the same share a leaf
};

/// What one statement says of a leaf of its own fact. Speaks neither way unless it answers.
struct Said {
  bool speaks_for = false;
  bool against = false;
  bool by_another_code = false;  ///< against only because another code was named
};
[[nodiscard]] Said said_by(const Leaf& leaf, FactKind kind, const Item& item);
[[nodiscard]] Said said_by(const Leaf& leaf, const Interval<int>& age);

/// Whether a statement answers its fact, so that nobody needs to ask again.
[[nodiscard]] bool answers(FactKind kind, const Item& item);

/// The leaf that a test means, and "fact = CODE" in its one spelling. Refuses what does not fit the
/// kind of the fact.
struct Meant {
  Leaf leaf;
  bool negated = false;  ///< `fact = no` is `not fact`
};
[[nodiscard]] tl::expected<Meant, Slip> leaf_of(const Test& test, const FactTable& facts,
                                                std::uint32_t fact);

}  // namespace manumit::law
