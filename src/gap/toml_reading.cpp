// SPDX-License-Identifier: Apache-2.0
#include "toml_reading.h"

#include <algorithm>
#include <cmath>

#include "base/day.h"
#include "base/toml_guard.h"

namespace manumit::gap {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20;
constexpr std::size_t kMostTables = 5000;

}  // namespace

Result<toml::table> toml_of(std::string_view text, const std::string& file) {
  if (text.size() > kMostBytes)
    return fail(Error::Kind::bad_input, "the file is larger than a mebibyte", file);
  toml::parse_result parsed = toml::parse(TRY(bearable_toml(text, file)), file);
  if (!parsed) {
    const toml::source_position at = parsed.error().source().begin;
    return fail(
        Error::Kind::bad_input, "the file is no valid TOML from here on",
        file + ", line " + std::to_string(at.line) + ", column " + std::to_string(at.column));
  }
  toml::table root = std::move(parsed).table();
  const toml::node* format = root.get("format");
  if (format == nullptr || format->value<std::int64_t>() != 1)
    return fail(Error::Kind::bad_input, "the file does not begin with format = 1", file);
  return root;
}

std::string TomlReading::place(const toml::node& node) const {
  const toml::source_position at = node.source().begin;
  return file_ + ", line " + std::to_string(at.line) + ", column " + std::to_string(at.column);
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

Result<std::vector<const toml::table*>> TomlReading::tables(const toml::table& root,
                                                            std::string_view key) const {
  std::vector<const toml::table*> found;
  const toml::node* node = root.get(key);
  if (node == nullptr)
    return found;
  const toml::array* list = node->as_array();
  if (list == nullptr || list->size() > kMostTables)
    return refuse(*node, "the part {0} is written with two brackets, once for each line", {},
                  {std::string(key)});
  for (const toml::node& each : *list) {
    if (!each.is_table())
      return refuse(each, "the part {0} is written with two brackets, once for each line", {},
                    {std::string(key)});
    found.push_back(each.as_table());
  }
  return found;
}

Result<const toml::table*> TomlReading::table(const toml::table& root, std::string_view key) const {
  static const toml::table kNone;
  const toml::node* node = root.get(key);
  if (node == nullptr)
    return &kNone;
  if (!node->is_table())
    return refuse(*node, "the key {0} needs words in quotation marks", {}, {std::string(key)});
  return node->as_table();
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

Result<std::string> TomlReading::time_or_none(const toml::table& table,
                                              std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return std::string();
  if (const auto* number = node->as_integer())
    return std::to_string(number->get());
  if (const auto* date = node->as_date()) {
    const toml::date day = date->get();
    if (const auto known = day_of({.year = day.year, .month = day.month, .day = day.day}))
      return to_iso(*known);
  }
  return text(table, key);
}

Result<std::optional<bool>> TomlReading::yes_if(const toml::table& table,
                                                std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return std::optional<bool>();
  if (!node->is_boolean())
    return refuse(*node, "the key {0} must be true or false", {}, {std::string(key)});
  return node->value<bool>();
}

Result<std::optional<double>> TomlReading::number_if(const toml::table& table,
                                                     std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return std::optional<double>();
  const std::optional<double> value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value || !std::isfinite(*value) || *value < 0 || *value > 1e15)
    return refuse(*node, "the key {0} needs a number that is not below 0", {}, {std::string(key)});
  return value;
}

Result<std::vector<std::string>> TomlReading::texts(const toml::table& table,
                                                    std::string_view key) const {
  std::vector<std::string> found;
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return found;
  if (const auto* one = node->as_string())
    return std::vector<std::string>{one->get()};
  const toml::array* list = node->as_array();
  if (list == nullptr)
    return refuse(*node, "the key {0} needs words in quotation marks", {}, {std::string(key)});
  for (const toml::node& each : *list) {
    const auto* value = each.as_string();
    if (value == nullptr)
      return refuse(each, "the key {0} needs words in quotation marks", {}, {std::string(key)});
    found.push_back(value->get());
  }
  return found;
}

}  // namespace manumit::gap
