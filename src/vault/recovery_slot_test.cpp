// SPDX-License-Identifier: Apache-2.0
#include "recovery_slot.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "shamir.h"
#include "test_inside.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

const VaultId kVault{{1, 2, 3}};
const Compartment kRegistry{{9, 8, 7}};

Bytes some_key(std::uint8_t fill = 0x5A) {
  start_crypto();
  return Bytes(32, fill);
}

Recovery made(std::uint64_t seed = 1, unsigned threshold = 3, unsigned total = 5) {
  auto out =
      make_recovery(kVault, some_key(), kRegistry, threshold, total, test_surroundings(seed));
  REQUIRE_MESSAGE(out.has_value(), (out ? "" : in_english(out.error())));
  return std::move(*out);
}

Share copy_of(const Share& share) {
  Share out;
  out.set = share.set;
  out.index = share.index;
  out.threshold = share.threshold;
  out.total = share.total;
  out.value.reveal() = share.value.reveal();
  return out;
}

/// The shares with these numbers.
std::vector<Share> chosen(const Recovery& recovery, const std::vector<unsigned>& indices) {
  std::vector<Share> out;
  for (const unsigned index : indices)
    out.push_back(copy_of(recovery.shares[index - 1]));
  return out;
}

bool opens(const RecoverySlot& slot, const std::vector<Share>& shares, ByteView key) {
  const auto recovered = open_recovery(slot, shares);
  if (!recovered)
    return false;
  CHECK(recovered->registry == kRegistry);
  return same(recovered->vault_key.view(), key);
}

Error refusal(const RecoverySlot& slot, const std::vector<Share>& shares) {
  const auto recovered = open_recovery(slot, shares);
  REQUIRE_FALSE(recovered);
  CHECK_FALSE(recovered.error().next.empty());
  return recovered.error();
}

/// With the checksum made to fit.
RecoverySlot forged(Bytes row) {
  row.resize(row.size() - 16);
  const Hash16 sum = hash16("mnv1-recslot", {row});
  row.insert(row.end(), sum.begin(), sum.end());
  const auto slot = parse_recovery(row);
  REQUIRE(slot);
  return *slot;
}

void put_row(const std::filesystem::path& vault_file, int number, ByteView row) {
  auto database = Database::open(key_file_of(vault_file), Database::Mode::write);
  REQUIRE(database);
  REQUIRE(database->run("INSERT INTO slot VALUES(" + std::to_string(number) + ", x'" + to_hex(row) +
                        "')"));
}

}  // namespace

TEST_CASE("recovery: every three of five shares open the vault key, in any order") {
  const Recovery recovery = made();
  unsigned opened = 0;
  for (unsigned a = 1; a <= 5; ++a)
    for (unsigned b = 1; b <= 5; ++b)
      for (unsigned c = 1; c <= 5; ++c)
        if (a != b && a != c && b != c)
          opened += opens(recovery.slot, chosen(recovery, {a, b, c}), some_key()) ? 1U : 0U;
  CHECK(opened == 60);
  CHECK(opens(recovery.slot, chosen(recovery, {5, 4, 3, 2, 1}), some_key()));
}

TEST_CASE("recovery: no two shares of three needed do, and it is said how many are missing") {
  const Recovery recovery = made();
  for (unsigned a = 1; a <= 5; ++a) {
    for (unsigned b = a + 1; b <= 5; ++b) {
      const Error error = refusal(recovery.slot, chosen(recovery, {a, b}));
      CHECK(error.kind == Error::Kind::not_allowed);
      CHECK(error.fills[0] == "3");
      CHECK(error.fills[1] == "1");
    }
  }
  CHECK(refusal(recovery.slot, {}).fills[1] == "3");
}

TEST_CASE("recovery: of all choices among five shares, three and more open, fewer never") {
  const Recovery recovery = made();
  unsigned opened = 0;
  unsigned refused = 0;
  for (unsigned choice = 0; choice < 32; ++choice) {
    std::vector<unsigned> numbers;
    for (unsigned share = 0; share < 5; ++share) {
      if ((choice >> share & 1U) != 0)
        numbers.push_back(share + 1);
    }
    CAPTURE(choice);
    if (numbers.size() >= 3) {
      CHECK(opens(recovery.slot, chosen(recovery, numbers), some_key()));
      ++opened;
    } else {
      CHECK(refusal(recovery.slot, chosen(recovery, numbers)).kind == Error::Kind::not_allowed);
      ++refused;
    }
  }
  CHECK(opened == 16);
  MESSAGE("choices among five shares: ", opened, " open, ", refused, " refused, none left out");
}

