// SPDX-License-Identifier: Apache-2.0
#include "toml_reader.h"

#include <algorithm>

#include "base/toml_guard.h"

namespace manumit::casework {

Result<toml::table> toml_of(std::string_view text, std::string_view file) {
  toml::parse_result parsed = toml::parse(TRY(bearable_toml(text, file)), file);
  if (parsed)
    return std::move(parsed).table();
  const toml::source_position at = parsed.error().source().begin;
  return fail(Error::Kind::bad_input, "this is not TOML: {0}",
              std::string(file) + ", line " + std::to_string(at.line) + ", column " +
                  std::to_string(at.column),
              {}, {std::string(parsed.error().description())});
}

std::string TomlReader::place(const toml::node& node) const {
  return file_ + ", line " + std::to_string(node.source().begin.line) + ", column " +
         std::to_string(node.source().begin.column);
}

Result<std::string> TomlReader::text(const toml::table& table, std::string_view key,
                                     bool needed) const {
  const toml::node* node = table.get(key);
  if (node == nullptr && !needed)
    return std::string();
  if (node == nullptr)
    return fail(Error::Kind::bad_input, "the key {0} is missing", place(table), {},
                {std::string(key)});
  const auto* value = node->as_string();
  if (value == nullptr || value->get().empty())
    return fail(Error::Kind::bad_input, "the key {0} needs words in quotation marks", place(*node),
                {}, {std::string(key)});
  return value->get();
}

Result<std::vector<std::string>> TomlReader::texts(const toml::table& table, std::string_view key,
                                                   bool needed) const {
  const toml::node* node = table.get(key);
  if (node == nullptr && needed)
    return fail(Error::Kind::bad_input, "the key {0} is missing", place(table), {},
                {std::string(key)});
  std::vector<std::string> out;
  if (node == nullptr)
    return out;
  const toml::array* list = node->as_array();
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const auto* word = list->get(i)->as_string();
    out.push_back(word == nullptr ? std::string() : word->get());
  }
  if (list == nullptr || out.empty() || std::count(out.begin(), out.end(), "") > 0)
    return fail(Error::Kind::bad_input, "the key {0} needs a list of words", place(*node), {},
                {std::string(key)});
  return out;
}

Result<std::size_t> TomlReader::one_of(const toml::table& table, std::string_view key,
                                       std::span<const std::string_view> words) const {
  const std::string said = TRY(text(table, key, true));
  const auto at = std::find(words.begin(), words.end(), said);
  if (at == words.end())
    return fail(Error::Kind::bad_input, "the key {0} cannot be {1}", place(*table.get(key)),
                "definitions/README.md lists what it can be", {std::string(key), said});
  return static_cast<std::size_t>(at - words.begin());
}

Result<bool> TomlReader::yes_or_no(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return false;
  const auto* value = node->as_boolean();
  if (value == nullptr)
    return fail(Error::Kind::bad_input, "the key {0} must be true or false", place(*node), {},
                {std::string(key)});
  return value->get();
}

Result<int> TomlReader::whole(const toml::table& table, std::string_view key, int most) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return 0;
  const auto* value = node->as_integer();
  if (value == nullptr || value->get() < 1 || value->get() > most)
    return fail(Error::Kind::bad_input, "the key {0} must be a whole number from {1} to {2}",
                place(*node), {}, {std::string(key), "1", std::to_string(most)});
  return static_cast<int>(value->get());
}

Result<std::optional<Day>> TomlReader::day(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    return std::optional<Day>();
  const auto* value = node->as_date();
  if (value == nullptr)
    return fail(Error::Kind::bad_input, "the key {0} needs a day, as 2012-11-05", place(*node), {},
                {std::string(key)});
  const toml::date date = value->get();
  return std::optional<Day>(TRY(day_of({date.year, date.month, date.day})));
}

Result<void> TomlReader::only(const toml::table& table,
                              std::span<const std::string_view> keys) const {
  for (const auto& [key, node] : table) {
    if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
      return fail(Error::Kind::bad_input, "the key {0} means nothing here", place(node), {},
                  {std::string(key.str())});
  }
  return {};
}

}  // namespace manumit::casework
