// SPDX-License-Identifier: Apache-2.0
#include "test_anchors.h"

namespace manumit::vault {
namespace {

using namespace testing;

struct TwoOrganisations {
  Folder folder;
  Vault ours = new_vault(folder / "ours.mnv", 1);
  Vault sister = new_vault(folder / "sister.mnv", 2);
};

TEST_CASE("a sister organisation signs a line, and the anchor names it from then on") {
  TwoOrganisations two;
  write_notes(two.ours, 3);
  const Anchor noted = must_note(two.ours);
  const WitnessMade made =
      two.sister.witness(noted.line, "Invented Shelter", "Sister House").value();
  CHECK_FALSE(made.before);
  CHECK_FALSE(made.fewer);
  const Anchor anchored = two.ours.take_witness(made.file).value();
  CHECK(anchored.line == noted.line);
  REQUIRE(anchored.witnesses.size() == 1);
  CHECK(anchored.witnesses[0].name == "Sister House");
  CHECK(anchored.witnesses[0].at_ms == made.said.at_ms);
  CHECK(anchored.witnesses[0].fingerprint == two.sister.summary().devices[0].fingerprint);
  REQUIRE(two.ours.take_witness(made.file));
  REQUIRE(two.ours.anchors().size() == 1);
  CHECK(two.ours.anchors()[0].witnesses.size() == 1);
  CHECK(must_check(two.ours, noted.line).witnesses.size() == 1);
  const Verdict verdict = two.ours.verify(1, {}).value();
  CHECK(verdict.sound_throughout());
  CHECK(verdict.anchors == 1);
  CHECK(verdict.witnessed == 1);
}

TEST_CASE("the sister's vault answers what the last line was") {
  TwoOrganisations two;
  write_notes(two.ours, 3);
  const std::string first = must_note(two.ours).line;
  write_notes(two.ours, 3);
  const std::string second = must_note(two.ours).line;
  REQUIRE(two.sister.witness(first, "Invented Shelter", ""));
  const WitnessMade later = two.sister.witness(second, "Invented Shelter", "").value();
  REQUIRE(later.before);
  CHECK(later.before->line == first);
  REQUIRE(two.sister.witness(first, "Another", ""));
  REQUIRE(two.sister.witnessed().size() == 3);
  CHECK(two.sister.witnessed()[1].line == second);
  CHECK(two.sister.witnessed()[1].of == "Invented Shelter");
  CHECK(two.sister.verify(1, {}).value().sound_throughout());
}

TEST_CASE("the same line once more gives the same file and no second entry") {
  TwoOrganisations two;
  const std::string line = must_note(two.ours).line;
  const WitnessMade made = two.sister.witness(line, "Invented Shelter", "S").value();
  const std::uint64_t entries = two.sister.entry_count();
  CHECK(two.sister.witness(line, "Invented Shelter", "S").value().file == made.file);
  CHECK(two.sister.entry_count() == entries);
}

TEST_CASE("a line that counts fewer entries than the one before is told to the witness") {
  TwoOrganisations two;
  const std::string fewer = must_note(two.ours).line;
  write_notes(two.ours, 2);
  REQUIRE(two.sister.witness(must_note(two.ours).line, "Invented Shelter", ""));
  CHECK(two.sister.witness(fewer, "Invented Shelter", "").value().fewer);
}

TEST_CASE("a mistyped line is not witnessed, nor one of nobody") {
  TwoOrganisations two;
  std::string line = must_note(two.ours).line;
  CHECK_FALSE(two.sister.witness(line, "", ""));
  CHECK_FALSE(two.sister.witness(line, std::string(201, 'a'), ""));
  line.back() = line.back() == '7' ? '8' : '7';
  CHECK_FALSE(two.sister.witness(line, "Invented Shelter", ""));
  CHECK(two.sister.witnessed().empty());
}

TEST_CASE("a witness's file that was changed at any bit, cut or lengthened changes nothing") {
  TwoOrganisations two;
  const std::string line = must_note(two.ours).line;
  const Bytes file = two.sister.witness(line, "Invented Shelter", "Sister House").value().file;
  for (std::size_t i = 0; i < file.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      Bytes changed = file;
      changed[i] = static_cast<std::uint8_t>(changed[i] ^ (1 << bit));
      CHECK_FALSE(two.ours.take_witness(changed).has_value());
    }
    CHECK_FALSE(two.ours.take_witness(ByteView(file).first(i)).has_value());
  }
  Bytes longer = file;
  longer.push_back(0);
  CHECK_FALSE(two.ours.take_witness(longer).has_value());
  CHECK_FALSE(two.ours.take_witness(Bytes(5'000'000, 'M')).has_value());
  CHECK(two.ours.anchors()[0].witnesses.empty());
  CHECK(two.ours.take_witness(file).has_value());
}

TEST_CASE("a witness's file of another vault's line, and one by our own device, are refused") {
  TwoOrganisations two;
  must_note(two.ours);
  const std::string theirs = must_note(two.sister).line;
  Vault third = new_vault(two.folder / "third.mnv", 4);
  const auto strange = two.ours.take_witness(third.witness(theirs, "Sister", "").value().file);
  REQUIRE_FALSE(strange.has_value());
  CHECK(strange.error().kind == Error::Kind::not_found);
  const std::string own = must_note(two.ours).line;
  const auto self = two.ours.take_witness(two.ours.witness(own, "ourselves", "").value().file);
  REQUIRE_FALSE(self.has_value());
  CHECK(self.error().kind == Error::Kind::not_allowed);
}

TEST_CASE("bundles carry what witnesses signed, and lines that were witnessed") {
  Office office;
  Vault director = office.found();
  write_notes(director, 2);
  Vault anna = office.admit(director, "anna", Role::case_worker);
  Vault sister = new_vault(office / "sister.mnv", 4);
  const std::string line = must_note(director).line;
  REQUIRE(director.take_witness(sister.witness(line, "Invented Shelter", "S").value().file));
  CHECK(office.carry(director, anna).anchors == 2);
  REQUIRE(anna.anchors().size() == 1);
  CHECK(anna.anchors()[0].witnesses.size() == 1);
  // A case worker can be the one who answers the telephone.
  REQUIRE(anna.witness(must_note(sister).line, "Sister House", ""));
  office.carry(anna, director);
  REQUIRE(director.witnessed().size() == 1);
  CHECK(director.witnessed()[0].of == "Sister House");
}

}  // namespace
}  // namespace manumit::vault
