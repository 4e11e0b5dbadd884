// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "link/names.h"
#include "link/record_file.h"

namespace manumit::link {

/// How two values are compared. The names are those of `link.toml`.
enum class How : std::uint8_t {
  exact,         ///< The same or not.
  jaro_winkler,  ///< The same, then at least so alike (levels from 1 to 0), else different.
  edit,          ///< The same, then so many slips apart, two neighbours exchanged being one.
  levenshtein,   ///< Likewise, two neighbours exchanged being two.
  date,          ///< The same day, day and month exchanged, one slip, two slips, the same year.
  code,          ///< A postcode or document: the same, one slip, the same beginning.
  number,        ///< An age: the same, then at most so far apart.
  words,         ///< Names, addresses: which words they share, rare ones weighing more.
  name,          ///< Names in any script (names.h).
};
inline constexpr std::size_t kHows = 9;
[[nodiscard]] std::string_view name_of(How how);
[[nodiscard]] std::optional<How> how_named(std::string_view name);

/// One thing that is compared.
struct ComparisonSetting {
  std::string name;                  ///< As tables and explanations call it.
  std::vector<std::string> columns;  ///< Several are compared as one text.
  How how = How::exact;
  std::vector<double> levels =
      {};                      ///< Between "the same" and "different"; empty: as usual for `how`.
  bool term_frequency = true;  ///< Rare values that agree weigh more.
};

/// What of a value makes a key.
enum class Cut : std::uint8_t {
  value,  ///< All of it.
  first,  ///< Its first letters.
  last,   ///< Its last letters.
  word,   ///< Its n-th word.
  year,   ///< Of a date.
  month,  ///< Year and month of a date.
  sound,  ///< Each key by which its sound is known; a value can have several.
  grams,  ///< Each piece of so many letters.
  words,  ///< Each word.
  rare,   ///< Each word that at most so many records have.
  names,  ///< Each key by which spellings of one name meet (names.h).
};
inline constexpr std::size_t kCuts = 11;

/// Settings have no more comparisons than this.
inline constexpr std::size_t kMostComparisons = 16;

/// "surname", "surname:first 3", "dob:year", "first_name+surname:rare 300".
struct KeyPart {
  std::vector<std::string> columns;
  Cut cut = Cut::value;
  std::uint32_t number = 0;  ///< Of letters, of the word, of records; 0 where the cut has none.
  friend bool operator==(const KeyPart&, const KeyPart&) = default;
};
[[nodiscard]] std::string written(const KeyPart& part);
[[nodiscard]] Result<KeyPart> key_part_of(std::string_view text);
/// Whether a record can have several keys of this part.
[[nodiscard]] bool has_many_keys(const KeyPart& part);

/// Records that agree in all parts are compared. No part: every pair of records.
struct RuleSetting {
  std::vector<KeyPart> parts;
  friend bool operator==(const RuleSetting&, const RuleSetting&) = default;
};
[[nodiscard]] std::string written(const RuleSetting& rule);

/// How many pairs are one person's, before anything is compared.
struct PriorSetting {
  /// Rules that hold for almost no two different people. Empty: reckoned from the pairs that are
  /// compared.
  std::vector<RuleSetting> rules;
  double recall = 0.7;  ///< Which share of the true pairs those rules find.
  /// The share itself, when it is known: neither rules nor reckoning.
  std::optional<double> share;
};

/// How the weights are learned.
struct TrainingSetting {
  std::vector<RuleSetting> rules;          ///< Each leaves out what is compared on its own columns.
  std::uint64_t pairs = 400'000;           ///< About so many pairs a rule, in whole blocks.
  std::uint64_t random_pairs = 2'000'000;  ///< At most so many to see how often chance agrees.
  std::uint32_t bootstrap = 100;           ///< Resamples for the intervals of the weights; 0: none.
};

enum class ClusterMethod : std::uint8_t {
  average,     ///< Two groups become one while their pairs weigh enough on average.
  components,  ///< Whoever is linked to one of a group belongs to it.
};
inline constexpr std::size_t kClusterMethods = 2;
[[nodiscard]] std::string_view name_of(ClusterMethod method);
[[nodiscard]] std::optional<ClusterMethod> cluster_method_named(std::string_view name);

struct ClusterSetting {
  ClusterMethod method = ClusterMethod::average;
  double at_least = -0.5;  ///< The weight, in bits, at which a pair speaks for one person.
};

/// How lists are linked. Everything here, with the records, decides every byte of the result,
/// except `threads`, which decides nothing.
struct Settings {
  NameKind kind = NameKind::person;
  std::vector<ColumnRole> columns;
  std::vector<std::string> deduplicated;  ///< Lists on which nobody stands twice.
  std::vector<ComparisonSetting> comparisons;
  std::vector<RuleSetting> rules;
  std::uint32_t most_in_block = 5000;  ///< Larger blocks are passed over, and reported.
  PriorSetting prior;
  TrainingSetting training;
  ClusterSetting clusters;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// Reads `link.toml` (docs/formats/link.md). Refuses what means nothing, by line and column.
[[nodiscard]] Result<Settings> read_settings(std::string_view toml, std::string_view file);

/// The same as `link.toml`: reading it gives the settings again, but for `threads`.
[[nodiscard]] std::string written(const Settings& settings);

/// Sensible settings for these records, by the roles of their columns and how many records share a
/// value; never by what the data set is. O(records · keys) for at most 100,000 records looked at.
[[nodiscard]] Settings guess_settings(const RecordTable& table);

}  // namespace manumit::link
