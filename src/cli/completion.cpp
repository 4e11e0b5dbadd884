// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "manual.h"

namespace manumit::cli {
namespace {

/// Everything a shell must know: words after a word, options of a command, choices of an option.
struct Vocabulary {
  std::vector<std::string> first;                           ///< "desk", "vault", "case"
  std::map<std::string, std::vector<std::string>> second;   ///< "vault" → "create", "info" …
  std::map<std::string, std::vector<std::string>> options;  ///< "vault create" → "--member" …
  std::map<std::string, std::vector<std::string>> choices;  ///< "--format" → its choices
};

void learn_options(Vocabulary& known, const Command& command) {
  std::vector<std::string>& options = known.options[std::string(command.name)];
  for (const Option& option : command.options) {
    options.push_back("--" + std::string(option.name));
    if (!option.choices.empty()) {
      known.choices[options.back()] =
          std::vector<std::string>(option.choices.begin(), option.choices.end());
    }
  }
  options.emplace_back("--help");
}

Vocabulary learn(const std::vector<const Command*>& commands) {
  Vocabulary known;
  for (const Command* command : commands) {
    const std::size_t space = command->name.find(' ');
    const std::string group(command->name.substr(0, space));
    if (std::find(known.first.begin(), known.first.end(), group) == known.first.end())
      known.first.push_back(group);
    if (space != std::string_view::npos)
      known.second[group].emplace_back(command->name.substr(space + 1));
    learn_options(known, *command);
  }
  return known;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string bash_cases(const Vocabulary& known) {
  std::string out;
  for (const auto& [option, choices] : known.choices) {
    out += "  if [[ $before == " + option + " ]]; then\n    COMPREPLY=($(compgen -W \"" +
           joined(choices) + "\" -- \"$word\"))\n    return\n  fi\n";
  }
  out += "  case \"$first $second\" in\n";
  // From behind, so that "link plan" stands before "link" with whatever follows.
  for (auto at = known.options.rbegin(); at != known.options.rend(); ++at) {
    const auto& [name, options] = *at;
    const std::string pattern = name.find(' ') == std::string::npos ? name + "\\ *" : "";
    std::string exact = name;
    if (const std::size_t space = exact.find(' '); space != std::string::npos)
      exact.insert(space, "\\");
    out +=
        "    " + (pattern.empty() ? exact : pattern) + ") options=\"" + joined(options) + "\" ;;\n";
  }
  return out + "  esac\n";
}

std::string bash_script(const Vocabulary& known) {
  std::string out =
      "# SPDX-License-Identifier: Apache-2.0\n# bash completion for manumit\n_manumit() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  local first=${COMP_WORDS[1]} second=${COMP_WORDS[2]} options=\"\"\n"
      "  COMPREPLY=()\n"
      "  if (( COMP_CWORD == 1 )); then\n    COMPREPLY=($(compgen -W \"" +
      joined(known.first) + " --help --version\" -- \"$word\"))\n    return\n  fi\n";
  for (const auto& [group, seconds] : known.second) {
    // Where the group is a command too, files and its own options may stand there as well.
    const bool is_command = known.options.contains(group);
    out += "  if (( COMP_CWORD == 2 )) && [[ $first == " + group +
           (is_command ? " && $word != -*" : "") + " ]]; then\n    COMPREPLY=($(compgen -W \"" +
           joined(seconds) + (is_command ? "" : " --help") + "\" -- \"$word\")" +
           (is_command ? " $(compgen -f -- \"$word\")" : "") + ")\n    return\n  fi\n";
  }
  return out + bash_cases(known) +
         "  if [[ $word == -* ]]; then\n    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
         "  else\n    compopt -o filenames 2>/dev/null\n"
         "    COMPREPLY=($(compgen -f -- \"$word\"))\n  fi\n}\n"
         "complete -F _manumit manumit\n";
}

/// zsh runs bash's completion once it has been asked to; one script is one truth.
std::string zsh_script(const Vocabulary& known) {
  return "autoload -U +X bashcompinit && bashcompinit\n" + bash_script(known);
}

}  // namespace

std::string completion(std::string_view shell, const std::vector<const Command*>& commands) {
  const Vocabulary known = learn(commands);
  return shell == "zsh" ? zsh_script(known) : bash_script(known);
}

}  // namespace manumit::cli
