// SPDX-License-Identifier: Apache-2.0
#include "casework/link_fold.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "link_judgement.h"

namespace manumit::casework {
namespace {

constexpr std::array<std::string_view, 8> kStandings = {
    "",          "open",   "one_said", "agreed_same", "agreed_not_same", "agreed_cannot_tell",
    "disagreed", "settled"};

bool before(const Decided& a, const Decided& b) {
  if (a.lamport != b.lamport)
    return a.lamport < b.lamport;
  return a.entry < b.entry;
}

/// Subjects that are bound to another one, and which of them belong together.
class Bound {
 public:
  explicit Bound(const std::vector<LinkPair>& pairs) {
    for (const LinkPair& pair : pairs) {
      if (pair.same())
        subjects_.insert(subjects_.end(), {pair.a, pair.b});
    }
    std::sort(subjects_.begin(), subjects_.end());
    subjects_.erase(std::unique(subjects_.begin(), subjects_.end()), subjects_.end());
    above_.resize(subjects_.size());
    std::iota(above_.begin(), above_.end(), 0U);
    age_.assign(subjects_.size(), std::numeric_limits<std::uint64_t>::max());
    for (const LinkPair& pair : pairs) {
      if (pair.same())
        bind(*place_of(pair.a), *place_of(pair.b));
    }
  }

  [[nodiscard]] std::optional<std::uint32_t> place_of(const RecordId& subject) const {
    const auto at = std::lower_bound(subjects_.begin(), subjects_.end(), subject);
    if (at == subjects_.end() || *at != subject)
      return std::nullopt;
    return static_cast<std::uint32_t>(at - subjects_.begin());
  }

  void note_ages(const std::vector<Decided>& decisions) {
    std::uint64_t age = 0;
    for (const Decided& one : decisions) {
      for (const RecordId* subject : {&one.said.a.subject, &one.said.b.subject}) {
        if (const auto at = place_of(*subject))
          age_[*at] = std::min(age_[*at], age);
        ++age;
      }
    }
  }

  [[nodiscard]] std::uint32_t root(std::uint32_t at) {
    while (above_[at] != at) {
      above_[at] = above_[above_[at]];
      at = above_[at];
    }
    return at;
  }

  /// All bound subjects: those of one group together, the oldest first, the oldest group first.
  [[nodiscard]] std::vector<std::uint32_t> by_group() {
    std::vector<std::uint64_t> oldest(subjects_.size(), std::numeric_limits<std::uint64_t>::max());
    for (std::uint32_t at = 0; at < subjects_.size(); ++at)
      oldest[root(at)] = std::min(oldest[root(at)], age_[at]);
    std::vector<std::uint32_t> out(subjects_.size());
    std::iota(out.begin(), out.end(), 0U);
    std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(oldest[root(a)], age_[a]) < std::pair(oldest[root(b)], age_[b]);
    });
    return out;
  }

  [[nodiscard]] const RecordId& subject(std::uint32_t at) const { return subjects_[at]; }
  [[nodiscard]] std::uint64_t age(const RecordId& subject) const {
    return age_[*place_of(subject)];
  }
  [[nodiscard]] std::size_t size() const { return subjects_.size(); }

 private:
  void bind(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    above_[std::max(a, b)] = std::min(a, b);
  }

  std::vector<RecordId> subjects_;  ///< sorted
  std::vector<std::uint32_t> above_;
  std::vector<std::uint64_t> age_;
};

}  // namespace

std::string_view name_of(Standing standing) {
  return kStandings[static_cast<std::size_t>(standing)];
}

Links::Links(std::vector<Decided> decisions) : decisions_(std::move(decisions)) {
  std::sort(decisions_.begin(), decisions_.end(), before);
  // The same entry may come from two copies of a vault.
  decisions_.erase(
      std::unique(decisions_.begin(), decisions_.end(),
                  [](const Decided& a, const Decided& b) { return a.entry == b.entry; }),
      decisions_.end());
  make_pairs();
  make_groups();
}

