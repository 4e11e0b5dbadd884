// SPDX-License-Identifier: Apache-2.0
#include "carve.h"

#include <algorithm>
#include <cstring>

#include "findings.h"
#include "raw_record.h"
#include "schema.h"

namespace manumit::vault {
namespace {

// How an entry lies in its row: docs/formats/mnv1.md §3 and §4, and the record format of SQLite.
constexpr std::size_t kId = 32;
constexpr std::size_t kSig = 64;
constexpr std::size_t kCrc = 16;
constexpr std::size_t kKnownAt = 78;  // the number of known heads, in a header
constexpr std::string_view kHeaderBegins{"MNV1\x01\x00", 6};
constexpr std::size_t kProgressEvery = 64;

std::uint64_t blob_type(std::uint64_t bytes) {
  return 12 + 2 * bytes;
}

/// The four ways in which an entry may lie: in its own table or waiting, with contents or without.
struct Form {
  bool waiting = false;
  bool blank = false;
  bool key = false;  ///< of those that wait: its author's key came along
};
constexpr Form kForms[] = {{false, false, false}, {true, false, true}, {true, false, false},
                           {false, true, false},  {true, true, true},  {true, true, false}};

/// Sizes of a row of that form.
struct Layout {
  std::size_t record_header = 0;
  std::size_t header = 0;
  std::size_t ct = 0;
  Form form;
  [[nodiscard]] std::size_t crc() const { return form.waiting ? 0 : kCrc; }
  [[nodiscard]] std::size_t key() const { return form.key ? 32 : 0; }
  [[nodiscard]] std::size_t row() const {
    return record_header + kId + header + kSig + crc() + ct + key();
  }
};

/// The types of the columns, as they stand before the row's bytes.
Bytes record_header(const Form& form, std::size_t header, std::size_t ct) {
  std::vector<std::uint64_t> types{0, blob_type(kId), blob_type(header), blob_type(kSig)};
  if (!form.waiting)
    types.push_back(blob_type(kCrc));
  types.push_back(form.blank ? 0 : blob_type(ct));
  if (form.waiting)
    types.push_back(form.key ? blob_type(32) : 0);
  Bytes out{0};
  for (const std::uint64_t type : types) {
    const std::size_t bytes = varint_bytes(type);
    for (std::size_t i = bytes; i-- > 0;)
      out.push_back(static_cast<std::uint8_t>(((type >> (7 * i)) & 0x7F) | (i > 0 ? 0x80 : 0)));
  }
  out[0] = static_cast<std::uint8_t>(out.size());
  return out;
}

Layout layout_of(const Form& form, std::size_t header, std::size_t ct) {
  return {record_header(form, header, form.blank ? 0 : ct).size(), header, form.blank ? 0 : ct,
          form};
}

/// The number of a row stands before it, and before that its size.
std::uint64_t row_number(ByteView page, std::size_t row_at, std::size_t row_bytes) {
  for (std::size_t bytes = 1; bytes <= 9; ++bytes) {
    const std::size_t before = bytes + varint_bytes(row_bytes);
    if (row_at < before)
      break;
    const auto size = read_varint(page, row_at - before);
    const auto number = read_varint(page, row_at - bytes);
    if (size && number && size->value == row_bytes && size->bytes == before - bytes &&
        number->bytes == bytes)
      return number->value;
  }
  return 0;
}

/// A row read as one of the forms, from the place of its header in a page.
struct Reading {
  Bytes row;
  Layout layout;
  std::uint64_t n = 0;
  [[nodiscard]] ByteView part(std::size_t skipped, std::size_t bytes) const {
    return ByteView(row).subspan(layout.record_header + skipped, bytes);
  }
  [[nodiscard]] ByteView id() const { return part(0, kId); }
  [[nodiscard]] ByteView header() const { return part(kId, layout.header); }
  [[nodiscard]] ByteView sig() const { return part(kId + layout.header, kSig); }
  [[nodiscard]] ByteView ct() const {
    return part(kId + layout.header + kSig + layout.crc(), layout.ct);
  }
  [[nodiscard]] ByteView key() const {
    return part(kId + layout.header + kSig + layout.crc() + layout.ct, layout.key());
  }
};

std::optional<Reading> read_as(const RawPages& pages, ByteView page, std::size_t at, bool newest,
                               const Layout& layout) {
  const std::size_t before = layout.record_header + kId;
  if (at < before)
    return std::nullopt;
  auto row = read_payload(pages, page, at - before, layout.row(), newest);
  if (!row)
    return std::nullopt;
  return Reading{std::move(*row), layout, row_number(page, at - before, layout.row())};
}

/// Whether a row read in this form is what its header says. One without contents has nothing that
/// proves its form but the types of its columns.
bool fits(const Reading& read, const Header& header) {
  const Form& form = read.layout.form;
  if (form.blank)
    return std::ranges::equal(record_header(form, read.layout.header, 0),
                              ByteView(read.row).first(read.layout.record_header));
  return sealed_hash(read.ct()) == header.ct_hash;
}

/// What may be the size of a row that begins here: it stands before the row's number, and both are
/// of a length that only they tell.
std::vector<std::uint64_t> sizes_before(ByteView page, std::size_t row_at) {
  std::vector<std::uint64_t> out;
  for (std::size_t bytes = 2; bytes <= 9 + 4 && bytes <= row_at; ++bytes) {
    const auto size = read_varint(page, row_at - bytes);
    if (!size || size->bytes >= bytes)
      continue;
    const auto number = read_varint(page, row_at - bytes + size->bytes);
    if (number && size->bytes + number->bytes == bytes)
      out.push_back(size->value);
  }
  return out;
}

std::size_t header_bytes_at(ByteView page, std::size_t at) {
  if (at + kKnownAt + 2 > page.size())
    return 0;
  const std::size_t heads = page[at + kKnownAt] + std::size_t{256} * page[at + kKnownAt + 1];
  return heads > kMaxHeads ? 0 : kHeaderBytes + heads * kHeadBytes;
}

/// What may be the length of the contents: the header says it at its end. Where the header runs on
/// into an overflow page, the size of the row must do, since where it runs on hangs on that.
std::vector<std::size_t> lengths_of_contents(ByteView page, std::size_t at, std::size_t header) {
  std::vector<std::size_t> out;
  if (at + header <= page.size()) {
    std::size_t said = 0;
    for (std::size_t i = 4; i-- > 0;)
      said = said << 8 | page[at + header - kUnboundBytes + i];
    if (said <= kMaxSealed)
      out.push_back(said);
  }
  for (const Form& form : kForms) {
    // The types take two to four bytes of the contents' own length.
    for (std::size_t guess = 0; guess < 5; ++guess) {
      const std::size_t before = layout_of(form, header, 0).record_header + guess;
      if (at < before + kId)
        continue;
      const std::size_t fixed =
          before + kId + header + kSig + (form.waiting ? 0 : kCrc) + (form.key ? 32U : 0U);
      for (const std::uint64_t size : sizes_before(page, at - before - kId)) {
        if (size >= fixed && size - fixed <= kMaxSealed &&
            layout_of(form, header, size - fixed).record_header == before)
          out.push_back(size - fixed);
      }
    }
  }
  return out;
}

/// What of a place is worth a look: the longest reading that fits, or the first that is a header.
struct Looked {
  std::optional<Reading> whole;
  std::optional<Reading> partial;  ///< its header is one, its contents are not those it names
};

Looked look_at(const RawPages& pages, ByteView page, std::size_t at, bool newest) {
  Looked out;
  const std::size_t header = header_bytes_at(page, at);
  if (header == 0)
    return out;
  for (const std::size_t ct : lengths_of_contents(page, at, header)) {
    for (const Form& form : kForms) {
      auto read = read_as(pages, page, at, newest, layout_of(form, header, ct));
      const auto parsed = read ? parse_header(read->header()) : std::nullopt;
      if (!parsed)
        continue;
      if (fits(*read, *parsed)) {
        out.whole = std::move(read);
        return out;
      }
      if (!out.partial && !form.waiting && !form.blank)
        out.partial = std::move(read);
    }
  }
  return out;
}

Carved carved_from(const Reading& read, const RawPages::Image& image, std::size_t at) {
  Carved out;
  out.header = *parse_header(read.header());
  out.id = id_of(read.header());
  std::memcpy(out.sig.data(), read.sig().data(), out.sig.size());
  out.waiting = read.layout.form.waiting;
  out.blank = read.layout.form.blank;
  out.n = out.waiting ? 0 : read.n;
  out.image = image;
  out.at = at;
  return out;
}

/// An entry whose header was found at this place, or nothing if it is none.
std::optional<Carved> carve_at(const RawPages& pages, const RawPages::Image& image, ByteView page,
                               std::size_t at) {
  Looked looked = look_at(pages, page, at, image.part == 1);
  if (!looked.whole && !looked.partial)
    return std::nullopt;
  const Reading& read = looked.whole ? *looked.whole : *looked.partial;
  Carved out = carved_from(read, image, at);
  std::memcpy(out.stored.bytes.data(), read.id().data(), kId);
  out.whole = looked.whole.has_value();
  return out;
}

void carve_pair(ByteView page, std::size_t at, Carving& out) {
  AuthorId id;
  PublicKey key{};
  std::memcpy(id.bytes.data(), page.data() + at, id.bytes.size());
  std::memcpy(key.data(), page.data() + at + id.bytes.size(), key.size());
  if (author_of(key) == id) {
    out.authors.emplace(id, key);
    return;
  }
  const Compartment tag{id.bytes};
  const EntryId by{key};
  const auto [from, to] = out.erasures.equal_range(tag);
  if (std::none_of(from, to, [&](const auto& known) { return known.second == by; }))
    out.erasures.emplace(tag, by);
}

// Records of two blobs of 16 and 32 bytes: authors and erasures.
constexpr std::string_view kPair{"\x03\x2C\x4C", 3};
// Records of the index of ids: 32 bytes and a number of one to six, or the number 1 itself.
constexpr std::uint8_t kIndexLeaf = 0x0A;
constexpr std::uint8_t kIndexInner = 0x02;

/// One cell of the index: its size, the types of its columns, the id, the row.
void carve_indexed(ByteView cell, Carving& out) {
  constexpr std::size_t kWidths[] = {0, 1, 2, 3, 4, 6};
  if (cell.size() < 4 + kId || cell[1] != 3 || cell[2] != blob_type(kId))
    return;
  const std::uint8_t type = cell[3];
  const bool one = type == 9;
  if (!one && (type == 0 || type > 5))
    return;
  const std::size_t width = one ? 0 : kWidths[type];
  if (cell[0] != 3 + kId + width || cell.size() < 4 + kId + width)
    return;
  EntryId id;
  std::memcpy(id.bytes.data(), cell.data() + 4, kId);
  std::uint64_t row = one ? 1 : 0;
  for (std::size_t i = 0; i < width; ++i)
    row = row << 8 | cell[4 + kId + i];
  if (row > 0)
    out.indexed.emplace(id, row);
}

void carve_index_page(ByteView page, Carving& out) {
  if (page[0] != kIndexLeaf && page[0] != kIndexInner)
    return;
  // Cells of an inner page begin with the number of the page that they lead to.
  const std::size_t child = page[0] == kIndexInner ? 4 : 0;
  const auto pair_at = [&](std::size_t at) { return page[at] * std::size_t{256} + page[at + 1]; };
  const std::size_t list = 8 + child;
  for (std::size_t i = 0; i < pair_at(3) && list + 2 * i + 2 <= page.size(); ++i) {
    const std::size_t at = pair_at(list + 2 * i) + child;
    if (at < page.size())
      carve_indexed(page.subspan(at), out);
  }
}

template <typename Found>
void find_all(ByteView page, std::string_view needle, const Found& found) {
  const std::string_view text(reinterpret_cast<const char*>(page.data()), page.size());
  for (std::size_t at = text.find(needle); at != std::string_view::npos;
       at = text.find(needle, at + 1))
    found(at);
}

bool shaped(const RawRow& row, std::initializer_list<std::size_t> blobs) {
  if (row.columns.size() != blobs.size())
    return false;
  return std::equal(blobs.begin(), blobs.end(), row.columns.begin(),
                    [](std::size_t bytes, const RawColumn& column) {
                      return bytes == 0 || column.blob.size() == bytes;
                    });
}

void carve_rows(const RawPages& pages, const RawPages::Image& image, ByteView page, Carving& out) {
  for (RawRow& row : rows_of_leaf(pages, image, page)) {
    auto& column = row.columns;
    using Type = RawColumn::Type;
    if (shaped(row, {0, 0, 16, 64, 0, 0}) && column[4].type == Type::number &&
        column[1].blob.size() > 4 && std::memcmp(column[1].blob.data(), "MNVC", 4) == 0) {
      out.checkpoints.push_back({std::move(column[1].blob), std::move(column[2].blob),
                                 std::move(column[3].blob), std::move(column[5].blob),
                                 column[4].number, column[5].type == Type::blob});
    } else if (shaped(row, {0, 16, 0, 0, 64, 0, 64}) && column[2].type == Type::number &&
               parse_header(column[3].blob) && parse_header(column[5].blob)) {
      out.forks.push_back({std::move(column[1].blob), std::move(column[3].blob),
                           std::move(column[4].blob), std::move(column[5].blob),
                           std::move(column[6].blob), column[2].number});
    }
  }
}

}  // namespace

Carving carve_tables(const RawPages& pages) {
  Carving out;
  for (const RawPages::Image& image : pages.images()) {
    const Bytes bytes = pages.read(image);
    const ByteView page(bytes);
    find_all(page, kMagic, [&](std::size_t at) {
      const auto vault = at + kMetaBytes <= page.size()
                             ? vault_of_meta(page.subspan(at, kMetaBytes), FileKind::entries)
                             : std::nullopt;
      if (vault && !out.meta)
        out.meta = vault;
    });
    find_all(page, kPair, [&](std::size_t at) {
      if (at + kPair.size() + 16 + 32 <= page.size())
        carve_pair(page, at + kPair.size(), out);
    });
    carve_index_page(page, out);
    // What lies in the log too is taken from there; a journal holds only what was before.
    if (image.part != 2)
      carve_rows(pages, image, page, out);
  }
  return out;
}

std::optional<VaultId> vault_by_entries(const RawPages& pages) {
  std::map<VaultId, std::size_t> counts;
  for (const RawPages::Image& image : pages.images()) {
    const Bytes page = pages.read(image);
    find_all(page, kHeaderBegins, [&](std::size_t at) {
      const auto found = at >= kId ? carve_at(pages, image, page, at) : std::nullopt;
      if (found && found->whole && found->stored == found->id)
        ++counts[found->header.vault];
    });
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::nullopt : std::optional(most->first);
}

Result<void> carve_entries(const RawPages& pages, const VaultId& vault,
                           const std::function<Result<void>(Carved&&)>& take,
                           const Progress& progress) {
  std::string needle(kHeaderBegins);
  needle.append(reinterpret_cast<const char*>(vault.bytes.data()), vault.bytes.size());
  std::uint64_t done = 0;
  for (const RawPages::Image& image : pages.images()) {
    const Bytes page = pages.read(image);
    std::vector<Carved> found;
    find_all(page, needle, [&](std::size_t at) {
      if (auto entry = at >= kId ? carve_at(pages, image, page, at) : std::nullopt)
        found.push_back(std::move(*entry));
    });
    for (Carved& entry : found)
      TRY(take(std::move(entry)));
    ++done;
    if (progress && done % kProgressEvery == 0 && !progress(done, pages.images().size()))
      return fail(stopped());
  }
  return {};
}

std::optional<CarvedBytes> bytes_of(const RawPages& pages, const Carved& entry) {
  const Bytes page = pages.read(entry.image);
  const Looked looked = look_at(pages, page, entry.at, entry.image.part == 1);
  if (!looked.whole || id_of(looked.whole->header()) != entry.id)
    return std::nullopt;
  const auto copy = [](ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); };
  CarvedBytes out{copy(looked.whole->header()), copy(looked.whole->ct())};
  if (looked.whole->layout.form.key) {
    std::memcpy(out.key.emplace().data(), looked.whole->key().data(), 32);
  }
  return out;
}

}  // namespace manumit::vault
