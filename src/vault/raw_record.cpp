// SPDX-License-Identifier: Apache-2.0
#include "raw_record.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kPage = RawPages::kPage;
constexpr std::uint64_t kLargestRow = 64 << 20;
constexpr std::uint8_t kTableLeaf = 0x0D;
constexpr std::size_t kFileHeader = 100;  // stands before the first page's own

/// How much of a row lies in its leaf page; the rest is in overflow pages.
std::uint64_t local_bytes(std::uint64_t size) {
  constexpr std::uint64_t kMost = kPage - 35;
  constexpr std::uint64_t kLeast = (kPage - 12) * 32 / 255 - 23;
  if (size <= kMost)
    return size;
  const std::uint64_t fitting = kLeast + (size - kLeast) % (kPage - 4);
  return fitting <= kMost ? fitting : kLeast;
}

std::size_t width_of(std::uint64_t serial) {
  constexpr std::size_t kNumbers[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
  return serial < 12 ? kNumbers[serial] : static_cast<std::size_t>((serial - 12) / 2);
}

RawColumn column_of(std::uint64_t serial, ByteView bytes) {
  using Type = RawColumn::Type;
  if (serial == 0)
    return {};
  if (serial == 8 || serial == 9)
    return {Type::number, static_cast<std::int64_t>(serial - 8), {}};
  if (serial <= 6) {
    std::uint64_t value = (bytes[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (const std::uint8_t byte : bytes)
      value = (value << 8) | byte;
    return {Type::number, static_cast<std::int64_t>(value), {}};
  }
  if (serial >= 12 && serial % 2 == 0)
    return {Type::blob, 0, Bytes(bytes.begin(), bytes.end())};
  return {Type::other, 0, {}};
}

std::optional<std::vector<RawColumn>> columns_of(ByteView record) {
  const auto header = read_varint(record, 0);
  if (!header || header->value > record.size())
    return std::nullopt;
  std::vector<RawColumn> out;
  std::size_t body = static_cast<std::size_t>(header->value);
  for (std::size_t at = header->bytes; at < header->value;) {
    const auto serial = read_varint(record, at);
    if (!serial || width_of(serial->value) > record.size() - body)
      return std::nullopt;
    const std::size_t width = width_of(serial->value);
    out.push_back(column_of(serial->value, record.subspan(body, width)));
    body += width;
    at += serial->bytes;
  }
  return out;
}

}  // namespace

std::size_t varint_bytes(std::uint64_t value) {
  std::size_t bytes = 1;
  for (; value >= 0x80 && bytes < 9; value >>= 7)
    ++bytes;
  return bytes;
}

std::optional<Varint> read_varint(ByteView bytes, std::size_t at) {
  Varint out;
  for (std::size_t i = at; i < bytes.size(); ++i) {
    ++out.bytes;
    if (out.bytes == 9) {
      out.value = (out.value << 8) | bytes[i];
      return out;
    }
    out.value = (out.value << 7) | (bytes[i] & 0x7FU);
    if ((bytes[i] & 0x80) == 0)
      return out;
  }
  return std::nullopt;
}

std::optional<Bytes> read_payload(const RawPages& pages, ByteView page, std::size_t at,
                                  std::uint64_t size, bool newest) {
  if (size > kLargestRow)
    return std::nullopt;
  const std::uint64_t local = local_bytes(size);
  const bool overflows = local < size;
  if (at + local + (overflows ? 4 : 0) > page.size())
    return std::nullopt;
  Bytes out(page.begin() + static_cast<std::ptrdiff_t>(at),
            page.begin() + static_cast<std::ptrdiff_t>(at + local));
  out.reserve(size);
  Bytes link;
  ByteView pointer = overflows ? page.subspan(at + local, 4) : ByteView();
  while (out.size() < size) {
    const std::uint32_t next = static_cast<std::uint32_t>(pointer[0] << 24 | pointer[1] << 16 |
                                                          pointer[2] << 8 | pointer[3]);
    if (next == 0)
      return std::nullopt;
    link = pages.page(next, newest);
    const std::size_t part = std::min<std::size_t>(size - out.size(), kPage - 4);
    out.insert(out.end(), link.begin() + 4, link.begin() + 4 + static_cast<std::ptrdiff_t>(part));
    pointer = ByteView(link).first(4);
  }
  return out;
}

std::vector<RawRow> rows_of_leaf(const RawPages& pages, const RawPages::Image& image,
                                 ByteView page) {
  std::vector<RawRow> out;
  const std::size_t head = image.number == 1 ? kFileHeader : 0;
  if (page[head] != kTableLeaf)
    return out;
  const auto pair_at = [&](std::size_t at) { return page[at] * std::size_t{256} + page[at + 1]; };
  const std::size_t cells = pair_at(head + 3);
  for (std::size_t i = 0; i < cells && head + 8 + 2 * i + 2 <= page.size(); ++i) {
    const std::size_t at = pair_at(head + 8 + 2 * i);
    const auto size = read_varint(page, at);
    const auto n = size ? read_varint(page, at + size->bytes) : std::nullopt;
    if (!n)
      continue;
    const auto record =
        read_payload(pages, page, at + size->bytes + n->bytes, size->value, image.part == 1);
    auto columns = record ? columns_of(*record) : std::nullopt;
    if (columns)
      out.push_back({n->value, std::move(*columns)});
  }
  return out;
}

}  // namespace manumit::vault
