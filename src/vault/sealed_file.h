// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>

#include "base/result.h"
#include "base/surroundings.h"
#include "crypto.h"
#include "key_wrap.h"
#include "working_file.h"

namespace manumit::vault {

/// A file for one member's eyes: a fresh key wrapped for their receiving key, and the contents in
/// pieces under it, so that any amount streams through a few hundred kilobytes of memory.
///
/// The pieces are sealed by STREAM: each under the number of its place, the last one under a mark
/// of its own, so that none can be left out, moved or cut off. Hoang, Reyhanitabar, Rogaway and
/// Vizár (2015), "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO
/// 2015, part I, pp. 493-517. To the byte: docs/formats/mnv1.md §17.
constexpr std::size_t kPieceBytes = std::size_t{64} << 10;

/// What stands in the clear at its beginning.
struct SealedHead {
  VaultId vault;
  MemberId recipient;
};

class SealedWriter {
 public:
  /// A new file, readable by this user only; refuses one that is there. It bears a working name
  /// until `finish`, and is removed if that is never called.
  [[nodiscard]] static Result<SealedWriter> make(const std::filesystem::path& file,
                                                 const VaultId& vault, const PublicKey& recipient,
                                                 const Surroundings& surroundings);
  [[nodiscard]] Result<void> put(ByteView bytes);
  /// Of all that was put so far.
  [[nodiscard]] Hash32 hash() const;
  /// Fills up with zeros to the size class, writes the last piece, syncs, takes the real name.
  [[nodiscard]] Result<void> finish();

 private:
  explicit SealedWriter(WorkingFile file) : file_(std::move(file)), key_(32) {}
  [[nodiscard]] Result<void> write_piece(bool last);
  WorkingFile file_;
  std::ofstream out_;
  LockedBytes key_;
  Hash32 head_{};  ///< of the clear beginning: every piece is bound to it
  Secret<Bytes> piece_;
  std::uint64_t pieces_ = 0;
  std::uint64_t bytes_ = 0;
  std::optional<RunningHash> hash_;
};

class SealedReader {
 public:
  /// Reads the clear beginning; a file of another kind, cut short or damaged there is said to be
  /// so.
  [[nodiscard]] static Result<SealedReader> open(const std::filesystem::path& file);
  [[nodiscard]] const SealedHead& head() const { return head_; }
  /// False if it is sealed for another key.
  [[nodiscard]] bool unlock(ByteView receiving_secret);
  /// The next `count` bytes, which stay valid until the next call. An error names the damaged piece
  /// or says that the file ends too early.
  [[nodiscard]] Result<ByteView> take(std::size_t count);
  template <typename Whole>
  [[nodiscard]] Result<Whole> number() {
    const ByteView bytes = TRY(take(sizeof(Whole)));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
      value |= std::uint64_t{bytes[i]} << (8 * i);
    return static_cast<Whole>(value);
  }
  template <std::size_t N>
  [[nodiscard]] Result<std::array<std::uint8_t, N>> array() {
    const ByteView bytes = TRY(take(N));
    std::array<std::uint8_t, N> out{};
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
  }
  /// Of all that was taken so far.
  [[nodiscard]] Hash32 hash() const;
  /// Whether nothing but padding is left, to the last piece.
  [[nodiscard]] Result<void> expect_end();
  /// Back to the first byte of the contents.
  void rewind();

 private:
  SealedReader() : key_(32) {}
  [[nodiscard]] Result<void> read_piece();
  [[nodiscard]] bool ends_on_a_class() const;
  std::string name_;
  std::ifstream in_;
  std::uint64_t size_ = 0;
  SealedHead head_;
  WrappedKey wrapped_;
  Hash32 head_hash_{};
  LockedBytes key_;
  Secret<Bytes> piece_, joined_;
  std::size_t at_ = 0;  ///< in `piece_`
  std::uint64_t pieces_ = 0;
  bool last_ = false;
  std::optional<RunningHash> hash_;
};

}  // namespace manumit::vault
