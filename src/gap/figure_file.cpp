// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "base/csv.h"
#include "base/encoding.h"
#include "figure.h"

namespace manumit::gap {
namespace {

constexpr std::uint64_t kMostRows = 250'000;
constexpr CsvLimits kLimits{.cell_bytes = 1 << 16, .row_bytes = 1 << 18, .columns = 64};
/// In the column of the population: nobody says who was counted, and that is known.
constexpr std::string_view kNotRecorded = "not recorded";
constexpr double kMost = 1e15;  // Above it a double no longer holds every whole number.

constexpr std::array<std::string_view, 18> kColumns{
    "measure", "value",     "low",        "high", "unit",   "population",
    "place",   "start",     "end",        "kind", "source", "source_kind",
    "vintage", "retrieved", "confidence", "note", "period", "definition"};

/// Names under which older files have the same column.
std::string_view our_name(std::string_view heading) {
  if (heading == "year")
    return "period";
  return heading == "country" ? "place" : heading;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t from = text.find_first_not_of(kBlank);
  if (from == std::string_view::npos)
    return {};
  return text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

class Reader {
 public:
  explicit Reader(const std::string& file) { table_.file = file; }

  Result<FigureTable> read(std::string_view text) {
    if (const auto bad = first_bad_utf8(text))
      return fail(Error::Kind::bad_input, "the file is not text in UTF-8: byte {0} is none",
                  table_.file, "save it as UTF-8", {std::to_string(*bad)});
    CsvReader rows(source_of(text), {.name = table_.file, .limits = kLimits});
    CsvRow row;
    if (!TRY(rows.next(row)))
      return fail(Error::Kind::bad_input, "the file is empty", table_.file);
    TRY(read_headings(row));
    while (TRY(rows.next(row))) {
      if (row.number > kMostRows)
        return fail(Error::Kind::bad_input, "more than {0} rows are too many", table_.file, {},
                    {std::to_string(kMostRows)});
      read_row(row);
    }
    say_what_is_missing();
    return std::move(table_);
  }

 private:
  Result<void> read_headings(const CsvRow& row) {
    headings_ = row.cells.size();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string_view name = our_name(trim(row.cells[i]));
      if (std::find(kColumns.begin(), kColumns.end(), name) == kColumns.end()) {
        table_.notes.push_back(
            {"the column {0} is not known here and was not read", {std::string(name)}});
      } else if (!columns_.emplace(std::string(name), i).second) {
        return fail(Error::Kind::bad_input, "the column {0} stands here twice", table_.file, {},
                    {std::string(name)});
      }
    }
    for (const char* needed : {"measure", "value", "unit"}) {
      if (!columns_.contains(needed))
        return fail(Error::Kind::bad_input, "the column {0} is missing", table_.file,
                    "the columns of a file of figures are in docs/formats/figures.md", {needed});
    }
    return {};
  }

  void say_what_is_missing() {
    for (const char* wished : {"population", "kind", "place", "source", "vintage", "retrieved"}) {
      if (!columns_.contains(wished))
        table_.notes.push_back({"the file has no column {0}", {wished}});
    }
  }

  std::string cell(const CsvRow& row, std::string_view name) const {
    const auto column = columns_.find(name);
    if (column == columns_.end() || column->second >= row.cells.size())
      return "";
    return unguarded(trim(row.cells[column->second]));
  }

  std::string place(const CsvRow& row, std::string_view column) const {
    return cell_place(table_.file, row.number, column);
  }

  bool faulty(const CsvRow& row, std::string_view column, std::string code, Sentence what) {
    table_.faults.push_back({std::move(code), std::move(what), place(row, column)});
    return false;
  }

  /// A plain decimal, no thousands marks: what looks like "1.234" in one country is 1234 in
  /// another.
  bool number(const CsvRow& row, std::string_view column, std::optional<double>& into) {
    const std::string text = cell(row, column);
    if (text.empty())
      return true;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
      return faulty(row, column, "no_number", {"this is no number", {}});
    if (value < 0 || value > kMost)
      return faulty(row, column, "out_of_range", {"the number is below 0 or too large", {}});
    into = value;
    return true;
  }

  bool numbers(const CsvRow& row, Figure& figure) {
    const std::string typed = cell(row, "value");
    const bool is_rating = !typed.empty() && typed.find_first_of("0123456789") == std::string::npos;
    if (is_rating)
      figure.words = typed;
    else if (!number(row, "value", figure.value))
      return false;
    if (!number(row, "low", figure.low) || !number(row, "high", figure.high))
      return false;
    if (figure.low && figure.high && *figure.low > *figure.high)
      return faulty(row, "low", "low_above_high", {"the low end lies above the high end", {}});
    if (figure.value && ((figure.low && *figure.low > *figure.value) ||
                         (figure.high && *figure.high < *figure.value)))
      return faulty(row, "value", "value_outside",
                    {"the value lies outside of its own low and high end", {}});
    return true;
  }

  bool period(const CsvRow& row, Figure& figure) {
    std::string words = cell(row, "period");
    std::string_view column = "period";
    if (words.empty() && !cell(row, "start").empty()) {
      column = "start";
      words = cell(row, "start");
      if (const std::string end = cell(row, "end"); !end.empty() && end != words)
        words += "/" + end;
    }
    auto read = read_period(words, {});
    if (!read)
      return faulty(row, column, "bad_period", {read.error().what, {}});
    figure.period = std::move(*read);
    return true;
  }

  bool kind(const CsvRow& row, Figure& figure) {
    const std::string name = cell(row, "kind");
    if (name.empty())
      return true;
    if (name != "stock" && name != "flow")
      return faulty(row, "kind", "bad_kind", {"the kind is stock or flow", {}});
    figure.kind = name == "stock" ? Kind::stock : Kind::flow;
    return true;
  }

  bool texts(const CsvRow& row, Figure& figure) {
    figure.measure = cell(row, "measure");
    figure.unit = cell(row, "unit");
    figure.population = cell(row, "population");
    if (figure.measure.empty())
      return faulty(row, "measure", "no_measure", {"the row names no measure", {}});
    if (figure.unit.empty())
      return faulty(row, "unit", "no_unit", {"the figure has no unit", {}});
    if (columns_.contains("population") && figure.population.empty())
      return faulty(row, "population", "no_population",
                    {"the figure does not say who was counted", {}});
    if (figure.population == kNotRecorded)
      figure.population.clear();
    figure.place = cell(row, "place");
    figure.source = cell(row, "source");
    figure.source_kind = cell(row, "source_kind");
    figure.vintage = cell(row, "vintage");
    figure.retrieved = cell(row, "retrieved");
    figure.confidence = cell(row, "confidence");
    figure.note = cell(row, "note");
    return true;
  }

  void read_row(const CsvRow& row) {
    Figure figure;
    figure.row = row.number;
    if (row.cells.size() > headings_) {
      faulty(row, "measure", "too_many_cells", {"the row has more cells than headings", {}});
      return;
    }
    if (texts(row, figure) && numbers(row, figure) && period(row, figure) && kind(row, figure))
      table_.figures.push_back(std::move(figure));
  }

  FigureTable table_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::size_t headings_ = 0;
};

std::string typed(const std::optional<double>& number) {
  if (!number)
    return "";
  std::array<char, 400> digits{};  // The smallest number has some 340 places.
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), *number,
                                          std::chars_format::fixed);
  return error == std::errc() ? std::string(digits.data(), end) : "";
}

}  // namespace

