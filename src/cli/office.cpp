// SPDX-License-Identifier: Apache-2.0
#include "office.h"

#include <algorithm>
#include <array>

#include "base/day.h"
#include "opening.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

using vault::Role;

struct Named {
  Role role;
  std::string_view name;
};
constexpr std::array kRoles{Named{Role::director, "director"}, Named{Role::lead, "lead"},
                            Named{Role::case_worker, "case-worker"}, Named{Role::lawyer, "lawyer"},
                            Named{Role::analyst, "analyst"}};

Result<std::filesystem::path> existing_vault(const Args& args) {
  const std::filesystem::path file = args.text("VAULT");
  // A vault that is not there should not cost a passphrase to find out.
  vault::Inspection look = vault::inspect(file);
  if (look.condition != vault::Condition::intact)
    return fail(std::move(look.problem));
  return file;
}

}  // namespace

Result<vault::Vault> open_vault(const Args& args, Console& console) {
  const std::filesystem::path file = TRY(existing_vault(args));
  const Passphrase passphrase = TRY(existing_passphrase(args));
  vault::Vault vault = TRY(vault::Vault::open(file, passphrase, console.surroundings));
  for (const vault::Damage& damage : vault.found_at_opening())
    console.words << "manumit: " << printable(console.catalogue.of(damage.problem)) << '\n';
  return vault;
}

Result<casework::Casebook> open_vault_with_cases(const Args& args, Console& console) {
  vault::Vault vault = TRY(open_vault(args, console));
  ProgressBar bar("Reading the cases");
  return casework::Casebook::over(std::move(vault), console.surroundings, bar.watch());
}

std::string_view name_of(vault::Role role) {
  for (const Named& named : kRoles) {
    if (named.role == role)
      return named.name;
  }
  return "dismissed";
}

std::vector<std::string_view> role_names() {
  std::vector<std::string_view> out;
  for (const Named& named : kRoles)
    out.push_back(named.name);
  return out;
}

vault::Role role_called(std::string_view name) {
  for (const Named& named : kRoles) {
    if (named.name == name)
      return named.role;
  }
  return Role::none;
}

Result<vault::Member> find_member(const vault::Summary& summary, std::string_view wanted) {
  std::vector<vault::Member> found;
  for (const vault::Member& member : summary.members) {
    if (member.name == wanted || (wanted.size() >= 4 && member.fingerprint.rfind(wanted, 0) == 0))
      found.push_back(member);
  }
  // One who came back on another computer has the name twice, and works under the later record.
  if (found.size() > 1) {
    found.erase(std::remove_if(found.begin(), found.end(),
                               [](const vault::Member& m) { return m.role == Role::none; }),
                found.end());
  }
  if (found.size() == 1)
    return found.front();
  if (found.empty()) {
    return fail(Error::Kind::not_found, "there is no such member", std::string(wanted),
                "look at the list of members and choose one of it");
  }
  return fail(Error::Kind::bad_input, "{0} members are called so", std::string(wanted),
              "give the first group of the fingerprint of the one you mean",
              {std::to_string(found.size())});
}

std::string day_of(std::int64_t ms) {
  return to_iso(day_at(ms));
}

}  // namespace manumit::cli
