// SPDX-License-Identifier: Apache-2.0
#include "goal_builder.h"

#include <utility>

#include "base/check.h"

namespace manumit::law {
namespace {

/// Pushes "this side of this node stands" (or not) down to literals. Each demand is built once.
class Builder {
 public:
  Builder(const Program& program, const Compiled& compiled, GoalDepth depth)
      : program_(program), depth_(depth) {
    for (std::uint32_t i = 0; i < compiled.elements.size(); ++i)
      element_of_.emplace(compiled.elements[i], i);
  }

  /// Of what is decided one side stands at most, so the other need not be demanded away.
  GoalTree take(std::uint32_t root, bool supported) {
    demand(root, supported ? Side::speaks_for : Side::against, true);
    return std::move(tree_);
  }

 private:
  std::uint32_t add(GoalNode::Op op, std::vector<std::uint32_t> parts) {
    tree_.nodes.push_back({.op = op, .parts = std::move(parts)});
    return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
  }

  std::uint32_t literal(std::uint32_t bit, bool stands_there) {
    tree_.nodes.push_back({.literal = stands_there ? stands(bit) : stands_not(bit)});
    return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
  }

  std::uint32_t demand(std::uint32_t number, Side side, bool stands_there) {
    const auto key = std::tuple(number, side, stands_there);
    if (const auto at = built_.find(key); at != built_.end())
      return at->second;
    const std::uint32_t out = build(number, side, stands_there);
    built_.emplace(key, out);
    return out;
  }

  std::uint32_t all_of(const std::vector<std::uint32_t>& parts, GoalNode::Op op, Side side,
                       bool stands_there) {
    std::vector<std::uint32_t> demands;
    for (const std::uint32_t part : parts)
      demands.push_back(demand(part, side, stands_there));
    return add(op, std::move(demands));
  }

  std::uint32_t build(std::uint32_t number, Side side, bool stands_there) {
    const Node& node = program_.nodes[number];
    const bool speaks_for = side == Side::speaks_for;
    switch (node.op) {
      case Node::Op::leaf:
        return leaf(node, speaks_for, stands_there);
      case Node::Op::negate:
        return demand(node.parts[0], speaks_for ? Side::against : Side::speaks_for, stands_there);
      case Node::Op::conj:
        // Evidence for needs all, evidence against one; and the other way round for its absence.
        return all_of(node.parts,
                      speaks_for == stands_there ? GoalNode::Op::all : GoalNode::Op::one, side,
                      stands_there);
      case Node::Op::disj:
        return all_of(node.parts,
                      speaks_for == stands_there ? GoalNode::Op::one : GoalNode::Op::all, side,
                      stands_there);
      case Node::Op::unless:
        return unless(node, speaks_for, stands_there);
      case Node::Op::element:
        return of_element(number, side, stands_there);
      case Node::Op::decided:
        return decided(node.parts[0], side, stands_there);
    }
    return 0;
  }

  /// (X unless Y) = (fX and not fY, aX or fY).
  std::uint32_t unless(const Node& node, bool speaks_for, bool stands_there) {
    std::vector<std::uint32_t> demands = {
        demand(node.parts[0], speaks_for ? Side::speaks_for : Side::against, stands_there)};
    for (std::size_t i = 1; i < node.parts.size(); ++i)
      demands.push_back(demand(node.parts[i], Side::speaks_for, speaks_for != stands_there));
    return add(speaks_for == stands_there ? GoalNode::Op::all : GoalNode::Op::one,
               std::move(demands));
  }

  /// One bit stands and the other does not (or: not so).
  std::uint32_t but_not(std::uint32_t bit, std::uint32_t other, bool so) {
    std::vector<std::uint32_t> demands = {literal(bit, so), literal(other, !so)};
    return add(so ? GoalNode::Op::all : GoalNode::Op::one, std::move(demands));
  }

  /// The pairs of `pair_of`.
  std::uint32_t leaf(const Node& node, bool speaks_for, bool stands_there) {
    const std::uint32_t x = node.leaf;
    const std::uint32_t said = speaks_for ? said_for(x) : said_against(x);
    if (speaks_for == (node.over == Over::some))
      return literal(said, stands_there);
    return but_not(said, speaks_for ? unopposed_against(x) : unopposed_for(x), stands_there);
  }

  /// Decided for: evidence for and none against; and the other way round. Of a leaf over some
  /// records that is: of one it is said unopposed; against: nobody says it of any.
  std::uint32_t decided(std::uint32_t number, Side side, bool stands_there) {
    const Node& node = program_.nodes[number];
    const bool speaks_for = side == Side::speaks_for;
    if (node.op == Node::Op::leaf) {
      const std::uint32_t x = node.leaf;
      if (speaks_for == (node.over == Over::some))
        return literal(speaks_for ? unopposed_for(x) : unopposed_against(x), stands_there);
      return speaks_for ? but_not(said_for(x), said_against(x), stands_there)
                        : but_not(said_against(x), said_for(x), stands_there);
    }
    if (node.op == Node::Op::element && depth_ == GoalDepth::leaves)
      return decided_element(parts_of(node), speaks_for, stands_there);
    const Side other = speaks_for ? Side::against : Side::speaks_for;
    std::vector<std::uint32_t> demands = {demand(number, side, stands_there),
                                          demand(number, other, !stands_there)};
    return add(stands_there ? GoalNode::Op::all : GoalNode::Op::one, std::move(demands));
  }

  /// One cue that nobody disputes, and no cue of the other side, disputed or not: what is left of
  /// the element's pair, as a cue that is decided is one that stands.
  std::uint32_t decided_element(const ElementParts& parts, bool supported, bool stands_there) {
    const std::uint32_t sure = supported ? parts.surely_supports : parts.surely_contradicts;
    const std::uint32_t other = supported ? parts.contradicts : parts.supports;
    std::vector<std::uint32_t> demands = {demand(sure, Side::speaks_for, stands_there),
                                          demand(other, Side::speaks_for, !stands_there)};
    return add(stands_there ? GoalNode::Op::all : GoalNode::Op::one, std::move(demands));
  }

  /// Goals stand on decided elements; only where elements are the literals is one asked as it is.
  std::uint32_t of_element(std::uint32_t number, Side side, bool stands_there) {
    MANUMIT_CHECK(depth_ == GoalDepth::elements);
    const std::uint32_t x = element_of_.at(number);
    return literal(side == Side::speaks_for ? bit_for(x) : bit_against(x), stands_there);
  }

  const Program& program_;
  GoalDepth depth_;
  std::map<std::uint32_t, std::uint32_t> element_of_;
  std::map<std::tuple<std::uint32_t, Side, bool>, std::uint32_t> built_;
  GoalTree tree_;
};

}  // namespace

GoalTree goal_that(const Program& program, const Compiled& compiled, bool supported,
                   GoalDepth depth) {
  return Builder(program, compiled, depth).take(compiled.whole().decided, supported);
}

}  // namespace manumit::law
