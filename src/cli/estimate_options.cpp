// SPDX-License-Identifier: Apache-2.0
#include "estimate_options.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/check.h"
#include "base/parallel.h"

namespace manumit::cli {
namespace {

using estimate::Method;
using estimate::Told;

// What a JSON reader that keeps numbers as doubles still reads exactly.
constexpr std::size_t kMostSeed = (std::size_t{1} << 53) - 1;
constexpr std::size_t kMostBootstrap = 1'000'000;
constexpr std::size_t kMostThreads = 256;

/// The parts between commas, of an option that may also be given several times.
std::vector<std::string> parts_of(std::string_view text, char mark) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = std::min(text.find(mark), text.size());
    parts.emplace_back(text.substr(0, end));
    if (end == text.size())
      return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> names_in(const Args& args, std::string_view option) {
  std::vector<std::string> names;
  for (const std::string& value : args.texts(option)) {
    for (std::string& name : parts_of(value, ','))
      names.push_back(std::move(name));
  }
  return names;
}

std::optional<double> real_in(std::string_view text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end)
    return std::nullopt;
  return value;
}

double real(const Args& args, std::string_view name, double otherwise) {
  if (!args.has(name))
    return otherwise;
  const auto value = real_in(args.text(name));
  MANUMIT_CHECK(value.has_value());  // The parser let nothing else through.
  return *value;
}

Result<void> check_methods(std::string_view value) {
  for (const std::string& name : parts_of(value, ',')) {
    if (!estimate::method_named(name))
      return fail(Error::Kind::bad_input, "there is no method {0}", "",
                  "the methods are named in the help", {name});
  }
  return {};
}

Result<void> check_threshold(std::string_view value) {
  const auto number = real_in(value);
  if (!number || !(*number >= 0 && *number <= 1))
    return fail(Error::Kind::bad_input, "a threshold is a number from 0 to 1, such as 0.02");
  return {};
}

Result<void> check_delta(std::string_view value) {
  const auto number = real_in(value);
  if (!number || !(*number > 0 && *number <= 1))
    return fail(Error::Kind::bad_input, "delta is a number above 0 and up to 1, such as 0.125");
  return {};
}

Result<void> check_merge(std::string_view value) {
  for (const std::string& pair : parts_of(value, ',')) {
    if (parts_of(pair, '+').size() < 2)
      return fail(Error::Kind::bad_input, "lists to make one are written as A+B");
  }
  return {};
}

Told told(const Args& args, std::string_view option) {
  const std::string said = args.text(option);
  return said.empty() ? Told::not_told : said == "yes" ? Told::yes : Told::no;
}

std::vector<Option> options_of_the_file() {
  return {{.name = "strata",
           .value = "COLUMNS",
           .summary = "Columns that split people, such as sex,age,form: an estimate for each and "
                      "their sum",
           .many = true},
          {.name = "population",
           .value = "FILE",
           .summary = "CSV of the strata's columns and population, for rates per 100,000"},
          {.name = "draws",
           .value = "COLUMN",
           .summary = "A column that tells several draws of a record linkage apart"},
          {.name = "drop", .value = "LISTS", .summary = "Lists to leave out", .many = true},
          {.name = "merge",
           .value = "A+B",
           .summary = "Lists to make one: on either",
           .many = true,
           .check = check_merge},
          {.name = "ignore",
           .value = "COLUMNS",
           .summary = "Columns that are neither lists nor strata, such as a row's number",
           .many = true}};
}

std::vector<Option> options_of_the_methods() {
  return {{.name = "method",
           .value = "NAMES",
           .summary = "Only these, with commas between: main_effects, stepwise, bic_order2, bic, "
                      "aic_order2, aic, bayes_threshold, latent_class, decomposable, chapman, "
                      "lower_bound, fixed; else all that fit",
           .many = true,
           .check = check_methods},
          {"model", "MODEL", "A log-linear model of your own, as \"[12,13,4]\""},
          {.name = "bootstrap",
           .value = "N",
           .summary = "Resamples for the intervals; else 1000",
           .range = Range{.least = 0, .most = kMostBootstrap}},
          {.name = "seed",
           .value = "S",
           .summary = "Of the random numbers; else 1",
           .range = Range{.least = 0, .most = kMostSeed}},
          {.name = "threshold",
           .value = "P",
           .summary = "At which p a dependence enters forward stepwise; else 0.02",
           .check = check_threshold},
          {.name = "max-order",
           .value = "M",
           .summary = "At most so many lists in a term of bic and aic",
           .range = Range{.least = 1, .most = 20}},
          {.name = "top",
           .value = "N",
           .summary = "Models that compete in a resample of bic",
           .range = Range{.least = 1, .most = 1'000'000}},
          {.name = "classes",
           .value = "K",
           .summary = "Latent classes; else 10",
           .range = Range{.least = 1, .most = estimate::kMostClasses}},
          {.name = "chains",
           .value = "N",
           .summary = "Chains of the latent classes; else 4",
           .range = Range{.least = 4, .most = 64}},
          {.name = "sweeps",
           .value = "N",
           .summary = "Sweeps of a chain; else until the chains agree",
           .range = Range{.least = 1000, .most = 100'000'000}},
          {.name = "delta",
           .value = "D",
           .summary = "Prior of the decomposable graphs; else 1/2 to the power of the lists",
           .check = check_delta},
          {"quick", "", "Leave out what happens without a list, consistency, sweeps, trajectory"},
          {.name = "threads",
           .value = "N",
           .summary = "Threads; they change the time and not one digit",
           .range = Range{.least = 1, .most = kMostThreads}}};
}

std::vector<Option> options_of_the_person() {
  return {{.name = "lists-differ",
           .value = "ANSWER",
           .summary = "Whether lists differ in definition, period or territory; yes refuses",
           .choices = {"yes", "no"}},
          {.name = "referrals",
           .value = "ANSWER",
           .summary = "Whether one list consists of referrals from another",
           .choices = {"yes", "no"}},
          {.name = "open-population",
           .value = "ANSWER",
           .summary = "Whether people could come, leave or die within the period",
           .choices = {"yes", "no"}}};
}

std::vector<Option> options_about() {
  return {{"title", "TEXT",
           "Who is counted; this and the next three stand in the note and change nothing"},
          {"place", "TEXT", "Where"},
          {"period", "TEXT", "When"},
          {"source", "TEXT", "Whose lists they are"}};
}

std::vector<Option> options_of_the_output() {
  return {
      {"json", "", "Print JSON (docs/formats/estimate.md)"},
      {"report", "FILE",
       "Write a method note of two pages, an HTML file that needs nothing else; a file that is "
       "there is not replaced"},
      {"cache", "FOLDER",
       "Keep the answer in this folder and find it there again when table, options, version and "
       "seed are the same; it is a file that stays on the disk, with counts and without names"}};
}

}  // namespace

