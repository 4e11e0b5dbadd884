// SPDX-License-Identifier: Apache-2.0
#include "link_json.h"

#include <limits>
#include <string>

#include "link/profile.h"

namespace manumit::exchange {
namespace {

constexpr int kFormat = 1;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();  // null in JSON.

class LinkWriter {
 public:
  LinkWriter(JsonWriter& json, const LinkReport& report)
      : json_(json), report_(report), linkage_(report.linkage) {}

  void write() {
    json_.field("format", kFormat);
    json_.field("kind",
                report_.settings.kind == link::NameKind::person ? "person" : "organisation");
    json_.field("records", report_.table.size());
    json_.field("clusters", linkage_.clusters);
    write_lists();
    write_columns();
    json_.field("settings_guessed", report_.guessed);
    json_.field("settings", written(report_.settings));
    write_prior();
    write_comparisons();
    write_ties();
    write_training();
    write_rules();
    write_found();
    write_overlap();
    write_draws();
    write_judged();
    write_explained();
    write_warnings();
    write_timings();
  }

 private:
  void limits(std::string_view name, const link::Limits& limits) {
    json_.key(name);
    json_.open_list();
    json_.real(limits.low);
    json_.real(limits.high);
    json_.close_list();
  }
  void sentence(const Sentence& said) {
    json_.field("text", in_english(said));
    json_.field("what", said.text);
    json_.field("fills", said.fills);
  }
  void write_lists() {
    std::size_t place = 0;
    json_.objects("lists", report_.table.sources(), [&](const link::Source& source) {
      json_.field("name", source.name);
      json_.field("records", source.count);
      json_.field("deduplicated", source.deduplicated);
      json_.field("unlinkable", linkage_.unlinkable[place++]);
    });
  }

  void write_columns() {
    json_.objects("columns", profile_of(report_.table), [&](const link::ColumnProfile& column) {
      json_.field("name", column.name);
      json_.field("role", name_of(column.role));
      json_.field("present", column.present);
      json_.field("different", column.different);
      json_.field("commonest", column.commonest);
    });
  }

  void write_prior() {
    const link::PriorModel& prior = linkage_.model.prior;
    json_.key("prior");
    json_.open();
    json_.field("share", prior.share);
    limits("share_95", prior.share_95);
    json_.field("pairs", prior.pairs);
    json_.field("by", prior.by);
    json_.close();
  }

  void write_comparisons() {
    json_.objects("comparisons", linkage_.model.comparisons,
                  [&](const link::ComparisonModel& comparison) {
                    json_.field("name", comparison.name);
                    json_.field("columns", comparison.columns);
                    json_.field("how", name_of(comparison.how));
                    json_.field("term_frequency", comparison.term_frequency);
                    json_.field("by_rarity", comparison.by_rarity);
                    json_.field("own_share", comparison.own_share);
                    json_.field("slip_bits", comparison.slip_bits);
                    json_.field("common_slip_bits", comparison.common_slip_bits);
                    json_.field("alike_bits", comparison.alike_bits);
                    json_.field("common_alike_bits", comparison.common_alike_bits);
                    json_.objects("levels", comparison.levels, [&](const link::LevelModel& level) {
                      json_.key("name");
                      json_.open();
                      sentence(level.name);
                      json_.close();
                      json_.field("m", level.m);
                      json_.field("u", level.u);
                      json_.field("weight", level.weight);
                      limits("weight_95", level.weight_95);
                      json_.key("seen");
                      level.seen ? json_.whole(*level.seen) : json_.nothing();
                    });
                  });
  }

  void write_ties() {
    json_.objects("ties", linkage_.model.ties, [&](const link::TieModel& tie) {
      json_.field("name", linkage_.model.comparisons[tie.name].name);
      json_.field("other", linkage_.model.comparisons[tie.other].name);
      json_.field("same_bits", tie.same_bits);
      json_.field("different_bits", tie.different_bits);
    });
  }

  void write_training() {
    json_.objects("training", linkage_.training, [&](const link::RuleTaught& rule) {
      json_.field("keys", rule.keys);
      json_.field("pairs", rule.pairs);
      json_.field("share", rule.share);
      json_.field("rounds", rule.rounds);
    });
  }

  void write_rules() {
    json_.objects("rules", linkage_.rules, [&](const link::RuleFound& rule) {
      json_.field("keys", rule.keys);
      json_.field("pairs", rule.pairs);
      json_.field("matches", rule.matches);
      json_.field("blocks", rule.blocks);
      json_.field("largest", rule.largest);
      json_.field("passed_over_blocks", rule.passed_over_blocks);
      json_.field("passed_over_pairs", rule.passed_over_pairs);
      json_.objects("passed_over", rule.passed_over, [&](const link::PassedOver& block) {
        json_.field("records", block.records);
        json_.field("pairs", block.pairs);
      });
    });
  }

