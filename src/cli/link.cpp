// SPDX-License-Identifier: Apache-2.0
#include "link/link.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/bytes.h"
#include "commands.h"
#include "exchange/link_json.h"
#include "link/draws.h"
#include "link_options.h"
#include "link_tables.h"
#include "new_file.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

/// A file that is written at the end, and of which it is found out now whether it can be.
class Wanted {
 public:
  [[nodiscard]] static Result<Wanted> of(const Args& args, std::string_view option) {
    Wanted wanted;
    if (args.has(option))
      wanted.file_.emplace(TRY(NewFile::make(args.text(option))));
    return wanted;
  }
  /// `write(sink)` writes the file, if it is wanted.
  template <typename Write>
  [[nodiscard]] Result<void> finish(Write write) {
    if (!file_)
      return {};
    TRY(write([&](std::string_view text) { return file_->write(bytes_of(text)); }));
    return file_->finish();
  }
  [[nodiscard]] bool is_wanted() const { return file_.has_value(); }

 private:
  std::optional<NewFile> file_;
};

struct WantedFiles {
  Wanted clusters;
  Wanted pairs;
  Wanted overlap;
  Wanted settings;
};

Result<WantedFiles> wanted_files(const Args& args) {
  return WantedFiles{.clusters = TRY(Wanted::of(args, "out")),
                     .pairs = TRY(Wanted::of(args, "pairs")),
                     .overlap = TRY(Wanted::of(args, "overlap")),
                     .settings = TRY(Wanted::of(args, "settings-out"))};
}

Result<std::vector<exchange::ExplainedPair>> explained(const std::vector<link::RecordPair>& pairs,
                                                       const link::RecordTable& table,
                                                       const link::Settings& settings,
                                                       const link::Model& model) {
  std::vector<exchange::ExplainedPair> all;
  if (pairs.empty())
    return all;
  const link::Explainer explainer = TRY(link::Explainer::of(table, settings, model));
  for (const link::RecordPair& pair : pairs)
    all.push_back({pair, explainer.explain(pair.a, pair.b)});
  return all;
}

/// The overlaps of so many draws; what the draws say together stands in the report.
Result<std::vector<link::Overlap>> draw(std::size_t draws, exchange::LinkReport& report) {
  std::vector<link::Overlap> overlaps;
  if (draws == 0)
    return overlaps;
  const link::ClusterDraws drawn =
      TRY(link::ClusterDraws::of(report.table, report.settings, report.linkage));
  link::DrawTally tally;
  ProgressBar bar("Drawing");
  const Progress watch = bar.watch();
  for (std::uint32_t number = 0; number < draws; ++number) {
    const std::vector<std::uint32_t> cluster = drawn.draw(number);
    TRY(tally.add(report.linkage.cluster, cluster));
    if (report.overlap)
      overlaps.push_back(TRY(link::overlap_of(report.table, cluster)));
    if (watch && !watch(number + 1, draws))
      return fail(Error::Kind::unavailable, "linking was stopped before its end");
  }
  report.drawn = tally.found();
  return overlaps;
}

Result<void> write_files(WantedFiles files, const exchange::LinkReport& report,
                         const std::vector<link::Overlap>& draws, double from) {
  TRY(files.clusters.finish([&](const link::TextSink& sink) {
    return link::write_clusters(report.table, report.linkage, sink);
  }));
  TRY(files.pairs.finish([&](const link::TextSink& sink) {
    return link::write_pairs(report.table, report.linkage, from, sink);
  }));
  TRY(files.overlap.finish([&](const link::TextSink& sink) {
    return draws.empty() ? link::write_overlap(*report.overlap, sink)
                         : link::write_overlaps(draws, sink);
  }));
  return files.settings.finish(
      [&](const link::TextSink& sink) { return sink(written(report.settings)); });
}

void print_json(const exchange::LinkReport& report, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  exchange::write_link(json, report);
  json.close();
  out << json.view();
}

Result<void> run(const Args& args, Console& console) {
  const std::optional<link::Settings> told = TRY(told_settings(args));
  const link::ReadRecords read =
      TRY(link::read_records(TRY(link_files(args, told)), read_options(args, told)));
  const link::RecordTable& table = read.table;
  const link::Settings settings = link_settings(args, read, told);
  const std::vector<link::RecordPair> pairs = TRY(pairs_to_explain(args, table));
  WantedFiles files = TRY(wanted_files(args));

  // What the lists cannot give is said before the work and not after it.
  const std::vector<std::uint32_t> as_one(table.size(), 0);
  if (files.overlap.is_wanted())
    TRY(link::overlap_of(table, as_one));
  if (!table.truth().empty())
    TRY(link::evaluate(as_one, table.truth()));

  const std::size_t draws = args.number("draws", 0);
  const double from = pairs_from(args).value_or(settings.clusters.at_least);
  ProgressBar bar("Linking");
  const link::Linkage linkage = TRY(link::link(
      table, settings,
      {.decisions = {}, .pairs_from = draws > 0 ? std::min(from, link::kDrawsFrom) : from},
      bar.watch()));
  exchange::LinkReport report{.table = table,
                              .settings = settings,
                              .guessed = !told,
                              .linkage = linkage,
                              .warnings = read.warnings};
  report.warnings.insert(report.warnings.end(), linkage.warnings.begin(), linkage.warnings.end());
  if (table.sources().size() > 1 || files.overlap.is_wanted())
    report.overlap = TRY(link::overlap_of(table, linkage.cluster));
  if (!table.truth().empty())
    report.judged = TRY(link::evaluate(linkage.cluster, table.truth()));
  report.explained = TRY(explained(pairs, table, settings, linkage.model));

  const std::vector<link::Overlap> overlaps = TRY(draw(draws, report));
  TRY(write_files(std::move(files), report, overlaps, from));
  if (args.has("json"))
    print_json(report, console.out);
  else
    print_link(report, console.catalogue, console.out);
  return {};
}

}  // namespace

const Command kLink{
    .name = "link",
    .summary = "Find which records of one list or several speak of the same person or organisation",
    .about =
        "Reads CSV files with headings, learns from the records themselves how far each agreement "
        "and each difference speaks for one person, compares the pairs that rules find, and says "
        "who is who: with weights in bits, intervals, and what was passed over. Names may be in "
        "any "
        "order, and dates in any hand. Without --settings it does what the columns suggest and "
        "prints that. Nothing is decided: a person looks at what is doubtful "
        "(docs/linking.md, docs/formats/link.md). No vault is needed.",
    .options = link_options(),
    .positionals = {{"FILE", "A list, a CSV file with headings", true, true}},
    .examples = {{"manumit link shelter.csv hotline.csv --overlap overlap.csv",
                  "Who is on both lists, and the table for `manumit estimate overlap.csv`"},
                 {"manumit link people.csv --out clusters.csv --pairs pairs.csv --at-least -5",
                  "The same person twice on one list, with the doubtful pairs too"},
                 {"manumit link a.csv b.csv --explain a.csv:2,b.csv:17",
                  "Why two rows are thought to be one person, or not"}},
    .run = run};

}  // namespace manumit::cli
