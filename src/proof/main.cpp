// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <vector>

#include "proof/check_dossier.h"
#include "verify_page.h"

namespace {

using namespace manumit::proof;

constexpr int kHolds = 0, kBroken = 1, kAskedWrongly = 2;

constexpr std::string_view kUsage =
    "Usage: manumit-verify [--lang en|ru] [--words] [--json] FOLDER\n"
    "\n"
    "Checks a dossier that Manumit made, with no key and no network, and says what it does not\n"
    "prove. Exit: 0 everything holds, 1 something does not, 2 asked wrongly.\n"
    "\n"
    "  --words  also print the words that are proved\n"
    "  --json   print the outcome for a program (docs/formats/dossier.md)\n";

std::string language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return value;
  }
  return "";
}

struct Wish {
  std::string language = language_of_environment();
  std::string folder;
  bool json = false;
  bool words = false;
  bool sound = true;
};

Wish read(const std::vector<std::string_view>& args) {
  Wish out;
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (args[i] == "--json") {
      out.json = true;
    } else if (args[i] == "--words") {
      out.words = true;
    } else if (args[i] == "--lang" && i + 1 < args.size()) {
      out.language = args[++i];
      out.sound = out.sound && (out.language == "en" || out.language == "ru");
    } else {
      out.sound = out.sound && out.folder.empty() && !args[i].starts_with("-");
      out.folder = args[i];
    }
  }
  out.sound = out.sound && !out.folder.empty();
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> args(argv + 1, argv + argc);
  if (args.size() == 1 && args[0] == "--help") {
    std::cout << kUsage;
    return kHolds;
  }
  const Wish wish = read(args);
  if (!wish.sound) {
    std::cerr << kUsage;
    return kAskedWrongly;
  }
  const DossierReport report = check_dossier(wish.folder);
  std::cout << (wish.json ? json_of(report)
                          : page_of(report, VerifyWords(wish.language), wish.words));
  return report.wrong.empty() ? kHolds : kBroken;
}
