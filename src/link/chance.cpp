// SPDX-License-Identifier: Apache-2.0
#include "chance.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"
#include "hashing.h"

namespace manumit::link {
namespace {

constexpr std::uint64_t kEnough = 100;
constexpr std::uint64_t kBatch = 50'000;
constexpr std::uint64_t kMostByWords = 400'000;
constexpr std::uint64_t kMostWords = 1'500'000;  // As many as so many names have, and more.
// A level that no pair was seen with is as rare as half a pair would make it.
constexpr double kUnseen = 0.5;
// What is left when the pairs of one person are taken off is never less than this share: their
// number is a guess too.
constexpr double kLeastLeft = 0.05;

/// Draws values as often as records have them, in an order of the values that does not depend on
/// that of the records.
class Urn {
 public:
  Urn(const Values& values, const std::vector<std::uint32_t>& counts) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    for (std::uint32_t id = 1; id <= values.count(); ++id) {
      if (counts[id] > 0)
        order.emplace_back(hash_of(values[id]), id);
    }
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : values[a.second] < values[b.second];
    });
    for (const auto& [hash, id] : order)
      tickets_.insert(tickets_.end(), counts[id], id);
  }

  [[nodiscard]] std::uint64_t total() const { return tickets_.size(); }
  [[nodiscard]] std::uint32_t draw(std::uint64_t random) const {
    __extension__ using Wide = unsigned __int128;
    return tickets_[static_cast<std::size_t>((static_cast<Wide>(random) * tickets_.size()) >> 64)];
  }

 private:
  std::vector<std::uint32_t> tickets_;  ///< A value for each record that has one.
};

/// How often two records that both have a value have the same one.
double same_by_chance(const std::vector<std::uint32_t>& counts, std::uint64_t present) {
  if (present < 2)
    return 0;
  double pairs = 0;
  for (const std::uint32_t count : counts)
    pairs += static_cast<double>(count) * (static_cast<double>(count) - 1);
  return pairs / (static_cast<double>(present) * (static_cast<double>(present) - 1));
}

bool seen_enough(const Chance& chance, bool needs_first) {
  return std::all_of(chance.seen.begin() + (needs_first ? 0 : 1), chance.seen.end(),
                     [](std::uint64_t seen) { return seen >= kEnough; });
}

/// How often words that do not agree nearly do, for each word of the shorter value.
struct NearWords {
  std::uint64_t slips = 0;
  std::uint64_t common_slips = 0;
  std::uint64_t alike = 0;
  std::uint64_t common_alike = 0;
  std::uint64_t words = 0;

  void add(const NearWords& more) {
    slips += more.slips;
    common_slips += more.common_slips;
    alike += more.alike;
    common_alike += more.common_alike;
    words += more.words;
  }
};

// A slip of the hand makes a word that others have too once in ten times; another spelling of a
// name three times in ten.
constexpr double kCommonBySlip = 0.1;
constexpr double kCommonAlike = 0.3;

/// log2 of how much oftener one person's words than strangers' are near in this way, as far as it
/// is known: `share` of the near words of one person are so.
double bits_of(std::uint64_t near, std::uint64_t words, double share) {
  const double chance =
      std::max(kUnseen, static_cast<double>(near)) / std::max(1.0, static_cast<double>(words));
  return std::log2(share / std::min(0.5, chance));
}

NearBits near_bits(const NearWords& seen) {
  return {.slip = bits_of(seen.slips - seen.common_slips, seen.words, 1 - kCommonBySlip),
          .common_slip = bits_of(seen.common_slips, seen.words, kCommonBySlip),
          .alike = bits_of(seen.alike - seen.common_alike, seen.words, 1 - kCommonAlike),
          .common_alike = bits_of(seen.common_alike, seen.words, kCommonAlike)};
}

/// What some random pairs were seen with.
struct Drawn {
  std::vector<std::uint64_t> seen;  ///< By level.
  NearWords words;
};

