// SPDX-License-Identifier: Apache-2.0
#include "place.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>

namespace manumit::vault {
namespace {

constexpr off_t kReserveBytes = 1 << 20;

// Not in linux/magic.h of every kernel: numbers from statfs(2).
constexpr std::uint32_t kFuse = 0x65735546;
constexpr std::uint32_t kExfat = 0x2011BAB0;
constexpr std::array<std::uint32_t, 12> kNetwork{
    0x6969,      // NFS
    0x517B,      // SMB
    0xFF534D42,  // CIFS
    0xFE534D42,  // SMB2
    0x5346414F,  // AFS
    0x6B414653,  // AFS of the kernel
    0x73757245,  // Coda
    0x00C36400,  // Ceph
    0x01021997,  // 9P
    0x0BD00BD0,  // Lustre
    0x47504653,  // GPFS
    0x786F4256,  // VirtualBox shared folder
};

std::optional<Disk>& pretended() {
  static std::optional<Disk> disk;
  return disk;
}

tl::unexpected<Error> share_refused() {
  return fail(Error::Kind::unavailable,
              "this folder is a network share, where a vault could be damaged by two writers", "",
              "keep the vault on this computer's own disk or on a USB stick; copies may lie on a "
              "share while the vault is closed");
}

Error not_made(const std::filesystem::path& file, bool taken) {
  if (taken) {
    return {Error::Kind::not_allowed, "there is a file of this name already",
            file.filename().string(), "choose another name; nothing was changed"};
  }
  return {Error::Kind::unavailable, "a new file cannot be made in this folder",
          file.filename().string(), "choose a folder that you may write to"};
}

/// A partition has no such note of its own; the disk above it has.
bool says_removable(const std::filesystem::path& device) {
  for (const auto& place : {device, device.parent_path()}) {
    std::ifstream note(place / "removable");
    int value = 0;
    if (note >> value)
      return value == 1;
  }
  return false;
}

void sync_folder_of(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0)
    return;
  ::fsync(handle);
  ::close(handle);
}

/// Zeros over all of an open file, down to the disk, and closes it; whether all of it was written.
bool wipe(int handle) {
  struct stat about {};
  if (handle < 0)
    return false;
  bool whole = ::fstat(handle, &about) == 0;
  const std::array<char, 4096> zeros{};
  for (off_t at = 0; whole && at < about.st_size; at += static_cast<off_t>(zeros.size())) {
    const std::size_t left = std::min(static_cast<std::size_t>(about.st_size - at), zeros.size());
    whole = ::pwrite(handle, zeros.data(), left, at) == static_cast<ssize_t>(left);
  }
  const bool synced = ::fsync(handle) == 0;
  ::close(handle);
  return whole && synced;
}

/// True if this process has the file open.
bool forget_through_handle(const struct stat& wanted) {
  std::error_code trouble;
  std::filesystem::directory_iterator handles("/proc/self/fd", trouble);
  bool found = false;
  for (; !trouble && handles != std::filesystem::directory_iterator(); handles.increment(trouble)) {
    const int handle = std::atoi(handles->path().filename().c_str());
    struct stat about {};
    if (::fstat(handle, &about) != 0 || about.st_dev != wanted.st_dev ||
        about.st_ino != wanted.st_ino)
      continue;
    ::posix_fadvise(handle, 0, 0, POSIX_FADV_DONTNEED);
    found = true;
  }
  return found;
}

}  // namespace

std::filesystem::path block_device_of(const std::filesystem::path& file) {
  struct stat about {};
  if (stat(file.c_str(), &about) != 0)
    return {};
  const dev_t number = S_ISBLK(about.st_mode) ? about.st_rdev : about.st_dev;
  const std::filesystem::path device =
      "/sys/dev/block/" + std::to_string(major(number)) + ":" + std::to_string(minor(number));
  std::error_code trouble;
  return std::filesystem::canonical(device, trouble);
}

PretendedDisk::PretendedDisk(Disk disk) {
  pretended() = disk;
}

PretendedDisk::~PretendedDisk() {
  pretended().reset();
}

