// SPDX-License-Identifier: Apache-2.0
#include "goal_builder.h"

#include <utility>

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

  std::uint32_t literal(std::uint32_t x, Side side, bool stands_there) {
    const std::uint32_t bit = side == Side::speaks_for ? bit_for(x) : bit_against(x);
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
        return literal(node.leaf, side, stands_there);
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
        return element(number, side, stands_there);
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

  /// Decided for: evidence for and none against; and the other way round.
  std::uint32_t decided(std::uint32_t number, Side side, bool stands_there) {
    const Side other = side == Side::speaks_for ? Side::against : Side::speaks_for;
    std::vector<std::uint32_t> demands = {demand(number, side, stands_there),
                                          demand(number, other, !stands_there)};
    return add(stands_there ? GoalNode::Op::all : GoalNode::Op::one, std::move(demands));
  }

  std::uint32_t element(std::uint32_t number, Side side, bool stands_there) {
    if (depth_ == GoalDepth::elements)
      return literal(element_of_.at(number), side, stands_there);
    const Node& node = program_.nodes[number];
    const auto middle = node.parts.begin() + node.for_count;
    const std::vector<std::uint32_t> cues =
        side == Side::speaks_for ? std::vector<std::uint32_t>(node.parts.begin(), middle)
                                 : std::vector<std::uint32_t>(middle, node.parts.end());
    return all_of(cues, stands_there ? GoalNode::Op::one : GoalNode::Op::all, Side::speaks_for,
                  stands_there);
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
