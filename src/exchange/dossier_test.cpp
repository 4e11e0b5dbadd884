// SPDX-License-Identifier: Apache-2.0
#include "exchange/dossier.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "made_dossier.h"
#include "proof/check_dossier.h"

using namespace manumit;
using namespace manumit::exchange;
using namespace manumit::exchange::made;

namespace {

std::string everything_in(const fs::path& folder) {
  std::string out;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (file.is_regular_file())
      out += file.path().filename().string() + "\n" + text_of(file.path()) + "\n";
  }
  return out;
}

bool names(const proof::DossierReport& report, const std::string& file) {
  return std::any_of(report.wrong.begin(), report.wrong.end(), [&](const proof::Finding& found) {
    return !found.about.empty() && found.about[0] == file;
  });
}

}  // namespace

TEST_CASE("a dossier holds for an outsider, with every chosen fact proved") {
  Made made;
  const auto report = proof::check_dossier(made.must_write("d"));
  CHECK(report.wrong.empty());
  CHECK(report.count("fact", false) == 4);  // the case's number too
  CHECK(report.count("fact", true) == 4);
  CHECK(report.count("source", true) == 1);
  CHECK(report.count("subject", true) == 1);
  CHECK(report.signer == made.book->vault().summary().devices[0].fingerprint);
}

TEST_CASE("what was not chosen is nowhere in it, and neither is a hash that a guess would fit") {
  Made made;
  const fs::path folder = made.must_write("d", {made.ids[1]});
  const std::string all = everything_in(folder);
  CHECK(all.find("I lay bricks") != std::string::npos);
  for (const char* withheld : {"withheldword", "the withheld sentence", "Invented Persona"})
    CHECK(all.find(withheld) == std::string::npos);
  CHECK(proof::check_dossier(folder).count("fact", false) == 1);
  // The same withheld words in two cases: were anything of them in the dossiers, it would be in
  // both.
  CHECK(all.find(made.ids[2]) == std::string::npos);
}

TEST_CASE("without identities nobody is named") {
  Made made;
  const std::string all = everything_in(made.must_write("d", {}, true));
  CHECK(all.find("Invented Persona") == std::string::npos);
  CHECK(all.find("withheldword") != std::string::npos);
  const auto refused = made.write_to("e", {made.ids[0]}, true);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Error::Kind::bad_input);
}

TEST_CASE("every byte that is changed in any file is found, and the file is named") {
  Made made;
  write(made.folder / "letter.txt", kLetter);
  const fs::path folder = made.must_write("d", {made.ids[1]}, false, {made.folder / "letter.txt"});
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file())
      continue;
    const std::string name = fs::relative(file.path(), folder).string();
    const std::string sound = text_of(file.path());
    // Each flip costs a whole check; the other verifier's test and the long run flip them all.
    const std::size_t step = std::max<std::size_t>(1, sound.size() / 60);
    for (std::size_t at = 0; at < sound.size(); at += step) {
      std::string changed = sound;
      changed[at] = static_cast<char>(changed[at] ^ 0x20);
      write(file.path(), changed);
      const auto report = proof::check_dossier(folder);
      CHECK_MESSAGE(names(report, name), name << " byte " << at);
    }
    write(file.path(), sound);
  }
  CHECK(proof::check_dossier(folder).wrong.empty());
}

TEST_CASE("missing, added and linked files are named") {
  Made made;
  const fs::path folder = made.must_write("d");
  write(folder / "more.txt", "x");
  CHECK(names(proof::check_dossier(folder), "more.txt"));
  fs::remove(folder / "more.txt");
  fs::rename(folder / "index.html", made.folder / "index.html");
  CHECK(names(proof::check_dossier(folder), "index.html"));
  fs::create_symlink(made.folder / "index.html", folder / "index.html");
  CHECK(names(proof::check_dossier(folder), "index.html"));
  fs::remove(folder / "index.html");
  fs::rename(made.folder / "index.html", folder / "index.html");
  fs::remove(folder / "manifest.json");
  CHECK(proof::check_dossier(folder).wrong ==
        std::vector<proof::Finding>{{"missing", {"manifest.json"}}});
  CHECK_FALSE(proof::check_dossier(made.folder / "no such folder").wrong.empty());
}

