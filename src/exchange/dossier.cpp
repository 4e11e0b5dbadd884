// SPDX-License-Identifier: Apache-2.0
#include "exchange/dossier.h"

#include <algorithm>
#include <set>

#include "base/check.h"
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

namespace {

tl::unexpected<Error> no_source_of_these() {
  return fail(Error::Kind::bad_input,
              "a file that is to go along belongs to no source of the chosen facts", "",
              "choose a fact that cites it too, or leave the file out");
}

tl::unexpected<Error> tells_an_identity() {
  return fail(Error::Kind::bad_input,
              "a file that is to go along tells who somebody is, which was to be left out", "",
              "leave it out, or allow identities");
}

/// Whether some source says so in the words that go out, as whoever checks them will look for it.
bool named_in(const Chosen& chosen, const std::string& hash) {
  const std::string named = "\"file\":\"" + hash + "\"";
  return std::any_of(chosen.items.begin(), chosen.items.end(), [&](const Item& item) {
    return item.kind == ItemKind::source && item.part.find(named) != std::string::npos;
  });
}

/// Whether anybody who attached it said that it tells who somebody is.
bool tells_who(const casework::Case& of, const casework::Source& source) {
  return std::any_of(of.attached.begin(), of.attached.end(), [&](const casework::Attached& one) {
    return one.source == source.id && one.about.has_value();
  });
}

/// Each file once, however often it was asked for.
class Attaching {
 public:
  [[nodiscard]] bool has(const std::string& hash) const {
    return std::any_of(files_.begin(), files_.end(),
                       [&](const AttachedFile& one) { return one.hash == hash; });
  }
  void add(std::string ending, AttachedFile file) {
    file.name = std::string(proof::kAttached) + std::to_string(files_.size() + 1) + ending;
    files_.push_back(std::move(file));
  }
  [[nodiscard]] std::vector<AttachedFile> take() { return std::move(files_); }

 private:
  std::vector<AttachedFile> files_;
};

Result<void> add_from_disk(Attaching& out, const DossierWish& wish, const Chosen& chosen) {
  for (const std::filesystem::path& file : wish.files) {
    const std::string hash = TRY(hash_of_file(file));
    if (!named_in(chosen, hash)) {
      return fail(
          Error::Kind::bad_input,
          "a file that is to go along is none that a source of the chosen facts names", "",
          "choose the very file that was imported or attached; BLAKE2b-256 of this one: {0}",
          {hash});
    }
    const auto& sources = chosen.shown.sources;
    if (wish.without_identity &&
        std::any_of(sources.begin(), sources.end(), [&](const casework::Source& one) {
          return one.file_hash == hash && tells_who(chosen.shown, one);
        }))
      return tells_an_identity();
    if (!out.has(hash))
      out.add(plain_ending(file), {.name = {}, .from = file, .kept = {}, .hash = hash});
  }
  return {};
}

/// The sources whose files were asked for, as they are listed in the dossier.
Result<std::vector<casework::Source>> kept_that_go(const DossierWish& wish, const Chosen& chosen) {
  const std::set<casework::RecordId> asked(wish.kept.begin(), wish.kept.end());
  std::vector<casework::Source> out;
  for (const casework::Source& source : chosen.shown.sources) {
    const bool by_its_id = asked.count(source.id) != 0;
    if (!source.kept || chosen.source_number(source.id) == 0 || !(wish.all_kept || by_its_id))
      continue;
    if (wish.without_identity && tells_who(chosen.shown, source)) {
      if (by_its_id)
        return tells_an_identity();
      continue;
    }
    if (!named_in(chosen, source.file_hash))
      return no_source_of_these();
    out.push_back(source);
  }
  const bool all_found = std::all_of(asked.begin(), asked.end(), [&](const auto& id) {
    return std::any_of(out.begin(), out.end(), [&](const auto& one) { return one.id == id; });
  });
  if (!all_found)
    return no_source_of_these();
  return out;
}

/// Before a file is read: what a source says of its file's size is bound to its id.
Result<void> fits_a_zip(const DossierWish& wish, const Chosen& chosen) {
  std::uint64_t sum = 0;
  for (const casework::Source& source : TRY(kept_that_go(wish, chosen))) {
    if (source.kept->size > StoredZip::kMostBytes - sum)
      return fail(StoredZip::too_large());
    sum += source.kept->size;
  }
  return {};
}

}  // namespace

