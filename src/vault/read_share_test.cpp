// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "share_code.h"
#include "share_words.h"

using namespace manumit;
using namespace manumit::vault;
using Why = MendedWord::Why;

namespace {

Share some_share(unsigned seed = 7) {
  std::mt19937 chance(seed);
  Share out;
  out.set = {static_cast<std::uint8_t>(chance()), static_cast<std::uint8_t>(chance())};
  out.index = 2;
  out.threshold = 3;
  out.total = 5;
  for (std::uint8_t& byte : out.value.reveal())
    byte = static_cast<std::uint8_t>(chance());
  return out;
}

bool same_share(const Share& a, const Share& b) {
  return a.set == b.set && a.index == b.index && a.threshold == b.threshold && a.total == b.total &&
         a.value.reveal() == b.value.reveal();
}

std::vector<std::string> words_of(const Share& share,
                                  WordLanguage language = WordLanguage::english) {
  std::vector<std::string> out;
  const ShareSymbols symbols = symbols_of(share);
  for (const std::uint8_t symbol : symbols.reveal())
    out.emplace_back(share_words(language)[symbol]);
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : " ") + word;
  return out;
}

/// Another word of the list than the one that stands there.
std::string another(const std::string& word, std::mt19937& chance) {
  for (;;) {
    const std::string other(share_words(WordLanguage::english)[chance() % 256]);
    if (other != word)
      return other;
  }
}

std::vector<std::pair<unsigned, Why>> repairs(const ReadShare& read) {
  std::vector<std::pair<unsigned, Why>> out;
  for (const MendedWord& each : read.mended)
    out.emplace_back(each.place, each.why);
  return out;
}
using Repairs = std::vector<std::pair<unsigned, Why>>;

/// Reads it, says what was mended, and holds it against the share.
Repairs read_as(const std::string& text, const Share& share) {
  const auto read = read_share(text);
  REQUIRE_MESSAGE(read.has_value(), (read ? "" : in_english(read.error())));
  CHECK(same_share(read->share, share));
  return repairs(*read);
}

Error refusal(const std::string& text) {
  const auto read = read_share(text);
  REQUIRE_FALSE(read);
  CHECK_FALSE(read.error().next.empty());
  return read.error();
}

}  // namespace

TEST_CASE("a share is read from each form in which it is printed") {
  const Share share = some_share();
  const RecoveryShare printed = to_print(share);
  CHECK(read_as(printed.words_en.reveal(), share).empty());
  CHECK(read_as(printed.words_ru.reveal(), share).empty());
  CHECK(read_as(printed.code.reveal(), share).empty());
  CHECK(printed.words_en.reveal() == joined(words_of(share)));
  CHECK(printed.words_ru.reveal() == joined(words_of(share, WordLanguage::russian)));
  CHECK(printed.code.reveal().size() == 77);
  CHECK(printed.index == 2);
}

TEST_CASE("the line for people tells the set and the numbers and nothing secret") {
  Share share = some_share();
  share.set = {0x3F, 0x0A};
  CHECK(in_english(to_print(share).line) == "set 3F0A, share 2 of 5, any 3 open the vault");
}

TEST_CASE("the code of a share that is known to the bit") {
  // 01 0A0B 02 03 05 and a value of zeros: 00000 00100 00101 00000 10110 00000 10000 00011 00000
  // 101 and then zeros only.
  Share share;
  share.set = {0x0A, 0x0B};
  share.index = 2;
  share.threshold = 3;
  share.total = 5;
  CHECK(to_print(share).code.reveal().substr(0, 6 + 12) == "MNVR1:0450P0G30M00");
}

TEST_CASE("one wrong word, at each place, is mended and its place said") {
  const Share share = some_share();
  const auto words = words_of(share);
  std::mt19937 chance(1);
  for (std::size_t place = 0; place < words.size(); ++place) {
    auto typed = words;
    typed[place] = another(words[place], chance);
    CHECK(read_as(joined(typed), share) == Repairs{{static_cast<unsigned>(place + 1), Why::wrong}});
  }
}

TEST_CASE("two wrong words, at each pair of places, are mended and both places said") {
  const Share share = some_share();
  const auto words = words_of(share);
  std::mt19937 chance(2);
  for (unsigned first = 0; first < words.size(); ++first) {
    for (unsigned second = first + 1; second < words.size(); ++second) {
      auto typed = words;
      typed[first] = another(words[first], chance);
      typed[second] = another(words[second], chance);
      CHECK(read_as(joined(typed), share) ==
            Repairs{{first + 1, Why::wrong}, {second + 1, Why::wrong}});
    }
  }
}

TEST_CASE("three and four wrong words are refused, never read as something else") {
  std::mt19937 chance(3);
  for (unsigned draw = 0; draw < 2000; ++draw) {
    const auto words = words_of(some_share(draw));
    auto typed = words;
    for (unsigned wrong = 0; wrong < 3 + draw % 2;) {
      const std::size_t place = chance() % words.size();
      if (typed[place] != words[place])
        continue;
      typed[place] = another(words[place], chance);
      ++wrong;
    }
    CHECK_FALSE(read_share(joined(typed)));
  }
}