TEST_CASE("recovery: two shares of three cannot open it even for whoever leaves out the check") {
  const Recovery recovery = made();
  RecoverySlot lowered = recovery.slot;
  lowered.threshold = 2;
  auto shares = chosen(recovery, {1, 2});
  for (Share& share : shares)
    share.threshold = 2;
  for (const Share& share : shares)
    lowered.shares[share.index - 1] = share_hash(share);
  CHECK(refusal(lowered, shares).kind == Error::Kind::damaged);
}

TEST_CASE("recovery: each altered share is named, whatever was altered") {
  const Recovery recovery = made();
  for (unsigned wrong = 1; wrong <= 3; ++wrong) {
    for (std::size_t byte = 0; byte < 32; ++byte) {
      auto shares = chosen(recovery, {1, 2, 3});
      shares[wrong - 1].value.reveal()[byte] ^= 0x10;
      const Error error = refusal(recovery.slot, shares);
      CHECK(error.what.find("was altered, or belongs to another vault") != std::string::npos);
      CHECK(error.fills == std::vector<std::string>{std::to_string(wrong)});
    }
  }
  // A paper whose number was changed, or how many are needed.
  auto shares = chosen(recovery, {1, 2, 3});
  shares[1].index = 4;
  CHECK(refusal(recovery.slot, shares).fills.front() == "4");
  shares = chosen(recovery, {1, 2, 3});
  shares[2].threshold = 2;
  CHECK(refusal(recovery.slot, shares).fills.front() == "3");
}

TEST_CASE("recovery: a share of another set is named, and both sets") {
  const Recovery recovery = made(1);
  const Recovery other = made(2);
  auto shares = chosen(recovery, {1, 2});
  shares.push_back(copy_of(other.shares[4]));
  const Error error = refusal(recovery.slot, shares);
  CHECK(error.what.find("belongs to another set") != std::string::npos);
  CHECK(error.fills ==
        std::vector<std::string>{"5", set_name(other.shares[0]), set_name(recovery.shares[0])});
}

TEST_CASE("recovery: a share of another vault is seen even if its set has the same number") {
  const Recovery recovery = made(1);
  const Recovery other = made(2);
  auto shares = chosen(recovery, {1, 2});
  shares.push_back(copy_of(other.shares[2]));
  shares.back().set = recovery.slot.set;
  CHECK(refusal(recovery.slot, shares).fills == std::vector<std::string>{"3"});
}

TEST_CASE("recovery: the same share twice counts once") {
  const Recovery recovery = made();
  const Error error = refusal(recovery.slot, chosen(recovery, {2, 4, 2}));
  CHECK(error.kind == Error::Kind::bad_input);
  CHECK(error.fills == std::vector<std::string>{"2"});
}

TEST_CASE("recovery: numbers that make no sense are refused") {
  for (const auto& [threshold, total] :
       std::vector<std::pair<unsigned, unsigned>>{{1, 3}, {4, 3}, {2, 17}, {0, 0}, {258, 259}})
    CHECK_FALSE(
        make_recovery(kVault, some_key(), kRegistry, threshold, total, test_surroundings(1)));
  const Recovery most = made(3, 16, 16);
  CHECK(opens(most.slot, most.shares, some_key()));
}

TEST_CASE("recovery: the row is read back as written, and each damaged byte is called damage") {
  const Recovery recovery = made();
  const Bytes row = encode(recovery.slot);
  CHECK(row.size() == 317);
  const auto back = parse_recovery(row);
  REQUIRE(back);
  CHECK(encode(*back) == row);
  CHECK(opens(*back, chosen(recovery, {1, 3, 5}), some_key()));
  for (std::size_t i = 0; i < row.size(); ++i) {
    Bytes wrong = row;
    wrong[i] ^= 0xFF;
    const auto read = parse_recovery(wrong);
    REQUIRE_FALSE(read);
    CHECK(read.error() == RecoveryTrouble::torn);
    CHECK(parse_slot(wrong).error() == SlotTrouble::torn);
  }
  for (std::size_t length = 0; length < row.size(); ++length)
    CHECK_FALSE(parse_recovery(ByteView(row).first(length)));
  CHECK(parse_slot(row).error() == SlotTrouble::recovery);
}

