// SPDX-License-Identifier: Apache-2.0
#include "casework/travel.h"

#include <algorithm>
#include <utility>

#include "vault/panic.h"

namespace manumit::casework {
namespace {

namespace fs = std::filesystem;

/// The record's own words for why it was dismissed; colleagues read them in the list of members.
constexpr const char* kNotFinished = "The travel copy was not finished";

/// The two files that go between, which hold ciphertext and public keys; gone at the end.
class Between {
 public:
  explicit Between(const fs::path& file)
      : request(file.string() + ".request"), bundle(file.string() + ".bundle") {}
  Between(const Between&) = delete;
  Between& operator=(const Between&) = delete;
  ~Between() { clear(); }
  const fs::path request, bundle;

 private:
  void clear() const {
    std::error_code trouble;
    fs::remove(request, trouble);
    fs::remove(bundle, trouble);
  }
};

/// Else what somebody keeps under these names would be taken away afterwards.
Result<void> nothing_in_the_way(const fs::path& file) {
  for (const char* end : {".request", ".bundle"}) {
    const fs::path there = file.string() + end;
    std::error_code trouble;
    if (fs::exists(fs::symlink_status(there, trouble))) {
      return fail(Error::Kind::not_allowed, "there is a file of this name already",
                  there.filename().string(), "choose another name; nothing was changed");
    }
  }
  return {};
}

/// Takes away whatever was made of the copy, its keys first and overwritten.
void leave_nothing(const fs::path& file, const Surroundings& surroundings) {
  static_cast<void>(vault::destroy_slots(file, surroundings));
  std::error_code trouble;
  for (const fs::path& left : {vault::key_file_of(file), file})
    fs::remove(left, trouble);
}

/// One half of the whole way each, for making the bundle and for taking it in.
Progress half(const Progress& progress, std::uint64_t which) {
  if (!progress)
    return {};
  return [&progress, which](std::uint64_t done, std::uint64_t total) {
    return progress(which * total + done, 2 * total);
  };
}

tl::unexpected<Error> opens_otherwise() {
  return fail(
      Error::Kind::damaged,
      "the travel copy does not open exactly the cases that were chosen, so it was not kept", "",
      "verify the vault, and try again");
}

/// Opens it and holds what it opens against what it may open.
Result<TravelCopy> look_into(const Casebook& book, vault::Vault made, const TravelWish& wish,
                             const vault::MemberId& member, const Surroundings& surroundings) {
  for (const vault::Compartment& compartment : book.vault().compartments()) {
    if (made.can_open(compartment) && !book.vault().entitled(member, compartment))
      return opens_otherwise();
  }
  TravelCopy out{.member = member, .fingerprint = {}, .cases = 0, .entries = made.entry_count()};
  for (const vault::Member& one : made.summary().members) {
    if (one.me)
      out.fingerprint = one.fingerprint;
  }
  const Casebook theirs = TRY(Casebook::over(std::move(made), surroundings));
  out.cases = theirs.case_count();
  const bool all = std::all_of(wish.cases.begin(), wish.cases.end(),
                               [&](const RecordId& id) { return theirs.row(id).has_value(); });
  if (!all || out.cases != wish.cases.size())
    return opens_otherwise();
  return out;
}

/// From the admission on: the record is there, whatever comes.
Result<TravelCopy> fill(Casebook& book, const TravelWish& wish, const Passphrase& passphrase,
                        const vault::MemberId& member, const fs::path& bundle,
                        const Surroundings& surroundings, const Progress& progress) {
  for (const RecordId& id : wish.cases)
    TRY(book.share_case(id, member));
  TRY(book.note({.kind = UseKind::bundle_made, .member = member}));
  TRY(book.office().make_bundle(bundle, member, half(progress, 0)));
  vault::Vault made =
      TRY(vault::Vault::join(wish.file, bundle, passphrase, surroundings, half(progress, 1)));
  return look_into(book, std::move(made), wish, member, surroundings);
}

Error with_record_left(Error why) {
  return {Error::Kind::unavailable,
          "the travel copy was not made ({0}), and its record could not be dismissed again",
          "",
          "dismiss the record in the list of members: it opens nothing that anybody has",
          {std::move(why.what)}};
}

TravelWish once_each(TravelWish wish) {
  std::sort(wish.cases.begin(), wish.cases.end());
  wish.cases.erase(std::unique(wish.cases.begin(), wish.cases.end()), wish.cases.end());
  return wish;
}

Result<void> check_cases(const Casebook& book, const TravelWish& wish) {
  if (wish.cases.empty()) {
    return fail(Error::Kind::bad_input, "no case was chosen for the travel copy", "",
                "choose the cases that are needed on the journey, and no others");
  }
  for (const RecordId& id : wish.cases) {
    if (!book.row(id)) {
      return fail(Error::Kind::not_found, "there is no such case in this vault", {},
                  "look for it by a name or a place");
    }
  }
  return {};
}

}  // namespace

Result<void> may_make_travel_copy(const vault::Vault& vault) {
  for (const vault::Member& member : vault.summary().members) {
    if (member.me && vault::may_admit(member.role))
      return {};
  }
  return fail(Error::Kind::not_allowed, "only a director can make a travel copy", "",
              "ask a director of this vault; the list of members shows who that is");
}

Result<TravelCopy> make_travel_copy(Casebook& book, const TravelWish& asked,
                                    const Passphrase& passphrase, const Surroundings& surroundings,
                                    const Progress& progress) {
  const TravelWish wish = once_each(asked);
  TRY(may_make_travel_copy(book.vault()));
  TRY(check_cases(book, wish));
  TRY(nothing_in_the_way(wish.file));
  const Between between(wish.file);
  const vault::JoinRequest request = TRY(
      vault::Vault::ask_to_join(wish.file, between.request, passphrase,
                                {wish.member_name, wish.device_name}, wish.profile, surroundings));
  const auto member = book.office().admit(request, vault::Role::case_worker);
  if (!member) {
    leave_nothing(wish.file, surroundings);
    return tl::unexpected(member.error());
  }
  Result<TravelCopy> made =
      fill(book, wish, passphrase, *member, between.bundle, surroundings, progress);
  if (made)
    return made;
  leave_nothing(wish.file, surroundings);
  if (!book.office().dismiss(*member, kNotFinished))
    return fail(with_record_left(std::move(made).error()));
  return made;
}

}  // namespace manumit::casework
