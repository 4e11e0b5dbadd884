// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>

#include "settings.h"

namespace manumit::link {
namespace {

/// A text in TOML's quotation marks.
std::string in_quotes(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += letter;
    }
  }
  return out + '"';
}

/// The shortest digits that read back as the same number; TOML needs a point or an exponent.
std::string real(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  std::string text(digits.data(), end);
  if (text.find_first_of(".en") == std::string::npos)
    text += ".0";
  return text;
}

template <typename Items, typename Say>
std::string listed(const Items& items, Say say) {
  std::string text = "[";
  for (const auto& item : items)
    text += (text.size() == 1 ? "" : ", ") + say(item);
  return text + "]";
}

std::string listed(const std::vector<std::string>& texts) {
  return listed(texts, [](const std::string& text) { return in_quotes(text); });
}

std::string keys_of(const RuleSetting& rule) {
  return listed(rule.parts, [](const KeyPart& part) { return in_quotes(written(part)); });
}

std::string rules_of(const std::vector<RuleSetting>& rules) {
  return listed(rules, keys_of);
}

std::string written(const ComparisonSetting& comparison) {
  std::string text = "\n[[comparison]]\nname = " + in_quotes(comparison.name) +
                     "\ncolumns = " + listed(comparison.columns) +
                     "\nhow = " + in_quotes(name_of(comparison.how)) + "\n";
  if (!comparison.levels.empty())
    text += "levels = " + listed(comparison.levels, real) + "\n";
  if (!comparison.term_frequency)
    text += "term_frequency = false\n";
  return text;
}

std::string written(const PriorSetting& prior) {
  std::string text = "\n[prior]\n";
  if (prior.share)
    return text + "share = " + real(*prior.share) + "\n";
  return text + "rules = " + rules_of(prior.rules) + "\nrecall = " + real(prior.recall) + "\n";
}

std::string written(const TrainingSetting& training) {
  return "\n[training]\nrules = " + rules_of(training.rules) +
         "\npairs = " + std::to_string(training.pairs) +
         "\nrandom_pairs = " + std::to_string(training.random_pairs) +
         "\nbootstrap = " + std::to_string(training.bootstrap) + "\n";
}

std::string written(const ClusterSetting& clusters) {
  return "\n[clusters]\nmethod = " + in_quotes(name_of(clusters.method)) +
         "\nat_least = " + real(clusters.at_least) + "\n";
}

}  // namespace

std::string written(const Settings& settings) {
  std::string text = "format = 1\nkind = ";
  text += settings.kind == NameKind::person ? "\"person\"\n" : "\"organisation\"\n";
  text += "seed = " + std::to_string(settings.seed) +
          "\nmost_in_block = " + std::to_string(settings.most_in_block) + "\n";
  if (!settings.deduplicated.empty())
    text += "deduplicated = " + listed(settings.deduplicated) + "\n";
  for (const ColumnRole& column : settings.columns)
    text += "\n[[column]]\nname = " + in_quotes(column.name) +
            "\nrole = " + in_quotes(name_of(column.role)) + "\n";
  for (const ComparisonSetting& comparison : settings.comparisons)
    text += written(comparison);
  for (const RuleSetting& rule : settings.rules)
    text += "\n[[rule]]\nkeys = " + keys_of(rule) + "\n";
  return text + written(settings.prior) + written(settings.training) + written(settings.clusters);
}

}  // namespace manumit::link
