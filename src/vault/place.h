// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"

namespace manumit::vault {

/// What kind of disk a folder lies on, for the way of writing that is safe there.
enum class Disk {
  fixed,      ///< write-ahead log, synced at each commit
  removable,  ///< may be pulled out: rollback journal, synced twice
};

/// Refuses network shares and file systems run by another program (FUSE), whose locks and syncs
/// cannot be relied on.
[[nodiscard]] Result<Disk> disk_of(const std::filesystem::path& folder);
/// While it lives every folder counts as one on such a disk: a test has no stick to pull out.
class PretendedDisk {
 public:
  explicit PretendedDisk(Disk disk);
  PretendedDisk(const PretendedDisk&) = delete;
  PretendedDisk& operator=(const PretendedDisk&) = delete;
  ~PretendedDisk();
};

/// The kernel's folder (/sys/…) on the block device that a file or folder lies on; empty if none.
[[nodiscard]] std::filesystem::path block_device_of(const std::filesystem::path& file);

/// An empty file, mode 0600; refuses one that is there.
[[nodiscard]] Result<void> make_private_file(const std::filesystem::path& file);
/// Takes the name `to`, never a name that is taken; then makes the folder's list durable.
[[nodiscard]] Result<void> rename_anew(const std::filesystem::path& from,
                                       const std::filesystem::path& to);

/// Whether all of the file has reached the disk.
[[nodiscard]] bool sync_file(const std::filesystem::path& file);
/// Lets go of what memory keeps of the file, so that the next reading is from the disk, as far as
/// the system does what it is asked. A file that this process has open is asked for through the
/// handle that is there: closing a second one would drop the locks of the first.
void forget_cached(const std::filesystem::path& file);
/// The same of a file that this process has open, and of no other: where the handle cannot be found
/// nothing is opened, and no lock is dropped.
void forget_held(const std::filesystem::path& file);
/// Overwrites the file where it lies and removes it; false if it is still there.
bool wipe_and_remove(const std::filesystem::path& file);
/// Under this ending a key file that is being written anew is made, and under the other one it is
/// put away by a panic, so that neither takes the other's for its own.
constexpr const char* kBeingMade = ".new";
constexpr const char* kPutAway = ".gone";

/// Overwrites the file where it lies, down to the disk; false if not all of it could be.
[[nodiscard]] bool wipe_in_place(const std::filesystem::path& file);
/// The two files change names, in one step where the disk can do that; then the folder's list is
/// durable. On a disk that cannot, `from` takes the place of `to`, which is then overwritten.
[[nodiscard]] Result<void> swap_names(const std::filesystem::path& from,
                                      const std::filesystem::path& to);
/// `from` takes the place of `to`, whose bytes, and those of its rollback journal, are then
/// overwritten where they lie: for files with keys. A disk that keeps old blocks keeps them.
[[nodiscard]] Result<void> replace_and_wipe(const std::filesystem::path& from,
                                            const std::filesystem::path& to);

/// One megabyte laid aside while a vault is open. When the disk is full it is given back, so that
/// what is being saved can be finished.
class Reserve {
 public:
  Reserve() = default;
  /// On a disk that is full already there is nothing to lay aside; reading goes on all the same.
  explicit Reserve(const std::filesystem::path& vault_file);
  Reserve(Reserve&&) noexcept;
  Reserve& operator=(Reserve&&) noexcept;
  ~Reserve();
  /// Whether there was something to give back.
  bool give_back();

 private:
  std::filesystem::path file_;
};

}  // namespace manumit::vault
