// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "base/money.h"
#include "currencies.h"
#include "plain_words.h"

namespace manumit {
namespace {

constexpr std::size_t kMostDigits = 18;  // 10^18 fits into 63 bits.

tl::unexpected<Error> unreadable() {
  return fail(Error::Kind::bad_input, "this could not be read as an amount of money", {},
              "write it as 18000.50 RUB");
}

tl::unexpected<Error> two_readings() {
  return fail(Error::Kind::bad_input, "this amount can be read in two ways", {},
              "write 01.234 for the smaller amount and 1234.000 for the larger");
}

bool names(std::string_view codes, std::string_view code) {
  return codes.find(code) != std::string_view::npos;
}

/// The currency that a sign or code stands for.
Result<Currency> currency_named(std::string_view sign, const std::optional<Currency>& assumed) {
  for (const CurrencySign& each : currency_signs()) {
    if (each.sign != sign)
      continue;
    if (assumed && names(each.shared, assumed->code()))
      return *assumed;
    if (!each.usual.empty())
      return Currency::of(each.usual);
    return fail(Error::Kind::bad_input, "several currencies share this sign", {},
                "write the code of the currency, such as {0}", {std::string(each.shared, 0, 3)});
  }
  std::string code(sign);
  for (char& c : code)
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return Currency::of(code);
}

/// The one currency that the words before and after the figures agree on.
Result<Currency> currency_around(std::string_view before, std::string_view after,
                                 const std::optional<Currency>& assumed) {
  if (before.empty() && after.empty()) {
    if (assumed)
      return *assumed;
    return fail(Error::Kind::bad_input, "the amount names no currency", {},
                "write it as 18000.50 RUB");
  }
  if (before.empty() || after.empty()) {
    return currency_named(before.empty() ? after : before, assumed);
  }
  const Currency named_after = TRY(currency_named(after, assumed));
  const Currency named_before = TRY(currency_named(before, named_after));
  if (named_before != named_after) {
    return fail(Error::Kind::bad_input, "the amount names two currencies");
  }
  return named_after;
}

/// Figures cut at their marks: "18 000,50" has the pieces 18, 000, 50 and the marks " ,".
struct Figures {
  std::vector<std::string_view> pieces;
  std::string marks;
};

Result<Figures> cut(std::string_view text) {
  Figures figures;
  while (true) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    if (end == 0)
      return unreadable();
    figures.pieces.push_back(text.substr(0, end));
    text.remove_prefix(end);
    if (text.empty())
      return figures;
    if (std::string_view(" '.,").find(text.front()) == std::string_view::npos)
      return unreadable();
    figures.marks += text.front();
    text.remove_prefix(1);
  }
}

/// Groups of three, or of two before the last three as in India (12,34,567).
bool well_grouped(const std::vector<std::string_view>& groups) {
  if (groups.size() == 1)
    return true;
  if (groups.front().size() > 3 || groups.back().size() != 3)
    return false;
  const auto all_of_size = [&](std::size_t size) {
    return std::all_of(groups.begin() + 1, groups.end() - 1,
                       [size](std::string_view group) { return group.size() == size; });
  };
  return all_of_size(3) || (all_of_size(2) && groups.front().size() <= 2);
}

/// Whether the last mark stands before the decimals, and not before another group of three.
Result<bool> has_decimals(const Figures& figures, int decimals) {
  if (figures.marks.empty())
    return false;
  const char last = figures.marks.back();
  if (last == ' ' || last == '\'')
    return false;
  if (std::count(figures.marks.begin(), figures.marks.end(), last) > 1)
    return false;
  if (figures.marks.size() > 1)
    return true;
  const std::string_view whole = figures.pieces.front();
  const bool could_group =
      figures.pieces.back().size() == 3 && whole.size() <= 3 && !whole.starts_with('0');
  if (could_group && decimals == 3)
    return two_readings();
  return !could_group;
}

Result<std::int64_t> minor_units(Figures figures, const Currency& currency) {
  const auto decimals = static_cast<std::size_t>(currency.decimals());
  std::string fraction;
  if (TRY(has_decimals(figures, currency.decimals()))) {
    fraction = figures.pieces.back();
    figures.pieces.pop_back();
    figures.marks.pop_back();
  }
  const bool one_kind =
      figures.marks.find_first_not_of(figures.marks.substr(0, 1)) == std::string::npos;
  if (!one_kind || !well_grouped(figures.pieces))
    return unreadable();
  while (fraction.size() > decimals && fraction.back() == '0')
    fraction.pop_back();
  if (fraction.size() > decimals) {
    return fail(Error::Kind::bad_input, "{0} has only {1} decimals", {}, {},
                {std::string(currency.code()), std::to_string(decimals)});
  }
  fraction.resize(decimals, '0');
  std::string digits;
  for (const std::string_view piece : figures.pieces)
    digits += piece;
  digits += fraction;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.size() > kMostDigits) {
    return fail(Error::Kind::bad_input, "the amount is too large to reckon with");
  }
  std::int64_t units = 0;
  for (const char digit : digits)
    units = units * 10 + (digit - '0');
  return units;
}

}  // namespace

Result<Money> parse_money(std::string_view words, const std::optional<Currency>& assumed) {
  const std::string plain = plain_words(words);
  const std::size_t first = plain.find_first_of("0123456789");
  const std::size_t last = plain.find_last_of("0123456789");
  if (first == std::string::npos)
    return unreadable();
  std::string before = plain.substr(0, first);
  const std::size_t minus = before.find('-');
  if (minus != std::string::npos)
    before.erase(minus, 1);
  const std::string_view after = std::string_view(plain).substr(last + 1);
  const Currency currency = TRY(currency_around(trimmed(before), trimmed(after), assumed));
  const Figures figures = TRY(cut(std::string_view(plain).substr(first, last + 1 - first)));
  const std::int64_t units = TRY(minor_units(figures, currency));
  return Money(minus == std::string::npos ? units : -units, currency);
}

}  // namespace manumit
