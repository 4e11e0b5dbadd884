// SPDX-License-Identifier: Apache-2.0
#include "evaluate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "base/check.h"

namespace manumit::link {
namespace {

constexpr double kNormal95 = 1.959963984540054;

double pairs_of(double count) {
  return count * (count - 1) / 2;
}

/// What one true person adds to each sum.
struct PersonPart {
  double records = 0;
  double both = 0;       ///< Pairs of the person that are in one cluster.
  double strangers = 0;  ///< Pairs of one of the person's records and somebody else's.
  double exact = 0;      ///< 1 if the person's records are a cluster, and all of it.
  double clusters = 0;   ///< The person's share of the clusters that it is in.
  double precision = 0;  ///< Sum over records of the share of its cluster that is the person's.
  double recall = 0;     ///< Sum over records of the share of the person that is in its cluster.
};

/// A record: who it is, in which cluster, and how many records that has.
struct Judged {
  std::uint32_t truth = 0;
  std::uint32_t cluster = 0;
  std::uint32_t size = 0;
};

/// Sums over people. What each person adds is reckoned anew each time: that takes less time than to
/// fetch it from memory.
class People {
 public:
  People(std::span<const std::uint32_t> cluster, std::span<const std::uint32_t> truth) {
    for (std::size_t i = 0; i < truth.size(); ++i) {
      if (truth[i] != 0)
        records_.push_back({truth[i], cluster[i], 0});
    }
    count_cluster_sizes();
    std::sort(records_.begin(), records_.end(), [](const Judged& a, const Judged& b) {
      return std::pair(a.truth, a.cluster) < std::pair(b.truth, b.cluster);
    });
    for_each([&](const PersonPart&) { ++count_; });
  }

  [[nodiscard]] std::size_t records() const { return records_.size(); }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t clusters() const { return clusters_; }

  template <typename What>
  [[nodiscard]] double sum(What what) const {
    double all = 0;
    for_each([&](const PersonPart& part) { all += what(part); });
    return all;
  }

  /// The sum of `above` over that of `below`, where each gives a person's share.
  template <typename Above, typename Below>
  [[nodiscard]] Rate ratio(Above above, Below below) const {
    const double down = sum(below);
    if (down == 0)
      return {.value = std::numeric_limits<double>::quiet_NaN(),
              .limits_95 = {.low = 0, .high = 1}};
    const double value = sum(above) / down;
    double squares = 0;
    double counted = 0;
    for_each([&](const PersonPart& part) {
      const double off = above(part) - value * below(part);
      squares += off * off;
      counted += below(part) > 0 ? 1 : 0;
    });
    return {value, limits(value, squares / (down * down), counted)};
  }

  /// Of a harmonic mean of two means over records, whose linearisation is that of its parts.
  [[nodiscard]] Rate b_cubed_f1(double precision, double recall) const {
    const auto all = static_cast<double>(records());
    const double f1 = 2 * precision * recall / (precision + recall);
    // dF/dP = 2R²/(P+R)² and likewise for R.
    const double scale = 2 / ((precision + recall) * (precision + recall));
    double squares = 0;
    for_each([&](const PersonPart& part) {
      const double off = scale * recall * recall * (part.precision - precision * part.records) +
                         scale * precision * precision * (part.recall - recall * part.records);
      squares += off * off;
    });
    return {f1, limits(f1, squares / (all * all), static_cast<double>(count()))};
  }

 private:
  void count_cluster_sizes() {
    std::sort(records_.begin(), records_.end(),
              [](const Judged& a, const Judged& b) { return a.cluster < b.cluster; });
    for (std::size_t begin = 0; begin < records_.size(); ++clusters_) {
      std::size_t end = begin;
      while (end < records_.size() && records_[end].cluster == records_[begin].cluster)
        ++end;
      for (std::size_t i = begin; i < end; ++i)
        records_[i].size = static_cast<std::uint32_t>(end - begin);
      begin = end;
    }
  }

  /// A person's records stand together, and of them those of a cluster.
  template <typename Use>
  void for_each(Use use) const {
    for (std::size_t begin = 0; begin < records_.size();) {
      std::size_t end = begin;
      while (end < records_.size() && records_[end].truth == records_[begin].truth)
        ++end;
      use(part_of(std::span(records_).subspan(begin, end - begin)));
      begin = end;
    }
  }

