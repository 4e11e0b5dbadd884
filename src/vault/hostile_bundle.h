// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <vector>

#include "base/check.h"
#include "bundle.h"

namespace manumit::vault::testing {

/// A lie in one field of a header; `value` says which.
inline void lie(Header& header, unsigned field, std::uint64_t value) {
  const auto byte = static_cast<std::uint8_t>(value | 1);
  const std::size_t place = (value >> 8) % 16;
  Head* const known = header.knew.empty() ? nullptr : &header.knew[value % header.knew.size()];
  switch (field % 14) {
    case 0:
      header.lamport = value;
      break;
    case 1:
      header.lamport += value % 4096;
      break;
    case 2:
      header.lamport -= value % 16;
      break;
    case 3:
      header.seq = value;
      break;
    case 4:
      header.seq += value % 3 - 1;
      break;
    case 5:
      header.prev.bytes[place] ^= byte;
      break;
    case 6:
      header.compartment.bytes[place] ^= byte;
      break;
    case 7:
      header.epoch = static_cast<std::uint32_t>(value);
      break;
    case 8:
      header.key_commit[place] ^= byte;
      break;
    case 9:
      header.nonce[place] ^= byte;
      break;
    case 10:
      header.knew.clear();
      break;
    case 11:
      if (known != nullptr)
        known->seq += value % 5 - 2;
      break;
    case 12:
      if (known != nullptr)
        known->id.bytes[place] ^= byte;
      break;
    default:
      header.author.bytes[place] ^= byte;
      break;
  }
}

/// A bundle as an admitted member with a program of their own could make it: its contents changed
/// at will, and then signed and sealed as they must be.
class HostileBundle {
 public:
  /// Takes a sound bundle apart with the keys of the member it is for.
  HostileBundle(const std::filesystem::path& sound, ByteView receiving_secret) {
    SealedReader in = open(sound, receiving_secret);
    vault_ = in.head().vault;
    auto front = read_front(in);
    MANUMIT_CHECK(front.has_value());
    MANUMIT_CHECK(front->checkpoints.empty());
    std::size_t length = 6 + 16 + 32 + 16 + 4 * 4 + 2 + front->authors.size() * 48 +
                         front->keys.size() * 52 + front->passed_on.size() * 156;
    for (const Bytes& slot : front->slots)
      length += 4 + slot.size();
    for (std::uint32_t i = 0; i < front->entries; ++i) {
      const auto entry = read_entry(in, vault_, std::nullopt);
      MANUMIT_CHECK(entry.has_value());
      length += 4 + entry->header_bytes.size() + 64 + 4 + entry->ct.size();
      entries_.push_back(*entry);
    }
    front_ = std::move(*front);
    in.rewind();
    while (contents_.size() < length) {
      const auto part = in.take(std::min<std::size_t>(length - contents_.size(), 4096));
      MANUMIT_CHECK(part.has_value());
      contents_.insert(contents_.end(), part->begin(), part->end());
    }
  }
  [[nodiscard]] const Bytes& contents() const { return contents_; }
  [[nodiscard]] const std::vector<BundledEntry>& entries() const { return entries_; }
  [[nodiscard]] const AuthorId& signer() const { return front_.sender; }

  /// Signs these contents with the device's key and seals them for the recipient.
  void write(const std::filesystem::path& file, ByteView changed, ByteView signing,
             const PublicKey& recipient, const Surroundings& surroundings) const {
    auto out = begin(file, recipient, surroundings);
    MANUMIT_CHECK(out.put(changed).has_value());
    MANUMIT_CHECK(write_end(out, signing).has_value());
  }

  /// The same bundle with other entries.
  void write(const std::filesystem::path& file, std::span<const BundledEntry> entries,
             ByteView signing, const PublicKey& recipient, const Surroundings& surroundings) {
    auto out = begin(file, recipient, surroundings);
    front_.entries = static_cast<std::uint32_t>(entries.size());
    MANUMIT_CHECK(write_front(out, front_).has_value());
    for (const BundledEntry& entry : entries)
      MANUMIT_CHECK(
          write_entry(out, entry.header_bytes, entry.sig, entry.blank, entry.ct).has_value());
    MANUMIT_CHECK(write_end(out, signing).has_value());
  }

  /// Those of the signer anew, one hanging on the other as before.
  static void sign_anew(std::vector<BundledEntry>& entries, ByteView signing,
                        const AuthorId& signer) {
    std::map<EntryId, EntryId> now;
    const auto renamed = [&](EntryId& id) {
      if (const auto found = now.find(id); found != now.end())
        id = found->second;
    };
    for (BundledEntry& entry : entries) {
      const EntryId before = entry.id;
      renamed(entry.header.prev);
      for (Head& head : entry.header.knew)
        renamed(head.id);
      if (entry.header.author == signer)
        sign_anew(entry, signing);
      now.emplace(before, entry.id);
    }
  }

  /// The entry as its header says now, with the hash of what it holds, signed anew: nothing in it
  /// dies at its signature.
  static void sign_anew(BundledEntry& entry, ByteView signing) {
    if (!entry.blank) {
      entry.header.ct_len = static_cast<std::uint32_t>(entry.ct.size());
      entry.header.ct_hash = sealed_hash(entry.ct);
    }
    entry.header_bytes = encode(entry.header);
    entry.id = id_of(entry.header_bytes);
    entry.sig = sign(signing, signed_message(entry.id));
  }

 private:
  SealedWriter begin(const std::filesystem::path& file, const PublicKey& recipient,
                     const Surroundings& surroundings) const {
    std::filesystem::remove(file);
    auto out = SealedWriter::make(file, vault_, recipient, surroundings);
    MANUMIT_CHECK(out.has_value());
    return std::move(*out);
  }
  static SealedReader open(const std::filesystem::path& sound, ByteView receiving_secret) {
    auto in = SealedReader::open(sound);
    MANUMIT_CHECK(in.has_value());
    MANUMIT_CHECK(in->unlock(receiving_secret));
    return std::move(*in);
  }
  VaultId vault_;
  BundleFront front_;
  std::vector<BundledEntry> entries_;
  Bytes contents_;
};

}  // namespace manumit::vault::testing
