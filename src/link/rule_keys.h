// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fields.h"
#include "settings.h"
#include "word_lists.h"

namespace manumit::link {

/// The key of all records under a rule that asks for nothing, and the key before the first part of
/// any other.
inline constexpr std::uint64_t kNoPart = 0x2D358DCCAA6C78A5;

/// Of what keys are made.
enum class KeysBy : std::uint8_t {
  /// Of the text of the key alone: neither the order of the records nor the rest of the list
  /// changes a key, so blocks can be chosen by it.
  text,
  /// Of the number of the value where the key is all of it: faster.
  number,
};

/// The keys of one part of a rule for each value of a field: one, several, or none. That two texts
/// of one list meet in a key by chance happens once in some billions of lists of a million.
class PartKeys {
 public:
  [[nodiscard]] static PartKeys of(const Fields& fields, std::size_t field, const KeyPart& part,
                                   KeysBy by);
  /// Takes in the values that have come to its field since; the fields must be open.
  void take_in_values(const Fields& fields);

  [[nodiscard]] std::size_t field() const { return field_; }
  /// Whether a value can have several keys.
  [[nodiscard]] bool many() const { return many_; }
  /// Where a value has at most one: that, or 0.
  [[nodiscard]] std::uint64_t one(std::uint32_t value) const {
    return is_number_ ? value : keys_[value];
  }
  /// Whether two values have the same single key.
  [[nodiscard]] bool same(std::uint32_t a, std::uint32_t b) const {
    return a == b ? one(a) != 0 : !is_whole_ && one(a) != 0 && one(a) == one(b);
  }
  /// All keys of a value, in rising order.
  [[nodiscard]] std::span<const std::uint64_t> all(std::uint32_t value) const {
    return {keys_.data() + begins_[value], begins_[value + 1] - begins_[value]};
  }

 private:
  void add_values(const Fields& fields, const WordLists& lists);

  KeyPart part_;
  std::size_t field_ = 0;
  bool many_ = false;
  bool is_whole_ = false;   ///< All of a value makes its key.
  bool is_number_ = false;  ///< The key is the number of the value.
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> begins_ = {0, 0};  ///< Of several.
  WordLists lists_;  ///< Kept by what makes keys of words while the fields are open.
};

/// A rule, ready to be asked for keys of records.
class RuleKeys {
 public:
  [[nodiscard]] static RuleKeys of(const Fields& fields, const RuleSetting& rule, KeysBy by);

  void take_in_values(const Fields& fields);

  /// A rule without parts: every pair of records.
  [[nodiscard]] bool is_every_pair() const { return parts_.empty(); }
  /// … and not passed over as too many.
  [[nodiscard]] bool finds_all() const { return is_every_pair() && counts(kNoPart); }
  [[nodiscard]] bool many() const { return many_part_ < parts_.size(); }
  /// Whether the rule asks something of a column.
  [[nodiscard]] bool uses_column(const Fields& fields, std::size_t column) const;

  /// The key of a record; 0 if it has none. For rules of single keys.
  [[nodiscard]] std::uint64_t key(const Fields& fields, const RecordRow& record) const;
  /// The keys of records that lie together in memory (`RecordTable::kRowsTogether`), from `first`
  /// on, as `key` gives them. For rules of single keys.
  void single_keys(const Fields& fields, std::size_t first, std::span<std::uint64_t> keys) const;
  /// All keys of a record, each once.
  void keys(const Fields& fields, const RecordRow& record, std::vector<std::uint64_t>& into) const;
  /// Names the keys whose blocks are too large, once the blocks are known: pairs that meet in them
  /// alone are not found by this rule.
  void pass_over(std::vector<std::uint64_t> keys);
  /// The key of a record; 0 if it has none or it was passed over. For rules of single keys.
  [[nodiscard]] std::uint64_t finding_key(const Fields& fields, const RecordRow& record) const;
  /// Whether the rule finds the pair: in a block that was not passed over.
  [[nodiscard]] bool finds(const Fields& fields, const RecordRow& a, const RecordRow& b) const;
  /// The smallest key that two records share and that was not passed over; 0 if there is none: the
  /// rule does not find the pair.
  [[nodiscard]] std::uint64_t shared_key(const Fields& fields, const RecordRow& a,
                                         const RecordRow& b) const;

 private:
  [[nodiscard]] bool counts(std::uint64_t key) const;
  [[nodiscard]] bool single_parts_agree(const Fields& fields, const RecordRow& a,
                                        const RecordRow& b) const;
  /// The key of the parts that have one each; 0 if one of them is missing.
  [[nodiscard]] std::uint64_t single_parts(const Fields& fields, const RecordRow& record) const;

  std::vector<PartKeys> parts_;
  std::vector<std::uint64_t> passed_over_;  ///< In rising order.
  std::size_t many_part_ = 0;               ///< Which part has many keys; as many as parts: none.
};

/// The column and the form that a part of a rule looks at.
[[nodiscard]] FieldWanted field_of(const KeyPart& part, const RecordTable& table);

}  // namespace manumit::link
