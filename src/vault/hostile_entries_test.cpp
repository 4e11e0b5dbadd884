// SPDX-License-Identifier: Apache-2.0
//
// Entries that a member made with a program of her own, rightly sealed and signed: what each lie in
// a header comes to. All of a bundle or nothing, and the vault verifies afterwards.
#include <algorithm>

#include "envelope.h"
#include "hostile_bundle.h"
#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

using Change = std::function<void(Header&)>;
using Entries = std::vector<BundledEntry>;

constexpr std::uint64_t kMaxLead = std::uint64_t{1} << 20;

EntryId some_id() {
  EntryId id;
  id.bytes.fill(0xAB);
  return id;
}

/// What became of bundles at the lead's.
struct Outcome {
  std::optional<Error> refused;  ///< the last of them
  MergeReport report;
  Verdict verdict;
  std::vector<Damage> at_opening;
  std::uint64_t more = 0;  ///< entries than before the first
};

/// A director, a lead, and a case worker, Anna, whose entries so far the lead has.
class Stage {
 public:
  /// With so many others admitted before them, which makes other names for their devices.
  explicit Stage(int others = 0) {
    {
      Vault director = office_.found();
      for (int i = 0; i < others; ++i)
        static_cast<void>(office_.admit(director, "other " + std::to_string(i), Role::lawyer));
      Vault lead = office_.admit(director, "lead", Role::lead);
      Vault vault = office_.admit(director, "anna", Role::case_worker);
      office_.carry(director, lead);
      office_.carry(director, vault);
      hers = write_notes(vault, 3, "anna");
      office_.carry(vault, lead);
      sound_ = office_.bundle(vault, "lead");
    }
    const auto lead = open_inside(office_.file_of("lead"), test_surroundings(31));
    recipient_ = receiving_key(lead->secrets.receiving.view());
    lead->read_only = true;
    anna = open_inside(office_.file_of("anna"), test_surroundings(32));
    anna->read_only = true;
    bundle_ = std::make_unique<HostileBundle>(sound_, lead->secrets.receiving.view());
  }

  /// Her next entry with these changes, sealed as it says and signed.
  [[nodiscard]] BundledEntry entry(const Change& change, std::int64_t written_ms = 1,
                                   EntryKind kind = EntryKind::filing,
                                   const std::string& body = "forged") const {
    const Head me = head();
    BundledEntry out;
    out.header =
        seal_entry(*anna, {me.seq + 1, me.id, anna->highest_lamport + 1}, hers, kind, body, 1)
            .header;
    change(out.header);
    const Bytes plain = pack(kind, written_ms, body);
    const auto key = anna->ring.newest(out.header.compartment);
    out.ct.resize(plain.size() + kTagBytes);
    seal(key ? key->second : anna->ring.newest(hers)->second, out.header.nonce,
         bound_part(encode(out.header)), plain, out.ct);
    HostileBundle::sign_anew(out, anna->signing.view());
    return out;
  }
  [[nodiscard]] static Change follows(const BundledEntry& before) {
    return [before](Header& header) {
      header.seq = before.header.seq + 1;
      header.prev = before.id;
      header.lamport = before.header.lamport + 1;
    };
  }
  [[nodiscard]] Head head() const {
    const auto mine = std::find_if(anna->heads.begin(), anna->heads.end(),
                                   [&](const Head& one) { return one.author == anna->me; });
    REQUIRE(mine != anna->heads.end());
    return *mine;
  }

  /// One bundle after the other, each with all that she wrote before and these.
  [[nodiscard]] Outcome taken(const std::vector<Entries>& bundles) {
    office_.copy("lead", "copy");
    Outcome out;
    {
      Vault lead = must_open(office_.file_of("copy"), 51);
      const std::uint64_t before = lead.entry_count();
      for (const Entries& more : bundles)
        take(lead, more, out);
      out.more = lead.entry_count() - before;
      // Whatever came, work goes on.
      write_notes(lead, 1, "on it goes");
    }
    const Vault lead = must_open(office_.file_of("copy"), 52);
    out.at_opening = lead.found_at_opening();
    CHECK_FALSE(lead.read_only());
    out.verdict = lead.verify(1, {}).value();
    const auto members = lead.summary().members;
    CHECK(std::count_if(members.begin(), members.end(),
                        [](const Member& one) { return one.role == Role::director; }) == 1);
    for (const Damage& damage : out.verdict.damages)
      CHECK_FALSE(damage.problem.next.empty());
    return out;
  }
  [[nodiscard]] Outcome taken(const BundledEntry& one) { return taken({Entries{one}}); }

  /// Refused for this reason; nothing is stored.
  void must_refuse(const BundledEntry& one, const std::string& why) {
    const Outcome out = taken(one);
    REQUIRE(out.refused);
    CHECK(out.refused->what == why);
    CHECK_FALSE(out.refused->next.empty());
    CHECK(out.more == 0);
    must_be_sound(out);
  }
  void must_let_wait(const BundledEntry& one) {
    const Outcome out = taken(one);
    REQUIRE_FALSE(out.refused);
    CHECK(out.report.waiting == 1);
    CHECK(out.more == 0);
    must_be_sound(out);
  }
  Outcome must_take(const BundledEntry& one) {
    Outcome out = taken(one);
    REQUIRE_MESSAGE(!out.refused, (out.refused ? in_english(*out.refused) : ""));
    CHECK(out.report.added == 1);
    CHECK(out.report.waiting == 0);
    return out;
  }
  static void must_be_sound(const Outcome& out) {
    CHECK(out.at_opening.empty());
    CHECK(out.verdict.sound_throughout());
  }

