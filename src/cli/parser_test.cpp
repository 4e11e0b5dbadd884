// SPDX-License-Identifier: Apache-2.0
#include "parser.h"

#include <doctest/doctest.h>

#include "manual.h"

namespace manumit::cli {
namespace {

Asked asked(const std::vector<std::string>& words) {
  return parse(words, all_commands());
}

TEST_CASE("parse: a command of a group with options and a positional") {
  const Asked got = asked({"vault", "create", "--member", "A. B.", "--old-computer", "my.mnv"});
  REQUIRE(std::holds_alternative<Call>(got));
  const Call& call = std::get<Call>(got);
  CHECK(call.command->name == "vault create");
  CHECK(call.args.text("member") == "A. B.");
  CHECK(call.args.has("old-computer"));
  CHECK(call.args.text("VAULT") == "my.mnv");
  CHECK_FALSE(call.args.has("device"));
}

TEST_CASE("parse: standard input is a single dash") {
  const Asked got = asked({"vault", "info", "--passphrase-file", "-", "my.mnv"});
  REQUIRE(std::holds_alternative<Call>(got));
  CHECK(std::get<Call>(got).args.text("passphrase-file") == "-");
}

TEST_CASE("parse: several lists are taken in their order, with options among them") {
  const Asked got = asked({"link", "a.csv", "--ignore", "note", "b.csv", "c.csv", "--json"});
  REQUIRE(std::holds_alternative<Call>(got));
  const Call& call = std::get<Call>(got);
  CHECK(call.args.texts("FILE") == std::vector<std::string>{"a.csv", "b.csv", "c.csv"});
  CHECK(call.args.text("ignore") == "note");
  CHECK(call.args.has("json"));
  CHECK(std::holds_alternative<AskedWrongly>(asked({"link", "--json"})));

  const Asked part = asked({"link", "shard", "3", "a.csv", "b.csv", "--plan", "work"});
  REQUIRE(std::holds_alternative<Call>(part));
  CHECK(std::get<Call>(part).command->name == "link shard");
  CHECK(std::get<Call>(part).args.text("NUMBER") == "3");
  CHECK(std::get<Call>(part).args.texts("FILE") == std::vector<std::string>{"a.csv", "b.csv"});
  CHECK(std::get<WantsHelp>(asked({"link", "merge", "--help"})).about == "link merge");
}

TEST_CASE("parse: the desk needs no vault to be named") {
  const Asked got = asked({"desk"});
  REQUIRE(std::holds_alternative<Call>(got));
  CHECK_FALSE(std::get<Call>(got).args.has("VAULT"));
}

TEST_CASE("parse: what was asked wrongly is not run") {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {},
           {"fly"},
           {"vault"},
           {"vault", "fly"},
           {"vault", "info"},
           {"vault", "info", "a.mnv", "b.mnv"},
           {"vault", "info", "--passphrase", "secret", "a.mnv"},
           {"case", "export", "--out", "x"},
           {"case", "export", "--out", "x", "--format", "papyrus"},
           {"case", "import", "--rows", "some", "x.xlsx"},
           {"desk", "--port", "0"},
           {"desk", "--port", "65536"},
           {"desk", "--port", "80x"},
           {"desk", "--port", "-1"},
           {"assess"},
           {"assess", "1", "--date", "last summer"},
           {"assess", "1", "--date", "2015-02-30"},
           {"assess", "1", "--date", "2016/2015"},
           {"assess", "1", "--place", "Russia"},
           {"estimate", "lists.csv", "--title", "--quick"},
           {"estimate", "lists.csv", "--report", "--json"}}) {
    CAPTURE(words);
    CHECK(std::holds_alternative<AskedWrongly>(asked(words)));
  }
}

TEST_CASE("parse: an option may be given several times, and never takes what follows its value") {
  const Asked got =
      asked({"assess", "--law", "a.b", "--law", "c.d", "142", "--date", "2015/2016-06"});
  REQUIRE(std::holds_alternative<Call>(got));
  const Args& args = std::get<Call>(got).args;
  CHECK(args.texts("law") == std::vector<std::string>{"a.b", "c.d"});
  CHECK(args.text("CASE") == "142");
  CHECK(args.text("date") == "2015/2016-06");
  CHECK(args.texts("place").empty());
}

TEST_CASE("parse: help belongs to the command before it") {
  CHECK(std::get<WantsHelp>(asked({"--help"})).about.empty());
  CHECK(std::get<WantsHelp>(asked({"vault", "--help"})).about == "vault");
  CHECK(std::get<WantsHelp>(asked({"case", "show", "-h"})).about == "case show");
}

TEST_CASE("parse: no command takes a passphrase as an argument") {
  for (const Command* command : all_commands()) {
    for (const Option& option : command->options)
      CHECK_MESSAGE(option.name != "passphrase", command->name);
  }
}

TEST_CASE("help: every command and every option of the table stands in it") {
  const std::string overview = help_text("", all_commands());
  for (const Command* command : all_commands()) {
    CHECK(overview.find(command->name) != std::string::npos);
    const std::string page = help_text(command->name, all_commands());
    CHECK(page.find(usage_of(*command)) != std::string::npos);
    for (const Option& option : command->options)
      CHECK(page.find("--" + std::string(option.name)) != std::string::npos);
  }
}

TEST_CASE("help: fits on a terminal of 100 columns") {
  for (const Command* command : all_commands()) {
    std::string page = help_text(command->name, all_commands());
    while (!page.empty()) {
      const std::size_t end = std::min(page.find('\n'), page.size());
      CHECK_MESSAGE(end <= 100, page.substr(0, end));
      page.erase(0, end + 1);
    }
  }
}

TEST_CASE("help: a group shows its own commands only") {
  const std::string page = help_text("vault", all_commands());
  CHECK(page.find("vault verify") != std::string::npos);
  CHECK(page.find("case import") == std::string::npos);
}

TEST_CASE("manual page: every command and option, and no hyphen that man would break") {
  const std::string page = manual_page(all_commands(), "1.2.3");
  CHECK(page.find(".TH MANUMIT 1") != std::string::npos);
  CHECK(page.find("Manumit 1.2.3") != std::string::npos);
  CHECK(page.find("\n.SH EXIT STATUS\n") != std::string::npos);
  CHECK(page.find("\\-\\-passphrase\\-file FILE") != std::string::npos);
  for (const Command* command : all_commands())
    CHECK(page.find(".SS manumit " + std::string(command->name)) != std::string::npos);
}

TEST_CASE("completion: knows groups, options and choices") {
  const std::string bash = completion("bash", all_commands());
  CHECK(bash.find("desk vault case") != std::string::npos);
  CHECK(bash.find("create info verify") != std::string::npos);
  CHECK(bash.find("htcds-csv htcds-excel htcds-excel-as-published dump") != std::string::npos);
  CHECK(bash.find("complete -F _manumit manumit") != std::string::npos);
  CHECK(completion("zsh", all_commands()).find("bashcompinit") != std::string::npos);
}

}  // namespace
}  // namespace manumit::cli
