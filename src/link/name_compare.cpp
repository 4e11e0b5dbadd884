// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "link/names.h"
#include "name_alignment.h"
#include "name_organisation.h"
#include "prepared_name.h"
#include "text/sound_key.h"

namespace manumit::link {
namespace {

// The score is 1/2 where the evidence begins to outweigh the odds against two names that somebody
// has set side by side, and 0.98 and 0.02 twenty bits from there.
constexpr double kMiddle = 10;
constexpr double kSpread = 4;

std::string words_at(const NameTokens& tokens, const std::vector<std::size_t>& places) {
  std::string out;
  for (const std::size_t place : places) {
    if (!out.empty())
      out += ' ';
    out += tokens[place].word.latin;
  }
  return out;
}

struct Chosen {
  Alignment alignment;
  const NameTokens* a = nullptr;
  const NameTokens* b = nullptr;
};

/// The alignment of the readings that fit best.
Chosen best_alignment(const PreparedName& a, const PreparedName& b) {
  Chosen best;
  for (const NameTokens& of_a : a.readings) {
    for (const NameTokens& of_b : b.readings) {
      Alignment alignment = align(of_a, of_b);
      if (best.a == nullptr || alignment.bits > best.alignment.bits)
        best = {std::move(alignment), &of_a, &of_b};
    }
  }
  return best;
}

bool can_be_compared(const Alignment& alignment) {
  return std::any_of(alignment.parts.begin(), alignment.parts.end(), [](const AlignedPart& part) {
    return part.evidence.because != Because::not_comparable && !part.a.empty() && !part.b.empty();
  });
}

struct Compared {
  Chosen chosen;
  bool turned = false;          ///< The second name was looked at from the side of the first.
  std::vector<Evidence> whole;  ///< What does not stand beside a single word: legal forms, numbers.
  double bits = 0;
};

std::optional<Compared> compared(const Name& a, const Name& b) {
  if (!a.usable() || !b.usable())
    return std::nullopt;
  Compared out;
  out.turned = b.prepared().order < a.prepared().order;
  out.chosen = out.turned ? best_alignment(b.prepared(), a.prepared())
                          : best_alignment(a.prepared(), b.prepared());
  if (!can_be_compared(out.chosen.alignment))
    return std::nullopt;
  out.bits = out.chosen.alignment.bits;
  if (a.kind() == NameKind::organisation && b.kind() == NameKind::organisation) {
    out.bits = bits_of_words(out.chosen.alignment);
    out.whole = organisation_evidence(a.prepared(), b.prepared());
    for (const Evidence& evidence : out.whole)
      out.bits += evidence.bits;
  }
  return out;
}

}  // namespace

std::optional<NameMatch> compare_names(const Name& a, const Name& b) {
  const std::optional<Compared> found = compared(a, b);
  if (!found)
    return std::nullopt;
  NameMatch match;
  match.bits = found->bits;
  match.score = 1 / (1 + std::exp2(-(match.bits - kMiddle) / kSpread));
  for (const AlignedPart& part : found->chosen.alignment.parts) {
    std::string of_a = words_at(*found->chosen.a, part.a);
    std::string of_b = words_at(*found->chosen.b, part.b);
    if (found->turned)
      std::swap(of_a, of_b);
    match.parts.push_back({std::move(of_a), std::move(of_b),
                           std::string(sentence_of(part.evidence.because)), part.evidence.bits});
  }
  for (const Evidence& evidence : found->whole)
    match.parts.push_back({"", "", std::string(sentence_of(evidence.because)), evidence.bits});
  return match;
}

std::optional<double> name_bits(const Name& a, const Name& b) {
  const std::optional<Compared> found = compared(a, b);
  if (!found)
    return std::nullopt;
  return found->bits;
}

std::vector<std::string> name_keys(const Name& name) {
  std::vector<std::string> keys;
  for (const NameTokens& tokens : name.prepared().readings) {
    for (const NameToken& token : tokens) {
      for (std::string& key : text::sound_keys(token.word.latin)) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
          keys.push_back(std::move(key));
      }
    }
  }
  return keys;
}

}  // namespace manumit::link
