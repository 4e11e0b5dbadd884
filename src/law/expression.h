// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manumit::law {

enum class Compare : std::uint8_t { less, at_most, more, at_least, equal };

/// A test of one fact, as written: `act.sale`, `debt.origin = Advance`, `age < 18`, `pay.owed
/// known`.
struct Test {
  enum class Kind : std::uint8_t { yes, word, number, known };
  Kind kind = Kind::yes;
  std::string fact = {};  ///< "age" stands for the person's age at the facts
  Compare compare = Compare::equal;
  std::string word = {};  ///< code, yes or no
  bool quoted = false;
  double number = 0;
  bool negated = false;  ///< only behind `with`
  std::size_t at = 0;    ///< where in the expression it begins
  std::size_t word_at = 0;
};

/// A cue or a logic, as written.
struct Expression {
  enum class Op : std::uint8_t { tests, name, any, all, conj, disj, negate, unless };
  Op op = Op::tests;
  std::size_t at = 0;
  std::vector<Expression> parts = {};  ///< for conj, disj, negate, unless
  std::vector<Test> tests = {};        ///< one, or several that must hold of one subject (`with`)
  std::string name = {};               ///< of an element or limb
  /// For any and all: each a list of tags that an element must all bear (`a & b`), or one id.
  struct Choice {
    std::vector<std::string> tags = {};
    std::size_t at = 0;
  };
  std::vector<Choice> choices = {};
};

/// Cues speak of facts, logics of elements and limbs; the rest is the same.
enum class Dialect : std::uint8_t { cue, logic };

/// What is wrong, and where in the expression. The caller knows the file.
struct Slip {
  std::size_t at = 0;
  Error error;  ///< without a place
};

/// Reads `and`, `or`, `not`, `unless`, brackets, and the leaves of the dialect. `not` binds more
/// than `and`, `and` more than `or`, `or` more than `unless`. At most 4,000 letters and 16 brackets
/// deep, so that no file can exhaust the stack. O(n).
[[nodiscard]] tl::expected<Expression, Slip> parse_expression(std::string_view text,
                                                              Dialect dialect);

/// "fact", "debt.no_limit": small letters, digits and _ in parts joined by points.
[[nodiscard]] bool is_id(std::string_view text);

}  // namespace manumit::law
