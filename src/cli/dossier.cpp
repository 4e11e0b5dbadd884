// SPDX-License-Identifier: Apache-2.0
#include "exchange/dossier.h"

#include "base/json_write.h"
#include "chosen.h"
#include "commands.h"
#include "opening.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

using exchange::DossierMade;

std::vector<std::string> between_commas(std::string list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (comma > 0)
      out.push_back(list.substr(0, comma));
    list.erase(0, comma + 1);
  }
  return out;
}

void print_json(const DossierMade& made, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("facts", made.facts);
  json.field("without_proof", made.without_proof);
  json.field("sources", made.sources);
  json.field("files", made.files);
  json.field("witnessed", made.witnessed);
  json.field("held_back", made.held_back);
  json.field("device", made.device);
  json.close();
  out << json.view();
}

/// What goes out whole says more than was chosen: nobody has looked through it.
void warn_of_files(const DossierMade& made, bool nameless, std::ostream& words) {
  if (made.files == 0)
    return;
  words << "Each file goes whole and as it is. It may show names, faces and more than the chosen "
           "facts: look at it before you give it away.\n";
  if (nameless)
    words << "You left out who people are; these files may tell it all the same.\n";
}

void print_words(const DossierMade& made, std::ostream& words) {
  words << "Written and checked: " << made.facts << " facts, " << made.sources << " sources, "
        << made.files << " files\n";
  if (made.without_proof > 0)
    words << "without a proof, and marked so: " << made.without_proof << " facts\n";
  if (made.held_back > 0) {
    words << "held back because they could cost a life: " << made.held_back
          << " facts (--facts with their ids writes them)\n";
  }
  if (made.witnessed > 0)
    words << "by when they were there somebody outside says of: " << made.witnessed << " facts\n";
  words << "Signed by this device, " << made.device
        << ": tell the court so by another way than the folder.\n"
        << "Read index.html before you give it away: the words and sources of the chosen facts "
           "stand in it whole.\n";
}

/// Which of the files that the case keeps go along.
Result<void> choose_files(const casework::Casebook& casebook, const std::string& said,
                          exchange::DossierWish& wish) {
  wish.all_kept = said == "all";
  if (wish.all_kept || said == "none")
    return {};
  const casework::Case of = TRY(casebook.open_case(wish.case_id));
  for (const std::string& one : between_commas(said))
    wish.kept.push_back(TRY(file_in(of, one)).id);
  return {};
}

Result<void> run(const Args& args, Console& console) {
  exchange::DossierWish wish{.case_id = {},
                             .facts = between_commas(args.text("facts")),
                             .without_identity = args.has("without-identity"),
                             .files = {},
                             .kept = {},
                             .without_anchors = args.has("without-witnesses")};
  if (wish.facts.empty() != args.has("all")) {
    return fail(Error::Kind::bad_input, "say which facts: --facts with their ids, or --all", "",
                "choose facts by their ids: `manumit case show CASE --history` lists them");
  }
  for (const std::string& file : args.texts("file"))
    wish.files.emplace_back(file);
  casework::Casebook casebook = TRY(open_cases(args, console));
  wish.case_id = TRY(casebook.find_case(args.text("CASE")));
  TRY(choose_files(casebook, args.text("files", "none"), wish));
  const Words words = Words::for_locale(args.text("lang", console.catalogue.language()));
  const exchange::DossierWords said{.language = words.language() == "ru" ? "ru" : "en",
                                    .of = [&](const std::string& id) { return words.of(id); }};
  const auto write = [&] {
    ProgressBar bar("Checking files");
    return exchange::write_dossier(casebook, wish, said, args.text("out"), console.surroundings,
                                   bar.watch());
  };
  const DossierMade made = TRY(write());
  for (const casework::Use& use : exchange::uses_of(wish, made))
    TRY(casebook.note(use));
  if (args.has("json"))
    print_json(made, console.out);
  else
    print_words(made, console.words);
  warn_of_files(made, wish.without_identity, console.words);
  return {};
}

}  // namespace

const Command kDossier{
    .name = "dossier",
    .summary = "Write chosen facts of a case, with proofs, for a court",
    .about =
        "Makes a folder that an outsider can check without a key and without Manumit: index.html "
        "to read and to print, dossier.json and proofs.json for programs, the files that sources "
        "name, and manifest.json with this device's signature (docs/formats/dossier.md). What was "
        "not chosen cannot be read or guessed from it. A fact that was corrected goes out only "
        "with its correction. Where a witness signed a line of this vault, the facts that it "
        "covers "
        "are led to it, so that a court can see by when they were there by somebody else's word. "
        "manumit-verify and tools/verify_dossier.py check it all.",
    .options =
        {{.name = "out",
          .value = "FOLDER",
          .summary = "The folder to make; one that is there is not touched",
          .required = true},
         {"facts", "IDS", "These statements, by their ids with commas between"},
         {"all", "", "All that stand, but for what could cost a life in wrong hands"},
         {"without-identity", "", "Nobody's name, papers, or how to reach them"},
         {"files", "WHICH",
          "Files that the case keeps: all that a source of these facts is, or some by their "
          "numbers in `manumit case files` with commas between, or none. None if not said: a "
          "file goes whole, and may say more than the chosen facts"},
         {"without-witnesses", "",
          "No noted states, and nobody named who witnessed them: then nobody outside says "
          "by when the facts were there"},
         {.name = "file",
          .value = "FILE",
          .summary = "A file on the disk that goes along: one that a source of these facts "
                     "names by its hash",
          .many = true},
         {.name = "lang",
          .value = "LANGUAGE",
          .summary = "The language of index.html",
          .choices = {"en", "ru"}},
         {"json", "", "Print what was written as JSON (docs/formats/cli-json.md)"},
         vault_option(),
         passphrase_option()},
    .positionals = {{"CASE", "The case's number, or its id or the beginning of it"}},
    .examples = {{"manumit dossier 142 --all --without-identity --out for-the-court",
                  "What happened, and nobody's name"},
                 {"manumit dossier 142 --all --files 3,5 --out for-the-court",
                  "All that stands, and two of the files that the case keeps"},
                 {"manumit-verify for-the-court", "What the court's own expert runs"}},
    .run = run};

}  // namespace manumit::cli
