// SPDX-License-Identifier: Apache-2.0
#include "ties.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "hashing.h"

namespace manumit::link {
namespace {

// A tie weaker than a quarter of a bit is left alone.
constexpr double kWeakest = 0.25;
// Of pairs that share a name, those that differ all the same are never fewer than one in a hundred:
// slips and guesses are made in either.
constexpr double kLeastShare = 0.01;

bool is_name(Role role) {
  return role == Role::given_name || role == Role::patronymic || role == Role::full_name;
}

bool is_tied(Role role) {
  return role == Role::sex || role == Role::country;
}

bool any_role(const Fields& fields, const Comparator& comparator, bool (*is)(Role)) {
  const auto& columns = fields.wanted(comparator.field()).columns;
  return std::any_of(columns.begin(), columns.end(),
                     [&](std::size_t column) { return is(fields.table().columns()[column].role); });
}

/// Pairs of records that share a word, or the value where the comparison is not by words, and of
/// them those that share the other thing too.
struct Pairs {
  double sharing = 0;
  double same = 0;
};

struct Hash {
  std::size_t operator()(std::uint64_t key) const { return mixed(key, 0); }
};
using Counts = std::unordered_map<std::uint64_t, std::uint32_t, Hash>;

void count_record(const Comparator& name, std::uint32_t value, std::uint32_t other,
                  Counts& counts) {
  const auto add = [&](std::uint32_t what) {
    ++counts[(static_cast<std::uint64_t>(what) << 32) | other];
  };
  if (!name.words()) {
    add(value);
    return;
  }
  for (const std::uint32_t word : name.words()->lists.of_value(value))
    add(word);
}

Pairs count_pairs(const Fields& fields, const Comparator& name, const Comparator& other) {
  Counts counts;
  for (std::size_t record = 0; record < fields.records(); ++record) {
    const std::uint32_t value = fields.id(record, name.field());
    const std::uint32_t what = fields.id(record, other.field());
    if (value != 0 && what != 0)
      count_record(name, value, what, counts);
  }
  std::unordered_map<std::uint32_t, std::uint64_t> all;
  Pairs pairs;
  for (const auto& [key, count] : counts) {
    all[static_cast<std::uint32_t>(key >> 32)] += count;
    pairs.same += static_cast<double>(count) * (count - 1.0) / 2;
  }
  for (const auto& [word, count] : all)
    pairs.sharing += static_cast<double>(count) * (static_cast<double>(count) - 1) / 2;
  return pairs;
}

}  // namespace

bool agrees(const Comparator& comparator, std::uint8_t level) {
  if (level == kNoEvidence)
    return false;
  switch (comparator.how()) {
    case How::words:
      return static_cast<WordLevel>(level) != WordLevel::none;
    case How::name:
      return level + 3U < comparator.levels();
    default:
      return level == 0 || (level == 1 && comparator.levels() > 2);
  }
}

std::vector<TieModel> find_ties(const Fields& fields, const std::vector<Comparator>& comparators,
                                const std::vector<std::vector<double>>& m,
                                const std::vector<std::vector<double>>& u, double matches) {
  std::vector<TieModel> ties;
  for (std::size_t i = 0; i < comparators.size(); ++i) {
    if (!any_role(fields, comparators[i], is_name))
      continue;
    for (std::size_t k = 0; k < comparators.size(); ++k) {
      if (comparators[k].how() != How::exact || !any_role(fields, comparators[k], is_tied))
        continue;
      const Pairs pairs = count_pairs(fields, comparators[i], comparators[k]);
      const double strangers = std::max(1.0, pairs.sharing - matches);
      const double same =
          std::clamp((pairs.same - matches * m[k][0]) / strangers, u[k][0], 1 - kLeastShare);
      TieModel tie{.name = i,
                   .other = k,
                   .same_bits = std::log2(u[k][0] / same),
                   .different_bits = std::log2((1 - u[k][0]) / (1 - same))};
      if (tie.same_bits <= -kWeakest)
        ties.push_back(tie);
    }
    break;  // The first name that there is: a second one would put right what is right.
  }
  return ties;
}

}  // namespace manumit::link
