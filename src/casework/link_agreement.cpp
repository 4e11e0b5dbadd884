// SPDX-License-Identifier: Apache-2.0
#include "casework/link_agreement.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace manumit::casework {
namespace {

constexpr double kNormal975 = 1.959963984540054;

/// What each person said of a pair who had seen nobody else's word.
std::vector<int> words_on(const Links& links, const LinkPair& pair) {
  std::map<vault::MemberId, int> last;
  for (const std::uint32_t place : links.decisions_of(pair)) {
    const Decided& one = links.decisions()[place];
    const bool in_the_queue = one.said.verdict && one.said.people > 0;
    if (one.live && in_the_queue && one.said.blind_to_others)
      last[one.by] = static_cast<int>(*one.said.verdict);
  }
  std::vector<int> words;
  for (const auto& [member, word] : last)
    words.push_back(word);
  return words;
}

void add_interval(Agreement& agreement) {
  const double n = static_cast<double>(agreement.pairs);
  const double z2 = kNormal975 * kNormal975;
  agreement.share = static_cast<double>(agreement.agreed) / n;
  const double middle = (agreement.share + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kNormal975 / (1 + z2 / n) *
                      std::sqrt(agreement.share * (1 - agreement.share) / n + z2 / (4 * n * n));
  agreement.low = std::max(0.0, middle - half);
  agreement.high = std::min(1.0, middle + half);
}

}  // namespace

std::optional<double> nominal_alpha(const std::vector<std::vector<int>>& units) {
  // The diagonal of the coincidence matrix, and its margins.
  std::map<int, double> same, all;
  double answers = 0;
  for (const std::vector<int>& unit : units) {
    if (unit.size() < 2)
      continue;
    std::map<int, double> given;
    for (const int answer : unit)
      ++given[answer];
    const double others = static_cast<double>(unit.size()) - 1;
    for (const auto& [answer, count] : given) {
      same[answer] += count * (count - 1) / others;
      all[answer] += count;
    }
    answers += static_cast<double>(unit.size());
  }
  double observed = 0, expected = 0;
  for (const auto& [answer, count] : all) {
    observed += same[answer];
    expected += count * (count - 1);
  }
  const double by_chance = answers * (answers - 1) - expected;
  if (answers == 0 || by_chance <= 0)
    return std::nullopt;
  return 1 - (answers - 1) * (answers - observed) / by_chance;
}

std::optional<Agreement> agreement(const Links& links,
                                   const std::function<bool(const LinkPair&)>& among) {
  std::vector<std::vector<int>> units;
  Agreement out;
  for (const LinkPair& pair : links.pairs()) {
    if (!among(pair))
      continue;
    std::vector<int> words = words_on(links, pair);
    if (words.size() < 2)
      continue;
    ++out.pairs;
    out.agreed +=
        std::all_of(words.begin(), words.end(), [&](int word) { return word == words.front(); });
    units.push_back(std::move(words));
  }
  if (out.pairs < 2)
    return std::nullopt;
  add_interval(out);
  out.alpha = nominal_alpha(units);
  return out;
}

}  // namespace manumit::casework
