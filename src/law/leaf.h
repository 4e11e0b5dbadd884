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

/// What the statements say of a leaf over all records (deeds, debts, places of work) of which they
/// speak. `unopposed`: of some record it is said, and of that record nobody says otherwise.
struct LeafBits {
  Pair said;
  Pair unopposed;
  friend bool operator==(const LeafBits&, const LeafBits&) = default;
};

/// Over how many records a leaf is asked: to support, one is enough; to contradict, all that were
/// spoken of must agree. Where there is one record only, the two are the same.
enum class Over : std::uint8_t { some, all };

/// The leaf as a pair. In Belnap's logic (1977) the first is `or` over the records, the second
/// `and`: a no counts against "at some record" only if no record stands unopposed.
[[nodiscard]] constexpr Pair pair_of(const LeafBits& bits, Over over) {
  if (over == Over::some)
    return {bits.said.speaks_for, bits.said.against & ~bits.unopposed.speaks_for};
  return {bits.said.speaks_for & ~bits.unopposed.against, bits.said.against};
}

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
