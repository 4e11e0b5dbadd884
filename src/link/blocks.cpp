// SPDX-License-Identifier: Apache-2.0
#include "blocks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"

namespace manumit::link {
namespace {

// Records are first parted by the first bits of their keys, so that what is then sorted lies in the
// nearest memory.
constexpr unsigned kPartBits = 11;
constexpr std::size_t kParts = std::size_t{1} << kPartBits;
// Records that are keyed in one go: they lie together, and a list of some ten thousand is work for
// several threads.
constexpr std::size_t kPiece = RecordTable::kRowsTogether / 8;
static_assert(RecordTable::kRowsTogether % kPiece == 0);
constexpr std::uint64_t kPairsOfWork = 5'000;
// A large block is laid out anew for each of its parts, so they are larger.
constexpr std::uint64_t kPairsOfPart = 400'000;

std::size_t part_of(std::uint64_t key) {
  return key >> (64 - kPartBits);
}

void for_each(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work) {
  const auto done = parallel_for(count, threads, [&](std::size_t i) -> Result<void> {
    work(i);
    return {};
  });
  MANUMIT_CHECK(done.has_value());
}

/// Calls `take(key, record)` for each key of the records of a piece, of which one may have many.
template <typename Take>
void for_many_keys(const Fields& fields, const RuleKeys& rule, std::size_t piece, Take take) {
  const std::size_t end = std::min(fields.records(), (piece + 1) * kPiece);
  std::vector<std::uint64_t> keys;
  for (std::size_t record = piece * kPiece; record < end; ++record) {
    rule.keys(fields, fields.row(record), keys);
    for (const std::uint64_t key : keys)
      take(key, static_cast<std::uint32_t>(record));
  }
}

bool by_key(const Keyed& a, const Keyed& b) {
  return a.key != b.key ? a.key < b.key : a.record < b.record;
}

/// Puts the keys of one part in order. Their next bits say nearly where each belongs, as keys are
/// spread evenly, and which share them with no other: those may be left out.
class PartOrder {
 public:
  /// Gives how many are left, at the beginning of the part.
  std::size_t put(std::span<Keyed> part, Alone alone) {
    if (std::is_sorted(part.begin(), part.end(), by_key))
      return part.size();
    bits_ = static_cast<unsigned>(std::bit_width(part.size())) + 1;
    const std::size_t left = number_places(part, alone);
    ordered_.resize(std::max(ordered_.size(), part.size() + 1));
    for (const Keyed& each : part)
      ordered_[places_[place_of(each.key)]++] = each;
    put_neighbours_in_order(left);
    std::copy_n(ordered_.begin(), left, part.begin());
    return left;
  }

 private:
  [[nodiscard]] std::size_t place_of(std::uint64_t key) const {
    return (key << kPartBits) >> (64 - bits_);
  }

  std::size_t number_places(std::span<const Keyed> part, Alone alone) {
    places_.assign(std::size_t{1} << bits_, 0);
    for (const Keyed& each : part)
      ++places_[place_of(each.key)];
    const std::uint32_t fewest = alone == Alone::kept ? 1 : 2;
    std::uint32_t next = 0;
    for (std::uint32_t& place : places_) {
      const std::uint32_t here = place;
      // One alone goes behind all others, where the next one alone takes its place.
      place = here < fewest ? static_cast<std::uint32_t>(part.size()) : next;
      next += here < fewest ? 0 : here;
    }
    return next;
  }

  /// Few keys that are different have the same next bits.
  void put_neighbours_in_order(std::size_t count) {
    for (std::size_t i = 1; i < count; ++i) {
      if (ordered_[i].key >= ordered_[i - 1].key)
        continue;
      const std::size_t place = place_of(ordered_[i].key);
      std::size_t first = i - 1;
      while (first > 0 && place_of(ordered_[first - 1].key) == place)
        --first;
      while (i < count && place_of(ordered_[i].key) == place)
        ++i;
      std::sort(ordered_.begin() + static_cast<std::ptrdiff_t>(first),
                ordered_.begin() + static_cast<std::ptrdiff_t>(i), by_key);
    }
  }

  unsigned bits_ = 0;
  std::vector<std::uint32_t> places_;
  std::vector<Keyed> ordered_;
};

/// Where the keys of each piece go in each part.
class Parting {
 public:
  Parting(const Fields& fields, const RuleKeys& rule, unsigned threads, Alone alone)
      : fields_(fields),
        rule_(rule),
        threads_(threads),
        alone_(alone),
        pieces_((fields.records() + kPiece - 1) / kPiece),
        places_(pieces_ * kParts) {}

  /// Gives how many keys there are, which stand in order at the beginning of `keyed`.
  [[nodiscard]] std::size_t sort(Room<std::uint64_t>& keys, Room<Keyed>& keyed) {
    if (!rule_.many())
      keys_ = keys.make(fields_.records());
    for_each(pieces_, threads_, [&](std::size_t piece) { count(piece); });
    keyed_ = keyed.make(number_places());
    for_each(pieces_, threads_, [&](std::size_t piece) { deal_out(piece); });
    order_parts();
    return move_together();
  }

 private:
  [[nodiscard]] std::span<std::uint64_t> keys_of(std::size_t piece) const {
    const std::size_t first = piece * kPiece;
    return keys_.subspan(first, std::min(kPiece, fields_.records() - first));
  }

  void count(std::size_t piece) {
    std::uint32_t* const counts = places_.data() + piece * kParts;
    if (rule_.many()) {
      for_many_keys(fields_, rule_, piece,
                    [&](std::uint64_t key, std::uint32_t) { ++counts[part_of(key)]; });
      return;
    }
    rule_.single_keys(fields_, piece * kPiece, keys_of(piece));
    for (const std::uint64_t key : keys_of(piece))
      counts[part_of(key)] += key != 0 ? 1 : 0;
  }

