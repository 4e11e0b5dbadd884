// SPDX-License-Identifier: Apache-2.0
#include "estimate_note_html.h"

#include <array>
#include <charconv>

#include "base/encoding.h"

namespace manumit::exchange::note {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

std::string_view entity_of(char letter) {
  switch (letter) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

/// How many bytes a letter takes that nobody sees, and that could turn what stands around it: C1
/// controls, U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069. 0: none stands here.
std::size_t unseen(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (byte(0) < 0x20 || byte(0) == 0x7F)
    return 1;
  if (text.size() >= 2 && ((byte(0) == 0xC2 && byte(1) < 0xA0) || text.starts_with("\xD8\x9C")))
    return 2;
  if (text.size() < 3 || byte(0) != 0xE2)
    return 0;
  const bool turns = (byte(1) == 0x80 && (byte(2) == 0x8E || byte(2) == 0x8F ||
                                          (byte(2) >= 0xA8 && byte(2) <= 0xAE))) ||
                     (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9);
  return turns ? 3 : 0;
}

void append_escaped(std::string& out, std::string_view sound) {
  while (!sound.empty()) {
    std::size_t taken = 1;
    if (const std::string_view entity = entity_of(sound.front()); !entity.empty()) {
      out += entity;
    } else if (const std::size_t bytes = unseen(sound); bytes > 0) {
      out += kReplacement;
      taken = bytes;
    } else {
      out += sound.front();
    }
    sound.remove_prefix(taken);
  }
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string kind_of(std::string_view kind) {
  return kind.empty() ? "" : attribute("class", kind);
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (auto bad = first_bad_utf8(text); bad; bad = first_bad_utf8(text)) {
    append_escaped(out, text.substr(0, *bad));
    out += kReplacement;
    text.remove_prefix(*bad + 1);
  }
  append_escaped(out, text);
  return out;
}

std::string place(double value) {
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                 std::chars_format::fixed, 1)
                       .ptr;
  return {digits.data(), static_cast<std::size_t>(end - digits.data())};
}

std::string tag(std::string_view name, std::string_view attributes, std::string_view inside) {
  std::string out = "<" + std::string(name);
  if (!attributes.empty())
    out += " " + std::string(attributes);
  return out + ">" + std::string(inside) + "</" + std::string(name) + ">";
}

std::string drawing(double width, double height, std::string_view title, std::string_view inside) {
  std::string out = std::string(title.empty() ? "<svg aria-hidden=\"true\"" : "<svg role=\"img\"") +
                    attribute("viewBox", "0 0 " + place(width) + " " + place(height)) +
                    attribute("width", place(width)) + attribute("height", place(height)) + ">";
  if (!title.empty())
    out += tag("title", escaped(title));
  return out + std::string(inside) + "</svg>";
}

std::string line(double x1, double y1, double x2, double y2, std::string_view kind) {
  return "<line" + attribute("x1", place(x1)) + attribute("y1", place(y1)) +
         attribute("x2", place(x2)) + attribute("y2", place(y2)) + kind_of(kind) + "/>";
}

std::string box(double x, double y, double width, double height, std::string_view kind) {
  return "<rect" + attribute("x", place(x)) + attribute("y", place(y)) +
         attribute("width", place(width)) + attribute("height", place(height)) + kind_of(kind) +
         "/>";
}

std::string dot(double x, double y, double radius, std::string_view kind) {
  return "<circle" + attribute("cx", place(x)) + attribute("cy", place(y)) +
         attribute("r", place(radius)) + kind_of(kind) + "/>";
}

std::string label(double x, double y, std::string_view anchor, std::string_view text,
                  std::string_view kind, std::string_view title) {
  return "<text" + attribute("x", place(x)) + attribute("y", place(y)) +
         attribute("text-anchor", anchor) + kind_of(kind) + ">" +
         (title.empty() ? "" : tag("title", escaped(title))) + escaped(text) + "</text>";
}

std::string row(const std::vector<std::string>& cells, std::string_view kind) {
  std::string out = "<tr" + kind_of(kind) + ">";
  for (const std::string& cell : cells)
    out += tag("td", cell);
  return out + "</tr>\n";
}

}  // namespace manumit::exchange::note
