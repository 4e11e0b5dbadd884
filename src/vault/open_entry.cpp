// SPDX-License-Identifier: Apache-2.0
#include "findings.h"
#include "open_vault.h"

namespace manumit::vault {
namespace {

using State = Opened::State;

Opened damaged(Damage::What what, const StoredRow& row, const RowFinding& checked) {
  return {.state = State::damaged, .entry = {}, .damage = finding(what, row.n, checked.id)};
}

/// Whether the row is still the one that was indexed when the vault was opened.
bool same_place(const OpenVault& vault, const Header& header, const RowIndex::Row* place) {
  return place == nullptr || (vault.index.author(place->author) == header.author &&
                              place->seq == header.seq && place->lamport == header.lamport);
}

Opened make_entry(const EntryId& id, const Header& header, Envelope&& said) {
  Entry entry{.id = id,
              .author = header.author,
              .author_seq = header.seq,
              .lamport = header.lamport,
              .knew = {},
              .compartment = header.compartment,
              .kind = said.kind,
              .written_ms = said.written_ms,
              .body = std::move(said.body)};
  if (header.seq > 1)
    entry.knew.push_back(header.prev);
  for (const Head& head : header.knew)
    entry.knew.push_back(head.id);
  return {.state = State::readable, .entry = std::move(entry), .damage = std::nullopt};
}

}  // namespace

Opened open_entry(const OpenVault& vault, const StoredRow& row, const RowIndex::Row* place) {
  // A row whose checksum alone is wrong is still proved by its id and its seal.
  const RowFinding checked = check_row(row, vault.id, vault.authors, {.checksum = false});
  if (!checked.header)
    return damaged(*checked.what, row, checked);
  const Header& header = *checked.header;
  if (!same_place(vault, header, place))
    return damaged(Damage::What::chain, row, checked);
  const Registry::Standing standing = vault.registry.standing(header.author, header.seq);
  if (standing == Registry::Standing::unknown)
    return damaged(Damage::What::unknown_author, row, checked);
  if (row.blank && vault.registry.erased(header.compartment))
    return {.state = State::erased, .entry = {}, .damage = std::nullopt};
  if (standing == Registry::Standing::revoked)
    return {.state = State::quarantined, .entry = {}, .damage = std::nullopt};
  const auto key = vault.ring.find(header.compartment, header.epoch);
  if (!key) {
    if (vault.torn.count(header.compartment) != 0)
      return damaged(Damage::What::key, row, checked);
    return {.state = State::sealed, .entry = {}, .damage = std::nullopt};
  }
  auto said = open_row(row, header, *key);
  if (!said)
    return damaged(said.error(), row, checked);
  return make_entry(*checked.id, header, std::move(*said));
}

}  // namespace manumit::vault