Result<std::vector<AttachedFile>> find_attached(const casework::Casebook& casebook,
                                                const DossierWish& wish, const Chosen& chosen,
                                                const Progress& progress) {
  Attaching out;
  TRY(add_from_disk(out, wish, chosen));
  for (const casework::Source& source : TRY(kept_that_go(wish, chosen))) {
    if (out.has(source.file_hash))
      continue;
    out.add(plain_ending(source.kept->name),
            {.name = {},
             .from = {},
             .kept = TRY(casebook.open_file(wish.case_id, source.id, progress)),
             .hash = source.file_hash});
  }
  return out.take();
}

Result<void> each_piece(const vault::Vault& vault, const AttachedFile& file,
                        const TakePiece& take) {
  // Whole pieces of the vault, so that none is opened twice.
  constexpr std::size_t kAtOnce = 4 * vault::kFilePieceBytes;
  if (!file.kept)
    return read_pieces(file.from, take);
  for (std::uint64_t at = 0; at < file.kept->size;) {
    const Secret<Bytes> piece = TRY(vault.read_file(*file.kept, at, kAtOnce));
    TRY(take(piece.reveal()));
    at += piece.reveal().size();
  }
  return {};
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

void leave_anchors_out(vault::Proofs& proofs) {
  proofs.anchors.clear();
  for (vault::Proved& entry : proofs.entries) {
    if (entry.proof)
      entry.proof->anchored.clear();
  }
}

/// As an outsider sees them: what does not hold is not to leave the house.
Result<std::vector<vault::SeenAnchor>> seen_anchors(const vault::Proofs& proofs) {
  std::vector<vault::SeenAnchor> out;
  const auto last = vault::seen(proofs.checkpoint);
  MANUMIT_CHECK(last);
  for (const vault::ProvedAnchor& anchor : proofs.anchors) {
    vault::AnchorVerdict verdict = vault::check_anchor(anchor, *last);
    if (!verdict.anchor)
      return fail(Error::Kind::damaged, "an anchor of this vault does not hold", "",
                  "nothing was written; verify the vault, or leave the anchors out");
    out.push_back(std::move(*verdict.anchor));
  }
  return out;
}

Result<Ready> make_ready(const casework::Casebook& casebook, const DossierWish& wish, Chosen chosen,
                         const DossierWords& words, const Surroundings& surroundings,
                         const Progress& progress) {
  Ready out;
  out.chosen = std::move(chosen);
  out.files = TRY(find_attached(casebook, wish, out.chosen, progress));
  out.proofs = TRY(casebook.vault().prove(out.chosen.wishes));
  if (wish.without_anchors)
    leave_anchors_out(out.proofs);
  for (Item& item : out.chosen.items) {
    const vault::Proved& proved = out.proofs.entries[item.wish];
    item.why = proved.why;
    if (!proved.proof)
      continue;
    for (const vault::AnchoredAt& place : proved.proof->anchored)
      item.anchors.push_back(place.anchor);
  }
  out.about = {.made_ms = surroundings.now_ms(),
               .device = vault::print_of_device(out.proofs.checkpoint.by.key),
               .anchors = TRY(seen_anchors(out.proofs))};
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

std::size_t witnessed_facts(const Chosen& chosen, const About& about) {
  return static_cast<std::size_t>(
      std::count_if(chosen.items.begin(), chosen.items.end(), [&](const Item& item) {
        return item.kind == ItemKind::fact &&
               std::any_of(item.anchors.begin(), item.anchors.end(), [&](std::size_t anchor) {
                 return about.anchors[anchor].witness.has_value();
               });
      }));
}

std::vector<vault::FileHash> hashes_of(const std::vector<AttachedFile>& files) {
  std::vector<vault::FileHash> out;
  for (const AttachedFile& file : files) {
    const Result<Bytes> hash = from_hex(file.hash);
    MANUMIT_CHECK(hash && hash->size() == vault::FileHash{}.size());
    std::copy(hash->begin(), hash->end(), out.emplace_back().begin());
  }
  return out;
}

/// The checksum and the hashes of a file of the vault, until somebody asks to stop.
Result<std::pair<std::uint32_t, vault::FileDigest::Hashes>> sums_of(const vault::Vault& vault,
                                                                    const AttachedFile& file,
                                                                    const Progress& progress) {
  vault::FileDigest digest;
  Crc32 sum;
  std::uint64_t done = 0;
  TRY(each_piece(vault, file, [&](ByteView piece) -> Result<void> {
    digest.add(piece);
    sum.add(piece);
    done += piece.size();
    if (progress && !progress(done, file.kept->size)) {
      return fail(Error::Kind::unavailable, "stopped as you asked", "",
                  "start it again at any time");
    }
    return {};
  }));
  return std::pair(sum.value(), digest.finish());
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
          .attached = hashes_of(ready.files),
          .witnessed = witnessed_facts(ready.chosen, ready.about),
          .held_back = ready.chosen.held_back,
          .device = ready.about.device};
}

}  // namespace
}  // namespace dossier

