// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "key_wrap.h"
#include "mark.h"
#include "slot.h"
#include "sql.h"

namespace manumit::vault {

struct KeysToWrite;

/// NAME.mnk: slots, wrapped keys, the mark. Small and rewritable.
///
/// Opening it for work takes SQLite's exclusive lock on it and keeps it: that lock is what makes
/// one process the only writer of the vault, and it vanishes by itself if that process dies.
class KeyFile {
 public:
  KeyFile() = default;
  /// A new file at `file`, which exists and is empty.
  [[nodiscard]] static Result<KeyFile> make(const std::filesystem::path& file,
                                            const VaultId& vault);
  [[nodiscard]] static Result<KeyFile> lock(const std::filesystem::path& file,
                                            const VaultId& vault);

  /// To look at only, without a lock or a trace: a copy that nobody has open.
  [[nodiscard]] static Result<KeyFile> look(const std::filesystem::path& file,
                                            const VaultId& vault);

  [[nodiscard]] Result<void> add_slot(const Slot& slot);
  /// Any row of `slot`, as it stands in another file.
  [[nodiscard]] Result<void> put_slot(ByteView body);
  /// In the place of every other that shares open.
  [[nodiscard]] Result<void> put_recovery(ByteView slot);
  enum class IfThere { replace, keep };
  /// Read back from the disk and compared; what differs is taken out again, and refused.
  [[nodiscard]] Result<void> add_keys(std::span<const WrappedKey> rows,
                                      IfThere there = IfThere::replace);
  /// The same in steps, for whoever adds many in pieces: write; let go of what the program and the
  /// system remember of the file; look.
  [[nodiscard]] Result<void> put_keys(std::span<const WrappedKey> rows,
                                      IfThere there = IfThere::replace);
  [[nodiscard]] Result<void> forget();
  [[nodiscard]] Result<void> read_back(std::span<const WrappedKey> rows,
                                       IfThere there = IfThere::replace);
  /// Writes the whole file anew beside the old one, with these keys, slots and mark, reads it back
  /// from the disk, takes its place, and overwrites the old one: what is not among `rows` is gone,
  /// as far as the disk lets go of it. What reads back otherwise is refused, and the old file
  /// stands. The lock is kept but for the moment between the two.
  [[nodiscard]] Result<void> rewrite(std::span<const WrappedKey> rows, std::span<const Bytes> slots,
                                     const Mark& mark, ByteView mark_key);
  [[nodiscard]] Result<void> write_mark(const Mark& mark, ByteView mark_key);
  /// The same of a mark that is encoded already.
  [[nodiscard]] Result<void> put_mark(ByteView body);
  /// Whether the file under this name is still the one that is open here: false once another
  /// program destroyed the keys of this computer.
  [[nodiscard]] bool in_place() const;

  /// The whole file into another, which exists and is empty.
  [[nodiscard]] Result<void> copy_to(const std::filesystem::path& file) const;

  /// A row of `casekey` that cannot be read is counted, not hidden.
  struct Keys {
    std::vector<WrappedKey> rows;
    std::vector<Compartment> torn;
    std::size_t unreadable = 0;
  };
  [[nodiscard]] Result<Keys> keys() const;
  [[nodiscard]] Result<std::vector<Bytes>> slots() const;
  [[nodiscard]] Result<Bytes> mark() const;

 private:
  KeyFile(std::filesystem::path file, Database database, const VaultId& vault);
  [[nodiscard]] Result<void> write_beside(const std::filesystem::path& beside,
                                          const KeysToWrite& wanted);
  void take_out(std::span<const WrappedKey> rows);
  std::filesystem::path file_;
  Database database_;
  VaultId vault_;
  std::pair<std::uint64_t, std::uint64_t> which_;  ///< device and number of the file that is open
};

/// The rows of `casekey`, their checksums tested, nothing unwrapped.
[[nodiscard]] Result<KeyFile::Keys> read_keys(const Database& database, const VaultId& vault);

}  // namespace manumit::vault