Result<Disk> disk_of(const std::filesystem::path& folder) {
  if (pretended())
    return *pretended();
  struct statfs about {};
  if (statfs(folder.empty() ? "." : folder.c_str(), &about) != 0) {
    return fail(Error::Kind::not_found, "the folder for the vault is not there", "",
                "make the folder first, or choose another");
  }
  const auto type = static_cast<std::uint32_t>(about.f_type);
  if (std::find(kNetwork.begin(), kNetwork.end(), type) != kNetwork.end())
    return share_refused();
  const std::filesystem::path device = block_device_of(folder.empty() ? "." : folder);
  // NTFS and exFAT sticks may be mounted through FUSE, but then a block device stands behind.
  if (type == kFuse && device.empty())
    return share_refused();
  const bool stick_format = type == kFuse || type == kExfat || type == MSDOS_SUPER_MAGIC;
  if (stick_format || (!device.empty() && says_removable(device)))
    return Disk::removable;
  return Disk::fixed;
}

Result<void> make_private_file(const std::filesystem::path& file) {
  const int handle = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (handle < 0)
    return fail(not_made(file, errno == EEXIST));
  ::fchmod(handle, 0600);
  ::close(handle);
  return {};
}

Result<void> rename_anew(const std::filesystem::path& from, const std::filesystem::path& to) {
  int failed = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
  // Some file systems of USB sticks do not know the flag; a hard look beforehand must do there.
  if (failed != 0 && errno == EINVAL && !std::filesystem::exists(to))
    failed = ::rename(from.c_str(), to.c_str());
  if (failed != 0)
    return fail(not_made(to, errno == EEXIST || errno == EINVAL));
  sync_folder_of(to);
  return {};
}

bool sync_file(const std::filesystem::path& file) {
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0)
    return false;
  const bool synced = ::fsync(handle) == 0;
  ::close(handle);
  return synced;
}

void forget_cached(const std::filesystem::path& file) {
  struct stat wanted {};
  if (::stat(file.c_str(), &wanted) != 0 || forget_through_handle(wanted))
    return;
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0)
    return;
  ::posix_fadvise(handle, 0, 0, POSIX_FADV_DONTNEED);
  ::close(handle);
}

void forget_held(const std::filesystem::path& file) {
  struct stat wanted {};
  if (::stat(file.c_str(), &wanted) == 0)
    forget_through_handle(wanted);
}

bool wipe_and_remove(const std::filesystem::path& file) {
  wipe(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
  const bool gone = ::unlink(file.c_str()) == 0 || errno == ENOENT;
  sync_folder_of(file);
  return gone;
}

bool wipe_in_place(const std::filesystem::path& file) {
  return wipe(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
}

Result<void> swap_names(const std::filesystem::path& from, const std::filesystem::path& to) {
  int failed = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE);
  if (failed != 0 && (errno == EINVAL || errno == ENOSYS)) {
    // Opened by its name while it still has it, and overwritten only when the new file is in place.
    const int old = ::open(to.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    failed = ::rename(from.c_str(), to.c_str());
    if (failed != 0 && old >= 0)
      ::close(old);
    if (failed == 0 && !wipe(old))
      return fail(not_made(to, false));
  }
  if (failed != 0)
    return fail(not_made(to, false));
  sync_folder_of(to);
  return {};
}

Result<void> replace_and_wipe(const std::filesystem::path& from, const std::filesystem::path& to) {
  // Opened by its name while it still has it; afterwards only this handle leads to the old file.
  const int old = ::open(to.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  if (::rename(from.c_str(), to.c_str()) != 0) {
    if (old >= 0)
      ::close(old);
    return fail(not_made(to, false));
  }
  sync_folder_of(to);
  wipe(old);
  wipe(::open((to.string() + "-journal").c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
  return {};
}

Reserve::Reserve(const std::filesystem::path& vault_file) {
  std::filesystem::path file = vault_file;
  file += "-reserve";
  const int handle = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (handle < 0)
    return;
  const bool laid_aside = ::posix_fallocate(handle, 0, kReserveBytes) == 0;
  ::close(handle);
  file_ = std::move(file);
  if (!laid_aside)
    give_back();
}

Reserve::Reserve(Reserve&& other) noexcept : file_(std::exchange(other.file_, {})) {}

Reserve& Reserve::operator=(Reserve&& other) noexcept {
  if (this != &other) {
    give_back();
    file_ = std::exchange(other.file_, {});
  }
  return *this;
}

Reserve::~Reserve() {
  give_back();
}

bool Reserve::give_back() {
  if (file_.empty())
    return false;
  ::unlink(file_.c_str());
  file_.clear();
  return true;
}

}  // namespace manumit::vault
