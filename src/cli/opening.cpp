// SPDX-License-Identifier: Apache-2.0
#include "opening.h"

#include <cstdlib>
#include <fstream>
#include <system_error>

#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

constexpr std::uintmax_t kMostFileBytes = std::uintmax_t{64} << 20;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

Result<std::filesystem::path> default_vault() {
  std::filesystem::path base = environment("XDG_DATA_HOME");
  if (!base.is_absolute()) {
    const std::filesystem::path home = environment("HOME");
    if (!home.is_absolute()) {
      return fail(Error::Kind::not_found, "no vault was named and there is no home folder", "",
                  "name the vault");
    }
    base = home / ".local" / "share";
  }
  return base / "manumit" / "cases.mnv";
}

Result<std::filesystem::path> chosen_vault(const Args& args) {
  if (args.has("vault"))
    return std::filesystem::path(args.text("vault"));
  return default_vault();
}

Option vault_option() {
  return {"vault", "VAULT", "The vault to work in; else the one that `manumit desk` opens"};
}

Result<casework::Casebook> open_cases(const Args& args, Console& console) {
  const std::filesystem::path file = TRY(chosen_vault(args));
  // A vault that is not there should not cost a passphrase to find out.
  const vault::Inspection look = vault::inspect(file);
  if (look.condition == vault::Condition::absent)
    return fail(look.problem);
  const Passphrase passphrase = TRY(existing_passphrase(args));
  ProgressBar bar("Opening the vault");
  casework::Casebook casebook =
      TRY(casework::Casebook::open(file, passphrase, console.surroundings, bar.watch()));
  for (const vault::Damage& damage : casebook.damages())
    console.words << "manumit: " << printable(console.catalogue.of(damage.problem)) << '\n';
  return casebook;
}

Result<std::string> read_whole_file(const std::string& name) {
  std::error_code trouble;
  const std::uintmax_t size = std::filesystem::file_size(name, trouble);
  if (trouble) {
    return fail(Error::Kind::not_found, "the file cannot be read", name,
                "check its name and that you may read it");
  }
  if (size > kMostFileBytes) {
    return fail(Error::Kind::bad_input, "the file is larger than {0} MiB", name,
                "split it into smaller ones", {std::to_string(kMostFileBytes >> 20)});
  }
  std::ifstream file(name, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file || file.gcount() != static_cast<std::streamsize>(bytes.size()))
    return fail(Error::Kind::unavailable, "the file could not be read to its end", name);
  return bytes;
}

}  // namespace manumit::cli
