// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>

#include "sql.h"
#include "test_vault.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

/// Invented words that occur nowhere else, in two scripts.
std::string canary(int i) {
  return "Канарейка-zyxq-" + std::to_string(i * 7919 + 1'000'003);
}

std::string as_utf16(const std::string& text, bool big) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    unsigned code = lead;
    if (lead >= 0xC0)
      code = (lead & 0x1FU) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3FU);
    const char high = static_cast<char>(code >> 8);
    const char low = static_cast<char>(code & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

/// Base64 of a text depends on where in a triple it begins: the whole triples of each of the three.
std::vector<std::string> as_base64(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t skip = 0; skip < 3; ++skip) {
    const std::string part = text.substr(skip, (text.size() - skip) / 3 * 3);
    out.push_back(to_base64(bytes_of(part)));
  }
  return out;
}

std::size_t hits_in(const std::filesystem::path& folder, const std::vector<std::string>& words) {
  std::string all;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.is_regular_file())
      all += contents(file.path()) + '\n';
  }
  std::size_t hits = 0;
  for (const std::string& word : words) {
    std::vector<std::string> forms = as_base64(word);
    forms.insert(forms.end(), {word, as_utf16(word, false), as_utf16(word, true)});
    for (const std::string& form : forms)
      hits += all.find(form) != std::string::npos ? 1 : 0;
  }
  return hits;
}

std::uint64_t size_after(const std::filesystem::path& file, const std::string& body, int count) {
  {
    Vault vault = new_vault(file);
    const Compartment notes = vault.new_compartments(1).value().front();
    for (int i = 0; i < count; ++i) {
      const Draft draft{notes, EntryKind::filing, body};
      REQUIRE(vault.append({&draft, 1}));
    }
  }
  return std::filesystem::file_size(file) + std::filesystem::file_size(key_file_of(file));
}

}  // namespace

TEST_CASE("nothing readable lies in the files or the journal, at work and afterwards") {
  const Folder folder;
  std::vector<std::string> words{passphrase().reveal(), "Канареечное Имя", "Canary Device 55"};
  {
    auto vault = Vault::create(folder / "a.mnv", passphrase(), {words[1], words[2]},
                               KdfProfile::for_tests, test_surroundings(1));
    REQUIRE(vault);
    const auto compartments = vault->new_compartments(20).value();
    for (int i = 0; i < 200; ++i) {
      words.push_back(canary(i));
      const Draft draft{compartments[static_cast<std::size_t>(i % 20)], EntryKind::filing,
                        "{\"name\":\"" + canary(i) + "\"}"};
      REQUIRE(vault->append({&draft, 1}));
    }
    CHECK(hits_in(folder.path(), words) == 0);
  }
  CHECK(hits_in(folder.path(), words) == 0);
  // The search itself finds what is there.
  overwrite(folder / "plain",
            as_utf16(words[5], true) + "x" + to_base64(bytes_of("yy" + words[6])));
  CHECK(hits_in(folder.path(), words) >= 2);
}

TEST_CASE("notes of 10 and of 400 characters let both files grow by the same") {
  const Folder folder;
  const auto short_ones = size_after(folder / "a.mnv", std::string(10, 'x'), 60);
  const auto long_ones = size_after(folder / "b.mnv", std::string(400, 'x'), 60);
  CHECK(short_ones == long_ones);
}

TEST_CASE("nothing in the clear tells which compartments belong together") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  const auto tags = vault.new_compartments(64).value();
  // Random tags: no two alike, and no byte the same in all.
  std::set<Compartment> different(tags.begin(), tags.end());
  CHECK(different.size() == 64);
  for (std::size_t at = 0; at < 16; ++at) {
    std::set<std::uint8_t> seen;
    for (const Compartment& tag : tags)
      seen.insert(tag.bytes[at]);
    CHECK(seen.size() > 32);
  }
}
