// SPDX-License-Identifier: Apache-2.0
#include "test_anchors.h"
#include "vault/salvage.h"

namespace manumit::vault {
namespace {

using namespace testing;
using What = LineAnswer::What;

TEST_CASE("a noted state is held by the copy that noted it, now and after more was written") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  write_notes(vault, 5);
  const Anchor noted = must_note(vault);
  CHECK(noted.entries == 7);
  CHECK(noted.member == "Test Member");
  CHECK(noted.device == "Test Device");
  CHECK(noted.line.size() <= 80);
  CHECK(must_check(vault, noted.line).what == What::held);
  write_notes(vault, 4);
  const LineAnswer later = must_check(vault, noted.line);
  CHECK(later.what == What::held);
  CHECK(later.made_ms == noted.made_ms);
  CHECK(later.here - later.line_entries == 4);
  const Anchor second = must_note(vault);
  CHECK(second.line != noted.line);
  REQUIRE(vault.anchors().size() == 2);
  CHECK(vault.anchors()[0].line == second.line);
  const Verdict verdict = vault.verify(1, {}).value();
  CHECK(verdict.sound_throughout());
  CHECK(verdict.anchors == 2);
  CHECK(verdict.anchored == 11);
  CHECK(verdict.anchored_ms == second.made_ms);
}

TEST_CASE("anchors outlive closing, and a changed vault key") {
  const Folder folder;
  std::string line;
  {
    Vault vault = new_vault(folder / "a.mnv");
    const Compartment gone = write_notes(vault, 2);
    line = must_note(vault).line;
    REQUIRE(vault.erase({&gone, 1}, "asked for it"));
    CHECK(must_check(vault, line).what == What::held);
  }
  const Vault vault = must_open(folder / "a.mnv");
  CHECK(vault.found_at_opening().empty());
  CHECK(must_check(vault, line).what == What::held);
  const Verdict keyless = check_without_key(folder / "a.mnv", 1, {}).value();
  CHECK(keyless.anchors == 1);
}

TEST_CASE("without an anchor nothing is claimed of the end") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  const Verdict verdict = vault.verify(1, {}).value();
  CHECK(verdict.anchors == 0);
  CHECK(verdict.anchored_ms == 0);
}

TEST_CASE("yesterday's files put back: the line says how many entries are missing at least") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  {
    Vault vault = new_vault(file);
    write_notes(vault, 3);
    must_note(vault);
  }
  const auto yesterday = copy_vault(file, folder, "yesterday");
  std::string line;
  {
    Vault vault = must_open(file);
    write_notes(vault, 14);
    line = must_note(vault).line;
  }
  const Vault old = must_open(yesterday, 77);
  CHECK(old.found_at_opening().empty());  // Nothing on this computer can know it.
  CHECK(old.verify(1, {}).value().sound_throughout());
  const LineAnswer answer = must_check(old, line);
  CHECK(answer.what == What::older);
  CHECK(answer.line_entries - answer.here == 14);
  CHECK(must_check(must_open(file), line).what == What::held);
  CHECK(check_line_without_key(yesterday, line).value().what == What::older);
}

/// A file of two devices, truncated behind a noted state, and the keys of before: what neither
/// mark nor chains can see.
struct CutOff {
  Office office;
  Vault director = office.found();
  Compartment notes = write_notes(director, 3);
  Vault anna = office.admit(director, "anna", Role::lead);
  std::string line;
  std::filesystem::path file = office.file_of("director");
  CutOff() {
    static_cast<void>(Vault(std::move(director)));
    std::filesystem::copy_file(key_file_of(file), office / "old.mnk");
    director = must_open(file, 31);
    const std::uint64_t before = director.entry_count();
    write_note(anna, notes, "anna's");
    write_note(anna, notes, "and another");
    write_note(anna, notes, "and a third");
    office.carry(anna, director);
    write_note(director, notes, "the director's");
    line = must_note(director).line;
    office.carry(director, anna);
    static_cast<void>(Vault(std::move(director)));
    past_the_guards(file, "DELETE FROM entry WHERE n > " + std::to_string(before));
    std::filesystem::copy_file(office / "old.mnk", key_file_of(file),
                               std::filesystem::copy_options::overwrite_existing);
    director = must_open(file, 32);
  }
};

