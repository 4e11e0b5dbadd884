// SPDX-License-Identifier: Apache-2.0
//
// tests/golden/mnv1-first/ is a vault of the first version, kept for ever: every later version must
// open it. It was made from a fixed clock and fixed bytes, so making it again gives the same
// entries to the byte. MANUMIT_WRITE_GOLDEN=1 in the environment writes it anew; the files are
// then checked by tools/check_mnv1_vectors.py, which shares no code with this program.
#include <doctest/doctest.h>

#include <sstream>

#include "chain_ends.h"
#include "test_inside.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

const std::filesystem::path kGolden =
    std::filesystem::path(MANUMIT_SOURCE_DIR) / "tests" / "golden" / "mnv1-first";

struct Made {
  std::vector<Compartment> compartments;
  std::string head_hash;
};

/// Three compartments: circumstances, one person's identity, and one that is then erased.
Made make(const std::filesystem::path& file) {
  Made out;
  {
    auto vault = Vault::create(file, passphrase(), {"Test Member", "Test Device"},
                               KdfProfile::for_tests, test_surroundings(1));
    REQUIRE(vault);
    out.compartments = vault->new_compartments(3).value();
    const std::vector<Draft> drafts{
        {out.compartments[0], EntryKind::filing, R"({"note":"worked at a brick factory"})"},
        {out.compartments[1], EntryKind::filing, R"({"name":"Проба Пробова"})"},
        {out.compartments[0], EntryKind::filing, ""},
        {out.compartments[0], EntryKind::filing, std::string(1500, 'a')},
        {out.compartments[2], EntryKind::filing, R"({"name":"erased on order"})"},
        {out.compartments[0], EntryKind::release_spend, R"({"epsilon":"1/10"})"}};
    REQUIRE(vault->append(drafts));
  }
  erase_compartment(file, out.compartments[2], test_surroundings(2));
  const Vault vault = must_open(file, 3);
  out.head_hash = vault.summary().head_hash;
  return out;
}

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}
std::string hex(ByteView bytes) {
  return in_quotes(to_hex(bytes));
}

void write_field(std::ostream& out, const char* name, const std::string& value) {
  out << "  \"" << name << "\": " << value << ",\n";
}

void write_keys(std::ostream& out, const OpenVault& vault) {
  out << "  \"casekeys\": [\n";
  const auto keys = vault.key_file.keys().value();
  for (std::size_t i = 0; i < keys.rows.size(); ++i) {
    const WrappedKey& row = keys.rows[i];
    const bool is_vault_key = row.compartment == Compartment{};
    const ByteView key =
        is_vault_key ? vault.vault_key.view() : *vault.ring.find(row.compartment, row.epoch);
    out << "    {\"tag\": " << hex(row.compartment.bytes) << ", \"epoch\": " << row.epoch
        << ", \"recipient\": " << hex(row.recipient.bytes)
        << ",\n     \"ephemeral\": " << hex(row.ephemeral)
        << ",\n     \"nonce\": " << hex(row.nonce) << ",\n     \"wrapped\": " << hex(row.wrapped)
        << ",\n     \"crc\": " << hex(row_checksum(vault.id, row))
        << ",\n     \"key\": " << hex(key) << "}" << (i + 1 < keys.rows.size() ? "," : "") << "\n";
  }
  out << "  ],\n";
}

void write_entries(std::ostream& out, const OpenVault& vault) {
  out << "  \"entries\": [\n";
  auto reader = vault.readers->borrow().value();
  for (std::uint64_t n = 1; n <= vault.last_row; ++n) {
    const StoredRow row = reader.row(n);
    const Opened opened = open_entry(vault, row, nullptr);
    out << "    {\"n\": " << n << ", \"id\": " << hex(row.id())
        << ",\n     \"header\": " << hex(row.header()) << ",\n     \"sig\": " << hex(row.sig())
        << ",\n     \"crc\": " << hex(row.crc())
        << ",\n     \"ct\": " << (row.blank ? "null" : hex(row.ct()))
        << ",\n     \"kind\": " << static_cast<int>(opened.entry.kind)
        << ", \"written_ms\": " << opened.entry.written_ms
        << ",\n     \"body\": " << (row.blank ? "null" : hex(bytes_of(opened.entry.body))) << "}"
        << (n < vault.last_row ? "," : "") << "\n";
  }
  out << "  ],\n";
}

/// What the vault's device would sign a minute later; the golden vault itself has none.
void write_checkpoint(std::ostream& out, const OpenVault& vault) {
  const Checkpoint said{
      .vault = vault.id, .made_ms = 1'600'000'060'000, .chains = chain_ends(vault).value()};
  Bytes salt;
  for (std::size_t i = 0; i < kSaltBytes; ++i)
    salt.push_back(static_cast<std::uint8_t>(i));
  const Bytes body = encode(said);
  const Bytes message = checkpoint_message(body);
  write_field(out, "checkpoint", hex(body));
  write_field(out, "checkpoint_sig", hex(sign(vault.signing.view(), message)));
  write_field(out, "anchor_salt", hex(salt));
  out << "  \"anchor_line\": " << in_quotes(text_of(line_over(said, body, salt))) << "\n}\n";
}

