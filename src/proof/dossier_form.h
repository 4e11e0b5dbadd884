// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// What writer and checker of a dossier must agree on: docs/formats/dossier.md.
namespace manumit::proof {

constexpr std::int64_t kDossierVersion = 1;

constexpr std::string_view kIndexFile = "index.html";
constexpr std::string_view kFactsFile = "dossier.json";
constexpr std::string_view kProofsFile = "proofs.json";
constexpr std::string_view kManifestFile = "manifest.json";
/// Before the number of each attached file.
constexpr std::string_view kAttached = "files/";

/// What a dossier is made of, in the order of its lists. The names stand in dossier.json as those
/// of the lists, and in proofs.json, with a number, as what a proof is of.
enum class ItemKind : std::uint8_t { fact, source, subject, withdrawal };
struct ItemForm {
  std::string_view name;
  std::string_view list;    ///< in dossier.json
  std::string_view begins;  ///< what follows the case's id in such a part
};
constexpr std::array<ItemForm, 4> kItemForms = {{
    {"fact", "facts", ",\"statements\":[{\"about\":\""},
    {"source", "sources", ",\"sources\":[{\"id\":\""},
    {"subject", "subjects", ",\"subjects\":[{\"id\":\""},
    {"withdrawal", "withdrawals", ",\"withdrawals\":[{\"statement\":\""},
}};
[[nodiscard]] constexpr const ItemForm& form_of(ItemKind kind) {
  return kItemForms[static_cast<std::size_t>(kind)];
}

constexpr std::size_t kMostManifestBytes = std::size_t{4} << 20;
constexpr std::size_t kMostTextBytes = std::size_t{64} << 20;  ///< of each of the other three
constexpr std::size_t kMostFiles = 10'000;
constexpr std::size_t kMostItems = 100'000;

}  // namespace manumit::proof
