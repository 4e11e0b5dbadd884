// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <random>

#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

TEST_CASE("a bundle may come twice, late and out of order: the entries are the same set") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  const Compartment notes = write_notes(director, 2, "first");
  const auto first = office.bundle(director, "lead");
  write_note(director, notes, "second");
  const auto second = office.bundle(director, "lead");
  const auto newest = lead.take_bundle(second).value();
  CHECK(newest.added == 3);
  CHECK(newest.from == "Test Member");
  CHECK(newest.keys == 1);
  const auto older = lead.take_bundle(first).value();
  CHECK(older.added == 0);
  CHECK(older.known == older.entries);
  CHECK(lead.take_bundle(second).value().added == 0);
  CHECK(texts(lead, notes) == std::vector<std::string>{"first 1", "first 2", "second"});
  CHECK(lead.summary().head_hash == director.summary().head_hash);
}

TEST_CASE("a bundle that is cut short or altered changes nothing, at whatever byte") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  write_notes(director, 300, "note");
  const auto file = office.bundle(director, "lead");
  const std::string whole = contents(file);
  REQUIRE(whole.size() > 3 * 65536);
  const std::uint64_t before = lead.entry_count();
  const auto other = office / "other.mnb";
  std::size_t cut = 0;
  std::size_t turned = 0;
  for (std::size_t length = 0; length < whole.size(); length += 1 + whole.size() / 97) {
    overwrite(other, whole.substr(0, length));
    const auto taken = lead.take_bundle(other);
    REQUIRE_FALSE(taken);
    CHECK_FALSE(taken.error().next.empty());
    ++cut;
  }
  std::mt19937 draw(7);
  for (int i = 0; i < 300; ++i) {
    std::string bytes = whole;
    const std::size_t at = i < 100 ? static_cast<std::size_t>(i) : draw() % bytes.size();
    bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << (draw() % 8)));
    overwrite(other, bytes);
    REQUIRE_FALSE(lead.take_bundle(other));
    ++turned;
  }
  MESSAGE("refused: ", cut, " cut short, ", turned, " with one bit turned");
  CHECK(lead.entry_count() == before);
  CHECK(lead.take_bundle(file).value().added == 300);
}

TEST_CASE(
    "a bundle for another member, another vault, or from outside is refused with its reason") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  Vault anna = office.admit(director, "anna", Role::case_worker);
  const auto for_anna = office.bundle(director, "anna");
  const auto not_hers = lead.take_bundle(for_anna);
  REQUIRE_FALSE(not_hers);
  CHECK(not_hers.error().what == "this bundle was made for another member");
  Vault other = new_vault(office / "other.mnv", 99);
  const auto foreign = other.take_bundle(for_anna);
  REQUIRE_FALSE(foreign);
  CHECK(foreign.error().what == "this bundle belongs to another vault");
  const auto nothing = lead.take_bundle(office / "not there.mnb");
  REQUIRE_FALSE(nothing);
  overwrite(office / "text.mnb", "a letter");
  const auto text = lead.take_bundle(office / "text.mnb");
  REQUIRE_FALSE(text);
  CHECK(text.error().what == "this is not a bundle of this program");
}

TEST_CASE("what was written at the same time stays side by side, and both copies are the same") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  const Compartment notes = write_notes(director, 1, "before");
  office.carry(director, lead);
  write_note(director, notes, "here");
  write_note(lead, notes, "there");
  office.carry(lead, director);
  office.carry(director, lead);
  CHECK(texts(director, notes).size() == 3);
  CHECK(texts(director, notes) == texts(lead, notes));
  CHECK(lead.summary().head_hash == director.summary().head_hash);
}

/// The contents of a row so far before the last are turned to noise: it is not passed on.
void maim(const std::filesystem::path& file, int before_last = 1) {
  auto database = Database::open(file, Database::Mode::write);
  REQUIRE(database->run("DROP TRIGGER entry_blanked_on_order"));
  REQUIRE(database->run("UPDATE entry SET ct=randomblob(528) WHERE n=(SELECT max(n)-" +
                        std::to_string(before_last) + " FROM entry)"));
  for (const SchemaPart& part : schema_of(FileKind::entries)) {
    if (part.name == "entry_blanked_on_order")
      REQUIRE(database->run(std::string(part.sql)));
  }
}

/// From Anna for Boris, without the director's last entry but one.
std::filesystem::path partial_for_boris(Office& office, const Vault& director, Vault anna) {
  office.carry(director, anna);
  static_cast<void>(Vault(std::move(anna)));
  maim(office.file_of("anna"));
  const Vault maimed = must_open(office.file_of("anna"), 77);
  const auto partial = office / "partial.mnb";
  const auto made = maimed.make_bundle(partial, member_called(maimed, "boris"));
  REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
  CHECK(made->left_out == 1);
  return partial;
}

