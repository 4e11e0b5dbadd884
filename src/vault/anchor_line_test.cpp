// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>

#include "registry.h"
#include "vault/anchor.h"

using namespace manumit;
using namespace manumit::vault;

namespace {

AnchorLine example(std::uint64_t entries = 1234) {
  AnchorLine out{.entries = entries};
  for (std::size_t i = 0; i < out.digest.size(); ++i)
    out.digest[i] = static_cast<std::uint8_t>(7 + 37 * i);
  return out;
}

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

}  // namespace

TEST_CASE(
    "an anchor line is read back as it was, of any number of entries, in 80 letters at most") {
  for (const std::uint64_t entries :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{10}, std::uint64_t{4'294'967'295},
        std::uint64_t{999'999'999'999'999'999}}) {
    const std::string text = text_of(example(entries));
    CAPTURE(text);
    CHECK(text.size() <= 80);
    CHECK(read_anchor_line(text).value() == example(entries));
  }
}

TEST_CASE("an anchor line is understood as people write it down") {
  const std::string text = text_of(example());
  std::string bare;
  std::string lower;
  for (const char letter : text) {
    bare += letter == '-' || letter == ' ' ? "" : std::string(1, letter);
    lower += letter == '0'   ? 'o'
             : letter == '1' ? 'l'
                             : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  CHECK(read_anchor_line(bare).value() == example());
  CHECK(read_anchor_line("  " + lower + "\n").value() == example());
  CHECK(read_anchor_line(text.substr(5)).value() == example());
}

TEST_CASE(
    "every letter that was mistyped in an anchor line is found, whatever stands there instead") {
  const std::string text = text_of(example());
  std::size_t tried = 0;
  for (std::size_t i = 5; i < text.size(); ++i) {
    if (kLetters.find(text[i]) == std::string_view::npos)
      continue;
    for (const char letter : kLetters) {
      if (letter == text[i])
        continue;
      std::string wrong = text;
      wrong[i] = letter;
      ++tried;
      CHECK_FALSE(read_anchor_line(wrong).has_value());
    }
  }
  CHECK(tried == (4 + 32 + 2) * 31);
}

TEST_CASE("every two letters of an anchor line that changed places are found") {
  const std::string text = text_of(example(987'654'321));
  std::string symbols;
  for (const char letter : text.substr(5)) {
    if (letter != '-' && letter != ' ')
      symbols += letter;
  }
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    for (std::size_t j = i + 1; j < symbols.size(); ++j) {
      if (symbols[i] == symbols[j])
        continue;
      std::string wrong = symbols;
      std::swap(wrong[i], wrong[j]);
      CHECK_FALSE(read_anchor_line(wrong).has_value());
    }
  }
}

TEST_CASE("a line with a letter too few or too many, or with something else in it, is none") {
  const std::string text = text_of(example());
  for (const std::string& wrong :
       {std::string(), std::string("MNV1"), text + "7", text.substr(0, text.size() - 1), text + "!",
        std::string(5000, '7'), "MNV1 0" + text.substr(5)}) {
    const auto read = read_anchor_line(wrong);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().kind == Error::Kind::bad_input);
    CHECK_FALSE(read.error().next.empty());
  }
  std::size_t passed = 0;
  for (std::size_t i = 5; i < text.size(); ++i) {
    if (text[i] != '-' && text[i] != ' ')
      passed += read_anchor_line(text.substr(0, i) + text.substr(i + 1)).has_value() ? 1U : 0U;
  }
  CHECK(passed == 0);
}
