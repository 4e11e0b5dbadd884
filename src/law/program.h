// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "goal.h"
#include "law/evidence.h"
#include "law/instrument.h"
#include "leaf.h"

namespace manumit::law {

/// A node of the logic. Nodes stand behind their parts, so one pass from front to back values all.
struct Node {
  /// `decided`: the value of a leaf or an element as logic takes it. Contested evidence decides
  /// nothing.
  enum class Op : std::uint8_t { leaf, conj, disj, negate, unless, element, decided };
  Op op = Op::leaf;
  std::uint32_t leaf = 0;                 ///< of a leaf
  Over over = Over::some;                 ///< of a leaf
  std::vector<std::uint32_t> parts = {};  ///< of an element: the four of `ElementParts`
};

/// The parts of an element: its cues joined by `or`, as their pairs are, and as they are decided,
/// that is with each leaf on which statements stand against each other taken for unknown.
struct ElementParts {
  std::uint32_t supports = 0;
  std::uint32_t contradicts = 0;
  std::uint32_t surely_supports = 0;
  std::uint32_t surely_contradicts = 0;
};
[[nodiscard]] inline ElementParts parts_of(const Node& element) {
  return {element.parts[0], element.parts[1], element.parts[2], element.parts[3]};
}

/// One logic, kept twice with the same parts in the same order. `decided` stands on decided
/// elements and gives the status; `raw` stands on their pairs and tells a contested unknown from an
/// open one. The two differ only where contested evidence matters. Cues are kept so too, over
/// leaves.
struct LogicNode {
  std::uint32_t decided = 0;
  std::uint32_t raw = 0;
};

/// One instrument's share of the nodes.
struct Compiled {
  std::vector<std::uint32_t> elements = {};          ///< node of each element
  std::vector<LogicNode> limbs = {};                 ///< of each limb; the last is `whole`
  std::vector<std::vector<std::uint32_t>> ask = {};  ///< facts of each element, best first
  GoalTree support = {};                             ///< over leaves: what would make it supported
  GoalTree contradict = {};                          ///< over leaves
  GoalTree support_by_elements = {};                 ///< over elements
  std::vector<std::uint32_t> options = {};           ///< answers that may matter, best first
  std::vector<std::uint16_t> places = {};            ///< national law: numbers of the countries
  [[nodiscard]] LogicNode whole() const { return limbs.back(); }
};

/// An answer that somebody could still give, and what it would change.
struct AnswerOption {
  std::uint32_t group = 0;  ///< answers of one group exclude each other, but for `adds`
  bool adds = false;        ///< one more code of a fact that may have several
  std::uint32_t fact = 0;
  std::uint32_t leaf = 0;        ///< what it is about
  Side side = Side::speaks_for;  ///< yes or no to it
  std::vector<Item> items = {};  ///< what would be recorded
  std::vector<AgeItem> ages = {};
  std::vector<std::uint32_t> makes = {};  ///< literals that it makes true (goal.h)
};

/// The logic of a library: leaves without repetition, nodes without repetition.
class Program {
 public:
  std::vector<Instrument> instruments = {};
  FactTable facts;
  std::vector<Leaf> leaves = {};
  std::vector<std::vector<std::uint32_t>> leaves_of_fact = {};    ///< single tests
  std::vector<std::vector<std::uint32_t>> together_of_fact = {};  ///< by the fact of the first test
  std::vector<std::uint32_t> age_leaves = {};
  std::vector<Node> nodes = {};
  std::vector<Compiled> compiled = {};  ///< beside `instruments`
  std::vector<AnswerOption> options = {};
  std::size_t groups = 0;
  std::map<std::string, std::uint32_t, std::less<>> fact_by_id;
  std::map<std::string, std::uint32_t, std::less<>> leaf_by_words;
  std::map<std::string, std::uint32_t, std::less<>> node_by_key;  ///< emptied once compiled

  /// The fact of that id; "age" means the fact that the age is asked by.
  [[nodiscard]] std::optional<std::uint32_t> fact_called(std::string_view id) const {
    const auto at = fact_by_id.find(id == "age" ? facts.age_fact : id);
    return at == fact_by_id.end() ? std::nullopt : std::optional<std::uint32_t>(at->second);
  }
};

/// Countries as numbers, so that places compare without words. Zero for what is no country.
[[nodiscard]] std::uint16_t country_number(std::string_view code);

}  // namespace manumit::law
