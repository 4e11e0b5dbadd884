// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "proof/check_dossier.h"
#include "proof/manifest.h"

namespace manumit::proof {

/// The texts of a dossier as far as they could be read within their limits.
struct FolderTexts {
  std::string facts, proofs;
};

/// Compares what lies in the folder with what the manifest lists: what is missing, what was added,
/// what was changed. Follows no symbolic link.
[[nodiscard]] FolderTexts compare_files(const std::filesystem::path& folder,
                                        const Manifest& manifest, std::vector<Finding>& wrong);

/// Up to so many bytes of a regular file; nothing if it is none, is longer or cannot be read.
[[nodiscard]] std::optional<std::string> small_file(const std::filesystem::path& file,
                                                    std::size_t at_most);

}  // namespace manumit::proof
