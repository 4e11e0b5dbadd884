// SPDX-License-Identifier: Apache-2.0
#include "toml_tree.h"

#include <algorithm>

// The only file of this module that sees toml++, which returns its errors instead of throwing. The
// next five lines must stand as in exchange/case_file.cpp, which says why: the linker keeps one
// parser for all.
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "base/toml_guard.h"

namespace manumit::law {
namespace {

constexpr std::size_t kMostBytes = std::size_t{256} * 1024;

Spot spot_of(const toml::node& node) {
  return {node.source().begin.line, node.source().begin.column};
}

Value value_of(const toml::node& node);

Value table_of(const toml::table& table) {
  Value out;
  out.kind = Value::Kind::table;
  out.at = spot_of(table);
  for (const auto& [key, node] : table) {
    out.table.push_back(value_of(node));
    out.table.back().key = std::string(key.str());
  }
  std::sort(out.table.begin(), out.table.end(),
            [](const Value& a, const Value& b) { return a.key < b.key; });
  return out;
}

Value day_value(const toml::node& node, const toml::date& date) {
  Value out;
  out.at = spot_of(node);
  const Result<Day> day = day_of({date.year, date.month, date.day});
  if (!day)
    return out;
  out.kind = Value::Kind::day;
  out.day = *day;
  return out;
}

Value value_of(const toml::node& node) {
  if (const toml::table* table = node.as_table())
    return table_of(*table);
  if (const auto* date = node.as_date())
    return day_value(node, date->get());
  Value out;
  out.at = spot_of(node);
  if (const toml::array* list = node.as_array()) {
    out.kind = Value::Kind::list;
    for (const toml::node& one : *list)
      out.list.push_back(value_of(one));
  } else if (const auto* text = node.as_string()) {
    out.kind = Value::Kind::text;
    out.text = text->get();
  } else if (const auto* yes = node.as_boolean()) {
    out.kind = Value::Kind::yes_no;
    out.yes = yes->get();
  }
  return out;
}

/// Walks through a file letter by letter and counts lines and columns.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {}

  [[nodiscard]] bool ends() const { return next_ >= text_.size(); }
  [[nodiscard]] Spot spot() const { return spot_; }
  [[nodiscard]] bool sees(std::string_view words) const {
    return text_.substr(next_, words.size()) == words;
  }
  [[nodiscard]] char letter() const { return ends() ? '\0' : text_[next_]; }

  /// One letter on; the bytes of one UTF-8 letter are one column.
  void step() {
    if (ends())
      return;
    if (text_[next_] == '\n')
      spot_ = {spot_.line + 1, 1};
    else
      ++spot_.column;
    ++next_;
    while (!ends() && (static_cast<unsigned char>(text_[next_]) & 0xc0U) == 0x80U)
      ++next_;
  }
  void step(std::size_t letters) {
    for (std::size_t i = 0; i < letters; ++i)
      step();
  }
  void go_to(Spot at) {
    while (!ends() && (spot_.line < at.line ||
                       (spot_.line == at.line && spot_.column < at.column && letter() != '\n')))
      step();
  }

 private:
  std::string_view text_;
  std::size_t next_ = 0;
  Spot spot_;
};

/// Leaves out a line break at the end of a line marked with a backslash, and what is blank after
/// it.
bool skip_folded_line(Walker& walker) {
  Walker ahead = walker;
  ahead.step();
  while (ahead.letter() == ' ' || ahead.letter() == '\t' || ahead.letter() == '\r')
    ahead.step();
  if (ahead.letter() != '\n')
    return false;
  while (ahead.letter() == ' ' || ahead.letter() == '\t' || ahead.letter() == '\r' ||
         ahead.letter() == '\n')
    ahead.step();
  walker = ahead;
  return true;
}

std::size_t letters_of_escape(char after_backslash) {
  if (after_backslash == 'u')
    return 6;
  return after_backslash == 'U' ? 10 : 2;
}

}  // namespace

const Value* Value::find(std::string_view wanted) const {
  const auto found =
      std::lower_bound(table.begin(), table.end(), wanted,
                       [](const Value& one, std::string_view name) { return one.key < name; });
  return found == table.end() || found->key != wanted ? nullptr : &*found;
}

Result<Value> read_toml(std::string_view text, std::string_view file) {
  if (text.size() > kMostBytes)
    return fail(Error::Kind::bad_input, "this file of definitions is larger than {0} bytes",
                std::string(file), "split it into several files", {std::to_string(kMostBytes)});
  const toml::parse_result parsed = toml::parse(TRY(bearable_toml(text, file)), file);
  if (!parsed) {
    const toml::source_position at = parsed.error().source().begin;
    return fail(Error::Kind::bad_input, "this is not TOML: {0}",
                place_in(file, {at.line, at.column}), {},
                {std::string(parsed.error().description())});
  }
  return table_of(parsed.table());
}

Spot spot_inside(std::string_view file_text, Spot value_at, std::size_t offset) {
  Walker walker(file_text);
  walker.go_to(value_at);
  const char mark = walker.letter();
  const bool long_text = walker.sees(R"(""")") || walker.sees("'''");
  walker.step(long_text ? 3 : 1);
  if (long_text && walker.letter() == '\r')
    walker.step();
  if (long_text && walker.letter() == '\n')
    walker.step();
  // What expressions are made of is ASCII, so a letter of the value is a byte; a slip in a place
  // after other letters is shown a little too far to the right.
  for (std::size_t i = 0; i < offset && !walker.ends();) {
    if (mark == '"' && walker.letter() == '\\') {
      if (skip_folded_line(walker))
        continue;
      Walker ahead = walker;
      ahead.step();
      walker.step(letters_of_escape(ahead.letter()));
    } else {
      walker.step();
    }
    ++i;
  }
  if (mark == '"' && walker.letter() == '\\')
    skip_folded_line(walker);
  return walker.spot();
}

std::string place_in(std::string_view file, Spot at) {
  return std::string(file) + ", line " + std::to_string(at.line) + ", column " +
         std::to_string(at.column);
}

}  // namespace manumit::law
