// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/surroundings.h"

namespace manumit::desk {

/// A file beside the vault through which a bundle or a request passes between the browser and the
/// vault: ciphertext, or public keys with two names, and never anything else. Readable by this user
/// alone, and gone when this is destroyed.
class PassingFile {
 public:
  /// Chooses a name by chance; nothing stands there yet.
  PassingFile(const std::filesystem::path& vault_file, const Surroundings& surroundings);
  ~PassingFile();
  PassingFile(const PassingFile&) = delete;
  PassingFile& operator=(const PassingFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Makes the file with these bytes in it. Fails when the disk is full.
  [[nodiscard]] Result<void> fill(ByteView bytes) const;
  /// All that stands in it.
  [[nodiscard]] Result<Secret<std::string>> read() const;

 private:
  std::filesystem::path path_;
};

}  // namespace manumit::desk
