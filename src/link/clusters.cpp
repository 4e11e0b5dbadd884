// SPDX-License-Identifier: Apache-2.0
#include "clusters.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <unordered_map>

#include "average_linkage.h"
#include "base/parallel.h"
#include "pair_judge.h"
#include "union_find.h"

namespace manumit::link {
namespace {

// Every pair of a group is weighed: a thousand records have half a million.
constexpr std::size_t kMostTogether = 1000;

/// What people said must hold together.
Result<void> check_decisions(const Decisions& decisions, std::size_t records) {
  UnionFind together(records);
  for (const auto* pairs : {&decisions.same, &decisions.different}) {
    for (const RecordPair& pair : *pairs) {
      if (pair.a >= records || pair.b >= records || pair.a == pair.b)
        return fail(Error::Kind::bad_input, "a decision is about records that are not there");
    }
  }
  for (const RecordPair& pair : decisions.same)
    together.join(pair.a, pair.b);
  for (const RecordPair& pair : decisions.different) {
    if (together.find(pair.a) == together.find(pair.b)) {
      return fail(Error::Kind::bad_input,
                  "the same records are decided to be one person and to be two", {},
                  "take one of the decisions back");
    }
  }
  return {};
}

using Members = std::vector<std::uint32_t>;
using Group = std::span<const std::uint32_t>;

/// Records that hang together, two of them at least, each group in its order; all of them in one
/// piece of memory.
class Groups {
 public:
  Groups(UnionFind& together, std::size_t records) {
    // First how many each root has, then where its next record goes.
    std::vector<std::uint32_t> place(records, 0);
    for (std::uint32_t record = 0; record < records; ++record)
      ++place[together.find(record)];
    std::uint32_t next = 0;
    for (std::uint32_t& each : place) {
      const std::uint32_t count = each < 2 ? 0 : each;
      each = count == 0 ? kAlone : next;
      if (count > 0)
        begins_.push_back(next);
      next += count;
    }
    begins_.push_back(next);
    members_.resize(next);
    for (std::uint32_t record = 0; record < records; ++record) {
      std::uint32_t& at = place[together.find(record)];
      if (at != kAlone)
        members_[at++] = record;
    }
  }

  [[nodiscard]] std::size_t size() const { return begins_.size() - 1; }
  [[nodiscard]] Group operator[](std::size_t group) const {
    return Group(members_).subspan(begins_[group], begins_[group + 1] - begins_[group]);
  }

 private:
  static constexpr std::uint32_t kAlone = 0xFFFFFFFF;
  std::vector<std::uint32_t> members_;
  std::vector<std::uint32_t> begins_;
};

/// Groups that grow edge by edge, the strongest first, as long as nobody meets who must not and
/// none becomes too large.
class Growing {
 public:
  Growing(Group members, const Bounds& bounds, std::size_t most) : bounds_(bounds), most_(most) {
    for (const std::uint32_t member : members)
      groups_[member] = {member}, group_of_[member] = member;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    std::uint32_t into = group_of_[a];
    std::uint32_t from = group_of_[b];
    if (into == from)
      return;
    if (groups_[into].size() < groups_[from].size())
      std::swap(into, from);
    if (groups_[into].size() + groups_[from].size() > most_ || clash(groups_[into], groups_[from]))
      return;
    for (const std::uint32_t member : groups_[from]) {
      group_of_[member] = into;
      groups_[into].push_back(member);
    }
    groups_.erase(from);
  }

  [[nodiscard]] std::vector<Members> groups() const {
    std::vector<Members> all;
    for (const auto& [name, members] : groups_) {
      all.push_back(members);
      std::sort(all.back().begin(), all.back().end());
    }
    return all;
  }

 private:
  [[nodiscard]] bool clash(const Members& a, const Members& b) const {
    if (!bounds_.any())
      return false;
    for (const std::uint32_t one : a) {
      for (const std::uint32_t other : b) {
        if (bounds_.forbidden(one, other))
          return true;
      }
    }
    return false;
  }

  const Bounds& bounds_;
  std::size_t most_;
  std::map<std::uint32_t, Members> groups_;
  std::unordered_map<std::uint32_t, std::uint32_t> group_of_;
};

class Clustering {
 public:
  Clustering(const Scorer& scorer, const std::vector<Edge>& edges, double prior_bits,
             const Settings& settings, const Decisions& decisions)
      : scorer_(scorer),
        edges_(edges),
        prior_bits_(prior_bits),
        settings_(settings),
        decisions_(decisions),
        judge_(scorer, prior_bits, decisions),
        records_(scorer.fields().records()) {}

  [[nodiscard]] Result<Clustered> run() {
    UnionFind together(records_);
    for (const Edge& edge : edges_) {
      if (links(edge))
        together.join(edge.a, edge.b);
    }
    for (const RecordPair& pair : decisions_.same)
      together.join(pair.a, pair.b);
    const Groups groups(together, records_);
    gather_edges(groups, together);
    clustered_.cluster.resize(records_);
    std::iota(clustered_.cluster.begin(), clustered_.cluster.end(), std::uint32_t{0});
    // Groups are many and mostly of two or three: some hundreds make a piece of work.
    constexpr std::size_t kTogether = 256;
    const std::size_t pieces = (groups.size() + kTogether - 1) / kTogether;
    TRY(parallel_for(pieces, settings_.threads, [&](std::size_t piece) -> Result<void> {
      const std::size_t end = std::min(groups.size(), (piece + 1) * kTogether);
      for (std::size_t i = piece * kTogether; i < end; ++i)
        part(groups[i]);
      return {};
    }));
    warn(groups);
    warn_of_broken_promises();
    for (std::uint32_t record = 0; record < records_; ++record)
      clustered_.clusters += clustered_.cluster[record] == record ? 1 : 0;
    return std::move(clustered_);
  }

