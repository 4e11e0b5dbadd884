// SPDX-License-Identifier: Apache-2.0
#include "estimate_note_drawing.h"

#include <algorithm>
#include <cmath>

#include "estimate_note_html.h"

namespace manumit::exchange::note {
namespace {

using estimate::Limits;
using estimate::MethodResult;
using estimate::TableAnswer;

constexpr double kRowHeight = 19;
constexpr double kMiddle = kRowHeight / 2;
constexpr double kBeyond = 6;  // A row with a long name is higher; the line goes through.
constexpr double kMargin = 8;  // Keeps a point at either end whole.
constexpr int kMostTicks = 6;

/// Round steps, 1, 2 or 5 times a power of ten.
double round_step(double most) {
  const double rough = most / kMostTicks;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (times * power >= rough)
      return times * power;
  }
  return 10 * power;
}

bool is_counted(const TableAnswer& table, const MethodResult& result) {
  const auto& counted = table.summary.counted;
  return counted.empty() ||
         std::find(counted.begin(), counted.end(), result.method) != counted.end();
}

std::string band(const Limits& limits, const Scale& scale, double height, std::string_view kind) {
  const double from = scale.at(limits.low);
  return box(from, kMiddle - height / 2, std::max(scale.at(limits.high) - from, 1.0), height, kind);
}

std::string arrow(const Scale& scale) {
  const double tip = scale.width;
  return "<path class=\"end\" d=\"M" + place(tip - 6) + " " + place(kMiddle - 4) + "L" +
         place(tip) + " " + place(kMiddle) + "L" + place(tip - 6) + " " + place(kMiddle + 4) +
         "Z\"/>";
}

std::string seen_line(const TableAnswer& table, const Scale& scale) {
  const double x = scale.at(static_cast<double>(table.observed));
  return line(x, -kBeyond, x, kRowHeight + kBeyond, "seen");
}

/// How many letters of Latin width the letter that begins here takes.
std::size_t width_of(unsigned char first) {
  const bool goes_on = (first & 0xC0U) == 0x80U;
  const bool is_wide = first >= 0xE3 && first <= 0xED;  // U+3000 to U+DFFF, Chinese and its kin.
  return goes_on ? 0 : is_wide ? 2 : 1;
}

/// In a drawing there is room for so many letters of a list's name.
std::string cut(const std::string& name) {
  constexpr std::size_t kMostLetters = 17;
  std::size_t width = 0;
  std::size_t room = 0;  // Where the mark can stand that letters are missing.
  for (std::size_t at = 0; at < name.size(); ++at) {
    width += width_of(static_cast<unsigned char>(name[at]));
    if (width > kMostLetters)
      return name.substr(0, room) + "…";
    if (width < kMostLetters)
      room = at + 1;
  }
  return name;
}

}  // namespace

double Scale::at(double people) const {
  const double inside = std::clamp(people, 0.0, most);
  return kMargin + inside / most * (width - 2 * kMargin);
}

Scale scale_for(const TableAnswer& table, double width) {
  constexpr double kMostTail = 2.5;  // A limit further out than so many times the largest estimate.
  constexpr double kRoom = 1.06;
  double largest = static_cast<double>(table.observed);
  for (const MethodResult& result : table.methods) {
    if (result.n_hat && is_counted(table, result))
      largest = std::max(largest, *result.n_hat);
    for (const auto& [name, bound] : result.diagnostics.bounds)
      largest = std::max(largest, bound);
  }
  double most = largest;
  for (const MethodResult& result : table.methods) {
    if (!is_counted(table, result))
      continue;
    for (const auto& [kind, limits] : result.intervals) {
      if (kind.ends_with("_95"))
        most = std::max(most, std::min(limits.high, kMostTail * largest));
    }
  }
  Scale scale{.most = std::max(most * kRoom, 1.0), .width = width, .ticks = {}};
  const double step = round_step(scale.most);
  for (int i = 0; i * step <= scale.most; ++i)
    scale.ticks.push_back(i * step);
  return scale;
}

