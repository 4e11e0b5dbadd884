// SPDX-License-Identifier: Apache-2.0
#include "shortfall.h"

#include <algorithm>

namespace manumit::vault {
namespace {

bool comes_before(ByteView a, ByteView b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
  return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

}  // namespace

Shortfall shortfall(std::span<const NotedState> states, const Chains& chains, const Roots& roots) {
  Shortfall out;
  std::map<AuthorId, Head> ends;
  for (const NotedState& state : states) {
    const Borne borne = borne_out(state.said, chains, roots);
    out.held.push_back(borne.holds());
    const std::int64_t noted = state.said.made_ms;
    if (!borne.missing.empty())
      out.missing_ms = ends.empty() ? noted : std::max(out.missing_ms, noted);
    for (const Head& end : borne.missing) {
      const auto known = ends.try_emplace(end.author, end).first;
      known->second = std::max(known->second, end);
    }
    if (borne.exchanged || borne.another_past)
      out.exchanged_ms = std::max(out.exchanged_ms.value_or(noted), noted);
  }
  if (ends.empty())
    return out;
  const std::vector<Head> now = chains.heads();
  for (const auto& [author, end] : ends) {
    out.entries = sum(out.entries, end.seq - number_of(now, author));
    out.ends.push_back(end);
  }
  return out;
}

void count_held(Verdict& verdict, std::span<const NotedState> states, const Shortfall& gone,
                const Registry* registry) {
  std::map<ByteView, bool, bool (*)(ByteView, ByteView)> witnessed(comes_before);
  for (std::size_t i = 0; i < states.size(); ++i) {
    const NotedState& state = states[i];
    if (!gone.held[i] || !state.line || (registry != nullptr && !counts(*registry, state)))
      continue;
    bool& outside = witnessed.try_emplace(ByteView(state.row.body), false).first->second;
    outside = outside || state.witness.has_value();
    if (verdict.anchored_ms != 0 && state.said.made_ms < verdict.anchored_ms)
      continue;
    verdict.anchored_ms = state.said.made_ms;
    verdict.anchored = entries_in(state.said);
  }
  verdict.anchors = witnessed.size();
  for (const auto& [body, outside] : witnessed)
    verdict.witnessed += outside ? 1U : 0U;
}

}  // namespace manumit::vault
