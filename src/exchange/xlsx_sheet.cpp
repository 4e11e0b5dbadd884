// SPDX-License-Identifier: Apache-2.0
#include "xlsx_sheet.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "xml_reader.h"

namespace manumit::exchange {

namespace {

using Event = XmlReader::Event;

tl::unexpected<Error> too_much(const std::string& part) {
  return fail(Error::Kind::bad_input, "the table file holds more text and cells than can be read",
              part, "split it into several files, or remove the sheets that are not needed");
}

// Spreadsheets write letters that XML forbids as _x000D_.
std::string without_escapes(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t mark = text.find("_x");
    out += text.substr(0, mark);
    if (mark == std::string_view::npos)
      break;
    text.remove_prefix(mark);
    unsigned letter = 0;
    const char* const from = text.data() + 2;
    const bool whole = text.size() >= 7 && text[6] == '_' &&
                       std::from_chars(from, from + 4, letter, 16).ptr == from + 4;
    if (whole && letter < 0x80)
      out += static_cast<char>(letter);
    else
      out += "_x";
    text.remove_prefix(whole && letter < 0x80 ? 7 : 2);
  }
  return out;
}

// Gathers the text of <si> or <is>: every <t>, alone or in a rich run, but none inside <rPh>.
class TextRuns {
 public:
  void see(Event event, const XmlReader& xml) {
    if (event == Event::text) {
      if (in_text_ && !in_phonetic_)
        text_ += xml.text();
    } else if (xml.name() == "t") {
      in_text_ = event == Event::open;
    } else if (xml.name() == "rPh") {
      in_phonetic_ = event == Event::open;
    }
  }
  [[nodiscard]] std::string take() { return without_escapes(std::exchange(text_, {})); }

 private:
  std::string text_;
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

}  // namespace

void cut_to_beginning(std::string& text) {
  constexpr std::size_t kBeginning = 200;
  if (text.size() <= kBeginning)
    return;
  std::size_t end = kBeginning;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  text.resize(end);
}

Result<std::vector<SharedString>> read_shared_strings(const Package& package,
                                                      const std::string& part,
                                                      const WorkbookLimits& limits) {
  XmlReader xml(TRY(package.read_xml(part)), part);
  std::vector<SharedString> out;
  TextRuns runs;
  for (auto event = TRY(xml.next()); event != Event::end; event = TRY(xml.next())) {
    runs.see(event, xml);
    if (event != Event::close || xml.name() != "si")
      continue;
    if (out.size() >= limits.cells)
      return too_much(part);
    SharedString& one = out.emplace_back(SharedString{runs.take(), false});
    one.too_long = one.text.size() > limits.cell_bytes;
    if (one.too_long)
      cut_to_beginning(one.text);
  }
  return out;
}

namespace {

class SheetReader {
 public:
  SheetReader(XmlReader xml, std::string part, SheetContext& context)
      : xml_(std::move(xml)), part_(std::move(part)), context_(context) {}

  [[nodiscard]] Result<void> read(Sheet& sheet) {
    for (auto event = TRY(xml_.next()); event != Event::end; event = TRY(xml_.next())) {
      if (event == Event::open && xml_.name() == "row")
        TRY(begin_row());
      else if (event == Event::open && xml_.name() == "c")
        TRY(read_cell(sheet));
    }
    return {};
  }

 private:
  struct Raw {
    std::string type;
    std::string value;
    std::optional<std::string> inline_text;
    std::size_t style = 0;
    bool formula = false;
  };

  [[nodiscard]] Result<void> begin_row() {
    const auto number = TRY(xml_.attribute("r"));
    std::size_t row = row_;  // The row after the last one, counted from 1.
    if (number)
      std::from_chars(number->data(), number->data() + number->size(), row);
    else
      ++row;
    row_ = row;
    column_ = 0;
    return {};
  }

  // "AB12" says where; without it the cell follows the one before.
  [[nodiscard]] Result<void> place(const std::optional<std::string>& name) {
    ++column_;
    if (!name)
      return {};
    std::size_t column = 0;
    std::size_t at = 0;
    for (; at < name->size() && (*name)[at] >= 'A' && (*name)[at] <= 'Z' && at < 4; ++at)
      column = column * 26 + static_cast<std::size_t>((*name)[at] - 'A' + 1);
    std::size_t row = 0;
    std::from_chars(name->data() + at, name->data() + name->size(), row);
    if (column == 0 || row == 0)
      return fail(Error::Kind::damaged, "a cell of the table has no place", part_,
                  "open it in the program it came from, save it anew and try again");
    column_ = column;
    row_ = row;
    return {};
  }

  [[nodiscard]] Result<void> read_cell(Sheet& sheet) {
    TRY(place(TRY(xml_.attribute("r"))));
    Raw raw;
    raw.type = TRY(xml_.attribute("t")).value_or("n");
    if (const auto style = TRY(xml_.attribute("s")))
      std::from_chars(style->data(), style->data() + style->size(), raw.style);
    TRY(read_inside(raw));
    Cell cell = TRY(cell_of(std::move(raw)));
    if (cell.kind == Cell::Kind::empty)
      return {};
    return put(sheet, std::move(cell));
  }

