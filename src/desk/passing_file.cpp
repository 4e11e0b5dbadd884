// SPDX-License-Identifier: Apache-2.0
#include "passing_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <utility>

namespace manumit::desk {
namespace {

tl::unexpected<Error> cannot_pass() {
  return fail(Error::Kind::unavailable,
              "the file cannot pass through the folder of the vault, so nothing was changed", "",
              "look whether the disk is full or was pulled out, and try again");
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
  const int file =
      ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
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
