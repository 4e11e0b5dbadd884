// SPDX-License-Identifier: Apache-2.0
#include "reading.h"

#include <algorithm>

namespace manumit::law {

Reading read_case(const Program& program, const Evidence& evidence) {
  Reading out;
  out.leaves.resize(program.leaves.size());
  Marker marker(program);
  marker.mark(evidence, 1, out.leaves);
  marker.mark_certain(evidence, 2, out.leaves);
  value_nodes(program, out.leaves, out.nodes);
  return out;
}

Verdict verdict_of(const Pair& pair, unsigned lane) {
  const bool speaks_for = has(pair, Side::speaks_for, lane);
  const bool against = has(pair, Side::against, lane);
  if (speaks_for != against)
    return {speaks_for ? Status::supported : Status::contradicted, Reason::none};
  return {Status::unknown, speaks_for ? Reason::contested : Reason::open};
}

Verdict verdict_of(const std::vector<Pair>& nodes, LogicNode limb, unsigned lane) {
  const Verdict out = verdict_of(nodes[limb.decided], lane);
  if (out.status != Status::unknown)
    return out;
  const Pair& raw = nodes[limb.raw];
  const bool says = has(raw, Side::speaks_for, lane) || has(raw, Side::against, lane);
  return {Status::unknown, says ? Reason::contested : Reason::open};
}

std::vector<std::optional<Absence>> absences(const Program& program, const Evidence& evidence) {
  std::vector<std::optional<Absence>> out(program.facts.rows.size(), Absence::not_recorded);
  for (const Item& item : evidence.items) {
    std::optional<Absence>& why = out[item.fact];
    if (!why)
      continue;
    if (answers(program.facts.rows[item.fact].kind, item)) {
      why.reset();
      continue;
    }
    Absence here = Absence::unclear;
    if (item.state == State::not_asked)
      here = Absence::not_asked;
    else if (item.state == State::refused)
      here = Absence::refused;
    // What weighs most for the next talk: refused, then unclear, then not asked.
    const auto weight = [](Absence one) {
      return one == Absence::refused ? 3 : one == Absence::unclear ? 2 : one == Absence::not_asked;
    };
    if (weight(here) > weight(*why))
      why = here;
  }
  // An age that leaves room is worth another question; one that is known to the year is not.
  if (const std::optional<std::uint32_t> fact = program.fact_called("age"))
    for (const AgeItem& age : evidence.ages)
      if (age.years.is_one_value())
        out[*fact].reset();
  return out;
}

namespace {

class Carrier {
 public:
  Carrier(const Program& program, const std::vector<Pair>& nodes,
          std::vector<std::pair<std::uint32_t, Side>>& leaves)
      : program_(program), nodes_(nodes), leaves_(leaves) {}

  void carry(std::uint32_t number, Side side) {
    if (!has(nodes_[number], side))
      return;
    const Node& node = program_.nodes[number];
    switch (node.op) {
      case Node::Op::leaf:
        leaves_.emplace_back(node.leaf, side);
        return;
      case Node::Op::negate:
        carry(node.parts[0], side == Side::speaks_for ? Side::against : Side::speaks_for);
        return;
      case Node::Op::conj:
      case Node::Op::disj:
      case Node::Op::decided:
        for (const std::uint32_t part : node.parts)
          carry(part, side);
        return;
      case Node::Op::unless:
        carry(node.parts[0], side);
        for (std::size_t i = 1; side == Side::against && i < node.parts.size(); ++i)
          carry(node.parts[i], Side::speaks_for);
        return;
      case Node::Op::element:
        element(parts_of(node), side);
        return;
    }
  }

 private:
  /// The cues of its own side; where there are none, the cues of the other side are all disputed,
  /// and it is carried by whoever disputes them.
  void element(const ElementParts& parts, Side side) {
    const bool supports = side == Side::speaks_for;
    const std::uint32_t own = supports ? parts.supports : parts.contradicts;
    if (has(nodes_[own], Side::speaks_for))
      carry(own, Side::speaks_for);
    else
      oppose(supports ? parts.contradicts : parts.supports, Side::speaks_for);
  }

  /// The leaves whose evidence stands against what carries this side of a cue.
  void oppose(std::uint32_t number, Side side) {
    if (!has(nodes_[number], side))
      return;
    const Node& node = program_.nodes[number];
    const Side other = side == Side::speaks_for ? Side::against : Side::speaks_for;
    if (node.op == Node::Op::negate) {
      oppose(node.parts[0], other);
    } else if (node.op != Node::Op::leaf) {
      for (const std::uint32_t part : node.parts)
        oppose(part, side);
    } else if (has(nodes_[number], other)) {
      leaves_.emplace_back(node.leaf, other);
    }
  }

  const Program& program_;
  const std::vector<Pair>& nodes_;
  std::vector<std::pair<std::uint32_t, Side>>& leaves_;
};

}  // namespace

void carried_by(const Program& program, const std::vector<Pair>& nodes, std::uint32_t node,
                Side side, std::vector<std::pair<std::uint32_t, Side>>& leaves) {
  Carrier(program, nodes, leaves).carry(node, side);
}

}  // namespace manumit::law
