// SPDX-License-Identifier: Apache-2.0
//
// What comes into a dossier beside the chosen facts: files that the vault keeps, and the word of
// witnesses.
#include <algorithm>

#include "made_dossier.h"
#include "proof/check_dossier.h"

using namespace manumit;
using namespace manumit::exchange;
using namespace manumit::exchange::made;

namespace {

/// As a scan: more than one piece of the vault, each byte another than the one before.
std::string scan(std::size_t size) {
  std::string out(size, '\0');
  for (std::size_t i = 0; i < size; ++i)
    out[i] = static_cast<char>(i * 7 + i / 251);
  return out;
}

struct Kept : Made {
  casework::RecordId scanned;
  std::string bytes;
  std::vector<std::string> cited;  ///< the statement that cites the scan

  explicit Kept(std::size_t size = 3000) : bytes(scan(size)) {
    scanned = attach("Invented Persona, passport.PDF", bytes);
    Statement seen_in_it = said("screening.observation", std::string("an invented passport"));
    seen_in_it.source = scanned;
    cited = add(seen_in_it);
  }
  casework::RecordId attach(const std::string& name, const std::string& content,
                            const std::optional<casework::RecordId>& about = {}) {
    casework::FileToAttach file;
    file.case_id = case_id;
    file.name = name;
    file.title = "The passport";
    file.about = about;
    auto begun = book->begin_file(std::move(file));
    REQUIRE_MESSAGE(begun.has_value(), (begun ? "" : in_english(begun.error())));
    REQUIRE(book->put_file(*begun, bytes_of(content)));
    auto done = book->finish_file(std::move(*begun));
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : in_english(done.error())));
    return done->source.id;
  }
  casework::Source known(const casework::RecordId& id) {
    const auto of = book->open_case(case_id);
    REQUIRE(of);
    REQUIRE(of->source(id) != nullptr);
    return *of->source(id);
  }
  /// Puts the words about a source right.
  void say_anew(casework::Source words_of_it) {
    Filing filing;
    filing.case_id = case_id;
    filing.sources = {std::move(words_of_it)};
    file({std::move(filing)});
  }
  std::vector<std::string> observe_in(const casework::RecordId& id) {
    Statement out = said("screening.observation", std::string("an invented observation"));
    out.source = id;
    return add(std::move(out));
  }
  Result<DossierMade> make(const std::string& name, DossierWish wish) {
    wish.case_id = case_id;
    return write_dossier(*book, wish, words(), folder / name, vault::test_surroundings(9));
  }
  fs::path must_make(const std::string& name, DossierWish wish) {
    const auto made = make(name, std::move(wish));
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
    return folder / name;
  }
};

/// What does not hold, in one line.
std::string findings(const fs::path& folder) {
  std::string out;
  for (const proof::Finding& one : proof::check_dossier(folder).wrong) {
    out += one.code;
    for (const std::string& about : one.about)
      out += " " + about;
    out += ";";
  }
  return out;
}

/// A sister organisation with a vault of its own.
struct Sister {
  TestCasebook book{77};
  void witness(Made& made, const std::string& as) {
    const auto noted = made.book->office().note_state();
    REQUIRE(noted);
    const auto signed_by_her = book->office().witness(noted->line, "Invented Shelter", as);
    REQUIRE(signed_by_her);
    REQUIRE(made.book->office().take_witness(signed_by_her->file));
  }
};

}  // namespace

TEST_CASE("a file of the vault goes along if it was asked for, and is held against its source") {
  Kept made;
  const fs::path without = made.must_make("a", {.facts = made.cited});
  CHECK_FALSE(fs::exists(without / "files"));
  const fs::path with = made.must_make("b", {.facts = made.cited, .kept = {made.scanned}});
  CHECK(text_of(with / "files" / "1.pdf") == made.bytes);
  const auto report = proof::check_dossier(with);
  CHECK(report.wrong.empty());
  REQUIRE(report.attached.size() == 1);
  CHECK(report.attached[0].name == "files/1.pdf");
  CHECK(report.attached[0].source == 1);
  CHECK(report.attached[0].proved);
  const fs::path all = made.must_make("c", {.facts = made.cited, .all_kept = true});
  CHECK(text_of(all / "files" / "1.pdf") == made.bytes);
}

