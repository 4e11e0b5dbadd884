// SPDX-License-Identifier: Apache-2.0
#include "gap_source.h"

#include <charconv>
#include <filesystem>

#include "base/day.h"
#include "base/json_reader.h"
#include "exchange/gap_evidence.h"
#include "opening.h"

namespace manumit::cli {
namespace {

std::string name_in(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

constexpr std::size_t kEstimateBytes = std::size_t{16} << 20;

std::optional<double> number_in(const JsonValue& object, std::string_view key) {
  const JsonValue* found = object.find(key);
  double value = 0;
  if (found == nullptr || found->kind != JsonValue::Kind::number)
    return std::nullopt;
  const char* end = found->text.data() + found->text.size();
  const auto read = std::from_chars(found->text.data(), end, value);
  const bool is_plain = read.ec == std::errc() && read.ptr == end && value >= 0 && value < 1e15;
  return is_plain ? std::optional(value) : std::nullopt;
}

std::string text_in(const JsonValue& object, std::string_view key) {
  const JsonValue* found = object.find(key);
  return found == nullptr || found->kind != JsonValue::Kind::text ? "" : found->text;
}

Result<std::vector<gap::Step>> steps_in_file(const Args& args) {
  if (!args.has("steps"))
    return std::vector<gap::Step>();
  const std::string path = args.text("steps");
  return gap::read_steps(TRY(read_whole_file(path)), name_in(path));
}

}  // namespace

Result<GapSource> gap_source(const Args& args, const std::string& path,
                             const gap::Definitions& definitions, Console& console) {
  GapSource source;
  source.steps = TRY(steps_in_file(args));
  if (!path.empty())
    source.table = TRY(gap::read_figures(TRY(read_whole_file(path)), name_in(path)));
  if (args.has("vault")) {
    source.book = TRY(open_cases(args, console));
    if (path.empty())
      source.table = exchange::vault_figures(*source.book);
  }
  gap::complete(source.table, definitions);
  return source;
}

Result<void> add_estimate(const std::string& path, const std::string& place,
                          gap::FigureTable& table) {
  const std::string name = name_in(path);
  const JsonValue root = TRY(
      read_json(TRY(read_whole_file(path)), name, {.bytes = kEstimateBytes, .values = 2'000'000}));
  const JsonValue* summary = root.find("summary");
  const JsonValue* about = root.find("about");
  if (summary == nullptr || about == nullptr)
    return fail(Error::Kind::bad_input, "this is no estimate", name,
                "make one with manumit estimate --json");
  gap::Figure figure;
  figure.low = number_in(*summary, "low");
  figure.high = number_in(*summary, "high");
  if (!figure.low || !figure.high)
    return fail(Error::Kind::refused, "the estimate was refused, so there is nothing to set beside",
                name);
  figure.period = TRY(gap::read_period(text_in(*about, "period"), name));
  if (!figure.period.days)
    return fail(Error::Kind::bad_input, "the estimate does not say its period", name,
                "make it again with --period 2019");
  figure.measure = "estimate.people";
  figure.unit = "persons";
  figure.kind = gap::Kind::stock;
  figure.place = place;
  figure.population = text_in(*about, "title");
  figure.source = "manumit estimate, " + text_in(root, "table_hash");
  figure.source_kind = "index";
  table.figures.push_back(std::move(figure));
  return {};
}

Result<std::vector<gap::LawDate>> gap_laws(const Args& args, const gap::FigureTable& table) {
  std::vector<gap::LawDate> dates = exchange::law_dates(table);
  if (args.has("laws")) {
    const std::string path = args.text("laws");
    const auto more = TRY(gap::read_law_dates(TRY(read_whole_file(path)), name_in(path)));
    dates.insert(dates.end(), more.begin(), more.end());
  }
  return dates;
}

exchange::EstimateWords gap_words(const Words& catalogue, const gap::Definitions& definitions) {
  return exchange::with_definitions(
      {.language = catalogue.language(),
       .of = [&](const std::string& id) { return catalogue.of(id); },
       .sentence = [&](const std::string& english) { return catalogue.sentence(english); }},
      definitions);
}

Option steps_option() {
  return {.name = "steps",
          .value = "FILE",
          .summary = "Steps of authorities, a CSV file (docs/formats/claims.md)"};
}

Option laws_option() {
  return {.name = "laws",
          .value = "FILE",
          .summary = "Days of laws beside those built in, a CSV file (docs/formats/claims.md)"};
}

}  // namespace manumit::cli
