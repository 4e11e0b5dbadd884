// SPDX-License-Identifier: Apache-2.0
#include "law/assess.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "marking.h"
#include "program.h"
#include "reading.h"
#include "scope.h"

namespace manumit::law {
namespace {

constexpr std::size_t kLanes = 64;

/// What all instruments need to know of the case.
struct Case {
  const Evidence& evidence;
  Reading reading;
  std::vector<Witness> witnesses;
  std::vector<std::optional<Absence>> absences;
  std::vector<std::uint16_t> places;
};

Case look_at(const Program& program, const Evidence& evidence) {
  return {evidence, read_case(program, evidence), Marker(program).witnesses(evidence),
          absences(program, evidence), place_numbers(evidence)};
}

Use use_of(const Program& program, const Evidence& evidence, std::uint32_t item, bool speaks_for) {
  if (item < evidence.items.size()) {
    const Item& one = evidence.items[item];
    return {one.statement, one.fact, one.state, speaks_for, one.certainty};
  }
  // A statement that tells the age is shown as what it says: "under eighteen then: no".
  const AgeItem& age = evidence.ages[item - evidence.items.size()];
  const auto told = std::find_if(evidence.items.begin(), evidence.items.end(),
                                 [&](const Item& one) { return one.statement == age.statement; });
  if (told != evidence.items.end())
    return {told->statement, told->fact, told->state, speaks_for, told->certainty};
  return {age.statement, program.fact_called("age").value_or(0), State::yes, speaks_for,
          age.certainty};
}

void add_uses(const Program& program, const Case& one, std::uint32_t node, Side side,
              std::vector<Use>& uses) {
  std::vector<std::pair<std::uint32_t, Side>> leaves;
  carried_by(program, one.reading.nodes, node, side, leaves);
  const std::size_t before = uses.size();
  for (const auto& [leaf, leaf_side] : leaves) {
    const Witness from{leaf, leaf_side, 0};
    for (auto at = std::lower_bound(one.witnesses.begin(), one.witnesses.end(), from);
         at != one.witnesses.end() && at->leaf == leaf && at->side == leaf_side; ++at)
      uses.push_back(use_of(program, one.evidence, at->item, side == Side::speaks_for));
  }
  const auto mine = uses.begin() + static_cast<std::ptrdiff_t>(before);
  std::sort(mine, uses.end(), [](const Use& a, const Use& b) {
    return std::tuple(a.statement, a.fact, a.state, a.certainty) <
           std::tuple(b.statement, b.fact, b.state, b.certainty);
  });
  uses.erase(std::unique(mine, uses.end()), uses.end());
}

ElementFinding element_finding(const Program& program, const Case& one, const Compiled& compiled,
                               std::size_t element) {
  ElementFinding out;
  const std::uint32_t node = compiled.elements[element];
  out.verdict = verdict_of(one.reading.nodes[node]);
  add_uses(program, one, node, Side::speaks_for, out.uses);
  add_uses(program, one, node, Side::against, out.uses);
  if (out.verdict.status != Status::unknown)
    return out;
  for (const std::uint32_t fact : compiled.ask[element])
    if (const std::optional<Absence> why = one.absences[fact])
      out.missing.push_back({fact, *why});
  return out;
}

Finding finding_of(const Program& program, std::size_t instrument, const Case& one) {
  const Compiled& compiled = program.compiled[instrument];
  const Scope scope = scope_of(program, instrument, one.evidence, one.places);
  const bool applies = scope.outside == Reason::none;
  const auto verdict = [&](LogicNode limb) {
    return applies ? verdict_of(one.reading.nodes, limb)
                   : Verdict{Status::not_applicable, scope.outside};
  };
  Finding out;
  out.instrument = instrument;
  out.verdict = verdict(compiled.whole());
  out.covers = scope.covers;
  out.in_place = scope.in_place;
  out.binding = scope.binding;
  const bool settled =
      out.verdict.status == Status::supported || out.verdict.status == Status::contradicted;
  out.rests_on_uncertain =
      settled && verdict_of(one.reading.nodes, compiled.whole(), 1) != out.verdict;
  for (const LogicNode limb : compiled.limbs)
    out.limbs.push_back(verdict(limb));
  for (std::size_t i = 0; i < compiled.elements.size(); ++i)
    out.elements.push_back(element_finding(program, one, compiled, i));
  return out;
}

}  // namespace

std::vector<Finding> assess(const Library& library, const Evidence& evidence) {
  const Program& program = library.program();
  const Case one = look_at(program, evidence);
  std::vector<Finding> out;
  out.reserve(program.instruments.size());
  for (std::size_t i = 0; i < program.instruments.size(); ++i)
    out.push_back(finding_of(program, i, one));
  return out;
}

Finding assess_one(const Library& library, std::size_t instrument, const Evidence& evidence) {
  const Program& program = library.program();
  return finding_of(program, instrument, look_at(program, evidence));
}

Verdicts::Verdicts(std::size_t cases, std::size_t instruments)
    : instruments_(instruments), verdicts_(cases * instruments) {}

Verdict Verdicts::at(std::size_t case_place, std::size_t instrument) const {
  return verdicts_[case_place * instruments_ + instrument];
}

void Verdicts::set(std::size_t case_place, std::size_t instrument, Verdict verdict) {
  verdicts_[case_place * instruments_ + instrument] = verdict;
}

Verdicts verdicts(const Library& library, std::span<const Evidence> cases) {
  const Program& program = library.program();
  Verdicts out(cases.size(), program.instruments.size());
  Marker marker(program);
  std::vector<LeafBits> leaves;
  std::vector<Pair> nodes;
  for (std::size_t from = 0; from < cases.size(); from += kLanes) {
    const std::size_t count = std::min(kLanes, cases.size() - from);
    leaves.assign(program.leaves.size(), {});
    for (std::size_t lane = 0; lane < count; ++lane)
      marker.mark(cases[from + lane], std::uint64_t{1} << lane, leaves);
    value_nodes(program, leaves, nodes);
    for (std::size_t lane = 0; lane < count; ++lane) {
      const Evidence& one = cases[from + lane];
      const std::vector<std::uint16_t> places = place_numbers(one);
      for (std::size_t i = 0; i < program.instruments.size(); ++i) {
        const Reason outside = scope_of(program, i, one, places).outside;
        out.set(from + lane, i,
                outside == Reason::none
                    ? verdict_of(nodes, program.compiled[i].whole(), static_cast<unsigned>(lane))
                    : Verdict{Status::not_applicable, outside});
      }
    }
  }
  return out;
}

}  // namespace manumit::law
