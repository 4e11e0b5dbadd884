// SPDX-License-Identifier: Apache-2.0
#include "share_words.h"

#include <algorithm>

#include "base/check.h"
#include "base/encoding.h"
#include "built_in.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kEnough = 4;       ///< letters that tell a word from all others
constexpr std::size_t kLongestWord = 8;  ///< of the lists; of longer ones the rest is not kept
constexpr std::size_t kMostWords = 64;   ///< of a text: some more than a share has
constexpr char32_t kShortI = U'\u0439';  ///< й
constexpr char32_t kBreve = U'\u0306';   ///< и with it is й
constexpr char32_t kDots = U'\u0308';    ///< е with it is ё, which is read as е

/// The next letter of well-formed UTF-8.
char32_t next_letter(std::string_view& rest) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  const unsigned char lead = byte(0);
  const std::size_t more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t out = more == 0 ? lead : lead & (0x3FU >> more);
  for (std::size_t i = 1; i <= more; ++i)
    out = (out << 6) | (byte(i) & 0x3FU);
  rest.remove_prefix(more + 1);
  return out;
}

char32_t small(char32_t letter) {
  if ((letter >= U'A' && letter <= U'Z') || (letter >= U'\u0410' && letter <= U'\u042F'))
    return letter + 32;
  return letter == U'\u0401' || letter == U'\u0451' ? U'\u0435' : letter;  // Ё, ё: е
}

bool is_latin(char32_t letter) {
  return letter >= U'a' && letter <= U'z';
}
bool is_cyrillic(char32_t letter) {
  return letter >= U'\u0430' && letter <= U'\u044F';
}
/// Dashes, quotation marks and blanks of all kinds, besides what ASCII has.
bool is_between(char32_t letter) {
  return (letter < 0x80 && letter != U'?' && !is_latin(letter)) ||
         (letter >= U'\u0080' && letter <= U'\u00BF') ||
         (letter >= U'\u2000' && letter <= U'\u206F') || letter == U'\u2116' ||
         letter == U'\u3000' || letter == U'\uFEFF';
}
/// Soft hyphens and what else has no width: it stands within words that were copied from a page.
bool is_invisible(char32_t letter) {
  return letter == U'\u00AD' || (letter >= U'\u200B' && letter <= U'\u200F') ||
         letter == U'\u2060' || letter == U'\uFEFF';
}

std::array<std::string_view, 256> words_in(std::string_view name) {
  std::array<std::string_view, 256> out;
  std::size_t count = 0;
  for (const BuiltIn& file : built_in_files()) {
    if (file.name != name)
      continue;
    for (std::string_view rest = file.text; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.empty() || line.front() == '#')
        continue;
      MANUMIT_CHECK(count < out.size());
      out[count++] = line;
    }
  }
  MANUMIT_CHECK(count == out.size());
  return out;
}

/// One word as it is typed, small and without what does not matter.
struct Typed {
  std::array<char32_t, kLongestWord> letters{};
  std::size_t length = 0;
  bool latin = false, cyrillic = false, strange = false, illegible = false;

  [[nodiscard]] bool empty() const { return length == 0 && !strange && !illegible; }
  void take(char32_t letter);
  [[nodiscard]] bool is(std::string_view word) const;
};

void Typed::take(char32_t letter) {
  const bool after_i = length > 0 && length <= kLongestWord && letters[length - 1] == U'\u0438';
  if (letter == kBreve && after_i) {
    letters[length - 1] = kShortI;
    return;
  }
  if (letter == kDots && cyrillic)
    return;
  illegible = illegible || letter == U'?';
  latin = latin || is_latin(letter);
  cyrillic = cyrillic || is_cyrillic(letter);
  strange = strange || (letter != U'?' && !is_latin(letter) && !is_cyrillic(letter));
  if (length < kLongestWord)
    letters[length] = letter;
  ++length;
}

/// Whether it is this word, or begins as no other does.
bool Typed::is(std::string_view word) const {
  if (length < kEnough)
    return false;
  for (std::size_t i = 0; i < kEnough; ++i)
    if (next_letter(word) != letters[i])
      return false;
  return true;
}

class WordReader {
 public:
  WordReader() { out_.symbols.reveal().reserve(kMostWords); }
  [[nodiscard]] Result<TypedWords> read(std::string_view text);

 private:
  [[nodiscard]] Result<void> end_word();
  TypedWords out_;
  Secret<Typed> word_;
  std::optional<WordLanguage> language_;
};

Result<void> WordReader::end_word() {
  Typed& word = word_.reveal();
  if (word.empty())
    return {};
  auto& symbols = out_.symbols.reveal();
  if (symbols.size() == kMostWords) {
    return fail(Error::Kind::bad_input, "these are more words than a share has", "",
                "give the {0} words of one share at a time", {std::to_string(kShareSymbols)});
  }
  const auto place = static_cast<unsigned>(symbols.size() + 1);
  const bool of_one_script = word.latin != word.cyrillic && !word.strange;
  const WordLanguage own = word.latin ? WordLanguage::english : WordLanguage::russian;
  if (of_one_script && language_.value_or(own) != own) {
    return fail(Error::Kind::bad_input,
                "word {0} is in another script than those before it, and a share has words of one "
                "language",
                "", "copy all words from the same list on the paper", {std::to_string(place)});
  }
  std::optional<std::size_t> symbol;
  if (of_one_script) {
    language_ = own;
    const auto& words = share_words(own);
    for (std::size_t i = 0; i < words.size(); ++i)
      symbol = word.is(words[i]) ? i : symbol;
  }
  symbols.push_back(static_cast<std::uint8_t>(symbol.value_or(0)));
  if (!symbol)
    out_.faults.push_back(
        {place, word.illegible ? MendedWord::Why::illegible : MendedWord::Why::unknown});
  word = Typed{};
  return {};
}

Result<TypedWords> WordReader::read(std::string_view text) {
  Typed& word = word_.reveal();
  while (!text.empty()) {
    const char32_t letter = small(next_letter(text));
    if (is_invisible(letter))
      continue;
    if (is_between(letter))
      TRY(end_word());
    else
      word.take(letter);
  }
  TRY(end_word());
  return std::move(out_);
}

}  // namespace

const std::array<std::string_view, 256>& share_words(WordLanguage language) {
  static const std::array<std::string_view, 256> english = words_in("words.en.txt");
  static const std::array<std::string_view, 256> russian = words_in("words.ru.txt");
  return language == WordLanguage::english ? english : russian;
}

Secret<std::string> in_words(const ShareSymbols& symbols, WordLanguage language) {
  const auto& words = share_words(language);
  std::string out;
  out.reserve(kShareSymbols * (2 * kLongestWord + 1));
  for (const std::uint8_t symbol : symbols.reveal()) {
    if (!out.empty())
      out += ' ';
    out += words[symbol];
  }
  return Secret<std::string>(std::move(out));
}

Result<TypedWords> read_words(std::string_view text) {
  if (const auto bad = first_bad_utf8(text)) {
    return fail(Error::Kind::bad_input, "byte {0} is no letter: this is not a text in UTF-8", "",
                "type the words, or save the text as UTF-8", {std::to_string(*bad)});
  }
  return WordReader().read(text);
}

}  // namespace manumit::vault
