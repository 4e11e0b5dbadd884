// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "casebook_inside.h"

namespace manumit::casework {
namespace {

// Whoever works on a case all day has looked at it once.
constexpr std::int64_t kOneLookMs = 12LL * 3'600'000;

}  // namespace

Result<Used> used(const vault::Entry& entry) {
  return Used{.entry = entry.id,
              .device = entry.author,
              .at_ms = entry.written_ms,
              .use = TRY(decode_use(entry.body))};
}

bool Casebook::Inside::looked_lately(const Use& use) const {
  if (use.kind != UseKind::looked)
    return false;
  const std::int64_t now = surroundings.now_ms();
  const std::shared_lock lock(state);
  return std::any_of(uses.rbegin(), uses.rend(), [&](const Used& one) {
    return one.use == use && one.at_ms <= now && now - one.at_ms < kOneLookMs &&
           vault.member_id_of(one.device) == vault.me();
  });
}

Result<void> Casebook::note(const Use& use) {
  Inside& in = *inside_;
  TRY(check_use(use));
  // Where nothing can be written people may still read, and what they do is nowhere.
  if (in.vault.read_only() || in.looked_lately(use))
    return {};
  const std::lock_guard one_at_a_time(in.filing);
  if (in.looked_lately(use))  // by another window, while this one waited
    return {};
  const vault::Compartment where =
      in.use_compartment ? *in.use_compartment : TRY(in.vault.new_compartments(1)).front();
  const vault::Draft draft{where, vault::EntryKind::use, encode(use)};
  const std::vector<vault::EntryId> entries = TRY(in.vault.append({&draft, 1}));
  const std::unique_lock lock(in.state);
  in.use_compartment = where;
  in.uses.push_back({.entry = entries.front(),
                     .device = in.vault.this_device(),
                     .at_ms = in.surroundings.now_ms(),
                     .use = use});
  return {};
}

UsePage Casebook::uses(const UseQuery& query) const {
  const Inside& in = *inside_;
  const std::shared_lock lock(in.state);
  std::vector<const Used*> found;
  for (const Used& one : in.uses) {
    const bool looked = one.use.kind == UseKind::looked;
    if ((!query.case_id || one.use.case_id == query.case_id) && !(query.only_left && looked))
      found.push_back(&one);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Used* a, const Used* b) { return a->at_ms > b->at_ms; });
  std::map<vault::MemberId, std::string> names;
  for (const vault::Member& member : in.vault.summary().members)
    names[member.id] = member.name;
  UsePage out{.rows = {}, .found = found.size()};
  for (std::size_t i = query.offset; i < found.size() && out.rows.size() < query.limit; ++i) {
    ShownUse shown{*found[i], in.vault.member_of(found[i]->device), {}, {}};
    const Use& use = shown.what.use;
    if (const CaseState* of = use.case_id ? in.find(*use.case_id) : nullptr)
      shown.case_number = of->row.number;
    if (use.member)
      shown.member = names[*use.member];
    out.rows.push_back(std::move(shown));
  }
  return out;
}

}  // namespace manumit::casework
