// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <functional>

#include "base/json_write.h"
#include "casework/casebook.h"
#include "chosen.h"
#include "commands.h"
#include "opening.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

constexpr std::size_t kStep = std::size_t{4} << 20;

/// A file of any size, step by step.
Result<void> walk(const std::string& name, const std::function<Result<void>(ByteView)>& take) {
  std::ifstream file(name, std::ios::binary);
  if (!file || std::filesystem::is_directory(name)) {
    return fail(Error::Kind::not_found, "the file cannot be read", name,
                "check its name and that you may read it");
  }
  Secret<Bytes> step{Bytes(kStep)};
  while (file) {
    file.read(reinterpret_cast<char*>(step.reveal().data()), kStep);
    const auto got = static_cast<std::size_t>(file.gcount());
    if (got > 0)
      TRY(take(ByteView(step.reveal()).first(got)));
  }
  if (!file.eof())
    return fail(Error::Kind::unavailable, "the file could not be read to its end", name);
  return {};
}

/// Reads it once for its hash, so that what is kept already is not kept a second time.
Result<casework::AttachedFile> attach(casework::Casebook& book, casework::FileToAttach said,
                                      const std::string& name) {
  vault::FileHasher hash;
  vault::FileFacts facts;
  TRY(walk(name, [&](ByteView bytes) -> Result<void> {
    hash.add(bytes);
    facts.size += bytes.size();
    return {};
  }));
  facts.hash = hash.value();
  if (const auto known = TRY(book.kept_before(said.case_id, facts)))
    return casework::AttachedFile{*known, true};
  ProgressBar bar("Attaching");
  const Progress watch = bar.watch();
  casework::Attaching file = TRY(book.begin_file(std::move(said)));
  TRY(walk(name, [&](ByteView bytes) -> Result<void> {
    TRY(book.put_file(file, bytes));
    if (watch && !watch(file.size(), facts.size))
      return fail(Error::Kind::unavailable, "stopped as you asked", "",
                  "start it again at any time");
    return {};
  }));
  return book.finish_file(std::move(file));
}

void write(JsonWriter& json, const casework::AttachedFile& done) {
  json.open();
  json.field("source", done.source.id.hex());
  json.field("file_hash", done.source.file_hash);
  json.field("size", done.source.kept->size);
  json.field("media_type", done.source.kept->media_type);
  json.field("before", done.before);
  json.close();
}

Result<void> run(const Args& args, Console& console) {
  casework::Casebook book = TRY(open_cases(args, console));
  casework::FileToAttach said;
  said.case_id = TRY(book.find_case(args.text("CASE")));
  said.title = args.text("title");
  said.kind = args.text("kind", "document");
  if (args.has("person"))
    said.about = TRY(person_in(TRY(book.open_case(said.case_id)), args.text("person")));
  JsonWriter json(JsonWriter::Layout::indented);
  json.open_list();
  for (const std::string& name : args.texts("FILE")) {
    said.name = std::filesystem::path(name).filename().string();
    const casework::AttachedFile done = TRY(attach(book, said, name));
    write(json, done);
    console.words << (done.before ? "Kept already: " : "Kept: ") << printable(said.name) << ", "
                  << size_in_words(done.source.kept->size) << ", " << done.source.kept->media_type
                  << ", BLAKE2b " << done.source.file_hash << '\n';
  }
  json.close_list();
  if (args.has("json"))
    console.out << json.view();
  return {};
}

}  // namespace

const Command kCaseAttach{
    .name = "case attach",
    .summary = "Keep files in a case, as sources that statements can cite",
    .about =
        "Puts each file into the vault, encrypted piece by piece, and files it as a source of the "
        "case. The source is bound to the file's hash: the same file again is recognised, another "
        "one is another source, and what was cited stays. At most 2 GiB a file. What stands on the "
        "disk is not touched: erasing it is up to you.",
    .options = {{"title", "TEXT", "What it is, in words"},
                {"kind", "KIND",
                 "Kind of source: letter, photo, judgment, …; document if not said"},
                {"person", "ID",
                 "The file tells who this person is, a passport say: its name and title are then "
                 "kept with the identity, and it is erased with it"},
                {"json", "", "Print what was kept as JSON (docs/formats/cli-json.md)"},
                vault_option(),
                passphrase_option()},
    .positionals = {{"CASE", "Number or id of the case"},
                    {.name = "FILE", .summary = "The files", .required = true, .many = true}},
    .examples = {{"manumit case attach 0142 letter.pdf --kind letter --title \"Letter of March\"",
                  "Keep a letter"},
                 {"manumit case attach 0142 passport.jpg --kind photo --person 3f9a",
                  "Keep a picture that tells who somebody is"}},
    .run = run};

}  // namespace manumit::cli
