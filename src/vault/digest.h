// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "base/bytes.h"

namespace manumit::vault {

/// BLAKE2b-256 of all bytes, as `b2sum -l 256` prints it.
using FileHash = std::array<std::uint8_t, 32>;

/// The hash of bytes that come one by one.
class FileHasher {
 public:
  FileHasher();
  FileHasher(FileHasher&&) noexcept;
  FileHasher& operator=(FileHasher&&) noexcept;
  ~FileHasher();
  void add(ByteView bytes);
  [[nodiscard]] FileHash value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The two hashes of a file that is handed out, piece by piece: BLAKE2b-256 names it in our own
/// records, SHA-256 is what any other program reckons too.
class FileDigest {
 public:
  FileDigest();
  FileDigest(FileDigest&&) noexcept;
  FileDigest& operator=(FileDigest&&) noexcept;
  ~FileDigest();
  void add(ByteView piece);

  struct Hashes {
    std::array<std::uint8_t, 32> blake2b{};
    std::array<std::uint8_t, 32> sha256{};
    bool operator==(const Hashes&) const = default;
  };
  /// Of all that was added; nothing can be added afterwards.
  [[nodiscard]] Hashes finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace manumit::vault