std::string interval_row(const MethodResult& result, const TableAnswer& table, const Scale& scale,
                         const EstimateWords& words) {
  std::string inside = seen_line(table, scale);
  const auto wide = shown_limits(result.intervals, 95);
  const auto near = shown_limits(result.intervals, 80);
  bool cut_off = false;
  if (wide) {
    inside += band(*wide, scale, 11, "wide");
    cut_off = scale.cuts(wide->high);
  }
  if (near)
    inside += band(*near, scale, 11, "near");
  const auto percentile = result.intervals.find("percentile_95");
  if (percentile != result.intervals.end()) {
    const Limits& limits = percentile->second;
    inside += line(scale.at(limits.low), kMiddle + 8, scale.at(limits.high), kMiddle + 8, "plain");
    cut_off = cut_off || scale.cuts(limits.high);
  }
  for (const auto& [name, bound] : result.diagnostics.bounds)
    inside += line(scale.at(bound), kMiddle - 5, scale.at(bound), kMiddle + 5, "plain");
  const bool point_outside = result.n_hat && scale.cuts(*result.n_hat);
  if (cut_off || point_outside)
    inside += arrow(scale);
  if (result.n_hat && !point_outside && result.diagnostics.bounds.empty())
    inside += dot(scale.at(*result.n_hat), kMiddle, 3.4, "point");
  std::string title = method_in_words(result.method, words);
  if (result.n_hat)
    title += ": " + people_in_figures(*result.n_hat);
  if (wide)
    title += " (" + range_in_figures(*wide, words) + ")";
  return drawing(scale.width, kRowHeight, title, inside);
}

std::string axis_row(const Scale& scale, const EstimateWords& words) {
  std::string inside = line(0, 0.5, scale.width, 0.5, "axis");
  for (const double tick : scale.ticks) {
    inside += line(scale.at(tick), 0, scale.at(tick), 4, "axis");
    inside += label(scale.at(tick), 14, "middle", people_in_figures(tick), "soft");
  }
  return drawing(scale.width, 17, words.of("estimate_note.axis"), inside);
}

std::string effect_bar(std::optional<double> n_hat, double whole, double most) {
  constexpr double kWidth = 120;
  constexpr double kHeight = 11;
  const auto at = [&](double people) { return std::min(people, most) / most * kWidth; };
  std::string inside;
  if (n_hat)
    inside += box(0, 2, std::max(at(*n_hat), 1.0), kHeight - 4, "wide");
  inside += line(at(whole), 0, at(whole), kHeight, "plain");
  return drawing(kWidth, kHeight, "", inside);
}

namespace {

constexpr double kNames = 190;  // Room for the names of the lists.
constexpr double kColumn = 30;
constexpr double kBars = 58;
constexpr double kLine = 13;
constexpr std::size_t kMostColumns = 16;

std::string upset_column(const estimate::Overlap::Cell& cell, std::size_t lists, double x,
                         double largest) {
  const auto people = static_cast<double>(cell.people);
  const double height = std::max(people / largest * (kBars - 14), 1.0);
  std::string out = box(x - 8, kBars - height, 16, height, "column");
  out += label(x, kBars - height - 3, "middle", people_in_figures(people));
  double first = 0;
  double last = 0;
  std::string dots;
  for (std::size_t i = 0; i < lists; ++i) {
    const double y = kBars + kLine * (static_cast<double>(i) + 0.75);
    const bool on = (cell.history >> i & 1U) != 0;
    dots += dot(x, y, 4, on ? "on" : "off");
    if (on) {
      first = first == 0 ? y : first;
      last = y;
    }
  }
  return out + (last > first ? line(x, first, x, last, "joined") : "") + dots;
}

}  // namespace

