// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "casework/fold.h"

namespace manumit::casework {

std::optional<std::size_t> indicator_of(const Fact& fact) {
  const std::string& number = fact.in.ilo;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || value < 1 || value > kIndicators)
    return std::nullopt;
  return value - 1;
}

bool bears_on_indicator(const Fact& fact, AnswerState state) {
  constexpr std::string_view kOwn = "ilo.";
  if (fact.id.compare(0, kOwn.size(), kOwn) == 0)
    return true;
  return state == AnswerState::yes || state == AnswerState::unclear;
}

std::array<std::optional<Mark>, kIndicators> indicators(const Case& of,
                                                        const Vocabulary& vocabulary,
                                                        const std::optional<RecordId>& about) {
  std::array<MarkTally, kIndicators> tallies;
  for (const Told& told : of.statements) {
    if (!told.live || (about && told.said.subject != *about))
      continue;
    const Fact* fact = vocabulary.find(told.said.fact);
    if (fact == nullptr)
      continue;
    const std::optional<std::size_t> indicator = indicator_of(*fact);
    if (indicator && bears_on_indicator(*fact, told.said.answer.state))
      tallies[*indicator].add(told.said.answer.state);
  }
  std::array<std::optional<Mark>, kIndicators> out;
  for (std::size_t i = 0; i < kIndicators; ++i)
    out[i] = tallies[i].mark();
  return out;
}

}  // namespace manumit::casework
