// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "settings.h"
#include "settings_toml.h"

namespace manumit::link {
namespace {

constexpr std::uint64_t kMostSeed = (std::uint64_t{1} << 53) - 1;  // Exact in every JSON reader.
// With the two that are no threshold and with none at all, as many as four bits can tell apart.
constexpr std::size_t kMostLevels = 13;
constexpr std::size_t kMostRules = 64;
constexpr std::size_t kMostParts = 8;

/// The Error of a key of a rule, with the place of the rule.
Result<RuleSetting> rule_of(const std::vector<std::string>& keys, const TomlTable& table,
                            std::string_view key) {
  RuleSetting rule;
  if (keys.size() > kMostParts)
    return table.refuse(key, "a rule has at most {0} keys", {}, {std::to_string(kMostParts)});
  for (const std::string& each : keys) {
    auto part = key_part_of(each);
    if (!part)
      return table.refuse(key, part.error().what, part.error().next);
    rule.parts.push_back(std::move(*part));
  }
  return rule;
}

Result<std::vector<RuleSetting>> rules_of(const TomlTable& table, std::string_view key) {
  std::vector<RuleSetting> rules;
  for (const std::vector<std::string>& keys : TRY(table.lists_of_texts(key)))
    rules.push_back(TRY(rule_of(keys, table, key)));
  if (rules.size() > kMostRules)
    return table.refuse(key, "there are more than {0} rules", {}, {std::to_string(kMostRules)});
  return rules;
}

Result<ColumnRole> column_of(const TomlTable& table) {
  TRY(table.only({"name", "role"}));
  const auto role = role_named(TRY(table.text("role")));
  if (!role)
    return table.refuse("role", "no column can have this role",
                        "the roles are named in docs/formats/link.md");
  return ColumnRole{.name = TRY(table.text("name")), .role = *role};
}

/// Thresholds of likeness fall, distances rise; both are as many as a byte of levels can hold.
Result<std::vector<double>> levels_of(const TomlTable& table, How how) {
  const bool likeness = how == How::jaro_winkler;
  std::vector<double> levels = TRY(table.reals("levels", 0, likeness ? 1 : 1000));
  if (levels.size() > kMostLevels)
    return table.refuse("levels", "a comparison has at most {0} levels", {},
                        {std::to_string(kMostLevels)});
  const bool takes_levels =
      likeness || how == How::edit || how == How::levenshtein || how == How::number;
  if (!levels.empty() && !takes_levels)
    return table.refuse("levels", "this way of comparing has levels of its own",
                        "leave the key away");
  for (std::size_t i = 1; i < levels.size(); ++i) {
    if (likeness ? levels[i] >= levels[i - 1] : levels[i] <= levels[i - 1])
      return table.refuse("levels", "the levels stand in order, the strictest first");
  }
  return levels;
}

Result<ComparisonSetting> comparison_of(const TomlTable& table) {
  TRY(table.only({"name", "columns", "how", "levels", "term_frequency"}));
  ComparisonSetting comparison;
  comparison.columns = TRY(table.texts("columns"));
  if (comparison.columns.empty())
    return table.refuse("columns", "a comparison needs at least one column");
  comparison.name = table.has("name") ? TRY(table.text("name")) : comparison.columns.front();
  const auto how = how_named(TRY(table.text("how")));
  if (!how)
    return table.refuse("how", "values cannot be compared in this way",
                        "the ways are named in docs/formats/link.md");
  comparison.how = *how;
  comparison.levels = TRY(levels_of(table, *how));
  comparison.term_frequency = TRY(table.yes_or("term_frequency", true));
  return comparison;
}

Result<PriorSetting> prior_of(const TomlTable& table) {
  TRY(table.only({"rules", "recall", "share"}));
  PriorSetting prior;
  prior.rules = TRY(rules_of(table, "rules"));
  prior.recall = TRY(table.real_or("recall", prior.recall, 0.01, 1));
  if (table.has("share"))
    prior.share = TRY(table.real_or("share", 0, 1e-15, 0.999));
  return prior;
}

Result<TrainingSetting> training_of(const TomlTable& table) {
  TRY(table.only({"rules", "pairs", "random_pairs", "bootstrap"}));
  constexpr std::uint64_t kMostPairs = 1'000'000'000;
  TrainingSetting training;
  training.rules = TRY(rules_of(table, "rules"));
  training.pairs = TRY(table.whole_or("pairs", training.pairs, 1000, kMostPairs));
  training.random_pairs =
      TRY(table.whole_or("random_pairs", training.random_pairs, 1000, kMostPairs));
  training.bootstrap =
      static_cast<std::uint32_t>(TRY(table.whole_or("bootstrap", training.bootstrap, 0, 10'000)));
  return training;
}

Result<ClusterSetting> clusters_of(const TomlTable& table) {
  TRY(table.only({"method", "at_least"}));
  ClusterSetting clusters;
  if (table.has("method")) {
    const auto method = cluster_method_named(TRY(table.text("method")));
    if (!method)
      return table.refuse("method", "groups cannot be made in this way",
                          "the ways are average and components");
    clusters.method = *method;
  }
  clusters.at_least = TRY(table.real_or("at_least", clusters.at_least, -100, 100));
  return clusters;
}

Result<NameKind> kind_of(const TomlTable& root) {
  if (!root.has("kind"))
    return NameKind::person;
  const std::string kind = TRY(root.text("kind"));
  if (kind == "person")
    return NameKind::person;
  if (kind == "organisation")
    return NameKind::organisation;
  return root.refuse("kind", "the records are of the kind person or organisation");
}

Result<void> read_head(const TomlTable& root, Settings& settings) {
  TRY(root.only({"format", "kind", "seed", "most_in_block", "deduplicated", "column", "comparison",
                 "rule", "prior", "training", "clusters"}));
  if (TRY(root.whole_or("format", 0, 0, std::numeric_limits<std::int64_t>::max())) != 1)
    return root.refuse("format", "the file does not begin with format = 1");
  settings.kind = TRY(kind_of(root));
  settings.seed = TRY(root.whole_or("seed", settings.seed, 0, kMostSeed));
  settings.most_in_block = static_cast<std::uint32_t>(
      TRY(root.whole_or("most_in_block", settings.most_in_block, 2, 1'000'000)));
  settings.deduplicated = TRY(root.texts("deduplicated"));
  return {};
}

Result<void> read_lines(const TomlTable& root, Settings& settings) {
  for (const TomlTable& table : TRY(root.tables("column")))
    settings.columns.push_back(TRY(column_of(table)));
  for (const TomlTable& table : TRY(root.tables("comparison")))
    settings.comparisons.push_back(TRY(comparison_of(table)));
  for (const TomlTable& table : TRY(root.tables("rule"))) {
    TRY(table.only({"keys"}));
    settings.rules.push_back(TRY(rule_of(TRY(table.texts("keys")), table, "keys")));
  }
  if (settings.comparisons.empty() || settings.comparisons.size() > kMostComparisons)
    return root.refuse("comparison", "there must be from 1 to {0} comparisons", {},
                       {std::to_string(kMostComparisons)});
  if (settings.rules.empty() || settings.rules.size() > kMostRules)
    return root.refuse("rule", "there must be from 1 to {0} rules by which pairs are found", {},
                       {std::to_string(kMostRules)});
  return {};
}

}  // namespace

Result<Settings> read_settings(std::string_view toml, std::string_view file) {
  const toml::table table = TRY(toml_of(toml, file));
  const TomlTable root(table, file);
  Settings settings;
  TRY(read_head(root, settings));
  TRY(read_lines(root, settings));
  if (const auto prior = TRY(root.part("prior")))
    settings.prior = TRY(prior_of(*prior));
  if (const auto training = TRY(root.part("training")))
    settings.training = TRY(training_of(*training));
  if (const auto clusters = TRY(root.part("clusters")))
    settings.clusters = TRY(clusters_of(*clusters));
  return settings;
}

}  // namespace manumit::link
