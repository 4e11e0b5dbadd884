// SPDX-License-Identifier: Apache-2.0
#include "gap_drawing.h"

#include <algorithm>
#include <cmath>

#include "estimate_note_html.h"
#include "gap_words.h"

namespace manumit::exchange::gap_page {
namespace {

using note::box;
using note::dot;
using note::drawing;
using note::label;
using note::line;

constexpr double kWidth = 720;
constexpr double kNames = 150;    // for the stages' names
constexpr double kFigures = 170;  // for the figures behind the bars
constexpr double kRow = 26;
constexpr double kBar = 16;
constexpr double kTextDown = 12.5;  // from a bar's top to the foot of its letters

constexpr double kHeight = 170;
constexpr double kLeft = 64;
constexpr double kRight = 16;
constexpr double kTop = 12;
constexpr double kFoot = 26;
constexpr double kPoint = 3;
constexpr double kWhisker = 4;
constexpr int kMostYearLabels = 14;
constexpr double kRoom = 1.1;

/// 0 is 0, 1 a little, and every ten times as much one step more.
double steps(double value) {
  return std::log10(1 + std::max(0.0, value));
}

std::string whisker(const Interval<double>& range, double top, double scale) {
  const double from = kNames + steps(range.least) * scale;
  const double to = kNames + steps(range.most) * scale;
  return line(from, top + kBar / 2, to, top + kBar / 2, "plain") +
         line(from, top + kWhisker, from, top + kBar - kWhisker, "plain") +
         line(to, top + kWhisker, to, top + kBar - kWhisker, "plain");
}

/// An estimate that is a range and no number.
std::string range_row(const Interval<double>& range, double top, double scale,
                      const EstimateWords& words) {
  return box(kNames, top, steps(range.least) * scale, kBar, "wide") + whisker(range, top, scale) +
         label(kWidth - kFigures + 10, top + kTextDown, "start", gap_range(range, words));
}

std::string stage_row(const gap::Stage& stage, double top, double scale,
                      const EstimateWords& words) {
  const std::string name = gap_name(stage.name, words);
  std::string out = label(kNames - 8, top + kTextDown, "end", name);
  if (!stage.value && stage.interval)
    return out + range_row(*stage.interval, top, scale, words);
  if (!stage.value) {
    out += box(kNames, top, kWidth - kNames - kFigures, kBar, "missing");
    const char* why = stage.said_absent ? "said not to be published" : "no figure in the file";
    return out + label(kNames + 8, top + kTextDown, "start", words.sentence(why), "soft");
  }
  const double width = std::max(1.0, steps(*stage.value) * scale);
  out += box(kNames, top, width, kBar, stage.name == "estimated" ? "wide" : "column");
  if (stage.interval)
    out += whisker(*stage.interval, top, scale);
  std::string figure = gap_figure(*stage.value, 0, words) + " " + gap_name(stage.unit, words);
  return out + label(kWidth - kFigures + 10, top + kTextDown, "start", figure);
}

/// Where a year and a value stand.
struct Frame {
  int first = 0;
  int last = 0;
  double most = 1;
  double x(int year) const {
    const double wide = kWidth - kLeft - kRight;
    return last == first ? kLeft + wide / 2 : kLeft + wide * (year - first) / (last - first);
  }
  double y(double value) const { return kHeight - kFoot - (kHeight - kFoot - kTop) * value / most; }
};

/// A round number at or above.
double round_up(double value) {
  if (!(value > 0))
    return 1;
  const double ten = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0}) {
    if (step * ten >= value)
      return step * ten;
  }
  return 10 * ten;
}

Frame frame_for(const gap::Series& series) {
  Frame frame{.first = series.points.front().year, .last = series.points.back().year, .most = 0};
  for (const gap::SeriesPoint& point : series.points) {
    frame.first = std::min(frame.first, point.year);
    frame.last = std::max(frame.last, point.year);
    frame.most = std::max({frame.most, point.value, point.interval ? point.interval->most : 0});
  }
  // The figures above the points of editions need room.
  frame.most = round_up(series.editions ? frame.most * kRoom : frame.most);
  return frame;
}

