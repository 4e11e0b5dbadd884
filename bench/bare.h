// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/bytes.h"

namespace manumit::bench {

/// What the libraries below us take for the same work with nothing of ours around it. Each is
/// measured in the same run as ours, on the same disk, with the same sizes.

/// A table with the columns and sizes of the vault's, filled through SQLite alone.
class BareTable {
 public:
  /// Write-ahead log and `synchronous=FULL`, as the vault has it on a fixed disk.
  explicit BareTable(const std::filesystem::path& file);
  ~BareTable();
  BareTable(const BareTable&) = delete;
  BareTable& operator=(const BareTable&) = delete;
  /// One row with a cipher text of that size; a transaction of its own unless one was begun.
  void insert(std::size_t sealed_bytes);
  void begin();
  void commit();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// Signatures and cipher texts made beforehand, to be tested and opened by libsodium alone.
class BareCrypto {
 public:
  BareCrypto(std::size_t count, std::size_t sealed_bytes);
  /// Ed25519, spread over the threads. False if one does not hold, which cannot be.
  [[nodiscard]] bool verify_all(unsigned threads) const;
  /// BLAKE2b of each cipher text, then XChaCha20-Poly1305.
  [[nodiscard]] bool open_all(unsigned threads) const;

 private:
  std::vector<Bytes> sealed_;
  std::vector<Bytes> signatures_;
  Bytes public_key_;
  Bytes key_;
};

/// Argon2id once over 8 MiB: the cost of the vaults that are made for measuring.
void derive_bare_key();

}  // namespace manumit::bench