  [[nodiscard]] static PersonPart part_of(std::span<const Judged> own) {
    PersonPart part;
    part.records = static_cast<double>(own.size());
    for (std::size_t at = 0; at < own.size();) {
      const std::size_t from = at;
      while (at < own.size() && own[at].cluster == own[from].cluster)
        ++at;
      const auto shared = static_cast<double>(at - from);
      const auto size = static_cast<double>(own[from].size);
      part.both += pairs_of(shared);
      part.strangers += shared * (size - shared);
      part.exact = shared == size && shared == part.records ? 1 : 0;
      part.clusters += shared / size;
      part.precision += shared * shared / size;
      part.recall += shared * shared / part.records;
    }
    return part;
  }

  /// Wilson's limits for a share of as many people as would give this variance, at most those there
  /// are.
  [[nodiscard]] Limits limits(double share, double variance, double people) const {
    const auto all = static_cast<double>(count());
    if (all > 1)
      variance *= all / (all - 1);
    share = std::clamp(share, 0.0, 1.0);
    double size = std::max(1.0, people);
    if (variance > 0)
      size = std::min(size, std::max(1.0, share * (1 - share) / variance));
    const double z2 = kNormal95 * kNormal95;
    const double middle = (share + z2 / (2 * size)) / (1 + z2 / size);
    const double half = kNormal95 * std::sqrt(share * (1 - share) / size + z2 / (4 * size * size)) /
                        (1 + z2 / size);
    return {std::max(0.0, std::min(share, middle - half)),
            std::min(1.0, std::max(share, middle + half))};
  }

  std::vector<Judged> records_;
  std::size_t count_ = 0;
  std::size_t clusters_ = 0;
};

Rates pair_rates(const People& people) {
  const auto both = [](const PersonPart& part) { return part.both; };
  const auto linked = [](const PersonPart& part) { return part.both + part.strangers / 2; };
  const auto true_pairs = [](const PersonPart& part) { return pairs_of(part.records); };
  return {people.ratio(both, linked), people.ratio(both, true_pairs),
          people.ratio([&](const PersonPart& part) { return 2 * both(part); },
                       [&](const PersonPart& part) { return linked(part) + true_pairs(part); })};
}

Rates cluster_rates(const People& people) {
  const auto exact = [](const PersonPart& part) { return part.exact; };
  return {people.ratio(exact, [](const PersonPart& part) { return part.clusters; }),
          people.ratio(exact, [](const PersonPart&) { return 1.0; }),
          people.ratio([&](const PersonPart& part) { return 2 * part.exact; },
                       [](const PersonPart& part) { return part.clusters + 1; })};
}

Rates b_cubed_rates(const People& people) {
  const auto records = [](const PersonPart& part) { return part.records; };
  Rates rates{people.ratio([](const PersonPart& part) { return part.precision; }, records),
              people.ratio([](const PersonPart& part) { return part.recall; }, records),
              {}};
  rates.f1 = people.b_cubed_f1(rates.precision.value, rates.recall.value);
  return rates;
}

}  // namespace

Result<Evaluation> evaluate(std::span<const std::uint32_t> cluster,
                            std::span<const std::uint32_t> truth) {
  MANUMIT_CHECK(cluster.size() == truth.size());
  const People people(cluster, truth);
  if (people.count() == 0) {
    return fail(Error::Kind::bad_input, "the column of truth says of nobody who it is", {},
                "name a column that has the same value for all records of one person");
  }
  const auto whole = [&](auto what) {
    return static_cast<std::uint64_t>(std::llround(people.sum(what)));
  };
  const std::uint64_t both = whole([](const PersonPart& part) { return part.both; });
  return Evaluation{
      .records = people.records(),
      .left_out = truth.size() - people.records(),
      .people = people.count(),
      .clusters = people.clusters(),
      .true_pairs = whole([](const PersonPart& part) { return pairs_of(part.records); }),
      .linked_pairs = both + whole([](const PersonPart& part) { return part.strangers / 2; }),
      .both = both,
      .pair = pair_rates(people),
      .cluster = cluster_rates(people),
      .b_cubed = b_cubed_rates(people)};
}

}  // namespace manumit::link
