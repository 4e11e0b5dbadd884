// SPDX-License-Identifier: Apache-2.0
#include "spelling_rows.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace manumit::learn {
namespace {

// Costs are written in eighths of a bit.
constexpr double kSteps = 8;

void append_utf8(std::string& out, char32_t letter) {
  out += text::utf8_of({&letter, 1});
}

std::string name_at(const text::NativeWord& word, std::size_t place, std::size_t level) {
  const auto letter = [&](std::size_t at) { return word.letters[at]; };
  std::string name;
  if (word.script == text::Script::han && level == 0)
    return '{' + text::reading_of(letter(place)) + '}';
  const std::size_t particular = word.script == text::Script::han ? level - 1 : level;
  if (particular == 2)
    append_utf8(name, place == 0 ? text::kWordBegins : letter(place - 1));
  append_utf8(name, letter(place));
  if (particular >= 1)
    append_utf8(name, place + 1 < word.letters.size() ? letter(place + 1) : text::kWordEnds);
  return name;
}

/// The distribution over pieces as the table will hold it.
using Chances = std::map<std::string, double>;

class Writer {
 public:
  Writer(const SpellingCounts& counts, const Pruning& pruning)
      : counts_(counts), pruning_(pruning) {}

  std::string line(const NamedContexts::Named& context) {
    const auto row = counts_.rows().find(context.key);
    if (row == counts_.rows().end())
      return {};
    Chances chances;
    const SpellingCounts::Levels levels = counts_.levels_of(context.chain, context.level + 1);
    for (const auto& [piece, times] : row->second.pieces) {
      const std::string letters = letters_of(piece);
      const double chance = SpellingCounts::chance(levels, letters);
      if (chance >= pruning_.least_chance)
        chances[letters] = chance;
    }
    if (chances.empty() || (context.level > 0 && !is_worth_it(context, row->second, chances)))
      return {};
    kept_[context.key] = chances;
    return written(context.name, chances);
  }

 private:
  /// Whether the row saves enough bits over the most particular one that is kept already.
  [[nodiscard]] bool is_worth_it(const NamedContexts::Named& context,
                                 const SpellingCounts::Row& row, const Chances& chances) const {
    const Chances* general = nullptr;
    for (std::size_t level = 0; level < context.level; ++level) {
      const auto found = kept_.find(context.chain.keys[level]);
      general = found == kept_.end() ? general : &found->second;
    }
    if (general == nullptr)
      return true;
    double gain = 0;
    for (const auto& [piece, times] : row.pieces) {
      const std::string letters = letters_of(piece);
      gain += times * std::log2(chance_in(chances, letters) / chance_in(*general, letters));
    }
    return row.total >= pruning_.least_times && gain >= pruning_.least_gain;
  }
  [[nodiscard]] double chance_in(const Chances& chances, const std::string& letters) const {
    const auto found = chances.find(letters);
    return found == chances.end() ? pruning_.least_chance / 4 : found->second;
  }

  static std::string written(const std::string& name, const Chances& chances) {
    std::vector<std::pair<long, std::string>> pieces;
    for (const auto& [letters, chance] : chances)
      pieces.emplace_back(std::lround(-std::log2(chance) * kSteps), letters);
    std::sort(pieces.begin(), pieces.end());
    std::string line = name;
    for (const auto& [cost, letters] : pieces)
      line += ' ' + (letters.empty() ? "-" : letters) + ' ' + std::to_string(cost);
    return line + '\n';
  }

  const SpellingCounts& counts_;
  const Pruning& pruning_;
  std::unordered_map<std::uint64_t, Chances> kept_;
};

}  // namespace

NamedContexts named_contexts(const std::vector<Pair>& pairs) {
  std::unordered_map<std::uint64_t, NamedContexts::Named> found;
  for (const Pair& pair : pairs) {
    for (std::size_t place = 0; place < pair.word.letters.size(); ++place) {
      const text::SpellingContext& chain = pair.contexts[place];
      for (std::size_t level = 0; level < chain.keys.size() && chain.keys[level] != 0; ++level) {
        NamedContexts::Named& named = found[chain.keys[level]];
        if (named.name.empty())
          named = {name_at(pair.word, place, level), chain.keys[level], chain, level};
      }
    }
  }
  NamedContexts out;
  for (auto& [key, named] : found)
    out.contexts.push_back(std::move(named));
  std::sort(out.contexts.begin(), out.contexts.end(), [](const auto& a, const auto& b) {
    return a.level != b.level ? a.level < b.level : a.name < b.name;
  });
  return out;
}

std::string written_rows(const NamedContexts& contexts, const SpellingCounts& counts,
                         const Pruning& pruning) {
  Writer writer(counts, pruning);
  std::string out;
  for (const NamedContexts::Named& context : contexts.contexts)
    out += writer.line(context);
  return out;
}

}  // namespace manumit::learn
