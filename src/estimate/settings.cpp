// SPDX-License-Identifier: Apache-2.0
#include "settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>

namespace manumit::estimate {
namespace {

constexpr std::array<std::string_view, kMethods> kNames = {
    "main_effects",    "stepwise",     "bic_order2",   "bic",     "aic_order2",  "aic",
    "bayes_threshold", "latent_class", "decomposable", "chapman", "lower_bound", "fixed"};

/// "name=value", one after the other, with a blank between.
class Line {
 public:
  void text(std::string_view name, std::string_view value) {
    if (!line_.empty())
      line_ += ' ';
    line_.append(name).append("=").append(value);
  }
  void number(std::string_view name, std::unsigned_integral auto value) {
    text(name, std::to_string(value));
  }
  void number(std::string_view name, int value) { text(name, std::to_string(value)); }
  /// The shortest digits that read back as the same number.
  void real(std::string_view name, double value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    text(name, {digits.data(), static_cast<std::size_t>(end - digits.data())});
  }
  void yes_no(std::string_view name, bool value) { text(name, value ? "yes" : "no"); }
  [[nodiscard]] std::string take() { return std::move(line_); }

 private:
  std::string line_;
};

/// The methods by name with commas between, in the order of the JSON, each once.
std::string joined(std::vector<Method> methods) {
  std::sort(methods.begin(), methods.end());
  methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
  std::string names;
  for (const Method method : methods) {
    names += names.empty() ? "" : ",";
    names += name_of(method);
  }
  return names.empty() ? "all" : names;
}

std::string joined(const std::vector<std::uint64_t>& numbers) {
  std::string list;
  for (const std::uint64_t number : numbers)
    list += (list.empty() ? "" : ",") + std::to_string(number);
  return list.empty() ? "unknown" : list;
}

/// `"male","child"`, with a backslash before what would end the text.
std::string quoted(const std::vector<std::string>& values) {
  std::string list;
  for (const std::string& value : values) {
    list += list.empty() ? "\"" : ",\"";
    for (const char letter : value) {
      if (letter == '"' || letter == '\\')
        list += '\\';
      list += letter;
    }
    list += '"';
  }
  return list;
}

std::string joined(const std::vector<UnseenGroup>& groups) {
  std::string list;
  for (const UnseenGroup& group : groups)
    list += (list.empty() ? "" : ";") + quoted(group.values) + ":" + std::to_string(group.people);
  return list.empty() ? "none" : list;
}

}  // namespace

std::string_view name_of(Method method) {
  return kNames[static_cast<std::size_t>(method)];
}

std::optional<Method> method_named(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end())
    return std::nullopt;
  return static_cast<Method>(found - kNames.begin());
}

std::string_view name_of(Told told) {
  constexpr std::array<std::string_view, 3> names = {"not_told", "yes", "no"};
  return names[static_cast<std::size_t>(told)];
}

std::string written(const Settings& settings) {
  Line line;
  line.text("methods", joined(settings.methods));
  line.text("model", settings.model.empty() ? "none" : settings.model);
  line.number("bootstrap", settings.bootstrap);
  line.number("seed", settings.seed);
  line.real("threshold", settings.threshold);
  line.number("max_order", settings.max_order);
  line.number("top_models", settings.top_models);
  line.number("beam", settings.beam);
  line.number("classes", settings.classes);
  line.number("chains", settings.chains);
  line.number("sweeps", settings.sweeps);
  line.real("delta", settings.delta);
  line.number("grid_times", settings.grid_times);
  line.text("lists_differ", name_of(settings.lists_differ));
  line.text("referrals", name_of(settings.referrals));
  line.text("open_population", name_of(settings.open_population));
  line.yes_no("diagnostics", settings.diagnostics);
  line.yes_no("joint", settings.joint);
  line.text("population", joined(settings.population));
  line.text("unseen_groups", joined(settings.unseen_groups));
  line.number("small_cell", settings.small_cell);
  return line.take();
}

}  // namespace manumit::estimate
