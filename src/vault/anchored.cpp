// SPDX-License-Identifier: Apache-2.0
#include "anchored.h"

#include <algorithm>

#include "base/encoding.h"
#include "merkle.h"

namespace manumit::vault {
namespace {

const ChainEnd* end_of(const Checkpoint& said, const AuthorId& author) {
  const auto end = std::find_if(said.chains.begin(), said.chains.end(),
                                [&](const ChainEnd& one) { return one.head.author == author; });
  return end == said.chains.end() ? nullptr : &*end;
}

/// Leaves out each step that covers no more than an earlier one.
template <typename Stairs>
Stairs climbing(Stairs steps) {
  std::stable_sort(steps.begin(), steps.end(),
                   [](const auto& a, const auto& b) { return a.at_ms < b.at_ms; });
  Stairs out;
  for (const auto& step : steps) {
    if (out.empty() || out.back().entries < step.entries)
      out.push_back(step);
  }
  return out;
}

template <typename Stairs>
auto first_that_covers(const Stairs& stairs, std::uint64_t seq) {
  return std::find_if(stairs.begin(), stairs.end(),
                      [&](const auto& step) { return step.entries >= seq; });
}

}  // namespace

/// Every state that vouches for the beginning of this chain as it is here. The times are those of
/// the devices that noted them.
std::vector<Anchored::Step> Anchored::borne_out(const AuthorId& author) const {
  const auto tree = all_.trees.find(author);
  if (tree == all_.trees.end())
    return {};
  std::vector<Step> out;
  for (std::size_t i = 0; i < vault_.states.size(); ++i) {
    const NotedState& state = vault_.states[i];
    const ChainEnd* end = end_of(state.said, author);
    if (end != nullptr && state.line && end->head.seq <= tree->second.leaves().size() &&
        counts(vault_.registry, state) && tree->second.root(end->head.seq) == end->root)
      out.push_back({end->head.seq, i, state.said.made_ms});
  }
  return out;
}

Anchored::Chain Anchored::read_chain(const AuthorId& author) const {
  Chain out;
  const std::vector<Step> steps = borne_out(author);
  out.of_paper = climbing(steps);
  for (Step step : steps) {
    const auto& witness = vault_.states[step.state].witness;
    // A device of the vault is no witness of it, whatever a bundle brought.
    if (!witness || first_bad_utf8(witness->name) ||
        vault_.authors.count(author_of(witness->witness)) != 0)
      continue;
    step.at_ms = witness->at_ms;
    out.of_witness[witness->witness].push_back(step);
  }
  for (auto& [key, stairs] : out.of_witness)
    stairs = climbing(std::move(stairs));
  return out;
}

const Anchored::Chain& Anchored::chain_of(const AuthorId& author) {
  const auto known = chains_.find(author);
  return known != chains_.end() ? known->second
                                : chains_.emplace(author, read_chain(author)).first->second;
}

AnchoredAt Anchored::place(const Step& step, bool witnessed, const AuthorId& author,
                           std::uint64_t seq) {
  const std::pair<std::size_t, bool> wanted{step.state, witnessed};
  const auto known = std::find(used_.begin(), used_.end(), wanted);
  AnchoredAt out{.anchor = static_cast<std::size_t>(known - used_.begin()), .path = {}};
  if (known == used_.end())
    used_.push_back(wanted);
  out.path = all_.trees.at(author).path(seq - 1, step.entries);
  return out;
}

std::vector<AnchoredAt> Anchored::places_of(const AuthorId& author, std::uint64_t seq) {
  const Chain& chain = chain_of(author);
  std::vector<Step> by_witnesses;
  for (const auto& [key, stairs] : chain.of_witness) {
    if (const auto step = first_that_covers(stairs, seq); step != stairs.end())
      by_witnesses.push_back(*step);
  }
  std::stable_sort(by_witnesses.begin(), by_witnesses.end(),
                   [](const Step& a, const Step& b) { return a.at_ms < b.at_ms; });
  by_witnesses.resize(std::min(by_witnesses.size(), kMostWitnesses));
  std::vector<AnchoredAt> out;
  for (const Step& step : by_witnesses)
    out.push_back(place(step, true, author, seq));
  const auto paper = first_that_covers(chain.of_paper, seq);
  if (paper == chain.of_paper.end())
    return out;
  const auto& line = vault_.states[paper->state].line;
  const bool told = std::any_of(by_witnesses.begin(), by_witnesses.end(), [&](const Step& step) {
    return vault_.states[step.state].line == line;
  });
  if (!told)
    out.push_back(place(*paper, false, author, seq));
  return out;
}

std::vector<ProvedAnchor> Anchored::used() const {
  std::vector<ProvedAnchor> out;
  for (const auto& [which, witnessed] : used_) {
    const CheckpointRow& row = vault_.states[which].row;
    ProvedAnchor& anchor = out.emplace_back();
    anchor.checkpoint.body = row.body;
    anchor.checkpoint.by.key = vault_.authors.at(row.author);
    anchor.checkpoint.by.signature = row.sig;
    std::copy_n(row.anchor.begin(), kSaltBytes, anchor.salt.begin());
    if (witnessed)
      anchor.countersignature.assign(row.anchor.begin() + kSaltBytes, row.anchor.end());
  }
  return out;
}

}  // namespace manumit::vault
