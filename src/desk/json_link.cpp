// SPDX-License-Identifier: Apache-2.0
#include "json_link.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "base/bytes.h"
#include "text/fold.h"
#include "text/script.h"

namespace manumit::desk {
namespace {

constexpr double kStep = 0.25;  // of link::WeightCount

std::size_t list_of(const casework::LinkRecords& records, std::uint32_t row) {
  const auto after =
      std::upper_bound(records.lists.begin(), records.lists.end(), row,
                       [](std::uint32_t at, const auto& one) { return at < one.first; });
  return static_cast<std::size_t>(after - records.lists.begin()) - 1;
}

/// As it is compared, where it is written in other letters; else empty.
std::string in_latin(const std::string& value) {
  const text::Script script = text::native_word(value).script;
  return script == text::Script::none || script == text::Script::latin ? std::string()
                                                                       : text::fold(value);
}

std::map<std::string, std::size_t> roles_in(const casework::LinkRecords& records) {
  std::map<std::string, std::size_t> roles;
  for (const casework::LinkRecords::Row& row : records.rows)
    ++roles[row.role];
  return roles;
}

void write_profile(JsonWriter& json, std::string_view name,
                   const std::vector<link::ColumnProfile>& profile) {
  json.objects(name, profile, [&](const link::ColumnProfile& column) {
    json.field("name", column.name);
    json.field("role", link::name_of(column.role));
    json.field("filled", column.present);
    json.field("different", column.different);
    json.field("commonest", column.commonest);
  });
}

void write_lists(JsonWriter& json, const casework::LinkRecords& records) {
  json.objects("lists", records.lists, [&](const casework::LinkRecords::List& one) {
    json.field("title", one.name);
    json.field("file_hash", one.file_hash);
    json.field("count", one.count);
    json.field("deduplicated", one.deduplicated);
  });
}

/// What a run says of itself; the review is said beside it.
class RunJson {
 public:
  RunJson(JsonWriter& json, const exchange::VaultLinkage& run)
      : json_(json), run_(run), linkage_(run.linkage) {}

  void write() {
    json_.field("run", run_.id);
    json_.field("kind", name_of(run_.wanted.kind));
    json_.key("roles");
    json_.texts({run_.wanted.roles.begin(), run_.wanted.roles.end()});
    json_.field("records", run_.records.rows.size() + run_.unlinkable);
    json_.field("sealed", run_.records.sealed);
    json_.field("unlinkable", run_.unlinkable);
    desk::write_lists(json_, run_.records);
    json_.key("columns");
    json_.open_list();
    for (const casework::LinkRecords::Column& column : run_.records.columns)
      json_.text(column.name);
    json_.close_list();
    write_profile(json_, "profile", profile_of(run_.table));
    write_rules();
    write_blocking();
    write_weights();
    write_clusters();
    write_expected();
    json_.key("warnings");
    json_.open_list();
    for (const Warning& warning : run_.warnings)
      desk::write(json_, warning.sentence);
    json_.close_list();
  }

 private:
  void write_rules() {
    json_.objects("rules", linkage_.rules, [&](const link::RuleFound& rule) {
      json_.field("name", rule.keys);
      json_.field("pairs", rule.pairs);
      json_.field("matches", rule.matches);
      json_.field("passed_over", rule.passed_over_pairs);
    });
  }

  void write_blocking() {
    const link::BlockingRecall& blocking = linkage_.blocking;
    json_.key("blocking");
    json_.open();
    json_.field("recall", blocking.at_most.value_or(std::numeric_limits<double>::quiet_NaN()));
    json_.field("low", blocking.at_most_95.low);
    json_.field("high", blocking.at_most_95.high);
    json_.close();
    json_.field("compared", linkage_.compared);
    const link::PriorModel& prior = linkage_.model.prior;
    json_.key("prior");
    json_.open();
    json_.field("share", prior.share);
    json_.field("low", prior.share_95.low);
    json_.field("high", prior.share_95.high);
    json_.field("pairs", prior.pairs);
    json_.field("bits", link::log2_odds(prior.share));
    json_.close();
  }

  void write_weights() {
    json_.objects("weights", linkage_.weights, [&](const link::WeightCount& count) {
      json_.field("from", count.from);
      json_.field("pairs", count.pairs);
    });
    json_.field("step", kStep);
    json_.field("at_least", run_.settings.clusters.at_least);
    json_.field("shown_from", exchange::kReviewedFrom);
    json_.field("pairs_count", run_.pairs.size());
  }

  void write_clusters() {
    std::uint64_t in_clusters = 0;
    for (const auto& [size, clusters] : link::cluster_sizes(linkage_.cluster))
      in_clusters += size > 1 ? size * clusters : 0;
    json_.field("clusters", linkage_.clusters + run_.unlinkable);
    json_.field("linked_records", in_clusters);
  }

