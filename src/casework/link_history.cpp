// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include "casework/link_fold.h"
#include "link_judgement.h"
#include "record_id_hash.h"

namespace manumit::casework {
namespace {

/// Records and what binds them, as the decisions come one after another.
class Growing {
 public:
  explicit Growing(const Links& links) : links_(links), pair_of_(links.decisions().size()) {
    for (std::uint32_t at = 0; at < links.pairs().size(); ++at) {
      for (const std::uint32_t place : links.decisions_of(links.pairs()[at]))
        pair_of_[place] = at;
    }
    seen_.assign(links.pairs().size(), 0);
    same_.assign(links.pairs().size(), false);
    for (const Decided& one : links.decisions()) {  // numbered by their age
      number(one.said.a.subject);
      number(one.said.b.subject);
    }
    bonds_.resize(subjects_.size());
    met_.resize(subjects_.size(), 0);
  }

  [[nodiscard]] std::optional<GroupChange> take(std::uint32_t place) {
    const std::uint32_t at = pair_of_[place];
    const LinkPair& pair = links_.pairs()[at];
    ++seen_[at];
    const bool same =
        judge(links_.decisions(), links_.decisions_of(pair).first(seen_[at])).verdict ==
        LinkVerdict::same;
    if (same == same_[at])
      return std::nullopt;
    same_[at] = same;
    return same ? bind(place, number(pair.a), number(pair.b))
                : part(place, number(pair.a), number(pair.b));
  }

 private:
  using Piece = std::vector<std::uint32_t>;

  std::uint32_t number(const RecordId& subject) {
    const auto [at, fresh] =
        numbers_.emplace(subject, static_cast<std::uint32_t>(subjects_.size()));
    if (fresh)
      subjects_.push_back(subject);
    return at->second;
  }

  std::optional<GroupChange> bind(std::uint32_t place, std::uint32_t a, std::uint32_t b) {
    const Piece one = reached_from(a);
    const bool were_one = std::binary_search(one.begin(), one.end(), b);
    const Piece other = were_one ? Piece{} : reached_from(b);
    bonds_[a].push_back(b);
    bonds_[b].push_back(a);
    if (were_one)
      return std::nullopt;
    return GroupChange{place, in_order(one, other), {shown(reached_from(a))}};
  }

  std::optional<GroupChange> part(std::uint32_t place, std::uint32_t a, std::uint32_t b) {
    const Piece whole = reached_from(a);
    std::erase(bonds_[a], b);
    std::erase(bonds_[b], a);
    const Piece one = reached_from(a);
    if (std::binary_search(one.begin(), one.end(), b))
      return std::nullopt;
    return GroupChange{place, {shown(whole)}, in_order(one, reached_from(b))};
  }

  /// Sorted, so the oldest first.
  [[nodiscard]] Piece reached_from(std::uint32_t start) {
    Piece out{start};
    met_[start] = ++walk_;
    for (std::size_t i = 0; i < out.size(); ++i) {
      for (const std::uint32_t next : bonds_[out[i]]) {
        if (std::exchange(met_[next], walk_) != walk_)
          out.push_back(next);
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  [[nodiscard]] GroupPiece shown(const Piece& piece) const {
    return {subjects_[piece.front()], static_cast<std::uint32_t>(piece.size())};
  }
  [[nodiscard]] std::vector<GroupPiece> in_order(const Piece& a, const Piece& b) const {
    return a.front() < b.front() ? std::vector{shown(a), shown(b)}
                                 : std::vector{shown(b), shown(a)};
  }

  const Links& links_;
  std::vector<std::uint32_t> pair_of_;
  std::vector<std::uint32_t> seen_;  ///< how many of a pair's decisions have come
  std::vector<bool> same_;
  std::unordered_map<RecordId, std::uint32_t, RecordIdHash> numbers_;
  std::vector<RecordId> subjects_;
  std::vector<Piece> bonds_;
  std::vector<std::uint64_t> met_;  ///< in which walk each was met last
  std::uint64_t walk_ = 0;
};

}  // namespace

std::vector<GroupChange> group_history(const Links& links) {
  Growing growing(links);
  std::vector<GroupChange> out;
  for (std::uint32_t place = 0; place < links.decisions().size(); ++place) {
    if (auto change = growing.take(place))
      out.push_back(std::move(*change));
  }
  return out;
}

}  // namespace manumit::casework
