// SPDX-License-Identifier: Apache-2.0
#include "anchored.h"
#include "chain_ends.h"
#include "manifest.h"
#include "merkle.h"
#include "parts.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

/// The plain text of a row as it was sealed; nothing if it cannot be opened here.
struct Unsealed {
  Header header;
  LockedBytes key{32};
  Secret<Bytes> plain;
  Envelope said;
};

std::optional<Unsealed> unseal(const OpenVault& vault, const StoredRow& row) {
  const RowFinding checked = check_row(row, vault.id, vault.authors, {.checksum = false});
  if (!checked.header || row.blank || row.sig().size() != Signature{}.size() ||
      vault.authors.count(checked.header->author) == 0)
    return std::nullopt;
  const auto key = vault.ring.find(checked.header->compartment, checked.header->epoch);
  if (!key)
    return std::nullopt;
  auto said = open_row(row, *checked.header, *key);
  if (!said)
    return std::nullopt;
  Unsealed out;
  out.header = *checked.header;
  std::copy(key->begin(), key->end(), out.key.span().begin());
  out.plain = Secret<Bytes>(pack(said->kind, said->written_ms, said->body));
  out.said = std::move(*said);
  return out;
}

LeafProof lead_up(const Unsealed& row, ByteView before, std::span<const Hash32> leaves,
                  std::uint32_t leaf) {
  return {.leaf = leaf,
          .salt = salt_of(row.key.view(), before, leaf),
          .path = path_to_root(leaves, leaf)};
}

/// One pass over the file is enough for all wishes.
class Prover {
 public:
  Prover(const OpenVault& vault, const WholeChains& all, Readers::Loan& reader)
      : vault_(vault), all_(all), reader_(reader), anchored_(vault, all) {}

  Proved prove(const ProofWish& wish) {
    const auto at = row_of(wish.entry);
    if (!at)
      return without(NoProof::not_here);
    const StoredRow row = reader_.row(*at);
    Proved out;
    std::optional<Unsealed> unsealed = unseal(vault_, row);
    if (!unsealed)
      return without(NoProof::not_here);
    const ByteView before = before_nonce(row.header());
    const std::vector<Hash32> leaves = commit(
        unsealed->key.view(), before,
        {unsealed->plain.reveal(), unsealed->said.kind, unsealed->said.written_ms}, wish.parts);
    const Secret<std::string> body(std::move(unsealed->said.body));
    if (nonce_of(leaves) != unsealed->header.nonce)
      return without(NoProof::before_parts);
    if (!stands_in_chain(wish.entry, unsealed->header))
      return without(NoProof::chain);
    out.proof = made(row, *unsealed, leaves, wish);
    return out;
  }

  [[nodiscard]] std::vector<ProvedAnchor> anchors() const { return anchored_.used(); }

 private:
  static Proved without(NoProof why) { return {.proof = std::nullopt, .why = why}; }

  [[nodiscard]] std::optional<std::uint64_t> row_of(const EntryId& id) const {
    auto here = reader_.database().prepare("SELECT n FROM entry WHERE id=?1");
    if (!here)
      return std::nullopt;
    here->bind(1, ByteView(id.bytes));
    const auto found = here->step();
    return found && *found ? std::optional(static_cast<std::uint64_t>(here->integer(0)))
                           : std::nullopt;
  }

  [[nodiscard]] bool stands_in_chain(const EntryId& id, const Header& header) const {
    const auto chain = all_.trees.find(header.author);
    return chain != all_.trees.end() && header.seq <= chain->second.leaves().size() &&
           chain->second.leaves()[header.seq - 1] == chain_leaf(id);
  }

  [[nodiscard]] EntryProof made(const StoredRow& row, const Unsealed& unsealed,
                                std::span<const Hash32> leaves, const ProofWish& wish) {
    const ByteView header = row.header();
    const ByteView before = before_nonce(header);
    EntryProof out;
    out.header.assign(header.begin(), header.end());
    out.author.key = vault_.authors.at(unsealed.header.author);
    std::copy_n(row.sig().begin(), out.author.signature.size(), out.author.signature.begin());
    out.leaves = static_cast<std::uint32_t>(leaves.size());
    out.kind = unsealed.said.kind;
    out.written_ms = unsealed.said.written_ms;
    out.claim = lead_up(unsealed, before, leaves, out.leaves - 1);
    for (const std::uint32_t part : wish.chosen)
      out.parts.push_back(lead_up(unsealed, before, leaves, part + 1));
    const StandingTree& chain = all_.trees.at(unsealed.header.author);
    out.to_chain = chain.path(unsealed.header.seq - 1, chain.leaves().size());
    out.anchored = anchored_.places_of(unsealed.header.author, unsealed.header.seq);
    return out;
  }

  const OpenVault& vault_;
  const WholeChains& all_;
  Readers::Loan& reader_;
  Anchored anchored_;
};

}  // namespace

Result<Proofs> Vault::prove(std::span<const ProofWish> wishes) const {
  const OpenVault& vault = *inside_;
  const std::shared_lock lock(vault.state);
  const WholeChains all = TRY(whole_chains(vault));
  Proofs out;
  out.checkpoint.body = encode(
      Checkpoint{.vault = vault.id, .made_ms = vault.surroundings.now_ms(), .chains = all.ends});
  out.checkpoint.by = {vault.signer,
                       sign(vault.signing.view(), checkpoint_message(out.checkpoint.body))};
  Readers::Loan reader = TRY(vault.readers->borrow());
  Prover prover(vault, all, reader);
  for (const ProofWish& wish : wishes) {
    if (vault.closing)
      return fail(keys_dropped());
    out.entries.push_back(prover.prove(wish));
  }
  out.anchors = prover.anchors();
  return out;
}

DeviceSignature Vault::sign_manifest(ByteView manifest) const {
  const std::shared_lock lock(inside_->state);
  return {inside_->signer, sign(inside_->signing.view(), manifest_message(manifest))};
}

}  // namespace manumit::vault
