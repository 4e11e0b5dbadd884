// SPDX-License-Identifier: Apache-2.0
#include <rapidcheck.h>

#include <algorithm>
#include <random>
#include <set>

#include "raw_record.h"
#include "test_office.h"
#include "vault/salvage.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

/// Where an entry of less than 3 KB lies in its file: from its id to the end of its contents.
struct Stretch {
  std::string id;
  std::size_t from = 0, to = 0;
};

struct Sample {
  Folder folder;
  std::filesystem::path file = folder / "a.mnv";
  std::string whole;
  std::vector<Stretch> entries;
  std::set<std::string> ids;
  Sample() {
    {
      Vault vault = new_vault(file);
      write_notes(vault, 40);
    }
    whole = contents(file);
    const auto database = Database::open(file, Database::Mode::untouched);
    auto rows = database->prepare("SELECT id, header, sig, crc, ct FROM entry");
    while (rows->step().value()) {
      std::string all;
      for (int i = 0; i < 5; ++i)
        all.append(reinterpret_cast<const char*>(rows->blob(i).data()), rows->blob(i).size());
      const std::size_t at = whole.find(all);
      REQUIRE(at != std::string::npos);
      entries.push_back({to_hex(rows->blob(0)), at, at + all.size()});
      ids.insert(entries.back().id);
    }
  }
};

std::set<std::string> ids_in(const std::filesystem::path& file) {
  std::set<std::string> out;
  const auto database = Database::open(file, Database::Mode::untouched);
  auto rows = database->prepare("SELECT id FROM entry");
  while (rows->step().value())
    out.insert(to_hex(rows->blob(0)));
  return out;
}

}  // namespace

TEST_CASE("noise over any stretches: what they did not touch is saved, and nothing is made up") {
  const Sample sample;
  const auto damaged = sample.folder / "b.mnv";
  const auto target = sample.folder / "saved.mnv";
  CHECK(rc::check([&] {
    std::string bytes = sample.whole;
    std::vector<std::pair<std::size_t, std::size_t>> hits;
    const auto count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i) {
      const auto length = *rc::gen::inRange<std::size_t>(1, 6000);
      const auto from = *rc::gen::inRange<std::size_t>(0, bytes.size() - length);
      std::mt19937_64 dice(*rc::gen::arbitrary<std::uint64_t>());
      for (std::size_t k = from; k < from + length; ++k)
        bytes[k] = static_cast<char>(dice());
      hits.emplace_back(from, from + length);
    }
    overwrite(damaged, bytes);
    std::filesystem::remove(target);
    std::set<std::string> untouched;
    for (const Stretch& entry : sample.entries) {
      if (std::none_of(hits.begin(), hits.end(), [&](const auto& hit) {
            return hit.first < entry.to && entry.from < hit.second;
          }))
        untouched.insert(entry.id);
    }
    const auto saved = salvage({.damaged = damaged, .target = target});
    if (untouched.empty() && !saved)
      return;
    RC_ASSERT(saved.has_value());
    const std::set<std::string> kept = ids_in(target);
    RC_ASSERT(std::includes(kept.begin(), kept.end(), untouched.begin(), untouched.end()));
    RC_ASSERT(std::includes(sample.ids.begin(), sample.ids.end(), kept.begin(), kept.end()));
    RC_ASSERT(saved->entries == kept.size());
  }));
}

TEST_CASE("contents of any length come out whole, without the page that leads to them") {
  const Folder folder;
  std::uint64_t seed = 0;
  CHECK(rc::check([&] {
    const auto lengths = *rc::gen::container<std::vector<std::size_t>>(
        *rc::gen::inRange<std::size_t>(0, 12), rc::gen::inRange<std::size_t>(0, 14'000));
    const std::string name = std::to_string(++seed);
    const auto file = folder / (name + ".mnv");
    const auto target = folder / (name + "-saved.mnv");
    {
      Vault vault = new_vault(file, seed);
      const Compartment notes = vault.new_compartments(1).value().front();
      std::vector<Draft> drafts;
      for (const std::size_t length : lengths)
        drafts.push_back({notes, EntryKind::filing, std::string(length, 'x')});
      RC_ASSERT(vault.append(drafts).has_value());
    }
    const std::set<std::string> all = ids_in(file);
    std::string bytes = contents(file);
    bytes.replace(0, 4096, 4096, '\0');
    overwrite(file, bytes);
    const auto saved = salvage({.damaged = file, .target = target});
    RC_ASSERT(saved.has_value());
    RC_ASSERT(saved->verdict.sound_throughout());
    RC_ASSERT(ids_in(target) == all);
    std::filesystem::remove(file);
    std::filesystem::remove(target);
  }));
}

TEST_CASE("a number as SQLite writes it is read with the length that it was written with") {
  CHECK(rc::check([](std::uint64_t value, unsigned shift) {
    value >>= shift % 64;
    const std::size_t length = varint_bytes(value);
    Bytes bytes(length);
    if (length == 9) {
      for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::uint8_t>(((value >> (8 + 7 * (7 - i))) & 0x7F) | 0x80);
      bytes[8] = static_cast<std::uint8_t>(value);
    } else {
      for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<std::uint8_t>(((value >> (7 * (length - 1 - i))) & 0x7F) |
                                             (i + 1 < length ? 0x80 : 0));
    }
    const auto read = read_varint(bytes, 0);
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->value == value);
    RC_ASSERT(read->bytes == length);
    RC_ASSERT(!read_varint(ByteView(bytes).first(length - 1), 0).has_value());
  }));
}
