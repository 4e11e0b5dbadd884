// SPDX-License-Identifier: Apache-2.0
#include "papers_wished.h"

#include <cwchar>
#include <cwctype>

#include "paper_sheets.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

/// The sentence that the desk asks for too.
constexpr std::string_view kSentence = "skip.sentence";

/// Capitals, blanks and marks aside, as on the page.
std::wstring bare(std::string_view text) {
  std::wstring out;
  std::mbstate_t state{};
  wchar_t letter = 0;
  while (!text.empty()) {
    const std::size_t taken = std::mbrtowc(&letter, text.data(), text.size(), &state);
    if (taken == 0 || taken > text.size())
      return {};
    text.remove_prefix(taken);
    if (std::iswalnum(static_cast<wint_t>(letter)) != 0)
      out.push_back(static_cast<wchar_t>(std::towlower(static_cast<wint_t>(letter))));
    else if (!out.empty() && out.back() != L' ')
      out.push_back(L' ');
  }
  return out.substr(0, out.find_last_not_of(L' ') + 1);
}

/// In the language of the person, or in English, so that a script runs everywhere.
bool is_the_sentence(std::string_view typed, const Console& console) {
  const std::wstring said = bare(typed);
  if (said.empty())  // What this terminal cannot read is no sentence, nor the same as another such.
    return false;
  return said == bare(console.catalogue.of(kSentence)) ||
         said == bare(Words::for_locale("en").of(kSentence));
}

Result<PapersWished> sensible(std::size_t need, std::size_t of) {
  if (need <= of)
    return PapersWished{static_cast<unsigned>(need), static_cast<unsigned>(of)};
  return fail(Error::Kind::bad_input, "more papers would be needed than there are", "",
              "nothing was made; let --need be no more than --of");
}

Result<PapersWished> without(std::string_view typed, const Console& console) {
  if (is_the_sentence(typed, console))
    return PapersWished{};
  return fail(Error::Kind::bad_input,
              "going without papers takes a sentence, and this is another one", "",
              "nothing was made; the sentence is: {0}", {console.catalogue.of(kSentence)});
}

Result<std::size_t> asked_number(const std::string& question, Range range) {
  if (const auto number = whole_number(TRY(typed_line(question)), range))
    return *number;
  return fail(Error::Kind::bad_input, "this is no number of papers", "",
              "nothing was made; try again");
}

Result<PapersWished> asked(Console& console) {
  console.words << "Papers open the vault when every passphrase is lost: any few of them "
                   "together, and fewer tell nothing. They are shown once, at the end.\n";
  const std::size_t of = TRY(asked_number("How many papers (5 is usual, 16 the most, 0 for none)",
                                          {0, kPaperNumbers.most}));
  if (of > 0)
    return sensible(
        TRY(asked_number("How many of them open the vault (3 is usual)", kPaperNumbers)), of);
  console.words << "To go on without papers, type this sentence:\n  "
                << console.catalogue.of(kSentence) << '\n';
  return without(TRY(typed_line("The sentence")), console);
}

}  // namespace

Result<PapersWished> papers_wished(const Args& args, Console& console) {
  const bool wants = args.has("need") || args.has("of");
  if (wants && args.has("without-papers")) {
    return fail(Error::Kind::bad_input, "papers were asked for, and none as well", "",
                "nothing was made; give --need and --of, or --without-papers");
  }
  if (wants)
    return sensible(args.number("need", kUsualNeed), args.number("of", kUsualOf));
  if (args.has("without-papers"))
    return without(args.text("without-papers"), console);
  if (there_is_a_terminal())
    return asked(console);
  return fail(Error::Kind::bad_input,
              "nothing was said of papers for the day when the passphrase is lost", "",
              "nothing was made; give --need 3 --of 5, or --without-papers with this sentence: {0}",
              {console.catalogue.of(kSentence)});
}

Option without_papers_option() {
  return {"without-papers", "SENTENCE",
          "Make none; the sentence is \"If I forget the passphrase, the cases are lost\""};
}

}  // namespace manumit::cli