TEST_CASE("a file is streamed in pieces, and every changed byte of it is found and named") {
  Kept made(5 * vault::kFilePieceBytes + 12345);
  const fs::path folder = made.must_make("d", {.facts = made.cited, .all_kept = true});
  const fs::path file = folder / "files" / "1.pdf";
  CHECK(text_of(file) == made.bytes);
  for (const std::size_t at : {std::size_t{0}, vault::kFilePieceBytes, made.bytes.size() - 1}) {
    std::string changed = made.bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write(file, changed);
    const proof::Finding named{"changed", {"files/1.pdf"}};
    CHECK(proof::check_dossier(folder).wrong == std::vector<proof::Finding>{named});
  }
}

TEST_CASE("only files of the sources of the chosen facts go along") {
  Kept made;
  const auto other = made.attach("other.txt", "an invented letter to somebody else");
  const auto refused = made.make("a", {.facts = made.cited, .kept = {other}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Error::Kind::bad_input);
  CHECK_FALSE(fs::exists(made.folder / "a"));
  // The letter of the inspector was imported, so the vault keeps nothing of it.
  CHECK_FALSE(made.make("b", {.facts = {made.ids[1]}, .kept = {made.source}}));
  const fs::path all = made.must_make("c", {.facts = {made.ids[1]}, .all_kept = true});
  CHECK_FALSE(fs::exists(all / "files"));
}

TEST_CASE("the same file by its path and by its source goes along once") {
  Kept made;
  write(made.folder / "scan.pdf", made.bytes);
  const fs::path folder = made.must_make("d", {.facts = made.cited,
                                               .files = {made.folder / "scan.pdf"},
                                               .kept = {made.scanned, made.scanned}});
  CHECK(std::distance(fs::directory_iterator(folder / "files"), fs::directory_iterator()) == 1);
}

TEST_CASE("a file's own name is on the page, and in no dossier without identities") {
  Kept made;
  const fs::path with = made.must_make("a", {.facts = made.cited});
  const std::string name = "Invented Persona, passport.PDF";
  CHECK(text_of(with / "dossier.json").find(name) != std::string::npos);
  CHECK(text_of(with / "index.html").find(name) != std::string::npos);
  // No file goes along, and the fact says nothing of who somebody is: the source does.
  const auto refused = made.make("b", {.facts = made.cited, .without_identity = true});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what ==
        "source {0} says what its file is called or whose it is, which was to be left out");
  CHECK(refused.error().fills == std::vector<std::string>{"2", made.cited[0]});
  CHECK_FALSE(fs::exists(made.folder / "b"));
  CHECK_FALSE(made.make("c", {.facts = {}, .without_identity = true}));
  const auto elsewhere = made.add(made.said("screening.reason", std::string("an invented call")));
  const fs::path other = made.must_make("d", {.facts = elsewhere, .without_identity = true});
  CHECK(text_of(other / "dossier.json").find("Invented Persona") == std::string::npos);
}

TEST_CASE("a file that tells who somebody is does not go along without identities") {
  Kept made;
  const std::string card = "an invented identity card";
  const auto id = made.attach("card.txt", card, made.person);
  const auto cited = made.observe_in(id);
  // Its name is not in the last words about it: nothing but the file itself would tell.
  casework::Source nameless = made.known(id);
  nameless.kept.reset();
  made.say_anew(nameless);
  const fs::path without =
      made.must_make("a", {.facts = cited, .without_identity = true, .all_kept = true});
  CHECK_FALSE(fs::exists(without / "files"));
  CHECK(text_of(without / "dossier.json").find("card.txt") == std::string::npos);
  write(made.folder / "card.txt", card);
  for (const bool from_disk : {false, true}) {
    DossierWish wish{.facts = cited, .without_identity = true};
    if (from_disk)
      wish.files = {made.folder / "card.txt"};
    else
      wish.kept = {id};
    const auto refused = made.make("b", wish);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().what ==
          "a file that is to go along tells who somebody is, which was to be left out");
  }
  const fs::path with = made.must_make("c", {.facts = cited, .all_kept = true});
  CHECK(text_of(with / "files" / "1.txt") == card);
  CHECK(findings(with) == "");
}

