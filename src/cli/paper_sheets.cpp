// SPDX-License-Identifier: Apache-2.0
#include "paper_sheets.h"

#include <algorithm>

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

}  // namespace

Option need_option() {
  return {"need", "M", "How many papers open the vault", false, {}, kPaperNumbers};
}

Option of_option() {
  return {"of", "N", "How many papers are made", false, {}, kPaperNumbers};
}

Option paper_language_option() {
  return {"language", "LANGUAGE", "Of the words on the papers", false, {"en", "ru"}};
}

void print_papers(std::span<const vault::Share> papers, const Args& args, Console& console) {
  const bool russian = args.text("language", "en") == "ru";
  for (const vault::Share& share : papers)
    print_sheet(vault::to_print(share), russian, console.catalogue, console.out);
  console.words
      << "Write each on its own paper and give them to people who do not know of each "
         "other. Shares of an earlier set open nothing more. Hold a drill: `manumit vault "
         "drill`.\n";
}

}  // namespace manumit::cli