/// Draws pairs for one comparator: pair number 7 is the same one whoever draws it.
class Drawing {
 public:
  Drawing(const Fields& fields, const Comparator& comparator, std::uint64_t seed)
      : comparator_(&comparator),
        urn_(fields.values(comparator.field()), fields.counts(comparator.field())),
        seed_(seed) {
    for (const std::size_t column : fields.wanted(comparator.field()).columns)
      purpose_ = mixed(purpose_, hash_of(fields.table().columns()[column].name));
  }

  [[nodiscard]] std::uint64_t records() const { return urn_.total(); }

  /// The pairs from number `first` on.
  [[nodiscard]] Drawn draw(std::uint64_t first, std::uint64_t pairs) const {
    Drawn drawn{.seen = std::vector<std::uint64_t>(comparator_->levels()), .words = {}};
    for (std::uint64_t i = first; i < first + pairs; ++i) {
      const std::uint32_t a = urn_.draw(random_number(seed_, purpose_, 2 * i));
      const std::uint32_t b = urn_.draw(random_number(seed_, purpose_, 2 * i + 1));
      if (a == b && !comparator_->weighs_by_bits()) {
        ++drawn.seen[0];
        continue;
      }
      const Agreement agreement = comparator_->compare(a, b);
      if (agreement.level == kNoEvidence)
        continue;
      ++drawn.seen[agreement.level];
      if (comparator_->weighs_by_bits())
        count_words(a, b, drawn.words);
    }
    return drawn;
  }

 private:
  void count_words(std::uint32_t a, std::uint32_t b, NearWords& words) const {
    const SharedWords shared = shared_words(*comparator_->words(), a, b);
    words.slips += shared.slips;
    words.common_slips += shared.common_slips;
    words.alike += shared.alike;
    words.common_alike += shared.common_alike;
    words.words += shared.agree + shared.slips + shared.alike + shared.initials + shared.disagree;
  }

  const Comparator* comparator_;
  Urn urn_;
  std::uint64_t seed_;
  std::uint64_t purpose_ = 0;
};

/// The shares of the levels among what was drawn; where equal values are counted exactly, of the
/// rest.
void share_out(Chance& chance, double same, bool same_is_exact) {
  const std::size_t first = same_is_exact ? 1 : 0;
  double total = 0;
  for (std::size_t level = first; level < chance.u.size(); ++level)
    total += std::max(kUnseen, static_cast<double>(chance.seen[level]));
  for (std::size_t level = first; level < chance.u.size(); ++level) {
    const double share = std::max(kUnseen, static_cast<double>(chance.seen[level])) / total;
    chance.u[level] = same_is_exact ? (1 - same) * share : share;
  }
  if (same_is_exact)
    chance.u[0] = same;
}

/// Finds the chance of one comparator, batch after batch. Batches may be drawn at the same time,
/// and before it is known whether they are needed: one that is not is not looked at, so that no
/// clock and no number of threads changes what is found.
class Finding {
 public:
  Finding(const Fields& fields, const Comparator& comparator, std::uint64_t seed,
          std::uint64_t most)
      : comparator_(&comparator) {
    chance_.u.assign(comparator.levels(), 0);
    chance_.seen.assign(comparator.levels(), 0);
    const std::size_t field = comparator.field();
    const double present = static_cast<double>(fields.present(field));
    // Half a pair more than were counted: values that are all different agree by chance too.
    const double pairs = std::max(1.0, present * (present - 1) / 2);
    same_ = std::clamp(same_by_chance(fields.counts(field), fields.present(field)), kUnseen / pairs,
                       0.999);
    if (comparator.levels() == 2 && !comparator.weighs_by_bits())
      return;
    // More draws than there are pairs would see the same pairs again; levels of words are many, and
    // only how often words are near counts of them.
    most_ = std::min(most, std::max(kBatch, static_cast<std::uint64_t>(pairs)));
    if (comparator.weighs_by_bits())
      most_ = std::min(most_, kMostByWords);
    drawing_.emplace(fields, comparator, seed);
  }

