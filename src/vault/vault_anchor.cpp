// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "chain_ends.h"
#include "findings.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kMostOf = 200;

CheckpointRow signed_by_us(const OpenVault& vault, const Checkpoint& said) {
  CheckpointRow out;
  out.body = encode(said);
  out.author = vault.me;
  out.sig = sign(vault.signing.view(), checkpoint_message(out.body));
  out.kind = static_cast<std::uint8_t>(AnchorKind::paper);
  out.anchor.resize(kSaltBytes);
  vault.surroundings.random(out.anchor);
  return out;
}

/// Through another connection: what was inserted is what lies in the file.
bool reads_back(const OpenVault& vault, const CheckpointRow& row) {
  const auto reader = vault.readers->borrow();
  if (!reader)
    return false;
  const NotedStates there = read_states(reader->database(), vault.id, vault.authors);
  return std::any_of(there.states.begin(), there.states.end(),
                     [&](const NotedState& state) { return state.row == row; });
}

/// Into the file and what is known of it; the writing lock is held.
Result<void> keep(OpenVault& vault, const CheckpointRow& row) {
  auto state = proven(row, vault.id, vault.authors);
  if (!state)
    return fail(vault.why_read_only);
  const auto write = [&]() -> Result<void> {
    Transaction all = TRY(Transaction::begin(vault.writer));
    TRY(insert(vault.writer, row));
    return all.commit();
  };
  Result<void> written = write();
  if (!written && is_disk_full(written.error()) && vault.reserve.give_back())
    written = write();
  TRY(written);
  if (!reads_back(vault, row)) {
    vault.read_only = vault.damaged = true;
    return fail(reads_back_otherwise(vault.last_row));
  }
  const std::unique_lock lock(vault.state);
  vault.states.push_back(std::move(*state));
  return {};
}

Result<void> room_for_one(const OpenVault& vault) {
  if (vault.states.size() < kMostCheckpoints)
    return {};
  return fail(Error::Kind::unavailable, "this vault has as many anchors as it can hold", "",
              "keep the newest line; nothing more is noted in this vault");
}

Witness shown(const Countersignature& said) {
  return {said.name, fingerprint(said.witness), said.at_ms};
}

/// The anchor that a state is of, with what is known of its device.
Anchor shown_anchor(const OpenVault& vault, const NotedState& state) {
  Anchor out{.line = text_of(*state.line),
             .entries = entries_in(state.said),
             .made_ms = state.said.made_ms,
             .author = state.row.author,
             .member = {},
             .device = {},
             .witnesses = {}};
  const auto device = vault.registry.devices().find(out.author);
  if (device == vault.registry.devices().end())
    return out;
  out.device = device->second.name;
  const auto member = vault.registry.members().find(device->second.member);
  if (member != vault.registry.members().end())
    out.member = member->second.name;
  return out;
}

std::vector<Anchor> anchors_of(const OpenVault& vault) {
  std::map<AnchorLine, Anchor> by_line;
  for (const NotedState& state : vault.states) {
    if (!state.line || !counts(vault.registry, state))
      continue;
    Anchor& anchor = by_line.try_emplace(*state.line, shown_anchor(vault, state)).first->second;
    if (state.witness)
      anchor.witnesses.push_back(shown(*state.witness));
  }
  std::vector<Anchor> out;
  for (auto& [line, anchor] : by_line)
    out.push_back(std::move(anchor));
  std::stable_sort(out.begin(), out.end(),
                   [](const Anchor& a, const Anchor& b) { return a.made_ms > b.made_ms; });
  return out;
}

Result<Anchor> anchor_with(const OpenVault& vault, const AnchorLine& line) {
  for (Anchor& anchor : anchors_of(vault)) {
    if (anchor.line == text_of(line))
      return std::move(anchor);
  }
  return fail(Error::Kind::not_found, "no state with this line was noted here", "",
              "take a bundle from the computer that gave the line out, and try again");
}

/// The state with this line; the caller knows that there is one.
const NotedState& state_with(const OpenVault& vault, const AnchorLine& line) {
  return *std::find_if(vault.states.begin(), vault.states.end(), [&](const NotedState& state) {
    return state.line == line && counts(vault.registry, state);
  });
}

bool is_known(const OpenVault& vault, const CheckpointRow& row) {
  return std::any_of(vault.states.begin(), vault.states.end(),
                     [&](const NotedState& state) { return state.row == row; });
}

tl::unexpected<Error> no_countersignature() {
  return fail(Error::Kind::bad_input,
              "this is not what a witness signed, or it was changed on its way", "",
              "ask the witness to make the file again; nothing was changed here");
}

