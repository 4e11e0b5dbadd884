// SPDX-License-Identifier: Apache-2.0
#include "check_anchors.h"

#include <algorithm>

namespace manumit::proof {
namespace {

std::string_view reason_of(vault::AnchorFault fault) {
  switch (fault) {
    case vault::AnchorFault::vault:
      return "vault";
    case vault::AnchorFault::witness:
      return "witness";
    case vault::AnchorFault::line:
      return "line";
    case vault::AnchorFault::own:
      return "own";
    case vault::AnchorFault::checkpoint:
      break;
  }
  return "noted";
}

SeenAnchor seen_of(std::size_t n, const std::optional<vault::SeenAnchor>& anchor) {
  SeenAnchor out;
  out.n = n;
  out.holds = anchor.has_value();
  if (!anchor)
    return out;
  out.line = anchor->line;
  out.noted_ms = anchor->state.made_ms;
  if (anchor->witness) {
    out.witness = anchor->witness->name;
    out.fingerprint = anchor->witness->fingerprint;
    out.at_ms = anchor->witness->at_ms;
  }
  return out;
}

}  // namespace

AnchorCheck::AnchorCheck(const GivenProofs& proofs,
                         const std::optional<vault::SeenCheckpoint>& last,
                         std::vector<Finding>& wrong)
    : of_entry_(proofs.entries.size()) {
  if (!last)
    return;
  std::vector<std::optional<vault::SeenAnchor>> holds;
  for (const vault::ProvedAnchor& anchor : proofs.anchors) {
    vault::AnchorVerdict verdict = vault::check_anchor(anchor, *last);
    const std::size_t n = holds.size() + 1;
    if (!verdict.anchor)
      wrong.push_back({"anchor", {std::to_string(n), std::string(reason_of(verdict.fault))}});
    seen_.push_back(seen_of(n, verdict.anchor));
    holds.push_back(std::move(verdict.anchor));
  }
  for (std::size_t i = 0; i < proofs.entries.size(); ++i) {
    for (const vault::AnchoredAt& place : proofs.entries[i].anchored) {
      const auto& anchor = holds[place.anchor];
      if (anchor && vault::stood_in(proofs.entries[i], place, *anchor))
        of_entry_[i].push_back(place.anchor + 1);
      else if (anchor)
        wrong.push_back({"anchor", {std::to_string(place.anchor + 1), "covers"}});
    }
    std::sort(of_entry_[i].begin(), of_entry_[i].end());
  }
}

}  // namespace manumit::proof
