// SPDX-License-Identifier: Apache-2.0
#include "file_piece.h"

#include <algorithm>

#include "little_endian.h"
#include "vault/attachment.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kFront = 4 + 1;

}  // namespace

std::string encode_piece(std::uint32_t index, bool last, ByteView bytes) {
  Writer front(kFront);
  front.number(index).number(static_cast<std::uint8_t>(last ? 1 : 0));
  std::string out;
  out.reserve(kFront + bytes.size());
  out.append(front.view().begin(), front.view().end());
  out.append(bytes.begin(), bytes.end());
  return out;
}

std::optional<FilePiece> parse_piece(std::string_view body) {
  Reader in(bytes_of(body));
  FilePiece out;
  out.index = in.number<std::uint32_t>();
  const auto last = in.number<std::uint8_t>();
  if (!in.sound() || last > 1)
    return std::nullopt;
  out.last = last == 1;
  out.bytes = body.substr(kFront);
  const bool full = out.bytes.size() == kFilePieceBytes;
  // An empty piece is an empty file's only one.
  const bool fits = full || (out.last && out.bytes.size() < kFilePieceBytes &&
                             (!out.bytes.empty() || out.index == 0));
  return fits ? std::optional(out) : std::nullopt;
}

std::uint32_t pieces_of(std::uint64_t size) {
  return static_cast<std::uint32_t>(
      std::max<std::uint64_t>(1, (size + kFilePieceBytes - 1) / kFilePieceBytes));
}

Compartment file_tag(ByteView key) {
  return Compartment{hash16("mnv1-filetag", {key})};
}

bool is_file(const OpenVault& vault, const Compartment& compartment) {
  const auto key = vault.ring.find(compartment, 1);
  return key && file_tag(*key) == compartment;
}

std::vector<RowStream::Stretch> rows_of_files(const OpenVault& vault) {
  std::vector<std::uint32_t> rows;
  for (const Compartment& compartment : vault.index.compartments()) {
    if (!is_file(vault, compartment))
      continue;
    for (const RowIndex::Row& row : *vault.index.rows_of(compartment))
      rows.push_back(row.n);
  }
  std::sort(rows.begin(), rows.end());
  std::vector<RowStream::Stretch> out;
  for (const std::uint32_t row : rows) {
    if (!out.empty() && row <= out.back().second + 1)
      out.back().second = row;
    else
      out.emplace_back(row, row);
  }
  return out;
}

}  // namespace manumit::vault