 private:
  [[nodiscard]] bool links(const Edge& edge) const {
    return static_cast<double>(edge.evidence) + prior_bits_ >= settings_.clusters.at_least;
  }
  [[nodiscard]] bool by_average() const {
    return settings_.clusters.method == ClusterMethod::average;
  }
  /// Whether the edges of a group are needed one by one.
  [[nodiscard]] bool needs_edges(Group group) const {
    return by_average() ? group.size() > kMostTogether : judge_.bounds().any();
  }

  void gather_edges(const Groups& groups, UnionFind& together) {
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (needs_edges(groups[i]))
        edges_of_[groups[i].front()];
    }
    if (edges_of_.empty())
      return;
    for (const RecordPair& pair : decisions_.same)
      decided_of_[together.find(pair.a)].push_back(pair);
    for (const Edge& edge : edges_) {
      const auto found = edges_of_.find(together.find(edge.a));
      if (links(edge) && found != edges_of_.end())
        found->second.push_back(edge);
    }
  }

  void name(Group members) {
    const std::uint32_t first = *std::min_element(members.begin(), members.end());
    for (const std::uint32_t member : members)
      clustered_.cluster[member] = first;
  }

  void part(Group group) {
    if (!by_average() && !judge_.bounds().any()) {
      name(group);
      return;
    }
    if (!needs_edges(group)) {
      part_by_average(group);
      return;
    }
    for (const Members& grown : grow(group)) {
      if (by_average())
        part_by_average(grown);
      else
        name(grown);
    }
  }

  [[nodiscard]] std::vector<Members> grow(Group group) const {
    Growing growing(group, judge_.bounds(), by_average() ? kMostTogether : group.size());
    if (const auto decided = decided_of_.find(group.front()); decided != decided_of_.end()) {
      for (const RecordPair& pair : decided->second)
        growing.join(pair.a, pair.b);
    }
    std::vector<Edge> edges = edges_of_.at(group.front());
    const Fields& fields = scorer_.fields();
    std::sort(edges.begin(), edges.end(), [&](const Edge& a, const Edge& b) {
      if (a.evidence != b.evidence)
        return a.evidence > b.evidence;
      const std::uint64_t of_a = fields.hash(a.a) ^ fields.hash(a.b);
      const std::uint64_t of_b = fields.hash(b.a) ^ fields.hash(b.b);
      return of_a != of_b ? of_a < of_b : std::pair(a.a, a.b) < std::pair(b.a, b.b);
    });
    for (const Edge& edge : edges)
      growing.join(edge.a, edge.b);
    return growing.groups();
  }

  void part_by_average(Group group) {
    if (group.size() == 1)
      return;
    if (group.size() == 2) {
      if (judge_.weight(group[0], group[1]) >= settings_.clusters.at_least)
        name(group);
      return;
    }
    // In an order that what the records say decides, so that equally good ways fall out alike.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    for (const std::uint32_t member : group)
      order.emplace_back(scorer_.fields().hash(member), member);
    std::sort(order.begin(), order.end());
    PairWeights weights(order.size());
    for (std::size_t a = 0; a < order.size(); ++a) {
      for (std::size_t b = a + 1; b < order.size(); ++b)
        weights.set(a, b, judge_.weight(order[a].second, order[b].second));
    }
    const std::vector<std::uint32_t> groups = average_linkage(weights, settings_.clusters.at_least);
    std::map<std::uint32_t, Members> named;
    for (std::size_t i = 0; i < groups.size(); ++i)
      named[groups[i]].push_back(order[i].second);
    for (const auto& [group_name, members] : named)
      name(members);
  }

  void warn(const Groups& groups) {
    std::size_t large = 0;
    std::size_t largest = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (by_average() && groups[i].size() > kMostTogether) {
        ++large;
        largest = std::max(largest, groups[i].size());
      }
    }
    if (large > 0) {
      clustered_.warnings.push_back(
          {"large_groups",
           {"{0} groups of records hang together by chains of links, the largest of {1} records; "
            "they were parted along their weakest links first; a rule or a comparison may be too "
            "loose",
            {std::to_string(large), std::to_string(largest)}}});
    }
  }

  /// A person put together what a list promised to be two people.
  void warn_of_broken_promises() {
    for (const RecordPair& pair : judge_.bounds().broken_promises()) {
      const RecordTable& table = scorer_.fields().table();
      clustered_.warnings.push_back(
          {"list_with_one_person_twice",
           {"the list {0} is said to hold nobody twice, and a decision says that rows {1} and {2} "
            "of it are one; the decision holds",
            {table.sources()[table.source_of(pair.a)].name, std::to_string(table.row_of(pair.a)),
             std::to_string(table.row_of(pair.b))}}});
    }
  }

  const Scorer& scorer_;
  const std::vector<Edge>& edges_;
  double prior_bits_;
  const Settings& settings_;
  const Decisions& decisions_;
  PairJudge judge_;
  std::size_t records_;
  std::unordered_map<std::uint32_t, std::vector<Edge>> edges_of_;  ///< By the group's first.
  std::unordered_map<std::uint32_t, std::vector<RecordPair>> decided_of_;  ///< Likewise.
  Clustered clustered_;
};

}  // namespace

Result<Clustered> make_clusters(const Scorer& scorer, const std::vector<Edge>& edges,
                                double prior_bits, const Settings& settings,
                                const Decisions& decisions) {
  TRY(check_decisions(decisions, scorer.fields().records()));
  return Clustering(scorer, edges, prior_bits, settings, decisions).run();
}

}  // namespace manumit::link