TEST_CASE("a file whose source was put right goes along with the last words that name it") {
  Kept made;
  const casework::Source first = made.known(made.scanned);
  casework::Source later = first;
  later.title = "The first correction";
  later.kept.reset();
  later.file_hash.clear();
  made.say_anew(later);
  const fs::path a = made.must_make("a", {.facts = made.cited, .all_kept = true});
  CHECK(findings(a) == "");
  CHECK(text_of(a / "files" / "1.pdf") == made.bytes);
  // What the page says of a source is what is proved of it.
  CHECK(text_of(a / "index.html").find("The first correction") == std::string::npos);
  later = first;
  later.title = "The second correction";
  made.say_anew(later);
  DossierWish wish{.facts = made.cited, .all_kept = true};
  const fs::path b = made.must_make("b", wish);
  CHECK(findings(b) == "");
  CHECK(text_of(b / "index.html").find("The second correction") != std::string::npos);
  CHECK(text_of(b / "dossier.json").find("The second correction") != std::string::npos);
  wish.case_id = made.case_id;
  const auto zip = zip_dossier(*made.book, wish, words(), vault::test_surroundings(9));
  CHECK_MESSAGE(zip.has_value(), (zip ? "" : in_english(zip.error())));
}

TEST_CASE("the use log gets a line for the dossier and one for each file that went along") {
  Kept made;
  DossierWish wish{.facts = made.cited, .all_kept = true};
  wish.case_id = made.case_id;
  const auto zip = zip_dossier(*made.book, wish, words(), vault::test_surroundings(9));
  REQUIRE_MESSAGE(zip.has_value(), (zip ? "" : in_english(zip.error())));
  const std::vector<casework::Use> uses = uses_of(wish, zip->made());
  REQUIRE(uses.size() == 2);
  CHECK(uses[0].form == "dossier");
  CHECK(uses[1].form == "file");
  CHECK((uses[1].case_id == made.case_id));
  REQUIRE(uses[1].file.has_value());
  CHECK(to_hex(*uses[1].file) == made.known(made.scanned).file_hash);
  for (const casework::Use& one : uses)
    CHECK(made.book->note(one));
  CHECK(uses_of(wish, DossierMade()).size() == 1);
}

TEST_CASE("files that are too large for a zip are refused before one of them is read") {
  Kept made;
  std::vector<std::string> cited;
  for (const char digit : {'1', '2'}) {
    casework::Source large;
    large.file_hash = std::string(64, digit);
    large.id = casework::bound_source_id(made.case_id, large.file_hash, vault::kMostFileBytes);
    const auto place = made.book->office().new_file_compartment();
    REQUIRE(place);
    large.kept = casework::KeptAs{.compartment = *place,
                                  .about = {},
                                  .name = "",
                                  .size = vault::kMostFileBytes,
                                  .media_type = "video/mp4",
                                  .pages = {}};
    const auto id = large.id;
    made.say_anew(std::move(large));
    cited.push_back(made.observe_in(id)[0]);
  }
  DossierWish wish{.facts = cited, .all_kept = true};
  wish.case_id = made.case_id;
  std::size_t asked = 0;
  const auto refused = zip_dossier(*made.book, wish, words(), vault::test_surroundings(9),
                                   [&](std::uint64_t, std::uint64_t) {
                                     ++asked;
                                     return true;
                                   });
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what == StoredZip::too_large().what);
  CHECK(asked == 0);
}

TEST_CASE("whoever asks to stop while the sums of a zip are made is heard") {
  Kept made(2 * vault::kFilePieceBytes + 99);
  DossierWish wish{.facts = made.cited, .all_kept = true};
  wish.case_id = made.case_id;
  // The first reading counts pieces, the second one bytes.
  const std::uint64_t bytes = made.bytes.size();
  const auto stopped =
      zip_dossier(*made.book, wish, words(), vault::test_surroundings(9),
                  [&](std::uint64_t, std::uint64_t total) { return total != bytes; });
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().what == "stopped as you asked");
}

