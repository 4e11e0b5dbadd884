// SPDX-License-Identifier: Apache-2.0
#include "registry.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

namespace manumit::vault {
namespace {

PublicKey key_of(std::uint8_t who, bool signing) {
  PublicKey key{};
  key.fill(who);
  key[0] = signing ? 1 : 2;
  return key;
}

/// A vault's own entries, written by hand: each member is a number.
class Book {
 public:
  Book() {
    write(1, 1, EntryKind::admit_device, encode(AdmitDevice{key_of(1, true), member(1), "first"}));
    write(1, 2, EntryKind::admit_member,
          encode(AdmitMember{key_of(1, false), Role::director, "a"}));
  }
  static AuthorId author(std::uint8_t who) { return author_of(key_of(who, true)); }
  static MemberId member(std::uint8_t who) { return member_of(key_of(who, false)); }

  void write(std::uint8_t who, std::uint64_t lamport, EntryKind kind, std::string body) {
    OwnEntry entry;
    entry.author = author(who);
    entry.seq = ++seq_[who];
    entry.lamport = lamport;
    entry.id.bytes[0] = static_cast<std::uint8_t>(entries_.size() + 1);
    entry.readable = true;
    entry.kind = kind;
    entry.body = std::move(body);
    entries_.push_back(std::move(entry));
  }
  void admit(std::uint8_t by, std::uint64_t lamport, std::uint8_t who, Role role) {
    write(by, lamport, EntryKind::admit_member, encode(AdmitMember{key_of(who, false), role, "m"}));
    write(by, lamport + 1, EntryKind::admit_device,
          encode(AdmitDevice{key_of(who, true), member(who), "d"}));
  }
  void revoke(std::uint8_t by, std::uint64_t lamport, std::uint8_t whom, std::uint64_t last) {
    write(by, lamport, EntryKind::revoke_device, encode(RevokeDevice{author(whom), last, ""}));
  }
  [[nodiscard]] std::uint64_t seq(std::uint8_t who) { return seq_[who]; }
  /// Nobody can read the entry that was written last.
  void darken_last() { entries_.back().readable = false; }
  [[nodiscard]] Registry::Fold fold(const Compartment& registry = {{7}}, std::uint8_t me = 1) {
    std::sort(entries_.begin(), entries_.end(), folds_before);
    return Registry::fold(
        entries_,
        {.own = key_of(me, true), .me = member(me), .founder = author(1), .registry = registry});
  }