TEST_CASE("truncated with the keys of before: rolled back, four entries missing, of whom") {
  CutOff cut;
  REQUIRE(cut.director.found_at_opening().size() == 1);
  CHECK(in_english(cut.director.found_at_opening()[0].problem).find("4 entries are missing") !=
        std::string::npos);
  CHECK(cut.director.read_only());
  const LineAnswer answer = must_check(cut.director, cut.line);
  CHECK(answer.what == What::rolled_back);
  REQUIRE(answer.missing.size() == 2);
  std::map<std::string, std::uint64_t> missing;
  for (const Behind& behind : answer.missing)
    missing[behind.member] = behind.entries;
  CHECK(missing["anna"] == 3);
  CHECK(missing["Test Member"] == 1);
  const Verdict verdict = cut.director.verify(1, {}).value();
  CHECK(findings_with(verdict, "4 entries") +
            findings_with(verdict, "{0} entries are missing that") ==
        1);
  CHECK(verdict.anchors == 0);
  CHECK_FALSE(check_without_key(cut.file, 1, {}).value().sound_throughout());
  CHECK(check_line_without_key(cut.file, cut.line).value().what == What::rolled_back);
  CHECK_FALSE(cut.director.note_state());
}

TEST_CASE("what was cut off comes back by a bundle, and writing goes on") {
  CutOff cut;
  cut.office.carry(cut.anna, cut.director);
  CHECK_FALSE(cut.director.read_only());
  CHECK(cut.director.found_at_opening().empty());
  CHECK(must_check(cut.director, cut.line).what == What::held);
  write_note(cut.director, cut.notes, "goes on");
  CHECK(cut.director.verify(1, {}).value().sound_throughout());
}

TEST_CASE("what was cut off can be given up: writing goes on, and the anchor goes on telling it") {
  CutOff cut;
  CHECK(cut.director.lacking().size() == 2);
  REQUIRE(cut.director.accept_loss());
  write_note(cut.director, cut.notes, "goes on");
  CHECK(must_check(cut.director, cut.line).what != What::held);
  static_cast<void>(Vault(std::move(cut.director)));
  cut.director = must_open(cut.file, 33);
  CHECK_FALSE(cut.director.read_only());
  CHECK_FALSE(cut.director.verify(1, {}).value().sound_throughout());
}

TEST_CASE("an insider who writes his whole history anew is found by the anchor") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  {
    Vault vault = new_vault(file);
    write_notes(vault, 3);
  }
  const auto anew = copy_vault(file, folder, "anew");
  CheckpointRow row;
  std::string line;
  {
    Vault vault = must_open(file);
    write_notes(vault, 5, "as it was");
    line = must_note(vault).line;
    vault = must_open(folder / "anew.mnv", 5);
    write_notes(vault, 6, "as he would have it");
  }
  {
    const auto inside = open_inside(file, test_surroundings(6));
    row = inside->states.at(0).row;
  }
  CHECK(check_without_key(anew, 1, {}).value().sound_throughout());
  put_row(anew, row);
  const Vault vault = must_open(anew, 7);
  CHECK(must_check(vault, line).what == What::rewritten);
  CHECK(findings_with(vault.verify(1, {}).value(), "wrote this history anew") == 1);
  CHECK(findings_with(check_without_key(anew, 1, {}).value(), "wrote this history anew") == 1);
  CHECK(check_line_without_key(anew, line).value().what == What::rewritten);
}

TEST_CASE("an insider who puts another entry into his own past and signs it: the tree is another") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  std::string line;
  {
    Vault vault = new_vault(file);
    write_notes(vault, 8);
    line = must_note(vault).line;
  }
  SealedEntry forged;
  {
    const auto inside = open_inside(file, test_surroundings(8));
    auto reader = inside->readers->borrow().value();
    const Header fifth = parse_header(reader.row(5).header()).value();
    forged = seal_entry(*inside, {fifth.seq, fifth.prev, fifth.lamport}, fifth.compartment,
                        EntryKind::filing, "something else", 1'600'000'000'000);
    inside->read_only = true;
  }
  const Hash16 crc = row_checksum(5, forged.id.bytes, forged.header_bytes, forged.sig);
  past_the_guards(file, "UPDATE entry SET id=x'" + to_hex(forged.id.bytes) + "', header=x'" +
                            to_hex(forged.header_bytes) + "', sig=x'" + to_hex(forged.sig) +
                            "', crc=x'" + to_hex(crc) + "', ct=x'" + to_hex(forged.sealed) +
                            "' WHERE n=5");
  const Verdict verdict = check_without_key(file, 1, {}).value();
  CHECK(findings_with(verdict, "wrote this history anew") == 1);
  CHECK(verdict.anchors == 0);
  CHECK(check_line_without_key(file, line).value().what == What::rewritten);
}