std::string axes(const gap::Series& series, const Frame& frame, const EstimateWords& words) {
  std::string out = line(kLeft, frame.y(0), kWidth - kRight, frame.y(0), "axis");
  for (const double share : {0.0, 0.5, 1.0}) {
    const double value = frame.most * share;
    out += line(kLeft - 4, frame.y(value), kLeft, frame.y(value), "axis");
    out += label(kLeft - 7, frame.y(value) + 4, "end", gap_figure(value, words), "soft");
  }
  const int between = 1 + (frame.last - frame.first) / kMostYearLabels;
  int named = frame.first - between;
  for (const gap::SeriesPoint& point : series.points) {
    if (point.year < named + between)
      continue;
    named = point.year;
    out += label(frame.x(point.year), kHeight - 8, "middle", std::to_string(point.year), "soft");
  }
  return out;
}

}  // namespace

std::string funnel_drawing(const gap::Funnel& funnel, const EstimateWords& words) {
  double most = 1;
  for (const gap::Stage& stage : funnel.stages)
    most = std::max(
        {most, steps(stage.value.value_or(0)), stage.interval ? steps(stage.interval->most) : 0});
  const double scale = (kWidth - kNames - kFigures) / most;
  std::string inside;
  double top = 2;
  for (const gap::Stage& stage : funnel.stages) {
    inside += stage_row(stage, top, scale, words);
    top += kRow;
  }
  return drawing(kWidth, top, told("Stage by stage", words), inside);
}

std::string series_drawing(const gap::Series& series, const EstimateWords& words) {
  if (series.points.empty())
    return "";
  const Frame frame = frame_for(series);
  std::string inside = axes(series, frame, words);
  const gap::SeriesPoint* before = nullptr;
  for (const gap::SeriesPoint& point : series.points) {
    const double x = frame.x(point.year);
    if (before != nullptr && !series.editions) {
      const double from = frame.x(before->year);
      if (point.break_before)
        inside += line((from + x) / 2, kTop, (from + x) / 2, frame.y(0), "seen");
      else
        inside += line(from, frame.y(before->value), x, frame.y(point.value), "trend");
    }
    before = &point;
  }
  for (const gap::SeriesPoint& point : series.points) {
    const double x = frame.x(point.year);
    if (point.interval)
      inside += line(x, frame.y(point.interval->least), x, frame.y(point.interval->most), "plain");
    inside += dot(x, frame.y(point.value), kPoint, series.editions ? "point" : "end");
    if (series.editions)
      inside += label(x, frame.y(point.value) - 8, "middle", gap_figure(point.value, words));
  }
  return drawing(kWidth, kHeight, series.measure, inside);
}

std::string_view drawing_styles() {
  return R"css(
.missing { fill: none; stroke: #8d8d86; stroke-dasharray: 3 3; }
.trend { stroke: #3e63dd; stroke-width: 1.6; }
.lines td { vertical-align: top; overflow-wrap: break-word; } .lines tr + tr td { border-top: 1px solid #eeeeec; }
.lines th { vertical-align: bottom; overflow-wrap: normal; }
.lines td:first-child, .lines td:last-child { white-space: nowrap; } table { margin-block: 4px 8px; }
h3 { font-size: 12px; font-weight: 600; margin: 12px 0 2px; break-after: avoid; }
details > summary { color: #63635e; font-size: 11px; cursor: pointer; }
.scroll { overflow-x: auto; }
.figure { break-inside: avoid; } section { break-inside: auto; } ol { padding-inline-start: 26px; margin: 0; }
@media print { details > summary { display: none; } }
)css";
}

}  // namespace manumit::exchange::gap_page
