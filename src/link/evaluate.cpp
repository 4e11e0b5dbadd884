// SPDX-License-Identifier: Apache-2.0
#include "evaluate.h"

#include <algorithm>
#include <cmath>
#include <limits>
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

/// Sums over people, and what each person adds.
class People {
 public:
  explicit People(std::vector<PersonPart> parts) : parts_(std::move(parts)) {}

  [[nodiscard]] std::size_t count() const { return parts_.size(); }
  [[nodiscard]] std::uint64_t true_pairs() const {
    double all = 0;
    for (const PersonPart& part : parts_)
      all += pairs_of(part.records);
    return static_cast<std::uint64_t>(all);
  }
  [[nodiscard]] double sum(double PersonPart::*what) const {
    double all = 0;
    for (const PersonPart& part : parts_)
      all += part.*what;
    return all;
  }

  /// The sum of `above` over that of `below`, where each gives a person's share.
  template <typename Above, typename Below>
  [[nodiscard]] Rate ratio(Above above, Below below) const {
    double up = 0;
    double down = 0;
    for (const PersonPart& part : parts_) {
      up += above(part);
      down += below(part);
    }
    if (down == 0)
      return {.value = std::numeric_limits<double>::quiet_NaN(),
              .limits_95 = {.low = 0, .high = 1}};
    const double value = up / down;
    double squares = 0;
    double counted = 0;
    for (const PersonPart& part : parts_) {
      const double off = above(part) - value * below(part);
      squares += off * off;
      counted += below(part) > 0 ? 1 : 0;
    }
    return {value, limits(value, squares / (down * down), counted)};
  }

  /// Of a harmonic mean of two means over records, whose linearisation is that of its parts.
  [[nodiscard]] Rate b_cubed_f1(double precision, double recall) const {
    const double records = sum(&PersonPart::records);
    const double f1 = 2 * precision * recall / (precision + recall);
    // dF/dP = 2R²/(P+R)² and likewise for R.
    const double by_precision = 2 * recall * recall / ((precision + recall) * (precision + recall));
    const double by_recall =
        2 * precision * precision / ((precision + recall) * (precision + recall));
    double squares = 0;
    for (const PersonPart& part : parts_) {
      const double off = by_precision * (part.precision - precision * part.records) +
                         by_recall * (part.recall - recall * part.records);
      squares += off * off;
    }
    return {f1, limits(f1, squares / (records * records), static_cast<double>(parts_.size()))};
  }

 private:
  /// Wilson's limits for a share of as many people as would give this variance, at most those there
  /// are.
  [[nodiscard]] Limits limits(double share, double variance, double people) const {
    const auto all = static_cast<double>(parts_.size());
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

  std::vector<PersonPart> parts_;
};

using Records = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  ///< Truth and cluster.

/// How many records each cluster has, by name, in rising order.
std::vector<std::pair<std::uint32_t, double>> cluster_sizes(const Records& records) {
  std::vector<std::uint32_t> names;
  for (const auto& [truth, cluster] : records)
    names.push_back(cluster);
  std::sort(names.begin(), names.end());
  std::vector<std::pair<std::uint32_t, double>> sizes;
  for (const std::uint32_t name : names) {
    if (sizes.empty() || sizes.back().first != name)
      sizes.emplace_back(name, 0);
    sizes.back().second += 1;
  }
  return sizes;
}

/// The records are sorted: a person's stand together, and of them those of a cluster.
std::vector<PersonPart> parts_of(const Records& records,
                                 const std::vector<std::pair<std::uint32_t, double>>& sizes) {
  std::vector<PersonPart> parts;
  for (std::size_t begin = 0; begin < records.size();) {
    std::size_t end = begin;
    while (end < records.size() && records[end].first == records[begin].first)
      ++end;
    PersonPart part;
    part.records = static_cast<double>(end - begin);
    for (std::size_t at = begin; at < end;) {
      const std::uint32_t cluster = records[at].second;
      const std::size_t from = at;
      while (at < end && records[at].second == cluster)
        ++at;
      const auto shared = static_cast<double>(at - from);
      const double size =
          std::lower_bound(sizes.begin(), sizes.end(), std::pair(cluster, 0.0))->second;
      part.both += pairs_of(shared);
      part.strangers += shared * (size - shared);
      part.exact = shared == size && shared == part.records ? 1 : 0;
      part.clusters += shared / size;
      part.precision += shared * shared / size;
      part.recall += shared * shared / part.records;
    }
    parts.push_back(part);
    begin = end;
  }
  return parts;
}

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
  Records records;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    if (truth[i] != 0)
      records.emplace_back(truth[i], cluster[i]);
  }
  if (records.empty()) {
    return fail(Error::Kind::bad_input, "the column of truth says of nobody who it is", {},
                "name a column that has the same value for all records of one person");
  }
  std::sort(records.begin(), records.end());
  const auto sizes = cluster_sizes(records);
  const People people(parts_of(records, sizes));
  Evaluation found{.records = records.size(),
                   .left_out = truth.size() - records.size(),
                   .people = static_cast<std::uint64_t>(people.count()),
                   .clusters = sizes.size(),
                   .true_pairs = 0,
                   .linked_pairs = 0,
                   .both = static_cast<std::uint64_t>(people.sum(&PersonPart::both)),
                   .pair = pair_rates(people),
                   .cluster = cluster_rates(people),
                   .b_cubed = b_cubed_rates(people)};
  found.linked_pairs =
      found.both + static_cast<std::uint64_t>(people.sum(&PersonPart::strangers) / 2);
  found.true_pairs = people.true_pairs();
  return found;
}

}  // namespace manumit::link