  void write_rate(std::string_view name, const link::Rate& rate) {
    json_.key(name);
    json_.open();
    json_.field("value", rate.value);
    json_.field("low", rate.limits_95.low);
    json_.field("high", rate.limits_95.high);
    json_.close();
  }

  void write_expected() {
    json_.key("expected");
    if (!run_.drawn) {
      json_.nothing();
      return;
    }
    json_.open();
    write_rate("precision", run_.drawn->precision);
    write_rate("recall", run_.drawn->recall);
    json_.key("clusters");
    json_.open();
    const auto alone = static_cast<double>(run_.unlinkable);
    json_.field("low", run_.drawn->clusters_95.low + alone);
    json_.field("high", run_.drawn->clusters_95.high + alone);
    json_.close();
    json_.close();
  }

  JsonWriter& json_;
  const exchange::VaultLinkage& run_;
  const link::Linkage& linkage_;
};

void write_review(JsonWriter& json, const exchange::ReviewState& review) {
  json.field("doubtful", review.doubtful);
  json.key("review");
  json.open();
  json.field("waiting", review.waiting);
  json.field("one_said", review.one_said);
  json.field("disagreed", review.disagreed);
  json.field("agreed", review.agreed);
  json.key("agreement");
  if (review.agreement) {
    json.open();
    json.field("pairs", review.agreement->pairs);
    json.key("share");
    json.open();
    json.field("value", review.agreement->share);
    json.field("low", review.agreement->low);
    json.field("high", review.agreement->high);
    json.close();
    json.key("alpha");
    if (review.agreement->alpha)
      json.real(*review.agreement->alpha);
    else
      json.nothing();
    json.close();
  } else {
    json.nothing();
  }
  json.close();
}

}  // namespace

std::string_view name_of(casework::LinkedKind kind) {
  return kind == casework::LinkedKind::people ? "people" : "organisations";
}

std::optional<casework::LinkedKind> linked_kind_from(std::string_view name) {
  for (const auto kind : {casework::LinkedKind::people, casework::LinkedKind::organisations}) {
    if (name == name_of(kind))
      return kind;
  }
  return std::nullopt;
}

void write(JsonWriter& json, const Sentence& sentence) {
  json.open();
  json.field("text", in_english(sentence));
  json.field("what", sentence.text);
  json.field("fills", sentence.fills);
  json.close();
}

void write(JsonWriter& json, const casework::RecordRef& record) {
  json.open();
  json.field("subject", record.subject.hex());
  json.field("case", record.case_id.hex());
  json.close();
}

void RecordsJson::record(std::string_view name, std::uint32_t row) {
  json_.key(name);
  record(row);
}

void RecordsJson::record(std::uint32_t row) {
  const casework::LinkRecords::Row& shown = records_.rows[row];
  const auto in = book_.row(shown.record.case_id);
  json_.open();
  json_.key("ref");
  write(json_, shown.record);
  json_.field("case_number", in ? in->number : std::string());
  json_.field("list", list_of(records_, row));
  json_.field("role", shown.role);
  json_.field("values", shown.values);
  json_.key("latin");
  json_.open_list();
  for (const std::string& value : shown.values)
    json_.text(in_latin(value));
  json_.close_list();
  json_.close();
}

void RecordsJson::columns() {
  json_.key("columns");
  json_.open_list();
  for (const casework::LinkRecords::Column& column : records_.columns)
    json_.text(column.name);
  json_.close_list();
}

void RecordsJson::lists() {
  write_lists(json_, records_);
}

void write_link_lists(JsonWriter& json, const LinkListsRead& read, std::string_view kept) {
  json.open();
  json.field("kind", name_of(read.kind));
  write_lists(json, read.records);
  json.objects("roles", roles_in(read.records), [&](const auto& one) {
    json.field("role", one.first);
    json.field("count", one.second);
  });
  write_profile(json, "columns", read.profile);
  json.field("records", read.records.rows.size());
  json.field("sealed", read.records.sealed);
  json.key("run");
  if (kept.empty())
    json.nothing();
  else
    json.text(kept);
  json.close();
}

void write_link_run(JsonWriter& json, const exchange::VaultLinkage& run,
                    const exchange::ReviewState& review, bool is_stale) {
  json.open();
  RunJson(json, run).write();
  write_review(json, review);
  json.field("stale", is_stale);
  json.close();
}

void write_standing(JsonWriter& json, const casework::LinkPair* pair) {
  json.key("standing");
  if (pair == nullptr)
    json.nothing();
  else
    json.text(casework::name_of(pair->standing));
  json.key("verdict");
  if (pair == nullptr || !pair->verdict)
    json.nothing();
  else
    json.text(casework::name_of(*pair->verdict));
}

void write_weight(JsonWriter& json, double weight) {
  json.field("weight", weight);
  json.field("probability", link::probability_of(weight));
}

}  // namespace manumit::desk
