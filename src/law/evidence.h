// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/interval.h"

namespace manumit::law {

/// How a fact is answered, as far as the law engine can read it.
enum class FactKind : std::uint8_t {
  yes_no,
  code,       ///< one of a list
  codes,      ///< several of a list
  country,    ///< two capital letters
  countries,  ///< several of them
  number,
  money,
  other,  ///< text, dates, people: only whether it is known can be asked
};

/// A number that stands for a code: its place in the fact's list, or the letters of a country.
using CodeNumber = std::uint16_t;
inline constexpr CodeNumber kNoSuchCode = 0xffff;

/// One fact that a definition may name. The caller owns the vocabulary and passes this table.
struct FactRow {
  std::string id = {};
  FactKind kind = FactKind::other;
  std::string about = {};               ///< kind of subject: "person", "event"
  std::vector<std::string> codes = {};  ///< in a fixed order; for code and codes
};

/// All facts, and which one is asked about when the age is not known.
///
/// Evidence names facts by their place in `rows` and codes by their number, so that ten thousand
/// cases can be valued again without comparing a single word.
struct FactTable {
  std::vector<FactRow> rows = {};
  std::string age_fact = {};  ///< "person.birth_date"; empty: `age` cannot be used

  [[nodiscard]] std::optional<std::uint32_t> place_of(std::string_view id) const;  ///< O(n)
  /// The number of a code of that fact ("Recruitment"; for countries "KZ"), or nothing.
  [[nodiscard]] std::optional<CodeNumber> code_of(std::uint32_t fact, std::string_view code) const;
};

/// What was answered. A withdrawn or replaced statement is not given to the engine at all.
enum class State : std::uint8_t { yes, no, not_asked, refused, unclear };
enum class Certainty : std::uint8_t { certain, likely, doubtful };

/// One statement: what it says, and the caller's own number for it.
struct Item {
  std::uint32_t fact = 0;     ///< place in the FactTable
  std::uint32_t subject = 0;  ///< the caller's number of the person, event, debt …
  State state = State::not_asked;
  Certainty certainty = Certainty::certain;
  std::uint32_t statement = 0;         ///< the caller's reference; comes back in findings
  std::vector<CodeNumber> codes = {};  ///< for yes to a code, codes, country or countries
  std::optional<double> number = {};   ///< for yes to a number; money in whole units
};

/// How old the person was at the time of the facts, as far as one statement tells.
struct AgeItem {
  Interval<int> years = {};
  std::uint32_t statement = 0;
  Certainty certainty = Certainty::certain;
};

/// Everything known of one affected person's case. Order does not matter.
struct Evidence {
  std::vector<Item> items = {};
  std::vector<AgeItem> ages = {};
  std::optional<Interval<Day>> facts_at = {};  ///< when it happened; nothing: not known
  std::vector<std::string> places = {};        ///< countries where it happened; empty: not known
};

/// "not_asked", as files and answers write it; so below.
[[nodiscard]] std::string_view name_of(State state);
[[nodiscard]] std::string_view name_of(Certainty certainty);
[[nodiscard]] std::optional<State> state_from(std::string_view name);
[[nodiscard]] std::optional<Certainty> certainty_from(std::string_view name);

}  // namespace manumit::law
