// SPDX-License-Identifier: Apache-2.0
#include "newcomers.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/check.h"
#include "blocks.h"
#include "engine.h"
#include "pair_judge.h"
#include "record_builder.h"
#include "scorer.h"

namespace manumit::link {
namespace {

using Members = std::vector<std::uint32_t>;

/// The records under each key of one rule: those that were linked, and those that came after.
class KeyIndex {
 public:
  KeyIndex(const Fields& fields, const RuleKeys& rule, unsigned threads)
      : blocks_(Blocks::of(fields, rule, threads, Alone::kept)) {}

  void add(std::uint64_t key, std::uint32_t record) { later_[key].push_back(record); }

  /// Adds the records of a key, unless there are more than so many.
  void find(std::uint64_t key, std::size_t most, Members& into) const {
    const std::span<const Keyed> before = blocks_.with_key(key);
    const auto after = later_.find(key);
    if (before.size() + (after == later_.end() ? 0 : after->second.size()) > most)
      return;
    for (const Keyed& each : before)
      into.push_back(each.record);
    if (after != later_.end())
      into.insert(into.end(), after->second.begin(), after->second.end());
  }

 private:
  Blocks blocks_;
  std::unordered_map<std::uint64_t, Members> later_;
};

}  // namespace

struct Newcomers::Inside {
  RecordTableBuilder records;
  Settings settings;
  Model model;
  Decisions decisions;
  Engine engine;
  Scorer scorer;
  std::optional<PairJudge> judge;
  std::vector<KeyIndex> keys;
  std::vector<std::uint32_t> cluster;
  std::unordered_map<std::uint32_t, Members> groups;  ///< Of two and more, by the oldest.
  double keep_from = 0;

  explicit Inside(RecordTable&& table) : records(std::move(table)) {}

  [[nodiscard]] Result<void> prepare(const Linkage& linkage) {
    model = linkage.model;
    cluster = linkage.cluster;
    engine = TRY(engine_that_knows(records.so_far(), settings, model, true));
    scorer = Scorer::of(engine.fields, engine.comparators, model);
    judge.emplace(scorer, log2_odds(model.prior.share), decisions);
    for (const RuleKeys& rule : engine.rules)
      keys.emplace_back(engine.fields, rule, settings.threads);
    for (std::uint32_t record = 0; record < cluster.size(); ++record) {
      if (cluster[record] == record)
        continue;
      Members& group = groups[cluster[record]];
      if (group.empty())
        group.push_back(cluster[record]);
      group.push_back(record);
    }
    return {};
  }

  [[nodiscard]] Members members(std::uint32_t oldest) const {
    const auto found = groups.find(oldest);
    return found == groups.end() ? Members{oldest} : found->second;
  }

  /// Everybody who shares a key with the record, each once; the record is under its keys then.
  [[nodiscard]] Members meet(std::uint32_t record) {
    Members found;
    std::vector<std::uint64_t> of_rule;
    const RecordRow row = engine.fields.row(record);
    for (std::size_t rule = 0; rule < keys.size(); ++rule) {
      engine.rules[rule].keys(engine.fields, row, of_rule);
      for (const std::uint64_t key : of_rule) {
        keys[rule].find(key, settings.most_in_block, found);
        keys[rule].add(key, record);
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  [[nodiscard]] std::vector<Candidate> candidates(std::uint32_t record) {
    const double prior = log2_odds(model.prior.share);
    const double floor = keep_from - prior;
    std::vector<Candidate> all;
    const RecordRow row = engine.fields.row(record);
    for (const std::uint32_t other : meet(record)) {
      const double evidence = scorer.evidence_from(engine.fields.row(other), row, floor);
      if (evidence >= floor)
        all.push_back({other, evidence + prior});
    }
    std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.record < b.record;
    });
    return all;
  }

  [[nodiscard]] double average(const Members& a, const Members& b) const {
    double sum = 0;
    for (const std::uint32_t one : a) {
      for (const std::uint32_t other : b)
        sum += judge->weight(one, other);
    }
    return sum / (static_cast<double>(a.size()) * static_cast<double>(b.size()));
  }

  /// Puts the record, and with it whatever it brings together, into one group.
  void settle(Arrival& arrival) {
    constexpr std::size_t kMostGroups = 50;
    std::vector<std::uint32_t> open;
    for (const Candidate& candidate : arrival.candidates) {
      const std::uint32_t oldest = cluster[candidate.record];
      if (candidate.weight >= settings.clusters.at_least && open.size() < kMostGroups &&
          std::find(open.begin(), open.end(), oldest) == open.end())
        open.push_back(oldest);
    }
    Members grown = {arrival.record};
    while (!open.empty()) {
      std::vector<double> averages;
      for (const std::uint32_t oldest : open)
        averages.push_back(average(grown, members(oldest)));
      const auto best = std::max_element(averages.begin(), averages.end());
      if (*best < settings.clusters.at_least)
        break;
      const auto which = open.begin() + (best - averages.begin());
      const Members more = members(*which);
      grown.insert(grown.end(), more.begin(), more.end());
      arrival.joined.push_back(*which);
      open.erase(which);
    }
    keep(std::move(grown), arrival.joined);
  }

  void keep(Members grown, const std::vector<std::uint32_t>& joined) {
    if (grown.size() == 1)
      return;
    std::sort(grown.begin(), grown.end());
    for (const std::uint32_t oldest : joined)
      groups.erase(oldest);
    for (const std::uint32_t member : grown)
      cluster[member] = grown.front();
    const std::uint32_t oldest = grown.front();
    groups[oldest] = std::move(grown);
  }
};

Newcomers::Newcomers(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Newcomers::Newcomers(Newcomers&&) noexcept = default;
Newcomers& Newcomers::operator=(Newcomers&&) noexcept = default;
Newcomers::~Newcomers() = default;

Result<Newcomers> Newcomers::of(RecordTable table, const Settings& settings, const Linkage& linkage,
                                const Decisions& decisions, double keep_from) {
  MANUMIT_CHECK(linkage.cluster.size() == table.size());
  auto inside = std::make_unique<Inside>(std::move(table));
  inside->settings = settings;
  inside->decisions = decisions;
  inside->keep_from = std::min(keep_from, settings.clusters.at_least);
  TRY(inside->prepare(linkage));
  inside->records.begin_source("", false);
  return Newcomers(std::move(inside));
}

Arrival Newcomers::add(const std::vector<std::string>& texts) {
  Inside& inside = *inside_;
  Arrival arrival{.record = static_cast<std::uint32_t>(inside.records.so_far().size()),
                  .candidates = {},
                  .joined = {}};
  if (inside.records.so_far().has_ids())
    inside.records.add_id({});
  inside.records.add_texts(texts);
  inside.engine.take_in_last();
  inside.scorer.take_in_values(inside.model);
  inside.cluster.push_back(arrival.record);
  arrival.candidates = inside.candidates(arrival.record);
  inside.settle(arrival);
  return arrival;
}

const RecordTable& Newcomers::table() const {
  return inside_->records.so_far();
}

const std::vector<std::uint32_t>& Newcomers::cluster() const {
  return inside_->cluster;
}

}  // namespace manumit::link