/// Every secret and every intermediate value, so that another program can check each step.
std::string vectors_of(const std::filesystem::path& file) {
  const Summary summary = must_open(file, 5).summary();
  const auto vault = open_inside(file, test_surroundings(4));
  std::ostringstream out;
  out << "{\n";
  write_field(out, "about", in_quotes("Test vectors of the format MNV1: docs/formats/mnv1.md"));
  write_field(out, "passphrase", in_quotes(passphrase().reveal()));
  write_field(out, "vault_id", hex(vault->id.bytes));
  const Bytes body = vault->key_file.slots().value().front();
  const Slot slot = parse_slot(body).value();
  LockedBytes key(32);
  REQUIRE(stretch(passphrase().reveal(), slot.salt, slot.cost.passes, slot.cost.memory_bytes,
                  key.span()));
  write_field(out, "slot", hex(body));
  write_field(out, "slot_key", hex(key.view()));
  write_field(out, "member_id", hex(vault->secrets.member.bytes));
  write_field(out, "receiving_secret", hex(vault->secrets.receiving.view()));
  write_field(out, "receiving_public", hex(receiving_key(vault->secrets.receiving.view())));
  write_field(out, "signing_seed", hex(vault->secrets.signing_seed.view()));
  write_field(out, "signing_public", hex(vault->authors.at(vault->me)));
  write_field(out, "author_id", hex(vault->me.bytes));
  write_field(out, "registry", hex(vault->secrets.registry.bytes));
  write_field(out, "vault_key", hex(vault->vault_key.view()));
  write_field(out, "child_1_wrapping", hex(vault->wrapping.view()));
  write_field(out, "child_4_marking", hex(vault->marking.view()));
  write_keys(out, *vault);
  write_entries(out, *vault);
  write_field(out, "mark", hex(vault->key_file.mark().value()));
  write_field(out, "fingerprint_of_device", in_quotes(fingerprint(vault->authors.at(vault->me))));
  out << "  \"padding\": [";
  for (const std::size_t length : {0, 14, 512, 513, 1000, 1025, 1514, 65'550, 100'000})
    out << "[" << length << ", " << padded_size(length) << "], ";
  out << "[16777230, " << padded_size(16'777'230) << "]],\n";
  write_field(out, "head_hash", in_quotes(summary.head_hash));
  write_checkpoint(out, *vault);
  return out.str();
}

void write_golden() {
  std::filesystem::create_directories(kGolden);
  for (const auto& old : std::filesystem::directory_iterator(kGolden))
    std::filesystem::remove(old.path());
  const Folder folder;
  make(folder / "first.mnv");
  std::filesystem::copy_file(folder / "first.mnv", kGolden / "first.mnv");
  std::filesystem::copy_file(folder / "first.mnk", kGolden / "first.mnk");
  overwrite(kGolden / "passphrase.txt", passphrase().reveal() + "\n");
  overwrite(kGolden / "vectors.json", vectors_of(folder / "first.mnv"));
}

}  // namespace

TEST_CASE("the golden vault of the first version opens, verifies and says what it said") {
  if (getenv("MANUMIT_WRITE_GOLDEN") != nullptr)
    write_golden();
  const Folder folder;
  const auto file = copy_vault(kGolden / "first.mnv", folder, "first");
  CHECK(inspect(file).condition == Condition::intact);
  std::string words = contents(kGolden / "passphrase.txt");
  words.pop_back();
  const auto vault = Vault::open(file, Passphrase(std::move(words)), real_surroundings());
  REQUIRE(vault);
  CHECK(vault->found_at_opening().empty());
  const Verdict verdict = vault->verify(1, {}).value();
  CHECK(verdict.sound_throughout());
  CHECK(verdict.entries == 9);
  CHECK(verdict.erased == 1);
  const auto compartments = vault->compartments();
  REQUIRE(compartments.size() == 3);
  const auto circumstances = vault->read(compartments[0]).value();
  REQUIRE(circumstances.size() == 4);
  CHECK(circumstances[0].body == R"({"note":"worked at a brick factory"})");
  CHECK(circumstances[0].written_ms == 1'600'000'003'000);
  CHECK(circumstances[2].body == std::string(1500, 'a'));
  CHECK(vault->read(compartments[1]).value()[0].body == R"({"name":"Проба Пробова"})");
  CHECK(vault->read(compartments[2]).value().empty());
  CHECK_FALSE(vault->can_open(compartments[2]));
  CHECK(vault->summary().members[0].name == "Test Member");
}

TEST_CASE("the same clock and bytes give the golden vault's entries again to the byte") {
  const Folder folder;
  make(folder / "first.mnv");
  CHECK(vectors_of(folder / "first.mnv") == contents(kGolden / "vectors.json"));
}
