// SPDX-License-Identifier: Apache-2.0
//
// tests/golden/mnv1-recovery/ is a set of shares as they went to paper with the first version, kept
// for ever: every later version must open its row with them. Made from fixed bytes;
// MANUMIT_WRITE_GOLDEN=1 in the environment writes it anew. tools/read_shares_test.py reads the
// same texts with a program that shares no code with this one.
#include <doctest/doctest.h>

#include <sstream>

#include "recovery_slot.h"
#include "shamir.h"
#include "test_vault.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

const std::filesystem::path kGolden =
    std::filesystem::path(MANUMIT_SOURCE_DIR) / "tests" / "golden" / "mnv1-recovery";
const VaultId kVault{{1, 2, 3, 4}};
const Compartment kRegistry{{5, 6, 7, 8}};

Bytes vault_key() {
  start_crypto();
  Bytes out(32);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::uint8_t>(i);
  return out;
}

Recovery make() {
  return make_recovery(kVault, vault_key(), kRegistry, 3, 5, test_surroundings(1)).value();
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;)
    out.push_back(word);
  return out;
}

/// As somebody copies them: a number before each, four on a line.
std::string numbered(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    out += std::to_string(i + 1) + ". " + words[i] + (i % 4 == 3 ? "\n" : ", ");
  return out;
}

/// Each share in another form, and the first two with all the faults that can be mended.
std::string text_of(const Share& share) {
  const RecoveryShare printed = to_print(share);
  if (share.index == 3)
    return printed.code.reveal() + "\n";
  const bool english = share.index % 2 == 1;
  auto words = words_of(english ? printed.words_en.reveal() : printed.words_ru.reveal());
  if (share.index == 1) {
    for (const std::size_t place : {4U, 40U})
      words[place] = words[place] == "acorn" ? "zebra" : "acorn";
  }
  if (share.index == 2) {
    for (const std::size_t place : {0U, 9U, 30U, 43U})
      words[place] = "?";
  }
  if (share.index == 5) {
    for (std::string& word : words)
      word.resize(4);
  }
  return numbered(words);
}

std::string vectors_of(const Recovery& recovery) {
  std::vector<SharePoint> points(3);
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i].x = static_cast<std::uint8_t>(recovery.shares[i].index);
    points[i].y.reveal() = recovery.shares[i].value.reveal();
  }
  const LockedBytes secret = combine(points);
  return "{\n  \"row\": \"" + to_hex(encode(recovery.slot)) + "\",\n  \"secret_hash\": \"" +
         to_hex(hash16("mnv1-secret", {secret.view()})) + "\"\n}\n";
}

std::filesystem::path file_of(unsigned index) {
  return kGolden / ("share-" + std::to_string(index) + ".txt");
}

void write_golden() {
  std::filesystem::create_directories(kGolden);
  const Recovery recovery = make();
  for (const Share& share : recovery.shares)
    overwrite(file_of(share.index), text_of(share));
  overwrite(kGolden / "vectors.json", vectors_of(recovery));
}

}  // namespace

TEST_CASE("the papers of the first version open the row of the first version") {
  if (getenv("MANUMIT_WRITE_GOLDEN") != nullptr)
    write_golden();
  start_crypto();
  const std::string vectors = contents(kGolden / "vectors.json");
  const std::size_t from = vectors.find("\"row\": \"") + 8;
  const auto row = from_hex(vectors.substr(from, vectors.find('"', from) - from));
  REQUIRE(row);
  const auto slot = parse_recovery(*row);
  REQUIRE(slot);
  const std::array<std::size_t, 5> mended{2, 4, 0, 0, 0};
  std::vector<Share> shares;
  for (unsigned index = 1; index <= 5; ++index) {
    auto read = read_share(contents(file_of(index)));
    REQUIRE(read);
    CHECK(read->mended.size() == mended[index - 1]);
    shares.push_back(std::move(read->share));
  }
  for (std::size_t first = 0; first < 3; ++first) {
    const auto recovered = open_recovery(*slot, std::span<const Share>(shares).subspan(first, 3));
    REQUIRE(recovered);
    CHECK(same(recovered->vault_key.view(), vault_key()));
    CHECK(recovered->registry == kRegistry);
  }
}

TEST_CASE("the same bytes give the papers and the row of the first version again") {
  const Recovery recovery = make();
  CHECK(vectors_of(recovery) == contents(kGolden / "vectors.json"));
  for (const Share& share : recovery.shares)
    CHECK(text_of(share) == contents(file_of(share.index)));
}
