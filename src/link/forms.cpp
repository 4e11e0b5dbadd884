// SPDX-License-Identifier: Apache-2.0
#include "forms.h"

#include <algorithm>
#include <array>

#include "base/day.h"
#include "date_digits.h"
#include "text/fold.h"

namespace manumit::link {
namespace {

// An address with country, region and building takes two hundred letters.
constexpr std::size_t kMostBytes = 400;
constexpr std::size_t kPhoneDigits = 10;

// Folded. Short words that are also names ("no", "na", "nil") are not among them.
constexpr std::array<std::string_view, 16> kUnknown = {
    "unknown",    "not known",  "not recorded", "not available", "not stated", "not specified",
    "n a",        "null",       "none",         "missing",       "neizvestno", "neizvesten",
    "ne ukazano", "net dannyh", "neizvestna",   "net dannykh"};

struct SexWord {
  std::string_view word;  ///< Folded.
  std::string_view sex;
};
constexpr std::array<SexWord, 18> kSexWords = {{{"f", "f"},
                                                {"female", "f"},
                                                {"woman", "f"},
                                                {"girl", "f"},
                                                {"w", "f"},
                                                {"zh", "f"},
                                                {"zhen", "f"},
                                                {"zhenskiy", "f"},
                                                {"zhenskii", "f"},
                                                {"zhenshchina", "f"},
                                                {"m", "m"},
                                                {"male", "m"},
                                                {"man", "m"},
                                                {"boy", "m"},
                                                {"muzh", "m"},
                                                {"muzhskoy", "m"},
                                                {"muzhskoi", "m"},
                                                {"muzhchina", "m"}}};

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

bool is_plain(char letter) {
  return is_digit(letter) || (letter >= 'a' && letter <= 'z');
}

std::string digits_in(std::string_view value) {
  std::string digits;
  std::copy_if(value.begin(), value.end(), std::back_inserter(digits), is_digit);
  return digits;
}

bool says_nothing(std::string_view folded) {
  return std::find(kUnknown.begin(), kUnknown.end(), folded) != kUnknown.end();
}

std::string folded(std::string_view value) {
  std::string words = text::fold(value);
  if (says_nothing(words))
    words.clear();
  return words;
}

std::string sex_of(std::string_view value) {
  const std::string word = folded(value);
  for (const SexWord& known : kSexWords) {
    if (known.word == word)
      return std::string(known.sex);
  }
  return word;
}

std::string phone_of(std::string_view value) {
  const std::string digits = digits_in(value);
  return digits.size() > kPhoneDigits ? digits.substr(digits.size() - kPhoneDigits) : digits;
}

/// The one whole number of a text, without zeros in front: "25", "25.0", "25 years". Nothing where
/// there are several, as in "20-25", or one below nought.
std::string number_in(std::string_view value) {
  const auto begin = std::find_if(value.begin(), value.end(), is_digit);
  const auto end = std::find_if_not(begin, value.end(), is_digit);
  if (begin != value.begin() && *std::prev(begin) == '-')
    return {};
  auto rest = end;
  if (rest != value.end() && (*rest == '.' || *rest == ','))
    rest = std::find_if_not(std::next(rest), value.end(), is_digit);
  if (std::any_of(rest, value.end(), is_digit))
    return {};
  const auto first = std::find_if(begin, end, [](char digit) { return digit != '0'; });
  return {first == end && first != begin ? std::prev(end) : first, end};
}

std::string in_small_letters(std::string_view value) {
  std::string small(value);
  for (char& letter : small)
    letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  return folded(value).empty() ? std::string() : small;
}

std::string code_of(std::string_view value) {
  std::string code = folded(value);
  std::erase(code, ' ');
  return code;
}

/// The beginning that is compared, cut between letters.
std::string_view beginning(std::string_view value) {
  if (value.size() <= kMostBytes)
    return value;
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U)
    --end;
  return value.substr(0, end);
}

}  // namespace

Form form_of(Role role) {
  switch (role) {
    case Role::birth_date:
      return Form::date;
    case Role::sex:
      return Form::sex;
    case Role::phone:
      return Form::phone;
    case Role::email:
      return Form::email;
    case Role::document:
    case Role::tax_number:
      return Form::code;
    case Role::age:
      return Form::number;
    default:
      return Form::words;
  }
}

std::string in_form(std::string_view value, Form form, DateOrder order) {
  value = beginning(value);
  switch (form) {
    case Form::words:
      return folded(value);
    case Form::date:
      return date_digits(value, order);
    case Form::sex:
      return sex_of(value);
    case Form::phone:
      return phone_of(value);
    case Form::email:
      return in_small_letters(value);
    case Form::code:
      return code_of(value);
    case Form::number:
      return number_in(value);
    case Form::written:
      return folded(value).empty() ? std::string() : std::string(value);
  }
  return {};
}

bool is_in_form(std::string_view value, Form form) {
  if (value.size() > kMostBytes)
    return false;
  switch (form) {
    case Form::words: {
      char before = ' ';
      for (const char letter : value) {
        if (!is_plain(letter) && (letter != ' ' || before == ' '))
          return false;
        before = letter;
      }
      return before != ' ' && !says_nothing(value);
    }
    case Form::date:
      return value.size() == 8 && std::all_of(value.begin(), value.end(), is_digit);
    case Form::sex:
      return value == "f" || value == "m";
    case Form::phone:
      return value.size() <= kPhoneDigits && std::all_of(value.begin(), value.end(), is_digit);
    case Form::code:
      return std::all_of(value.begin(), value.end(), is_plain) && !says_nothing(value);
    case Form::number:
      return (value == "0" || !value.starts_with('0')) &&
             std::all_of(value.begin(), value.end(), is_digit);
    default:
      return false;
  }
}

}  // namespace manumit::link
