// SPDX-License-Identifier: Apache-2.0
#include "backup_names.h"

#include <algorithm>

namespace manumit::vault {
namespace {

constexpr int kMostInADay = 99;
constexpr std::size_t kIsoLetters = 10;

bool taken(const std::filesystem::path& file) {
  std::error_code trouble;
  return std::filesystem::exists(std::filesystem::symlink_status(file, trouble));
}

Result<void> must_be_there(const std::filesystem::path& folder) {
  std::error_code trouble;
  if (std::filesystem::is_directory(folder, trouble))
    return {};
  return fail(Error::Kind::not_found, "the folder for the backup is not there", "",
              "put the stick in, or choose another folder");
}

bool take_ending(std::string& name, std::string_view ending) {
  if (name.size() < ending.size() || !name.ends_with(ending))
    return false;
  name.resize(name.size() - ending.size());
  return true;
}

/// "-2" … "-99" at the end.
void drop_number(std::string& name) {
  const std::size_t dash = name.rfind('-');
  if (dash == std::string::npos)
    return;
  const std::string digits = name.substr(dash + 1);
  const bool number = !digits.empty() && digits.size() <= 2 && digits[0] != '0' &&
                      std::all_of(digits.begin(), digits.end(),
                                  [](char digit) { return digit >= '0' && digit <= '9'; });
  // A day ends in two digits as well, with a dash and a month before them.
  const bool behind_a_day =
      dash > kIsoLetters && day_from_iso(name.substr(dash - kIsoLetters, kIsoLetters)).has_value();
  if (number && behind_a_day)
    name.resize(dash);
}

}  // namespace

Result<BackupFiles> free_names(const std::filesystem::path& vault_file, Day day,
                               const BackupWish& wish) {
  TRY(must_be_there(wish.entries_folder));
  if (wish.keys_folder)
    TRY(must_be_there(*wish.keys_folder));
  const std::string stem = vault_file.stem().string() + "-" + to_iso(day);
  for (int i = 1; i <= kMostInADay; ++i) {
    const std::string name = i == 1 ? stem : stem + "-" + std::to_string(i);
    BackupFiles out{wish.entries_folder / (name + ".mnv"), {}};
    if (wish.keys_folder)
      out.keys = *wish.keys_folder / (name + ".mnk");
    if (!taken(out.entries) && (out.keys.empty() || !taken(out.keys)))
      return out;
  }
  return fail(Error::Kind::not_allowed, "there are too many backups of this day in the folder", "",
              "choose another folder; nothing was changed");
}

std::optional<KeyBackupName> parse_key_backup(const std::filesystem::path& file) {
  std::string name = file.filename().string();
  KeyBackupName out;
  out.broken_off = take_ending(name, ".new");
  if (!take_ending(name, ".mnk"))
    return std::nullopt;
  drop_number(name);
  if (name.size() < kIsoLetters + 2 || name[name.size() - kIsoLetters - 1] != '-')
    return std::nullopt;
  const Result<Day> day = day_from_iso(std::string_view(name).substr(name.size() - kIsoLetters));
  if (!day)
    return std::nullopt;
  out.day = *day;
  out.vault_name = name.substr(0, name.size() - kIsoLetters - 1);
  return out;
}

}  // namespace manumit::vault
