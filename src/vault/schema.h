// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "sql.h"
#include "vault/ids.h"

namespace manumit::vault {

/// The format's number: `user_version` of both files.
constexpr std::uint16_t kFormat = 1;

enum class FileKind : std::uint8_t { entries = 'v', keys = 'k' };

/// One table or trigger, with the very text that stands in `sqlite_schema`.
struct SchemaPart {
  std::string_view name;
  std::string_view sql;
  bool needed_to_read = false;
};
[[nodiscard]] std::span<const SchemaPart> schema_of(FileKind kind);

/// The magic bytes as in PNG: a byte with its high bit set, letters, CR LF, the end-of-file sign
/// of DOS, LF. Each change that a text-mode transfer makes leaves another mark.
constexpr std::string_view kMagic{"\x89MNV\r\n\x1a\n", 8};
constexpr std::size_t kMetaBytes = 8 + 2 + 1 + 2 + 16 + 32;

/// Tables, triggers and the meta row in a new, empty file.
[[nodiscard]] Result<void> write_schema(Database& database, FileKind kind, const VaultId& vault);

/// What the meta row and the preamble say.
struct Preamble {
  enum class State { sound, newer, damaged, foreign } state = State::damaged;
  VaultId vault;
};
[[nodiscard]] Preamble read_preamble(const Database& database, FileKind kind);

/// The vault that the bytes of a meta row name, if they are one of this format and kind.
[[nodiscard]] std::optional<VaultId> vault_of_meta(ByteView body, FileKind kind);

enum class SchemaState {
  exact,
  readable,  ///< what is needed to read is as it should be, something else is not
  broken,
};
[[nodiscard]] SchemaState check_schema(const Database& database, FileKind kind);

}  // namespace manumit::vault
