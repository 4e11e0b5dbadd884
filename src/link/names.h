// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace manumit::link {

enum class NameKind : std::uint8_t { person, organisation };

struct PreparedName;

/// A name made ready to be compared: folded, split into parts, with its readings in Latin letters.
///
/// Preparing costs more than comparing, so each different spelling is prepared once. A name takes
/// some hundred bytes; it never changes, so copies share what was prepared and cost nothing.
class Name {
 public:
  /// Of any text, in any script, in any order of parts ("Karimova Zuhra", "Zuhra KARIMOVA").
  /// What is no UTF-8 counts as a blank; of very long texts only the first parts are kept.
  [[nodiscard]] static Name of(std::string_view written, NameKind kind);

  /// Whether there is something to compare: a letter of a script that can be read.
  [[nodiscard]] bool usable() const;
  [[nodiscard]] NameKind kind() const;
  /// A word mixes look-alike letters of two scripts (a Latin "a" in "Каримова"): worth a flag.
  [[nodiscard]] bool mixes_scripts() const;

  [[nodiscard]] const PreparedName& prepared() const { return *prepared_; }

 private:
  explicit Name(std::shared_ptr<const PreparedName> prepared) : prepared_(std::move(prepared)) {}

  std::shared_ptr<const PreparedName> prepared_;
};

/// Two parts that were set against each other, or one that had nothing to stand against.
struct NamePart {
  std::string a;       ///< Folded, in Latin letters where it can be; empty: only `b` has it.
  std::string b;       ///< Likewise.
  std::string reason;  ///< A sentence of the catalogue: "the patronymic agrees".
  double bits = 0;     ///< What it adds.
};

/// What two names say about whether they are one person's, or one organisation's.
struct NameMatch {
  /// log2 of P(this pair | the same) / P(this pair | two at random). The parts add up to it.
  double bits = 0;
  double score = 0;  ///< From 0 to 1, monotone in the bits.
  std::vector<NamePart> parts;
};

/// Nothing where one side is unusable (empty, no letters, two scripts that cannot be compared):
/// a missing name is no evidence and weighs 0. Two names of different kinds are compared as names
/// of organisations. Symmetric; the order of the parts does not matter.
[[nodiscard]] std::optional<NameMatch> compare_names(const Name& a, const Name& b);

/// The same bits without the explanation.
[[nodiscard]] std::optional<double> name_bits(const Name& a, const Name& b);

/// Keys under which spellings of one name are likely to meet, for finding candidates and for
/// nothing else: sharing a key is no evidence. Without repetition; of an unusable name none.
[[nodiscard]] std::vector<std::string> name_keys(const Name& name);

}  // namespace manumit::link
