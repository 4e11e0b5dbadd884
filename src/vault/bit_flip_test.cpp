// SPDX-License-Identifier: Apache-2.0
//
// Each bit of every entry of a vault of 200, turned by itself. What SQLite keeps around the entries
// is turned in damage_test.cpp, byte by byte.
#include <map>

#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

TEST_CASE("each bit of 200 entries, turned by itself, is found in its own row") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  {
    Vault vault = new_vault(file);
    const Compartment notes = vault.new_compartments(1).value().front();
    std::vector<Draft> drafts;
    for (int i = 0; i < 198; ++i)
      drafts.push_back({notes, EntryKind::filing, "note " + std::to_string(i)});
    REQUIRE(vault.append(drafts));
  }
  const auto inside = open_inside(file, test_surroundings(4));
  REQUIRE(inside->last_row == 200);
  Readers readers(file, Database::Mode::read);
  auto reader = readers.borrow();
  REQUIRE(reader);
  // What the signature vouches for is told by the sums already, at a hundredth of its price.
  constexpr CheckDepth kSums{.signature = false, .sealed = true};
  std::map<Damage::What, std::size_t> found;
  std::size_t silent = 0;
  for (std::uint64_t n = 1; n <= inside->last_row; ++n) {
    StoredRow row = reader->row(n);
    REQUIRE_FALSE(check_row(row, inside->id, inside->authors, kSums).what);
    for (std::size_t bit = 0; bit < row.bytes.size() * 8; ++bit) {
      const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
      row.bytes[bit / 8] ^= mask;
      const RowFinding finding = check_row(row, inside->id, inside->authors, kSums);
      row.bytes[bit / 8] ^= mask;
      if (finding.what && finding.n == n)
        ++found[*finding.what];
      else
        ++silent;
    }
  }
  CHECK(silent == 0);
  std::size_t all = 0;
  for (const auto& [what, count] : found)
    all += count;
  CHECK(all > 1'000'000);
  MESSAGE(all, " bits turned, ", silent, " not found; by the row's checksum ",
          found[Damage::What::row_checksum], ", by the hash of the contents ",
          found[Damage::What::ciphertext]);
}

}  // namespace
}  // namespace manumit::vault