std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, 3> kNames{"", "stock", "flow"};
  return kNames.at(static_cast<std::size_t>(kind));
}

Result<FigureTable> read_figures(std::string_view text, const std::string& file) {
  return Reader(file).read(text);
}

std::string write_figures(const FigureTable& table) {
  // Where nobody said who was counted, the column is left out: an empty cell in it is a fault.
  const bool any_says = std::any_of(table.figures.begin(), table.figures.end(),
                                    [](const Figure& one) { return !one.population.empty(); });
  std::vector<std::string> cells{"measure", "value", "low", "high", "unit"};
  if (any_says)
    cells.emplace_back("population");
  for (const char* name : {"place", "period", "kind", "source", "source_kind", "vintage",
                           "retrieved", "confidence", "note"})
    cells.emplace_back(name);
  std::string out = csv_line(cells);
  for (const Figure& one : table.figures) {
    cells = {one.measure, one.words.empty() ? typed(one.value) : one.words, typed(one.low),
             typed(one.high), one.unit};
    if (any_says)
      cells.emplace_back(one.population.empty() ? kNotRecorded : one.population);
    for (const std::string& text :
         {one.place, one.period.words, std::string(name_of(one.kind)), one.source, one.source_kind,
          one.vintage, one.retrieved, one.confidence, one.note})
      cells.push_back(text);
    out += csv_line(cells);
  }
  return out;
}

}  // namespace manumit::gap
