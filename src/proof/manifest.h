// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "vault/digest.h"
#include "vault/proof.h"

namespace manumit::proof {

/// One file of a dossier as the manifest lists it.
struct ListedFile {
  std::string name;  ///< "index.html", "files/1.pdf"
  std::uint64_t bytes = 0;
  vault::FileDigest::Hashes hashes;
};

/// The text of manifest.json: the files by name, the device's key, and its signature over all that
/// stands before it.
[[nodiscard]] std::string manifest_text(
    std::vector<ListedFile> files, const vault::DeviceKey& key,
    const std::function<vault::DeviceSignature(ByteView)>& sign);

struct Manifest {
  std::vector<ListedFile> files;
  vault::DeviceKey key{};
  bool signed_by_key = false;
};
/// Only the one form: names in order, each once, none that leads out of the folder.
[[nodiscard]] std::optional<Manifest> read_manifest(std::string_view text);

}  // namespace manumit::proof
