// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "casework/link_decision.h"
#include "vault/ids.h"

namespace manumit::casework {

/// A link decision together with what its vault entry says of who and when.
struct Decided {
  vault::EntryId entry;
  vault::AuthorId author;        ///< the device
  vault::MemberId by;            ///< whose device it is: two devices of one member are one person
  std::int64_t recorded_ms = 0;  ///< the author's clock
  std::uint64_t lamport = 0;
  LinkDecision said;
  bool live = true;  ///< Set by the fold: no live decision takes it back.
  bool operator==(const Decided&) const = default;
};

/// How far a pair of records has come.
enum class Standing : std::uint8_t {
  open = 1,            ///< nobody's word counts: all were taken back
  one_said,            ///< fewer people than the rule asks for, and they agree
  agreed_same,         ///< as many people as the rule asks for
  agreed_not_same,     ///< likewise
  agreed_cannot_tell,  ///< likewise: it is left open on purpose
  disagreed,           ///< enough have spoken, and nobody's word holds
  settled,             ///< by hand, or by whoever settled what others disagreed on
};
/// "agreed_same", as programs read it.
[[nodiscard]] std::string_view name_of(Standing standing);

/// One person's word that counts for a pair.
struct Opinion {
  vault::MemberId by;
  LinkVerdict verdict = LinkVerdict::cannot_tell;
  std::uint32_t decision = 0;  ///< its place in Links::decisions()
};

/// Two records that somebody decided on.
struct LinkPair {
  RecordId a, b;  ///< subjects, the smaller first
  Standing standing = Standing::open;
  std::optional<LinkVerdict> verdict;  ///< what holds; none for open, one_said and disagreed
  bool disputed = false;    ///< It holds, and a live word that it does not answer says otherwise.
  bool parted = false;      ///< A word that counts says that the two are not the same.
  std::uint32_t first = 0;  ///< Where its decisions begin …
  std::uint32_t count = 0;  ///< … and how many there are, those taken back included.
  [[nodiscard]] bool same() const { return verdict == LinkVerdict::same; }
  bool operator==(const LinkPair&) const = default;
};

/// Records that are the same person, or the same organisation: whatever pairs that hold as "same"
/// bind together. Two at least.
struct LinkGroup {
  /// The subject of its oldest member: the one that a decision, taken back or not, named first;
  /// of the two of one decision, the smaller. So a group keeps its id while it grows, and every
  /// copy of the vault gives it the same.
  RecordId id;
  std::vector<RecordRef> members;  ///< Oldest first.
  /// Pairs inside of the group of which a word that counts says "not the same": shown to people,
  /// neither dropped nor obeyed. Places in Links::pairs().
  std::vector<std::uint32_t> against;
  bool operator==(const LinkGroup&) const = default;
};

/// What all link decisions of a vault together say: a pure function of their set, whatever order
/// they come in (docs/formats/link-decision.md §4). Immutable. O(n log n): 0.15 s for 100,000
/// decisions.
class Links {
 public:
  Links() = default;
  explicit Links(std::vector<Decided> decisions);

  /// By lamport number, then by entry; each entry once.
  [[nodiscard]] const std::vector<Decided>& decisions() const { return decisions_; }
  [[nodiscard]] const std::vector<LinkPair>& pairs() const { return pairs_; }     ///< By a, then b.
  [[nodiscard]] const std::vector<LinkGroup>& groups() const { return groups_; }  ///< Oldest first.

  /// Places of a pair's decisions in `decisions()`, in that order.
  [[nodiscard]] std::span<const std::uint32_t> decisions_of(const LinkPair& pair) const {
    return std::span(by_pair_).subspan(pair.first, pair.count);
  }
  /// Places of all decisions that name a subject. O(n).
  [[nodiscard]] std::vector<std::uint32_t> decisions_of(const RecordId& subject) const;
  /// Whose word counts for a pair, one a person: what agreement between two people is reckoned of.
  [[nodiscard]] std::vector<Opinion> opinions(const LinkPair& pair) const;

  /// In either order; null if nobody ever decided on the two.
  [[nodiscard]] const LinkPair* pair(const RecordId& a, const RecordId& b) const;
  /// Null if the subject is bound to nobody.
  [[nodiscard]] const LinkGroup* group_of(const RecordId& subject) const;
  /// The words that bind a subject to its group: taking them all back takes it out. Those that
  /// would hold again when another is taken back are among them.
  [[nodiscard]] std::vector<std::uint32_t> bonds_of(const RecordId& subject) const;

  bool operator==(const Links&) const = default;

 private:
  void make_pairs();
  void make_groups();
  using Aged = std::pair<std::uint64_t, RecordRef>;
  void add_records(std::vector<Aged>& to, const LinkPair& pair, std::uint64_t age_a,
                   std::uint64_t age_b) const;

  std::vector<Decided> decisions_;
  std::vector<std::uint32_t> by_pair_;
  std::vector<LinkPair> pairs_;
  std::vector<LinkGroup> groups_;
  /// Each subject of a group, and which group. By subject.
  std::vector<std::pair<RecordId, std::uint32_t>> grouped_;
};

/// Some records that were one group before a decision, or are one after it.
struct GroupPiece {
  RecordId id;  ///< as LinkGroup::id; of a record that is alone, its own subject
  std::uint32_t subjects = 0;
  bool operator==(const GroupPiece&) const = default;
};
/// What one decision did to the groups: two became one, or one became two.
struct GroupChange {
  std::uint32_t decision = 0;  ///< its place in Links::decisions()
  std::vector<GroupPiece> before, after;
  bool operator==(const GroupChange&) const = default;
};

/// Every merge and every split, as if the decisions had come one by one in their order. For pages
/// that are asked for it: it costs a walk through a group for each bond that ends.
[[nodiscard]] std::vector<GroupChange> group_history(const Links& links);

}  // namespace manumit::casework
