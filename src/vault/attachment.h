// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "vault/digest.h"
#include "vault/ids.h"

namespace manumit::vault {

class Vault;

/// The bytes of a file in one piece: so many that an entry's plain text is 1 MiB to the byte, which
/// the padding leaves as it is.
inline constexpr std::size_t kFilePieceBytes = (std::size_t{1} << 20) - 14 - 5;
/// Larger files are refused: a film of two hours fits.
inline constexpr std::uint64_t kMostFileBytes = std::uint64_t{2} << 30;

/// What must be known of a file to know it again.
struct FileFacts {
  std::uint64_t size = 0;
  FileHash hash{};
  bool operator==(const FileFacts&) const = default;
};

/// A file whose pieces were found and proved. Stays good while the vault is open, a merge or not.
struct KeptFile {
  Compartment compartment;
  std::uint64_t size = 0;
  std::vector<std::uint32_t> rows;  ///< of its pieces, in order
};

/// A compartment of a file, from outside.
struct FilePlace {
  Compartment compartment;
  std::uint64_t pieces = 0;
};

/// Sixteen bytes that stand for this file in this place and fit no other: a citation that names
/// them cannot be turned to another file.
[[nodiscard]] std::array<std::uint8_t, 16> bound_id(ByteView place, const FileHash& hash);

/// Puts a file into a vault as its bytes come. Every 4 MiB are saved for good at once (vault.h,
/// `append`), in a compartment of their own; others may save meanwhile. What was broken off stays
/// as pieces of no file: no key is changed for its sake, and `Vault::files` counts it.
///
/// The vault is named at each call, since it may move between two; it must be the same one.
class FileWriter {
 public:
  [[nodiscard]] static Result<FileWriter> begin(Vault& vault);
  FileWriter(FileWriter&&) noexcept;
  FileWriter& operator=(FileWriter&&) noexcept;
  ~FileWriter();

  /// At most some 4 MiB stay in hand. After a failure the file is lost: begin anew.
  [[nodiscard]] Result<void> put(Vault& vault, ByteView bytes);
  /// The last piece. Only then is the file whole.
  [[nodiscard]] Result<FileFacts> finish(Vault& vault);
  [[nodiscard]] const Compartment& compartment() const;
  [[nodiscard]] std::uint64_t size() const;  ///< so far

 private:
  struct State;
  explicit FileWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace manumit::vault
