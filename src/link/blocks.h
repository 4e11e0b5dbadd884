// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "room.h"
#include "rule_keys.h"

namespace manumit::link {

/// A record under one of its keys. Packed: there are millions of them.
struct [[gnu::packed, gnu::aligned(4)]] Keyed {
  std::uint64_t key;  // Without first values, since they are written before they are read.
  std::uint32_t record;
};

/// Records that share a key, from `begin` to `end` among all of the rule's.
struct Block {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] std::uint64_t size() const { return end - begin; }
  [[nodiscard]] std::uint64_t pairs() const { return size() * (size() - 1) / 2; }
};

/// Some work on pairs: whole blocks, or some rows of one large block.
struct PairWork {
  std::uint32_t first_block = 0;
  std::uint32_t blocks = 0;
  std::uint32_t first_row = 0;  ///< Of a block that is worked on in parts …
  std::uint32_t rows = 0;       ///< … so many rows; 0: all of all blocks.
};

/// What becomes of records that share a key with nobody.
enum class Alone : std::uint8_t {
  left_out,  ///< Most of them are not among the keys; no block is another one for that.
  kept,      ///< `Blocks::with_key` finds them too.
};

/// The blocks of one rule: records sorted by key, records of one block in their order. No pair is
/// stored.
///
/// The order of the blocks depends on the texts of the keys alone.
class Blocks {
 public:
  /// O(records), in memory 12 bytes a key, and while they are made 8 bytes a record besides.
  [[nodiscard]] static Blocks of(const Fields& fields, const RuleKeys& rule, unsigned threads,
                                 Alone alone = Alone::left_out);
  /// Finds those of this rule instead, in the same memory: for who goes from rule to rule.
  void find(const Fields& fields, const RuleKeys& rule, unsigned threads,
            Alone alone = Alone::left_out);

  [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }
  [[nodiscard]] std::span<const Keyed> records(const Block& block) const {
    return keyed_.first(block.end).subspan(block.begin);
  }
  /// The records under one key, be it one alone if those were kept. O(log keys).
  [[nodiscard]] std::span<const Keyed> with_key(std::uint64_t key) const;
  /// The records of a block lie all over the memory. Who walks over many blocks has those of the
  /// block that comes so many later brought near.
  static constexpr std::uint32_t kAhead = 12;
  /// Inline: a function that only fetches is taken for one without effect, and left out.
  [[gnu::always_inline]] void fetch(const Fields& fields, const Block& block) const {
    constexpr std::uint64_t kMost = 16;  // More would push one another out.
    if (block.size() > kMost)
      return;
    for (const Keyed& each : records(block))
      fields.fetch(each.record);
  }
  [[nodiscard]] std::uint64_t key(const Block& block) const { return records(block).front().key; }
  /// Of all blocks together, those of several rules counted again.
  [[nodiscard]] std::uint64_t pairs() const;

  /// The blocks up to so many records, cut into pieces of work of about equal size that do not
  /// depend on the number of threads.
  [[nodiscard]] std::vector<PairWork> work(std::uint32_t most_in_block) const;

 private:
  Room<std::uint64_t> keys_;  ///< Of each record, while blocks are found.
  Room<Keyed> keyed_;
  std::size_t count_ = 0;      ///< So many keys are in order.
  std::vector<Block> blocks_;  ///< Of two records and more.
};

}  // namespace manumit::link
