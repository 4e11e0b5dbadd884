// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proof/dossier_form.h"
#include "vault/proof.h"

namespace manumit::proof {

/// One fact, source, subject or withdrawal as dossier.json lists it.
struct Item {
  ItemKind kind = ItemKind::fact;
  std::size_t n = 0;  ///< from 1 in its list
  vault::EntryId entry;
  std::uint32_t leaf = 0;
  std::string part;
  bool has_proof = false;
  std::string why;     ///< if it has none: before_parts, chain, not_here
  std::string device;  ///< if it has one: the fingerprint of who recorded it
  std::int64_t recorded_ms = 0;
};
struct Dossier {
  std::string case_hex;
  std::int64_t made_ms = 0;
  std::vector<Item> items;  ///< all facts, then sources, subjects, withdrawals
};
[[nodiscard]] std::optional<Dossier> read_dossier(std::string_view json);

/// Which part of which entry an item is, by "fact 3".
struct PartPlace {
  std::size_t entry = 0;
  std::size_t part = 0;
};
struct GivenProofs {
  vault::SignedCheckpoint checkpoint;
  std::vector<vault::ProvedAnchor> anchors;
  std::vector<vault::EntryProof> entries;
  std::map<std::string, PartPlace> places;
};
[[nodiscard]] std::optional<GivenProofs> read_proofs(std::string_view json);

/// "fact 3"
[[nodiscard]] std::string name_of(ItemKind kind, std::size_t n);

}  // namespace manumit::proof
