// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

/// One sheet: the check line, the words in numbered rows, the line for a QR code.
void print_sheet(const vault::RecoveryShare& share, bool russian, const Words& catalogue,
                 std::ostream& out) {
  out << catalogue.of(share.line) << '\n';
  const std::string& words = russian ? share.words_ru.reveal() : share.words_en.reveal();
  std::size_t number = 0;
  std::size_t from = 0;
  while (from < words.size()) {
    const std::size_t to = std::min(words.find(' ', from), words.size());
    out << (number % 4 == 0 ? "\n" : "  ") << (number < 9 ? " " : "") << number + 1 << ". "
        << std::string_view(words).substr(from, to - from);
    ++number;
    from = to + 1;
  }
  out << "\n\n" << share.code.reveal() << "\n\n";
}

Result<void> run(const Args& args, Console& console) {
  vault::Vault vault = TRY(open_vault(args, console));
  const auto need = static_cast<unsigned>(args.number("need", 3));
  const auto of = static_cast<unsigned>(args.number("of", 5));
  const std::vector<vault::Share> shares = TRY(vault.issue_shares(need, of));
  for (const vault::Share& share : shares) {
    print_sheet(vault::to_print(share), args.text("language", "en") == "ru", console.catalogue,
                console.out);
  }
  console.words
      << "Write each on its own paper and give them to people who do not know of each "
         "other. Shares of an earlier set open nothing more. Hold a drill: `manumit vault "
         "drill`.\n";
  return {};
}

}  // namespace

const Command kVaultShares{
    .name = "vault shares",
    .summary = "Make papers of which some together open the vault when a passphrase is lost",
    .about =
        "Fewer than --need of them tell nothing. They are printed once and stored nowhere. Earlier "
        "papers cease to work.",
    .options = {{"need", "M", "How many papers open the vault", false, {}, Range{2, 16}},
                {"of", "N", "How many papers are made", false, {}, Range{2, 16}},
                {"language", "LANGUAGE", "Of the words", false, {"en", "ru"}},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault shares cases.mnv --need 3 --of 5", "Make five papers"}},
    .run = run};

}  // namespace manumit::cli
