// SPDX-License-Identifier: Apache-2.0
#include "marking.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"

namespace manumit::law {

namespace {

constexpr std::uint32_t kOnePerson = 0xffffffff;  // The subject of what is said of the age.
constexpr std::uint64_t kFor = 1;
constexpr std::uint64_t kAgainst = 2;
constexpr unsigned kSubjectAt = 2;
constexpr unsigned kLeafAt = 34;

}  // namespace

void Marker::sort_by_subject(const Evidence& evidence) {
  if (sorted_)
    return;
  by_subject_.resize(evidence.items.size());
  std::iota(by_subject_.begin(), by_subject_.end(), 0U);
  std::sort(by_subject_.begin(), by_subject_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return evidence.items[a].subject < evidence.items[b].subject;
  });
  sorted_ = true;
}

Marker::Qualified Marker::qualified(const Evidence& evidence, const Leaf& leaf,
                                    std::uint32_t subject, bool certain_only,
                                    std::vector<std::uint32_t>* by,
                                    std::vector<std::uint32_t>* opposed_by) const {
  const auto from = std::lower_bound(by_subject_.begin(), by_subject_.end(), subject,
                                     [&](std::uint32_t item, std::uint32_t wanted) {
                                       return evidence.items[item].subject < wanted;
                                     });
  Qualified out;
  for (const Leaf::Qualifier& with : leaf.with) {
    const Leaf& test = program_.leaves[with.leaf];
    bool met = false;
    for (auto at = from; at != by_subject_.end() && evidence.items[*at].subject == subject; ++at) {
      const Item& item = evidence.items[*at];
      if (item.fact != test.fact || (certain_only && item.certainty != Certainty::certain))
        continue;
      const Said said = said_by(test, program_.facts.rows[test.fact].kind, item);
      const bool yes = with.negated ? said.against : said.speaks_for;
      const bool no = with.negated ? said.speaks_for : said.against && !said.by_another_code;
      if (yes && by != nullptr)
        by->push_back(*at);
      if (no && opposed_by != nullptr)
        opposed_by->push_back(*at);
      met = met || yes;
      out.opposed = out.opposed || no;
    }
    out.holds = out.holds && met;
  }
  return out;
}

template <typename Note>
void Marker::scan_together(const Evidence& evidence, std::uint32_t item, Note&& note) {
  const Item& one = evidence.items[item];
  for (const std::uint32_t number : program_.together_of_fact[one.fact]) {
    const Leaf& leaf = program_.leaves[number];
    const Said said = said_by(program_.leaves[leaf.head], program_.facts.rows[one.fact].kind, one);
    if (!said.speaks_for && (!said.against || said.by_another_code))
      continue;
    sort_by_subject(evidence);
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

void Marker::mark_if(const Evidence& evidence, bool certain_only, std::uint64_t lanes,
                     std::vector<LeafBits>& leaves) {
  notes_.clear();
  const auto add = [&](std::uint32_t leaf, std::uint32_t subject, std::uint64_t side) {
    notes_.push_back(std::uint64_t{leaf} << kLeafAt | std::uint64_t{subject} << kSubjectAt | side);
  };
  scan(evidence, certain_only,
       [&](std::uint32_t leaf, Side side, std::uint32_t item, const Leaf* with) {
         const std::uint32_t subject =
             item < evidence.items.size() ? evidence.items[item].subject : kOnePerson;
         if (with != nullptr) {
           const Qualified is_it =
               qualified(evidence, *with, subject, certain_only, nullptr, nullptr);
           if (!is_it.holds)
             return;
           if (is_it.opposed && side == Side::speaks_for)
             add(leaf, subject, kAgainst);
         }
         add(leaf, subject, side == Side::speaks_for ? kFor : kAgainst);
       });
  spread_notes(lanes, leaves);
}

void Marker::spread_notes(std::uint64_t lanes, std::vector<LeafBits>& leaves) {
  // What is said of one leaf of one record comes to lie side by side.
  std::sort(notes_.begin(), notes_.end());
  for (std::size_t i = 0; i < notes_.size();) {
    const std::uint64_t here = notes_[i] >> kSubjectAt;
    std::uint64_t sides = 0;
    for (; i < notes_.size() && notes_[i] >> kSubjectAt == here; ++i)
      sides |= notes_[i] & (kFor | kAgainst);
    LeafBits& bits = leaves[here >> (kLeafAt - kSubjectAt)];
    if ((sides & kFor) != 0)
      bits.said.speaks_for |= lanes;
    if ((sides & kAgainst) != 0)
      bits.said.against |= lanes;
    if (sides == kFor)
      bits.unopposed.speaks_for |= lanes;
    if (sides == kAgainst)
      bits.unopposed.against |= lanes;
  }
}

void Marker::mark(const Evidence& evidence, std::uint64_t lanes, std::vector<LeafBits>& leaves) {
  mark_if(evidence, false, lanes, leaves);
}

void Marker::mark_certain(const Evidence& evidence, std::uint64_t lanes,
                          std::vector<LeafBits>& leaves) {
  mark_if(evidence, true, lanes, leaves);
}

std::vector<Witness> Marker::witnesses(const Evidence& evidence) {
  std::vector<Witness> out;
  std::vector<std::uint32_t> by;
  std::vector<std::uint32_t> opposed_by;
  scan(evidence, false, [&](std::uint32_t leaf, Side side, std::uint32_t item, const Leaf* with) {
    by.clear();
    opposed_by.clear();
    if (with != nullptr &&
        !qualified(evidence, *with, evidence.items[item].subject, false, &by, &opposed_by).holds)
      return;
    out.push_back({leaf, side, item});
    for (const std::uint32_t other : by)
      out.push_back({leaf, side, other});
    if (side == Side::speaks_for)
      for (const std::uint32_t other : opposed_by)
        out.push_back({leaf, Side::against, other});
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

namespace {

/// One cue that nobody disputes carries an element alone; if all cues of a side are disputed, what
/// is said against them stands against the element.
Pair element_value(const ElementParts& parts, const std::vector<Pair>& nodes) {
  const std::uint64_t supports = nodes[parts.supports].speaks_for;
  const std::uint64_t contradicts = nodes[parts.contradicts].speaks_for;
  return {supports | (contradicts & ~nodes[parts.surely_contradicts].speaks_for),
          contradicts | (supports & ~nodes[parts.surely_supports].speaks_for)};
}

Pair value_of(const Node& node, const std::vector<LeafBits>& leaves,
              const std::vector<Pair>& nodes) {
  Pair out;
  switch (node.op) {
    case Node::Op::leaf:
      return pair_of(leaves[node.leaf], node.over);
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
      return element_value(parts_of(node), nodes);
    case Node::Op::decided:
      out = nodes[node.parts[0]];
      return {out.speaks_for & ~out.against, out.against & ~out.speaks_for};
  }
  return out;
}

}  // namespace

void value_nodes(const Program& program, const std::vector<LeafBits>& leaves,
                 std::vector<Pair>& nodes) {
  nodes.resize(program.nodes.size());
  for (std::size_t i = 0; i < program.nodes.size(); ++i)
    nodes[i] = value_of(program.nodes[i], leaves, nodes);
}

}  // namespace manumit::law