TEST_CASE("of a copied laptop both branches are vouched for, in whatever order they came") {
  Office office;
  Vault director = office.found();
  const Compartment notes = write_notes(director, 2);
  Vault other = office.admit(director, "other", Role::lead);
  Vault lead = office.admit(director, "lead", Role::lead);
  write_note(lead, notes, "before");
  static_cast<void>(Vault(std::move(lead)));
  office.copy("lead", "twin");
  lead = must_open(office.file_of("lead"), 61);
  Vault twin = must_open(office.file_of("twin"), 62);
  write_note(lead, notes, "one");
  write_note(twin, notes, "another");
  write_note(twin, notes, "and more");
  const std::string of_lead = must_note(lead).line;
  const std::string of_twin = must_note(twin).line;
  office.carry(lead, director);
  office.carry(twin, director);
  const std::string of_both = must_note(director).line;
  office.carry(twin, other);
  office.carry(lead, other);
  office.carry(director, other);
  for (const Vault* vault : {&director, &other}) {
    for (const std::string& line : {of_lead, of_twin, of_both})
      CHECK(must_check(*vault, line).what == What::held);
    CHECK(vault->verify(1, {}).value().anchors == 3);
    CHECK(findings_with(vault->verify(1, {}).value(), "anchor") == 0);
  }
}

TEST_CASE("bundles carry anchors: noted on one computer, known on the others, once") {
  Office office;
  Vault director = office.found();
  write_notes(director, 3);
  Vault anna = office.admit(director, "anna", Role::case_worker);
  Vault lead = office.admit(director, "lead", Role::lead);
  write_notes(anna, 2);
  const std::string line = must_note(anna).line;
  CHECK(must_check(anna, line).what == What::held);
  CHECK(must_check(director, line).what == What::unknown);
  CHECK(office.carry(anna, director).anchors == 1);
  CHECK(office.carry(anna, director).anchors == 0);
  CHECK(office.carry(director, lead).anchors == 1);
  for (const Vault* vault : {&director, &lead}) {
    CHECK(must_check(*vault, line).what == What::held);
    REQUIRE(vault->anchors().size() == 1);
    CHECK(vault->anchors()[0].member == "anna");
  }
  const Vault late = office.admit(director, "late", Role::analyst);
  CHECK(must_check(late, line).what == What::held);
}

TEST_CASE("a colleague's checkpoint that claims more than it can show changes nothing") {
  Office office;
  Vault director = office.found();
  const Compartment notes = write_notes(director, 3);
  Vault anna = office.admit(director, "anna", Role::lead);
  write_note(anna, notes, "anna's");
  static_cast<void>(Vault(std::move(anna)));
  std::vector<CheckpointRow> false_ones;
  {
    const auto inside = open_inside(office.file_of("anna"), test_surroundings(9));
    Checkpoint said{.vault = inside->id, .made_ms = 1, .chains = chain_ends(*inside).value()};
    for (ChainEnd& end : said.chains)
      end.head.seq += 100;
    false_ones.push_back(sign_anything(*inside, said));
    said.chains = chain_ends(*inside).value();
    said.chains.front().root.fill(7);
    false_ones.push_back(sign_anything(*inside, said));
    said.chains.front() = chain_ends(*inside).value().front();
    said.chains.front().head.id.bytes.fill(7);
    false_ones.push_back(sign_anything(*inside, said));
    said.chains = chain_ends(*inside).value();
    said.vault.bytes.fill(7);
    false_ones.push_back(sign_anything(*inside, said));
    false_ones.push_back(false_ones.front());
    false_ones.back().sig.fill(7);
  }
  for (const CheckpointRow& row : false_ones)
    put_row(office.file_of("anna"), row);
  anna = must_open(office.file_of("anna"), 10);
  const MergeReport report = office.carry(anna, director);
  CHECK(report.added == 1);
  CHECK(report.anchors == 0);
  CHECK(director.found_at_opening().empty());
  CHECK_FALSE(director.read_only());
  CHECK(director.anchors().empty());
  CHECK(director.verify(1, {}).value().sound_throughout());
}

