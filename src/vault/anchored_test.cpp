// SPDX-License-Identifier: Apache-2.0
#include "test_anchors.h"

namespace manumit::vault {
namespace {

using namespace testing;

const std::vector<std::string> kParts{"she paid 900", "he kept the passport"};

struct Witnessed {
  Folder folder;
  Vault ours = new_vault(folder / "ours.mnv", 1);
  Vault sister = new_vault(folder / "sister.mnv", 2);
  Vault house = new_vault(folder / "house.mnv", 3);
  Compartment where = write_notes(ours, 2);

  EntryId write() {
    const Draft draft{where, EntryKind::filing, "she paid 900;he kept the passport;", kParts};
    const auto written = ours.append({&draft, 1});
    REQUIRE_MESSAGE(written.has_value(), (written ? "" : in_english(written.error())));
    return written->front();
  }
  void witnessed_by(Vault& witness, const Anchor& anchor, const std::string& as) {
    REQUIRE(ours.take_witness(witness.witness(anchor.line, "Invented Shelter", as).value().file));
  }
  Proofs prove(const std::vector<EntryId>& entries) {
    std::vector<ProofWish> wishes;
    for (const EntryId& entry : entries)
      wishes.push_back({entry, kParts, {0}});
    auto out = ours.prove(wishes);
    REQUIRE_MESSAGE(out.has_value(), (out ? "" : in_english(out.error())));
    for (const Proved& one : out->entries)
      REQUIRE(one.proof);
    return std::move(*out);
  }
};

std::vector<std::string> names_for(const Proofs& proofs, std::size_t entry) {
  const SeenCheckpoint last = seen(proofs.checkpoint).value();
  std::vector<std::string> out;
  for (const AnchoredAt& place : proofs.entries[entry].proof->anchored) {
    const AnchorVerdict verdict = check_anchor(proofs.anchors[place.anchor], last);
    REQUIRE(verdict.anchor);
    CHECK(stood_in(*proofs.entries[entry].proof, place, *verdict.anchor));
    out.push_back(verdict.anchor->witness ? verdict.anchor->witness->name : "paper");
  }
  // Each vault of the tests has a clock of its own.
  std::sort(out.begin(), out.end());
  return out;
}

TEST_CASE("each entry is led to the earliest state that each witness signed after it") {
  Witnessed made;
  const EntryId early = made.write();
  const Anchor first = must_note(made.ours);
  made.witnessed_by(made.sister, first, "Sister House");
  const EntryId late = made.write();
  const Anchor second = must_note(made.ours);
  made.witnessed_by(made.sister, second, "Sister House, later");
  made.witnessed_by(made.house, second, "Another House");
  const EntryId last = made.write();
  const Proofs proofs = made.prove({early, late, last});
  using Names = std::vector<std::string>;
  CHECK(names_for(proofs, 0) == Names{"Another House", "Sister House"});
  CHECK(names_for(proofs, 1) == Names{"Another House", "Sister House, later"});
  CHECK(names_for(proofs, 2).empty());
  CHECK(proofs.anchors.size() == 3);
  // What came later did not stand in the first state, whatever path is tried.
  const SeenCheckpoint end = seen(proofs.checkpoint).value();
  for (const ProvedAnchor& one : proofs.anchors) {
    const SeenAnchor before = check_anchor(one, end).anchor.value();
    if (before.line != first.line)
      continue;
    CHECK(before.witness->fingerprint == made.sister.summary().devices[0].fingerprint);
    for (const AnchoredAt& place : proofs.entries[1].proof->anchored)
      CHECK_FALSE(stood_in(*proofs.entries[1].proof, place, before));
    CHECK_FALSE(stood_in(*proofs.entries[2].proof, {0, proofs.entries[2].proof->to_chain}, before));
  }
}

TEST_CASE("a line that nobody signed goes along as one for paper, and once only") {
  Witnessed made;
  const EntryId early = made.write();
  const Anchor first = must_note(made.ours);
  const Anchor second = must_note(made.ours);
  CHECK(names_for(made.prove({early}), 0) == std::vector<std::string>{"paper"});
  made.witnessed_by(made.sister, second, "Sister House");
  CHECK(names_for(made.prove({early}), 0) == std::vector<std::string>{"Sister House", "paper"});
  made.witnessed_by(made.sister, first, "Sister House");
  // Her earliest word is of the later line, so the earlier line still goes along by itself.
  const std::vector<std::string> names = names_for(made.prove({early}), 0);
  CHECK(names == std::vector<std::string>{"Sister House", "paper"});
}

TEST_CASE("every changed byte of an anchor, and every hash of its path, breaks it") {
  Witnessed made;
  const EntryId early = made.write();
  made.write();
  made.witnessed_by(made.sister, must_note(made.ours), "Sister House");
  made.write();
  const Proofs proofs = made.prove({early});
  const SeenCheckpoint last = seen(proofs.checkpoint).value();
  REQUIRE(proofs.anchors.size() == 1);
  const ProvedAnchor sound = proofs.anchors[0];
  const EntryProof& entry = *proofs.entries[0].proof;
  const SeenAnchor anchor = check_anchor(sound, last).anchor.value();
  const auto breaks = [&](auto change) {
    ProvedAnchor changed = sound;
    change(changed);
    return !check_anchor(changed, last).anchor;
  };
  for (std::size_t i = 0; i < sound.checkpoint.body.size(); ++i)
    CHECK(breaks([&](ProvedAnchor& a) { a.checkpoint.body[i] ^= 1; }));
  for (std::size_t i = 0; i < sound.countersignature.size(); ++i)
    CHECK(breaks([&](ProvedAnchor& a) { a.countersignature[i] ^= 1; }));
  for (std::size_t i = 0; i < sound.salt.size(); ++i)
    CHECK(breaks([&](ProvedAnchor& a) { a.salt[i] ^= 1; }));
  for (std::size_t i = 0; i < 32; ++i)
    CHECK(breaks([&](ProvedAnchor& a) { a.checkpoint.by.key[i] ^= 1; }));
  for (std::size_t i = 0; i < entry.anchored[0].path.size(); ++i) {
    AnchoredAt place = entry.anchored[0];
    place.path[i][0] ^= 1;
    CHECK_FALSE(stood_in(entry, place, anchor));
  }
  AnchoredAt shorter = entry.anchored[0];
  shorter.path.pop_back();
  CHECK_FALSE(stood_in(entry, shorter, anchor));
  // Without its salt a line is another, and what the witness signed is no longer over it.
  ProvedAnchor other_salt = sound;
  other_salt.salt = {};
  CHECK(check_anchor(other_salt, last).fault == AnchorFault::line);
}

TEST_CASE("a state of another vault, and a witness from inside, vouch for nothing") {
  Witnessed made;
  const EntryId entry = made.write();
  made.witnessed_by(made.sister, must_note(made.ours), "Sister House");
  const Proofs proofs = made.prove({entry});
  const SeenCheckpoint last = seen(proofs.checkpoint).value();
  ProvedAnchor foreign = proofs.anchors[0];
  foreign.checkpoint = made.sister.prove({}).value().checkpoint;
  CHECK(check_anchor(foreign, last).fault == AnchorFault::vault);
  // As if the sister's device wrote in this vault.
  SeenCheckpoint with_sister = last;
  const AuthorId sister = made.sister.this_device();
  with_sister.chains.push_back({sister, 1, {}});
  CHECK(check_anchor(proofs.anchors[0], with_sister).fault == AnchorFault::own);
}

TEST_CASE("a state that the chains do not bear out is not given out as an anchor") {
  Folder folder;
  const auto file = folder / "a.mnv";
  EntryId entry;
  Compartment where;
  {
    Vault vault = new_vault(file);
    where = write_notes(vault, 2);
    const Draft draft{where, EntryKind::filing, "she paid 900;he kept the passport;", kParts};
    entry = vault.append({&draft, 1}).value().front();
  }
  CheckpointRow row;
  {
    const auto inside = open_inside(file, test_surroundings(5));
    Checkpoint said{.vault = inside->id,
                    .made_ms = inside->surroundings.now_ms(),
                    .chains = chain_ends(*inside).value()};
    for (ChainEnd& end : said.chains)
      end.root[0] ^= 1;
    row = sign_anything(*inside, said);
  }
  put_row(file, row);
  const Vault vault = open_again(file).value();
  const std::vector<ProofWish> wishes{{entry, kParts, {0}}};
  const Proofs proofs = vault.prove(wishes).value();
  REQUIRE(proofs.entries[0].proof);
  CHECK(proofs.anchors.empty());
  CHECK(proofs.entries[0].proof->anchored.empty());
}

}  // namespace
}  // namespace manumit::vault
