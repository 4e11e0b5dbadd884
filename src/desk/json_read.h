// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace manumit::desk {

/// Parses a request's JSON: at most 16 levels deep and 200,000 values, refused before any of it is
/// built. The one place where the JSON library meets the outside.
[[nodiscard]] Result<nlohmann::json> parse_json(std::string_view text);

/// The request does not have the shape that its address takes; `path` says where, in our own names.
[[nodiscard]] tl::unexpected<Error> bad_shape(std::string_view path);

/// The members of one JSON object, each asked for by name; what nobody asked for is refused.
/// Lives no longer than the JSON it reads.
class Members {
 public:
  [[nodiscard]] static Result<Members> of(const nlohmann::json& json, std::string path);

  /// The member, or nullptr when it is absent or null.
  [[nodiscard]] const nlohmann::json* find(const char* name);
  [[nodiscard]] Result<std::string> text(const char* name);
  [[nodiscard]] Result<std::string> text_or_empty(const char* name);
  [[nodiscard]] Result<bool> yes_no_or_false(const char* name);
  /// An empty list when it is absent.
  [[nodiscard]] Result<const nlohmann::json*> list(const char* name);
  /// Refuses members that were not asked for.
  [[nodiscard]] Result<void> nothing_else() const;

  [[nodiscard]] std::string path_of(std::string_view name) const;

 private:
  Members(const nlohmann::json& json, std::string path) : json_(json), path_(std::move(path)) {}
  const nlohmann::json& json_;
  std::string path_;
  std::set<std::string_view> known_;
};

}  // namespace manumit::desk
