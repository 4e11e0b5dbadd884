// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The few pieces of HTML and SVG of which the method note is made.
namespace manumit::exchange::note {

/// The text so that it is text wherever it stands, also inside quotation marks. Control letters,
/// letters that turn the reading direction and bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

/// "12.5": one decimal, for places in a drawing.
[[nodiscard]] std::string place(double value);

/// <name attributes>inside</name>; `inside` is HTML already.
[[nodiscard]] std::string tag(std::string_view name, std::string_view attributes,
                              std::string_view inside);
[[nodiscard]] inline std::string tag(std::string_view name, std::string_view inside) {
  return tag(name, "", inside);
}

/// A drawing that scales with its place, with words for who cannot see it. Without a title it is
/// for the eye alone: what it shows stands beside it in figures.
[[nodiscard]] std::string drawing(double width, double height, std::string_view title,
                                  std::string_view inside);
[[nodiscard]] std::string line(double x1, double y1, double x2, double y2, std::string_view kind);
[[nodiscard]] std::string box(double x, double y, double width, double height,
                              std::string_view kind);
[[nodiscard]] std::string dot(double x, double y, double radius, std::string_view kind);
/// `anchor`: "start", "middle" or "end". `title` is shown to who points at it: the whole of a text
/// that is cut.
[[nodiscard]] std::string label(double x, double y, std::string_view anchor, std::string_view text,
                                std::string_view kind = "", std::string_view title = "");

/// A table row of cells that are HTML already.
[[nodiscard]] std::string row(const std::vector<std::string>& cells, std::string_view kind = "");

/// The styles of the whole page, inside of it: light, and made for two sheets of A4.
[[nodiscard]] std::string_view styles();

}  // namespace manumit::exchange::note
