// SPDX-License-Identifier: Apache-2.0
#include "settings.h"
#include "toml_text.h"

namespace manumit::link {
namespace {

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
    text += "levels = " + listed(comparison.levels, toml_real) + "\n";
  if (!comparison.term_frequency)
    text += "term_frequency = false\n";
  return text;
}

std::string written(const PriorSetting& prior) {
  std::string text = "\n[prior]\n";
  if (prior.share)
    return text + "share = " + toml_real(*prior.share) + "\n";
  return text + "rules = " + rules_of(prior.rules) + "\nrecall = " + toml_real(prior.recall) + "\n";
}

std::string written(const TrainingSetting& training) {
  return "\n[training]\nrules = " + rules_of(training.rules) +
         "\npairs = " + std::to_string(training.pairs) +
         "\nrandom_pairs = " + std::to_string(training.random_pairs) +
         "\nbootstrap = " + std::to_string(training.bootstrap) + "\n";
}

std::string written(const ClusterSetting& clusters) {
  return "\n[clusters]\nmethod = " + in_quotes(name_of(clusters.method)) +
         "\nat_least = " + toml_real(clusters.at_least) + "\n";
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