  void write_found() {
    const link::BlockingRecall& blocking = linkage_.blocking;
    json_.key("blocking");
    json_.open();
    json_.field("found", blocking.found);
    json_.field("missed_at_least", blocking.missed_at_least);
    json_.field("recall_at_most", blocking.at_most.value_or(kUnknown));
    limits("recall_at_most_95", blocking.at_most_95);
    json_.close();
    json_.field("compared", linkage_.compared);
    json_.field("pairs_from", linkage_.pairs_from);
    json_.field("pairs", linkage_.pairs.size());
    json_.objects("weights", linkage_.weights, [&](const link::WeightCount& count) {
      json_.field("from", count.from);
      json_.field("pairs", count.pairs);
    });
    json_.objects("cluster_sizes", link::cluster_sizes(linkage_.cluster), [&](const auto& size) {
      json_.field("records", size.first);
      json_.field("clusters", size.second);
    });
  }

  void write_overlap() {
    if (!report_.overlap) {
      json_.key("overlap");
      json_.nothing();
      return;
    }
    json_.objects("overlap", report_.overlap->people, [&](const auto& history) {
      json_.key("lists");
      json_.open_list();
      for (std::size_t i = 0; i < history.first.size(); ++i) {
        if (history.first[i] == '1')
          json_.text(report_.overlap->lists[i]);
      }
      json_.close_list();
      json_.field("clusters", history.second);
    });
  }

  void write_draws() {
    json_.key("draws");
    if (!report_.drawn) {
      json_.nothing();
      return;
    }
    json_.open();
    limits("clusters_95", report_.drawn->clusters_95);
    json_.key("clusters");
    json_.open_list();
    for (const std::uint64_t clusters : report_.drawn->clusters)
      json_.whole(clusters);
    json_.close_list();
    write_rate("pair_precision", report_.drawn->precision);
    write_rate("pair_recall", report_.drawn->recall);
    json_.close();
  }

  void write_rate(const std::string& name, const link::Rate& rate) {
    json_.field(name, rate.value);
    limits(name + "_95", rate.limits_95);
  }

  void write_rates(std::string_view name, const link::Rates& rates) {
    json_.key(name);
    json_.open();
    write_rate("precision", rates.precision);
    write_rate("recall", rates.recall);
    write_rate("f1", rates.f1);
    json_.close();
  }

  void write_judged() {
    json_.key("judged");
    if (!report_.judged) {
      json_.nothing();
      return;
    }
    const link::Evaluation& judged = *report_.judged;
    json_.open();
    json_.field("records", judged.records);
    json_.field("left_out", judged.left_out);
    json_.field("people", judged.people);
    json_.field("clusters", judged.clusters);
    json_.field("true_pairs", judged.true_pairs);
    json_.field("linked_pairs", judged.linked_pairs);
    json_.field("both", judged.both);
    write_rates("pair", judged.pair);
    write_rates("cluster", judged.cluster);
    write_rates("b_cubed", judged.b_cubed);
    json_.close();
  }

  void write_record(std::string_view name, std::uint32_t record) {
    json_.key(name);
    json_.open();
    json_.field("list", report_.table.sources()[report_.table.source_of(record)].name);
    json_.field("row", report_.table.row_of(record));
    json_.close();
  }

  void write_explained() {
    json_.objects("explained", report_.explained, [&](const ExplainedPair& each) {
      write_record("a", each.pair.a);
      write_record("b", each.pair.b);
      json_.field("weight", each.why.weight);
      json_.field("probability", each.why.probability);
      json_.field("prior_bits", each.why.prior_bits);
      json_.objects("parts", each.why.parts, [&](const link::ExplainedPart& part) {
        json_.field("comparison", part.comparison);
        sentence(part.said);
        json_.field("bits", part.bits);
        json_.objects("because", part.because, [&](const Sentence& reason) { sentence(reason); });
      });
    });
  }

  void write_warnings() {
    json_.objects("warnings", report_.warnings, [&](const Warning& warning) {
      json_.field("code", warning.code);
      sentence(warning.sentence);
    });
  }

  void write_timings() {
    json_.objects("timings", linkage_.timings, [&](const link::Timing& timing) {
      json_.field("what", timing.what);
      json_.field("seconds", timing.seconds);
    });
  }

  JsonWriter& json_;
  const LinkReport& report_;
  const link::Linkage& linkage_;
};

}  // namespace

void write_link(JsonWriter& json, const LinkReport& report) {
  LinkWriter(json, report).write();
}

}  // namespace manumit::exchange
