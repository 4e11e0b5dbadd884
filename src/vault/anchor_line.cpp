// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "registry.h"
#include "vault/anchor.h"

namespace manumit::vault {
namespace {

// Crockford (2002), "Base 32".
constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view kPrefix = "MNV1";
constexpr std::size_t kDigestLetters = 32;  // 20 bytes of five bits each
constexpr std::size_t kCheckLetters = 2;
constexpr std::size_t kMostDigits = 19;
// A pure system after ISO/IEC 7064 with two check characters: the whole line, read as one number
// in base 32, leaves 1 when divided by this prime. A single wrong letter changes the number by less
// than the prime times a power of 32; two that change places are found because the powers of 32
// repeat only after 68 places.
constexpr std::uint32_t kModulus = 1021;

std::uint32_t remainder(const std::vector<std::uint8_t>& symbols, std::size_t count) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < count; ++i)
    out = (out * 32 + symbols[i]) % kModulus;
  return out;
}

/// What the two last letters must come to, after all symbols before them.
std::uint32_t check_over(const std::vector<std::uint8_t>& symbols, std::size_t count) {
  const std::uint32_t shifted = remainder(symbols, count) * 32 * 32 % kModulus;
  return (kModulus + 1 - shifted) % kModulus;
}

std::optional<std::uint8_t> symbol_of(char letter) {
  if (letter >= 'a' && letter <= 'z')
    letter = static_cast<char>(letter - 'a' + 'A');
  if (letter == 'O')
    letter = '0';
  if (letter == 'I' || letter == 'L')
    letter = '1';
  const auto place = kLetters.find(letter);
  if (place == std::string_view::npos)
    return std::nullopt;
  return static_cast<std::uint8_t>(place);
}

bool is_gap(char letter) {
  return letter == ' ' || letter == '-' || letter == '\t' || letter == '\n' || letter == '\r';
}

/// All letters and digits of the line but its prefix; nothing if there is any other.
std::optional<std::vector<std::uint8_t>> symbols_in(std::string_view typed) {
  constexpr std::size_t kMostTyped = 400;
  if (typed.size() > kMostTyped)
    return std::nullopt;
  std::vector<std::uint8_t> out;
  for (const char letter : typed) {
    if (is_gap(letter))
      continue;
    const auto symbol = symbol_of(letter);
    if (!symbol)
      return std::nullopt;
    out.push_back(*symbol);
  }
  std::vector<std::uint8_t> prefix;
  for (const char letter : kPrefix)
    prefix.push_back(*symbol_of(letter));
  // A count of entries never begins with a letter, so whoever leaves the prefix out is understood.
  if (out.size() > prefix.size() && std::equal(prefix.begin(), prefix.end(), out.begin()))
    out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(prefix.size()));
  return out;
}

std::optional<AnchorLine> line_of(const std::vector<std::uint8_t>& symbols) {
  constexpr std::size_t kBehind = kDigestLetters + kCheckLetters;
  if (symbols.size() <= kBehind || symbols.size() > kBehind + kMostDigits)
    return std::nullopt;
  const std::size_t digits = symbols.size() - kBehind;
  const std::uint32_t check =
      symbols[symbols.size() - 2] * std::uint32_t{32} + symbols[symbols.size() - 1];
  if (check != check_over(symbols, symbols.size() - kCheckLetters))
    return std::nullopt;
  AnchorLine out;
  for (std::size_t i = 0; i < digits; ++i) {
    if (symbols[i] > 9 || (i == 0 && symbols[i] == 0 && digits > 1))
      return std::nullopt;
    out.entries = out.entries * 10 + symbols[i];
  }
  std::uint32_t kept = 0;
  unsigned bits = 0;
  std::size_t byte = 0;
  for (std::size_t i = digits; i < digits + kDigestLetters; ++i) {
    kept = (kept << 5 | symbols[i]) & 0xFFFF;
    bits += 5;
    if (bits < 8)
      continue;
    bits -= 8;
    out.digest[byte++] = static_cast<std::uint8_t>(kept >> bits & 0xFF);
  }
  return out;
}

}  // namespace

std::string text_of(const AnchorLine& line) {
  const std::string digits = std::to_string(line.entries);
  const std::string groups = in_groups(line.digest);
  std::vector<std::uint8_t> symbols;
  for (const char letter : digits + groups) {
    if (letter != '-')
      symbols.push_back(*symbol_of(letter));
  }
  const std::uint32_t check = check_over(symbols, symbols.size());
  return std::string(kPrefix) + " " + digits + " " + groups + " " + kLetters[check / 32] +
         kLetters[check % 32];
}

Result<AnchorLine> read_anchor_line(std::string_view typed) {
  const auto symbols = symbols_in(typed);
  const auto line = symbols ? line_of(*symbols) : std::nullopt;
  if (line)
    return *line;
  return fail(Error::Kind::bad_input, "this is not an anchor line, or a letter of it is wrong", "",
              "have it read to you again, letter by letter; it looks like MNV1 1234, then eight "
              "groups of four, then two letters");
}

}  // namespace manumit::vault
