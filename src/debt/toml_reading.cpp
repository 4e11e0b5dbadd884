// SPDX-License-Identifier: Apache-2.0
#include "toml_reading.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/toml_guard.h"

namespace manumit::debt {
namespace {

constexpr std::int64_t kFormat = 1;
constexpr std::size_t kMostDigits = 18;  // 10^18 fits into 63 bits.

/// A number as it was typed, as far as toml++ keeps it: with a point and without an exponent.
std::optional<std::string> typed(const toml::node& node) {
  if (const auto* words = node.as_string())
    return words->get();
  if (const auto* whole = node.as_integer())
    return std::to_string(whole->get());
  if (const auto* real = node.as_floating_point()) {
    std::array<char, 400> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(),
                                            real->get(), std::chars_format::fixed);
    if (error == std::errc())
      return std::string(digits.data(), end);
  }
  return std::nullopt;
}

}  // namespace

Result<toml::table> toml_of(std::string_view text, std::string_view file) {
  toml::parse_result parsed = toml::parse(TRY(bearable_toml(text, file)), file);
  if (!parsed) {
    const toml::source_position at = parsed.error().source().begin;
    return fail(Error::Kind::bad_input, "the file is no valid TOML from here on",
                std::string(file) + ", line " + std::to_string(at.line) + ", column " +
                    std::to_string(at.column));
  }
  return std::move(parsed).table();
}

std::string TomlReading::line_of(const toml::node& node) const {
  return file_ + ", line " + std::to_string(node.source().begin.line);
}

std::string TomlReading::place(const toml::node& node) const {
  return line_of(node) + ", column " + std::to_string(node.source().begin.column);
}

tl::unexpected<Error> TomlReading::refuse(const toml::node& node, std::string what,
                                          std::string next, std::vector<std::string> fills) const {
  return fail(Error::Kind::bad_input, std::move(what), place(node), std::move(next),
              std::move(fills));
}

Result<void> TomlReading::only(const toml::table& table,
                               std::initializer_list<std::string_view> keys) const {
  for (const auto& [key, node] : table) {
    if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
      return refuse(node, "the key {0} means nothing here", {}, {std::string(key.str())});
  }
  return {};
}

Result<void> TomlReading::head(const toml::table& root) const {
  const toml::node* node = root.get("format");
  const auto* number = node == nullptr ? nullptr : node->as_integer();
  if (number == nullptr || number->get() != kFormat)
    return fail(Error::Kind::bad_input, "the file does not begin with format = 1",
                node == nullptr ? file_ : place(*node));
  return {};
}

Result<std::vector<const toml::table*>> TomlReading::tables(const toml::table& root,
                                                            std::string_view key) const {
  std::vector<const toml::table*> found;
  const toml::node* node = root.get(key);
  if (node == nullptr)
    return found;
  const toml::array* list = node->as_array();
  if (list == nullptr)
    return refuse(*node, "the part {0} is written with two brackets, once for each line", {},
                  {std::string(key)});
  for (const toml::node& each : *list) {
    const toml::table* table = each.as_table();
    if (table == nullptr)
      return refuse(each, "the part {0} is written with two brackets, once for each line", {},
                    {std::string(key)});
    found.push_back(table);
  }
  return found;
}

Result<std::string> TomlReading::text(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return refuse(table, "the key {0} is missing", {}, {std::string(key)});
  const auto* value = node->as_string();
  if (value == nullptr || value->get().empty())
    return refuse(*node, "the key {0} needs words in quotation marks", {}, {std::string(key)});
  return value->get();
}

Result<std::string> TomlReading::text_or(const toml::table& table, std::string_view key,
                                         std::string_view otherwise) const {
  return table.contains(key) ? text(table, key) : std::string(otherwise);
}

Result<bool> TomlReading::yes_or(const toml::table& table, std::string_view key,
                                 bool otherwise) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return otherwise;
  const auto* value = node->as_boolean();
  if (value == nullptr)
    return refuse(*node, "the key {0} must be true or false", {}, {std::string(key)});
  return value->get();
}