  std::unique_ptr<OpenVault> anna;
  Compartment hers;

 private:
  void take(Vault& lead, const Entries& more, Outcome& out) {
    Entries all = bundle_->entries();
    all.insert(all.end(), more.begin(), more.end());
    const auto file = office_ / "hostile.mnb";
    bundle_->write(file, all, anna->signing.view(), recipient_, test_surroundings(33));
    const std::uint64_t before = lead.entry_count();
    const auto taken = lead.take_bundle(file);
    if (taken)
      out.report = *taken;
    else
      CHECK(lead.entry_count() == before);
    out.refused = taken ? std::nullopt : std::optional(taken.error());
  }
  Office office_;
  std::filesystem::path sound_;
  std::unique_ptr<HostileBundle> bundle_;
  PublicKey recipient_{};
};

constexpr const char* kUnreadable = "the header of an entry in this bundle cannot be read";
constexpr const char* kFarBeyond =
    "an entry of this bundle is numbered far beyond all that came before";

std::string not_as_signed(const BundledEntry&) {
  return "an entry of this bundle is not what its author signed ({0})";
}

TEST_CASE(
    "hostile lamport numbers: up to the cap they count, beyond it and behind they are refused") {
  Stage stage;
  const std::uint64_t highest = stage.anna->highest_lamport;
  const auto with = [&](std::uint64_t lamport) {
    return stage.entry([&](Header& header) { header.lamport = lamport; });
  };
  stage.must_be_sound(stage.must_take(with(highest + kMaxLead)));
  stage.must_refuse(with(highest + kMaxLead + 1), kFarBeyond);
  stage.must_refuse(with(UINT64_MAX), kFarBeyond);
  stage.must_refuse(with(0), kUnreadable);
  for (const std::uint64_t behind : {std::uint64_t{1}, highest - 1, highest}) {
    const BundledEntry entry = with(behind);
    stage.must_refuse(entry, not_as_signed(entry));
  }
}

TEST_CASE("hostile numbers: none is refused, one that skips waits, a second one is a fork") {
  Stage stage;
  const Head me = stage.head();
  const auto with = [&](std::uint64_t seq, const EntryId& prev) {
    return stage.entry([&](Header& header) {
      header.seq = seq;
      header.prev = prev;
    });
  };
  stage.must_refuse(with(0, me.id), kUnreadable);
  stage.must_refuse(with(me.seq + 1, EntryId{}), kUnreadable);
  stage.must_refuse(with(1, me.id), kUnreadable);
  stage.must_let_wait(with(me.seq + 2, me.id));
  stage.must_let_wait(with(UINT64_MAX, me.id));
  stage.must_let_wait(with(me.seq + 1, some_id()));
}

TEST_CASE("a number that is taken: both entries stay, and her device is said to be copied") {
  Stage stage;
  const BundledEntry one = stage.entry([](Header&) {});
  const BundledEntry twin = stage.entry([](Header& header) { header.nonce[0] ^= 1; });
  for (const bool at_once : {true, false}) {
    const Outcome out =
        at_once ? stage.taken({{one, twin}}) : stage.taken({Entries{one}, Entries{twin}});
    REQUIRE_FALSE(out.refused);
    CHECK(out.report.forked == std::vector<AuthorId>{stage.anna->me});
    CHECK(out.more == 2);
  }
  // A first entry of hers once more, which would found another chain.
  const Outcome first = stage.taken(stage.entry([](Header& header) {
    header.seq = 1;
    header.prev = {};
  }));
  REQUIRE_FALSE(first.refused);
  CHECK(first.report.forked == std::vector<AuthorId>{stage.anna->me});
  // On a branch too an entry comes after the one before it.
  const auto late = stage.entry([&](Header& header) {
    Stage::follows(twin)(header);
    header.lamport = twin.header.lamport;
  });
  const Outcome behind = stage.taken({{one, twin}, {one, twin, late}});
  REQUIRE(behind.refused);
  CHECK(behind.more == 2);
}

TEST_CASE("hostile heads: what is not here is waited for, what cannot be is refused") {
  Stage stage;
  REQUIRE_FALSE(stage.entry([](Header&) {}).header.knew.empty());
  const auto with = [&](const Change& change) { return stage.entry(change); };
  stage.must_let_wait(with([](Header& header) { header.knew.back().id = some_id(); }));
  stage.must_let_wait(with([](Header& header) { header.knew.back().seq += 1000; }));
  stage.must_let_wait(with([](Header& header) { header.knew.back().seq = UINT64_MAX; }));
  stage.must_let_wait(with([](Header& header) { header.knew.back().author.bytes.fill(0xFF); }));
  // Herself: no entry can wait for one that hangs on it.
  stage.must_refuse(with([&](Header& header) { header.knew = {stage.head()}; }), kUnreadable);
  stage.must_refuse(with([](Header& header) { header.knew.back().seq = 0; }), kUnreadable);
  stage.must_refuse(with([](Header& header) { header.knew.push_back(header.knew.back()); }),
                    kUnreadable);
  stage.must_be_sound(stage.must_take(with([](Header& header) { header.knew.clear(); })));
}

