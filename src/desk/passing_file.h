// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/surroundings.h"

namespace manumit::desk {

/// A file that is open and has no name: it is gone when this is, and when the program ends, however
/// it does.
class NamelessFile {
 public:
  explicit NamelessFile(int number) : number_(number) {}
  NamelessFile(NamelessFile&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  NamelessFile& operator=(NamelessFile&&) = delete;
  ~NamelessFile();
  /// So many bytes at most from there on: none at its end. From several threads at once.
  [[nodiscard]] Result<Secret<Bytes>> read_at(std::uint64_t from, std::size_t count) const;
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

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
  /// Puts these behind what stands in it, or makes it. Fails when the disk is full.
  [[nodiscard]] Result<void> append(ByteView bytes) const;
  /// What stands in it, under no name any more.
  [[nodiscard]] Result<NamelessFile> take_name() const;
  /// All that stands in it.
  [[nodiscard]] Result<Secret<std::string>> read() const;

 private:
  std::filesystem::path path_;
};

/// Removes what passing files a desk left beside the vault when it was killed: those last written
/// before that time. The vault must be open here, so that no other desk is at work on it.
void sweep_passing(const std::filesystem::path& vault_file, std::filesystem::file_time_type before);

}  // namespace manumit::desk
