// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/json_write.h"
#include "casework/casebook.h"
#include "chosen.h"
#include "commands.h"
#include "opening.h"
#include "printable.h"
#include "telling.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

using casework::Attached;
using casework::Case;
using casework::Source;

/// Who attached it first.
const Attached* attached(const Case& of, const Source& source) {
  const auto found = std::find_if(of.attached.begin(), of.attached.end(),
                                  [&](const Attached& one) { return one.source == source.id; });
  return found == of.attached.end() ? nullptr : &*found;
}

void print_json(const Case& of, const casework::StrayFiles& strays, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.key("files");
  json.open_list();
  for (const Source& source : of.sources) {
    if (!source.kept)
      continue;
    json.open();
    json.field("source", source.id.hex());
    json.field("kind", source.kind);
    json.field_if("title", source.title);
    json.field_if("name", source.kept->name);
    json.field("size", source.kept->size);
    json.field("media_type", source.kept->media_type);
    if (source.kept->pages)
      json.field("pages", *source.kept->pages);
    json.field("file_hash", source.file_hash);
    if (source.kept->about)
      json.field("about", source.kept->about->hex());
    if (const Attached* by = attached(of, source)) {
      json.field("recorded_by", by->by);
      json.field("recorded", time_in_utc(by->recorded_ms));
    }
    json.close();
  }
  json.close_list();
  json.field("stray_files", strays.files);
  json.field("stray_pieces", strays.pieces);
  json.close();
  out << json.view();
}

void print_list(const Case& of, const Words& words, std::ostream& out) {
  for (std::size_t i = 0; i < of.sources.size(); ++i) {
    const Source& source = of.sources[i];
    if (!source.kept)
      continue;
    out << i + 1 << '\t' << code_in_words("source_kind", source.kind, words) << '\t'
        << printable(source.title.empty() ? source.kept->name : source.title) << '\t'
        << size_in_words(source.kept->size) << '\t' << source.kept->media_type;
    if (source.kept->pages)
      out << ", " << *source.kept->pages << " pages";
    out << '\t' << source.file_hash.substr(0, 12);
    if (const Attached* by = attached(of, source))
      out << '\t' << printable(by->by) << ", " << time_in_utc(by->recorded_ms) << " UTC";
    out << '\n';
  }
}

Result<void> run(const Args& args, Console& console) {
  const casework::Casebook book = TRY(open_cases(args, console));
  const casework::RecordId id = TRY(book.find_case(args.text("CASE")));
  const Case of = TRY(book.open_case(id));
  const casework::StrayFiles strays = book.stray_files();
  if (args.has("json")) {
    print_json(of, strays, console.out);
    return {};
  }
  print_list(of, console.catalogue, console.out);
  if (strays.files > 0) {
    console.words << "In the whole vault " << strays.files << " files (" << strays.pieces
                  << " pieces of 1 MiB at most) are not named by any case that is readable here: "
                     "they were broken off, kept twice, or belong to a case of others.\n";
  }
  return {};
}

}  // namespace

const Command kCaseFiles{
    .name = "case files",
    .summary = "List the files that are kept in a case",
    .about =
        "A line for each file: its number among the sources, kind, title or name, size, type "
        "as its contents show it, the beginning of its hash, who attached it and when.",
    .options = {{"json", "", "Print JSON (docs/formats/cli-json.md)"},
                vault_option(),
                passphrase_option()},
    .positionals = {{"CASE", "Number or id of the case"}},
    .examples = {{"manumit case files 0142", "What is kept in the case 0142"}},
    .run = run};

}  // namespace manumit::cli
