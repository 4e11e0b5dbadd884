// SPDX-License-Identifier: Apache-2.0
#include "anchors.h"

#include <algorithm>

#include "merkle.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kMostAnchor = kSaltBytes + kMostCountersignature;

/// The salt, and behind it what a witness signed, as the row's kind asks for.
bool take_anchor(NotedState& state) {
  const ByteView anchor(state.row.anchor);
  switch (static_cast<AnchorKind>(state.row.kind)) {
    case AnchorKind::none:
      return anchor.empty();
    case AnchorKind::paper:
      if (anchor.size() != kSaltBytes)
        return false;
      state.line = line_over(state.said, state.row.body, anchor);
      return true;
    case AnchorKind::witness:
      if (anchor.size() <= kSaltBytes || anchor.size() > kMostAnchor)
        return false;
      state.line = line_over(state.said, state.row.body, anchor.first(kSaltBytes));
      state.witness = parse_countersignature(anchor.subspan(kSaltBytes));
      return state.witness && state.witness->line == *state.line;
  }
  return false;
}

Bytes copy(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

/// Nothing if a column has another form; `later` if it is of a kind that this version does not
/// know, and so does not judge.
std::optional<CheckpointRow> row_at(const Statement& rows, bool& later) {
  CheckpointRow out;
  const ByteView author = rows.blob(1);
  const ByteView sig = rows.blob(2);
  const std::int64_t kind = rows.integer(3);
  later = kind > static_cast<int>(AnchorKind::witness) && kind <= UINT8_MAX;
  if (author.size() != out.author.bytes.size() || sig.size() != out.sig.size() || kind < 0 ||
      kind > UINT8_MAX)
    return std::nullopt;
  out.body = copy(rows.blob(0));
  std::copy(author.begin(), author.end(), out.author.bytes.begin());
  std::copy(sig.begin(), sig.end(), out.sig.begin());
  out.kind = static_cast<std::uint8_t>(kind);
  out.anchor = copy(rows.blob(4));
  return out;
}

}  // namespace

std::optional<NotedState> proven(const CheckpointRow& row, const VaultId& vault,
                                 const Authors& authors) {
  auto said = parse_checkpoint(row.body);
  const auto author = authors.find(row.author);
  if (!said || said->vault != vault || author == authors.end() ||
      !signed_by(author->second, checkpoint_message(row.body), row.sig))
    return std::nullopt;
  NotedState out{row, std::move(*said), {}, {}};
  if (!take_anchor(out))
    return std::nullopt;
  return out;
}

NotedStates read_states(const Database& database, const VaultId& vault, const Authors& authors) {
  NotedStates out;
  auto rows = database.prepare(
      "SELECT body, author, sig, anchor_kind, anchor FROM checkpoint ORDER BY n LIMIT 20000");
  if (!rows) {
    out.broken = 1;
    return out;
  }
  while (true) {
    const Result<bool> more = rows->step();
    if (!more)
      ++out.broken;
    if (!more || !*more)
      return out;
    bool later = false;
    const auto row = row_at(*rows, later);
    auto state = row && !later ? proven(*row, vault, authors) : std::nullopt;
    if (state)
      out.states.push_back(std::move(*state));
    else
      out.broken += later ? 0U : 1U;
  }
}

Result<void> insert(Database& database, const CheckpointRow& row) {
  Statement statement = TRY(database.prepare(
      "INSERT INTO checkpoint(body, author, sig, anchor_kind, anchor) VALUES(?1, ?2, ?3, ?4, ?5)"));
  statement.bind(1, ByteView(row.body)).bind(2, ByteView(row.author.bytes));
  statement.bind(3, ByteView(row.sig)).bind(4, std::int64_t{row.kind});
  if (row.anchor.empty())
    statement.bind_null(5);
  else
    statement.bind(5, ByteView(row.anchor));
  return statement.run();
}

bool counts(const Registry& registry, const NotedState& state) {
  std::uint64_t own = UINT64_MAX;
  for (const ChainEnd& end : state.said.chains) {
    if (end.head.author == state.row.author)
      own = end.head.seq;
  }
  return registry.standing(state.row.author, own) == Registry::Standing::admitted;
}

Hash32 root_over(std::span<const EntryId> chain) {
  GrowingTree tree;
  for (const EntryId& id : chain)
    tree.add(chain_leaf(id));
  return tree.root();
}

Roots roots_up_to(const Chains& chains, std::vector<Head> heads) {
  std::sort(heads.begin(), heads.end());
  heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
  Roots out;
  for (auto first = heads.begin(); first != heads.end();) {
    const auto last = std::find_if(first, heads.end(),
                                   [&](const Head& head) { return head.author != first->author; });
    // Of a chain without branches all heads lie on the way to the last one.
    std::optional<std::vector<EntryId>> way;
    for (auto head = last; !way && head != first;)
      way = chains.up_to(*--head);
    GrowingTree tree;
    std::uint64_t grown = 0;
    for (; first != last; ++first) {
      if (way && first->seq <= way->size() && (*way)[first->seq - 1] == first->id) {
        for (; grown < first->seq; ++grown)
          tree.add(chain_leaf((*way)[grown]));
        out.emplace(*first, tree.root());
      } else if (const auto branch = chains.up_to(*first)) {
        out.emplace(*first, root_over(*branch));
      }
    }
  }
  return out;
}

Roots roots_up_to(const Chains& chains, std::span<const NotedState> states) {
  std::vector<Head> heads;
  for (const NotedState& state : states) {
    for (const ChainEnd& end : state.said.chains)
      heads.push_back(end.head);
  }
  return roots_up_to(chains, std::move(heads));
}

std::uint64_t number_of(const std::vector<Head>& heads, const AuthorId& author) {
  for (const Head& head : heads) {
    if (head.author == author)
      return head.seq;
  }
  return 0;
}

Borne borne_out(const Checkpoint& said, const Chains& chains, const Roots& roots) {
  Borne out;
  std::optional<std::vector<Head>> now;
  for (const ChainEnd& end : said.chains) {
    if (chains.holds(end.head)) {
      const auto root = roots.find(end.head);
      const bool known = root != roots.end() && end.root != Hash32{};
      out.another_past = out.another_past || (known && root->second != end.root);
      continue;
    }
    if (!now)
      now = chains.heads();
    const std::uint64_t have = number_of(*now, end.head.author);
    if (have < end.head.seq) {
      out.missing.push_back(end.head);
      out.entries += end.head.seq - have;
    } else {
      out.exchanged = out.exchanged || !chains.lost(end.head);
    }
  }
  return out;
}

Judged judge_line(const AnchorLine& line, std::span<const NotedState> states,
                  const Chains& chains) {
  using What = LineAnswer::What;
  Judged out;
  out.answer.line_entries = line.entries;
  out.answer.here = entries_in(chains.heads());
  out.answer.what = line.entries > out.answer.here ? What::older : What::unknown;
  for (const NotedState& state : states) {
    if (state.line != line)
      continue;
    if (state.witness) {
      out.answer.witnesses.push_back(
          {state.witness->name, fingerprint(state.witness->witness), state.witness->at_ms});
    }
    const Borne borne = borne_out(state.said, chains, roots_up_to(chains, heads_of(state.said)));
    out.answer.made_ms = state.said.made_ms;
    out.missing = borne.missing;
    out.answer.what = borne.holds()           ? What::held
                      : borne.missing.empty() ? What::rewritten
                                              : What::rolled_back;
  }
  return out;
}

}  // namespace manumit::vault
