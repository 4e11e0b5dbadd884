// SPDX-License-Identifier: Apache-2.0
#include "dossier_folder.h"

#include <fcntl.h>
#include <stdio.h>  // renameat2
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

namespace manumit::exchange::dossier {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{1} << 16;

tl::unexpected<Error> not_written() {
  return fail(Error::Kind::unavailable, "the dossier could not be written to its end", "",
              "what was written of it was taken away again; see whether the disk is full");
}

tl::unexpected<Error> is_there() {
  return fail(Error::Kind::not_allowed, "there is a file or folder of that name already", "",
              "nothing was changed; choose another name");
}

/// A file for its owner alone, that is on the disk before it is called written.
class OutFile {
 public:
  explicit OutFile(const fs::path& file)
      : number_(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {}
  OutFile(const OutFile&) = delete;
  OutFile& operator=(const OutFile&) = delete;
  ~OutFile() {
    if (number_ >= 0)
      ::close(number_);
  }
  Result<void> write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = number_ < 0 ? -1 : ::write(number_, bytes.data(), bytes.size());
      if (written < 0 && number_ >= 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return not_written();
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }
  Result<void> finish() {
    if (number_ < 0 || ::fsync(number_) != 0)
      return not_written();
    return {};
  }

 private:
  int number_;
};

void sync_folder(const fs::path& folder) {
  const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0)
    return;
  ::fsync(number);
  ::close(number);
}

}  // namespace

Result<void> read_pieces(const fs::path& file, const TakePiece& take) {
  std::ifstream in(file, std::ios::binary);
  std::string piece(kPiece, '\0');
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    TRY(take(bytes_of(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())))));
  }
  if (!in.eof()) {
    return fail(Error::Kind::unavailable, "a file that is to go along cannot be read", "",
                "look whether it is there and may be read");
  }
  return {};
}

Result<std::string> hash_of_file(const fs::path& file) {
  vault::FileDigest digest;
  TRY(read_pieces(file, [&](ByteView piece) -> Result<void> {
    digest.add(piece);
    return {};
  }));
  return to_hex(digest.finish().blake2b);
}

Result<NewFolder> NewFolder::make(const fs::path& folder) {
  std::error_code trouble;
  fs::path name = folder.has_filename() ? folder : folder.parent_path();
  if (name.empty() || fs::exists(fs::symlink_status(name, trouble)))
    return is_there();
  fs::path working = name;
  working += ".unfinished-" + std::to_string(::getpid());
  if (::mkdir(working.c_str(), 0700) != 0) {
    return fail(Error::Kind::unavailable, "the folder cannot be made", "",
                "choose a place that you may write to");
  }
  return NewFolder(std::move(name), std::move(working));
}

NewFolder::NewFolder(NewFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      working_(std::exchange(other.working_, {})),
      listed_(std::move(other.listed_)) {}

NewFolder::~NewFolder() {
  std::error_code trouble;
  if (!working_.empty())
    fs::remove_all(working_, trouble);
}

Result<void> NewFolder::write(const std::string& name, std::string_view text) {
  OutFile out(working_ / name);
  TRY(out.write(text));
  TRY(out.finish());
  vault::FileDigest digest;
  digest.add(bytes_of(text));
  listed_.push_back({name, text.size(), digest.finish()});
  return {};
}

Result<void> NewFolder::copy(const std::string& name, const Pieces& from, const std::string& hash) {
  const fs::path to = working_ / name;
  std::error_code trouble;
  if (::mkdir(to.parent_path().c_str(), 0700) != 0 && errno != EEXIST)
    return not_written();
  OutFile out(to);
  vault::FileDigest digest;
  std::uint64_t bytes = 0;
  TRY(from([&](ByteView piece) -> Result<void> {
    digest.add(piece);
    bytes += piece.size();
    return out.write({reinterpret_cast<const char*>(piece.data()), piece.size()});
  }));
  TRY(out.finish());
  listed_.push_back({name, bytes, digest.finish()});
  if (to_hex(listed_.back().hashes.blake2b) != hash) {
    return fail(Error::Kind::unavailable, "a file that is to go along changed while it was read",
                "", "close the program that writes to it, and try again");
  }
  return {};
}

Result<void> NewFolder::finish() {
  sync_folder(working_);
  if (::renameat2(AT_FDCWD, working_.c_str(), AT_FDCWD, folder_.c_str(), RENAME_NOREPLACE) != 0) {
    // Some file systems cannot refuse by themselves.
    std::error_code trouble;
    if (errno == EEXIST || errno == ENOTEMPTY || fs::exists(fs::symlink_status(folder_, trouble)))
      return is_there();
    if (::rename(working_.c_str(), folder_.c_str()) != 0)
      return not_written();
  }
  working_.clear();
  sync_folder(folder_.has_parent_path() ? folder_.parent_path() : fs::path("."));
  return {};
}

}  // namespace manumit::exchange::dossier
