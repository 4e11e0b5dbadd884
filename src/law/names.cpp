// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "law/assess.h"
#include "law/coverage.h"
#include "law/evidence.h"
#include "law/instrument.h"

namespace manumit::law {
namespace {

using Names = std::string_view;

// In the order of the enumerations.
constexpr std::array<Names, 9> kKinds = {"treaty",        "directive",      "case_law",
                                         "criminal_code", "related_charge", "statute",
                                         "labour_code",   "indicator_set",  "statistical_standard"};
constexpr std::array<Names, 13> kDimensions = {
    "act",   "means",       "purpose",   "status", "age",  "consent",  "intent",
    "scope", "aggravation", "exception", "rule",   "duty", "indicator"};
constexpr std::array<Names, 3> kConfidences = {"verified", "partly_verified", "unverified"};
constexpr std::array<Names, 5> kStates = {"yes", "no", "not_asked", "refused", "unclear"};
constexpr std::array<Names, 3> kCertainties = {"certain", "likely", "doubtful"};
constexpr std::array<Names, 4> kStatuses = {"supported", "contradicted", "unknown",
                                            "not_applicable"};
constexpr std::array<Names, 6> kReasons = {
    "", "open", "contested", "not_in_force", "other_place", "outside_jurisdiction"};
constexpr std::array<Names, 4> kCovers = {"whole", "part", "none", "unknown"};
constexpr std::array<Names, 5> kBindings = {"yes", "part", "no", "not_recorded", "not_applicable"};
constexpr std::array<Names, 3> kInPlaces = {"yes", "no", "unknown"};
constexpr std::array<Names, 4> kAbsences = {"not_recorded", "not_asked", "refused", "unclear"};
constexpr std::array<Names, 6> kConceptNames = {"acts",  "means",   "purposes",
                                                "child", "consent", "debt_bondage"};
constexpr std::array<Names, 6> kMarks = {"same",   "wider",       "narrower",
                                         "absent", "aggravation", "not_checked"};
constexpr std::array<Names, 6> kSigns = {"=", "+", "−", "∅", "A", "?"};

template <typename T, std::size_t N>
std::string_view name_in(const std::array<Names, N>& names, T value) {
  return names[static_cast<std::size_t>(value)];
}

template <typename T, std::size_t N>
std::optional<T> found_in(const std::array<Names, N>& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end())
    return std::nullopt;
  return static_cast<T>(at - names.begin());
}

}  // namespace

std::string_view Words::in(std::string_view language) const {
  std::string_view english;
  for (const auto& [one, words] : by_language) {
    if (one == language)
      return words;
    if (one == "en")
      english = words;
  }
  return english;
}

std::string_view name_of(Kind kind) {
  return name_in(kKinds, kind);
}
std::string_view name_of(Dimension dimension) {
  return name_in(kDimensions, dimension);
}
std::string_view name_of(Confidence confidence) {
  return name_in(kConfidences, confidence);
}
std::string_view name_of(State state) {
  return name_in(kStates, state);
}
std::string_view name_of(Certainty certainty) {
  return name_in(kCertainties, certainty);
}
std::string_view name_of(Status status) {
  return name_in(kStatuses, status);
}
std::string_view name_of(Reason reason) {
  return name_in(kReasons, reason);
}
std::string_view name_of(Covers covers) {
  return name_in(kCovers, covers);
}
std::string_view name_of(Binding binding) {
  return name_in(kBindings, binding);
}
std::string_view name_of(InPlace in_place) {
  return name_in(kInPlaces, in_place);
}
std::string_view name_of(Absence absence) {
  return name_in(kAbsences, absence);
}
std::string_view name_of(Concept of) {
  return name_in(kConceptNames, of);
}
std::string_view name_of(Mark mark) {
  return name_in(kMarks, mark);
}
std::string_view sign_of(Mark mark) {
  return name_in(kSigns, mark);
}

std::optional<Kind> kind_from(std::string_view name) {
  return found_in<Kind>(kKinds, name);
}
std::optional<Dimension> dimension_from(std::string_view name) {
  return found_in<Dimension>(kDimensions, name);
}
std::optional<Confidence> confidence_from(std::string_view name) {
  return found_in<Confidence>(kConfidences, name);
}
std::optional<State> state_from(std::string_view name) {
  return found_in<State>(kStates, name);
}
std::optional<Certainty> certainty_from(std::string_view name) {
  return found_in<Certainty>(kCertainties, name);
}

}  // namespace manumit::law