Result<std::int64_t> TomlReading::whole(const toml::table& table, std::string_view key,
                                        std::int64_t least, std::int64_t most) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return refuse(table, "the key {0} is missing", {}, {std::string(key)});
  const auto* value = node->as_integer();
  if (value == nullptr || value->get() < least || value->get() > most)
    return refuse(*node, "the key {0} must be a whole number from {1} to {2}", {},
                  {std::string(key), std::to_string(least), std::to_string(most)});
  return value->get();
}

Result<Day> TomlReading::day_of_node(const toml::node& node) const {
  if (const auto* date = node.as_date()) {
    const toml::date value = date->get();
    const Result<Day> day =
        manumit::day_of({.year = value.year, .month = value.month, .day = value.day});
    if (day)
      return *day;
  }
  if (const auto* words = node.as_string()) {
    if (const Result<Day> day = day_from_iso(words->get()))
      return *day;
  }
  return refuse(node, "a day is written as 2015-06-30");
}

Result<Day> TomlReading::day(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return refuse(table, "the key {0} is missing", {}, {std::string(key)});
  return day_of_node(*node);
}

Result<std::optional<Day>> TomlReading::day_if(const toml::table& table,
                                               std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return std::optional<Day>();
  return std::optional<Day>(TRY(day_of_node(*node)));
}

Result<std::int64_t> TomlReading::decimal(const toml::node& node, int decimals) const {
  const auto refusal = [&] {
    return refuse(node, "a number with at most {0} decimals belongs here", {},
                  {std::to_string(decimals)});
  };
  const std::optional<std::string> words = typed(node);
  if (!words)
    return refusal();
  const std::size_t point = std::min(words->find('.'), words->size());
  std::string digits = words->substr(0, point);
  std::string fraction = point < words->size() ? words->substr(point + 1) : "";
  const bool ends_in_point = point + 1 == words->size();
  if (digits.empty() || ends_in_point || fraction.size() > static_cast<std::size_t>(decimals))
    return refusal();
  fraction.resize(static_cast<std::size_t>(decimals), '0');
  digits += fraction;
  if (digits.find_first_not_of("0123456789") != std::string::npos || digits.size() > kMostDigits)
    return refusal();
  std::int64_t units = 0;
  for (const char digit : digits)
    units = units * 10 + (digit - '0');
  return units;
}

Result<Money> TomlReading::money(const toml::node& node, Currency currency) const {
  if (const auto* words = node.as_string()) {
    Result<Money> money = parse_money(words->get(), currency);
    if (money)
      return money;
    Error error = std::move(money).error();
    error.where = place(node);
    return fail(std::move(error));
  }
  const bool is_number = node.is_number();
  const std::optional<std::string> words = is_number ? typed(node) : std::nullopt;
  if (!words)
    return refuse(node, "this could not be read as an amount of money", "write it as 18000.50 RUB");
  // The sign is judged with the rest of the line, so that it is named there.
  const bool negative = words->front() == '-';
  const toml::value<std::string> plain(negative ? words->substr(1) : *words);
  const Result<std::int64_t> units = decimal(plain, currency.decimals());
  if (!units && words->find_first_not_of("-.0123456789") != std::string::npos)
    return refuse(node, "this could not be read as an amount of money", "write it as 18000.50 RUB");
  const std::size_t point = words->find('.');
  const bool few_decimals =
      point == std::string::npos ||
      words->size() - point - 1 <= static_cast<std::size_t>(currency.decimals());
  if (!units && few_decimals)
    return refuse(node, "the amount is too large to reckon with", "look for zeros too many");
  if (!units)
    return refuse(node, "{0} has only {1} decimals", {},
                  {std::string(currency.code()), std::to_string(currency.decimals())});
  return Money(negative ? -*units : *units, currency);
}

}  // namespace manumit::debt
