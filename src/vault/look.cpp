// SPDX-License-Identifier: Apache-2.0
#include "look.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace manumit::vault {
namespace {

// The magic stands in the second page; encodings that double every byte push it to the fourth.
constexpr std::size_t kWindow = 64 << 10;
constexpr std::uint64_t kPageBytes = 4096;
constexpr const char* kShortPatience = "PRAGMA busy_timeout=100";
constexpr std::string_view kSqlite{"SQLite format 3\0", 16};

// What becomes of 89 4D 4E 56 0D 0A 1A 0A on its way.
constexpr std::array<std::string_view, 11> kMangled{
    std::string_view{"\x89MNV\n\x1a\n", 7},         // CR LF made LF
    std::string_view{"\x89MNV\r\r\n\x1a\r\n", 10},  // LF made CR LF
    std::string_view{"\x89MNV\r\n\x1a\r\n", 9},     // lone LF made CR LF
    std::string_view{"\x89MNV\r\r\x1a\r", 8},       // LF made CR
    std::string_view{"\x89MNV\r\x1a\r", 7},         // CR LF and LF made CR
    std::string_view{"\x89MNV\n\n\x1a\n", 8},       // CR made LF
    std::string_view{"\tMNV\r\n", 6},               // eighth bit cut off
    std::string_view{"\xC2\x89MNV", 5},             // Latin-1 made UTF-8
    std::string_view{"\xEF\xBF\xBDMNV", 6},         // unknown letter replaced
    std::string_view{"?MNV\r\n\x1a", 7},            // the same in ASCII
    std::string_view{"M\0N\0V\0\r\0\n\0", 10},      // made UTF-16
};

// Latin-1 made UTF-8 again: the magic itself is whole behind the added byte.
constexpr std::string_view kPreceded{"\xC2\x89MNV\r\n\x1a\n", 9};

std::string_view letters(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::uint64_t big_endian(ByteView bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value = (value << 8) | bytes[at + i];
  return value;
}

// Fields of the SQLite file header: https://www.sqlite.org/fileformat2.html §1.3.
Shape shape_of_header(ByteView head, std::uint64_t size, bool journal) {
  const std::uint64_t version = big_endian(head, 60, 4);
  if (version > kFormat && version <= 1000)
    return Shape::newer;
  const std::uint64_t page = big_endian(head, 16, 2);
  const std::uint64_t pages = big_endian(head, 28, 4);
  if (page != kPageBytes || pages == 0)
    return Shape::head_damaged;
  // With a journal beside it, the file's own length is not yet what it will be.
  if (journal || size == page * pages)
    return Shape::plausible;
  return size < page * pages ? Shape::short_of : Shape::longer;
}

}  // namespace

bool holds_mangled_magic(ByteView bytes) {
  const std::string_view text = letters(bytes);
  // A recoding that puts something before the first byte leaves the magic itself whole.
  if (text.find(kMagic) != std::string_view::npos)
    return text.find(kPreceded) != std::string_view::npos;
  return std::any_of(kMangled.begin(), kMangled.end(), [&](std::string_view form) {
    return text.find(form) != std::string_view::npos;
  });
}

bool has_journal(const std::filesystem::path& file) {
  std::error_code trouble;
  if (std::filesystem::exists(file.string() + "-wal", trouble))
    return true;
  const auto size = std::filesystem::file_size(file.string() + "-journal", trouble);
  return !trouble && size > 0;
}

Result<Database> open_to_look(const std::filesystem::path& file) {
  if (!has_journal(file))
    return Database::open(file, Database::Mode::untouched);
  Result<Database> reading = Database::open(file, Database::Mode::read);
  if (!reading)
    return reading;
  TRY(reading->run(kShortPatience));
  const Result<std::string> readable = reading->ask("PRAGMA schema_version");
  if (readable || is_busy(readable.error()))
    return reading;
  // A log without its index can be recovered only by somebody who may write.
  Result<Database> writing = Database::open(file, Database::Mode::write);
  if (!writing)
    return reading;
  TRY(writing->run(kShortPatience));
  return writing;
}

Shape shape_of(const Database& database, FileKind kind, bool journal) {
  const std::uint64_t size = database.file_size();
  if (size == 0)
    return Shape::empty;
  const Result<Bytes> head =
      database.file_bytes(0, static_cast<std::size_t>(std::min<std::uint64_t>(size, kWindow)));
  if (!head)
    return Shape::head_damaged;
  if (holds_mangled_magic(*head))
    return Shape::text_mangled;
  const bool marked = letters(*head).find(kMagic) != std::string_view::npos;
  const std::string_view name = kind == FileKind::entries ? "MNV1" : "MNK1";
  const bool named = head->size() >= 100 && letters(*head).substr(68, 4) == name;
  const bool sqlite = letters(*head).substr(0, kSqlite.size()) == kSqlite;
  if (sqlite && head->size() < 100)
    return Shape::short_of;
  const std::string_view other = kind == FileKind::entries ? "MNK1" : "MNV1";
  const bool the_other = head->size() >= 100 && letters(*head).substr(68, 4) == other;
  if (the_other || (!marked && !named))
    return Shape::foreign;
  if (!sqlite || !named || head->size() < 100)
    return Shape::head_damaged;
  return shape_of_header(*head, size, journal);
}

}  // namespace manumit::vault
