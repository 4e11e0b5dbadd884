// SPDX-License-Identifier: Apache-2.0
#include "estimate_note_html.h"

namespace manumit::exchange::note {
namespace {

// On paper no text is smaller than 8 points, and of one size whatever font is there: the height of
// small letters decides how much stands on a line.
constexpr std::string_view kStyles = R"css(
@page { margin: 11mm 13mm 12mm; @top-left { content: none; }
  @top-right { content: none; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #63635e; } }
* { box-sizing: border-box; }
html { color-scheme: light; }
body { margin: 0 auto; padding: 24px; max-width: 780px; background: #fff; color: #21201c; overflow-wrap: anywhere;
  font: 13px/1.4 "Inter", "Inter Variable", "Noto Sans", "Segoe UI", "Liberation Sans", Arial, Helvetica, sans-serif; }
header { display: flex; justify-content: space-between; gap: 16px; color: #63635e; font-size: 11px;
  border-bottom: 1px solid #dad9d6; padding-bottom: 5px; }
header span { white-space: nowrap; }
h1 { font-size: 11px; font-weight: 600; margin: 0; }
h2 { font-size: 13px; font-weight: 650; margin: 16px 0 3px; break-after: avoid; }
p, dl, dd { margin: 0; } p { margin-bottom: 4px; }
.counted { display: grid; grid-template-columns: auto 3fr auto 2fr; gap: 2px 10px; margin-top: 5px; }
.counted dt { color: #63635e; } .blank { border-bottom: 1px dotted #63635e; }
.lead { font-size: 21px; line-height: 1.28; font-weight: 600; margin: 14px 0 6px; text-wrap: balance; }
.next { font-size: 13.5px; margin-bottom: 4px; }
.refused { border-inline-start: 4px solid #953ea3; padding-inline-start: 12px; }
.soft, .why { color: #63635e; font-size: 11px; line-height: 1.36; }
.why { margin-bottom: 6px; } .why b { font-weight: 500; color: #21201c; }
section { break-inside: avoid; } section.flow { break-inside: auto; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: 1px 8px 1px 0; text-align: start; vertical-align: middle; font-weight: 400; }
td:last-child, th:last-child { padding-inline-end: 0; }
th { color: #63635e; font-size: 11px; vertical-align: bottom; }
.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
.methods td:first-child { width: 160px; line-height: 1.2; }
.methods td.drawn { padding: 0 8px 0 0; width: 270px; } .methods td.small { line-height: 1.1; }
.methods .aside { color: #63635e; }
.rule td { border-top: 1px solid #dad9d6; padding-top: 4px; }
.two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 26px; align-items: start; }
ul { margin: 0; padding-inline-start: 15px; }
li { margin-bottom: 2px; }
.small { font-size: 11px; line-height: 1.38; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 26px; padding: 0; list-style: none; }
.columns li { break-inside: avoid; position: relative; padding-inline-start: 11px; }
.columns li::before { content: "•"; position: absolute; inset-inline-start: 0; }
.heed li::before { color: #953ea3; content: "▲"; font-size: 8px; }
.bar td { font-size: 11px; padding: 0 6px 0 0; line-height: 1.2; }
code { font: 11px/1.3 "DejaVu Sans Mono", Consolas, monospace; }
svg { display: block; overflow: visible; max-width: 100%; height: auto; }
svg text { font-size: 11px; fill: #21201c; }
svg .soft { fill: #63635e; }
.wide { fill: #abbdf9; } .near { fill: #3e63dd; fill-opacity: .55; }
.aside .wide { fill: #dad9d6; } .aside .near { fill: #bcbbb5; fill-opacity: 1; }
.point { fill: #fff; stroke: #21201c; stroke-width: 1.6; } .plain { stroke: #21201c; stroke-width: 1; }
.end { fill: #3e63dd; } .aside .end { fill: #8d8d86; }
.seen { stroke: #21201c; stroke-width: 1; stroke-dasharray: 2 2.5; }
.axis { stroke: #bcbbb5; stroke-width: 1; } .column { fill: #3e63dd; } .on { fill: #21201c; }
.off { fill: #dad9d6; } .joined { stroke: #21201c; stroke-width: 2; }
.beside { margin-top: 10px; } .curve { fill: none; stroke: #3e63dd; stroke-width: 2; }
.record td { vertical-align: top; } .record td:first-child { white-space: nowrap; font-size: 11px; }
.effects td:first-child { width: 34%; } .effects td:last-child { text-align: end; }
@media screen and (max-width: 640px) { body { padding: 14px; }
  .two, .columns, .counted { grid-template-columns: minmax(0, 1fr); } .blank { min-height: 20px; }
  .methods tr { display: flex; flex-wrap: wrap; align-items: baseline; padding-block: 4px; }
  .methods td:first-child { flex: 1 1 40%; width: auto; } .methods td.drawn { order: 9; flex: 0 0 100%; padding: 4px 0; }
  .methods th:nth-child(2) { display: none; } .methods td:empty { display: none; }
  .upset { overflow-x: auto; } .upset svg { max-width: none; } .record td { display: block; } }
@media print { body { padding: 0; max-width: none; font-size: 8.6pt; line-height: 1.25; font-size-adjust: .5; }
  .lead { font-size: 14pt; line-height: 1.2; margin: 6px 0 3px; text-wrap: initial; } .next { font-size: 9.2pt; }
  h2 { font-size: 9pt; margin: 5px 0 1px; }
  .soft, .why, .small, header, h1, th, .bar td, .record td, .record td:first-child { font-size: 8pt; line-height: 1.17; }
  code { font-size: 8pt; line-height: 1.17; }
  .counted { margin-top: 3px; } .why { margin-bottom: 2px; } li { margin-bottom: 1px; } td, th { padding-block: 0; }
  .methods td:first-child { font-size: 8.4pt; line-height: 1.1; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
)css";

}  // namespace

std::string_view styles() {
  return kStyles;
}

}  // namespace manumit::exchange::note
