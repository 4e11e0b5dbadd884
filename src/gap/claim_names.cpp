// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "claim.h"

namespace manumit::gap {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 6> kKinds{"value",    "change", "ratio",
                                                 "in_force", "steps",  "sources"};
constexpr std::array<std::string_view, 4> kBounds{"exactly", "about", "at_least", "at_most"};
constexpr std::array<std::string_view, 3> kDirections{"", "up", "down"};
constexpr std::array<std::string_view, 4> kAnswers{"supported", "not_shown", "contradicted",
                                                   "no_source"};

}  // namespace

std::string_view name_of(ClaimKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(Bound bound) {
  return kBounds.at(static_cast<std::size_t>(bound));
}

std::string_view name_of(Direction direction) {
  return kDirections.at(static_cast<std::size_t>(direction));
}

std::string_view name_of(Answer answer) {
  return kAnswers.at(static_cast<std::size_t>(answer));
}

}  // namespace manumit::gap
