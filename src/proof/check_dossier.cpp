// SPDX-License-Identifier: Apache-2.0
#include "proof/check_dossier.h"

#include <algorithm>

#include "check_anchors.h"
#include "folder_files.h"
#include "read_dossier.h"

namespace manumit::proof {
namespace {

constexpr std::string_view kPartBegins = "{\"filing\":1,\"case\":\"";
/// Of a source whose file the vault keeps.
constexpr std::string_view kKeptBegins = "{\"filing\":2,\"case\":\"";
static_assert(kPartBegins.size() == kKeptBegins.size());

std::string_view reason_of(vault::ProofFault fault) {
  switch (fault) {
    case vault::ProofFault::header:
      return "header";
    case vault::ProofFault::signature:
      return "signature";
    case vault::ProofFault::chain:
      return "chain";
    case vault::ProofFault::claim:
      break;
  }
  return "claim";
}

/// Checks each item of a dossier against the proofs that came with it.
class ItemCheck {
 public:
  ItemCheck(const Dossier& dossier, const GivenProofs& proofs)
      : dossier_(dossier), proofs_(proofs), checkpoint_(vault::seen(proofs.checkpoint)) {
    if (!checkpoint_)
      return;
    for (const vault::EntryProof& entry : proofs.entries)
      verdicts_.push_back(vault::check_entry(entry, *checkpoint_));
  }

  [[nodiscard]] const std::optional<vault::SeenCheckpoint>& checkpoint() const {
    return checkpoint_;
  }

  /// Which entry an item is proved to be of.
  [[nodiscard]] std::size_t entry_of(const Item& item) const {
    return proofs_.places.at(name_of(item.kind, item.n)).entry;
  }

  /// Why it does not hold; empty if it holds, or brings no proof and is otherwise in order.
  [[nodiscard]] std::string_view fault_of(const Item& item) const {
    const std::string_view part = item.part;
    const bool kept = item.kind == ItemKind::source && part.starts_with(kKeptBegins);
    if (!(kept || part.starts_with(kPartBegins)) ||
        part.substr(kPartBegins.size(), dossier_.case_hex.size()) != dossier_.case_hex)
      return "case";
    const std::string begins = "\"" + std::string(form_of(item.kind).begins);
    if (!part.substr(kPartBegins.size() + dossier_.case_hex.size()).starts_with(begins))
      return "kind";
    return item.has_proof ? fault_of_proof(item) : "";
  }

  /// Whether every proof is of an item that says that it has one.
  [[nodiscard]] bool every_proof_is_wanted() const {
    std::size_t wanted = 0;
    for (const Item& item : dossier_.items) {
      const bool given = proofs_.places.count(name_of(item.kind, item.n)) != 0;
      if (given && !item.has_proof)
        return false;
      wanted += given ? 1U : 0U;
    }
    return wanted == proofs_.places.size();
  }

 private:
  [[nodiscard]] std::string_view fault_of_proof(const Item& item) const {
    const auto place = proofs_.places.find(name_of(item.kind, item.n));
    if (place == proofs_.places.end())
      return "no_proof";
    if (!checkpoint_)
      return "checkpoint";
    const vault::EntryProof& entry = proofs_.entries[place->second.entry];
    const vault::EntryVerdict& verdict = verdicts_[place->second.entry];
    if (!verdict.entry)
      return reason_of(verdict.fault);
    const vault::LeafProof& part = entry.parts[place->second.part];
    if (verdict.entry->id != item.entry || part.leaf != item.leaf)
      return "entry";
    if (!vault::commits_to(entry, part, item.part))
      return "part";
    const bool as_said = entry.kind == vault::EntryKind::filing &&
                         entry.written_ms == item.recorded_ms &&
                         vault::print_of_device(entry.author.key) == item.device;
    return as_said ? "" : "device";
  }