TEST_CASE("a hostile author, vault or time: refused, refused, and only a claim") {
  Stage stage;
  AuthorId other;
  for (const Head& head : stage.anna->heads)
    other = head.author == stage.anna->me ? other : head.author;
  const auto as_another = stage.entry([&](Header& header) {
    header.author = other;
    header.knew.clear();
  });
  stage.must_refuse(as_another, not_as_signed(as_another));
  const auto as_nobody = stage.entry([](Header& header) { header.author.bytes.fill(7); });
  stage.must_refuse(as_nobody, not_as_signed(as_nobody));
  stage.must_refuse(stage.entry([](Header& header) { header.vault.bytes[0] ^= 1; }),
                    "an entry in this bundle belongs to another vault");
  for (const std::int64_t time : {INT64_MIN, std::int64_t{0}, INT64_MAX})
    stage.must_be_sound(stage.must_take(stage.entry([](Header&) {}, time)));
}

TEST_CASE("hostile keys: what does not open stays sealed or is named, with her entry's row") {
  Stage stage;
  stage.must_refuse(stage.entry([](Header& header) { header.epoch = 0; }), kUnreadable);
  const Outcome later = stage.must_take(stage.entry([](Header& header) {
    header.epoch = UINT32_MAX;
    header.key_commit.fill(9);
  }));
  CHECK(later.verdict.damages.empty());
  CHECK(later.verdict.sealed == 1);
  const Outcome false_key =
      stage.must_take(stage.entry([](Header& header) { header.key_commit.fill(9); }));
  REQUIRE(false_key.verdict.damages.size() == 1);
  CHECK(false_key.verdict.damages.front().row == false_key.verdict.entries - 1);
  // Of a tag that she made up the lead holds no key, and is told.
  for (const Compartment& tag : {Compartment{}, Compartment{{0x42}}}) {
    const Outcome out =
        stage.must_take(stage.entry([&](Header& header) { header.compartment = tag; }));
    CHECK(out.more == 1);
    CHECK(out.verdict.sound + out.verdict.damages.size() >= out.verdict.entries);
  }
}

TEST_CASE("a hostile first entry that nobody can read unseats no director") {
  // Of two entries at one moment that of the smaller name comes first.
  auto found = std::make_unique<Stage>();
  for (int others = 1; found->anna->founder < found->anna->me; ++others)
    found = std::make_unique<Stage>(others);
  Stage& stage = *found;
  const Outcome out = stage.must_take(stage.entry([&](Header& header) {
    header.compartment = stage.anna->secrets.registry;
    header.seq = 1;
    header.prev = {};
    header.knew.clear();
    header.lamport = 1;
    header.epoch = 77;
  }));
  CHECK(out.report.from == "anna");
}

TEST_CASE("hostile orders: a case worker erases nothing, admits nobody, and blanks nothing") {
  Stage stage;
  const Compartment registry = stage.anna->secrets.registry;
  const auto own = [&](EntryKind kind, const std::string& body) {
    return stage.entry([&](Header& header) { header.compartment = registry; }, 1, kind, body);
  };
  const Outcome erases = stage.taken(own(EntryKind::erase, encode(Erase{stage.hers, "to harm"})));
  REQUIRE_FALSE(erases.refused);
  CHECK(erases.verdict.erased == 0);
  const Outcome raises = stage.taken(
      own(EntryKind::set_role, encode(SetRole{stage.anna->secrets.member, Role::director, ""})));
  REQUIRE_FALSE(raises.refused);
  for (const Outcome* out : {&erases, &raises})
    CHECK_FALSE(out->at_opening.empty());
  BundledEntry blank = stage.entry([](Header&) {});
  blank.blank = true;
  blank.ct.clear();
  const Outcome nothing = stage.taken(blank);
  REQUIRE_FALSE(nothing.refused);
  CHECK(nothing.more == 0);
  CHECK(nothing.report.waiting == 0);
  Stage::must_be_sound(nothing);
}

TEST_CASE("what waits and turns out to be a lie does not stand in the way of what it waited for") {
  Stage stage;
  const BundledEntry sound = stage.entry([](Header&) {});
  const BundledEntry lie = stage.entry([&](Header& header) {
    Stage::follows(sound)(header);
    header.lamport = 1;
  });
  const Outcome out =
      stage.taken({Entries{lie}, Entries{sound}, Entries{stage.entry(Stage::follows(sound))}});
  REQUIRE_MESSAGE(!out.refused, (out.refused ? in_english(*out.refused) : ""));
  CHECK(out.report.waiting == 0);
  Stage::must_be_sound(out);
}

}  // namespace
}  // namespace manumit::vault
