// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "schema.h"
#include "test_inside.h"

namespace manumit::vault::testing {

inline void write_note(Vault& vault, const Compartment& compartment, const std::string& text) {
  const Draft draft{compartment, EntryKind::filing, text};
  const auto written = vault.append({&draft, 1});
  REQUIRE_MESSAGE(written.has_value(), (written ? "" : in_english(written.error())));
}

inline std::vector<std::string> texts(const Vault& vault, const Compartment& compartment) {
  const auto entries = vault.read(compartment);
  REQUIRE_MESSAGE(entries.has_value(), (entries ? "" : in_english(entries.error())));
  std::vector<std::string> out;
  for (const Entry& entry : *entries)
    out.push_back(entry.body);
  return out;
}

inline MemberId member_called(const Vault& vault, const std::string& name) {
  for (const Member& member : vault.summary().members) {
    if (member.name == name)
      return member.id;
  }
  FAIL("no such member");
  return {};
}

/// Several laptops of one office: a folder for each, and a stick between them.
class Office {
 public:
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return folder_ / name;
  }
  [[nodiscard]] std::filesystem::path file_of(const std::string& who) const {
    return folder_ / (who + ".mnv");
  }
  Vault found() { return new_vault(file_of("director"), ++seed_); }

  /// Request, admission, first bundle.
  Vault admit(Vault& director, const std::string& name, Role role,
              const std::optional<MemberId>& again = {}) {
    const auto asked = Vault::ask_to_join(file_of(name), folder_ / (name + ".mnj"), passphrase(),
                                          {name, name + "'s laptop"}, KdfProfile::for_tests,
                                          test_surroundings(++seed_));
    REQUIRE_MESSAGE(asked.has_value(), (asked ? "" : in_english(asked.error())));
    const auto request = read_join_request(folder_ / (name + ".mnj"));
    REQUIRE(request);
    CHECK(request->fingerprint == asked->fingerprint);
    const auto member = director.admit(*request, role, again);
    REQUIRE_MESSAGE(member.has_value(), (member ? "" : in_english(member.error())));
    auto vault = Vault::join(file_of(name), bundle(director, *member), passphrase(),
                             test_surroundings(++seed_));
    REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
    return std::move(*vault);
  }

  std::filesystem::path bundle(const Vault& from, const MemberId& to) {
    const auto file = folder_ / ("b" + std::to_string(++bundles_) + ".mnb");
    const auto made = from.make_bundle(file, to);
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
    return file;
  }
  std::filesystem::path bundle(const Vault& from, const std::string& to) {
    return bundle(from, member_called(from, to));
  }

  /// A bundle from one to the other.
  MergeReport carry(const Vault& from, Vault& to) {
    const std::uint64_t before = to.entry_count();
    const auto taken = to.take_bundle(bundle(from, record_of(to)));
    REQUIRE_MESSAGE(taken.has_value(), (taken ? "" : in_english(taken.error())));
    CHECK(to.entry_count() >= before);
    return *taken;
  }

  /// A copy of both files of a closed vault, as of a whole disk.
  void copy(const std::string& from, const std::string& to) const {
    static_cast<void>(copy_vault(file_of(from), folder_, to));
  }

  /// The director's entries under the keys of `to`, as a thief with both would lay them together.
  Vault director_under_keys_of(Vault to) {
    const auto theirs = folder_ / "thief.mnv";
    const std::string name = name_of(to);
    static_cast<void>(Vault(std::move(to)));
    std::filesystem::copy_file(key_file_of(file_of(name)), key_file_of(theirs));
    std::filesystem::copy_file(file_of("director"), theirs);
    std::filesystem::copy_file(file_of("director").string() + "-wal", theirs.string() + "-wal");
    auto opened = Vault::open(theirs, passphrase(), test_surroundings(++seed_));
    REQUIRE_MESSAGE(opened.has_value(), (opened ? "" : in_english(opened.error())));
    return std::move(*opened);
  }

  /// Writes one of the vault's own entries past every check, and opens it again.
  Vault close_and_forge(Vault vault, EntryKind kind, const std::string& body) {
    const std::string name = name_of(vault);
    static_cast<void>(Vault(std::move(vault)));
    {
      const auto inside = open_inside(file_of(name), test_surroundings(++seed_));
      const Draft draft{inside->secrets.registry, kind, body};
      REQUIRE(append_any(*inside, {&draft, 1}, {}));
    }
    return must_open(file_of(name), ++seed_);
  }

  /// Writes an entry that bears another compartment's tag, under a key of one's own with a high
  /// number, and keeps that key as if it were the compartment's.
  Vault close_and_plant(Vault vault, const Compartment& tag) {
    const std::string name = name_of(vault);
    static_cast<void>(Vault(std::move(vault)));
    {
      const auto inside = open_inside(file_of(name), test_surroundings(++seed_));
      LockedBytes key(32);
      inside->surroundings.random(key.span());
      inside->ring.add(tag, 1'000'000, key.view());
      const WrappedKey row = wrap_for_member(inside->id, tag, 1'000'000,
                                             receiving_key(inside->secrets.receiving.view()),
                                             key.view(), inside->surroundings);
      const PublicKey pair = inside->registry.vault_itself()->receiving;
      const WrappedKey for_pair =
          wrap_for_member(inside->id, tag, 1'000'000, pair, key.view(), inside->surroundings);
      REQUIRE(inside->key_file.add_keys({&row, 1}));
      REQUIRE(inside->key_file.add_keys({&for_pair, 1}));
      const Draft draft{tag, EntryKind::filing, "planted"};
      REQUIRE(append_any(*inside, {&draft, 1}, {}));
    }
    return must_open(file_of(name), ++seed_);
  }

  /// The device's first entry, which says that it founds the vault and was there before all others.
  Vault close_and_backdate(Vault vault, const std::string& name) {
    static_cast<void>(Vault(std::move(vault)));
    {
      const auto inside = open_inside(file_of(name), test_surroundings(++seed_));
      inside->heads.clear();
      const std::string body =
          encode(AdmitDevice{inside->signer, inside->secrets.member, "the very first"});
      const SealedEntry entry =
          seal_entry(*inside, {}, inside->secrets.registry, EntryKind::admit_device, body, 0);
      auto statement = inside->writer.prepare(kInsertEntry);
      REQUIRE(statement);
      REQUIRE(insert(*statement, inside->last_row + 1, entry));
      inside->read_only = true;  // the mark stays as it was
    }
    return must_open(file_of(name), ++seed_);
  }

 private:
  static MemberId record_of(const Vault& vault) {
    for (const Member& member : vault.summary().members) {
      if (member.me)
        return member.id;
    }
    return {};
  }
  static std::string name_of(const Vault& vault) {
    for (const Member& member : vault.summary().members) {
      if (member.me)
        return member.name;
    }
    return {};
  }
  Folder folder_;
  std::uint64_t seed_ = 5000;
  int bundles_ = 0;
};

}  // namespace manumit::vault::testing
