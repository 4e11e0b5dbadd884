// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "law/assess.h"
#include "law/evidence.h"
#include "law/library.h"

namespace manumit::law {

/// One question to ask, and the answer that would move the finding.
struct Question {
  std::uint32_t fact = 0;  ///< place in the FactTable
  std::string about =
      {};  ///< as definitions write it: "event.penalties = withholds_documents with …"
  bool answer = true;                   ///< yes or no to that
  Absence why = Absence::not_recorded;  ///< a refused one is asked last
};

/// The shortest ways to settle one unknown finding.
struct Settling {
  std::size_t instrument = 0;
  bool can_support = false;     ///< whether any answers to open facts would support it
  bool can_contradict = false;  ///< whether any would contradict it
  /// False if the search was cut short: then the set settles, but a shorter one may exist.
  bool shortest = true;
  std::vector<Question> to_support = {};     ///< with these answers it would be supported
  std::vector<Question> to_contradict = {};  ///< with these it would be contradicted
  /// For a contested finding: the facts whose answers stand against each other, by id.
  std::vector<std::uint32_t> in_conflict = {};
};

/// For a finding that is unknown, the fewest facts that would settle it: exact, by branch and bound
/// over the logic. Nothing is asked where a finding is settled or does not apply.
///
/// "Open" is a fact that nobody has answered yes or no. A fact that may be answered by several
/// codes also stays open for the codes that nobody named. Of two sets of one size, the one with
/// fewer refused or unclear facts is taken, then the one that the definition would ask first.
[[nodiscard]] Settling shortest_questions(const Library& library, std::size_t instrument,
                                          const Evidence& evidence);

/// What one question is worth, over all unknown findings.
struct RankedQuestion {
  Question question;
  std::vector<std::size_t> settles = {};  ///< instruments that this answer alone would settle
  std::vector<std::size_t> helps = {};    ///< instruments in whose shortest sets it stands
};

/// Ranks the questions of all shortest sets, by how many findings one answer would settle, then by
/// how many it helps to settle.
[[nodiscard]] std::vector<RankedQuestion> rank_questions(const Library& library,
                                                         const Evidence& evidence,
                                                         std::span<const Settling> settlings);

}  // namespace manumit::law
