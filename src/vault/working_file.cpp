// SPDX-License-Identifier: Apache-2.0
#include "working_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include "crypto.h"
#include "findings.h"
#include "place.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kAtOnce = 1 << 20;

tl::unexpected<Error> not_written() {
  return fail(Error::Kind::unavailable, "the file could not be written", "",
              "look whether the disk is full or was pulled out, and try again");
}

/// All of a file, piece by piece; false if it cannot be read to its end.
bool read_through(const std::filesystem::path& file,
                  const std::function<Result<void>(ByteView)>& take, Result<void>& taken) {
  std::ifstream in(file, std::ios::binary);
  Bytes piece(kAtOnce);
  while (in && taken) {
    in.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
    if (in.gcount() > 0)
      taken = take(ByteView(piece).first(static_cast<std::size_t>(in.gcount())));
  }
  return in.eof() && !in.bad();
}

bool write_all(int handle, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(handle, bytes.data(), bytes.size());
    if (written <= 0)
      return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

WorkingFile::WorkingFile(std::filesystem::path real)
    : real_(std::move(real)), working_(real_.string() + ".new") {}

WorkingFile::WorkingFile(WorkingFile&& other) noexcept
    : real_(std::exchange(other.real_, {})), working_(std::exchange(other.working_, {})) {}

Result<WorkingFile> WorkingFile::make(const std::filesystem::path& real) {
  WorkingFile out(real);
  out.clear();
  TRY(make_private_file(out.working_));
  return out;
}

void WorkingFile::clear() {
  if (working_.empty())
    return;
  wipe_and_remove(working_);
  wipe_and_remove(working_.string() + "-journal");
}

WorkingFile::~WorkingFile() {
  clear();
}

Result<void> WorkingFile::fill_from(const std::filesystem::path& source, const Progress& progress) {
  std::error_code trouble;
  const std::uint64_t size = std::filesystem::file_size(source, trouble);
  const int handle = ::open(working_.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  if (handle < 0)
    return not_written();
  RunningHash written("mnv1-copy");
  std::uint64_t done = 0;
  Result<void> taken;
  const auto take = [&](ByteView piece) -> Result<void> {
    written.add(piece);
    if (!write_all(handle, piece))
      return not_written();
    done += piece.size();
    if (progress && !progress(done, std::max(done, size)))
      return fail(stopped());
    return {};
  };
  const bool whole = read_through(source, take, taken);
  const bool synced = ::fsync(handle) == 0;
  ::close(handle);
  TRY(std::move(taken));
  if (!whole || trouble) {
    return fail(Error::Kind::damaged, "the copy cannot be read to its end",
                source.filename().string(), "try another copy of it; nothing was changed here");
  }
  if (!synced)
    return not_written();
  forget_cached(working_);
  RunningHash again("mnv1-copy");
  const bool reads = read_through(
      working_,
      [&](ByteView piece) -> Result<void> {
        again.add(piece);
        return {};
      },
      taken);
  return reads && again.value() == written.value() ? Result<void>{} : not_written();
}

Result<void> WorkingFile::stand_both(WorkingFile& keys, WorkingFile& entries) {
  TRY(keys.stand());
  Result<void> standing = entries.stand();
  if (!standing)
    wipe_and_remove(keys.real_);
  return standing;
}

Result<void> WorkingFile::stand() {
  TRY(rename_anew(working_, real_));
  working_.clear();
  return {};
}

}  // namespace manumit::vault
