// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "link/names.h"
#include "prepared_name.h"
#include "text/misspelling.h"
#include "text/sound_key.h"

namespace manumit::link {
namespace {

// The bits of a part that agrees exactly, of one that is wholly another, of one that is missing.
constexpr double kAgrees = 9;
constexpr double kContradicts = -6;
constexpr double kMissing = -1.5;
// Two random names are at most this alike as a rule (Jaro–Winkler).
constexpr double kStranger = 0.7;

struct Pair {
  std::size_t a = 0;
  std::size_t b = 0;
  double bits = 0;
};

double token_bits(const std::string& a, const std::string& b) {
  const double alike = std::max(0.0, (text::name_similarity(a, b) - kStranger) / (1 - kStranger));
  return kContradicts + (kAgrees - kContradicts) * alike;
}

/// The best pairs first, each part once.
std::vector<Pair> align(const PreparedName& a, const PreparedName& b) {
  std::vector<Pair> all;
  for (std::size_t i = 0; i < a.tokens.size(); ++i) {
    for (std::size_t j = 0; j < b.tokens.size(); ++j)
      all.push_back({i, j, token_bits(a.tokens[i], b.tokens[j])});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Pair& x, const Pair& y) { return x.bits > y.bits; });
  std::vector<bool> taken_a(a.tokens.size());
  std::vector<bool> taken_b(b.tokens.size());
  std::vector<Pair> chosen;
  for (const Pair& pair : all) {
    if (taken_a[pair.a] || taken_b[pair.b])
      continue;
    taken_a[pair.a] = taken_b[pair.b] = true;
    chosen.push_back(pair);
  }
  return chosen;
}

std::string_view reason_for(double bits) {
  if (bits >= kAgrees)
    return "the part agrees";
  return bits > 0 ? "the part is nearly the same" : "the part is another one";
}

}  // namespace

std::optional<NameMatch> compare_names(const Name& a, const Name& b) {
  if (!a.usable() || !b.usable())
    return std::nullopt;
  NameMatch match;
  for (const Pair& pair : align(a.prepared(), b.prepared())) {
    match.parts.push_back({a.prepared().tokens[pair.a], b.prepared().tokens[pair.b],
                           std::string(reason_for(pair.bits)), pair.bits});
    match.bits += pair.bits;
  }
  const auto unequal = static_cast<double>(
      std::max(a.prepared().tokens.size(), b.prepared().tokens.size()) - match.parts.size());
  match.bits += kMissing * unequal;
  match.score = 1 / (1 + std::exp2(-match.bits / 4));
  return match;
}

std::optional<double> name_bits(const Name& a, const Name& b) {
  const std::optional<NameMatch> match = compare_names(a, b);
  if (!match)
    return std::nullopt;
  return match->bits;
}

std::vector<std::string> name_keys(const Name& name) {
  std::vector<std::string> keys;
  for (const std::string& token : name.prepared().tokens) {
    for (std::string& key : text::sound_keys(token)) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end())
        keys.push_back(std::move(key));
    }
  }
  return keys;
}

}  // namespace manumit::link
