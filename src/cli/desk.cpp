// SPDX-License-Identifier: Apache-2.0
#include "desk/desk.h"

#include <filesystem>
#include <memory>
#include <system_error>

#include "commands.h"
#include "opening.h"
#include "vault/harden.h"

namespace manumit::cli {
namespace {

constexpr std::size_t kHighestPort = 65535;
constexpr std::size_t kLongestIdleMinutes = 24 * 60;
constexpr std::size_t kUsualIdleMinutes = 10;

Result<std::filesystem::path> vault_for(const Args& args) {
  if (args.has("VAULT"))
    return std::filesystem::path(args.text("VAULT"));
  std::filesystem::path file = TRY(default_vault());
  std::error_code trouble;
  std::filesystem::create_directories(file.parent_path(), trouble);
  if (trouble) {
    return fail(Error::Kind::unavailable, "the folder for the vault cannot be made",
                file.parent_path().string(), "name a vault in a folder that you may write to");
  }
  return file;
}

exchange::EstimateWords words_in(std::string_view language) {
  // Shared by both functions, which may outlive this call.
  const auto words = std::make_shared<const Words>(Words::for_locale(language));
  return {.language = words->language(),
          .of = [words](const std::string& id) { return words->of(std::string_view(id)); },
          .sentence = [words](const std::string& english) { return words->sentence(english); }};
}

Result<void> run(const Args& args, Console& console) {
  desk::DeskOptions options;
  options.words = words_in;
  options.vault_file = TRY(vault_for(args));
  options.port = static_cast<std::uint16_t>(args.number("port", 0));
  options.example = args.has("example");
  options.idle_lock = std::chrono::minutes(args.number("idle-minutes", kUsualIdleMinutes));
  options.open_browser = !args.has("no-browser");
  if (args.has("old-computer"))
    options.kdf_profile = vault::KdfProfile::old_computer;
  options.surroundings = console.surroundings;
  if (args.has("log"))
    options.log = log::Log::to_standard_error();
  if (const auto warning = vault::swap_warning())
    console.words << "manumit: " << console.catalogue.of(*warning) << '\n';
  console.words << "The vault: " << options.vault_file.string() << '\n';
  options.ready = [&console](std::string_view address) {
    console.words << "The desk is open. If no page appears, open this address in a browser on "
                     "this computer:\n";
    console.out << address << std::endl;
    console.words << "Ctrl-C locks the vault and closes the desk.\n";
  };
  TRY(desk::run_desk(std::move(options)));
  console.words << "The vault is locked; the desk is closed.\n";
  return {};
}

}  // namespace

const Command kDesk{
    .name = "desk",
    .summary = "Open the desk: the pages in which cases are kept",
    .about =
        "Serves the desk to this computer alone, on 127.0.0.1, until Ctrl-C. The address "
        "holds a key that changes with every start, so that other programs on this computer "
        "cannot reach the log-in page. A vault that is not there yet is created in the "
        "browser on first use.",
    .options = {{.name = "port",
                 .value = "PORT",
                 .summary = "The port on 127.0.0.1; else any free one",
                 .range = Range{1, kHighestPort}},
                {"no-browser", "", "Only print the address"},
                {"example", "", "Say on every page that these are worked examples, not real cases"},
                {.name = "idle-minutes",
                 .value = "MINUTES",
                 .summary = "Wipe the keys after so long without a person at the desk; else 10",
                 .range = Range{1, kLongestIdleMinutes}},
                {"old-computer", "",
                 "Create the vault with a cheaper key derivation, for a slow or small computer"},
                {"log", "", "Write events to standard error: what and how many, never any text"}},
    .positionals = {{"VAULT", "NAME.mnv; else manumit/cases.mnv in your own data folder", false}},
    .examples = {{"manumit desk", "Open your own vault"},
                 {"manumit desk --port 8317 /media/stick/cases.mnv",
                  "Open a vault on a stick, always at the same port"}},
    .run = run};

}  // namespace manumit::cli
