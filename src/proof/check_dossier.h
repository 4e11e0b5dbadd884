// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace manumit::proof {

/// One thing that does not hold. The codes stand in docs/formats/dossier.md §7; both verifiers use
/// the same, and the sentence for people is `verify.CODE` of the catalogue.
struct Finding {
  std::string code;                ///< "changed", "fact" …
  std::vector<std::string> about;  ///< a file's name; or a number and the reason, "3", "part"
  auto operator<=>(const Finding&) const = default;
};

/// One fact, source, subject or withdrawal after the check.
struct SeenItem {
  std::string kind;  ///< "fact"
  std::size_t n = 0;
  bool proved = false;
  std::string why;     ///< if it brings no proof: before_parts, chain, not_here
  std::string device;  ///< if it is proved: the fingerprint of who recorded it
  std::int64_t recorded_ms = 0;
  std::vector<std::size_t> anchors =
      {};            ///< if it is proved: numbers of those that cover its entry
  std::string part;  ///< the very words, as JSON: docs/formats/filing.md
};

/// A state that was noted (docs/formats/mnv1.md §8), and who outside says that they had its line.
struct SeenAnchor {
  std::size_t n = 0;
  bool holds = false;  ///< the rest is empty if not
  std::string line;
  std::int64_t noted_ms = 0;  ///< by the clock of the device that noted it
  std::string witness;        ///< as they call themselves; empty if there is none, as the next
  std::string fingerprint;
  std::int64_t at_ms = 0;  ///< by the witness's clock; 0 if there is none
  [[nodiscard]] bool witnessed() const { return holds && !fingerprint.empty(); }
};

/// A file that goes along.
struct SeenFile {
  std::string name;
  std::size_t source = 0;  ///< the first that names it; 0 if none does
  bool proved = false;     ///< whether that source is
};

/// What an outsider can say of a dossier.
struct DossierReport {
  std::vector<Finding> wrong;  ///< sorted; empty: everything in it is as it was made
  std::vector<SeenItem> items;
  std::vector<SeenAnchor> anchors;
  std::vector<SeenFile> attached;
  std::size_t files = 0;
  std::string signer;        ///< fingerprint of the device that made it; empty if it did not sign
  std::int64_t made_ms = 0;  ///< by that device's clock
  [[nodiscard]] std::size_t count(std::string_view kind, bool proved_only) const;
};

/// Checks a dossier's folder with no key and nothing beside it. Never fails: what cannot be read is
/// a finding too. Reads each file once; memory as large as proofs.json some times over.
[[nodiscard]] DossierReport check_dossier(const std::filesystem::path& folder);

}  // namespace manumit::proof
