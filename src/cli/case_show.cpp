// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/json_write.h"
#include "casework/story.h"
#include "chosen.h"
#include "commands.h"
#include "opening.h"
#include "printable.h"
#include "telling.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

using casework::Case;
using casework::name_of;
using casework::Source;
using casework::Statement;
using casework::Subject;
using casework::Told;

/// The number by which the printed file speaks of a source: its place in the list, from 1.
std::size_t number_of(const Case& of, const casework::RecordId& source) {
  const auto found = std::find_if(of.sources.begin(), of.sources.end(),
                                  [&](const Source& there) { return there.id == source; });
  return static_cast<std::size_t>(found - of.sources.begin()) + 1;
}

std::string origin_of(const Statement& said, const Case& of, const Words& words) {
  std::string out;
  if (said.source)
    out += "source " + std::to_string(number_of(of, *said.source));
  if (said.at.page)
    out += ", page " + std::to_string(*said.at.page);
  if (said.at.line)
    out += ", line " + std::to_string(*said.at.line);
  if (!said.at.cell.empty())
    out += ", cell " + said.at.cell;
  if (said.certainty != casework::Certainty::certain)
    out += std::string(out.empty() ? "" : "; ") +
           code_in_words("certainty", std::string(name_of(said.certainty)), words);
  return out;
}

/// One file for people to read.
class Page {
 public:
  Page(const Case& of, bool history, const Words& words, std::ostream& out)
      : of_(of), history_(history), words_(words), out_(out) {}

  void print() {
    print_head();
    print_story();
    for (const Subject& subject : of_.subjects)
      print_subject(subject);
    print_sources();
  }

 private:
  void print_head() {
    std::string number = of_.id.hex().substr(0, 8);
    for (const Told* told : of_.told(of_.id, "case.number"))
      number = in_words(told->said.answer, nullptr, of_, words_);
    out_ << "Case " << printable(number) << "  opened " << time_in_utc(of_.opened_ms)
         << " UTC, last touched " << time_in_utc(of_.touched_ms) << " UTC, "
         << of_.statements.size() << " statements\n";
  }

  void print_story() {
    const std::vector<casework::Moment> story = casework::story_by_date(of_);
    if (story.empty())
      return;
    constexpr std::size_t kDateColumns = 24;
    out_ << "\nStory\n";
    for (const casework::Moment& moment : story) {
      const std::string when =
          cut_to(moment.when ? printable(in_words(*moment.when)) : "no date", kDateColumns);
      out_ << "  " << when << std::string(kDateColumns + 2 - columns_of(when), ' ')
           << printable(title_of(moment)) << '\n';
    }
  }

  std::string title_of(const casework::Moment& moment) const {
    if (!moment.title.empty())
      return moment.title;
    if (moment.statements.empty())
      return words_.of("kind." + std::string(name_of(moment.kind)));
    const Statement& first = moment.statements.front()->said;
    return label(first) + ": " + answer(first);
  }

  void print_subject(const Subject& subject) {
    out_ << '\n' << words_for(subject) << '\n';
    for (const Told& told : of_.statements) {
      if (told.said.subject == subject.id && (told.live || history_))
        print_statement(told);
    }
  }

  std::string words_for(const Subject& subject) const {
    if (subject.id == of_.id)
      return words_.of("kind.case_file");
    std::string out = words_.of("kind." + std::string(name_of(subject.kind)));
    const bool is_sealed =
        std::find(of_.sealed.begin(), of_.sealed.end(), subject.id) != of_.sealed.end();
    const std::string title = is_sealed ? "(out of sight: no key, or erased)"
                                        : printable(cli::title_of(subject, of_, words_));
    if (!subject.role.empty())
      out += " · " + code_in_words("role", subject.role, words_);
    return out + " · " + title;
  }

  std::string label(const Statement& said) const {
    const std::string id = "fact." + said.fact;
    const std::string word = words_.of(id);
    return word == id ? said.fact : word;
  }

  std::string answer(const Statement& said) const {
    return in_words(said.answer, casework::built_in_vocabulary().find(said.fact), of_, words_);
  }

  void print_statement(const Told& told) {
    const Statement& said = told.said;
    const std::string value = answer(said);
    out_ << "  " << printable(label(said)) << ": " << printable(value);
    if (said.when)
      out_ << "  (" << printable(in_words(*said.when)) << ")";
    if (!said.said_as.empty() && said.said_as != value)
      out_ << "  said: “" << printable(said.said_as) << "”";
    if (const std::string origin = origin_of(said, of_, words_); !origin.empty())
      out_ << "  [" << origin << "]";
    out_ << '\n';
    if (history_)
      print_history(told);
  }

  void print_history(const Told& told) {
    out_ << "      recorded by " << printable(told.by) << ", " << time_in_utc(told.recorded_ms)
         << " UTC, statement " << told.id << '\n';
    if (!told.replaced_by.empty())
      out_ << "      corrected by " << told.replaced_by << '\n';
    if (!told.withdrawn_reason.empty())
      out_ << "      withdrawn: " << printable(told.withdrawn_reason) << '\n';
    for (const std::string& replaced : told.said.replaces)
      out_ << "      corrects " << replaced << '\n';
  }

