// SPDX-License-Identifier: Apache-2.0
#include "settings_toml.h"

#include <algorithm>
#include <cmath>

#include "base/toml_guard.h"

namespace manumit::link {
namespace {

/// The texts of a list; nothing if it is none, or holds something else.
std::optional<std::vector<std::string>> texts_of(const toml::node& node) {
  const toml::array* list = node.as_array();
  if (list == nullptr)
    return std::nullopt;
  std::vector<std::string> texts;
  for (const toml::node& each : *list) {
    const auto* text = each.as_string();
    if (text == nullptr || text->get().empty())
      return std::nullopt;
    texts.push_back(text->get());
  }
  return texts;
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

std::string TomlTable::place(const toml::node& node) const {
  return file_ + ", line " + std::to_string(node.source().begin.line) + ", column " +
         std::to_string(node.source().begin.column);
}

tl::unexpected<Error> TomlTable::refuse(std::string_view key, std::string what, std::string next,
                                        std::vector<std::string> fills) const {
  const toml::node* node = table_.get(key);
  return fail(Error::Kind::bad_input, std::move(what),
              node == nullptr ? place(table_) : place(*node), std::move(next), std::move(fills));
}

Result<void> TomlTable::only(std::initializer_list<std::string_view> keys) const {
  for (const auto& [key, node] : table_) {
    if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
      return fail(Error::Kind::bad_input, "the key {0} means nothing here", place(node), {},
                  {std::string(key.str())});
  }
  return {};
}

Result<std::string> TomlTable::text(std::string_view key) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr)
    return refuse(key, "the key {0} is missing", {}, {std::string(key)});
  const auto* value = node->as_string();
  if (value == nullptr || value->get().empty())
    return refuse(key, "the key {0} needs words in quotation marks", {}, {std::string(key)});
  return value->get();
}

Result<bool> TomlTable::yes_or(std::string_view key, bool otherwise) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr)
    return otherwise;
  const auto* value = node->as_boolean();
  if (value == nullptr)
    return refuse(key, "the key {0} must be true or false", {}, {std::string(key)});
  return value->get();
}

Result<std::uint64_t> TomlTable::whole_or(std::string_view key, std::uint64_t otherwise,
                                          std::uint64_t least, std::uint64_t most) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr)
    return otherwise;
  const auto* value = node->as_integer();
  if (value == nullptr || value->get() < 0 || static_cast<std::uint64_t>(value->get()) < least ||
      static_cast<std::uint64_t>(value->get()) > most)
    return refuse(key, "the key {0} must be a whole number from {1} to {2}", {},
                  {std::string(key), std::to_string(least), std::to_string(most)});
  return static_cast<std::uint64_t>(value->get());
}

Result<double> TomlTable::real_or(std::string_view key, double otherwise, double least,
                                  double most) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr)
    return otherwise;
  const std::optional<double> value = node->value<double>();
  if (!node->is_number() || !value || !(*value >= least && *value <= most))
    return refuse(key, "the number under {0} is too small or too large", {}, {std::string(key)});
  return *value;
}

Result<std::vector<std::string>> TomlTable::texts(std::string_view key) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr)
    return std::vector<std::string>();
  auto texts = texts_of(*node);
  if (!texts)
    return refuse(key, "the key {0} needs a list of words in quotation marks", {},
                  {std::string(key)});
  return std::move(*texts);
}

Result<std::vector<std::vector<std::string>>> TomlTable::lists_of_texts(
    std::string_view key) const {
  std::vector<std::vector<std::string>> lists;
  const toml::node* node = table_.get(key);
  if (node == nullptr)
    return lists;
  const toml::array* outer = node->as_array();
  for (std::size_t i = 0; outer != nullptr && i < outer->size(); ++i) {
    auto texts = texts_of(*outer->get(i));
    if (!texts) {
      outer = nullptr;
      break;
    }
    lists.push_back(std::move(*texts));
  }
  if (outer == nullptr)
    return refuse(key, "the key {0} needs a list of rules, each a list of keys", {},
                  {std::string(key)});
  return lists;
}

Result<std::vector<double>> TomlTable::reals(std::string_view key, double least,
                                             double most) const {
  std::vector<double> numbers;
  const toml::node* node = table_.get(key);
  if (node == nullptr)
    return numbers;
  const toml::array* list = node->as_array();
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const toml::node& each = *list->get(i);
    const std::optional<double> value = each.value<double>();
    if (!each.is_number() || !value || !(*value >= least && *value <= most)) {
      list = nullptr;
      break;
    }
    numbers.push_back(*value);
  }
  if (list == nullptr)
    return refuse(key, "the key {0} needs a list of numbers", {}, {std::string(key)});
  return numbers;
}

Result<std::vector<TomlTable>> TomlTable::tables(std::string_view key) const {
  std::vector<TomlTable> found;
  const toml::node* node = table_.get(key);
  if (node == nullptr)
    return found;
  const toml::array* list = node->as_array();
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const toml::table* table = list->get(i)->as_table();
    if (table == nullptr) {
      list = nullptr;
      break;
    }
    found.emplace_back(*table, file_);
  }
  if (list == nullptr)
    return refuse(key, "the part {0} is written with two brackets, once for each line", {},
                  {std::string(key)});
  return found;
}

Result<std::optional<TomlTable>> TomlTable::part(std::string_view key) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr)
    return std::optional<TomlTable>();
  const toml::table* table = node->as_table();
  if (table == nullptr)
    return refuse(key, "the part {0} is written with one bracket, once", {}, {std::string(key)});
  return std::optional<TomlTable>(TomlTable(*table, file_));
}

}  // namespace manumit::link
