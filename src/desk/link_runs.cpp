// SPDX-License-Identifier: Apache-2.0
#include "link_runs.h"

#include <algorithm>

namespace manumit::desk {
namespace {

std::size_t place_of(casework::LinkedKind kind) {
  return static_cast<std::size_t>(kind) - static_cast<std::size_t>(casework::LinkedKind::people);
}

bool is_same(const casework::LinkRecordsWanted& x, const casework::LinkRecordsWanted& y) {
  return x.kind == y.kind && x.roles == y.roles && x.deduplicated == y.deduplicated &&
         x.cases == y.cases;
}

LinkRuns::Subjects in_order(const LinkRuns::Subjects& pair) {
  return {std::min(pair.first, pair.second), std::max(pair.first, pair.second)};
}

}  // namespace

void LinkRuns::keep(Run run) {
  const std::lock_guard lock(mutex_);
  const std::size_t place = place_of(run->wanted.kind);
  runs_[place] = std::move(run);
}

Result<LinkRuns::Run> LinkRuns::find(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(runs_.begin(), runs_.end(),
                                  [&](const Run& run) { return run != nullptr && run->id == id; });
  if (found == runs_.end())
    return fail(Error::Kind::not_found, "this comparison is not kept here any more", "",
                "compare again: the same records give the same answer");
  return *found;
}

LinkRuns::Run LinkRuns::newest(casework::LinkedKind kind) const {
  const std::lock_guard lock(mutex_);
  return runs_[place_of(kind)];
}

std::optional<std::string> LinkRuns::begun(const casework::LinkRecordsWanted& wanted) const {
  const std::lock_guard lock(mutex_);
  if (job_.empty() || !is_same(begun_, wanted))
    return std::nullopt;
  return job_;
}

void LinkRuns::begin(casework::LinkRecordsWanted wanted, std::string job) {
  const std::lock_guard lock(mutex_);
  begun_ = std::move(wanted);
  job_ = std::move(job);
}

void LinkRuns::note_weight_shown(const Subjects& pair) {
  const std::lock_guard lock(mutex_);
  weights_shown_.insert(in_order(pair));
}

void LinkRuns::note_words_shown(const Subjects& pair, const casework::Links& links,
                                const vault::MemberId& me) {
  const casework::LinkPair* decided = links.pair(pair.first, pair.second);
  if (decided == nullptr)
    return;
  const auto places = links.decisions_of(*decided);
  if (std::all_of(places.begin(), places.end(),
                  [&](std::uint32_t place) { return links.decisions()[place].by == me; }))
    return;
  const std::lock_guard lock(mutex_);
  words_shown_.insert(in_order(pair));
}

bool LinkRuns::is_weight_shown(const Subjects& pair) const {
  const std::lock_guard lock(mutex_);
  return weights_shown_.count(in_order(pair)) != 0;
}

bool LinkRuns::are_words_shown(const Subjects& pair) const {
  const std::lock_guard lock(mutex_);
  return words_shown_.count(in_order(pair)) != 0;
}

void LinkRuns::forget_all() {
  const std::lock_guard lock(mutex_);
  runs_ = {};
  begun_ = {};
  job_.clear();
  weights_shown_.clear();
  words_shown_.clear();
}

}  // namespace manumit::desk
