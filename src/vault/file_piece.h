// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "open_vault.h"
#include "rows.h"

namespace manumit::vault {

/// One piece of a file as an entry's body: docs/formats/mnv1.md §21.
struct FilePiece {
  std::uint32_t index = 0;  ///< from 0
  bool last = false;
  std::string_view bytes;  ///< of the body, which must outlive it
};
[[nodiscard]] std::string encode_piece(std::uint32_t index, bool last, ByteView bytes);
/// Nothing if it is no piece: too short or long, one in the middle that is not full.
[[nodiscard]] std::optional<FilePiece> parse_piece(std::string_view body);
/// How many pieces a file of that size has: one at least.
[[nodiscard]] std::uint32_t pieces_of(std::uint64_t size);

/// The tag of a file's compartment, from its first key.
[[nodiscard]] Compartment file_tag(ByteView key);
[[nodiscard]] bool is_file(const OpenVault& vault, const Compartment& compartment);
/// All rows that are pieces of files, in stretches, for whoever passes over them.
[[nodiscard]] std::vector<RowStream::Stretch> rows_of_files(const OpenVault& vault);

}  // namespace manumit::vault
