// SPDX-License-Identifier: Apache-2.0
#include "working_file.h"

#include "place.h"

namespace manumit::vault {

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

Result<void> WorkingFile::stand() {
  TRY(rename_anew(working_, real_));
  working_.clear();
  return {};
}

}  // namespace manumit::vault