TEST_CASE("four words that cannot be read are filled in; of five the places are said") {
  const Share share = some_share();
  auto words = words_of(share);
  words[0] = "?";
  words[9] = "smudge";
  words[20] = "?";
  words[43] = "???";
  const Repairs expected{
      {1, Why::illegible}, {10, Why::unknown}, {21, Why::illegible}, {44, Why::illegible}};
  CHECK(read_as(joined(words), share) == expected);
  words[30] = "?";
  const Error error = refusal(joined(words));
  CHECK(error.fills.front() == "1, 10, 21, 31, 44");
}

TEST_CASE("two that cannot be read and a wrong one are mended; three and a wrong one are not") {
  const Share share = some_share();
  auto words = words_of(share);
  std::mt19937 chance(4);
  words[3] = "?";
  words[4] = "?";
  words[5] = another(words[5], chance);
  CHECK(read_as(joined(words), share) ==
        Repairs{{4, Why::illegible}, {5, Why::illegible}, {6, Why::wrong}});
  words[6] = "?";
  refusal(joined(words));
}

TEST_CASE("two words that changed places are put back") {
  const Share share = some_share();
  auto words = words_of(share);
  std::swap(words[11], words[12]);
  CHECK(read_as(joined(words), share) == Repairs{{12, Why::wrong}, {13, Why::wrong}});
}

TEST_CASE("a word left out or written twice is mended, at each place; two are counted") {
  const Share share = some_share();
  const auto words = words_of(share);
  for (std::size_t place = 0; place < words.size(); ++place) {
    const auto at = static_cast<std::ptrdiff_t>(place);
    const auto number = static_cast<unsigned>(place + 1);
    auto fewer = words;
    fewer.erase(fewer.begin() + at);
    CHECK(read_as(joined(fewer), share) == Repairs{{number, Why::left_out}});
    auto more = words;
    more.insert(more.begin() + at, words[place]);
    CHECK(read_as(joined(more), share) == Repairs{{number, Why::doubled}});
  }
  auto fewer = words;
  fewer.erase(fewer.begin() + 7, fewer.begin() + 9);
  CHECK(refusal(joined(fewer)).fills == std::vector<std::string>{"44", "42"});
  auto more = words;
  more.insert(more.begin(), 2, words[0]);
  CHECK(refusal(joined(more)).fills == std::vector<std::string>{"44", "46"});
  // One left out and another wrong: too much for certainty.
  std::mt19937 chance(5);
  auto both = words;
  both[30] = another(both[30], chance);
  both.erase(both.begin() + 4);
  refusal(joined(both));
}

TEST_CASE("a code is read in small letters, in groups, and with O and I for 0 and 1") {
  const Share share = some_share();
  const std::string code = to_print(share).code.reveal();
  std::string typed = " mnvr1: ";
  for (std::size_t i = 6; i < code.size(); ++i) {
    char letter = code[i];
    letter = letter == '0' ? 'o' : letter == '1' ? (i % 2 == 0 ? 'l' : 'I') : letter;
    typed += static_cast<char>(tolower(letter));
    if (i % 4 == 1)
      typed += i % 3 == 0 ? " - " : "\n";
  }
  CHECK(read_as(typed, share).empty());
}

TEST_CASE("a code with a wrong letter or two that cannot be read is mended") {
  const Share share = some_share();
  const std::string code = to_print(share).code.reveal();
  for (std::size_t at = 6; at < code.size(); ++at) {
    std::string wrong = code;
    wrong[at] = wrong[at] == '7' ? '8' : '7';
    CHECK(read_as(wrong, share).size() <= 2);
    std::string gaps = code;
    gaps[at] = '?';
    gaps[6 + (at + 30) % 71] = '!';
    CHECK(read_as(gaps, share).size() <= 4);
  }
  const Error shorter = refusal(code.substr(0, code.size() - 1));
  CHECK(shorter.fills == std::vector<std::string>{"70", "71"});
  refusal(code + "0");
  refusal("MNVR1:");
}

TEST_CASE("words that are a sound text but no share, or of a later form, are refused as such") {
  const auto with = [](unsigned index, unsigned threshold, unsigned total) {
    Share share = some_share();
    share.index = index;
    share.threshold = threshold;
    share.total = total;
    return joined(words_of(share));
  };
  for (const auto& words :
       {with(0, 3, 5), with(6, 3, 5), with(1, 1, 5), with(2, 6, 5), with(2, 3, 17)})
    CHECK(refusal(words).kind == Error::Kind::bad_input);
  CHECK(read_share(with(16, 16, 16)));
  ShareSymbols later = symbols_of(some_share());
  later.reveal()[0] = 2;
  const auto parity = parity_of(hashed_part(later));
  std::copy(parity.begin(), parity.end(), later.reveal().begin() + kShareBytes);
  CHECK(refusal(in_words(later, WordLanguage::russian).reveal()).kind == Error::Kind::unavailable);
}

TEST_CASE("an empty text, another text and an endless one are refused with a sentence") {
  CHECK(refusal("").fills == std::vector<std::string>{"44", "0"});
  refusal("the quick brown fox");
  refusal(std::string(20'000, ' '));
}

TEST_CASE("no sentence about a share holds a word of it") {
  auto words = words_of(some_share());
  words.resize(42);
  const std::string said = in_english(refusal(joined(words)));
  for (const std::string& word : words)
    CHECK(said.find(word) == std::string::npos);
}

TEST_CASE("each repair has a sentence with its place") {
  for (const Why why : {Why::illegible, Why::unknown, Why::wrong, Why::left_out, Why::doubled})
    CHECK(in_english(sentence_of({17, why})).find("word 17 ") == 0);
}
