// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "law/assess.h"
#include "marking.h"
#include "program.h"

namespace manumit::law {

/// One case, valued: lane 0 takes all statements, lane 1 those alone that are certain.
struct Reading {
  std::vector<LeafBits> leaves;
  std::vector<Pair> nodes;
};
[[nodiscard]] Reading read_case(const Program& program, const Evidence& evidence);

[[nodiscard]] constexpr bool has(const Pair& pair, Side side, unsigned lane = 0) {
  return ((side == Side::speaks_for ? pair.speaks_for : pair.against) >> lane & 1U) != 0;
}

/// Of an element: (1,0) supported, (0,1) contradicted, (0,0) open, (1,1) contested.
[[nodiscard]] Verdict verdict_of(const Pair& pair, unsigned lane = 0);

/// Of a limb: as its decided elements say. What they leave unknown is contested if the evidence,
/// left to fight itself out, says anything at all; else it is open.
[[nodiscard]] Verdict verdict_of(const std::vector<Pair>& nodes, LogicNode limb, unsigned lane = 0);

/// For each fact why it is missing, or nothing if somebody answered it.
[[nodiscard]] std::vector<std::optional<Absence>> absences(const Program& program,
                                                           const Evidence& evidence);

/// The leaves whose evidence carries one side of a node that stands.
void carried_by(const Program& program, const std::vector<Pair>& nodes, std::uint32_t node,
                Side side, std::vector<std::pair<std::uint32_t, Side>>& leaves);

}  // namespace manumit::law
