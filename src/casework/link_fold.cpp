// SPDX-License-Identifier: Apache-2.0
#include "casework/link_fold.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "link_judgement.h"
#include "record_id_hash.h"

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
        bind(number(pair.a), number(pair.b));
    }
    age_.assign(subjects_.size(), std::numeric_limits<std::uint64_t>::max());
  }

  [[nodiscard]] std::optional<std::uint32_t> place_of(const RecordId& subject) const {
    const auto at = places_.find(subject);
    return at == places_.end() ? std::nullopt : std::optional(at->second);
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
  [[nodiscard]] std::uint64_t age(std::uint32_t at) const { return age_[at]; }
  [[nodiscard]] std::size_t size() const { return subjects_.size(); }

 private:
  std::uint32_t number(const RecordId& subject) {
    const auto [at, fresh] = places_.emplace(subject, static_cast<std::uint32_t>(subjects_.size()));
    if (fresh) {
      subjects_.push_back(subject);
      above_.push_back(at->second);
    }
    return at->second;
  }

  void bind(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    above_[std::max(a, b)] = std::min(a, b);
  }

  std::unordered_map<RecordId, std::uint32_t, RecordIdHash> places_;
  std::vector<RecordId> subjects_;
  std::vector<std::uint32_t> above_;
  std::vector<std::uint64_t> age_;
};

/// What would take this word back, later than anything so far. Nobody ever sees it.
Decided taken_back(const Decided& word, std::uint64_t lamport) {
  Decided out;
  out.entry = word.entry;
  for (std::uint8_t& byte : out.entry.bytes)
    byte = static_cast<std::uint8_t>(~byte);
  out.by = word.by;
  out.lamport = lamport;
  out.said.a = word.said.a;
  out.said.b = word.said.b;
  out.said.takes_back = {word.entry};
  return out;
}

}  // namespace

std::string_view name_of(Standing standing) {
  return kStandings[static_cast<std::size_t>(standing)];
}

Links::Links(std::vector<Decided> decisions) : decisions_(std::move(decisions)) {
  if (!std::is_sorted(decisions_.begin(), decisions_.end(), before))  // they mostly come so
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
  std::vector<std::vector<Aged>> members(groups_.size());
  for (std::uint32_t at = 0; at < pairs_.size(); ++at) {
    const auto a = bound.place_of(pairs_[at].a);
    const auto b = bound.place_of(pairs_[at].b);
    if (!a || !b || bound.root(*a) != bound.root(*b))
      continue;
    const std::uint32_t group = group_at[bound.root(*a)];
    if (pairs_[at].parted)
      groups_[group].against.push_back(at);
    if (pairs_[at].same())
      add_records(members[group], pairs_[at], bound.age(*a), bound.age(*b));
  }
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    std::vector<Aged>& all = members[group];
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (const auto& [age, record] : all)
      groups_[group].members.push_back(record);
  }
}

/// The records as those who decided on the pair saw them.
void Links::add_records(std::vector<Aged>& to, const LinkPair& pair, std::uint64_t age_a,
                        std::uint64_t age_b) const {
  for (const std::uint32_t place : decisions_of(pair)) {
    const Decided& one = decisions_[place];
    if (!one.live || !one.said.verdict)
      continue;
    to.emplace_back(age_a, one.said.a);
    to.emplace_back(age_b, one.said.b);
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
  std::vector<Decided> about;
  std::map<vault::EntryId, std::uint32_t> places;
  std::uint64_t lamport = 0;
  for (const std::uint32_t place : decisions_of(subject)) {
    about.push_back(decisions_[place]);
    places.emplace(about.back().entry, place);
    lamport = std::max(lamport, about.back().lamport);
  }
  std::vector<std::uint32_t> out;
  // A word that is taken back may have taken back another, which then holds again.
  for (std::size_t known = 0;; known = out.size()) {
    const Links now(about);
    for (const Decided& one : now.decisions()) {
      if (one.live && one.said.verdict == LinkVerdict::same &&
          now.pair(one.said.a.subject, one.said.b.subject)->same()) {
        out.push_back(places.at(one.entry));
        about.push_back(taken_back(one, lamport + out.size()));
      }
    }
    if (out.size() == known)
      break;
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace manumit::casework
