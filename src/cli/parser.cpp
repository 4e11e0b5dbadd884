// SPDX-License-Identifier: Apache-2.0
#include "parser.h"

#include <algorithm>
#include <map>
#include <memory>

// The only file that sees CLI11: it costs ten seconds of building each time it is included.
#include <CLI/CLI.hpp>

namespace manumit::cli {
namespace {

/// Where CLI11 puts what it reads for one command. Its options write through pointers, so the
/// maps must not move once they are handed out; node-based maps do not.
struct Slots {
  std::map<std::string, std::string> values;
  std::map<std::string, std::vector<std::string>> lists;
  std::map<std::string, bool> switches;
};

struct Leaf {
  const Command* command = nullptr;
  CLI::App* app = nullptr;
  Slots slots;
};

CLI::Validator within(Range range) {
  return {[range](std::string& text) -> std::string {
            if (whole_number(text, range))
              return "";
            return "this must be a whole number from " + std::to_string(range.least) + " to " +
                   std::to_string(range.most);
          },
          "NUMBER"};
}

CLI::Validator right_by(Result<void> (*check)(std::string_view)) {
  return {[check](std::string& text) -> std::string {
            const Result<void> right = check(text);
            return right ? "" : in_english(right.error());
          },
          ""};
}

CLI::Option* add_value(Leaf& leaf, const Option& option, const std::string& name) {
  const std::string dashed = "--" + name;
  if (!option.many)
    return leaf.app->add_option(dashed, leaf.slots.values[name]);
  // One value each time, so that what follows it is not taken for another one.
  return leaf.app->add_option(dashed, leaf.slots.lists[name])->allow_extra_args(false);
}

void add_option(Leaf& leaf, const Option& option) {
  const std::string name(option.name);
  const std::string dashed = "--" + name;
  if (option.value.empty()) {
    leaf.app->add_flag(dashed, leaf.slots.switches[name]);
    return;
  }
  CLI::Option* added = add_value(leaf, option, name);
  added->required(option.required);
  if (option.range)
    added->check(within(*option.range));
  if (option.check != nullptr)
    added->check(right_by(option.check));
  if (!option.choices.empty()) {
    added->check(
        CLI::IsMember(std::vector<std::string>(option.choices.begin(), option.choices.end())));
  }
}

void add_positional(Leaf& leaf, const Positional& positional) {
  const std::string name(positional.name);
  if (positional.many)
    leaf.app->add_option(name, leaf.slots.lists[name])->required(positional.required);
  else
    leaf.app->add_option(name, leaf.slots.values[name])->required(positional.required);
}

/// Commands of two words whose first is a command too ("link plan" beside "link"): the words become
/// one for CLI11, joined by this.
constexpr char kJoin = '_';

std::string one_word(std::string name) {
  std::replace(name.begin(), name.end(), ' ', kJoin);
  return name;
}

bool stands_beside(const Command& command, const std::vector<const Command*>& commands) {
  const std::string_view group = command.name.substr(0, command.name.find(' '));
  return group != command.name &&
         std::any_of(commands.begin(), commands.end(),
                     [&](const Command* other) { return other->name == group; });
}

std::vector<std::string> with_joined(std::vector<std::string> words,
                                     const std::vector<const Command*>& commands) {
  if (words.size() < 2)
    return words;
  const std::string both = words[0] + " " + words[1];
  if (std::any_of(commands.begin(), commands.end(), [&](const Command* command) {
        return command->name == both && stands_beside(*command, commands);
      })) {
    words[0] = one_word(both);
    words.erase(words.begin() + 1);
  }
  return words;
}

CLI::App* group_of(CLI::App& root, std::string_view name) {
  const std::size_t space = name.find(' ');
  if (space == std::string_view::npos)
    return &root;
  const std::string group(name.substr(0, space));
  for (CLI::App* there : root.get_subcommands([](CLI::App*) { return true; })) {
    if (there->get_name() == group)
      return there;
  }
  CLI::App* made = root.add_subcommand(group, "");
  made->require_subcommand(1);
  made->set_help_flag("--help,-h");
  return made;
}

std::unique_ptr<Leaf> add_command(CLI::App& root, const Command& command, bool beside) {
  auto leaf = std::make_unique<Leaf>();
  leaf->command = &command;
  const std::size_t space = command.name.rfind(' ');
  const std::string last(command.name.substr(space == std::string_view::npos ? 0 : space + 1));
  leaf->app = beside ? root.add_subcommand(one_word(std::string(command.name)), "")
                     : group_of(root, command.name)->add_subcommand(last, "");
  leaf->app->set_help_flag("--help,-h");
  for (const Option& option : command.options)
    add_option(*leaf, option);
  for (const Positional& positional : command.positionals)
    add_positional(*leaf, positional);
  return leaf;
}

/// "vault create" for the deepest command that was named.
std::string named_command(const CLI::App& root) {
  std::string name;
  const CLI::App* at = &root;
  while (!at->get_subcommands().empty()) {
    at = at->get_subcommands().front();
    name += (name.empty() ? "" : " ") + at->get_name();
  }
  std::replace(name.begin(), name.end(), kJoin, ' ');
  return name;
}

Args gathered(const Leaf& leaf) {
  Args args;
  for (const Option& option : leaf.command->options) {
    const std::string name(option.name);
    if (leaf.app->count("--" + name) == 0)
      continue;
    if (option.many) {
      for (const std::string& value : leaf.slots.lists.at(name))
        args.put(name, value);
    } else {
      args.put(name, option.value.empty() ? "yes" : leaf.slots.values.at(name));
    }
  }
  for (const Positional& positional : leaf.command->positionals) {
    const std::string name(positional.name);
    if (leaf.app->count(name) == 0)
      continue;
    if (positional.many) {
      for (const std::string& value : leaf.slots.lists.at(name))
        args.put(name, value);
    } else {
      args.put(name, leaf.slots.values.at(name));
    }
  }
  return args;
}

/// Whether the word is an option of the command, which a person has not meant as a value.
bool is_option(const Command& command, const std::string& word) {
  return std::any_of(command.options.begin(), command.options.end(),
                     [&](const Option& option) { return word == "--" + std::string(option.name); });
}

/// The option whose value was forgotten, so that it took the next option for it; or "".
std::string without_value(const Leaf& leaf) {
  for (const Option& option : leaf.command->options) {
    const std::string name(option.name);
    const auto value = leaf.slots.values.find(name);
    if (value != leaf.slots.values.end() && is_option(*leaf.command, value->second))
      return "--" + name;
    const auto list = leaf.slots.lists.find(name);
    if (list != leaf.slots.lists.end() &&
        std::any_of(list->second.begin(), list->second.end(),
                    [&](const std::string& word) { return is_option(*leaf.command, word); }))
      return "--" + name;
  }
  return "";
}

AskedWrongly wrongly(std::string why, const std::string& command) {
  std::replace(why.begin(), why.end(), '\n', ' ');
  return {.why = std::move(why),
          .help_line = "manumit " + (command.empty() ? "" : command + " ") + "--help"};
}

}  // namespace

Asked parse(const std::vector<std::string>& words, const std::vector<const Command*>& commands) {
  CLI::App root("manumit");
  root.require_subcommand(0, 1);
  root.set_help_flag("--help,-h");
  const CLI::Option* version = root.add_flag("--version");
  const CLI::Option* manual = root.add_flag("--manual-page");
  std::string shell;
  root.add_option("--completion", shell)->check(CLI::IsMember({"bash", "zsh"}));
  std::vector<std::unique_ptr<Leaf>> leaves;
  for (const Command* command : commands)
    leaves.push_back(add_command(root, *command, stands_beside(*command, commands)));

  try {
    // CLI11 takes the words from the back.
    const std::vector<std::string> joined = with_joined(words, commands);
    root.parse(std::vector<std::string>(joined.rbegin(), joined.rend()));
  } catch (const CLI::CallForHelp&) {
    return WantsHelp{named_command(root)};
  } catch (const CLI::ParseError& error) {
    return wrongly(error.what(), named_command(root));
  }
  if (version->count() > 0)
    return WantsVersion{};
  if (manual->count() > 0)
    return WantsManualPage{};
  if (!shell.empty())
    return WantsCompletion{shell};
  for (const auto& leaf : leaves) {
    if (!leaf->app->parsed())
      continue;
    if (const std::string option = without_value(*leaf); !option.empty())
      return wrongly(option + " needs a value", named_command(root));
    return Call{leaf->command, gathered(*leaf)};
  }
  return wrongly("no command was given", "");
}

}  // namespace manumit::cli
