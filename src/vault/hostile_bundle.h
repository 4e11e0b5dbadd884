// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/check.h"
#include "bundle.h"

namespace manumit::vault::testing {

/// A bundle as an admitted member with a program of their own could make it: its contents changed
/// at will, and then signed and sealed as they must be.
class HostileBundle {
 public:
  /// Takes a sound bundle apart with the keys of the member it is for.
  HostileBundle(const std::filesystem::path& sound, ByteView receiving_secret) {
    SealedReader in = open(sound, receiving_secret);
    vault_ = in.head().vault;
    const auto front = read_front(in);
    MANUMIT_CHECK(front.has_value());
    std::size_t length = 6 + 16 + 32 + 16 + 4 * 4 + 2 + front->authors.size() * 48 +
                         front->keys.size() * 52 + front->passed_on.size() * 156;
    for (const Bytes& slot : front->slots)
      length += 4 + slot.size();
    for (std::uint32_t i = 0; i < front->entries; ++i) {
      const auto entry = read_entry(in, vault_, std::nullopt);
      MANUMIT_CHECK(entry.has_value());
      length += 4 + entry->header_bytes.size() + 64 + 4 + entry->ct.size();
    }
    in.rewind();
    while (contents_.size() < length) {
      const auto part = in.take(std::min<std::size_t>(length - contents_.size(), 4096));
      MANUMIT_CHECK(part.has_value());
      contents_.insert(contents_.end(), part->begin(), part->end());
    }
  }
  [[nodiscard]] const Bytes& contents() const { return contents_; }

  /// Signs these contents with the device's key and seals them for the recipient.
  void write(const std::filesystem::path& file, ByteView changed, ByteView signing,
             const PublicKey& recipient, const Surroundings& surroundings) const {
    std::filesystem::remove(file);
    auto out = SealedWriter::make(file, vault_, recipient, surroundings);
    MANUMIT_CHECK(out.has_value());
    MANUMIT_CHECK(out->put(changed).has_value());
    MANUMIT_CHECK(write_end(*out, signing).has_value());
  }

 private:
  static SealedReader open(const std::filesystem::path& sound, ByteView receiving_secret) {
    auto in = SealedReader::open(sound);
    MANUMIT_CHECK(in.has_value());
    MANUMIT_CHECK(in->unlock(receiving_secret));
    return std::move(*in);
  }
  VaultId vault_;
  Bytes contents_;
};

}  // namespace manumit::vault::testing
