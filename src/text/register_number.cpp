// SPDX-License-Identifier: Apache-2.0
#include "text/register_number.h"

#include <array>
#include <span>

#include "letters.h"
#include "utf8.h"

namespace manumit::text {
namespace {

int digit_at(std::string_view digits, std::size_t place) {
  return digits[place] - '0';
}

/// The sum of digits times weights, modulo 11 and then 10.
int weighed(std::string_view digits, std::span<const int> weights) {
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    sum += digit_at(digits, i) * weights[i];
  return sum % 11 % 10;
}

// The control number of the taxpayer's number: Order of the Federal Tax Service of 29 June 2012,
// No. MMV-7-6/435@, "On the approval of the procedure of assigning … the taxpayer's identification
// number", which says that it has one or two control digits; the weights as the service uses them.
constexpr std::array<int, 11> kWeights = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};

bool is_right_inn(std::string_view digits) {
  const std::span<const int> weights(kWeights);
  if (digits.size() == 10)
    return weighed(digits, weights.subspan(2)) == digit_at(digits, 9);
  return weighed(digits, weights.subspan(1)) == digit_at(digits, 10) &&
         weighed(digits, weights) == digit_at(digits, 11);
}

// The last digit is the last digit of what remains when the number before it is divided by 11
// (13 digits) or 13 (15 digits): Government Decrees No. 438 of 19 June 2002 and No. 630 of 16
// October 2003, annexes on the structure of the number; now Order of the Ministry of Finance No.
// 165n of 30 October 2017, point 7.
bool is_right_entry(std::string_view digits) {
  const std::uint64_t divisor = digits.size() == 13 ? 11 : 13;
  std::uint64_t number = 0;
  for (const char c : digits.substr(0, digits.size() - 1))
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number % divisor % 10 == static_cast<std::uint64_t>(digits.back() - '0');
}

std::string digits_in(std::string_view written) {
  std::string digits;
  while (!written.empty()) {
    const char32_t letter = take_letter(written);
    if (class_of(letter) == LetterClass::digit)
      digits += latin_form(letter);
  }
  return digits;
}

}  // namespace

std::optional<RegisterNumber> register_number(std::string_view written) {
  const std::string digits = digits_in(written);
  switch (digits.size()) {
    case 10:
      return RegisterNumber{Register::inn_organisation, digits, is_right_inn(digits)};
    case 12:
      return RegisterNumber{Register::inn_person, digits, is_right_inn(digits)};
    case 13:
      return RegisterNumber{Register::ogrn, digits, is_right_entry(digits)};
    case 15:
      return RegisterNumber{Register::ogrnip, digits, is_right_entry(digits)};
    default:
      return std::nullopt;
  }
}

}  // namespace manumit::text
