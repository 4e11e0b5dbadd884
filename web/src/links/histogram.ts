// SPDX-License-Identifier: Apache-2.0
/** How many pairs weigh how much, as bars. The height is a log scale: of a thousand strangers' pairs
 * and one doubtful one both are to be seen. */
import type { Bin } from './types';

export interface Bar {
  from: number;
  to: number;
  pairs: number;
  x: number;
  width: number;
  top: number;
}
export interface Histogram {
  width: number;
  bars: Bar[];
  /** Where the bars stand. */
  floor: number;
  height: number;
  threshold: number;
  bits: { value: number; x: number }[];
  pairs: { value: number; y: number }[];
}
export const kHistogram = { left: 44, right: 12, top: 22, bottom: 40, least: 9, height: 190 };
const kWidths = [0.25, 0.5, 1, 2, 5, 10, 20];
const kSteps = [1, 2, 5, 10, 20, 50];

/** Bins made wider, in whole steps from zero, until a bar of the drawing can be seen and pointed at. */
export function widened(bins: Bin[], step: number, room: number): { width: number; bins: Bin[] } {
  const real = bins.filter((bin) => bin.pairs > 0);
  const span = (width: number) => {
    const at = real.map((bin) => Math.floor((bin.from + step / 2) / width));
    return real.length ? Math.max(...at) - Math.min(...at) + 1 : 0;
  };
  const width = kWidths.find((one) => one >= step && span(one) * kHistogram.least <= room) ?? kWidths.at(-1)!;
  const sums = new Map<number, number>();
  for (const bin of real) {
    const at = Math.floor((bin.from + step / 2) / width);
    sums.set(at, (sums.get(at) ?? 0) + bin.pairs);
  }
  const made = [...sums].sort(([a], [b]) => a - b).map(([at, pairs]) => ({ from: at * width, pairs }));
  return { width, bins: made };
}

/** Null where no pair was compared. */
export function histogramOf(bins: Bin[], step: number, atLeast: number, width: number): Histogram | null {
  const { left, right, top, bottom, height } = kHistogram;
  const wide = widened(bins, step, width - left - right);
  if (!wide.bins.length) return null;
  const from = Math.min(wide.bins[0]!.from, Math.floor(atLeast / wide.width) * wide.width);
  const to = Math.max(wide.bins.at(-1)!.from + wide.width, atLeast);
  const x = (bits: number) => left + ((bits - from) / (to - from)) * (width - left - right);
  const floor = height - bottom;
  const most = Math.max(...wide.bins.map((bin) => bin.pairs));
  // log of one more: a single pair still has a height.
  const y = (pairs: number) => floor - ((floor - top) * Math.log1p(pairs)) / Math.log1p(most);
  return {
    width: wide.width, floor, height, threshold: x(atLeast),
    bars: wide.bins.map((bin) => {
      const edge = x(bin.from);
      const full = x(bin.from + wide.width) - edge;
      return { from: bin.from, to: bin.from + wide.width, pairs: bin.pairs, x: edge + 0.5, width: Math.max(full - 1, 1), top: y(bin.pairs) };
    }),
    bits: ticks(from, to, (to - from) * (56 / (width - left - right))).map((value) => ({ value, x: x(value) })),
    pairs: powers(most).map((value) => ({ value, y: y(value) })),
  };
}

function ticks(from: number, to: number, room: number): number[] {
  const step = kSteps.find((one) => one >= room) ?? kSteps.at(-1)!;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step);
}
function powers(most: number): number[] {
  const all = [];
  for (let value = 1; value <= most; value *= 10) all.push(value);
  const every = Math.ceil(all.length / 4);
  const shown = all.filter((_, i) => i % every === 0);
  return shown.length > 1 || most === 1 ? shown : [1, most];
}
