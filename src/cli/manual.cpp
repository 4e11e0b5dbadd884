// SPDX-License-Identifier: Apache-2.0
#include "manual.h"

#include <algorithm>

namespace manumit::cli {
namespace {

constexpr std::size_t kHelpWidth = 92;
constexpr std::size_t kTermWidth = 26;  // Options and command names stand in a column this wide.

constexpr std::string_view kAbout =
    "Manumit is what an anti-trafficking organisation works in. The cases lie in a vault: two "
    "files, encrypted, append-only, on this computer alone. Nothing leaves it unless you ask.";
constexpr std::string_view kExits =
    "0: done. 1: could not, and standard error says why. 2: asked wrongly. 3: refused because "
    "the data cannot carry an answer.";
constexpr std::string_view kPassphrases =
    "A passphrase is asked for on the terminal, or read from the first line of the file given by "
    "--passphrase-file (- is standard input). It is never taken from an argument or from the "
    "environment, where other programs could read it.";

std::string term_of(const Option& option) {
  std::string term = "--" + std::string(option.name);
  if (!option.value.empty())
    term += " " + std::string(option.value);
  return term;
}

std::string summary_of(const Option& option) {
  std::string out(option.summary);
  if (!option.choices.empty()) {
    out += " (";
    for (std::size_t i = 0; i < option.choices.size(); ++i)
      out += (i == 0 ? "" : ", ") + std::string(option.choices[i]);
    out += ')';
  }
  if (option.required)
    out += "; must be given";
  if (option.many)
    out += "; may be given several times";
  return out;
}

/// Words broken into lines, each behind `indent` spaces; the first one stands where it is.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const bool is_first = column == indent;
    if (!is_first && column + 1 + space > kHelpWidth) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (!is_first) {
      out += ' ';
      ++column;
    }
    out += text.substr(0, space);
    column += space;
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return out;
}

std::string line_of(const std::string& term, std::string_view says) {
  std::string out = "  " + term;
  if (term.size() + 2 >= kTermWidth) {
    out += '\n' + std::string(kTermWidth, ' ');
  } else {
    out += std::string(kTermWidth - 2 - term.size(), ' ');
  }
  return out + wrapped(says, kTermWidth) + '\n';
}

std::string help_of(const Command& command) {
  std::string out = std::string(command.summary) + ".\n\nUsage: " + usage_of(command) + "\n\n" +
                    wrapped(command.about, 0) + "\n";
  if (!command.positionals.empty()) {
    out += '\n';
    for (const Positional& positional : command.positionals)
      out += line_of(std::string(positional.name), positional.summary);
  }
  out += "\nOptions:\n";
  for (const Option& option : command.options)
    out += line_of(term_of(option), summary_of(option));
  out += line_of("--help", "This page");
  if (!command.examples.empty())
    out += "\nExamples:\n";
  for (const Example& example : command.examples)
    out += "  " + std::string(example.line) + "\n      " + wrapped(example.says, 6) + "\n";
  return out;
}

bool belongs(const Command& command, std::string_view group) {
  return group.empty() || command.name == group ||
         command.name.starts_with(std::string(group) + " ");
}

/// The commands that stand below one that is a command itself.
std::string below(std::string_view name, const std::vector<const Command*>& commands) {
  std::string out;
  for (const Command* command : commands) {
    if (command->name.starts_with(std::string(name) + " "))
      out += line_of(std::string(command->name), command->summary);
  }
  return out.empty() ? out : "\nCommands of its own:\n" + out;
}

std::string roff(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '\\')
      out += "\\e";
    else if (letter == '-')
      out += "\\-";
    else
      out += letter;
  }
  // A dot or an apostrophe at the start of a line would be a request.
  if (!out.empty() && (out[0] == '.' || out[0] == '\''))
    out.insert(0, "\\&");
  return out;
}

std::string roff_term(std::string_view term, std::string_view says) {
  return ".TP\n.B " + roff(term) + "\n" + roff(says) + "\n";
}

std::string roff_command(const Command& command) {
  std::string out = ".SS " + roff(usage_of(command)) + "\n" + roff(command.summary) + ".\n.PP\n" +
                    roff(command.about) + "\n";
  for (const Positional& positional : command.positionals)
    out += roff_term(positional.name, positional.summary);
  for (const Option& option : command.options)
    out += roff_term(term_of(option), summary_of(option));
  for (const Example& example : command.examples) {
    out +=
        ".PP\n" + roff(example.says) + ":\n.PP\n.RS 4\n.nf\n" + roff(example.line) + "\n.fi\n.RE\n";
  }
  return out;
}

}  // namespace

std::string usage_of(const Command& command) {
  std::string out = "manumit " + std::string(command.name);
  for (const Option& option : command.options) {
    if (option.required)
      out += " " + term_of(option);
  }
  if (!command.options.empty())
    out += " [OPTIONS]";
  for (const Positional& positional : command.positionals) {
    const std::string name = std::string(positional.name) + (positional.many ? "..." : "");
    out += positional.required ? " " + name : " [" + name + "]";
  }
  return out;
}

std::string help_text(std::string_view about, const std::vector<const Command*>& commands) {
  for (const Command* command : commands) {
    if (command->name == about)
      return help_of(*command) + below(about, commands);
  }
  std::string out = wrapped(kAbout, 0) + "\n\nUsage: manumit " +
                    (about.empty() ? "" : std::string(about) + " ") + "COMMAND\n\nCommands:\n";
  for (const Command* command : commands) {
    if (belongs(*command, about))
      out += line_of(std::string(command->name), command->summary);
  }
  out += "\nOptions:\n" + line_of("--help", "This page, or the page of a command");
  if (about.empty()) {
    out += line_of("--version", "The version of this program") +
           line_of("--manual-page", "The manual page, in roff") +
           line_of("--completion SHELL", "A completion script for bash or zsh");
  }
  return out + "\n" + wrapped(kPassphrases, 0) + "\n\nExit codes. " + wrapped(kExits, 0) + "\n";
}

std::string manual_page(const std::vector<const Command*>& commands, std::string_view version) {
  std::string out = ".\\\" SPDX-License-Identifier: Apache-2.0\n.TH MANUMIT 1 \"\" \"Manumit " +
                    std::string(version) + "\" \"User commands\"\n.SH NAME\nmanumit \\- " +
                    "keep, understand and prove cases of human trafficking\n.SH SYNOPSIS\n" +
                    ".B manumit\n.I COMMAND\n.RI [ OPTIONS ]\n.SH DESCRIPTION\n" + roff(kAbout) +
                    "\n.SH COMMANDS\n";
  for (const Command* command : commands)
    out += roff_command(*command);
  out += ".SH OPTIONS\n" + roff_term("--help", "Help on the program or on a command") +
         roff_term("--version", "The version of this program") +
         roff_term("--manual-page", "This page, in roff") +
         roff_term("--completion bash|zsh", "A completion script for that shell");
  return out + ".SH PASSPHRASES\n" + roff(kPassphrases) + "\n.SH EXIT STATUS\n" + roff(kExits) +
         "\n";
}

}  // namespace manumit::cli
