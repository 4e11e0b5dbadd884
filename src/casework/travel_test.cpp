// SPDX-License-Identifier: Apache-2.0
#include "casework/travel.h"

#include <algorithm>
#include <fstream>

#include "invented_casebook.h"

namespace manumit::casework {
namespace {

using namespace invented;
using vault::Role;

constexpr const char* kName = "person.name";

Passphrase other_words() {
  return Passphrase(std::string("six other invented hill words"));
}

struct Fixture {
  Fixture() {
    desk.must_file({opened(id(1), id(2), {said(id(2), kName, AnswerState::yes, "Zuhra")}),
                    opened(id(11), id(12), {said(id(12), kName, AnswerState::yes, "Bakyt")}),
                    opened(id(21), id(22), {said(id(22), kName, AnswerState::yes, "Oksana")})});
  }
  TravelWish wish(std::vector<RecordId> cases) {
    return {.file = file,
            .cases = std::move(cases),
            .member_name = "A. (travel)",
            .device_name = "small laptop",
            .profile = vault::KdfProfile::for_tests};
  }
  Result<TravelCopy> make(const TravelWish& wanted, const Progress& progress = {}) {
    return make_travel_copy(desk.book(), wanted, other_words(), vault::test_surroundings(++seed),
                            progress);
  }
  /// What lies in the folder, apart from the vault itself.
  [[nodiscard]] std::vector<std::string> left() const {
    std::vector<std::string> out;
    for (const auto& one : std::filesystem::directory_iterator(file.parent_path())) {
      const std::string name = one.path().filename().string();
      if (name.rfind("a.mn", 0) != 0)
        out.push_back(name);
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  [[nodiscard]] std::vector<Role> roles() {
    std::vector<Role> out;
    for (const vault::Member& member : desk.book().vault().summary().members)
      out.push_back(member.role);
    std::sort(out.begin(), out.end());
    return out;
  }
  Desk desk;
  std::uint64_t seed = 770;
  std::filesystem::path file = desk.file().parent_path() / "travel.mnv";
};

TEST_CASE_FIXTURE(Fixture, "travel copy: its passphrase opens the chosen cases and nothing else") {
  const auto made = make(wish({id(11), id(1), id(11)}));
  REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
  CHECK(made->cases == 2);
  CHECK(left() == std::vector<std::string>{"travel.mnk", "travel.mnv"});

  auto opened_there = vault::Vault::open(file, other_words(), vault::test_surroundings(78));
  REQUIRE(opened_there);
  CHECK_FALSE(vault::Vault::open(file, Desk::words(), vault::test_surroundings(79)));
  // Every compartment of the office: what opens there is what was chosen, key by key.
  std::size_t open = 0;
  for (const vault::Compartment& compartment : desk.book().vault().compartments()) {
    const bool opens = opened_there->can_open(compartment);
    open += opens ? 1U : 0U;
    CHECK(opens == desk.book().vault().entitled(made->member, compartment));
    const auto read = opened_there->read(compartment);
    CHECK(read.has_value() == opens);
  }
  CHECK(open == 4);  // two cases, and one person's identity in each
  std::size_t handed_over = 0;
  REQUIRE(opened_there->for_each(1, [&](vault::Entry&& entry) -> Result<void> {
    handed_over += entry.body.find("Oksana") != std::string::npos ? 1U : 0U;
    return {};
  }));
  CHECK(handed_over == 0);
  const auto book = Casebook::over(std::move(*opened_there), vault::test_surroundings(80));
  REQUIRE(book);
  CHECK(book->case_count() == 2);
  CHECK(book->search("Oksana").empty());
  CHECK(book->search("Zuhra").size() == 1);
  // The ciphertext of the others is there: the chains hold, and the count says so.
  CHECK(made->entries == book->vault().entry_count());
  CHECK(vault::check_without_key(file, 1, {}).value().sound_throughout());
}

TEST_CASE_FIXTURE(Fixture,
                  "travel copy: what was written on the way comes home, and it is dismissed") {
  const auto made = make(wish({id(1)}));
  REQUIRE(made);
  const std::size_t before = desk.book().open_case(id(1))->statements.size();
  const auto home = desk.file().parent_path() / "home.mnb";
  {
    auto there = Casebook::open(file, other_words(), vault::test_surroundings(81));
    REQUIRE(there);
    REQUIRE(
        there->file({added(id(1), {said(id(2), "person.other_names", AnswerState::yes, "0555")})}));
    const vault::MemberId director = desk.book().vault().summary().members.front().id;
    vault::MemberId to = director;
    for (const vault::Member& one : desk.book().vault().summary().members)
      to = one.me ? one.id : to;
    REQUIRE(there->office().make_bundle(home, to));
  }
  const auto taken = desk.book().office().take_bundle(home);
  REQUIRE_MESSAGE(taken.has_value(), (taken ? "" : in_english(taken.error())));
  CHECK(taken->added == 1);
  REQUIRE(desk.book().office().dismiss(made->member, "home again"));
  CHECK(desk.reopen().open_case(id(1))->statements.size() == before + 1);
}

TEST_CASE_FIXTURE(Fixture,
                  "travel copy: only a director can make one, and others are told whom to ask") {
  const auto folder = desk.file().parent_path();
  const auto asked = vault::Vault::ask_to_join(
      folder / "lead.mnv", folder / "lead.mnj", Desk::words(), {"Lead", "laptop"},
      vault::KdfProfile::for_tests, vault::test_surroundings(82));
  REQUIRE(asked);
  const auto lead = desk.book().office().admit(*asked, Role::lead);
  REQUIRE(lead);
  REQUIRE(desk.book().office().make_bundle(folder / "lead.mnb", *lead));
  auto joined = vault::Vault::join(folder / "lead.mnv", folder / "lead.mnb", Desk::words(),
                                   vault::test_surroundings(83));
  REQUIRE(joined);
  auto book = Casebook::over(std::move(*joined), vault::test_surroundings(84));
  REQUIRE(book);
  const auto refused =
      make_travel_copy(*book, wish({id(1)}), other_words(), vault::test_surroundings(85));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Error::Kind::not_allowed);
  CHECK(refused.error().next.find("director") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(file));
  CHECK(book->vault().summary().members.size() == 2);
}

TEST_CASE_FIXTURE(Fixture,
                  "travel copy: stopped half way it leaves no file, and its record is dismissed") {
  int calls = 0;
  const auto stopped =
      make(wish({id(1)}), [&](std::uint64_t, std::uint64_t) { return ++calls < 2; });
  REQUIRE_FALSE(stopped);
  CHECK(left().empty());
  CHECK(roles() == std::vector<Role>{Role::none, Role::director});
  const auto again = make(wish({id(1)}));
  REQUIRE_MESSAGE(again.has_value(), (again ? "" : in_english(again.error())));
}

TEST_CASE_FIXTURE(
    Fixture,
    "travel copy: no case, an unknown one, a taken name, a weak phrase: nothing is begun") {
  CHECK(make(wish({})).error().kind == Error::Kind::bad_input);
  CHECK(make(wish({id(1), id(99)})).error().kind == Error::Kind::not_found);
  CHECK_FALSE(make_travel_copy(desk.book(), wish({id(1)}), Passphrase(std::string("short")),
                               vault::test_surroundings(86)));
  CHECK(left().empty());
  std::ofstream(file) << "something else";
  CHECK_FALSE(make(wish({id(1)})));
  CHECK(std::filesystem::file_size(file) == 14);
  CHECK(left() == std::vector<std::string>{"travel.mnv"});
  CHECK(roles() == std::vector<Role>{Role::director});
}

}  // namespace
}  // namespace manumit::casework
