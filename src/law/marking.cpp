// SPDX-License-Identifier: Apache-2.0
#include "marking.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"

namespace manumit::law {

bool Marker::qualified(const Evidence& evidence, const Leaf& leaf, std::uint32_t subject,
                       bool certain_only, std::vector<std::uint32_t>* items) const {
  const auto from = std::lower_bound(by_subject_.begin(), by_subject_.end(), subject,
                                     [&](std::uint32_t item, std::uint32_t wanted) {
                                       return evidence.items[item].subject < wanted;
                                     });
  return std::all_of(leaf.with.begin(), leaf.with.end(), [&](const Leaf::Qualifier& with) {
    const Leaf& test = program_.leaves[with.leaf];
    bool met = false;
    for (auto at = from; at != by_subject_.end() && evidence.items[*at].subject == subject; ++at) {
      const Item& item = evidence.items[*at];
      if (item.fact != test.fact || (certain_only && item.certainty != Certainty::certain))
        continue;
      const Said said = said_by(test, program_.facts.rows[test.fact].kind, item);
      if (!(with.negated ? said.against : said.speaks_for))
        continue;
      met = true;
      if (items == nullptr)
        break;
      items->push_back(*at);
    }
    return met;
  });
}

template <typename Note>
void Marker::scan_together(const Evidence& evidence, std::uint32_t item, Note&& note) {
  const Item& one = evidence.items[item];
  for (const std::uint32_t number : program_.together_of_fact[one.fact]) {
    const Leaf& leaf = program_.leaves[number];
    const Said said = said_by(program_.leaves[leaf.head], program_.facts.rows[one.fact].kind, one);
    if (!said.speaks_for && (!said.against || said.by_another_code))
      continue;
    if (!sorted_) {
      by_subject_.resize(evidence.items.size());
      std::iota(by_subject_.begin(), by_subject_.end(), 0U);
      std::sort(by_subject_.begin(), by_subject_.end(), [&](std::uint32_t a, std::uint32_t b) {
        return evidence.items[a].subject < evidence.items[b].subject;
      });
      sorted_ = true;
    }
    note(number, said.speaks_for ? Side::speaks_for : Side::against, item, &leaf);
  }
}

template <typename Note>
void Marker::scan(const Evidence& evidence, bool certain_only, Note&& note) {
  sorted_ = false;
  for (std::uint32_t i = 0; i < evidence.items.size(); ++i) {
    const Item& item = evidence.items[i];
    MANUMIT_CHECK(item.fact < program_.facts.rows.size());
    const bool answer = item.state == State::yes || item.state == State::no;
    if (!answer || (certain_only && item.certainty != Certainty::certain))
      continue;
    const FactKind kind = program_.facts.rows[item.fact].kind;
    for (const std::uint32_t leaf : program_.leaves_of_fact[item.fact]) {
      const Said said = said_by(program_.leaves[leaf], kind, item);
      if (said.speaks_for)
        note(leaf, Side::speaks_for, i, nullptr);
      if (said.against)
        note(leaf, Side::against, i, nullptr);
    }
    scan_together(evidence, i, note);
  }
  for (std::uint32_t i = 0; i < evidence.ages.size(); ++i) {
    if (certain_only && evidence.ages[i].certainty != Certainty::certain)
      continue;
    const auto place = static_cast<std::uint32_t>(evidence.items.size()) + i;
    for (const std::uint32_t leaf : program_.age_leaves) {
      const Said said = said_by(program_.leaves[leaf], evidence.ages[i].years);
      if (said.speaks_for)
        note(leaf, Side::speaks_for, place, nullptr);
      if (said.against)
        note(leaf, Side::against, place, nullptr);
    }
  }
}

void Marker::mark(const Evidence& evidence, std::uint64_t lanes, std::vector<Pair>& leaves) {
  scan(evidence, false, [&](std::uint32_t leaf, Side side, std::uint32_t item, const Leaf* with) {
    if (with != nullptr &&
        !qualified(evidence, *with, evidence.items[item].subject, false, nullptr))
      return;
    (side == Side::speaks_for ? leaves[leaf].speaks_for : leaves[leaf].against) |= lanes;
  });
}

void Marker::mark_certain(const Evidence& evidence, std::uint64_t lanes,
                          std::vector<Pair>& leaves) {
  scan(evidence, true, [&](std::uint32_t leaf, Side side, std::uint32_t item, const Leaf* with) {
    if (with != nullptr && !qualified(evidence, *with, evidence.items[item].subject, true, nullptr))
      return;
    (side == Side::speaks_for ? leaves[leaf].speaks_for : leaves[leaf].against) |= lanes;
  });
}

std::vector<Witness> Marker::witnesses(const Evidence& evidence) {
  std::vector<Witness> out;
  std::vector<std::uint32_t> qualifying;
  scan(evidence, false, [&](std::uint32_t leaf, Side side, std::uint32_t item, const Leaf* with) {
    qualifying.clear();
    if (with != nullptr &&
        !qualified(evidence, *with, evidence.items[item].subject, false, &qualifying))
      return;
    out.push_back({leaf, side, item});
    for (const std::uint32_t other : qualifying)
      out.push_back({leaf, side, other});
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

namespace {

Pair value_of(const Node& node, const std::vector<Pair>& leaves, const std::vector<Pair>& nodes) {
  Pair out;
  switch (node.op) {
    case Node::Op::leaf:
      return leaves[node.leaf];
    case Node::Op::conj:
      out.speaks_for = ~std::uint64_t{0};
      for (const std::uint32_t part : node.parts) {
        out.speaks_for &= nodes[part].speaks_for;
        out.against |= nodes[part].against;
      }
      return out;
    case Node::Op::disj:
      out.against = ~std::uint64_t{0};
      for (const std::uint32_t part : node.parts) {
        out.speaks_for |= nodes[part].speaks_for;
        out.against &= nodes[part].against;
      }
      return out;
    case Node::Op::negate:
      return {nodes[node.parts[0]].against, nodes[node.parts[0]].speaks_for};
    case Node::Op::unless:
      out = nodes[node.parts[0]];
      for (std::size_t i = 1; i < node.parts.size(); ++i) {
        out.speaks_for &= ~nodes[node.parts[i]].speaks_for;
        out.against |= nodes[node.parts[i]].speaks_for;
      }
      return out;
    case Node::Op::element:
      for (std::size_t i = 0; i < node.parts.size(); ++i)
        (i < node.for_count ? out.speaks_for : out.against) |= nodes[node.parts[i]].speaks_for;
      return out;
    case Node::Op::decided:
      out = nodes[node.parts[0]];
      return {out.speaks_for & ~out.against, out.against & ~out.speaks_for};
  }
  return out;
}

}  // namespace

void value_nodes(const Program& program, const std::vector<Pair>& leaves,
                 std::vector<Pair>& nodes) {
  nodes.resize(program.nodes.size());
  for (std::size_t i = 0; i < program.nodes.size(); ++i)
    nodes[i] = value_of(program.nodes[i], leaves, nodes);
}

}  // namespace manumit::law
