// SPDX-License-Identifier: Apache-2.0
#include "words.h"

#include <array>
#include <cstdlib>
#include <mutex>
#include <nlohmann/json.hpp>
#include <unordered_map>

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

struct Words::Catalogue {
  std::array<std::string_view, 2> files;
  std::once_flag is_read;  ///< Several threads may ask for the first word.
  Table words;
  Table errors;

  void read(std::string_view file) {
    Json json = Json::parse(file, nullptr, false);
    if (!json.is_object())
      return;
    // Errors are keyed by sentences, which have full stops of their own: not to be flattened.
    if (const auto found = json.find("errors"); found != json.end()) {
      flatten_errors(*found, errors);
      json.erase(found);
    }
    flatten(json, "", words);
  }
};

Words::Words() : catalogue_(std::make_unique<Catalogue>()) {}
Words::Words(Words&&) noexcept = default;
Words& Words::operator=(Words&&) noexcept = default;
Words::~Words() = default;

Words Words::for_locale(std::string_view locale) {
  Words words;
  const std::string_view language = locale.substr(0, locale.find_first_of("_.@"));
  if (!language.empty())
    words.language_ = language;
  words.catalogue_->files = catalogue_of(language);
  return words;
}

const Words::Catalogue& Words::catalogue() const {
  std::call_once(catalogue_->is_read, [&] {
    for (const std::string_view file : catalogue_->files)
      catalogue_->read(file);
  });
  return *catalogue_;
}

std::string Words::of(std::string_view id) const {
  const Table& words = catalogue().words;
  const auto found = words.find(std::string(id));
  return found == words.end() ? std::string(id) : found->second;
}

std::string Words::sentence(const std::string& english) const {
  const Table& errors = catalogue().errors;
  const auto found = errors.find(english);
  return found == errors.end() ? english : found->second;
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