TEST_CASE("a fact that was corrected goes out with its correction or not at all") {
  Made made;
  Statement correction = made.said("person.occupation", std::string("carpenter"));
  correction.replaces = {made.ids[1]};
  const auto corrected = made.add(correction);
  const auto refused = made.write_to("d", {made.ids[1]});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what == "statement {0} was corrected by {1}");
  CHECK_FALSE(fs::exists(made.folder / "d"));
  const std::string both =
      text_of(made.must_write("e", {made.ids[1], corrected[0]}) / "index.html");
  CHECK(both.find("dossier.corrected_by") != std::string::npos);
  // The correction alone is honest: it says itself that it corrects something.
  const std::string alone = text_of(made.must_write("f", {corrected[0]}) / "index.html");
  CHECK(alone.find("dossier.corrects_other") != std::string::npos);
  CHECK(alone.find("bricklayer") == std::string::npos);
}

TEST_CASE("what was taken back says so, with the reason and its proof") {
  Made made;
  Filing back;
  back.case_id = made.case_id;
  back.withdrawals = {{made.ids[1], "a slip of the pen"}};
  made.file({back});
  const fs::path folder = made.must_write("d", {made.ids[1]});
  CHECK(text_of(folder / "index.html").find("dossier.withdrawn") != std::string::npos);
  CHECK(proof::check_dossier(folder).count("withdrawal", true) == 1);
}

TEST_CASE("only files that a source names by their hash go along") {
  Made made;
  write(made.folder / "letter.PDF", kLetter);
  write(made.folder / "other.pdf", "another letter");
  const fs::path folder = made.must_write("d", {}, false, {made.folder / "letter.PDF"});
  CHECK(text_of(folder / "files" / "1.pdf") == kLetter);
  const auto refused = made.write_to("e", {}, false, {made.folder / "other.pdf"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Error::Kind::bad_input);
  CHECK_FALSE(fs::exists(made.folder / "e"));
}

TEST_CASE("nothing that is there is touched, and nothing unfinished stays") {
  Made made;
  fs::create_directory(made.folder / "d");
  write(made.folder / "d" / "mine.txt", "mine");
  const auto refused = made.write_to("d", {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Error::Kind::not_allowed);
  CHECK(text_of(made.folder / "d" / "mine.txt") == "mine");
  CHECK_FALSE(made.write_to("no such folder/d", {}));
  CHECK(std::distance(fs::directory_iterator(made.folder), fs::directory_iterator()) == 1);
}

TEST_CASE("a statement that is not in the case is no fact of its dossier") {
  Made made;
  const auto refused = made.write_to("d", {std::string(32, '0') + ":1"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Error::Kind::not_found);
}

namespace {

const fs::path kGolden = fs::path(MANUMIT_SOURCE_DIR) / "tests" / "golden" / "dossier-first";

/// Two facts of which one corrects the other, one that was taken back, a source with its file.
fs::path golden(Made& made) {
  Statement correction =
      made.said("person.occupation", std::string("carpenter"), "I am a carpenter");
  correction.replaces = {made.ids[1]};
  const auto corrected = made.add(correction);
  Filing back;
  back.case_id = made.case_id;
  back.withdrawals = {{made.ids[2], "she asked for it"}};
  made.file({back});
  write(made.folder / "letter.txt", kLetter);
  return made.must_write("d", {made.ids[1], made.ids[2], corrected[0]}, false,
                         {made.folder / "letter.txt"});
}

}  // namespace

// Kept for ever: every later version must find that it holds. MANUMIT_WRITE_GOLDEN=1 in the
// environment writes it anew. tools/verify_dossier_test.py changes each of its bytes.
TEST_CASE("the golden dossier holds, and is made again to the byte") {
  Made made;
  const fs::path folder = golden(made);
  if (getenv("MANUMIT_WRITE_GOLDEN") != nullptr) {
    fs::remove_all(kGolden);
    fs::copy(folder, kGolden, fs::copy_options::recursive);
  }
  const auto report = proof::check_dossier(kGolden);
  CHECK(report.wrong.empty());
  CHECK(report.count("fact", true) == 3);
  CHECK(report.count("withdrawal", true) == 1);
  for (const char* name : {"dossier.json", "proofs.json", "index.html", "manifest.json"})
    CHECK_MESSAGE(text_of(folder / name) == text_of(kGolden / name), name);
}

TEST_CASE("a zip holds the very files of the folder") {
  Made made;
  const auto zip =
      zip_dossier(*made.book, {.case_id = made.case_id, .facts = {made.ids[1]}, .files = {}},
                  words(), vault::test_surroundings(9));
  REQUIRE_MESSAGE(zip.has_value(), (zip ? "" : in_english(zip.error())));
  CHECK(zip->made().facts == 1);
  write(made.folder / "d.zip", bytes_in(*zip, made.book->vault()));
  const std::string unpack = "cd '" + made.folder.string() + "' && python3 -m zipfile -e d.zip .";
  REQUIRE(std::system(unpack.c_str()) == 0);
  CHECK(proof::check_dossier(made.folder / "dossier").wrong.empty());
}
