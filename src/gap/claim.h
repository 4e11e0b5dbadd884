// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/interval.h"
#include "base/result.h"
#include "base/sentence.h"
#include "gap/definitions.h"
#include "gap/exact.h"
#include "gap/figure.h"
#include "gap/tables.h"

namespace manumit::gap {

/// What a claim says, of a few kinds.
enum class ClaimKind : std::uint8_t {
  value,     ///< a figure has this value
  change,    ///< it went from one value to another
  ratio,     ///< one figure is so many times another
  in_force,  ///< a law was, or was not, in force at a time
  steps,     ///< so many steps of one kind were taken
  sources,   ///< two sources say the same
};
enum class Bound : std::uint8_t { exactly, about, at_least, at_most };
enum class Direction : std::uint8_t { not_said, up, down };
enum class Answer : std::uint8_t {
  supported,     ///< the figures say so
  not_shown,     ///< they do not say so, nor the contrary
  contradicted,  ///< they say something else
  no_source,     ///< there is nothing to hold it against
};
[[nodiscard]] std::string_view name_of(ClaimKind kind);
[[nodiscard]] std::string_view name_of(Bound bound);
[[nodiscard]] std::string_view name_of(Direction direction);
[[nodiscard]] std::string_view name_of(Answer answer);

/// Which figures are meant. Several measures are added together.
struct Meant {
  std::vector<std::string> measures;
  std::string role;  ///< "investigated", where no measure is named
  std::string place;
  Period time;
  std::string vintage;
  std::string source_kind;
};

/// One claim as a structured question.
struct Claim {
  std::string id;
  std::string says;  ///< as it was said
  std::string by;    ///< the kind of source that says it: its own figures do not bear it out
  ClaimKind kind = ClaimKind::value;
  Meant meant;
  Meant other;  ///< the second source, or what the ratio divides by
  std::optional<double> value;
  std::optional<double> from;  ///< of a change
  Period from_time;
  std::string unit;
  std::string population;
  Kind counted_as = Kind::not_recorded;
  Bound bound = Bound::exactly;
  Direction direction = Direction::not_said;
  std::string law;
  std::string event = "in_force";
  bool holds = true;  ///< false: the claim says that the law was not in force
  std::string step;
  std::vector<std::string> not_understood;  ///< words of a pasted sentence
};

/// How the figures differ from what the claim takes them for.
struct Drift {
  std::string code;  ///< "unit", "population", "place", "vintage", "kind", "event", "editions" …
  Sentence what;
};

struct ClaimAnswer {
  Answer answer = Answer::no_source;
  Sentence because;
  std::vector<Drift> drifts;
  std::optional<RateRatio> test;
  std::optional<Interval<double>> interval;  ///< of the figure that it was held against
  std::optional<double> found;               ///< what the figures say in its place
  std::vector<std::size_t> figures;          ///< places in the table
  std::vector<std::size_t> steps;            ///< places among the steps
  std::vector<std::size_t> laws;             ///< places among the dates of laws
};

/// What a claim is held against.
struct ClaimEvidence {
  const FigureTable& table;  ///< completed by the definitions
  const Definitions& definitions;
  std::span<const Step> steps = {};
  std::span<const LawDate> laws = {};
};

/// The exact tests refuse the usual 5 in 100.
inline constexpr double kSmallestChance = 0.05;

/// What a claim of its kind cannot be checked without and does not have, as docs/formats/claims.md
/// calls it: "value". Empty: nothing.
[[nodiscard]] std::string_view lacks(const Claim& claim);

/// What `lacks` names a number for must have it. O(figures · log figures).
[[nodiscard]] ClaimAnswer check_claim(const Claim& claim, const ClaimEvidence& evidence);

/// Reads a file of claims (docs/formats/claims.md): at most 2,000 of them.
[[nodiscard]] Result<std::vector<Claim>> read_claims(std::string_view text,
                                                     const std::string& file);

/// Makes of a pasted sentence, English or Russian, what can be made of it: numbers, years, units
/// and the words of the definitions. Whatever word was not understood is in `not_understood`. At
/// most 2,000 bytes; a sentence without a number or a law is refused.
[[nodiscard]] Result<Claim> read_sentence(std::string_view sentence,
                                          const Definitions& definitions);

}  // namespace manumit::gap
