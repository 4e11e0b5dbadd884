// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "schema.h"
#include "sql.h"
#include "vault/condition.h"

namespace manumit::vault {

/// Opens a file to look at it only. A file that was closed properly is read without a lock and
/// without leaving a trace; one with a journal beside it is read as SQLite recovers it.
[[nodiscard]] Result<Database> open_to_look(const std::filesystem::path& file);

/// `inspect` of two files that may lie in two places.
[[nodiscard]] Inspection inspect_parts(const std::filesystem::path& vault_file,
                                       const std::filesystem::path& key_file);

/// Whether a journal lies beside the file: it is open somewhere, or was not closed properly.
[[nodiscard]] bool has_journal(const std::filesystem::path& file);

/// What the bytes at the beginning of a file and its length tell, before any parsing.
enum class Shape {
  plausible,
  empty,
  text_mangled,
  foreign,       ///< no sign of ours anywhere
  head_damaged,  ///< ours by other signs, but the first bytes are wrong
  short_of,      ///< shorter than it says
  longer,        ///< longer than it says
  newer,
};
[[nodiscard]] Shape shape_of(const Database& database, FileKind kind, bool journal);

/// Whether bytes hold the magic as a text-mode transfer or a change of encoding leaves it.
[[nodiscard]] bool holds_mangled_magic(ByteView bytes);

}  // namespace manumit::vault