TEST_CASE("a zip with a file of the vault is read bit by bit, and holds when it is unpacked") {
  Kept made(2 * vault::kFilePieceBytes + 99);
  DossierWish wish{.facts = made.cited, .all_kept = true};
  wish.case_id = made.case_id;
  const auto zip = zip_dossier(*made.book, wish, words(), vault::test_surroundings(9));
  REQUIRE_MESSAGE(zip.has_value(), (zip ? "" : in_english(zip.error())));
  CHECK(zip->made().files == 1);
  write(made.folder / "d.zip", bytes_in(*zip, made.book->vault()));
  const std::string unpack = "cd '" + made.folder.string() + "' && python3 -m zipfile -e d.zip .";
  REQUIRE(std::system(unpack.c_str()) == 0);
  CHECK(findings(made.folder / "dossier") == "");
  CHECK(text_of(made.folder / "dossier/files/1.pdf") == made.bytes);
}

TEST_CASE("whom a witness vouches for is said, and of the rest that nobody does") {
  Kept made;
  Sister sister;
  sister.witness(made, "Sister House");
  const auto later = made.add(made.said("person.occupation", std::string("carpenter")));
  const fs::path folder = made.must_make("d", {.facts = {made.ids[1], later[0]}});
  const auto report = proof::check_dossier(folder);
  CHECK(report.wrong.empty());
  REQUIRE(report.anchors.size() == 1);
  CHECK(report.anchors[0].witness == "Sister House");
  CHECK(report.anchors[0].fingerprint == sister.book->vault().summary().devices[0].fingerprint);
  CHECK(report.anchors[0].line == made.book->vault().anchors()[0].line);
  std::vector<std::size_t> covered;
  for (const proof::SeenItem& item : report.items) {
    if (item.kind == "fact")
      covered.push_back(item.anchors.size());
  }
  CHECK(covered == std::vector<std::size_t>{1, 0});
  const std::string page = text_of(folder / "index.html");
  CHECK(page.find("dossier.before") != std::string::npos);
  CHECK(page.find("verify.not.when<") != std::string::npos);
  const std::string old = text_of(made.must_make("e", {.facts = {made.ids[1]}}) / "index.html");
  CHECK(old.find("verify.not.when_before") != std::string::npos);
}

TEST_CASE("without witnesses nothing of them is in a dossier") {
  Kept made;
  Sister sister;
  sister.witness(made, "Sister House");
  const fs::path folder = made.must_make("d", {.facts = {made.ids[1]}, .without_anchors = true});
  CHECK(proof::check_dossier(folder).anchors.empty());
  const std::string name = to_hex(bytes_of("Sister House"));
  CHECK(text_of(folder / "proofs.json").find(name) == std::string::npos);
  CHECK(text_of(made.must_make("e", {.facts = {made.ids[1]}}) / "proofs.json").find(name) !=
        std::string::npos);
}

// Kept for ever, beside dossier-first, which has neither files of a vault nor witnesses.
// MANUMIT_WRITE_GOLDEN=1 in the environment writes it anew; tools/verify_dossier_test.py forges it.
TEST_CASE("the golden dossier with a witness holds, and is made again to the byte") {
  const fs::path golden = fs::path(MANUMIT_SOURCE_DIR) / "tests" / "golden" / "dossier-witnessed";
  Kept made;
  Sister sister;
  sister.witness(made, "Sister House");
  REQUIRE(made.book->office().note_state());
  const auto later = made.add(made.said("screening.reason", std::string("an invented call")));
  REQUIRE(made.book->office().note_state());
  const fs::path folder =
      made.must_make("d", {.facts = {made.ids[1], made.cited[0], later[0]}, .all_kept = true});
  if (getenv("MANUMIT_WRITE_GOLDEN") != nullptr) {
    fs::remove_all(golden);
    fs::copy(folder, golden, fs::copy_options::recursive);
  }
  const auto report = proof::check_dossier(golden);
  CHECK(report.wrong.empty());
  CHECK(report.anchors.size() == 2);
  CHECK(report.attached.size() == 1);
  for (const char* name :
       {"dossier.json", "proofs.json", "index.html", "manifest.json", "files/1.pdf"})
    CHECK_MESSAGE(text_of(folder / name) == text_of(golden / name), name);
}
