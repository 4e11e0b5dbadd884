// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace manumit::cli {

/// A new file for its owner alone, or standard output ("-"). A file that is there is not replaced;
/// what is not finished is taken away again.
class NewFile {
 public:
  [[nodiscard]] static Result<NewFile> make(const std::string& name);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  [[nodiscard]] Result<void> write(ByteView bytes);
  /// Keeps the file: all of it is on the disk.
  [[nodiscard]] Result<void> finish();

 private:
  NewFile(int number, std::string name) : number_(number), name_(std::move(name)) {}
  [[nodiscard]] tl::unexpected<Error> not_written() const;
  int number_;
  std::string name_;
};

}  // namespace manumit::cli