TEST_CASE("an entry whose predecessor is not here waits, and finds its place when that comes") {
  Office office;
  Vault director = office.found();
  Vault boris = office.admit(director, "boris", Role::lead);
  Vault anna = office.admit(director, "anna", Role::lead);
  const Compartment notes = write_notes(director, 3, "note");
  const auto partial = partial_for_boris(office, director, std::move(anna));
  const auto first = boris.take_bundle(partial).value();
  CHECK(first.waiting == 1);
  CHECK(texts(boris, notes).size() == 1);
  const auto then = boris.take_bundle(office.bundle(director, "boris")).value();
  CHECK(then.released == 1);
  CHECK(then.waiting == 0);
  CHECK(texts(boris, notes).size() == 3);
  CHECK(boris.verify(1, {}).value().sound_throughout());
}

/// How many entries wait, and how many of them with their contents.
std::pair<std::string, std::string> waiting_in(const std::filesystem::path& file) {
  const auto database = Database::open(file, Database::Mode::read);
  REQUIRE(database);
  return {database->ask("SELECT count(*) FROM waiting").value(),
          database->ask("SELECT count(ct) FROM waiting").value()};
}

TEST_CASE("what waits under an erased tag keeps no contents, and finds its place without them") {
  for (const bool order_first : {false, true}) {
    CAPTURE(order_first);
    Office office;
    Vault director = office.found();
    Vault boris = office.admit(director, "boris", Role::lead);
    Vault anna = office.admit(director, "anna", Role::lead);
    const Compartment notes = write_notes(director, 1, "note");
    office.carry(director, boris);
    write_note(director, notes, "note 2");
    write_note(director, notes, "note 3");
    const auto partial = partial_for_boris(office, director, std::move(anna));
    if (!order_first) {
      CHECK(boris.take_bundle(partial).value().waiting == 1);
      CHECK(waiting_in(office.file_of("boris")) == std::pair<std::string, std::string>("1", "1"));
    }
    REQUIRE(boris.erase({&notes, 1}, "she asked for it"));
    if (order_first)
      CHECK(boris.take_bundle(partial).value().waiting == 1);
    CHECK(waiting_in(office.file_of("boris")) == std::pair<std::string, std::string>("1", "0"));
    const auto then = boris.take_bundle(office.bundle(director, "boris")).value();
    CHECK(then.released == 1);
    CHECK(then.waiting == 0);
    const Verdict verdict = boris.verify(1, {}).value();
    CHECK(verdict.sound_throughout());
    CHECK(verdict.erased == 3);
    office.carry(boris, director);
    CHECK(director.verify(1, {}).value().erased == 3);
    CHECK(boris.summary().head_hash == director.summary().head_hash);
  }
}

TEST_CASE("a bundle without the order by which something of it was erased blanks nothing") {
  Office office;
  Vault director = office.found();
  Vault boris = office.admit(director, "boris", Role::lead);
  Vault anna = office.admit(director, "anna", Role::lead);
  const Compartment notes = write_notes(director, 2, "note");
  const Compartment kept = write_notes(director, 1, "kept");
  REQUIRE(director.erase({&notes, 1}, "she asked for it"));
  office.carry(director, anna);
  static_cast<void>(Vault(std::move(anna)));
  // What the order hangs on is damaged there, so the order would wait. Behind it stands the vault's
  // new pair.
  maim(office.file_of("anna"), 2);
  const Vault maimed = must_open(office.file_of("anna"), 77);
  const std::uint64_t before = boris.entry_count();
  const auto taken = boris.take_bundle(office.bundle(maimed, "boris"));
  REQUIRE_FALSE(taken);
  CHECK(taken.error().what ==
        "this bundle leaves out the order by which something in it was erased");
  CHECK(boris.entry_count() == before);
  CHECK(boris.verify(1, {}).value().sound_throughout());
  office.carry(director, boris);
  CHECK(boris.take_bundle(office.bundle(maimed, "boris")).value().added == 0);
  const Verdict verdict = boris.verify(1, {}).value();
  CHECK(verdict.sound_throughout());
  CHECK(verdict.erased == 2);
  CHECK(texts(boris, kept).size() == 1);
}

