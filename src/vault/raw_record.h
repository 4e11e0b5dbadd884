// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "raw_pages.h"

namespace manumit::vault {

/// One row of a table as it lies in a page: https://www.sqlite.org/fileformat2.html §1.6 and §2.1.

/// The length in bytes of a number as SQLite writes it, and the number at a place with its length;
/// nothing if it runs out of the page.
[[nodiscard]] std::size_t varint_bytes(std::uint64_t value);
struct Varint {
  std::uint64_t value = 0;
  std::size_t bytes = 0;
};
[[nodiscard]] std::optional<Varint> read_varint(ByteView bytes, std::size_t at);

/// The `size` bytes of a row that begins at `at` of this page, along its chain of overflow pages;
/// nothing if they do not fit, or the chain goes wrong.
[[nodiscard]] std::optional<Bytes> read_payload(const RawPages& pages, ByteView page,
                                                std::size_t at, std::uint64_t size, bool newest);

struct RawColumn {
  enum class Type { null, number, blob, other } type = Type::null;
  std::int64_t number = 0;
  Bytes blob;
};
struct RawRow {
  std::uint64_t n = 0;
  std::vector<RawColumn> columns;
};
/// The rows of a table that a leaf page lists, as far as they can be read; none of any other page.
[[nodiscard]] std::vector<RawRow> rows_of_leaf(const RawPages& pages, const RawPages::Image& image,
                                               ByteView page);

}  // namespace manumit::vault
