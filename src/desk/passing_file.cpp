// SPDX-License-Identifier: Apache-2.0
#include "passing_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <utility>

namespace manumit::desk {
namespace {

tl::unexpected<Error> cannot_pass() {
  return fail(Error::Kind::unavailable,
              "the file cannot pass through the folder of the vault, so nothing was changed", "",
              "look whether the disk is full or was pulled out, and try again");
}

Result<void> write_to(const std::filesystem::path& path, int how, ByteView bytes) {
  const int file =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | how, S_IRUSR | S_IWUSR);
  if (file < 0)
    return cannot_pass();
  bool fine = true;
  while (fine && !bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    fine = written > 0;
    if (fine)
      bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  fine = ::close(file) == 0 && fine;
  return fine ? Result<void>{} : cannot_pass();
}

}  // namespace

PassingFile::PassingFile(const std::filesystem::path& vault_file, const Surroundings& surroundings)
    : path_(vault_file) {
  std::array<std::uint8_t, 8> chance{};
  surroundings.random(chance);
  path_ += "-passing-" + to_hex(chance);
}

PassingFile::~PassingFile() {
  std::error_code trouble;
  std::filesystem::remove(path_, trouble);
}

Result<void> PassingFile::fill(ByteView bytes) const {
  return write_to(path_, O_EXCL, bytes);
}

Result<void> PassingFile::append(ByteView bytes) const {
  return write_to(path_, O_APPEND, bytes);
}

Result<NamelessFile> PassingFile::take_name() const {
  NamelessFile out(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  std::error_code trouble;
  const bool removed = std::filesystem::remove(path_, trouble);
  if (!out.is_open() || !removed)
    return cannot_pass();
  return out;
}

void sweep_passing(const std::filesystem::path& vault_file,
                   std::filesystem::file_time_type before) {
  constexpr std::size_t kDigits = 16;
  const std::string begins = vault_file.filename().string() + "-passing-";
  std::error_code trouble;
  for (const auto& entry : std::filesystem::directory_iterator(vault_file.parent_path(), trouble)) {
    const std::string name = entry.path().filename().string();
    const bool is_one = name.size() == begins.size() + kDigits && name.rfind(begins, 0) == 0 &&
                        name.find_first_not_of("0123456789abcdef", begins.size()) == name.npos;
    if (is_one && entry.is_regular_file(trouble) && entry.last_write_time(trouble) < before)
      std::filesystem::remove(entry.path(), trouble);
  }
}

NamelessFile::~NamelessFile() {
  if (number_ >= 0)
    ::close(number_);
}

Result<Secret<Bytes>> NamelessFile::read_at(std::uint64_t from, std::size_t count) const {
  Bytes bytes(count);
  std::size_t have = 0;
  while (have < count) {
    const ssize_t got =
        ::pread(number_, bytes.data() + have, count - have, static_cast<off_t>(from + have));
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return cannot_pass();
    if (got == 0)
      break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return Secret<Bytes>(std::move(bytes));
}

Result<Secret<std::string>> PassingFile::read() const {
  std::error_code trouble;
  const auto size = std::filesystem::file_size(path_, trouble);
  std::ifstream in(path_, std::ios::binary);
  if (trouble || !in)
    return cannot_pass();
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (static_cast<std::uintmax_t>(in.gcount()) != size)
    return cannot_pass();
  return Secret<std::string>(std::move(bytes));
}

}  // namespace manumit::desk
