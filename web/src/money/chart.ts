// SPDX-License-Identifier: Apache-2.0
/** Where the balances of the ledgers are drawn. Places only: no sum is made here. */
import type { Ledger, Range, Teller } from '../lib/ledger_types';
import { balanceRows, isExact } from './ledger';

export interface Point {
  x: number;
  low: number;
  high: number;
}
export interface Series {
  kind: Teller;
  points: Point[];
  /** Along the balance; along both edges of the band where it is not known, and never between them. */
  line: string;
  /** Around what is uncertain; empty where everything is exact. */
  band: string;
  labelY: number;
}
export interface Chart {
  width: number;
  height: number;
  left: number;
  right: number;
  zero: number;
  ticks: { y: number; value: number }[];
  months: { x: number; month: number }[];
  series: Series[];
}

const kMargin = { top: 14, bottom: 26, left: 78, right: 146 };
const kMostMonthLabels = 12;
const kLabelHeight = 16;

/** Round figures between the lowest and the highest balance: about four, and nothing among them. */
export function roundTicks(lowest: number, highest: number, about = 4): number[] {
  const span = Math.max(highest - lowest, 1);
  const rough = span / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((by) => by * power).find((one) => one >= rough) ?? power * 10;
  const ticks: number[] = [];
  for (let at = Math.floor(lowest / step) * step; at < highest + step; at += step) ticks.push(Math.round(at / step) * step + 0);
  return ticks;
}

export function chartOf(ledgers: Ledger[], width: number, height: number): Chart | null {
  const rows = balanceRows(ledgers);
  if (!rows.length) return null;
  const all = rows.flatMap((row) => row.balances.flatMap((b) => (b ? [Number(b.low), Number(b.high)] : [])));
  const values = roundTicks(Math.min(0, ...all), Math.max(0, ...all));
  const [bottom, top] = [values[0]!, values.at(-1)!];
  const right = Math.max(width - kMargin.right, kMargin.left + 60);
  const x = (i: number) => kMargin.left + ((right - kMargin.left) * i) / Math.max(rows.length - 1, 1);
  const y = (value: number) => kMargin.top + ((height - kMargin.top - kMargin.bottom) * (top - value)) / (top - bottom || 1);
  const series = ledgers.map((ledger, at) => seriesOf(ledger.kind, rows.map((row) => row.balances[at]), x, y));
  spread(series);
  const every = Math.ceil(rows.length / kMostMonthLabels);
  return {
    width, height, left: kMargin.left, right, zero: y(0), series,
    ticks: values.map((value) => ({ y: y(value), value })),
    months: rows.map((row, i) => ({ x: x(i), month: row.month })).filter((_, i) => i % every === 0),
  };
}

function seriesOf(kind: Teller, balances: (Range | undefined)[], x: (i: number) => number, y: (v: number) => number): Series {
  const points = balances.flatMap((range, i) =>
    range ? [{ x: x(i), low: y(Number(range.low)), high: y(Number(range.high)), exact: isExact(range) }] : []);
  const at = (point: Point, height: number) => `${point.x.toFixed(1)} ${height.toFixed(1)}`;
  const along = (edge: 'low' | 'high') => points.map((point, i) => `${i ? 'L' : 'M'}${at(point, point[edge])}`).join('');
  const isKnown = points.every((point) => point.exact);
  const line = isKnown ? along('low') : along('low') + along('high');
  const around = [...points.map((p) => at(p, p.high)), ...[...points].reverse().map((p) => at(p, p.low))];
  const last = points.at(-1);
  return { kind, points, line, band: isKnown ? '' : `M${around.join('L')}Z`, labelY: last ? (last.low + last.high) / 2 : 0 };
}

/** Moves the names at the line ends apart, from the top downwards, so that none hides another. */
function spread(series: Series[]): void {
  const order = [...series].sort((a, b) => a.labelY - b.labelY);
  order.forEach((one, i) => {
    const above = order[i - 1];
    if (above) one.labelY = Math.max(one.labelY, above.labelY + kLabelHeight);
  });
}
