// SPDX-License-Identifier: Apache-2.0
#include "estimate/estimate.h"

#include <filesystem>
#include <optional>
#include <utility>

#include "base/bytes.h"
#include "base/day.h"
#include "commands.h"
#include "estimate_cache.h"
#include "estimate_options.h"
#include "estimate_tables.h"
#include "exchange/estimate_json.h"
#include "exchange/estimate_note.h"
#include "list_source.h"
#include "new_file.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

std::string name_in(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

/// From the folder when it is there, else reckoned; and then kept, if a folder was named.
Result<estimate::Answer> answer_to(const Args& args, const estimate::Lists& lists,
                                   const estimate::Settings& settings, Console& console) {
  const std::string folder = args.text("cache");
  if (!folder.empty()) {
    TRY(make_folder(folder));
    if (auto kept = find_kept(folder, estimate::record_of(lists, settings), console))
      return std::move(*kept);
  }
  ProgressBar bar("Estimating");
  estimate::Answer answer = TRY(estimate::estimate(lists, settings, bar.watch()));
  if (!folder.empty()) {
    // Whoever waited for the answer gets it, whatever becomes of its copy.
    if (const auto kept = keep(folder, answer); !kept)
      console.words << "manumit: " << printable(console.catalogue.of(kept.error())) << '\n';
  }
  return answer;
}

exchange::EstimateWords words_of(const Words& catalogue) {
  return {.language = catalogue.language(),
          .of = [&](const std::string& id) { return catalogue.of(id); },
          .sentence = [&](const std::string& english) { return catalogue.sentence(english); }};
}

void print_json(const estimate::Answer& answer, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  exchange::write_estimate(json, answer);
  json.close();
  out << json.view();
}

Result<void> run(const Args& args, Console& console) {
  const std::string path = args.text("FILE");
  const std::string name = name_in(path);
  const estimate::Lists lists =
      TRY(estimate::read_lists(TRY(open_text(path)), list_file_options(args, name)));
  estimate::Settings settings = TRY(estimate_settings(args));
  if (args.has("population")) {
    const std::string file = args.text("population");
    estimate::Population population =
        TRY(estimate::read_population(TRY(open_text(file)), lists, name_in(file)));
    settings.population = std::move(population.strata);
    settings.unseen_groups = std::move(population.unseen);
  }
  std::optional<NewFile> report;  // Found out now, not after a minute, whether it can be written.
  if (args.has("report"))
    report.emplace(TRY(NewFile::make(args.text("report"))));
  estimate::Answer answer = TRY(answer_to(args, lists, settings, console));
  answer.about = estimate_about(args);
  const exchange::EstimateWords words = words_of(console.catalogue);
  if (args.has("json"))
    print_json(answer, console.out);
  else
    print_estimate(answer, words, console.out);
  if (report) {
    const exchange::NoteAbout about{.file = name,
                                    .made = to_iso(day_at(console.surroundings.now_ms()))};
    TRY(report->write(bytes_of(exchange::estimate_note(answer, about, words))));
    TRY(report->finish());
  }
  if (const auto& refused = answer.whole.summary.refused) {
    console.out.flush();
    return fail(Error{.kind = Error::Kind::refused,
                      .what = refused->sentence.text,
                      .fills = refused->sentence.fills});
  }
  return {};
}

}  // namespace

const Command kEstimate{
    .name = "estimate",
    .summary = "Estimate how many people no list has seen",
    .about =
        "Reads several incomplete lists of the same people as a CSV file of 0 and 1 "
        "(docs/formats/estimate.md) and says how many there are in all, the unseen included: by "
        "every family of method, where they disagree, what each takes for granted. The range comes "
        "first; a single number is never the answer. Lists that cannot carry an answer are refused "
        "with exit code 3, and what can be said is printed all the same. No vault is needed.",
    .options = estimate_options(),
    .positionals = {{"FILE", "The lists, a CSV file"}},
    .examples = {{"manumit estimate examples/lists/kosovo.csv --report note.html",
                  "Killings in Kosovo in 1999 on four lists, and a method note of two pages"},
                 {"manumit estimate lists.csv --strata sex,age --population people.csv",
                  "An estimate for each sex and age, their sum, and rates per 100,000"}},
    .run = run};

}  // namespace manumit::cli
