// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "base/bytes.h"

namespace manumit::exchange {

/// Hexadecimal BLAKE2b-256 of a file's bytes: names the file in every source that came from it.
[[nodiscard]] std::string file_hash(ByteView file);

/// The same of a file that comes in pieces.
class FileHash {
 public:
  FileHash();
  void add(ByteView piece);
  /// Of what was added so far.
  [[nodiscard]] std::array<std::uint8_t, 32> value() const;

 private:
  struct Free {
    void operator()(void* state) const;
  };
  std::unique_ptr<void, Free> state_;
};

}  // namespace manumit::exchange
