// SPDX-License-Identifier: Apache-2.0
#include "link_judgement.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace manumit::casework {
namespace {

/// How many people say one thing, and how many of them it takes.
struct Side {
  std::size_t people = 0;
  std::size_t needed = std::numeric_limits<std::size_t>::max();
  void add(const LinkDecision& said) {
    ++people;
    needed = std::min<std::size_t>(needed, said.people);
  }
  [[nodiscard]] bool holds() const { return people >= needed; }
};

class PairJudge {
 public:
  PairJudge(const std::vector<Decided>& decisions, std::span<const std::uint32_t> places)
      : decisions_(decisions), places_(places), answered_(places.size(), false) {
    out_.live.assign(places.size(), true);
    // Backwards: whether a decision counts is known before what it takes back is looked at, so a
    // taking back that was taken back itself takes nothing.
    for (std::size_t i = places.size(); i-- > 0;) {
      if (out_.live[i])
        mark_earlier(said(i).takes_back, i, out_.live, false);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (out_.live[i])
        mark_earlier(said(i).settles, i, answered_, true);
    }
  }

  [[nodiscard]] Judgement finish() {
    gather_opinions();
    if (!settle())
      count();
    for (const Opinion& one : out_.opinions) {
      out_.parted |= one.verdict == LinkVerdict::not_same;
      out_.disputed |=
          out_.verdict && one.verdict != *out_.verdict && one.verdict != LinkVerdict::cannot_tell;
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] const LinkDecision& said(std::size_t i) const {
    return decisions_[places_[i]].said;
  }
  [[nodiscard]] static bool holds_at_once(const LinkDecision& said) { return said.people == 0; }

  void mark_earlier(const std::vector<vault::EntryId>& named, std::size_t before,
                    std::vector<bool>& marks, bool mark) {
    if (named.empty())
      return;
    if (by_name_.empty()) {
      for (std::size_t i = 0; i < places_.size(); ++i)
        by_name_.emplace_back(decisions_[places_[i]].entry, i);
      std::sort(by_name_.begin(), by_name_.end());
    }
    for (const vault::EntryId& name : named) {
      const auto at =
          std::lower_bound(by_name_.begin(), by_name_.end(), std::pair(name, std::size_t{0}));
      if (at != by_name_.end() && at->first == name && at->second < before)
        marks[at->second] = mark;
    }
  }

  /// The last word of each person; one that holds at once goes before the others.
  void gather_opinions() {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!out_.live[i] || answered_[i] || !said(i).verdict)
        continue;
      const Opinion word{decisions_[places_[i]].by, *said(i).verdict, places_[i]};
      const auto known = std::find_if(out_.opinions.begin(), out_.opinions.end(),
                                      [&](const Opinion& one) { return one.by == word.by; });
      if (known == out_.opinions.end())
        out_.opinions.push_back(word);
      else if (holds_at_once(said(i)) || !holds_at_once(decisions_[known->decision].said))
        *known = word;
    }
  }

  /// False if nobody decided by hand, or settled.
  bool settle() {
    std::optional<LinkVerdict> verdict;
    for (const Opinion& one : out_.opinions) {
      if (!holds_at_once(decisions_[one.decision].said))
        continue;
      if (verdict && *verdict != one.verdict) {
        out_.standing = Standing::disagreed;
        return true;
      }
      verdict = one.verdict;
    }
    if (!verdict)
      return false;
    out_.standing = Standing::settled;
    out_.verdict = verdict;
    return true;
  }

  void count() {
    Side same, not_same, cannot_tell;
    std::size_t asked_for = 0;
    for (const Opinion& one : out_.opinions) {
      const LinkDecision& word = decisions_[one.decision].said;
      asked_for = std::max<std::size_t>(asked_for, word.people);
      (one.verdict == LinkVerdict::same       ? same
       : one.verdict == LinkVerdict::not_same ? not_same
                                              : cannot_tell)
          .add(word);
    }
    const bool nobody_can_tell = same.people + not_same.people == 0;
    if (out_.opinions.empty())
      out_.standing = Standing::open;
    else if (same.holds() != not_same.holds())
      agree(same.holds() ? LinkVerdict::same : LinkVerdict::not_same);
    else if (nobody_can_tell && cannot_tell.holds())
      agree(LinkVerdict::cannot_tell);
    else if ((same.people > 0 && not_same.people > 0) || out_.opinions.size() >= asked_for)
      out_.standing = Standing::disagreed;
    else
      out_.standing = Standing::one_said;
  }

  void agree(LinkVerdict verdict) {
    out_.verdict = verdict;
    out_.standing = verdict == LinkVerdict::same       ? Standing::agreed_same
                    : verdict == LinkVerdict::not_same ? Standing::agreed_not_same
                                                       : Standing::agreed_cannot_tell;
  }

  const std::vector<Decided>& decisions_;
  std::span<const std::uint32_t> places_;
  std::vector<bool> answered_;
  std::vector<std::pair<vault::EntryId, std::size_t>> by_name_;  ///< made when one is named
  Judgement out_;
};

}  // namespace

Judgement judge(const std::vector<Decided>& decisions, std::span<const std::uint32_t> places) {
  return PairJudge(decisions, places).finish();
}

}  // namespace manumit::casework