  void print_sources() {
    if (of_.sources.empty())
      return;
    out_ << "\nSources\n";
    for (const Source& source : of_.sources) {
      out_ << "  " << number_of(of_, source.id) << "  "
           << code_in_words("source_kind", source.kind, words_) << ": " << printable(source.title);
      if (!source.author.empty())
        out_ << ", " << printable(source.author);
      if (source.date)
        out_ << ", " << printable(in_words(*source.date));
      if (!source.address.empty())
        out_ << "\n     " << printable(source.address);
      if (source.kept)
        out_ << "\n     " << printable(source.kept->name) << ", "
             << size_in_words(source.kept->size) << ", " << source.kept->media_type;
      if (!source.file_hash.empty())
        out_ << "\n     BLAKE2b " << source.file_hash;
      out_ << '\n';
    }
  }

  const Case& of_;
  bool history_;
  const Words& words_;
  std::ostream& out_;
};

void write_statement(JsonWriter& json, const Told& told) {
  const Statement& said = told.said;
  json.open();
  json.field("id", told.id);
  json.field("subject", said.subject.hex());
  json.field("fact", said.fact);
  json.field("state", name_of(said.answer.state));
  write_value(json, said.answer.value);
  json.field_if("said_as", said.said_as);
  if (said.source)
    json.field("source", said.source->hex());
  if (said.at.page)
    json.field("page", *said.at.page);
  if (said.at.line)
    json.field("line", *said.at.line);
  json.field_if("cell", said.at.cell);
  json.field("certainty", name_of(said.certainty));
  if (said.when) {
    json.field("when", to_iso(*said.when));
    json.field_if("when_words", said.when->words);
  }
  json.field("recorded_by", told.by);
  json.field("recorded", time_in_utc(told.recorded_ms));
  json.field("live", told.live);
  if (!said.replaces.empty())
    json.field("replaces", said.replaces);
  json.field_if("replaced_by", told.replaced_by);
  json.field_if("withdrawn_reason", told.withdrawn_reason);
  json.close();
}

void write_source(JsonWriter& json, const Source& source) {
  json.open();
  json.field("id", source.id.hex());
  json.field("kind", source.kind);
  json.field_if("title", source.title);
  json.field_if("author", source.author);
  if (source.date) {
    json.field("date", to_iso(*source.date));
    json.field_if("date_words", source.date->words);
  }
  json.field_if("file_hash", source.file_hash);
  json.field_if("address", source.address);
  if (source.kept) {
    json.key("kept");
    json.open();
    json.field_if("name", source.kept->name);
    json.field("size", source.kept->size);
    json.field("media_type", source.kept->media_type);
    if (source.kept->pages)
      json.field("pages", *source.kept->pages);
    if (source.kept->about)
      json.field("about", source.kept->about->hex());
    json.close();
  }
  json.close();
}

void print_json(const Case& of, bool history, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("id", of.id.hex());
  json.field("opened", time_in_utc(of.opened_ms));
  json.field("touched", time_in_utc(of.touched_ms));
  json.key("subjects");
  json.open_list();
  for (const Subject& subject : of.subjects) {
    json.open();
    json.field("id", subject.id.hex());
    json.field("kind", name_of(subject.kind));
    json.field_if("role", subject.role);
    if (std::find(of.sealed.begin(), of.sealed.end(), subject.id) != of.sealed.end())
      json.field("sealed", true);
    json.close();
  }
  json.close_list();
  json.key("sources");
  json.open_list();
  for (const Source& source : of.sources)
    write_source(json, source);
  json.close_list();
  json.key("statements");
  json.open_list();
  for (const Told& told : of.statements) {
    if (told.live || history)
      write_statement(json, told);
  }
  json.close_list();
  json.close();
  out << json.view();
}

Result<void> run(const Args& args, Console& console) {
  casework::Casebook casebook = TRY(open_cases(args, console));
  const casework::RecordId id = TRY(casebook.find_case(args.text("CASE")));
  const Case shown = TRY(casebook.open_case(id));
  // Whoever must read reads, even where the disk has no room for the line.
  static_cast<void>(casebook.note({.kind = casework::UseKind::looked, .case_id = id}));
  if (args.has("json"))
    print_json(shown, args.has("history"), console.out);
  else
    Page(shown, args.has("history"), console.catalogue, console.out).print();
  return {};
}

}  // namespace

const Command kCaseShow{
    .name = "case show",
    .summary = "Show one case: its story, every statement and its source",
    .about =
        "Prints the case as a file to read. What was never asked is not printed; what was "
        "asked and not answered is. With --history it shows who recorded each statement and "
        "when, and those that were corrected or withdrawn.",
    .options = {{"history", "", "Also what was corrected or withdrawn, and who recorded it when"},
                {"json", "", "Print JSON (docs/formats/cli-json.md)"},
                vault_option(),
                passphrase_option()},
    .positionals = {{"CASE", "The case's number, or its id or the beginning of it"}},
    .examples = {{"manumit case show 142", "Show the case with the number 0142"}},
    .run = run};

}  // namespace manumit::cli