  [[nodiscard]] Result<void> read_inside(Raw& raw) {
    const std::size_t outside = xml_.depth() - 1;
    TextRuns runs;
    bool in_value = false;
    while (true) {
      const Event event = TRY(xml_.next());
      if (event == Event::end || (event == Event::close && xml_.depth() == outside))
        return {};
      if (event == Event::text && in_value)
        raw.value += xml_.text();
      runs.see(event, xml_);
      if (event == Event::text)
        continue;
      if (xml_.name() == "v")
        in_value = event == Event::open;
      else if (xml_.name() == "f")
        raw.formula = true;
      else if (xml_.name() == "is" && event == Event::close)
        raw.inline_text = runs.take();
    }
  }

  [[nodiscard]] Result<Cell> cell_of(Raw raw) const {
    Cell cell = TRY(plain_cell(raw));
    cell.value = cell.kind;
    if (cell.text.size() > context_.limits.cell_bytes) {
      cell.kind = cell.value = Cell::Kind::too_long;
      cut_to_beginning(cell.text);
    }
    if (raw.formula)
      cell.kind = Cell::Kind::formula;
    return cell;
  }

  [[nodiscard]] Result<Cell> plain_cell(Raw& raw) const {
    const auto text_cell = [](std::string text, Cell::Kind kind = Cell::Kind::text) {
      return Cell{.text = std::move(text), .kind = kind};
    };
    if (raw.type == "inlineStr" || raw.inline_text)
      return filled_or_empty(text_cell(raw.inline_text.value_or("")));
    if (raw.value.empty())
      return Cell{};
    if (raw.type == "s")
      return shared(raw.value);
    if (raw.type == "str")
      return text_cell(without_escapes(raw.value));
    if (raw.type == "e")
      return text_cell(std::move(raw.value), Cell::Kind::fault);
    if (raw.type == "b")
      return text_cell(raw.value == "1" || raw.value == "true" ? "TRUE" : "FALSE",
                       Cell::Kind::boolean);
    if (raw.type == "d")
      return iso_date_cell(std::move(raw.value));
    double number = 0;
    const char* const end = raw.value.data() + raw.value.size();
    const auto [stop, error] = std::from_chars(raw.value.data(), end, number);
    if (error != std::errc{} || stop != end)
      return text_cell(std::move(raw.value));
    const NumberStyle style =
        raw.style < context_.styles.size() ? context_.styles[raw.style] : NumberStyle{};
    return number_cell(number, style, context_.from_1904);
  }

  static Cell filled_or_empty(Cell cell) { return cell.text.empty() ? Cell{} : cell; }

  static Cell iso_date_cell(std::string text) {
    Cell cell{.text = std::move(text), .kind = Cell::Kind::text};
    if (const auto day = day_from_iso(std::string_view(cell.text).substr(0, 10))) {
      cell.kind = Cell::Kind::date;
      cell.day = *day;
    }
    return cell;
  }

  [[nodiscard]] Result<Cell> shared(const std::string& index) const {
    std::size_t number = 0;
    const char* const end = index.data() + index.size();
    const auto [stop, error] = std::from_chars(index.data(), end, number);
    if (error != std::errc{} || stop != end || number >= context_.shared_strings.size())
      return fail(Error::Kind::damaged, "a cell names a text that the table file does not hold",
                  where(), "open it in the program it came from, save it anew and try again");
    const SharedString& found = context_.shared_strings[number];
    return filled_or_empty(
        {.text = found.text, .kind = found.too_long ? Cell::Kind::too_long : Cell::Kind::text});
  }

  [[nodiscard]] std::string where() const {
    return part_ + ", " + cell_name(row_ - 1, column_ - 1);
  }

  [[nodiscard]] Result<void> put(Sheet& sheet, Cell cell) {
    const bool blank = cell.text.find_first_not_of(" \t\r\n") == std::string::npos;
    if (row_ == 0 || row_ > context_.limits.rows || column_ > context_.limits.columns) {
      if (blank)
        return {};
      return fail(Error::Kind::bad_input, "a cell far outside of the table holds something",
                  where(), "delete what stands in that cell, or copy the table into a new file");
    }
    if (sheet.rows.size() < row_)
      sheet.rows.resize(row_);
    std::vector<Cell>& row = sheet.rows[row_ - 1];
    if (row.size() < column_) {
      const std::size_t more = column_ - row.size();
      if (more > context_.cells_left)
        return too_much(part_);
      context_.cells_left -= more;
      row.resize(column_);
    }
    if (cell.text.size() > context_.text_left)
      return too_much(part_);
    context_.text_left -= cell.text.size();
    if (row[column_ - 1].kind != Cell::Kind::empty)
      return fail(Error::Kind::damaged, "the table file holds two values for one cell", where(),
                  "open it in the program it came from, save it anew and try again");
    row[column_ - 1] = std::move(cell);
    return {};
  }

  XmlReader xml_;
  std::string part_;
  SheetContext& context_;
  std::size_t row_ = 0;     ///< From 1; 0 before the first.
  std::size_t column_ = 0;  ///< From 1; 0 before the first of a row.
};

}  // namespace

Result<Sheet> read_sheet(const Package& package, const std::string& part, std::string sheet_name,
                         SheetContext& context) {
  Sheet sheet{.name = std::move(sheet_name), .rows = {}};
  SheetReader reader(XmlReader(TRY(package.read_xml(part)), part), part, context);
  TRY(reader.read(sheet));
  return sheet;
}

}  // namespace manumit::exchange