  const Dossier& dossier_;
  const GivenProofs& proofs_;
  std::optional<vault::SeenCheckpoint> checkpoint_;
  std::vector<vault::EntryVerdict> verdicts_;
};

SeenItem seen_of(const Item& item, bool holds) {
  return {.kind = std::string(form_of(item.kind).name),
          .n = item.n,
          .proved = item.has_proof && holds,
          .why = item.why,
          .device = item.device,
          .recorded_ms = item.recorded_ms,
          .part = item.part};
}

/// Each file that is attached must be one that a source which holds names by its hash; of several
/// the first that is proved.
void check_attached(const Manifest& manifest, const Dossier& dossier,
                    const std::vector<bool>& holds, DossierReport& report) {
  for (const ListedFile& file : manifest.files) {
    if (!file.name.starts_with(kAttached))
      continue;
    // In canonical JSON a quotation mark inside of a text has a backslash before it, so these
    // letters are the member and nothing else.
    const std::string named = "\"file\":\"" + to_hex(file.hashes.blake2b) + "\"";
    SeenFile seen{.name = file.name};
    for (std::size_t i = 0; i < dossier.items.size() && !seen.proved; ++i) {
      const Item& item = dossier.items[i];
      if (!holds[i] || item.kind != ItemKind::source || item.part.find(named) == std::string::npos)
        continue;
      seen.proved = item.has_proof;
      if (seen.source == 0 || seen.proved)
        seen.source = item.n;
    }
    if (seen.source == 0)
      report.wrong.push_back({"unnamed", {file.name}});
    report.attached.push_back(std::move(seen));
  }
}

void check_contents(const Manifest& manifest, const FolderTexts& texts, DossierReport& report) {
  const auto dossier = read_dossier(texts.facts);
  const auto proofs = read_proofs(texts.proofs);
  if (!dossier)
    report.wrong.push_back({"form", {std::string(kFactsFile)}});
  if (!proofs)
    report.wrong.push_back({"form", {std::string(kProofsFile)}});
  if (!dossier || !proofs)
    return;
  report.made_ms = dossier->made_ms;
  const ItemCheck check(*dossier, *proofs);
  const AnchorCheck anchors(*proofs, check.checkpoint(), report.wrong);
  report.anchors = anchors.seen();
  if (!check.checkpoint())
    report.wrong.push_back({"checkpoint", {}});
  if (proofs->checkpoint.by.key != manifest.key)
    report.wrong.push_back({"signer", {}});
  if (!check.every_proof_is_wanted())
    report.wrong.push_back({"form", {std::string(kProofsFile)}});
  std::vector<bool> holds;
  for (const Item& item : dossier->items) {
    const std::string_view fault = check.fault_of(item);
    holds.push_back(fault.empty());
    report.items.push_back(seen_of(item, fault.empty()));
    if (report.items.back().proved)
      report.items.back().anchors = anchors.of_entry(check.entry_of(item));
    if (!fault.empty())
      report.wrong.push_back(
          {std::string(form_of(item.kind).name), {std::to_string(item.n), std::string(fault)}});
  }
  check_attached(manifest, *dossier, holds, report);
}

}  // namespace

std::size_t DossierReport::count(std::string_view kind, bool proved_only) const {
  return static_cast<std::size_t>(std::count_if(
      items.begin(), items.end(),
      [&](const SeenItem& item) { return item.kind == kind && (item.proved || !proved_only); }));
}

DossierReport check_dossier(const std::filesystem::path& folder) {
  DossierReport out;
  const auto text = small_file(folder / kManifestFile, kMostManifestBytes);
  const auto manifest = text ? read_manifest(*text) : std::nullopt;
  if (!manifest) {
    std::error_code trouble;
    const bool there = std::filesystem::exists(folder / kManifestFile, trouble);
    out.wrong.push_back({there ? "form" : "missing", {std::string(kManifestFile)}});
    return out;
  }
  if (!manifest->signed_by_key)
    out.wrong.push_back({"signature", {std::string(kManifestFile)}});
  else
    out.signer = vault::print_of_device(manifest->key);
  out.files = manifest->files.size();
  const FolderTexts texts = compare_files(folder, *manifest, out.wrong);
  for (const std::string_view needed : {kIndexFile, kFactsFile, kProofsFile}) {
    if (std::none_of(manifest->files.begin(), manifest->files.end(),
                     [&](const ListedFile& file) { return file.name == needed; }))
      out.wrong.push_back({"missing", {std::string(needed)}});
  }
  check_contents(*manifest, texts, out);
  std::sort(out.wrong.begin(), out.wrong.end());
  out.wrong.erase(std::unique(out.wrong.begin(), out.wrong.end()), out.wrong.end());
  return out;
}

}  // namespace manumit::proof