TEST_CASE("a copied laptop: both branches are kept in any order, and it writes no more") {
  std::vector<std::string> heads;
  for (const bool here_first : {true, false}) {
    Office office;
    Vault director = office.found();
    Vault lead = office.admit(director, "lead", Role::lead);
    const Compartment notes = write_notes(lead, 2, "lead");
    static_cast<void>(Vault(std::move(lead)));
    // Somebody copies both files to another computer, and both go on.
    office.copy("lead", "clone");
    Vault here = must_open(office.file_of("lead"), 21);
    Vault there = must_open(office.file_of("clone"), 22);
    write_note(here, notes, "here");
    write_note(there, notes, "there 1");
    write_note(there, notes, "there 2");
    const auto from_here = office.bundle(here, "Test Member");
    const auto from_there = office.bundle(there, "Test Member");
    const auto one = director.take_bundle(here_first ? from_here : from_there).value();
    CHECK(one.forked.empty());
    const auto other = director.take_bundle(here_first ? from_there : from_here).value();
    CHECK(other.forked.size() == 1);
    CHECK(texts(director, notes).size() == 5);
    heads.push_back(director.summary().head_hash);
    const Verdict verdict = director.verify(1, {}).value();
    const auto forks = std::count_if(verdict.damages.begin(), verdict.damages.end(),
                                     [](const Damage& d) { return d.what == Damage::What::fork; });
    CHECK(forks == (here_first ? 2 : 1));
    CHECK(forks == static_cast<long>(verdict.damages.size()));
    CHECK_FALSE(director.read_only());
    write_note(director, notes, "the director goes on");
    // The laptop learns of it and is closed for writing; reading and merging go on.
    REQUIRE(here.take_bundle(office.bundle(director, "lead")));
    CHECK(here.read_only());
    CHECK(texts(here, notes).size() == 6);
    const Draft draft{notes, EntryKind::filing, "no further"};
    const auto refused = here.append({&draft, 1});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().what ==
          "nothing was saved: this device was copied, and two entries stand under one number");
  }
  CHECK(heads[0] == heads[1]);
}

TEST_CASE("what is erased here comes back by no bundle, and is erased wherever the order comes") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  const Compartment gone = write_notes(director, 2, "gone");
  const Compartment kept = write_notes(director, 1, "kept");
  office.carry(director, lead);
  const auto old = office.bundle(director, "lead");
  const auto erased = director.erase({&gone, 1}, "she asked for it");
  REQUIRE_MESSAGE(erased.has_value(), (erased ? "" : in_english(erased.error())));
  CHECK(erased->entries == 2);
  // The other laptop does not know of it yet and writes on.
  write_note(lead, gone, "too late");
  office.carry(lead, director);
  CHECK_FALSE(director.can_open(gone));
  CHECK(texts(director, gone).empty());
  const Verdict verdict = director.verify(1, {}).value();
  CHECK(verdict.sound_throughout());
  CHECK(verdict.erased == 3);
  office.carry(director, lead);
  CHECK_FALSE(lead.can_open(gone));
  CHECK(lead.verify(1, {}).value().erased == 3);
  CHECK(texts(lead, kept).size() == 1);
  // An old bundle, from before the order.
  REQUIRE(lead.take_bundle(old));
  CHECK_FALSE(lead.can_open(gone));
  CHECK(lead.verify(1, {}).value().sound_throughout());
  CHECK(lead.summary().head_hash == director.summary().head_hash);
  const Draft draft{gone, EntryKind::filing, "again"};
  CHECK_FALSE(lead.append({&draft, 1}));
}

/// Three laptops that know the same, and what they do by chance until they know the same again.
struct Gossip {
  Office office;
  std::vector<Vault> copies;
  Compartment notes;
  std::size_t written = 1;
  int merges = 0;

  Gossip() {
    copies.push_back(office.found());
    copies.push_back(office.admit(copies[0], "one", Role::lead));
    copies.push_back(office.admit(copies[0], "two", Role::lead));
    office.carry(copies[0], copies[1]);
    notes = write_notes(copies[0], 1, "note");
    for (std::size_t i = 1; i < 3; ++i)
      office.carry(copies[0], copies[i]);
  }
  void play(unsigned schedule) {
    std::mt19937 draw(schedule);
    for (int step = 0; step < 12; ++step) {
      const std::size_t who = draw() % 3;
      if (draw() % 2 == 0) {
        write_note(copies[who], notes, "note " + std::to_string(++written));
      } else {
        office.carry(copies[who], copies[(who + 1 + draw() % 2) % 3]);
        ++merges;
      }
    }
    // The third then has all, and gives it to the others.
    for (const auto& [from, to] : {std::pair{0, 1}, {1, 2}, {2, 0}, {2, 1}})
      office.carry(copies[static_cast<std::size_t>(from)], copies[static_cast<std::size_t>(to)]);
  }
  void must_agree() const {
    const auto all = texts(copies[0], notes);
    REQUIRE(all.size() == written);
    for (const Vault& copy : copies) {
      REQUIRE(texts(copy, notes) == all);
      REQUIRE(copy.summary().head_hash == copies[0].summary().head_hash);
    }
  }
};

TEST_CASE("three copies that gossip at random end at one head") {
  const unsigned schedules = long_tests() ? 1000 : 100;
  // Making an office costs as much as several schedules, and so does a long history.
  constexpr unsigned kOnOneOffice = 10;
  int merges = 0;
  for (unsigned first = 0; first < schedules; first += kOnOneOffice) {
    Gossip gossip;
    for (unsigned schedule = first; schedule < first + kOnOneOffice; ++schedule) {
      gossip.play(schedule);
      gossip.must_agree();
    }
    merges += gossip.merges;
  }
  MESSAGE("schedules: ", schedules, ", merges on the way: ", merges);
}

}  // namespace
}  // namespace manumit::vault
