// SPDX-License-Identifier: Apache-2.0
#include "json_read.h"

#include <algorithm>

namespace manumit::desk {
namespace {

constexpr int kDeepest = 16;
constexpr std::size_t kMostValues = 200'000;

/// Whether brackets nest and values follow each other within bounds; no more than that is read.
bool within_bounds(std::string_view text) {
  int depth = 0;
  std::size_t values = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = text[i];
    if (in_string) {
      i += letter == '\\' ? 1 : 0;
      in_string = letter != '"';
    } else if (letter == '"') {
      in_string = true;
    } else if (letter == '[' || letter == '{') {
      ++values;
      if (++depth > kDeepest)
        return false;
    } else if (letter == ']' || letter == '}') {
      --depth;
    } else if (letter == ',') {
      ++values;
    }
  }
  return values <= kMostValues;
}

}  // namespace

tl::unexpected<Error> bad_shape(std::string_view path) {
  return fail(Error::Kind::bad_input, "the request is not the JSON that this address takes",
              std::string(path));
}

Result<nlohmann::json> parse_json(std::string_view text) {
  if (!within_bounds(text))
    return fail(Error::Kind::bad_input,
                "the request is nested too deeply or holds too many values");
  auto json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  if (json.is_discarded())
    return bad_shape("");
  return json;
}

Result<Members> Members::of(const nlohmann::json& json, std::string path) {
  if (!json.is_object())
    return bad_shape(path);
  return Members(json, std::move(path));
}

std::string Members::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

const nlohmann::json* Members::find(const char* name) {
  known_.insert(name);
  const auto member = json_.find(name);
  return member == json_.end() || member->is_null() ? nullptr : &*member;
}

Result<std::string> Members::text(const char* name) {
  const auto* member = find(name);
  if (member == nullptr || !member->is_string())
    return bad_shape(path_of(name));
  return member->get_ref<const std::string&>();
}

Result<std::string> Members::text_or_empty(const char* name) {
  return find(name) == nullptr ? std::string() : text(name);
}

Result<bool> Members::yes_no_or_false(const char* name) {
  const auto* member = find(name);
  if (member == nullptr)
    return false;
  if (!member->is_boolean())
    return bad_shape(path_of(name));
  return member->get<bool>();
}

Result<const nlohmann::json*> Members::list(const char* name) {
  static const nlohmann::json kEmpty = nlohmann::json::array();
  const auto* member = find(name);
  if (member == nullptr)
    return &kEmpty;
  if (!member->is_array())
    return bad_shape(path_of(name));
  return member;
}

Result<void> Members::nothing_else() const {
  const auto items = json_.items();
  const bool all_known = std::all_of(items.begin(), items.end(),
                                     [&](const auto& item) { return known_.contains(item.key()); });
  if (!all_known)
    return bad_shape(path_);
  return {};
}

}  // namespace manumit::desk
