// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "hashing.h"
#include "settings_toml.h"
#include "shard_bytes.h"
#include "shards.h"
#include "toml_text.h"

namespace manumit::link {
namespace {

constexpr double kMostBits = 1e6;

std::vector<double> of_levels(const ComparisonModel& comparison, double LevelModel::*what) {
  std::vector<double> values;
  for (const LevelModel& level : comparison.levels)
    values.push_back(level.*what);
  return values;
}

std::string written(const ComparisonModel& comparison) {
  const auto reals = [&](double LevelModel::*what) {
    return listed(of_levels(comparison, what), toml_real);
  };
  return "\n[[weights]]\nm = " + reals(&LevelModel::m) + "\nu = " + reals(&LevelModel::u) +
         "\nbits = " + reals(&LevelModel::weight) +
         "\nown_share = " + toml_real(comparison.own_share) +
         "\nslip = " + toml_real(comparison.slip_bits) +
         "\ncommon_slip = " + toml_real(comparison.common_slip_bits) +
         "\nalike = " + toml_real(comparison.alike_bits) +
         "\ncommon_alike = " + toml_real(comparison.common_alike_bits) + "\n";
}

std::string written(const TieModel& tie) {
  return "\n[[tie]]\nname = " + std::to_string(tie.name) +
         "\nother = " + std::to_string(tie.other) + "\nsame = " + toml_real(tie.same_bits) +
         "\ndifferent = " + toml_real(tie.different_bits) + "\n";
}

/// All but the id.
std::string body_of(const ShardPlan& plan) {
  std::string text = "shards = " + std::to_string(plan.shards) +
                     "\nlists = " + in_quotes(plan.lists) + "\nfloor = " + toml_real(plan.floor) +
                     "\nprior = " + toml_real(plan.model.prior.share) +
                     "\nown_records = " + toml_real(plan.model.own_records) +
                     "\nsettings = " + in_quotes(manumit::link::written(plan.settings)) + "\n";
  for (const ComparisonModel& comparison : plan.model.comparisons)
    text += written(comparison);
  for (const TieModel& tie : plan.model.ties)
    text += written(tie);
  return text;
}

Result<ComparisonModel> comparison_of(const TomlTable& table, const ComparisonSetting& setting) {
  TRY(table.only({"m", "u", "bits", "own_share", "slip", "common_slip", "alike", "common_alike"}));
  const std::vector<double> m = TRY(table.reals("m", 0, 1));
  const std::vector<double> u = TRY(table.reals("u", 0, 1));
  const std::vector<double> bits = TRY(table.reals("bits", -kMostBits, kMostBits));
  if (m.empty() || m.size() != u.size() || m.size() != bits.size())
    return table.refuse("bits", "the weights of a comparison are as many as its levels");
  ComparisonModel model{.name = setting.name,
                        .columns = setting.columns,
                        .how = setting.how,
                        .term_frequency = setting.term_frequency,
                        .by_rarity = setting.how == How::words,
                        .levels = {}};
  model.own_share = TRY(table.real_or("own_share", 0, 0, 1));
  model.slip_bits = TRY(table.real_or("slip", 0, -kMostBits, kMostBits));
  model.common_slip_bits = TRY(table.real_or("common_slip", 0, -kMostBits, kMostBits));
  model.alike_bits = TRY(table.real_or("alike", 0, -kMostBits, kMostBits));
  model.common_alike_bits = TRY(table.real_or("common_alike", 0, -kMostBits, kMostBits));
  for (std::size_t level = 0; level < m.size(); ++level)
    model.levels.push_back({.name = {},
                            .m = m[level],
                            .u = u[level],
                            .weight = bits[level],
                            .weight_95 = {bits[level], bits[level]},
                            .seen = {}});
  return model;
}

Result<TieModel> tie_of(const TomlTable& table, std::size_t comparisons) {
  TRY(table.only({"name", "other", "same", "different"}));
  return TieModel{.name = TRY(table.whole_or("name", 0, 0, comparisons - 1)),
                  .other = TRY(table.whole_or("other", 0, 0, comparisons - 1)),
                  .same_bits = TRY(table.real_or("same", 0, -kMostBits, kMostBits)),
                  .different_bits = TRY(table.real_or("different", 0, -kMostBits, kMostBits))};
}

Result<void> read_weights(const TomlTable& root, ShardPlan& plan) {
  const std::vector<TomlTable> weights = TRY(root.tables("weights"));
  const std::vector<ComparisonSetting>& comparisons = plan.settings.comparisons;
  if (weights.size() != comparisons.size())
    return root.refuse("weights", "the weights of a comparison are as many as its levels");
  for (std::size_t i = 0; i < weights.size(); ++i)
    plan.model.comparisons.push_back(TRY(comparison_of(weights[i], comparisons[i])));
  for (const TomlTable& tie : TRY(root.tables("tie")))
    plan.model.ties.push_back(TRY(tie_of(tie, comparisons.size())));
  return {};
}

}  // namespace

std::string id_of(const ShardPlan& plan) {
  return in_hex(hash_of(body_of(plan)));
}

std::string written(const ShardPlan& plan) {
  return "format = 1\nid = " + in_quotes(plan.id) + "\n" + body_of(plan);
}

Result<ShardPlan> read_plan(std::string_view toml, std::string_view file) {
  const toml::table table = TRY(toml_of(toml, file));
  const TomlTable root(table, file);
  TRY(root.only({"format", "id", "shards", "lists", "floor", "prior", "own_records", "settings",
                 "weights", "tie"}));
  if (TRY(root.whole_or("format", 0, 0, std::numeric_limits<std::int64_t>::max())) != 1)
    return root.refuse("format", "the file does not begin with format = 1");
  ShardPlan plan;
  plan.shards = static_cast<std::uint32_t>(TRY(root.whole_or("shards", 1, 1, kMostShards)));
  plan.lists = TRY(root.text("lists"));
  plan.floor = TRY(root.real_or("floor", 0, -kMostBits, kMostBits));
  plan.model.prior.share = TRY(root.real_or("prior", 0, 0, 1));
  plan.model.own_records = TRY(root.real_or("own_records", 0, 0, 1e12));
  plan.settings = TRY(read_settings(TRY(root.text("settings")), file));
  TRY(read_weights(root, plan));
  plan.id = TRY(root.text("id"));
  if (plan.id != id_of(plan))
    return root.refuse("id", "this plan was changed after it was made", "make it again");
  return plan;
}

}  // namespace manumit::link
