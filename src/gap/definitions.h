// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "gap/figure.h"

namespace manumit::gap {

/// From when on a measure counts something else.
struct Break {
  Day from;
  std::string why;     ///< in English
  std::string why_ru;  ///< in Russian, or empty
};

/// What is known of a measure that its figures do not say themselves.
struct MeasureMeaning {
  std::string name;                ///< "court.convicted_main.127.1"
  std::string population;          ///< where the file is silent
  std::string population_ru;       ///< the same in Russian, for a report; or empty
  Kind kind = Kind::not_recorded;  ///< likewise
  std::vector<std::string> roles;  ///< "convicted": what it stands for in the gap
  std::string group;               ///< the measures of one role and group are added together
  std::string law;                 ///< the law that it counts under
  bool editions = false;           ///< each edition has its own method: points, never a line
  std::vector<Break> breaks;
};

/// Which of two figures of the same thing is taken first.
struct Preference {
  std::vector<std::string> source_kinds;    ///< the first is taken before the others
  std::vector<std::string> confidences;     ///< likewise
  std::vector<std::string> revision_words;  ///< in a vintage: it corrects an earlier one
};

/// What a unit counts. A ratio between two of them is not one of people.
enum class Counted : std::uint8_t { other, persons, cases, either };
[[nodiscard]] std::string_view name_of(Counted counted);

/// One of the indicators of the scorecard. The ends are a choice of value and stand in the data.
struct Indicator {
  std::string id;  ///< "G1"
  double best = 1;
  double worst = 0;
  bool by_ratio = false;  ///< ten to hundred is as far as hundred to a thousand
  double weight = 1;
};

/// A word that a sentence may have: what it says of a claim.
struct ClaimWord {
  std::vector<std::string> words;  ///< folded stems: "investigat", "расследова"
  std::string means;               ///< "role:investigated", "unit:cases", "down", "at_least" …
};

struct Definitions {
  std::vector<MeasureMeaning> measures;
  Preference prefer;
  std::vector<std::string> persons;  ///< units that count people
  std::vector<std::string> cases;    ///< units that count files, cases, offences
  std::vector<std::string> either;   ///< units that leave it open
  std::vector<std::string> published_stages;
  std::size_t least_indicators = 5;
  std::vector<Indicator> indicators;
  std::vector<ClaimWord> words;

  /// What the definitions say in English, in Russian; the text itself where they have none.
  [[nodiscard]] std::string in_russian(const std::string& english) const;
  [[nodiscard]] const MeasureMeaning* find(std::string_view measure) const;
  [[nodiscard]] Counted counted(std::string_view unit) const;
};

/// Reads a file as definitions/gap/measures.toml is.
[[nodiscard]] Result<Definitions> read_definitions(std::string_view text, const std::string& file);

/// Those that the program was built with.
[[nodiscard]] const Definitions& built_in_definitions();

/// Fills in who is counted and what kind of count it is where the figures do not say and the
/// definitions do; who is counted is then marked as ours.
void complete(FigureTable& table, const Definitions& by);

}  // namespace manumit::gap
