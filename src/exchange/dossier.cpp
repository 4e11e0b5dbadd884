// SPDX-License-Identifier: Apache-2.0
#include "exchange/dossier.h"

#include <algorithm>
#include <set>

#include "dossier_folder.h"
#include "dossier_parts.h"
#include "proof/check_dossier.h"
#include "zip_bundle.h"

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

namespace dossier {
namespace {

/// Everything that goes out, before a byte of it is written.
struct Ready {
  Chosen chosen;
  std::vector<AttachedFile> files;
  vault::Proofs proofs;
  About about;
  std::vector<std::pair<std::string, Secret<std::string>>> texts;  ///< by the files' names
};

Result<Ready> make_ready(const casework::Casebook& casebook, const DossierWish& wish,
                         const DossierWords& words, const Surroundings& surroundings) {
  Ready out;
  out.chosen = TRY(choose(casebook, wish));
  out.files = TRY(find_attached(wish, out.chosen));
  out.proofs = TRY(casebook.vault().prove(out.chosen.wishes));
  for (Item& item : out.chosen.items)
    item.why = out.proofs.entries[item.wish].why;
  out.about = {.made_ms = surroundings.now_ms(),
               .device = vault::print_of_device(out.proofs.checkpoint.by.key)};
  const auto add = [&](std::string_view name, std::string text) {
    out.texts.emplace_back(name, Secret<std::string>(std::move(text)));
  };
  add(proof::kIndexFile, page(out.chosen, out.files, words, out.about));
  add(proof::kFactsFile, facts_json(out.chosen, out.proofs, words, out.about));
  add(proof::kProofsFile, proofs_json(out.chosen, out.proofs));
  return out;
}

std::string manifest_of(const casework::Casebook& casebook, const Ready& ready,
                        std::vector<proof::ListedFile> listed) {
  return proof::manifest_text(std::move(listed), ready.proofs.checkpoint.by.key,
                              [&](ByteView said) { return casebook.vault().sign_manifest(said); });
}

DossierMade told_of(const Ready& ready) {
  const auto& items = ready.chosen.items;
  const auto unproved = std::count_if(items.begin(), items.end(), [](const Item& item) {
    return item.kind == ItemKind::fact && item.why != vault::NoProof::none;
  });
  return {.facts = ready.chosen.count(ItemKind::fact),
          .without_proof = static_cast<std::size_t>(unproved),
          .sources = ready.chosen.count(ItemKind::source),
          .files = ready.files.size(),
          .held_back = ready.chosen.held_back,
          .device = ready.about.device};
}

}  // namespace
}  // namespace dossier

Result<DossierMade> write_dossier(const casework::Casebook& casebook, const DossierWish& wish,
                                  const DossierWords& words, const std::filesystem::path& folder,
                                  const Surroundings& surroundings) {
  const dossier::Ready ready = TRY(dossier::make_ready(casebook, wish, words, surroundings));
  dossier::NewFolder out = TRY(dossier::NewFolder::make(folder));
  for (const auto& [name, text] : ready.texts)
    TRY(out.write(name, text.reveal()));
  for (const dossier::AttachedFile& file : ready.files)
    TRY(out.copy(file.name, file.from, file.hash));
  TRY(out.write(std::string(proof::kManifestFile),
                dossier::manifest_of(casebook, ready, out.listed())));
  TRY(dossier::check_once_more(out));
  TRY(out.finish());
  return dossier::told_of(ready);
}

Result<DossierZip> zip_dossier(const casework::Casebook& casebook, const DossierWish& wish,
                               const DossierWords& words, const Surroundings& surroundings) {
  const dossier::Ready ready = TRY(dossier::make_ready(casebook, wish, words, surroundings));
  std::vector<proof::ListedFile> listed;
  std::vector<BundledFile> files;
  for (const auto& [name, text] : ready.texts) {
    vault::FileDigest digest;
    digest.add(bytes_of(text.reveal()));
    listed.push_back({name, text.reveal().size(), digest.finish()});
    files.push_back({"dossier/" + name, text.reveal()});
  }
  files.push_back({"dossier/" + std::string(proof::kManifestFile),
                   dossier::manifest_of(casebook, ready, std::move(listed))});
  DossierZip out;
  out.made = dossier::told_of(ready);
  Result<Bytes> zipped = zip_bundle(files);
  for (BundledFile& file : files)
    static_cast<void>(Secret<std::string>(std::move(file.bytes)));
  out.bytes = Secret<Bytes>(TRY(std::move(zipped)));
  return out;
}

casework::Use use_of(const DossierWish& wish, const DossierMade& made) {
  return {.kind = casework::UseKind::exported,
          .case_id = wish.case_id,
          .cases = 1,
          .statements = made.facts,
          .form = "dossier"};
}

}  // namespace manumit::exchange
