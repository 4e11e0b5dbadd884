// SPDX-License-Identifier: Apache-2.0
#include "chains.h"

#include <algorithm>

namespace manumit::vault {
namespace {

// A lamport clock beyond this lead is hostile: 2^64-1 would leave nobody a larger one.
constexpr std::uint64_t kMaxLead = std::uint64_t{1} << 20;
// More entries cut out than these, all authors together, are false numbers: places are kept for
// entries that are not there, and a file made for it could ask for more than there is memory.
constexpr std::uint64_t kMaxHoles = 1'000'000;

}  // namespace

bool Chains::knew_rightly(const Header& header) const {
  for (const Head& head : header.knew) {
    const auto chain = chains_.find(head.author);
    if (chain == chains_.end())
      return false;
    const auto branched = chain->second.branches.find(head.id);
    if (branched != chain->second.branches.end()) {
      if (branched->second.seq != head.seq || header.lamport <= branched->second.lamport)
        return false;
      continue;
    }
    if (head.seq > chain->second.links.size())
      return false;
    const Link& link = chain->second.links[head.seq - 1];
    const bool lost = link.id == EntryId{};
    if (!lost && (link.id != head.id || header.lamport <= link.lamport))
      return false;
  }
  return true;
}

std::optional<Damage::What> Chains::place(Chain& chain, const EntryId& id, const Header& header) {
  const bool on_branch = chain.branches.count(header.prev) != 0;
  if (!on_branch && header.seq > chain.links.size())
    return lengthen(chain.links, id, header);
  if (header.seq <= chain.links.size()) {
    Link& there = chain.links[header.seq - 1];
    if (there.id == EntryId{}) {
      there = {id, header.lamport};
      return Damage::What::chain;  // It stands behind its successor.
    }
    if (there.id == id)
      return Damage::What::chain;
  }
  const bool fresh =
      chain.branches.try_emplace(id, Branched{header.seq, header.lamport, header.prev}).second;
  return fresh ? Damage::What::fork : Damage::What::chain;
}

std::optional<Damage::What> Chains::lengthen(std::vector<Link>& links, const EntryId& id,
                                             const Header& header) {
  const std::uint64_t hole = header.seq - 1 - links.size();
  if (hole > kMaxHoles - holes_)
    return Damage::What::chain;
  holes_ += hole;
  const bool excused = hole > 0 && hole <= excused_;
  if (excused)
    excused_ -= hole;
  const bool fits = hole == 0 && (links.empty() || links.back().id == EntryId{} ||
                                  links.back().id == header.prev);
  const bool later = links.empty() || header.lamport > links.back().lamport;
  links.resize(header.seq - 1);
  links.push_back({id, header.lamport});
  if ((fits || excused) && later)
    return std::nullopt;
  return Damage::What::chain;
}

bool Chains::tame(const Header& header) const {
  return header.lamport <= highest_ + kMaxLead;
}

bool Chains::comes_after(const Header& header) const {
  const auto chain = chains_.find(header.author);
  if (header.seq <= 1 || chain == chains_.end())
    return knew_rightly(header);
  const auto branched = chain->second.branches.find(header.prev);
  if (branched != chain->second.branches.end())
    return header.lamport > branched->second.lamport && knew_rightly(header);
  const std::vector<Link>& links = chain->second.links;
  return header.seq - 2 < links.size() && header.lamport > links[header.seq - 2].lamport &&
         knew_rightly(header);
}

std::optional<Damage::What> Chains::follow(const EntryId& id, const Header& header) {
  const bool knew = knew_rightly(header);
  const bool in_proportion = tame(header);
  std::optional<Damage::What> trouble = place(chains_[header.author], id, header);
  if (in_proportion)
    highest_ = std::max(highest_, header.lamport);
  if (!trouble && (!knew || !in_proportion))
    trouble = Damage::What::chain;
  return trouble;
}

Head Chains::tip_of(const AuthorId& author, const Chain& chain) {
  Head tip{author, chain.links.size(), {}};
  if (!chain.links.empty())
    tip.id = chain.links.back().id;
  for (const auto& [id, link] : chain.branches)
    tip = std::max(tip, Head{author, link.seq, id});
  return tip;
}

std::vector<Head> Chains::heads() const {
  std::vector<Head> out;
  for (const auto& [author, chain] : chains_) {
    if (!chain.links.empty() || !chain.branches.empty())
      out.push_back(tip_of(author, chain));
  }
  return out;
}

std::vector<AuthorId> Chains::forked() const {
  std::vector<AuthorId> out;
  for (const auto& [author, chain] : chains_) {
    if (!chain.branches.empty())
      out.push_back(author);
  }
  return out;
}

bool Chains::holds(const Head& head) const {
  const auto found = chains_.find(head.author);
  if (found == chains_.end() || head.seq < 1)
    return false;
  const Chain& chain = found->second;
  if (head.seq <= chain.links.size() && chain.links[head.seq - 1].id == head.id)
    return true;
  const auto branched = chain.branches.find(head.id);
  return branched != chain.branches.end() && branched->second.seq == head.seq;
}

std::optional<EntryId> Chains::id_at(const AuthorId& author, std::uint64_t seq) const {
  const auto chain = chains_.find(author);
  if (chain == chains_.end() || seq < 1 || seq > chain->second.links.size())
    return std::nullopt;
  return chain->second.links[seq - 1].id;
}

std::optional<std::vector<EntryId>> Chains::up_to(const Head& head) const {
  if (!holds(head))
    return std::nullopt;
  const Chain& chain = chains_.at(head.author);
  std::vector<EntryId> on_branch;  // the last first
  EntryId at = head.id;
  std::uint64_t seq = head.seq;
  for (auto here = chain.branches.find(at);
       here != chain.branches.end() && here->second.seq == seq && seq > 0;
       here = chain.branches.find(at)) {
    on_branch.push_back(at);
    at = here->second.prev;
    --seq;
  }
  const bool joins = seq == 0 || (seq <= chain.links.size() && chain.links[seq - 1].id == at);
  if (!joins)
    return std::nullopt;
  std::vector<EntryId> out;
  out.reserve(seq + on_branch.size());
  for (std::uint64_t i = 0; i < seq; ++i) {
    if (chain.links[i].id == EntryId{})
      return std::nullopt;
    out.push_back(chain.links[i].id);
  }
  out.insert(out.end(), on_branch.rbegin(), on_branch.rend());
  return out;
}

bool Chains::lost(const Head& head) const {
  const auto chain = chains_.find(head.author);
  return chain != chains_.end() && head.seq >= 1 && head.seq <= chain->second.links.size() &&
         chain->second.links[head.seq - 1].id == EntryId{};
}

}  // namespace manumit::vault
