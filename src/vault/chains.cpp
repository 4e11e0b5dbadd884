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
    if (chain == chains_.end() || head.seq > chain->second.size())
      return false;
    const Link& link = chain->second[head.seq - 1];
    const bool lost = link.id == EntryId{};
    if (!lost && (link.id != head.id || header.lamport <= link.lamport))
      return false;
  }
  return true;
}

std::optional<Damage::What> Chains::place(std::vector<Link>& links, const EntryId& id,
                                          const Header& header) {
  if (header.seq <= links.size()) {
    Link& there = links[header.seq - 1];
    if (there.id == EntryId{}) {
      there = {id, header.lamport};
      return Damage::What::chain;  // It stands behind its successor.
    }
    return there.id == id ? Damage::What::chain : Damage::What::fork;
  }
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

std::optional<Damage::What> Chains::follow(const EntryId& id, const Header& header) {
  const bool knew = knew_rightly(header);
  const bool tame = header.lamport <= highest_ + kMaxLead;
  std::optional<Damage::What> trouble = place(chains_[header.author], id, header);
  if (tame)
    highest_ = std::max(highest_, header.lamport);
  if (!trouble && (!knew || !tame))
    trouble = Damage::What::chain;
  return trouble;
}

std::vector<Head> Chains::heads() const {
  std::vector<Head> out;
  for (const auto& [author, links] : chains_) {
    if (!links.empty())
      out.push_back({author, links.size(), links.back().id});
  }
  return out;
}

bool Chains::holds(const Head& head) const {
  const auto chain = chains_.find(head.author);
  return chain != chains_.end() && head.seq >= 1 && head.seq <= chain->second.size() &&
         chain->second[head.seq - 1].id == head.id;
}

bool Chains::lost(const Head& head) const {
  const auto chain = chains_.find(head.author);
  return chain != chains_.end() && head.seq >= 1 && head.seq <= chain->second.size() &&
         chain->second[head.seq - 1].id == EntryId{};
}

}  // namespace manumit::vault
