// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>

#include "settings.h"

namespace manumit::link {
namespace {

constexpr std::array<std::string_view, kHows> kHowNames = {
    "exact", "jaro_winkler", "edit", "levenshtein", "date", "code", "number", "words", "name"};
constexpr std::array<std::string_view, kClusterMethods> kMethodNames = {"average", "components"};

/// A cut, and whether a number belongs to it.
struct CutName {
  std::string_view name;
  bool has_number;
};
constexpr std::array<CutName, kCuts> kCutNames = {{{"", false},
                                                   {"first", true},
                                                   {"last", true},
                                                   {"word", true},
                                                   {"year", false},
                                                   {"month", false},
                                                   {"sound", false},
                                                   {"grams", true},
                                                   {"words", false},
                                                   {"rare", true},
                                                   {"names", false}}};

template <typename Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto* const found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

/// "first 3" as a cut and its number; nothing if it is none.
std::optional<KeyPart> cut_of(std::string_view text) {
  constexpr std::uint32_t kMostNumber = 1'000'000;
  const std::size_t blank = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, blank);
  const auto* const found = std::find_if(kCutNames.begin(), kCutNames.end(),
                                         [&](const CutName& each) { return each.name == word; });
  if (found == kCutNames.end() || found == kCutNames.begin())
    return std::nullopt;
  KeyPart part{.columns = {}, .cut = static_cast<Cut>(found - kCutNames.begin()), .number = 0};
  if (!found->has_number)
    return blank == text.size() ? std::optional(part) : std::nullopt;
  if (blank == text.size())
    return std::nullopt;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + blank + 1, end, part.number);
  if (read.ec != std::errc{} || read.ptr != end || part.number == 0 || part.number > kMostNumber)
    return std::nullopt;
  return part;
}

std::vector<std::string> columns_of(std::string_view text) {
  std::vector<std::string> columns;
  while (true) {
    const std::size_t end = std::min(text.find('+'), text.size());
    columns.emplace_back(text.substr(0, end));
    if (end == text.size())
      return columns;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string_view name_of(How how) {
  return kHowNames[static_cast<std::size_t>(how)];
}

std::optional<How> how_named(std::string_view name) {
  return named<How>(kHowNames, name);
}

std::string_view name_of(ClusterMethod method) {
  return kMethodNames[static_cast<std::size_t>(method)];
}

std::optional<ClusterMethod> cluster_method_named(std::string_view name) {
  return named<ClusterMethod>(kMethodNames, name);
}

std::string written(const KeyPart& part) {
  std::string text;
  for (const std::string& column : part.columns)
    text += (text.empty() ? "" : "+") + column;
  const CutName& cut = kCutNames[static_cast<std::size_t>(part.cut)];
  if (part.cut != Cut::value)
    text.append(":").append(cut.name);
  if (cut.has_number)
    text += " " + std::to_string(part.number);
  return text;
}

Result<KeyPart> key_part_of(std::string_view text) {
  KeyPart part;
  const std::size_t colon = text.rfind(':');
  // A heading may have a colon of its own: what follows is a cut only if it is one.
  if (colon != std::string_view::npos) {
    if (const auto cut = cut_of(text.substr(colon + 1))) {
      part = *cut;
      text = text.substr(0, colon);
    }
  }
  part.columns = columns_of(text);
  for (const std::string& column : part.columns) {
    if (column.empty())
      return fail(Error::Kind::bad_input, "a key is a column, or a column and what of it counts",
                  {}, "write it as surname, surname:first 3 or first_name+surname:words");
  }
  return part;
}

std::string written(const RuleSetting& rule) {
  std::string text;
  for (const KeyPart& part : rule.parts)
    text += (text.empty() ? "" : ", ") + written(part);
  return text;
}

bool has_many_keys(const KeyPart& part) {
  return part.cut == Cut::sound || part.cut == Cut::grams || part.cut == Cut::words ||
         part.cut == Cut::rare || part.cut == Cut::names;
}

}  // namespace manumit::link