TEST_CASE("what a revoked or unknown device notes counts for nothing") {
  Office office;
  Vault director = office.found();
  const Compartment notes = write_notes(director, 3);
  Vault anna = office.admit(director, "anna", Role::lead);
  write_note(anna, notes, "anna's");
  const std::string before = must_note(anna).line;
  office.carry(anna, director);
  REQUIRE(director.dismiss(member_called(director, "anna"), "laptop stolen"));
  // What she noted up to her last entry that counts, she noted.
  CHECK(must_check(director, before).what == What::held);
  write_note(anna, notes, "after that");
  const std::string after = must_note(anna).line;
  static_cast<void>(Vault(std::move(anna)));
  static_cast<void>(Vault(std::move(director)));
  CheckpointRow row;
  {
    const auto inside = open_inside(office.file_of("anna"), test_surroundings(11));
    row = inside->states.back().row;
  }
  const auto file = office.file_of("director");
  put_row(file, row);
  CheckpointRow unknown = row;
  unknown.author.bytes.fill(9);
  put_row(file, unknown);
  director = must_open(file, 12);
  CHECK(director.anchors().size() == 1);
  CHECK(must_check(director, after).what != What::held);
  CHECK(must_check(director, after).what != What::rolled_back);
  const Verdict verdict = director.verify(1, {}).value();
  CHECK(verdict.anchors == 1);
  CHECK(findings_with(verdict, "damaged or forged") == 1);
}

TEST_CASE("every changed byte of an anchor in the file is found, and the entries stay readable") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 2);
    must_note(vault);
  }
  for (const char* column : {"body", "author", "sig", "anchor"}) {
    const auto changed = copy_vault(file, folder, "changed");
    past_the_guards(changed, "UPDATE checkpoint SET " + std::string(column) + "=CAST(substr(" +
                                 column + ",1,length(" + column + ")-1) || x'00' AS BLOB)");
    const Verdict verdict = check_without_key(changed, 1, {}).value();
    CAPTURE(column);
    // Whoever changes the salt changes the line and nothing else.
    CHECK(verdict.sound_throughout() == (std::string(column) == "anchor"));
    const Vault vault = must_open(changed, 13);
    CHECK_FALSE(vault.read_only());
    CHECK(texts(vault, notes).size() == 2);
  }
  past_the_guards(file, "UPDATE checkpoint SET anchor_kind=0");
  CHECK_FALSE(check_without_key(file, 1, {}).value().sound_throughout());
}

TEST_CASE("a kind of anchor that a later version knows is left alone") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  {
    Vault vault = new_vault(file);
    must_note(vault);
  }
  past_the_guards(file, "UPDATE checkpoint SET anchor_kind=3, anchor=randomblob(5000)");
  CHECK(check_without_key(file, 1, {}).value().sound_throughout());
  CHECK(must_open(file).verify(1, {}).value().sound_throughout());
}

TEST_CASE("a salvage keeps anchors, and they still hold what they vouch for") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  std::string line;
  {
    Vault vault = new_vault(file);
    write_notes(vault, 6);
    line = must_note(vault).line;
  }
  std::string bytes = contents(file);
  bytes.replace(0, 4096, 4096, '\0');
  overwrite(folder / "broken.mnv", bytes);
  std::filesystem::copy_file(key_file_of(file), folder / "broken.mnk");
  const auto saved =
      salvage({.damaged = folder / "broken.mnv", .target = folder / "saved.mnv"}, {});
  REQUIRE(saved);
  CHECK(saved->checkpoints == 1);
  CHECK(saved->verdict.anchors == 1);
  CHECK(must_check(must_open(folder / "saved.mnv"), line).what == What::held);
}

TEST_CASE("a backup of a vault with anchors is sound, and has them") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  write_notes(vault, 2);
  const std::string line = must_note(vault).line;
  const auto made = vault.back_up({.entries_folder = folder.path()});
  REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
  CHECK(made->damages.empty());
  CHECK(check_line_without_key(made->files.entries, line).value().what == What::held);
}

}  // namespace
}  // namespace manumit::vault