std::string upset(const TableAnswer& table, const EstimateWords& words) {
  const estimate::Overlap& overlap = table.overlap;
  if (overlap.histories.empty())
    return "";
  const std::vector<std::string>& names = table.lists;
  const std::size_t columns = std::min(overlap.histories.size(), kMostColumns);
  const double width = kNames + kColumn * static_cast<double>(columns);
  std::string inside;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double y = kBars + kLine * (static_cast<double>(i) + 0.75);
    const std::string size =
        i < overlap.pairs.size()
            ? " (" + people_in_figures(static_cast<double>(overlap.pairs[i][i])) + ")"
            : "";
    // By its number a list stands among the dependences of the methods.
    const std::string number = std::to_string(i + 1) + "  ";
    inside += label(kNames - 20, y + 3.5, "end", number + cut(names[i]) + size, "", names[i]);
  }
  const auto largest = static_cast<double>(overlap.histories.front().people);
  for (std::size_t i = 0; i < columns; ++i) {
    inside += upset_column(overlap.histories[i], names.size(),
                           kNames + kColumn * (static_cast<double>(i) + 0.5), largest);
  }
  return drawing(width, kBars + kLine * static_cast<double>(names.size()) + 4,
                 words.of("estimate_note.overlap"), inside);
}

std::string dependence_curve(const TableAnswer& table, const EstimateWords& words) {
  constexpr double kWidth = 330;
  constexpr double kHeight = 96;
  constexpr double kLeft = 48;
  constexpr double kRight = 14;
  constexpr double kBottom = 32;
  constexpr double kFurthest = 1.45;  // A little more than four times, and than a quarter.
  constexpr double kStill = 1e-9;     // The curve's own point, whatever its last bit.
  double most = 1;
  for (const auto& point : table.dependence->curve) {
    if (std::abs(point.gamma) <= kFurthest)
      most = std::max(most, point.n);
  }
  const auto x = [&](double gamma) {
    return kLeft + (gamma + kFurthest) / (2 * kFurthest) * (kWidth - kLeft - kRight);
  };
  const auto y = [&](double people) { return (kHeight - kBottom) * (1 - people / most) + 6; };
  std::string path;
  for (const auto& point : table.dependence->curve) {
    if (std::abs(point.gamma) <= kFurthest)
      path += (path.empty() ? "M" : "L") + place(x(point.gamma)) + " " + place(y(point.n));
  }
  std::string inside = line(kLeft, y(0), kWidth, y(0), "axis");
  const double step = 2 * round_step(most);
  for (int i = 0; i * step <= most; ++i) {
    inside += label(kLeft - 6, y(i * step) + 3.5, "end", people_in_figures(i * step), "soft");
    inside += line(kLeft, y(i * step), kWidth, y(i * step), "axis");
  }
  for (const auto& [times, text] :
       {std::pair(0.25, "× ¼"), {0.5, "× ½"}, {1.0, "× 1"}, {2.0, "× 2"}, {4.0, "× 4"}})
    inside += label(x(std::log(times)), kHeight - 11, "middle", text, "soft");
  inside += label(x(0), kHeight + 1, "middle", words.of("estimate_note.times_unseen"), "soft");
  const auto seen = static_cast<double>(table.observed);
  inside += line(kLeft, y(seen), kWidth, y(seen), "seen");
  inside += "<path class=\"curve\" d=\"" + path + "\"/>";
  double whole = 0;
  for (const auto& point : table.dependence->curve)
    whole = std::abs(point.gamma) < kStill ? point.n : whole;
  for (const auto& [gamma, people] : {std::pair(std::optional(0.0), whole),
                                      {table.dependence->gamma_half, whole / 2},
                                      {table.dependence->gamma_double, 2 * whole}}) {
    if (gamma && std::abs(*gamma) <= kFurthest)
      inside += dot(x(*gamma), y(people), 3.4, "point");
  }
  return drawing(kWidth, kHeight + 4, words.of("estimate_note.dependence"), inside);
}

}  // namespace manumit::exchange::note