void Links::make_pairs() {
  const auto key = [this](std::uint32_t place) {
    const LinkDecision& said = decisions_[place].said;
    return std::tie(said.a.subject, said.b.subject);
  };
  by_pair_.resize(decisions_.size());
  std::iota(by_pair_.begin(), by_pair_.end(), 0U);
  std::sort(by_pair_.begin(), by_pair_.end(), [&](std::uint32_t x, std::uint32_t y) {
    return std::tuple_cat(key(x), std::tie(x)) < std::tuple_cat(key(y), std::tie(y));
  });
  for (std::uint32_t first = 0, end = 0; first < by_pair_.size(); first = end) {
    while (end < by_pair_.size() && key(by_pair_[end]) == key(by_pair_[first]))
      ++end;
    LinkPair pair;
    std::tie(pair.a, pair.b) = key(by_pair_[first]);
    pair.first = first;
    pair.count = end - first;
    const Judgement judged = judge(decisions_, decisions_of(pair));
    pair.standing = judged.standing;
    pair.verdict = judged.verdict;
    pair.disputed = judged.disputed;
    pair.parted = judged.parted;
    for (std::uint32_t i = first; i < end; ++i)
      decisions_[by_pair_[i]].live = judged.live[i - first];
    pairs_.push_back(pair);
  }
}

void Links::make_groups() {
  Bound bound(pairs_);
  bound.note_ages(decisions_);
  std::vector<std::uint32_t> group_at(bound.size());  // by the root of its subjects
  std::optional<std::uint32_t> last;
  for (const std::uint32_t at : bound.by_group()) {
    const std::uint32_t root = bound.root(at);
    if (std::exchange(last, root) != root) {
      group_at[root] = static_cast<std::uint32_t>(groups_.size());
      groups_.push_back(LinkGroup{.id = bound.subject(at), .members = {}, .against = {}});
    }
    grouped_.emplace_back(bound.subject(at), group_at[root]);
  }
  std::sort(grouped_.begin(), grouped_.end());
  for (std::uint32_t at = 0; at < pairs_.size(); ++at) {
    const auto a = bound.place_of(pairs_[at].a);
    const auto b = bound.place_of(pairs_[at].b);
    if (!a || !b || bound.root(*a) != bound.root(*b))
      continue;
    LinkGroup& group = groups_[group_at[bound.root(*a)]];
    if (pairs_[at].parted)
      group.against.push_back(at);
    if (pairs_[at].same())
      add_records(group, pairs_[at]);
  }
  for (LinkGroup& group : groups_) {
    std::vector<RecordRef>& members = group.members;
    std::sort(members.begin(), members.end(), [&](const RecordRef& x, const RecordRef& y) {
      return std::tuple(bound.age(x.subject), x) < std::tuple(bound.age(y.subject), y);
    });
    members.erase(std::unique(members.begin(), members.end()), members.end());
  }
}

/// The records as those who decided on the pair saw them.
void Links::add_records(LinkGroup& group, const LinkPair& pair) const {
  for (const std::uint32_t place : decisions_of(pair)) {
    const Decided& one = decisions_[place];
    if (one.live && one.said.verdict)
      group.members.insert(group.members.end(), {one.said.a, one.said.b});
  }
}

std::vector<std::uint32_t> Links::decisions_of(const RecordId& subject) const {
  std::vector<std::uint32_t> out;
  for (std::uint32_t place = 0; place < decisions_.size(); ++place) {
    const LinkDecision& said = decisions_[place].said;
    if (said.a.subject == subject || said.b.subject == subject)
      out.push_back(place);
  }
  return out;
}

std::vector<Opinion> Links::opinions(const LinkPair& pair) const {
  return judge(decisions_, decisions_of(pair)).opinions;
}

const LinkPair* Links::pair(const RecordId& a, const RecordId& b) const {
  const auto [low, high] = std::minmax(a, b);
  const auto at = std::lower_bound(
      pairs_.begin(), pairs_.end(), std::tie(low, high),
      [](const LinkPair& one, const auto& wanted) { return std::tie(one.a, one.b) < wanted; });
  return at != pairs_.end() && at->a == low && at->b == high ? &*at : nullptr;
}

const LinkGroup* Links::group_of(const RecordId& subject) const {
  const auto at = std::lower_bound(grouped_.begin(), grouped_.end(), std::pair(subject, 0U));
  return at != grouped_.end() && at->first == subject ? &groups_[at->second] : nullptr;
}

std::vector<std::uint32_t> Links::bonds_of(const RecordId& subject) const {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t place : decisions_of(subject)) {
    const Decided& one = decisions_[place];
    if (one.live && one.said.verdict == LinkVerdict::same &&
        pair(one.said.a.subject, one.said.b.subject)->same())
      out.push_back(place);
  }
  return out;
}

}  // namespace manumit::casework
