// SPDX-License-Identifier: Apache-2.0
#include "column_roles.h"

#include <doctest/doctest.h>

using namespace manumit::link;

TEST_CASE("role_of_heading: headings as people write them, in two languages and several hands") {
  CHECK(role_of_heading("first_name") == Role::given_name);
  CHECK(role_of_heading("FirstName") == Role::given_name);
  CHECK(role_of_heading("Victim's first name") == Role::given_name);
  CHECK(role_of_heading("Фамилия") == Role::family_name);
  CHECK(role_of_heading("Отчество") == Role::patronymic);
  CHECK(role_of_heading("ФИО") == Role::full_name);
  CHECK(role_of_heading("DOB") == Role::birth_date);
  CHECK(role_of_heading("Дата рождения") == Role::birth_date);
  CHECK(role_of_heading("postcode_fake") == Role::postcode);
  CHECK(role_of_heading("ИНН") == Role::tax_number);
  CHECK(role_of_heading("unique_id") == Role::id);
  CHECK(role_of_heading("remarks") == Role::other);
}

TEST_CASE("guess_roles: 'name' beside 'surname' is the given name, and alone the whole one") {
  const std::vector<ColumnLook> both = {{"name", {"Zuhra", "Bakyt", "Aigul"}},
                                        {"surname", {"Karimova", "Usenov", "Toktosunova"}}};
  CHECK(guess_roles(both) == std::vector<Role>{Role::given_name, Role::family_name});
  const std::vector<ColumnLook> alone = {{"name", {"Zuhra Karimova", "Bakyt Usenov", "Aigul T."}}};
  CHECK(guess_roles(alone) == std::vector<Role>{Role::full_name});
}

TEST_CASE("guess_roles: where the heading says nothing, the cells may") {
  const std::vector<ColumnLook> columns = {
      {"nr", {"K-001", "K-002", "K-003"}},
      {"contact", {"+996 555 123 456", "+7 (495) 000-00-01", "+998 90 000 00 02"}},
      {"post", {"z@example.org", "b@example.org", "a@example.org"}},
      {"remarks", {"spoke softly", "", "came back"}}};
  CHECK(guess_roles(columns) == std::vector<Role>{Role::id, Role::phone, Role::email, Role::other});
}

TEST_CASE("guess_kind: a birth date speaks of people, a tax number of organisations") {
  CHECK(guess_kind(std::vector<Role>{Role::organisation, Role::tax_number}) ==
        NameKind::organisation);
  CHECK(guess_kind(std::vector<Role>{Role::organisation, Role::given_name, Role::birth_date}) ==
        NameKind::person);
}
