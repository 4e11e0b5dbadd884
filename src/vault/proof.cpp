// SPDX-License-Identifier: Apache-2.0
#include "vault/proof.h"

#include <algorithm>

#include "base/encoding.h"
#include "checkpoint.h"
#include "countersignature.h"
#include "little_endian.h"
#include "manifest.h"
#include "merkle.h"
#include "parts.h"
#include "print.h"

namespace manumit::vault {
namespace {

bool leads_to_nonce(const Header& header, std::uint32_t leaves, const LeafProof& proof,
                    ByteView text) {
  if (proof.path.size() > kMostSteps)
    return false;
  const auto root = root_by_path(part_leaf(proof.salt, text), proof.leaf, leaves, proof.path);
  return root && nonce_of(*root, leaves) == header.nonce;
}

const SeenCheckpoint::Chain* chain_of(const SeenCheckpoint& checkpoint, const AuthorId& author) {
  const auto chain =
      std::find_if(checkpoint.chains.begin(), checkpoint.chains.end(),
                   [&](const SeenCheckpoint::Chain& one) { return one.author == author; });
  return chain == checkpoint.chains.end() ? nullptr : &*chain;
}

bool in_chain(std::span<const ProofHash> path, const Header& header, const EntryId& id,
              const SeenCheckpoint& checkpoint) {
  const SeenCheckpoint::Chain* chain = chain_of(checkpoint, header.author);
  if (chain == nullptr || path.size() > kMostSteps)
    return false;
  return root_by_path(chain_leaf(id), header.seq - 1, chain->entries, path) == chain->root;
}

/// Whoever writes in the vault is no witness of it.
bool is_own(const DeviceKey& witness, const SeenCheckpoint& state, const SeenCheckpoint& last) {
  const AuthorId author = author_of(witness);
  return witness == state.by || witness == last.by || chain_of(state, author) != nullptr ||
         chain_of(last, author) != nullptr;
}

}  // namespace

Bytes manifest_message(ByteView manifest) {
  const Hash32 hash = hash32("mnv1-manifest", {manifest});
  return Writer(40).text("mnv1-man").raw(hash).take();
}

std::optional<SeenCheckpoint> seen(const SignedCheckpoint& checkpoint) {
  start_crypto();
  const auto parsed = parse_checkpoint(checkpoint.body);
  if (!parsed ||
      !signed_by(checkpoint.by.key, checkpoint_message(checkpoint.body), checkpoint.by.signature))
    return std::nullopt;
  SeenCheckpoint out{
      .vault = parsed->vault, .by = checkpoint.by.key, .made_ms = parsed->made_ms, .chains = {}};
  for (const ChainEnd& end : parsed->chains)
    out.chains.push_back({end.head.author, end.head.seq, end.root});
  return out;
}

EntryVerdict check_entry(const EntryProof& proof, const SeenCheckpoint& checkpoint) {
  const auto header = parse_header(proof.header);
  if (!header || header->vault != checkpoint.vault)
    return {.entry = std::nullopt, .fault = ProofFault::header};
  const EntryId id = id_of(proof.header);
  if (author_of(proof.author.key) != header->author ||
      !signed_by(proof.author.key, signed_message(id), proof.author.signature))
    return {.entry = std::nullopt, .fault = ProofFault::signature};
  if (!in_chain(proof.to_chain, *header, id, checkpoint))
    return {.entry = std::nullopt, .fault = ProofFault::chain};
  const bool last = proof.leaves > 1 && proof.claim.leaf == proof.leaves - 1;
  if (!last ||
      !leads_to_nonce(*header, proof.leaves, proof.claim, claim_text(proof.kind, proof.written_ms)))
    return {.entry = std::nullopt, .fault = ProofFault::claim};
  return {.entry = SeenEntry{id, header->author, header->seq}};
}

bool commits_to(const EntryProof& proof, const LeafProof& part, std::string_view text) {
  const auto header = parse_header(proof.header);
  // The first leaf is the whole text and the last one the claim: neither is a part.
  return header && part.leaf > 0 && part.leaf + 1 < proof.leaves &&
         leads_to_nonce(*header, proof.leaves, part, bytes_of(text));
}

AnchorVerdict check_anchor(const ProvedAnchor& anchor, const SeenCheckpoint& last) {
  const auto fault = [](AnchorFault what) {
    return AnchorVerdict{.anchor = std::nullopt, .fault = what};
  };
  const auto state = seen(anchor.checkpoint);
  const auto said = parse_checkpoint(anchor.checkpoint.body);
  if (!state || !said)
    return fault(AnchorFault::checkpoint);
  if (state->vault != last.vault)
    return fault(AnchorFault::vault);
  const AnchorLine line = line_over(*said, anchor.checkpoint.body, anchor.salt);
  SeenAnchor out{.line = text_of(line), .state = *state, .witness = {}};
  if (anchor.countersignature.empty())
    return {.anchor = std::move(out)};
  const auto witness = parse_countersignature(anchor.countersignature);
  if (!witness || first_bad_utf8(witness->name))
    return fault(AnchorFault::witness);
  if (witness->line != line)
    return fault(AnchorFault::line);
  if (is_own(witness->witness, *state, last))
    return fault(AnchorFault::own);
  out.witness = Witness{witness->name, fingerprint(witness->witness), witness->at_ms};
  return {.anchor = std::move(out)};
}

bool stood_in(const EntryProof& proof, const AnchoredAt& place, const SeenAnchor& anchor) {
  const auto header = parse_header(proof.header);
  return header && in_chain(place.path, *header, id_of(proof.header), anchor.state);
}

bool manifest_signed(ByteView manifest, const DeviceSignature& by) {
  start_crypto();
  return signed_by(by.key, manifest_message(manifest), by.signature);
}

std::string print_of_device(const DeviceKey& key) {
  return fingerprint(key);
}

}  // namespace manumit::vault
