// SPDX-License-Identifier: Apache-2.0
#include "new_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace manumit::cli {

Result<NewFile> NewFile::make(const std::string& name) {
  if (name == "-")
    return NewFile(STDOUT_FILENO, "");
  const int made = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0 && errno == EEXIST) {
    return fail(Error::Kind::not_allowed, "there is a file of that name already", name,
                "nothing was changed; choose another name");
  }
  if (made < 0) {
    return fail(Error::Kind::unavailable, "the file cannot be written", name,
                "choose a folder that you may write to");
  }
  return NewFile(made, name);
}

NewFile::NewFile(NewFile&& other) noexcept
    : number_(std::exchange(other.number_, -1)), name_(std::move(other.name_)) {}

NewFile::~NewFile() {
  if (number_ < 0 || name_.empty())
    return;
  ::close(number_);
  ::unlink(name_.c_str());
}

Result<void> NewFile::write(ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(number_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return not_written();
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> NewFile::finish() {
  if (name_.empty())
    return {};
  if (::fsync(number_) != 0)
    return not_written();
  ::close(number_);
  number_ = -1;
  return {};
}

tl::unexpected<Error> NewFile::not_written() const {
  return fail(Error::Kind::unavailable, "the file could not be written to its end", name_,
              "what was written of it was taken away again; see whether the disk is full");
}

}  // namespace manumit::cli
