// SPDX-License-Identifier: Apache-2.0
#include "text/phone.h"

#include <charconv>
#include <vector>

#include "base/check.h"
#include "base/csv.h"
#include "built_in.h"
#include "letters.h"
#include "utf8.h"

namespace manumit::text {
namespace {

// ITU-T E.164 (2010), section 6.2: at most fifteen digits with the country's code.
constexpr std::size_t kMostDigits = 15;
constexpr std::size_t kLeastDigits = 7;

struct Plan {
  std::string code;
  std::string country;
  std::string trunk;  ///< What is dialled before a number of another town of the same country.
  std::size_t least = 0;
  std::size_t most = 0;

  [[nodiscard]] bool fits(std::size_t digits) const { return digits >= least && digits <= most; }
};

std::size_t number_in(const std::string& cell) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  MANUMIT_CHECK(error == std::errc() && end == cell.data() + cell.size());
  return value;
}

std::vector<Plan> read_plans() {
  std::vector<Plan> plans;
  const auto rows = read_csv(built_in_file("phone_plans.csv"));
  MANUMIT_CHECK(rows.has_value());
  for (const CsvRow& row : *rows) {
    if (row.number == 1)
      continue;
    MANUMIT_CHECK(row.cells.size() == 6);
    plans.push_back({row.cells[0], row.cells[1], row.cells[2], number_in(row.cells[3]),
                     number_in(row.cells[4])});
  }
  return plans;
}

const std::vector<Plan>& plans() {
  static const std::vector<Plan> kPlans = read_plans();
  return kPlans;
}

/// Russia's and Kazakhstan's common plan, and the one that a country has of its own.
const Plan* plan_of(std::string_view country) {
  const bool shares_seven = country == "RU" || country == "KZ";
  const bool shares_one = country == "US" || country == "CA";
  for (const Plan& plan : plans()) {
    if ((shares_seven && plan.code == "7") || (shares_one && plan.code == "1") ||
        (!country.empty() && plan.country == country))
      return &plan;
  }
  return nullptr;
}

struct Digits {
  std::string all;
  bool with_code = false;  ///< A + or 00 stands before them.
};

/// The digits before a word that leads over to an extension or to a second number.
Digits digits_in(std::string_view written) {
  Digits found;
  bool ended = false;
  while (!written.empty() && !ended) {
    const char32_t letter = take_letter(written);
    const LetterClass kind = class_of(letter);
    if (kind == LetterClass::digit) {
      found.all += latin_form(letter);
    } else if (letter == U'+' || letter == U'＋') {
      found.with_code = found.with_code || found.all.empty();
    } else {
      const bool is_letter = kind != LetterClass::gap && kind != LetterClass::nothing;
      ended = found.all.size() >= kLeastDigits &&
              (is_letter || letter == U',' || letter == U';' || letter == U'/');
    }
  }
  if (!found.with_code && found.all.starts_with("00")) {
    found.with_code = true;
    found.all.erase(0, 2);
  }
  return found;
}

std::optional<Phone> with_code(std::string_view digits, bool is_certain) {
  for (const Plan& plan : plans()) {
    if (digits.starts_with(plan.code) && plan.fits(digits.size() - plan.code.size()))
      return Phone{'+' + std::string(digits), plan.country, is_certain};
  }
  return std::nullopt;
}

std::optional<Phone> inland(std::string_view digits, const Plan& plan, std::string_view country) {
  if (!plan.trunk.empty() && digits.starts_with(plan.trunk) &&
      plan.fits(digits.size() - plan.trunk.size()))
    digits.remove_prefix(plan.trunk.size());
  else if (!plan.fits(digits.size()))
    return std::nullopt;
  return Phone{'+' + plan.code + std::string(digits), std::string(country), !country.empty()};
}

}  // namespace

std::optional<Phone> phone_in(std::string_view written, std::string_view country) {
  const Digits digits = digits_in(written);
  if (digits.all.size() < kLeastDigits || digits.all.size() > kMostDigits)
    return std::nullopt;
  if (digits.with_code)
    return with_code(digits.all, true);
  if (const Plan* plan = plan_of(country)) {
    // Eleven digits from 7 on are a Russian number whose plus was left out, not one of ten.
    const bool has_code = digits.all.starts_with(plan->code) &&
                          plan->fits(digits.all.size() - plan->code.size()) &&
                          !plan->fits(digits.all.size());
    return has_code ? with_code(digits.all, true) : inland(digits.all, *plan, country);
  }
  constexpr std::size_t kLongOfSeven = 11;
  if (digits.all.size() == kLongOfSeven && digits.all.starts_with('8'))
    return inland(digits.all, *plan_of("RU"), "");
  return with_code(digits.all, false);
}

}  // namespace manumit::text
