// SPDX-License-Identifier: Apache-2.0
#include "casework/figure_sheet.h"

#include <algorithm>
#include <utility>

#include "canonical_writer.h"
#include "casework/figures.h"
#include "json_cursor.h"
#include "shown_text.h"

namespace manumit::casework {
namespace {

constexpr std::int64_t kSheetVersion = 1;
constexpr std::size_t kMostNamed = 50'000;
constexpr std::size_t kHashDigits = 32;
constexpr std::size_t kNumberDigits = 7;

using Names = std::vector<std::string>;

std::string as_csv(const FigureSheet& sheet) {
  return gap::write_figures({.file = {}, .figures = sheet.figures, .faults = {}, .notes = {}});
}

void write_names(CanonicalWriter& out, std::string_view key, const Names& names) {
  if (names.empty())
    return;
  out.key(key);
  out.open('[');
  for (const std::string& name : names) {
    out.comma();
    out.text(name);
  }
  out.close(']');
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

bool is_hex(char letter) {
  return is_digit(letter) || (letter >= 'a' && letter <= 'f');
}

/// "entry-hash:number", in its one form.
bool is_name(std::string_view name) {
  if (name.size() < kHashDigits + 2 || name.size() > kHashDigits + 1 + kNumberDigits)
    return false;
  const std::string_view hash = name.substr(0, kHashDigits);
  const std::string_view number = name.substr(kHashDigits + 1);
  return std::all_of(hash.begin(), hash.end(), is_hex) && name[kHashDigits] == ':' &&
         std::all_of(number.begin(), number.end(), is_digit) && number.front() != '0';
}

Result<void> check_names(const Names& names) {
  if (names.size() > kMostNamed)
    return fail(Error::Kind::bad_input, "at most {0} figures can be taken out in one go", {}, {},
                {std::to_string(kMostNamed)});
  if (!std::all_of(names.begin(), names.end(), is_name))
    return fail(Error::Kind::bad_input, "this is not the name of a figure");
  const auto out_of_order = [](const std::string& a, const std::string& b) { return a >= b; };
  if (std::adjacent_find(names.begin(), names.end(), out_of_order) != names.end())
    return fail(Error::Kind::bad_input, "a figure is named twice, or out of order");
  return {};
}

/// The figures as they come back out of their own text.
Result<std::vector<gap::Figure>> read_back(const std::string& csv) {
  gap::FigureTable table = TRY(gap::read_figures(csv, "figures"));
  if (!table.faults.empty())
    return fail(Error::Kind::bad_input, table.faults.front().what.text, table.faults.front().where);
  return std::move(table.figures);
}

Result<void> check_figures(const FigureSheet& sheet) {
  if (sheet.figures.empty())
    return {};
  for (const gap::Figure& one : sheet.figures)
    TRY(check_figure(one));
  const std::string csv = as_csv(sheet);
  if (csv.size() > kSheetBytes || sheet.figures.size() > kSheetFigures)
    return fail(Error::Kind::bad_input, "these are more figures than can be kept in one go", {},
                "split the file into several");
  const std::vector<gap::Figure> read = TRY(read_back(csv));
  if (!std::equal(read.begin(), read.end(), sheet.figures.begin(), sheet.figures.end(),
                  same_figure))
    return fail(Error::Kind::bad_input, "a figure cannot be kept as it stands");
  return {};
}

/// Reads one sheet; `key_` is the last key seen, for the error.
class SheetReader {
 public:
  explicit SheetReader(std::string_view json) : json_(json), in_(json) {}

  [[nodiscard]] Result<FigureSheet> read() {
    in_.open_object();
    in_.need_key(key_);
    const std::int64_t version = in_.whole();
    if (in_.ok() && version > kSheetVersion)
      return fail(Error::Kind::unavailable,
                  "these figures were kept with a newer version of Manumit than this one",
                  std::string(key_), "nothing is lost; install the newer version to read them");
    FigureSheet out;
    const std::string csv = read_members(out);
    if (!in_.ok() || !in_.at_end() || version != kSheetVersion)
      return not_ours();
    if (!csv.empty())
      out.figures = TRY(read_back(csv));
    if (!check_sheet(out) || encode(out) != json_)
      return not_ours();
    return out;
  }

 private:
  [[nodiscard]] std::string read_members(FigureSheet& out) {
    std::string csv;
    if (key("title"))
      out.title = in_.full_text();
    if (key("csv"))
      csv = in_.full_text();
    if (key("takes_out"))
      out.takes_out = names();
    if (key("puts_back"))
      out.puts_back = names();
    in_.close_object();
    return csv;
  }

  [[nodiscard]] bool key(std::string_view name) {
    if (!in_.key(name))
      return false;
    key_ = name;
    return true;
  }

  [[nodiscard]] Names names() {
    Names out;
    in_.need('[');
    do {
      out.emplace_back(in_.plain_text());
    } while (in_.take(',') && in_.ok());
    in_.need(']');
    return out;
  }

  [[nodiscard]] tl::unexpected<Error> not_ours() const {
    return fail(Error::Kind::bad_input, "this is not a sheet of figures as Manumit writes it",
                std::string(key_));
  }

  std::string_view json_;
  JsonCursor in_;
  std::string_view key_ = "sheet";
};

}  // namespace

std::string encode(const FigureSheet& sheet) {
  CanonicalWriter out;
  out.open('{');
  out.field("sheet", kSheetVersion);
  out.field_unless_empty("title", sheet.title);
  if (!sheet.figures.empty())
    out.field("csv", as_csv(sheet));
  write_names(out, "takes_out", sheet.takes_out);
  write_names(out, "puts_back", sheet.puts_back);
  out.close('}');
  return out.take();
}

Result<FigureSheet> decode_sheet(std::string_view json) {
  return SheetReader(json).read();
}

Result<void> check_figure(const gap::Figure& of) {
  const std::pair<const char*, const std::string&> texts[] = {
      {"measure", of.measure},         {"value", of.words},     {"unit", of.unit},
      {"population", of.population},   {"place", of.place},     {"source", of.source},
      {"source_kind", of.source_kind}, {"vintage", of.vintage}, {"retrieved", of.retrieved},
      {"confidence", of.confidence},   {"note", of.note}};
  for (const auto& [column, text] : texts)
    TRY(check_shown(text, kLineBytes, column));
  return {};
}

Result<void> check_sheet(const FigureSheet& sheet) {
  if (sheet.figures.empty() && sheet.takes_out.empty() && sheet.puts_back.empty())
    return fail(Error::Kind::bad_input, "there is no figure to keep");
  if (!sheet.title.empty())
    TRY(check_shown(sheet.title, kLineBytes, "title"));
  TRY(check_names(sheet.takes_out));
  TRY(check_names(sheet.puts_back));
  return check_figures(sheet);
}

}  // namespace manumit::casework
