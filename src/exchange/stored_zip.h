// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"

namespace manumit::exchange {

/// The checksum that a zip file wants: CRC-32 of ISO/IEC 8802-3, as zlib reckons it.
class Crc32 {
 public:
  void add(ByteView bytes);
  [[nodiscard]] std::uint32_t value() const { return ~state_; }

 private:
  std::uint32_t state_ = 0xFFFFFFFFU;
};

/// A zip file that is never whole in memory (PKWARE's APPNOTE, method 0: nothing is compressed, as
/// scans and recordings are already). What stands where is fixed before the first byte goes out,
/// so its size is known, and any stretch of it can be asked for.
///
/// The same files give the same bytes: every time inside is 1 January 1980, and nothing tells who
/// packed it. Below 4 GiB together.
class StoredZip {
 public:
  static constexpr std::uint64_t kMostBytes = 0xFFFFFFFEU;  ///< one more would ask for another form
  /// What is said of more.
  [[nodiscard]] static Error too_large();
  [[nodiscard]] Result<void> add(const std::string& name, Secret<std::string> text);
  /// One whose bytes are fetched when it is their turn. The first such is number 0.
  [[nodiscard]] Result<void> add_large(const std::string& name, std::uint64_t size,
                                       std::uint32_t crc);
  /// Nothing can be added any more, and everything be read.
  [[nodiscard]] Result<void> finish();

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Bytes of a large file by its number: so many at most from there on, and one at least.
  using Fetch = std::function<Result<Secret<Bytes>>(std::size_t which, std::uint64_t from,
                                                    std::size_t count)>;
  /// So many bytes at most from there on: fewer where one part ends and the next begins.
  [[nodiscard]] Result<Secret<Bytes>> read(std::uint64_t from, std::size_t count,
                                           const Fetch& fetch) const;

 private:
  struct Part {
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
    Secret<std::string> text;  ///< unless it is a large file's
    std::size_t large = 0;     ///< its number + 1; 0 for a text
  };
  struct Listed {
    std::string name;
    std::uint64_t begin = 0;
    std::uint32_t size = 0;
    std::uint32_t crc = 0;
  };
  [[nodiscard]] Result<void> begin_file(const std::string& name, std::uint64_t size,
                                        std::uint32_t crc);
  void append(Part part);
  std::vector<Part> parts_;
  std::vector<Listed> listed_;
  std::uint64_t size_ = 0;
  std::size_t large_ = 0;
};

}  // namespace manumit::exchange