  /// Whether batch `ahead` from here, 0 the next one, may be needed.
  [[nodiscard]] bool needs(std::uint64_t ahead = 0) const {
    return drawing_ && drawing_->records() > 1 && chance_.drawn + ahead * kBatch < most_ &&
           words_.words < kMostWords && !seen_enough(chance_, comparator_->weighs_by_bits());
  }
  [[nodiscard]] Drawn draw(std::uint64_t ahead) const {
    const std::uint64_t first = chance_.drawn + ahead * kBatch;
    return drawing_->draw(first, std::min(kBatch, most_ - first));
  }
  void take(const Drawn& batch) {
    for (std::size_t level = 0; level < batch.seen.size(); ++level)
      chance_.seen[level] += batch.seen[level];
    words_.add(batch.words);
    chance_.drawn += std::min(kBatch, most_ - chance_.drawn);
  }

  [[nodiscard]] Chance found() && {
    if (!drawing_) {
      chance_.u = {same_, 1 - same_};
      return std::move(chance_);
    }
    share_out(chance_, same_, !comparator_->weighs_by_bits());
    if (comparator_->weighs_by_bits())
      chance_.near = near_bits(words_);
    return std::move(chance_);
  }

 private:
  const Comparator* comparator_;
  std::optional<Drawing> drawing_;  ///< None where counting says all.
  std::uint64_t most_ = 0;
  double same_ = 0;
  Chance chance_;
  NearWords words_;
};

/// A batch of one of the findings.
struct Batch {
  std::size_t of = 0;
  std::uint64_t ahead = 0;
  Drawn drawn;
};

/// The next batches: as many as there are threads, and one of each finding at least.
std::vector<Batch> next_batches(const std::vector<Finding>& findings, unsigned threads) {
  const auto open = std::count_if(findings.begin(), findings.end(),
                                  [](const Finding& one) { return one.needs(); });
  std::vector<Batch> batches;
  if (open == 0)
    return batches;
  const std::uint64_t each = std::max<std::uint64_t>(1, threads / static_cast<std::uint64_t>(open));
  for (std::size_t i = 0; i < findings.size(); ++i) {
    for (std::uint64_t ahead = 0; ahead < each && findings[i].needs(ahead); ++ahead)
      batches.push_back({.of = i, .ahead = ahead, .drawn = {}});
  }
  return batches;
}

}  // namespace

std::vector<Chance> chance_of(const Fields& fields, std::span<const Comparator> comparators,
                              std::uint64_t seed, std::uint64_t most, unsigned threads) {
  const auto begin = [&](std::size_t i) -> Result<Finding> {
    return Finding(fields, comparators[i], seed, most);
  };
  auto begun = parallel_map<Finding>(comparators.size(), threads, begin);
  MANUMIT_CHECK(begun.has_value());
  std::vector<Finding>& findings = *begun;
  for (auto batches = next_batches(findings, threads); !batches.empty();
       batches = next_batches(findings, threads)) {
    const auto done = parallel_for(batches.size(), threads, [&](std::size_t i) -> Result<void> {
      batches[i].drawn = findings[batches[i].of].draw(batches[i].ahead);
      return {};
    });
    MANUMIT_CHECK(done.has_value());
    for (const Batch& batch : batches) {
      if (findings[batch.of].needs())
        findings[batch.of].take(batch.drawn);
    }
  }
  std::vector<Chance> chances;
  chances.reserve(findings.size());
  for (Finding& finding : findings)
    chances.push_back(std::move(finding).found());
  return chances;
}

std::vector<double> without_matches(const Chance& chance, double share,
                                    const std::vector<double>& m) {
  std::vector<double> u(chance.u.size());
  for (std::size_t level = 0; level < u.size(); ++level) {
    const double left = (chance.u[level] - share * m[level]) / (1 - share);
    u[level] = std::max(left, kLeastLeft * chance.u[level]);
  }
  const double sum = std::accumulate(u.begin(), u.end(), 0.0);
  for (double& each : u)
    each /= sum;
  return u;
}

}  // namespace manumit::link
