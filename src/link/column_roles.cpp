// SPDX-License-Identifier: Apache-2.0
#include "column_roles.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "role_words.h"
#include "text/fold.h"

namespace manumit::link {
namespace {

/// "FirstName" and "first_name" as "first name": a capital behind a small letter begins a word.
std::string with_blanks(std::string_view heading) {
  std::string out;
  char before = ' ';
  for (const char letter : heading) {
    const bool capital = letter >= 'A' && letter <= 'Z';
    if (capital && before >= 'a' && before <= 'z')
      out += ' ';
    out += letter == '_' ? ' ' : letter;
    before = letter;
  }
  return text::fold(out);
}

std::string without_blanks(std::string_view folded) {
  std::string out(folded);
  std::erase(out, ' ');
  return out;
}

/// Roles by heading, folded and without blanks: "dateofbirth", "familiya".
const std::unordered_map<std::string, Role>& roles_by_heading() {
  static const std::unordered_map<std::string, Role> kRolesByHeading = [] {
    std::unordered_map<std::string, Role> roles;
    for (const RoleWords& words : role_words())
      roles.emplace(without_blanks(text::fold(words.heading)), words.role);
    return roles;
  }();
  return kRolesByHeading;
}

bool is_idle(std::string_view word) {
  static const std::set<std::string, std::less<>> kIdleFolded = [] {
    std::set<std::string, std::less<>> words;
    for (const std::string_view each : idle_words())
      words.insert(text::fold(each));
    return words;
  }();
  return kIdleFolded.contains(word);
}

Role role_of_joined(const std::string& joined) {
  const auto found = roles_by_heading().find(joined);
  return found == roles_by_heading().end() ? Role::other : found->second;
}

bool looks_like_email(std::string_view cell) {
  const std::size_t at = cell.find('@');
  return at != std::string_view::npos && at > 0 && cell.find('.', at) != std::string_view::npos &&
         cell.find(' ') == std::string_view::npos;
}

/// Ten to fifteen digits with nothing but what is written between them, and a sign of it: a plus,
/// a bracket or a hyphen. Bare digits may be anything.
bool looks_like_phone(std::string_view cell) {
  constexpr std::string_view kBetween = "+()- .";
  std::size_t digits = 0;
  bool marked = false;
  for (const char letter : cell) {
    if (letter >= '0' && letter <= '9')
      ++digits;
    else if (kBetween.find(letter) == std::string_view::npos)
      return false;
    marked = marked || letter == '+' || letter == '(' || letter == '-';
  }
  return marked && digits >= 10 && digits <= 15;
}

/// Whether nearly all cells that hold something look so, and a fifth of all cells do hold
/// something.
template <typename Looks>
bool nearly_all(const ColumnLook& column, Looks looks) {
  std::size_t full = 0;
  std::size_t like = 0;
  for (const std::string& cell : column.cells) {
    full += cell.empty() ? 0 : 1;
    like += !cell.empty() && looks(cell) ? 1 : 0;
  }
  return full >= 3 && full * 5 >= column.cells.size() && like * 10 >= full * 9;
}

/// A first column that has another value in each row, and digits in it, numbers the records.
bool numbers_the_rows(const ColumnLook& column) {
  std::set<std::string_view> different;
  for (const std::string& cell : column.cells) {
    if (cell.find_first_of("0123456789") == std::string::npos || !different.insert(cell).second)
      return false;
  }
  return column.cells.size() >= 3;
}

bool is_several_words(std::string_view cell) {
  return cell.find(' ') != std::string_view::npos;
}

/// "name" beside "surname" is the given name.
void tell_names_apart(std::span<const ColumnLook> columns, std::vector<Role>& roles) {
  const auto has = [&](Role role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  };
  if (!has(Role::family_name) || has(Role::given_name))
    return;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (roles[i] == Role::full_name && !nearly_all(columns[i], is_several_words)) {
      roles[i] = Role::given_name;
      return;
    }
  }
}

Role role_of_cells(const ColumnLook& column) {
  if (nearly_all(column, looks_like_email))
    return Role::email;
  if (nearly_all(column, looks_like_phone))
    return Role::phone;
  return Role::other;
}

}  // namespace

Role role_of_heading(std::string_view heading) {
  const std::string folded = with_blanks(heading);
  const Role whole = role_of_joined(without_blanks(folded));
  if (whole != Role::other)
    return whole;
  std::string telling;
  for (const std::string_view word : text::folded_words(folded)) {
    if (!is_idle(word))
      telling += word;
  }
  return role_of_joined(telling);
}

std::vector<Role> guess_roles(std::span<const ColumnLook> columns) {
  std::vector<Role> roles;
  bool has_id = false;
  for (const ColumnLook& column : columns) {
    Role role = role_of_heading(column.heading);
    if (role == Role::other)
      role = role_of_cells(column);
    // A second number of the row is no second id, and a column of the same few numbers is none.
    if (role == Role::id && has_id)
      role = Role::other;
    has_id = has_id || role == Role::id;
    roles.push_back(role);
  }
  tell_names_apart(columns, roles);
  if (!has_id && !roles.empty() && roles.front() == Role::other && numbers_the_rows(columns[0]))
    roles.front() = Role::id;
  return roles;
}

NameKind guess_kind(std::span<const Role> roles) {
  const auto has = [&](Role role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  };
  if (has(Role::given_name) || has(Role::family_name) || has(Role::patronymic) ||
      has(Role::birth_date) || has(Role::age) || has(Role::sex))
    return NameKind::person;
  if (has(Role::organisation) || has(Role::tax_number))
    return NameKind::organisation;
  return has(Role::street_address) && !has(Role::country) ? NameKind::organisation
                                                          : NameKind::person;
}

}  // namespace manumit::link
