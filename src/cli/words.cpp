// SPDX-License-Identifier: Apache-2.0
#include "words.h"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "catalogue.h"

namespace manumit::cli {
namespace {

using Json = nlohmann::json;
using Table = std::unordered_map<std::string, std::string>;

/// "fact": {"means.deception": "…"} becomes "fact.means.deception", however deep it stands.
void flatten(const Json& node, const std::string& id, Table& words) {
  if (node.is_string()) {
    words[id] = node.get<std::string>();
  } else if (node.is_object()) {
    for (const auto& [key, value] : node.items())
      flatten(value, id.empty() ? key : id + "." + key, words);
  }
}

void flatten_errors(const Json& errors, Table& words) {
  for (const auto& [english, translated] : errors.items()) {
    if (translated.is_string())
      words[english] = translated.get<std::string>();
  }
}

}  // namespace

Words Words::for_locale(std::string_view locale) {
  Words words;
  const std::string_view language = locale.substr(0, locale.find_first_of("_.@"));
  if (!language.empty())
    words.language_ = language;
  for (const std::string_view file : catalogue_of(language))
    words.learn(file);
  return words;
}

void Words::learn(std::string_view json) {
  Json catalogue = Json::parse(json, nullptr, false);
  if (!catalogue.is_object())
    return;
  // Errors are keyed by sentences, which have full stops of their own: not to be flattened.
  if (const auto errors = catalogue.find("errors"); errors != catalogue.end()) {
    flatten_errors(*errors, errors_);
    catalogue.erase(errors);
  }
  flatten(catalogue, "", words_);
}

std::string Words::of(std::string_view id) const {
  const auto found = words_.find(std::string(id));
  return found == words_.end() ? std::string(id) : found->second;
}

std::string Words::sentence(const std::string& english) const {
  const auto found = errors_.find(english);
  return found == errors_.end() ? english : found->second;
}

std::string Words::of(const Error& error) const {
  Error translated = error;
  translated.what = sentence(error.what);
  translated.next = sentence(error.next);
  return in_english(translated);
}

std::string locale_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return value;
  }
  return "";
}

}  // namespace manumit::cli
