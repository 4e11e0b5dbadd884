// SPDX-License-Identifier: Apache-2.0
#include "link_work.h"

#include <malloc.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/bytes.h"
#include "exchange/link_json.h"
#include "link/decision_file.h"
#include "link/draws.h"
#include "link_options.h"
#include "link_tables.h"
#include "list_source.h"
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
Result<std::vector<link::Overlap>> draw(std::size_t draws, const link::Decisions& decisions,
                                        exchange::LinkReport& report) {
  std::vector<link::Overlap> overlaps;
  if (draws == 0)
    return overlaps;
  const link::ClusterDraws drawn =
      TRY(link::ClusterDraws::of(report.table, report.settings, report.linkage, decisions));
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

/// What the lists cannot give is said before the work and not after it.
Result<void> check_wishes(const WantedFiles& files, const link::RecordTable& table) {
  const std::vector<std::uint32_t> as_one(table.size(), 0);
  if (files.overlap.is_wanted())
    TRY(link::overlap_of(table, as_one));
  if (!table.truth().empty())
    TRY(link::evaluate(as_one, table.truth()));
  return {};
}

Result<link::Decisions> told_decisions(const Args& args, const link::RecordTable& table) {
  if (!args.has("decisions"))
    return link::Decisions();
  const std::string path = args.text("decisions");
  return link::read_decisions(TRY(open_text(path)), path, table);
}

/// Large pieces of memory go back to the system when they are freed, and are not kept for later: a
/// million records are linked in a sixth less of it.
void give_memory_back() {
#ifdef M_MMAP_THRESHOLD
  static_cast<void>(mallopt(M_MMAP_THRESHOLD, 256 * 1024));
#endif
}

}  // namespace

Result<LinkInput> link_input(const Args& args, const std::optional<link::Settings>& told) {
  give_memory_back();
  LinkInput input{
      .read = TRY(link::read_records(TRY(link_files(args, told)), read_options(args, told))),
      .settings = {},
      .guessed = !told};
  input.settings = link_settings(args, input.read, told);
  return input;
}

double kept_from(const Args& args, const link::Settings& settings) {
  const double from = pairs_from(args).value_or(settings.clusters.at_least);
  return args.has("draws") ? std::min(from, link::kDrawsFrom) : from;
}

Result<void> link_and_tell(const Args& args, const LinkInput& input, Console& console,
                           const LinkThem& link_them) {
  const link::RecordTable& table = input.read.table;
  const std::vector<link::RecordPair> pairs = TRY(pairs_to_explain(args, table));
  const link::Decisions decisions = TRY(told_decisions(args, table));
  WantedFiles files = TRY(wanted_files(args));
  TRY(check_wishes(files, table));
  ProgressBar bar("Linking");
  const link::Linkage linkage = TRY(link_them(
      {.decisions = decisions, .pairs_from = kept_from(args, input.settings)}, bar.watch()));
  exchange::LinkReport report{.table = table,
                              .settings = input.settings,
                              .guessed = input.guessed,
                              .linkage = linkage,
                              .warnings = input.read.warnings};
  report.warnings.insert(report.warnings.end(), linkage.warnings.begin(), linkage.warnings.end());
  if (table.sources().size() > 1 || files.overlap.is_wanted())
    report.overlap = TRY(link::overlap_of(table, linkage.cluster));
  if (!table.truth().empty())
    report.judged = TRY(link::evaluate(linkage.cluster, table.truth()));
  report.explained = TRY(explained(pairs, table, input.settings, linkage.model));
  const std::vector<link::Overlap> overlaps = TRY(draw(args.number("draws", 0), decisions, report));
  TRY(write_files(std::move(files), report, overlaps,
                  pairs_from(args).value_or(input.settings.clusters.at_least)));
  if (args.has("json"))
    print_json(report, console.out);
  else
    print_link(report, console.catalogue, console.out);
  return {};
}

}  // namespace manumit::cli
