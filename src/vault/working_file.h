// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "base/surroundings.h"

namespace manumit::vault {

/// A file that is being made beside its place, under its name and ".new". It is overwritten and
/// removed unless it gets its real name: what was broken off never looks like something whole.
class WorkingFile {
 public:
  /// Empty, readable by this user only, in the place of one that a crash left.
  [[nodiscard]] static Result<WorkingFile> make(const std::filesystem::path& real);
  WorkingFile(WorkingFile&& other) noexcept;
  WorkingFile& operator=(WorkingFile&&) = delete;
  ~WorkingFile();
  [[nodiscard]] const std::filesystem::path& path() const { return working_; }
  /// All bytes of another file, down to the disk and read back. Fails if it is stopped.
  [[nodiscard]] Result<void> fill_from(const std::filesystem::path& source,
                                       const Progress& progress);
  /// Takes the real name, never one that is taken.
  [[nodiscard]] Result<void> stand();
  /// Both, or neither. Keys go first: entries without keys would look like a vault that lost them.
  [[nodiscard]] static Result<void> stand_both(WorkingFile& keys, WorkingFile& entries);

 private:
  explicit WorkingFile(std::filesystem::path real);
  void clear();
  std::filesystem::path real_, working_;
};

}  // namespace manumit::vault