TEST_CASE("recovery: a row of a later form is told from damage") {
  Bytes row = encode(made().slot);
  row[6] = 2;
  row.resize(row.size() - 16);
  row.push_back(0);  // and longer, too
  const Hash16 sum = hash16("mnv1-recslot", {row});
  row.insert(row.end(), sum.begin(), sum.end());
  CHECK(parse_recovery(row).error() == RecoveryTrouble::newer);
  CHECK(parse_slot(row).error() == SlotTrouble::recovery);
}

TEST_CASE("recovery: a row changed by somebody who mends the checksum opens nothing") {
  const Recovery recovery = made();
  const Bytes row = encode(recovery.slot);
  const auto shares = chosen(recovery, {1, 2, 3});
  for (std::size_t i = 7; i + 16 < row.size(); ++i) {
    if (i == 26)  // how many shares there are: the row would have another length
      continue;
    Bytes wrong = row;
    wrong[i] ^= 0x01;
    const RecoverySlot slot = forged(wrong);
    // The hashes of shares 4 and 5 are not those of the shares given, but they are bound as well.
    CHECK_FALSE(open_recovery(slot, shares));
    // Up to the ephemeral key all is vouched for.
    const bool vouched = vouched_for(slot, some_key());
    CHECK(vouched == (i >= row.size() - 16 - 66 - 24 - 32));
  }
}

TEST_CASE("recovery: after the vault key was changed the same papers open the new one") {
  const Recovery recovery = made();
  const Bytes next = some_key(0x77);
  const auto renewed =
      renew_recovery(recovery.slot, some_key(), next, kRegistry, test_surroundings(5));
  REQUIRE(renewed);
  CHECK(opens(*renewed, chosen(recovery, {5, 1, 3}), next));
  CHECK(vouched_for(*renewed, next));
  CHECK_FALSE(vouched_for(*renewed, some_key()));
  CHECK(renewed->made_ms == recovery.slot.made_ms);
}

TEST_CASE("recovery: a set that was put in the file by somebody else is not renewed") {
  const Recovery recovery = made();
  // Made by whoever can write the file but has not the vault key.
  const auto theirs = make_recovery(kVault, some_key(0x13), kRegistry, 2, 2, test_surroundings(6));
  REQUIRE(theirs);
  RecoverySlot swapped = recovery.slot;
  swapped.receiving = theirs->slot.receiving;
  for (const RecoverySlot& slot : {theirs->slot, swapped}) {
    const auto renewed =
        renew_recovery(slot, some_key(), some_key(0x77), kRegistry, test_surroundings(7));
    REQUIRE_FALSE(renewed);
    CHECK(renewed.error().kind == Error::Kind::damaged);
  }
}

TEST_CASE("recovery: a vault with a set of shares opens by its passphrase as before") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 2);
  }
  Recovery recovery;
  Bytes key;
  Compartment registry;
  {
    const auto inside = open_inside(file, test_surroundings(8));
    key.assign(inside->vault_key.view().begin(), inside->vault_key.view().end());
    registry = inside->secrets.registry;
    recovery = make_recovery(inside->id, key, registry, 2, 3, test_surroundings(9)).value();
  }
  const Bytes row = encode(recovery.slot);
  Bytes torn = row;
  torn[40] ^= 1;
  // Before the passphrase's row, behind it, and one that is damaged.
  put_row(file, 0, row);
  put_row(file, 5, row);
  put_row(file, 6, torn);
  CHECK(inspect(file).condition == Condition::intact);
  {
    const Vault vault = must_open(file);
    CHECK(vault.found_at_opening().empty());
    CHECK(vault.read(notes).value().size() == 2);
  }
  CHECK_FALSE(Vault::open(file, passphrase("another passphrase"), test_surroundings(10)));
  const auto recovered = open_recovery(recovery.slot, chosen(recovery, {1, 3}));
  REQUIRE(recovered);
  CHECK(same(recovered->vault_key.view(), key));
  CHECK(recovered->registry == registry);
}
