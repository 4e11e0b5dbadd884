// SPDX-License-Identifier: Apache-2.0
#include "exchange/dossier.h"

#include <algorithm>
#include <set>

#include "dossier_folder.h"
#include "dossier_parts.h"
#include "proof/check_dossier.h"

namespace manumit::exchange {
namespace dossier {
namespace {

/// ".pdf", if it is short and plain; a file's own name may say whose it is.
std::string plain_ending(const std::filesystem::path& file) {
  constexpr std::size_t kMost = 6;
  std::string out = file.extension().string();
  std::transform(out.begin(), out.end(), out.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  const bool plain = std::all_of(out.begin() + (out.empty() ? 0 : 1), out.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
  });
  return plain && out.size() > 1 && out.size() <= kMost ? out : "";
}

}  // namespace

Result<std::vector<AttachedFile>> find_attached(const DossierWish& wish, const Chosen& chosen) {
  std::vector<AttachedFile> out;
  for (const std::filesystem::path& file : wish.files) {
    const std::string hash = TRY(hash_of_file(file));
    const bool named = std::any_of(
        chosen.shown.sources.begin(), chosen.shown.sources.end(),
        [&](const auto& one) { return one.file_hash == hash && chosen.source_number(one.id) > 0; });
    if (!named) {
      return fail(
          Error::Kind::bad_input,
          "a file that is to go along is none that a source of the chosen facts names", "",
          "choose the very file that was imported or attached; BLAKE2b-256 of this one: {0}",
          {hash});
    }
    out.push_back(
        {std::string(proof::kAttached) + std::to_string(out.size() + 1) + plain_ending(file), file,
         hash});
  }
  return out;
}

namespace {

Result<void> check_once_more(const NewFolder& folder) {
  const proof::DossierReport report = proof::check_dossier(folder.working());
  if (report.wrong.empty())
    return {};
  return fail(Error::Kind::damaged, "the dossier does not hold when it is read back", "",
              "nothing was written; verify the vault, and try another disk");
}

}  // namespace
}  // namespace dossier

Result<DossierMade> write_dossier(const casework::Casebook& casebook, const DossierWish& wish,
                                  const DossierWords& words, const std::filesystem::path& folder,
                                  const Surroundings& surroundings) {
  using dossier::ItemKind;
  dossier::Chosen chosen = TRY(dossier::choose(casebook, wish));
  const std::vector<dossier::AttachedFile> files = TRY(dossier::find_attached(wish, chosen));
  const vault::Proofs proofs = TRY(casebook.vault().prove(chosen.wishes));
  for (dossier::Item& item : chosen.items)
    item.why = proofs.entries[item.wish].why;
  const dossier::About about{.made_ms = surroundings.now_ms(),
                             .device = vault::print_of_device(proofs.checkpoint.by.key)};
  dossier::NewFolder out = TRY(dossier::NewFolder::make(folder));
  TRY(out.write(std::string(proof::kIndexFile), dossier::page(chosen, files, words, about)));
  TRY(out.write(std::string(proof::kFactsFile), dossier::facts_json(chosen, proofs, words, about)));
  TRY(out.write(std::string(proof::kProofsFile), dossier::proofs_json(chosen, proofs)));
  for (const dossier::AttachedFile& file : files)
    TRY(out.copy(file.name, file.from, file.hash));
  const std::string manifest =
      proof::manifest_text(out.listed(), proofs.checkpoint.by.key,
                           [&](ByteView listed) { return casebook.vault().sign_manifest(listed); });
  TRY(out.write(std::string(proof::kManifestFile), manifest));
  TRY(dossier::check_once_more(out));
  TRY(out.finish());
  const auto unproved = static_cast<std::size_t>(
      std::count_if(chosen.items.begin(), chosen.items.end(), [](const dossier::Item& item) {
        return item.kind == ItemKind::fact && item.why != vault::NoProof::none;
      }));
  return DossierMade{.facts = chosen.count(ItemKind::fact),
                     .without_proof = unproved,
                     .sources = chosen.count(ItemKind::source),
                     .files = files.size(),
                     .held_back = chosen.held_back,
                     .device = about.device};
}

}  // namespace manumit::exchange