std::vector<Option> estimate_options() {
  std::vector<Option> all;
  for (const auto& options : {options_of_the_file(), options_of_the_methods(),
                              options_of_the_person(), options_about(), options_of_the_output()})
    all.insert(all.end(), options.begin(), options.end());
  return all;
}

estimate::ListFileOptions list_file_options(const Args& args, const std::string& name) {
  estimate::ListFileOptions options{.name = name,
                                    .strata = names_in(args, "strata"),
                                    .drop = names_in(args, "drop"),
                                    .merge = {},
                                    .ignore = names_in(args, "ignore"),
                                    .draw_column = args.text("draws")};
  for (const std::string& lists : names_in(args, "merge"))
    options.merge.push_back(parts_of(lists, '+'));
  return options;
}

estimate::About estimate_about(const Args& args) {
  return {.title = args.text("title"),
          .place = args.text("place"),
          .period = args.text("period"),
          .source = args.text("source")};
}

Result<estimate::Settings> estimate_settings(const Args& args) {
  const estimate::Settings usual;
  const auto whole = [&](std::string_view name, std::uint32_t otherwise) {
    return static_cast<std::uint32_t>(args.number(name, otherwise));
  };
  estimate::Settings settings;
  for (const std::string& name : names_in(args, "method"))
    settings.methods.push_back(*estimate::method_named(name));
  settings.model = args.text("model");
  if (!settings.model.empty() && !settings.methods.empty())
    settings.methods.push_back(Method::fixed);
  const auto& methods = settings.methods;
  if (settings.model.empty() &&
      std::find(methods.begin(), methods.end(), Method::fixed) != methods.end())
    return fail(Error::Kind::bad_input, "the method fixed fits a model that is named, and none is",
                "--method fixed", "name one as --model \"[12,13,4]\"");
  settings.bootstrap = whole("bootstrap", usual.bootstrap);
  settings.seed = args.number("seed", usual.seed);
  settings.threads = whole("threads", machine_threads());
  settings.threshold = real(args, "threshold", usual.threshold);
  settings.max_order = static_cast<int>(whole("max-order", 0));
  settings.top_models = whole("top", usual.top_models);
  settings.classes = static_cast<int>(whole("classes", static_cast<std::uint32_t>(usual.classes)));
  settings.chains = whole("chains", usual.chains);
  settings.sweeps = whole("sweeps", usual.sweeps);
  settings.delta = real(args, "delta", usual.delta);
  settings.lists_differ = told(args, "lists-differ");
  settings.referrals = told(args, "referrals");
  settings.open_population = told(args, "open-population");
  settings.diagnostics = !args.has("quick");
  return settings;
}

}  // namespace manumit::cli
