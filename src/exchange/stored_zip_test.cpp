// SPDX-License-Identifier: Apache-2.0
#include "exchange/stored_zip.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace manumit;
using namespace manumit::exchange;

namespace {

const std::string kLarge(300'000, 'x');

StoredZip two_files() {
  StoredZip out;
  REQUIRE(out.add("d/a.txt", Secret<std::string>(std::string("invented words"))));
  Crc32 sum;
  sum.add(bytes_of(kLarge));
  REQUIRE(out.add_large("d/files/1.pdf", kLarge.size(), sum.value()));
  REQUIRE(out.add_large("d/files/2", 0, Crc32().value()));
  REQUIRE(out.finish());
  return out;
}

std::string read_in_bits_of(const StoredZip& zip, std::size_t bit) {
  std::string out;
  while (out.size() < zip.size()) {
    const auto part =
        zip.read(out.size(), bit, [](std::size_t which, std::uint64_t from, std::size_t count) {
          CHECK(which == 0);
          const ByteView bytes = bytes_of(kLarge).subspan(static_cast<std::size_t>(from), count);
          return Result<Secret<Bytes>>(Secret<Bytes>(Bytes(bytes.begin(), bytes.end())));
        });
    REQUIRE(part);
    REQUIRE_FALSE(part->reveal().empty());
    REQUIRE(part->reveal().size() <= bit);
    out.append(part->reveal().begin(), part->reveal().end());
  }
  CHECK(out.size() == zip.size());
  return out;
}

}  // namespace

TEST_CASE("the checksum is the one that everybody reckons") {
  Crc32 sum;
  sum.add(bytes_of("123456789"));
  CHECK(sum.value() == 0xCBF43926U);  // the check value of CRC-32/ISO-HDLC
}

TEST_CASE("a zip that is read bit by bit is the same zip, and another program takes it apart") {
  const StoredZip zip = two_files();
  const std::string whole = read_in_bits_of(zip, 1 << 20);
  CHECK(read_in_bits_of(zip, 7) == whole);
  std::string pattern = (std::filesystem::temp_directory_path() / "manumit-zip-XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  const std::filesystem::path folder = pattern;
  std::ofstream(folder / "z.zip", std::ios::binary) << whole;
  const std::string unpack = "cd '" + folder.string() +
                             "' && python3 -m zipfile -t z.zip >/dev/null && python3 -m zipfile "
                             "-e z.zip .";
  CHECK(std::system(unpack.c_str()) == 0);
  CHECK(std::filesystem::file_size(folder / "d/files/1.pdf") == kLarge.size());
  CHECK(std::filesystem::file_size(folder / "d/files/2") == 0);
  CHECK(std::filesystem::file_size(folder / "d/a.txt") == 14);
  std::filesystem::remove_all(folder);
}

TEST_CASE("what does not fit into a zip is refused before anything is read") {
  StoredZip zip;
  REQUIRE(zip.add_large("a", std::uint64_t{2} << 30, 0));
  const auto refused = zip.add_large("b", std::uint64_t{2} << 30, 0);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Error::Kind::bad_input);
  REQUIRE(zip.add("c", Secret<std::string>(std::string("x"))));
  REQUIRE(zip.finish());
}
