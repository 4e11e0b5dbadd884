// SPDX-License-Identifier: Apache-2.0
#include "link_options.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/check.h"
#include "base/parallel.h"
#include "list_source.h"
#include "opening.h"

namespace manumit::cli {
namespace {

constexpr std::size_t kMostThreads = 256;
constexpr double kMostWeight = 1000;

std::string name_in(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

std::vector<std::string> names_in(const Args& args, std::string_view option) {
  std::vector<std::string> names;
  for (const std::string& value : args.texts(option)) {
    std::string_view rest = value;
    while (true) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      names.emplace_back(rest.substr(0, end));
      if (end == rest.size())
        break;
      rest.remove_prefix(end + 1);
    }
  }
  return names;
}

/// "a.csv:17" as a record; nothing if there is none.
std::optional<std::uint32_t> record_in(std::string_view text, const link::RecordTable& table) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos)
    return std::nullopt;
  const auto row = whole_number(text.substr(colon + 1), {.least = 2, .most = std::size_t{1} << 40});
  for (std::size_t list = 0; row && list < table.sources().size(); ++list) {
    if (table.sources()[list].name != text.substr(0, colon))
      continue;
    if (const auto record = table.record_at(list, *row))
      return static_cast<std::uint32_t>(*record);
  }
  return std::nullopt;
}

/// The name of a list may have a comma in it, so each comma is tried.
std::optional<link::RecordPair> pair_in(std::string_view text, const link::RecordTable& table) {
  for (std::size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',', comma + 1)) {
    const auto one = record_in(text.substr(0, comma), table);
    const auto other = record_in(text.substr(comma + 1), table);
    if (one && other && *one != *other)
      return link::RecordPair{std::min(*one, *other), std::max(*one, *other)};
  }
  return std::nullopt;
}

bool is_set(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<double> number_of_bits(std::string_view text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || !(value >= -kMostWeight && value <= kMostWeight))
    return std::nullopt;
  return value;
}

Result<void> check_weight(std::string_view value) {
  if (number_of_bits(value))
    return {};
  return fail(Error::Kind::bad_input, "a weight is a number of bits, such as 3.5 or -2");
}

unsigned threads_of(const Args& args) {
  return static_cast<unsigned>(args.number("threads", machine_threads()));
}

std::vector<Option> link_options() {
  return {
      {"settings", "FILE",
       "Link as this file says (docs/formats/link.md); else as the columns "
       "suggest, and the settings are printed"},
      {"settings-out", "FILE", "Write the settings that held, to be read, changed and used again"},
      {.name = "deduplicated",
       .value = "LISTS",
       .summary = "Lists on which nobody stands twice, with commas between",
       .many = true},
      {.name = "ignore",
       .value = "COLUMNS",
       .summary = "Columns to leave out, with commas between",
       .many = true},
      {"truth", "COLUMN",
       "A column that says who is who, to judge the result by; it is never "
       "compared, blocked on or printed"},
      {.name = "kind",
       .value = "KIND",
       .summary = "What the records are; else as the columns suggest",
       .choices = {"person", "organisation"}},
      {"out", "FILE", "Write source, row, id and cluster of each record, a CSV file"},
      {"pairs", "FILE", "Write the pairs with their weight and probability, a CSV file"},
      {.name = "at-least",
       .value = "WEIGHT",
       .summary = "Write the pairs from this weight on, in bits; else those that can link",
       .check = check_weight},
      {"decisions", "FILE",
       "What people decided: the file of --pairs with a column decision (same, not_same, "
       "cannot_tell); it holds, whatever the weights say"},
      {"overlap", "FILE", "Write how many are on which lists, as `manumit estimate` reads it"},
      {.name = "draws",
       .value = "N",
       .summary = "Draw what is unsure so often: --overlap then has a column draw, for "
                  "`manumit estimate --draws draw`",
       .range = Range{.least = 2, .most = 1000}},
      {.name = "explain",
       .value = "PAIR",
       .summary = "Say why a pair weighs what it weighs, as a.csv:2,b.csv:17",
       .many = true},
      {.name = "threads",
       .value = "N",
       .summary = "Threads; they change the time and not one digit",
       .range = Range{.least = 1, .most = kMostThreads}},
      {"json", "", "Print JSON (docs/formats/link.md)"}};
}