  /// Turns counts into first places; gives how many there are.
  std::size_t number_places() {
    std::uint32_t next = 0;
    for (std::size_t part = 0; part < kParts; ++part) {
      starts_[part] = next;
      for (std::size_t piece = 0; piece < pieces_; ++piece)
        next += std::exchange(places_[piece * kParts + part], next);
    }
    starts_[kParts] = next;
    return next;
  }

  void deal_out(std::size_t piece) {
    std::uint32_t* const places = places_.data() + piece * kParts;
    const auto take = [&](std::uint64_t key, std::uint32_t record) {
      keyed_[places[part_of(key)]++] = {key, record};
    };
    if (rule_.many()) {
      for_many_keys(fields_, rule_, piece, take);
      return;
    }
    auto record = static_cast<std::uint32_t>(piece * kPiece);
    for (const std::uint64_t key : keys_of(piece)) {
      if (key != 0)
        take(key, record);
      ++record;
    }
  }

  void order_parts() {
    constexpr std::size_t kTogether = 64;
    for_each(kParts / kTogether, threads_, [&](std::size_t some) {
      PartOrder order;
      for (std::size_t part = some * kTogether; part < (some + 1) * kTogether; ++part) {
        const std::size_t size = starts_[part + 1] - starts_[part];
        left_[part] = order.put(keyed_.subspan(starts_[part], size), alone_);
      }
    });
  }

  [[nodiscard]] std::size_t move_together() const {
    auto to = keyed_.begin();
    for (std::size_t part = 0; part < kParts; ++part) {
      const auto from = keyed_.begin() + starts_[part];
      to = std::copy(from, from + static_cast<std::ptrdiff_t>(left_[part]), to);
    }
    return static_cast<std::size_t>(to - keyed_.begin());
  }

  const Fields& fields_;
  const RuleKeys& rule_;
  unsigned threads_;
  Alone alone_;
  std::size_t pieces_;
  std::span<std::uint64_t> keys_;  ///< Of each record; only where it has one at most.
  std::span<Keyed> keyed_;
  std::vector<std::uint32_t> places_;
  std::array<std::uint32_t, kParts + 1> starts_{};
  std::array<std::size_t, kParts> left_{};  ///< Of each part, once it is in order.
};

/// Every pair of records is one block.
std::size_t all_records(std::size_t records, Room<Keyed>& into) {
  const std::span<Keyed> keyed = into.make(records);
  for (std::size_t record = 0; record < records; ++record)
    keyed[record] = {kNoPart, static_cast<std::uint32_t>(record)};
  return records;
}

void find_blocks(std::span<const Keyed> keyed, std::vector<Block>& blocks) {
  blocks.clear();
  for (std::size_t begin = 0; begin < keyed.size();) {
    std::size_t end = begin + 1;
    while (end < keyed.size() && keyed[end].key == keyed[begin].key)
      ++end;
    if (end - begin > 1)
      blocks.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end;
  }
}

}  // namespace

void Blocks::find(const Fields& fields, const RuleKeys& rule, unsigned threads, Alone alone) {
  count_ = rule.is_every_pair() ? all_records(fields.records(), keyed_)
                                : Parting(fields, rule, threads, alone).sort(keys_, keyed_);
  find_blocks(keyed_.first(count_), blocks_);
}

Blocks Blocks::of(const Fields& fields, const RuleKeys& rule, unsigned threads, Alone alone) {
  Blocks blocks;
  blocks.find(fields, rule, threads, alone);
  blocks.keys_ = {};
  return blocks;
}

std::span<const Keyed> Blocks::with_key(std::uint64_t key) const {
  const std::span<const Keyed> keyed = keyed_.first(count_);
  const auto begin = std::lower_bound(keyed.begin(), keyed.end(), key,
                                      [](const Keyed& a, std::uint64_t b) { return a.key < b; });
  const auto end = std::upper_bound(begin, keyed.end(), key,
                                    [](std::uint64_t a, const Keyed& b) { return a < b.key; });
  return {begin, end};
}

std::uint64_t Blocks::pairs() const {
  return std::accumulate(blocks_.begin(), blocks_.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Block& block) { return sum + block.pairs(); });
}

std::vector<PairWork> Blocks::work(std::uint32_t most_in_block) const {
  std::vector<PairWork> all;
  PairWork now;
  std::uint64_t pairs = 0;
  const auto finish = [&](std::uint32_t next) {
    if (now.blocks > 0)
      all.push_back(now);
    now = {.first_block = next, .blocks = 0, .first_row = 0, .rows = 0};
    pairs = 0;
  };
  for (std::uint32_t i = 0; i < blocks_.size(); ++i) {
    const Block& block = blocks_[i];
    if (block.size() > most_in_block || block.pairs() > kPairsOfWork) {
      finish(i + 1);
      const auto size = static_cast<std::uint32_t>(block.size());
      const auto rows = static_cast<std::uint32_t>(std::max<std::uint64_t>(1, kPairsOfPart / size));
      for (std::uint32_t row = 0; block.size() <= most_in_block && row < size; row += rows)
        all.push_back(
            {.first_block = i, .blocks = 1, .first_row = row, .rows = std::min(rows, size - row)});
      continue;
    }
    ++now.blocks;
    pairs += block.pairs();
    if (pairs >= kPairsOfWork)
      finish(i + 1);
  }
  finish(static_cast<std::uint32_t>(blocks_.size()));
  return all;
}

}  // namespace manumit::link