Result<DossierMade> write_dossier(const casework::Casebook& casebook, const DossierWish& wish,
                                  const DossierWords& words, const std::filesystem::path& folder,
                                  const Surroundings& surroundings, const Progress& progress) {
  dossier::Chosen chosen = TRY(dossier::choose(casebook, wish));
  const dossier::Ready ready =
      TRY(dossier::make_ready(casebook, wish, std::move(chosen), words, surroundings, progress));
  dossier::NewFolder out = TRY(dossier::NewFolder::make(folder));
  for (const auto& [name, text] : ready.texts)
    TRY(out.write(name, text.reveal()));
  for (const dossier::AttachedFile& file : ready.files) {
    TRY(out.copy(
        file.name,
        [&](const dossier::TakePiece& take) {
          return dossier::each_piece(casebook.vault(), file, take);
        },
        file.hash));
  }
  TRY(out.write(std::string(proof::kManifestFile),
                dossier::manifest_of(casebook, ready, out.listed())));
  TRY(dossier::check_once_more(out));
  TRY(out.finish());
  return dossier::told_of(ready);
}

DossierZip::DossierZip(DossierMade made, StoredZip zip, std::vector<vault::KeptFile> files)
    : made_(std::move(made)), zip_(std::move(zip)), files_(std::move(files)) {}

Result<Secret<Bytes>> DossierZip::read(const vault::Vault& vault, std::uint64_t from,
                                       std::size_t count) const {
  return zip_.read(from, count, [&](std::size_t which, std::uint64_t at, std::size_t wanted) {
    return vault.read_file(files_[which], at, wanted);
  });
}

Result<DossierZip> zip_dossier(const casework::Casebook& casebook, const DossierWish& wish,
                               const DossierWords& words, const Surroundings& surroundings,
                               const Progress& progress) {
  dossier::Chosen chosen = TRY(dossier::choose(casebook, wish));
  TRY(dossier::fits_a_zip(wish, chosen));
  dossier::Ready ready =
      TRY(dossier::make_ready(casebook, wish, std::move(chosen), words, surroundings, progress));
  std::vector<proof::ListedFile> listed;
  std::vector<vault::KeptFile> kept;
  StoredZip zip;
  for (auto& [name, text] : ready.texts) {
    vault::FileDigest digest;
    digest.add(bytes_of(text.reveal()));
    listed.push_back({name, text.reveal().size(), digest.finish()});
    TRY(zip.add("dossier/" + name, std::move(text)));
  }
  for (const dossier::AttachedFile& file : ready.files) {
    const auto [sum, hashes] = TRY(dossier::sums_of(casebook.vault(), file, progress));
    listed.push_back({file.name, file.kept->size, hashes});
    TRY(zip.add_large("dossier/" + file.name, file.kept->size, sum));
    kept.push_back(*file.kept);
  }
  TRY(zip.add("dossier/" + std::string(proof::kManifestFile),
              Secret<std::string>(dossier::manifest_of(casebook, ready, std::move(listed)))));
  TRY(zip.finish());
  return DossierZip(dossier::told_of(ready), std::move(zip), std::move(kept));
}

std::vector<casework::Use> uses_of(const DossierWish& wish, const DossierMade& made) {
  std::vector<casework::Use> out;
  out.push_back({.kind = casework::UseKind::exported,
                 .case_id = wish.case_id,
                 .cases = 1,
                 .statements = made.facts,
                 .form = "dossier"});
  for (const vault::FileHash& hash : made.attached) {
    out.push_back({.kind = casework::UseKind::exported,
                   .case_id = wish.case_id,
                   .form = "file",
                   .file = hash});
  }
  return out;
}

}  // namespace manumit::exchange