Result<std::optional<link::Settings>> told_settings(const Args& args) {
  if (!args.has("settings"))
    return std::optional<link::Settings>();
  const std::string path = args.text("settings");
  return std::optional(TRY(link::read_settings(TRY(read_whole_file(path)), name_in(path))));
}

Result<std::vector<link::RecordFile>> link_files(const Args& args,
                                                 const std::optional<link::Settings>& told) {
  const std::vector<std::string> paths = args.texts("FILE");
  std::vector<std::string> unique = names_in(args, "deduplicated");
  if (told)
    unique.insert(unique.end(), told->deduplicated.begin(), told->deduplicated.end());
  std::vector<std::string> names;
  for (const std::string& path : paths) {
    const bool alone = std::count_if(paths.begin(), paths.end(), [&](const std::string& other) {
                         return name_in(other) == name_in(path);
                       }) == 1;
    names.push_back(alone ? name_in(path) : path);
  }
  for (const std::string& name : unique) {
    if (!is_set(names, name))
      return fail(Error::Kind::bad_input, "the list {0} is not among those that were given",
                  "--deduplicated", "name it as its file is called, without the folder", {name});
  }
  std::vector<link::RecordFile> files;
  for (std::size_t i = 0; i < paths.size(); ++i)
    files.push_back({.name = names[i],
                     .bytes = TRY(open_text(paths[i])),
                     .deduplicated = is_set(unique, names[i])});
  return files;
}

link::ReadOptions read_options(const Args& args, const std::optional<link::Settings>& told) {
  link::ReadOptions options{
      .ignore = names_in(args, "ignore"), .truth = args.text("truth"), .threads = threads_of(args)};
  if (told) {
    options.kind = told->kind;
    options.roles = told->columns;
  }
  if (args.has("kind"))
    options.kind =
        args.text("kind") == "person" ? link::NameKind::person : link::NameKind::organisation;
  return options;
}

namespace {

/// What the command line leaves out stays out wherever these settings are read again.
void keep_ignored(const link::ReadRecords& read, link::Settings& settings) {
  for (const link::ColumnRole& column : read.roles) {
    if (column.role != link::Role::ignored)
      continue;
    const auto told = std::find_if(settings.columns.begin(), settings.columns.end(),
                                   [&](const auto& each) { return each.name == column.name; });
    if (told == settings.columns.end())
      settings.columns.push_back(column);
    else
      told->role = link::Role::ignored;
  }
}

}  // namespace

link::Settings link_settings(const Args& args, const link::ReadRecords& read,
                             const std::optional<link::Settings>& told) {
  link::Settings settings = told ? *told : link::guess_settings(read.table);
  if (!told) {
    for (const link::ColumnRole& column : read.roles) {
      if (column.role == link::Role::id || column.role == link::Role::truth)
        settings.columns.push_back(column);
    }
  }
  keep_ignored(read, settings);
  settings.kind = read.table.kind();
  settings.deduplicated.clear();
  for (const link::Source& source : read.table.sources()) {
    if (source.deduplicated)
      settings.deduplicated.push_back(source.name);
  }
  settings.threads = threads_of(args);
  return settings;
}

std::optional<double> pairs_from(const Args& args) {
  if (!args.has("at-least"))
    return std::nullopt;
  return number_of_bits(args.text("at-least"));
}

Result<std::vector<link::RecordPair>> pairs_to_explain(const Args& args,
                                                       const link::RecordTable& table) {
  std::vector<link::RecordPair> pairs;
  for (const std::string& text : args.texts("explain")) {
    const auto pair = pair_in(text, table);
    if (!pair)
      return fail(Error::Kind::bad_input, "a pair is two rows of the lists, as a.csv:2,b.csv:17",
                  "--explain");
    pairs.push_back(*pair);
  }
  return pairs;
}

}  // namespace manumit::cli
