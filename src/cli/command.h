// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "words.h"

namespace manumit::cli {

struct Range {
  std::size_t least = 0;
  std::size_t most = 0;
};

/// "--format NAME". Without a value name it is a switch.
struct Option {
  std::string_view name;   ///< without the dashes
  std::string_view value;  ///< "FILE", as help shows it; empty for a switch
  std::string_view summary;
  bool required = false;
  std::vector<std::string_view> choices = {};  ///< nothing else is accepted; empty: anything
  std::optional<Range> range = std::nullopt;   ///< a whole number inside it, nothing else
  bool many = false;                           ///< may be given several times
  /// What is wrong with a value, for what neither choices nor a range can say; null: anything goes.
  Result<void> (*check)(std::string_view value) = nullptr;
};

struct Positional {
  std::string_view name;  ///< "VAULT"
  std::string_view summary;
  bool required = true;
  bool many = false;  ///< One or more of them.
};

struct Example {
  std::string_view line;
  std::string_view says;
};

/// What was typed after the command's name, already checked against its table.
class Args {
 public:
  void put(std::string name, std::string value) {
    values_[std::move(name)].push_back(std::move(value));
  }
  [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }
  /// The value, or what stands in for it when it was not given; of several the last.
  [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise = {}) const;
  /// All values of an option or a positional that may be given several times, as they were given.
  [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;
  /// The value of an option with a range.
  [[nodiscard]] std::size_t number(std::string_view name, std::size_t otherwise) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// What a command may touch: results go to `out`, words for people to `words`.
struct Console {
  std::ostream& out;
  std::ostream& words;
  const Words& catalogue;
  Surroundings surroundings;
};

/// One command: parser, help, manual page and completion are made from this table alone.
struct Command {
  std::string_view name;  ///< "vault create"
  std::string_view summary;
  std::string_view about;  ///< one paragraph for the manual
  std::vector<Option> options;
  std::vector<Positional> positionals;
  std::vector<Example> examples;
  Result<void> (*run)(const Args& args, Console& console);
};

/// The number written in a text, if it is a whole one inside the range.
[[nodiscard]] std::optional<std::size_t> whole_number(std::string_view text, Range range);

/// All of them, in the order in which help shows them.
[[nodiscard]] const std::vector<const Command*>& all_commands();

}  // namespace manumit::cli
