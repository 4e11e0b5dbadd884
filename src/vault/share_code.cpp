// SPDX-License-Identifier: Apache-2.0
#include "share_code.h"

#include <algorithm>

namespace manumit::vault {
namespace {

constexpr std::string_view kPrefix = "MNVR1:";
constexpr unsigned kBitsOfLetter = 5;
constexpr std::size_t kBits = kShareSymbols * 8;
constexpr std::size_t kLetters = (kBits + kBitsOfLetter - 1) / kBitsOfLetter;
/// Crockford (2002), "Base 32": no I, L, O or U.
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char capital(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

std::string_view without_blanks_before(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  return from == std::string_view::npos ? std::string_view() : text.substr(from);
}

/// The five bits of a letter, or nothing if it is none of the alphabet.
std::optional<unsigned> bits_of(char letter) {
  const char sure = capital(letter);
  if (sure == 'O')
    return 0U;
  if (sure == 'I' || sure == 'L')
    return 1U;
  const std::size_t at = kAlphabet.find(sure);
  return at == std::string_view::npos ? std::nullopt : std::optional(static_cast<unsigned>(at));
}

/// A byte in the middle of a UTF-8 letter: the letter was counted at its first byte.
bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

void put_bits(ShareSymbols& symbols, std::size_t letter, unsigned bits) {
  for (unsigned i = 0; i < kBitsOfLetter; ++i) {
    const std::size_t at = letter * kBitsOfLetter + i;
    const unsigned bit = (bits >> (kBitsOfLetter - 1 - i)) & 1U;
    if (at < kBits)
      symbols.reveal()[at / 8] |= static_cast<std::uint8_t>(bit << (7 - at % 8));
  }
}

void note_illegible(std::vector<MendedWord>& faults, std::size_t letter) {
  const std::size_t first = letter * kBitsOfLetter / 8;
  const std::size_t last =
      std::min((letter * kBitsOfLetter + kBitsOfLetter - 1) / 8, kShareSymbols - 1);
  for (std::size_t symbol = first; symbol <= last; ++symbol) {
    const auto place = static_cast<unsigned>(symbol + 1);
    if (faults.empty() || faults.back().place < place)
      faults.push_back({place, MendedWord::Why::illegible});
  }
}

}  // namespace

Secret<std::string> in_code(const ShareSymbols& symbols) {
  std::string out;
  out.reserve(kPrefix.size() + kLetters);
  out += kPrefix;
  for (std::size_t letter = 0; letter < kLetters; ++letter) {
    unsigned bits = 0;
    for (std::size_t at = letter * kBitsOfLetter; at < (letter + 1) * kBitsOfLetter; ++at) {
      const unsigned byte = at < kBits ? symbols.reveal()[at / 8] : 0U;
      bits = (bits << 1) | ((byte >> (7 - at % 8)) & 1U);
    }
    out += kAlphabet[bits];
  }
  return Secret<std::string>(std::move(out));
}

bool is_code(std::string_view text) {
  const std::string_view start = without_blanks_before(text).substr(0, kPrefix.size());
  return std::equal(start.begin(), start.end(), kPrefix.begin(), kPrefix.end(),
                    [](char a, char b) { return capital(a) == b; });
}

Result<TypedCode> read_code(std::string_view text) {
  TypedCode out;
  std::size_t letters = 0;
  for (const char letter : without_blanks_before(text).substr(kPrefix.size())) {
    if (letter == '-' || letter == ' ' || (letter >= '\t' && letter <= '\r') || continues(letter))
      continue;
    const auto bits = bits_of(letter);
    const bool beyond_end = letters + 1 == kLetters && bits && (*bits & 7U) != 0;
    if (letters < kLetters && bits && !beyond_end)
      put_bits(out.symbols, letters, *bits);
    else if (letters < kLetters)
      note_illegible(out.faults, letters);
    ++letters;
  }
  if (letters != kLetters) {
    return fail(Error::Kind::bad_input,
                "{0} letters and digits stand behind MNVR1: in this code, and a share has {1}", "",
                "compare them with the paper, or type the words instead",
                {std::to_string(letters), std::to_string(kLetters)});
  }
  return out;
}

}  // namespace manumit::vault