tl::unexpected<Error> own_witness() {
  return fail(Error::Kind::not_allowed, "a vault cannot be its own witness", "",
              "give the line to another organisation");
}

tl::unexpected<Error> of_nobody() {
  return fail(Error::Kind::bad_input, "whose line it is must be said in at most 200 letters", "of",
              "give the name of the organisation whose line it is");
}

/// What was written down of that organisation before; true if it is this very line, by us.
bool look_back(const OpenVault& vault, WitnessMade& out) {
  for (const Witnessed& earlier : vault.registry.witnessed()) {
    if (earlier.of != out.said.of)
      continue;
    if (earlier.line == out.said.line && earlier.author == vault.me) {
      out.said = earlier;
      return true;
    }
    out.before = earlier;
  }
  return false;
}

std::string name_of_member(const OpenVault& vault) {
  const auto mine = vault.registry.members().find(vault.secrets.member);
  return mine == vault.registry.members().end() ? std::string{} : mine->second.name;
}

bool counts_fewer(const AnchorLine& line, const std::optional<Witnessed>& before) {
  const auto last = before ? read_anchor_line(before->line) : Result<AnchorLine>(AnchorLine{});
  return last && last->entries > line.entries;
}

std::vector<NotedState> counting(const OpenVault& vault) {
  std::vector<NotedState> out;
  for (const NotedState& state : vault.states) {
    if (counts(vault.registry, state))
      out.push_back(state);
  }
  return out;
}

}  // namespace

Result<Anchor> Vault::note_state() {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  if (vault.read_only)
    return fail(vault.why_read_only);
  TRY(room_for_one(vault));
  const Checkpoint said{
      .vault = vault.id, .made_ms = vault.surroundings.now_ms(), .chains = TRY(chain_ends(vault))};
  TRY(keep(vault, signed_by_us(vault, said)));
  const std::shared_lock lock(vault.state);
  return shown_anchor(vault, vault.states.back());
}

std::vector<Anchor> Vault::anchors() const {
  const std::shared_lock lock(inside_->state);
  return anchors_of(*inside_);
}

Result<LineAnswer> Vault::check_line(std::string_view line) const {
  const AnchorLine wanted = TRY(read_anchor_line(line));
  const OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(inside_->writing);
  const Scan scan = TRY(scan_headers(vault, vault.last_row, vault.last_row));
  const std::shared_lock lock(vault.state);
  Judged judged = judge_line(wanted, counting(vault), scan.chains);
  judged.answer.missing = beyond(vault, judged.missing, scan.chains.heads());
  return std::move(judged.answer);
}

Result<Anchor> Vault::take_witness(ByteView file) {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  if (vault.read_only)
    return fail(vault.why_read_only);
  const auto said = parse_countersignature(file);
  if (!said)
    return no_countersignature();
  if (vault.authors.count(author_of(said->witness)) != 0)
    return own_witness();
  const Anchor anchor = TRY(anchor_with(vault, said->line));
  CheckpointRow row = state_with(vault, said->line).row;
  row.kind = static_cast<std::uint8_t>(AnchorKind::witness);
  row.anchor.resize(kSaltBytes);
  row.anchor.insert(row.anchor.end(), file.begin(), file.end());
  if (is_known(vault, row))
    return anchor;
  TRY(room_for_one(vault));
  TRY(keep(vault, row));
  return anchor_with(vault, said->line);
}

Result<WitnessMade> Vault::witness(std::string_view line, const std::string& of,
                                   const std::string& as) {
  const AnchorLine given = TRY(read_anchor_line(line));
  if (of.empty() || of.size() > kMostOf)
    return of_nobody();
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  if (vault.read_only)
    return fail(vault.why_read_only);
  WitnessMade out;
  out.said = {text_of(given), of, vault.surroundings.now_ms(), vault.me};
  if (!look_back(vault, out)) {
    TRY(write_own(vault, EntryKind::witnessed,
                  encode(WitnessedLine{out.said.line, of, out.said.at_ms})));
  }
  out.fewer = counts_fewer(given, out.before);
  const std::string name = as.empty() ? name_of_member(vault) : as;
  out.file =
      encode(Countersignature{out.said.at_ms, given, vault.signer, name}, vault.signing.view());
  return out;
}

std::vector<Witnessed> Vault::witnessed() const {
  const std::shared_lock lock(inside_->state);
  std::vector<Witnessed> out = inside_->registry.witnessed();
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace manumit::vault
