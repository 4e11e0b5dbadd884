// SPDX-License-Identifier: Apache-2.0
#include "link_review.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace manumit::exchange {
namespace {

using casework::LinkPair;
using casework::Links;
using casework::Standing;

const casework::RecordId& subject_of(const VaultLinkage& run, std::uint32_t row) {
  return run.records.rows[row].record.subject;
}

ReviewedPair reviewed(const VaultLinkage& run, const Links& links, const link::RecordPair& rows,
                      double weight) {
  return {rows, weight, links.pair(subject_of(run, rows.a), subject_of(run, rows.b))};
}

/// A pair that people decided on, if both of its records are in the run.
std::optional<ReviewedPair> decided_pair(const VaultLinkage& run, const LinkPair& pair) {
  const auto a = run.row(pair.a);
  const auto b = run.row(pair.b);
  if (!a || !b)
    return std::nullopt;
  return ReviewedPair{
      {std::min(*a, *b), std::max(*a, *b)}, run.explainer->explain(*a, *b).weight, &pair};
}

bool is_doubtful(const ReviewedPair& pair) {
  return pair.weight >= kReviewedFrom && pair.weight <= kDoubtfulTo && !pair.is_decided();
}

/// Whoever waits for the second word must not be asked again, nor what others bound already.
bool waits_for(const ReviewedPair& pair, const VaultLinkage& run, const Links& links,
               const vault::MemberId& member) {
  if (pair.is_decided() ||
      (pair.decided != nullptr && pair.decided->standing == Standing::disagreed))
    return false;
  const auto* group = links.group_of(subject_of(run, pair.rows.a));
  if (group != nullptr && group == links.group_of(subject_of(run, pair.rows.b)))
    return false;
  if (pair.decided == nullptr)
    return true;
  const std::vector<casework::Opinion> said = links.opinions(*pair.decided);
  return std::none_of(said.begin(), said.end(),
                      [&](const casework::Opinion& one) { return one.by == member; });
}

}  // namespace

std::vector<ReviewedPair> pairs_of(const VaultLinkage& run, const Links& links, PairsShown shown) {
  std::vector<ReviewedPair> all;
  std::set<const LinkPair*> met;
  for (const link::LinkedPair& pair : run.pairs) {
    all.push_back(reviewed(run, links, {pair.a, pair.b}, static_cast<double>(pair.weight)));
    if (all.back().decided != nullptr)
      met.insert(all.back().decided);
  }
  for (const LinkPair& pair : links.pairs()) {
    if (met.count(&pair) != 0)
      continue;
    if (const auto one = decided_pair(run, pair))
      all.push_back(*one);
  }
  std::erase_if(all, [&](const ReviewedPair& pair) {
    const bool together = run.linkage.cluster[pair.rows.a] == run.linkage.cluster[pair.rows.b];
    return (shown == PairsShown::linked && !together) ||
           (shown == PairsShown::doubtful && !is_doubtful(pair));
  });
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& x, const auto& y) { return x.weight > y.weight; });
  return all;
}

std::vector<ReviewedPair> waiting_for(const VaultLinkage& run, const Links& links,
                                      const vault::MemberId& member) {
  std::vector<ReviewedPair> out;
  for (const auto& [rows, weight] : run.by_teaching) {
    const ReviewedPair pair = reviewed(run, links, rows, weight);
    if (waits_for(pair, run, links, member))
      out.push_back(pair);
  }
  return out;
}

std::vector<ReviewedPair> disagreed_in(const VaultLinkage& run, const Links& links) {
  std::vector<ReviewedPair> out;
  for (const LinkPair& pair : links.pairs()) {
    if (pair.standing != Standing::disagreed)
      continue;
    if (const auto one = decided_pair(run, pair))
      out.push_back(*one);
  }
  return out;
}

ReviewState review_of(const VaultLinkage& run, const Links& links, const vault::MemberId& member) {
  ReviewState out;
  out.waiting = waiting_for(run, links, member).size();
  out.doubtful = pairs_of(run, links, PairsShown::doubtful).size();
  const auto is_in = [&](const LinkPair& pair) { return run.row(pair.a) && run.row(pair.b); };
  for (const LinkPair& pair : links.pairs()) {
    if (!is_in(pair))
      continue;
    out.one_said += pair.standing == Standing::one_said ? 1 : 0;
    out.disagreed += pair.standing == Standing::disagreed ? 1 : 0;
    out.agreed += pair.verdict ? 1 : 0;
  }
  out.agreement = casework::agreement(links, is_in);
  return out;
}

ProposedClusters clusters_of(const VaultLinkage& run, const Links& links, std::size_t offset,
                             std::size_t limit) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> members;
  for (std::uint32_t row = 0; row < run.linkage.cluster.size(); ++row)
    members[run.linkage.cluster[row]].push_back(row);
  std::erase_if(members, [](const auto& one) { return one.second.size() < 2; });
  std::vector<const std::vector<std::uint32_t>*> order;
  for (const auto& [first, rows] : members)
    order.push_back(&rows);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->size() > b->size(); });
  ProposedClusters out{.total = order.size(), .shown = {}};
  std::map<std::uint32_t, std::size_t> place;
  for (std::size_t i = offset; i < order.size() && i - offset < limit; ++i) {
    place.emplace(order[i]->front(), out.shown.size());
    out.shown.push_back({*order[i], {}});
  }
  for (const ReviewedPair& pair : pairs_of(run, links, PairsShown::linked)) {
    const auto at = place.find(members[run.linkage.cluster[pair.rows.a]].front());
    if (at != place.end())
      out.shown[at->second].edges.push_back(pair);
  }
  return out;
}

}  // namespace manumit::exchange
