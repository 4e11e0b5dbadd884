// SPDX-License-Identifier: Apache-2.0
#include "vault/proof.h"

#include "parts.h"
#include "test_inside.h"
#include "test_office.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

const std::vector<std::string> kParts{"she paid 900", "he kept the passport", "a call, 3 May"};

EntryId write(Vault& vault, const Compartment& where, const std::vector<std::string>& parts) {
  std::string body;
  for (const std::string& part : parts)
    body += part + ";";
  const Draft draft{where, EntryKind::filing, body, parts};
  const auto written = vault.append({&draft, 1});
  REQUIRE_MESSAGE(written.has_value(), (written ? "" : in_english(written.error())));
  return written->front();
}

Proofs must_prove(const Vault& vault, const std::vector<ProofWish>& wishes) {
  auto proofs = vault.prove(wishes);
  REQUIRE_MESSAGE(proofs.has_value(), (proofs ? "" : in_english(proofs.error())));
  REQUIRE(proofs->entries.size() == wishes.size());
  return std::move(*proofs);
}

/// A vault with some entries before and after the one that is proved.
struct Written {
  Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  Compartment where = write_notes(vault, 3);
  EntryId entry = write(vault, where, kParts);
  Written() { write_notes(vault, 4); }
};

Nonce nonce_in(const EntryProof& proof) {
  return parse_header(proof.header).value().nonce;
}

}  // namespace

TEST_CASE("a chosen part is proved to an outsider, with its author, its time and its place") {
  Written made;
  const Proofs proofs = must_prove(made.vault, {{made.entry, kParts, {1}}});
  const auto checkpoint = seen(proofs.checkpoint);
  REQUIRE(checkpoint);
  CHECK(checkpoint->vault == made.vault.summary().id);
  const EntryProof& proof = proofs.entries[0].proof.value();
  const EntryVerdict verdict = check_entry(proof, *checkpoint);
  REQUIRE(verdict.entry);
  CHECK(verdict.entry->id == made.entry);
  CHECK(proof.written_ms == made.vault.read(made.where).value().back().written_ms);
  CHECK(proof.leaves == kParts.size() + 2);
  REQUIRE(proof.parts.size() == 1);
  CHECK(commits_to(proof, proof.parts[0], kParts[1]));
  CHECK_FALSE(commits_to(proof, proof.parts[0], kParts[0]));
  CHECK(print_of_device(proof.author.key) == made.vault.summary().devices[0].fingerprint);
}

TEST_CASE(
    "nothing of a part that was not chosen is in a proof, not even what would let it be guessed") {
  Written made;
  const EntryProof proof =
      must_prove(made.vault, {{made.entry, kParts, {0}}}).entries[0].proof.value();
  // Whoever guesses the words of the second part finds no leaf in the proof that confirms the
  // guess: its salt is not there, and a known salt does not fit.
  const Hash32 guessed = part_leaf(proof.parts[0].salt, bytes_of(kParts[1]));
  const Hash32 unsalted = part_leaf(Hash32{}, bytes_of(kParts[1]));
  for (const auto* path : {&proof.parts[0].path, &proof.claim.path}) {
    CHECK(std::find(path->begin(), path->end(), guessed) == path->end());
    CHECK(std::find(path->begin(), path->end(), unsalted) == path->end());
  }
  CHECK(proof.parts[0].salt != proof.claim.salt);
}

