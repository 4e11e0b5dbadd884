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
  std::string out = "<svg role=\"img\"" +
                    attribute("viewBox", "0 0 " + place(width) + " " + place(height)) +
                    attribute("width", place(width)) + attribute("height", place(height)) + ">";
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
                  std::string_view kind) {
  return "<text" + attribute("x", place(x)) + attribute("y", place(y)) +
         attribute("text-anchor", anchor) + kind_of(kind) + ">" + escaped(text) + "</text>";
}

std::string row(const std::vector<std::string>& cells, std::string_view kind) {
  std::string out = "<tr" + kind_of(kind) + ">";
  for (const std::string& cell : cells)
    out += tag("td", cell);
  return out + "</tr>\n";
}

std::string_view styles() {
  return R"css(
@page { size: A4; margin: 11mm 13mm; }
* { box-sizing: border-box; }
html { color-scheme: light; }
body { margin: 0 auto; padding: 24px; max-width: 780px; background: #fff; color: #21201c;
  font: 13px/1.4 "Inter", "Noto Sans", "Segoe UI", "Liberation Sans", Arial, Helvetica, sans-serif; }
header { display: flex; justify-content: space-between; gap: 16px; color: #63635e; font-size: 11px;
  border-bottom: 1px solid #dad9d6; padding-bottom: 6px; }
h1 { font-size: 11px; font-weight: 600; margin: 0; }
h2 { font-size: 13px; font-weight: 650; margin: 16px 0 3px; break-after: avoid; }
p { margin: 0 0 4px; }
.lead { font-size: 21px; line-height: 1.28; font-weight: 600; margin: 14px 0 6px; text-wrap: balance; }
.next { font-size: 13.5px; margin-bottom: 4px; }
.refused { border-inline-start: 4px solid #953ea3; padding-inline-start: 12px; }
.soft, .why { color: #63635e; font-size: 11px; line-height: 1.36; }
.why { max-width: 92ch; margin-bottom: 6px; }
section { break-inside: avoid; } section.flow { break-inside: auto; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: 1px 8px 1px 0; text-align: start; vertical-align: middle; font-weight: 400; }
th { color: #63635e; font-size: 11px; }
.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
.methods td:first-child { width: 182px; line-height: 1.2; }
.methods td.drawn { padding: 0; }
.methods .aside { color: #63635e; }
.rule td { border-top: 1px solid #dad9d6; padding-top: 4px; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 26px; align-items: start; }
ul { margin: 0; padding-inline-start: 15px; }
li { margin-bottom: 2px; }
.small { font-size: 11px; line-height: 1.38; }
.columns { columns: 2; column-gap: 26px; padding: 0; list-style: none; }
.columns li { break-inside: avoid; position: relative; padding-inline-start: 11px; }
.columns li::before { content: "•"; position: absolute; inset-inline-start: 0; }
.heed li::before { color: #953ea3; content: "▲"; font-size: 8px; }
.bar td { font-size: 11px; padding: 0 6px 0 0; line-height: 1.2; }
code { font: 9.5px/1.3 "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
svg { display: block; overflow: visible; max-width: 100%; height: auto; }
svg text { font-size: 10px; fill: #21201c; }
svg .soft { fill: #63635e; font-size: 9.5px; }
.wide { fill: #abbdf9; } .near { fill: #3e63dd; fill-opacity: .55; }
.aside .wide { fill: #dad9d6; } .aside .near { fill: #bcbbb5; fill-opacity: 1; }
.point { fill: #fff; stroke: #21201c; stroke-width: 1.6; } .plain { stroke: #21201c; stroke-width: 1; }
.end { fill: #3e63dd; } .aside .end { fill: #8d8d86; }
.seen { stroke: #21201c; stroke-width: 1; stroke-dasharray: 2 2.5; }
.axis { stroke: #bcbbb5; stroke-width: 1; } .column { fill: #3e63dd; } .on { fill: #21201c; }
.off { fill: #dad9d6; } .joined { stroke: #21201c; stroke-width: 2; }
.curve { fill: none; stroke: #3e63dd; stroke-width: 2; }
.record td { vertical-align: top; } .record td:first-child { white-space: nowrap; font-size: 11px; }
.effects td:first-child { width: 34%; } .effects td:last-child { text-align: end; }
@media print { body { padding: 0; max-width: none; font-size: 8.8pt; }
  .lead { font-size: 15pt; margin: 9px 0 4px; } .next { font-size: 9.4pt; }
  h2 { font-size: 8.8pt; margin: 6px 0 2px; }
  .soft, .why, .small, header, h1, th, .bar td, .record td:first-child { font-size: 7pt; line-height: 1.25; }
  .methods td:first-child { font-size: 8.2pt; line-height: 1.12; } .why { margin-bottom: 3px; } li { margin-bottom: 1px; } code { font-size: 6.6pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
)css";
}

}  // namespace manumit::exchange::note