 private:
  std::vector<OwnEntry> entries_;
  std::map<std::uint8_t, std::uint64_t> seq_;
};

using Standing = Registry::Standing;

TEST_CASE("nobody founds a vault that is there, however early their entry says it was") {
  for (std::uint8_t who = 2; who < 20; ++who) {
    Book book;
    book.write(who, 1, EntryKind::admit_device,
               encode(AdmitDevice{key_of(who, true), Book::member(who), "mine"}));
    book.write(who, 2, EntryKind::admit_member,
               encode(AdmitMember{key_of(who, false), Role::director, "mine"}));
    const auto folded = book.fold();
    CHECK(folded.registry.standing(Book::author(who), 1) == Standing::unknown);
    CHECK(folded.registry.role_of(Book::member(1)) == Role::director);
    CHECK(folded.registry.members().size() == 1);
    CHECK(folded.refused.size() == 2);
  }
}

TEST_CASE("an entry that cannot be read and claims to be the first of all unseats nobody") {
  int before_the_founder = 0;
  for (std::uint8_t who = 2; who < 200; ++who) {
    // Of two at one moment the smaller name comes first.
    if (Book::author(1) < Book::author(who))
      continue;
    ++before_the_founder;
    Book book;
    book.admit(1, 3, who, Role::case_worker);
    book.write(who, 1, EntryKind::filing, "");
    book.darken_last();
    // As the founder sees it, and as another who reads the same.
    for (const std::uint8_t me : {std::uint8_t{1}, who}) {
      const Registry registry = book.fold({{7}}, me).registry;
      CHECK(registry.standing(Book::author(1), 1) == Standing::admitted);
      CHECK(registry.role_of(Book::author(1)) == Role::director);
      CHECK(registry.role_of(Book::author(who)) == Role::case_worker);
      CHECK(registry.devices().at(Book::author(1)).rank == 0);
      CHECK(registry.devices().at(Book::author(who)).rank == 1);
    }
  }
  CHECK(before_the_founder > 0);
}

TEST_CASE("a stolen computer cannot undo its revocation by an entry that claims to be older") {
  Book book;
  book.admit(1, 3, 2, Role::director);
  book.write(2, 5, EntryKind::upkeep, encode(Upkeep{}));
  book.revoke(1, 50, 2, book.seq(2));
  // Written afterwards, with a moment from before: it revokes who revoked it.
  book.revoke(2, 6, 1, 3);
  const auto folded = book.fold();
  CHECK(folded.registry.standing(Book::author(2), 2) == Standing::revoked);
  CHECK(folded.registry.standing(Book::author(1), 99) == Standing::admitted);
}

TEST_CASE("papers stand above a founder whose computer was stolen") {
  Book book;
  book.admit(1, 3, 2, Role::recovery);
  book.revoke(2, 50, 1, book.seq(1));
  book.revoke(1, 6, 2, 0);
  const auto folded = book.fold();
  CHECK(folded.registry.standing(Book::author(1), 99) == Standing::revoked);
  CHECK(folded.registry.standing(Book::author(2), 1) == Standing::admitted);
}

TEST_CASE(
    "whom a revoked device admitted after its last number is not admitted, nor whom they did") {
  Book book;
  book.admit(1, 3, 2, Role::director);
  const std::uint64_t last = book.seq(2);
  book.admit(2, 6, 3, Role::director);
  book.admit(3, 8, 4, Role::director);
  book.revoke(1, 50, 2, last);
  const auto folded = book.fold();
  CHECK(folded.registry.standing(Book::author(3), 1) == Standing::unknown);
  CHECK(folded.registry.standing(Book::author(4), 1) == Standing::unknown);
}

TEST_CASE("the registry cannot be erased, and no rank is lowered by a moment that can be claimed") {
  Book book;
  book.admit(1, 3, 2, Role::director);
  book.write(2, 9, EntryKind::erase, encode(Erase{Compartment{{7}}, "to harm"}));
  book.write(2, 10, EntryKind::erase, encode(Erase{Compartment{}, "to harm"}));
  book.write(2, 11, EntryKind::erase, encode(Erase{Compartment{{8}}, "on request"}));
  book.write(1, 12, EntryKind::set_role, encode(SetRole{Book::member(2), Role::case_worker, ""}));
  const auto folded = book.fold();
  CHECK_FALSE(folded.registry.erased(Compartment{{7}}));
  CHECK_FALSE(folded.registry.erased(Compartment{}));
  CHECK(folded.registry.erased(Compartment{{8}}));
  CHECK(folded.registry.role_of(Book::member(2)) == Role::director);
  CHECK(folded.refused.size() == 3);
}

TEST_CASE("a dismissed record never comes back, whatever role it is given") {
  Book book;
  book.admit(1, 3, 2, Role::lawyer);
  book.write(1, 9, EntryKind::set_role, encode(SetRole{Book::member(2), Role::none, ""}));
  book.write(1, 10, EntryKind::set_role, encode(SetRole{Book::member(2), Role::director, ""}));
  const auto folded = book.fold();
  CHECK(folded.registry.role_of(Book::member(2)) == Role::none);
  CHECK(folded.refused.size() == 1);
}

TEST_CASE("who could open identities is no analyst by an order; an analyst may become more") {
  Book book;
  const std::array roles{Role::case_worker, Role::lawyer, Role::lead, Role::analyst};
  for (std::uint8_t i = 0; i < roles.size(); ++i) {
    book.admit(1, 3 + 2ULL * i, static_cast<std::uint8_t>(2 + i), roles[i]);
    book.write(1, 20ULL + i, EntryKind::set_role,
               encode(SetRole{Book::member(static_cast<std::uint8_t>(2 + i)), Role::analyst, ""}));
  }
  const auto before = book.fold();
  for (std::uint8_t i = 0; i < roles.size(); ++i)
    CHECK(before.registry.role_of(Book::member(static_cast<std::uint8_t>(2 + i))) == roles[i]);
  CHECK(before.refused.size() == 3);
  book.write(1, 30, EntryKind::set_role, encode(SetRole{Book::member(5), Role::case_worker, ""}));
  const auto after = book.fold();
  CHECK(after.registry.role_of(Book::member(5)) == Role::case_worker);
  CHECK_FALSE(after.registry.members().at(Book::member(5)).is_analysts());
}

TEST_CASE("a dismissed analyst's record is judged as an analyst's still") {
  Book book;
  book.admit(1, 3, 2, Role::analyst);
  book.write(1, 9, EntryKind::set_role, encode(SetRole{Book::member(2), Role::none, ""}));
  CHECK(book.fold().registry.members().at(Book::member(2)).is_analysts());
}

}  // namespace
}  // namespace manumit::vault