TEST_CASE("every changed byte of a proof breaks it") {
  Written made;
  const Proofs proofs = must_prove(made.vault, {{made.entry, kParts, {2}}});
  const SeenCheckpoint checkpoint = seen(proofs.checkpoint).value();
  const EntryProof sound = proofs.entries[0].proof.value();
  const auto holds = [&](const EntryProof& proof) {
    return check_entry(proof, checkpoint).entry.has_value() &&
           commits_to(proof, proof.parts[0], kParts[2]);
  };
  REQUIRE(holds(sound));
  const auto breaks = [&](auto change) {
    EntryProof changed = sound;
    change(changed);
    return !holds(changed);
  };
  for (std::size_t i = 0; i < sound.header.size(); ++i)
    CHECK(breaks([&](EntryProof& p) { p.header[i] ^= 1; }));
  for (std::size_t i = 0; i < 64; ++i)
    CHECK(breaks([&](EntryProof& p) { p.author.signature[i] ^= 1; }));
  for (std::size_t i = 0; i < 32; ++i) {
    CHECK(breaks([&](EntryProof& p) { p.author.key[i] ^= 1; }));
    CHECK(breaks([&](EntryProof& p) { p.claim.salt[i] ^= 1; }));
    CHECK(breaks([&](EntryProof& p) { p.parts[0].salt[i] ^= 1; }));
  }
  for (std::size_t i = 0; i < sound.to_chain.size(); ++i)
    CHECK(breaks([&](EntryProof& p) { p.to_chain[i][7] ^= 1; }));
  CHECK(breaks([](EntryProof& p) { p.written_ms += 1; }));
  CHECK(breaks([](EntryProof& p) { p.kind = EntryKind::link_decision; }));
  CHECK(breaks([](EntryProof& p) { p.leaves += 1; }));
  CHECK(breaks([](EntryProof& p) { p.parts[0].leaf -= 1; }));
  CHECK(breaks([](EntryProof& p) { p.parts[0].path.pop_back(); }));
  CHECK(breaks([](EntryProof& p) { p.parts[0].path.resize(100'000); }));
}

TEST_CASE("every changed byte of a checkpoint breaks its signature") {
  Written made;
  const SignedCheckpoint sound = must_prove(made.vault, {}).checkpoint;
  for (std::size_t i = 0; i < sound.body.size(); ++i) {
    SignedCheckpoint changed = sound;
    changed.body[i] ^= 0x10;
    CHECK_FALSE(seen(changed));
  }
  SignedCheckpoint other = sound;
  other.by.key[3] ^= 1;
  CHECK_FALSE(seen(other));
}

TEST_CASE("the whole text and the claim are no parts") {
  Written made;
  const EntryProof proof =
      must_prove(made.vault, {{made.entry, kParts, {0}}}).entries[0].proof.value();
  const Bytes claim = claim_text(proof.kind, proof.written_ms);
  const std::string text(claim.begin(), claim.end());
  CHECK_FALSE(commits_to(proof, proof.claim, text));
}

TEST_CASE("what was written before parts, or is told with other parts, has no proof and says so") {
  Written made;
  const Entry old = made.vault.read(made.where).value().front();
  const Proofs proofs = must_prove(made.vault, {{old.id, {old.body}, {0}},
                                                {made.entry, {"other", "parts", "here"}, {0}},
                                                {EntryId{}, kParts, {0}}});
  CHECK_FALSE(proofs.entries[0].proof);
  CHECK(proofs.entries[0].why == NoProof::before_parts);
  CHECK(proofs.entries[1].why == NoProof::before_parts);
  CHECK(proofs.entries[2].why == NoProof::not_here);
}

TEST_CASE("a proof of another vault does not hold under this one's checkpoint") {
  Written made;
  const Folder folder;
  Vault other = new_vault(folder / "b.mnv", 77);
  const EntryId theirs = write(other, write_notes(other, 1), kParts);
  const EntryProof proof = must_prove(other, {{theirs, kParts, {0}}}).entries[0].proof.value();
  const SeenCheckpoint ours = seen(must_prove(made.vault, {}).checkpoint).value();
  const EntryVerdict verdict = check_entry(proof, ours);
  CHECK_FALSE(verdict.entry);
  CHECK(verdict.fault == ProofFault::header);
}

TEST_CASE("an entry that the checkpoint does not cover is not proved") {
  Written made;
  const SeenCheckpoint before = seen(must_prove(made.vault, {}).checkpoint).value();
  const EntryId late = write(made.vault, made.where, kParts);
  const EntryProof proof = must_prove(made.vault, {{late, kParts, {0}}}).entries[0].proof.value();
  CHECK(check_entry(proof, before).fault == ProofFault::chain);
}

TEST_CASE("the nonce commits: it differs with text, time, parts and place, and not with chance") {
  const Bytes key(32, 7), before(116, 1);
  const std::string text = "padded plain text";
  const auto nonce = [&](const std::string& plain, std::int64_t at, ByteView header,
                         const std::vector<std::string>& parts) {
    return nonce_of(commit(key, header, {bytes_of(plain), EntryKind::filing, at}, parts));
  };
  const Nonce first = nonce(text, 5, before, kParts);
  CHECK(nonce(text, 5, before, kParts) == first);
  CHECK(nonce("padded plain texU", 5, before, kParts) != first);
  CHECK(nonce(text, 6, before, kParts) != first);
  CHECK(nonce(text, 5, before, {"she paid 900"}) != first);
  const Bytes elsewhere(116, 2);
  CHECK(nonce(text, 5, elsewhere, kParts) != first);
}

TEST_CASE("two copies of one computer never seal two texts under one nonce") {
  // The copy has the same files and the same state of chance: only what is written differs.
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment where;
  {
    Vault vault = new_vault(file);
    where = write_notes(vault, 1);
  }
  const auto twin = copy_vault(file, folder, "twin");
  Vault one = must_open(file, 9);
  Vault two = must_open(twin, 9);
  const auto proof_of = [&](Vault& vault, const std::vector<std::string>& parts) {
    const EntryId entry = write(vault, where, parts);
    return must_prove(vault, {{entry, parts, {0}}}).entries[0].proof.value();
  };
  const EntryProof a = proof_of(one, {"she said yes"});
  const EntryProof b = proof_of(two, {"she said no "});
  CHECK(nonce_in(a) != nonce_in(b));
}

TEST_CASE("an entry with parts opens, verifies and travels like any other") {
  Written made;
  CHECK(made.vault.verify(1, {}).value().sound_throughout());
  CHECK(made.vault.read(made.where).value().back().body ==
        "she paid 900;he kept the passport;a call, 3 May;");
}

TEST_CASE("a manifest is signed by the device and by nobody else") {
  Written made;
  const std::string list = "a list of files";
  const DeviceSignature by = made.vault.sign_manifest(bytes_of(list));
  CHECK(manifest_signed(bytes_of(list), by));
  CHECK_FALSE(manifest_signed(bytes_of("a list of filet"), by));
  DeviceSignature other = by;
  other.signature[40] ^= 1;
  CHECK_FALSE(manifest_signed(bytes_of(list), other));
}
