// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "casework/casebook.h"
#include "casework/vocabulary.h"
#include "exchange/export.h"
#include "exchange/import.h"

namespace manumit::desk {

/// The words by which the pages know a set of choices, in the order of its numbers.
template <typename Choice, std::size_t count>
struct Names {
  std::size_t first;  ///< the number of the first choice
  std::array<std::string_view, count> words;

  [[nodiscard]] constexpr std::string_view of(Choice choice) const {
    return words[static_cast<std::size_t>(choice) - first];
  }
  [[nodiscard]] constexpr std::optional<Choice> find(std::string_view word) const {
    for (std::size_t i = 0; i < count; ++i) {
      if (words[i] == word)
        return static_cast<Choice>(i + first);
    }
    return std::nullopt;
  }
};

inline constexpr Names<casework::Sensitivity, 5> kSensitivities{
    0, {"aggregate", "internal", "personal", "case_file", "life_critical"}};
inline constexpr Names<casework::Hit::How, 3> kHows{0, {"exact", "same_sound", "spelt_alike"}};
inline constexpr Names<casework::Due::Kind, 3> kDueKinds{0, {"step", "answer", "deadline"}};
inline constexpr Names<exchange::Artefact, 4> kArtefacts{
    0, {"htcds_excel", "htcds_xlsform", "htcds_salesforce", "unknown"}};
inline constexpr Names<exchange::AddressHeadings, 3> kAddresses{
    0, {"not_asked", "by_label", "by_hidden_name"}};
inline constexpr Names<exchange::CellProblem::Weight, 4> kWeights{
    0, {"note", "ask", "unmapped", "bad"}};
inline constexpr Names<exchange::Rows, 2> kRows{0, {"all_or_nothing", "good_only"}};
/// Nobody can be given the first: it stands for whoever was dismissed.
inline constexpr Names<vault::Role, 6> kRoles{
    0, {"dismissed", "director", "lead", "case_worker", "lawyer", "analyst"}};
inline constexpr Names<vault::LineAnswer::What, 5> kLineAnswers{
    0, {"held", "rolled_back", "rewritten", "older", "unknown"}};
inline constexpr Names<exchange::Format, 4> kFormats{
    0, {"htcds_csv", "htcds_excel", "htcds_excel_as_published", "dump"}};

}  // namespace manumit::desk
