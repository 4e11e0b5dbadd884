// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/json_write.h"
#include "law/assess.h"
#include "law/library.h"
#include "law/questions.h"

namespace manumit::exchange {

/// What the law engine knows by number, in the caller's own words.
struct FindingWords {
  /// The caller's reference of a statement (`law::Use::statement`).
  std::function<std::string(std::uint32_t)> statement;
  /// The question to ask about a fact, by its id. Left empty, findings hold ids alone: no titles,
  /// no texts of elements, no questions in words.
  std::function<std::string(std::string_view)> ask = {};
};

/// Findings as a list of objects (docs/formats/findings-json.md), in the order given.
///
/// `settlings` are those of `shortest_questions` for any of these findings, in any order; a finding
/// without one has no questions.
void write_findings(JsonWriter& json, const law::Library& library,
                    std::span<const law::Finding> findings,
                    std::span<const law::Settling> settlings, const FindingWords& words);

/// The questions of `rank_questions` as a list of objects, in the order given.
void write_ranked_questions(JsonWriter& json, const law::Library& library,
                            std::span<const law::RankedQuestion> questions,
                            const FindingWords& words);

/// {"en": …, "ru": …}
void write(JsonWriter& json, const law::Words& words);

}  // namespace manumit::exchange
