// SPDX-License-Identifier: Apache-2.0
#include "list_source.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

#include "base/encoding.h"

namespace manumit::cli {
namespace {

constexpr std::size_t kGuessedFrom = std::size_t{1} << 16;

/// A file whose beginning has been read. A function that is copied cannot own a stream by itself;
/// all copies read on in the same one.
struct Opened {
  std::ifstream file;
  std::string begun;      ///< Read, and not yet given.
  std::size_t given = 0;  ///< Of it.
};

tl::unexpected<Error> not_read(const std::string& name) {
  return fail(Error::Kind::unavailable, "the file could not be read to its end", name);
}

Result<std::size_t> read_on(Opened& opened, std::span<char> into, const std::string& name) {
  if (opened.given < opened.begun.size()) {
    const std::size_t taken = std::min(into.size(), opened.begun.size() - opened.given);
    opened.begun.copy(into.data(), taken, opened.given);
    opened.given += taken;
    return taken;
  }
  opened.file.read(into.data(), static_cast<std::streamsize>(into.size()));
  if (opened.file.bad())
    return not_read(name);
  return static_cast<std::size_t>(opened.file.gcount());
}

/// In another encoding a file is read whole, as letters of two bytes may be cut anywhere.
Result<void> read_rest(Opened& opened, Encoding encoding, const std::string& name) {
  opened.begun.append(std::istreambuf_iterator<char>(opened.file), {});
  if (opened.file.bad())
    return not_read(name);
  auto text = to_utf8(opened.begun, encoding);
  if (!text) {
    Error error = text.error();
    error.where = name;
    error.next = "save the file as CSV in UTF-8";
    return fail(std::move(error));
  }
  opened.begun = std::move(*text);
  return {};
}

}  // namespace

Result<ByteSource> open_text(const std::string& name) {
  const auto opened = std::make_shared<Opened>();
  opened->file.open(name, std::ios::binary);
  opened->begun.resize(kGuessedFrom);
  opened->file.read(opened->begun.data(), static_cast<std::streamsize>(kGuessedFrom));
  if (!opened->file.is_open() || opened->file.bad() ||
      (opened->file.fail() && !opened->file.eof())) {
    return fail(Error::Kind::not_found, "the file cannot be read", name,
                "check its name and that you may read it");
  }
  opened->begun.resize(static_cast<std::size_t>(opened->file.gcount()));
  const Encoding encoding = guess_encoding(opened->begun).encoding;
  if (encoding != Encoding::utf8)
    TRY(read_rest(*opened, encoding, name));
  return ByteSource([opened, name](std::span<char> into) { return read_on(*opened, into, name); });
}

}  // namespace manumit::cli
