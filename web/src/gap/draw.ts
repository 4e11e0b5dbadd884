// SPDX-License-Identifier: Apache-2.0
/** Where stages, years and intervals are drawn: the rules of the report's own drawings. */
import type { Funnel, Range, Series, SeriesPoint } from './types';

/** 0 is 0, 1 a little, and every ten times as much one step more: six and 794,000 stand on one sheet only so. */
export function steps(value: number): number {
  return Math.log10(1 + Math.max(0, value));
}

/** The largest of what is drawn in a funnel, in steps. */
export function mostSteps(funnel: Funnel): number {
  const all = funnel.stages.flatMap((stage) => [stage.value ?? 0, stage.interval_95?.[1] ?? 0, stage.interval_95?.[0] ?? 0]);
  return Math.max(1, ...all.map(steps));
}
/** 1, 10, 100 … as far as the drawing goes. */
export function powersTo(most: number): number[] {
  return Array.from({ length: Math.floor(most) + 1 }, (_, power) => 10 ** power).filter((value) => steps(value) <= most);
}

/** A round number at or above. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const ten = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * ten >= value * 0.999999);
  return (step ?? 10) * ten;
}

export interface Dot extends SeriesPoint {
  x: number;
  y: number;
  low: number | null;
  high: number | null;
}
export interface Trend {
  width: number;
  left: number;
  right: number;
  top: number;
  floor: number;
  ticks: { y: number; value: number }[];
  years: { x: number; year: number }[];
  dots: Dot[];
  /** Between two years of which nothing says that they do not count the same. */
  lines: { from: Dot; to: Dot }[];
  breaks: { x: number; why: string; row: number }[];
}

export const kTrend = { height: 180, right: 14, top: 16, foot: 26 };
const kLetter = 7.2;
const kBeforeAxis = 16;
const kYearWide = 42;
const kRoom = 1.1;
// The first and the last point stand a little inside, so that their dots and figures have room.
const kInside = 16;

/** Whether a period goes over more than one year, so that it is the figure of none of them. */
export function isOfYears(period: string | undefined): boolean {
  const ends = /^(\d{4}).*\/(\d{4})/.exec(period ?? '');
  return !!ends && ends[1] !== ends[2];
}

/** The years with their intervals, from 0. Editions are points alone. What is of several years stands in the table. */
export function trendOf(series: Series, width: number, label: (value: number) => string = String): Trend | null {
  const editions = series.drawn_as === 'points';
  const points = series.points.filter((point) => editions || !isOfYears(point.period));
  if (!points.length) return null;
  const years = points.map((point) => point.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const highest = Math.max(...points.flatMap((point) => [point.value, point.interval_95?.[1] ?? 0]));
  // The figures above the points of editions need room.
  const most = roundUp(editions ? highest * kRoom : highest);
  const ticks = [0, 0.5, 1].map((share) => most * share);
  const left = kBeforeAxis + kLetter * Math.max(...ticks.map((value) => label(value).length));
  const [right, floor] = [width - kTrend.right, kTrend.height - kTrend.foot];
  const x = (year: number) => (last === first ? (left + right) / 2 : left + kInside + ((right - left - 2 * kInside) * (year - first)) / (last - first));
  const y = (value: number) => floor - ((floor - kTrend.top) * value) / most;
  const dots = points.map((point) => ({
    ...point, x: x(point.year), y: y(point.value),
    low: point.interval_95 ? y(point.interval_95[0] ?? 0) : null,
    high: point.interval_95 ? y(point.interval_95[1] ?? most) : null,
  }));
  const pairs = dots.slice(1).map((to, i) => ({ from: dots[i]!, to }));
  const rows = series.points.map((point) => point.row);
  const follows = (from: Dot, to: Dot) => rows.indexOf(to.row) === rows.indexOf(from.row) + 1;
  return {
    width, left, right, floor, top: kTrend.top, dots,
    ticks: ticks.map((value) => ({ y: y(value), value })),
    years: named(years, Math.max(1, Math.floor((right - left) / kYearWide)), last - first).map((year) => ({ x: x(year), year })),
    lines: editions ? [] : pairs.filter(({ from, to }) => !to.break_before && follows(from, to)),
    breaks: editions ? [] : pairs.flatMap(({ from, to }) => (to.break_before ? [{ x: (from.x + to.x) / 2, why: to.break_before, row: to.row }] : [])),
  };
}

/** The years that are written out, with room between them. */
function named(years: number[], room: number, span: number): number[] {
  const between = 1 + Math.floor(span / room);
  const shown: number[] = [];
  for (const year of years) if (!shown.length || year >= shown.at(-1)! + between) shown.push(year);
  return shown;
}

export interface Bar {
  from: number;
  to: number;
  point: number | null;
  /** It goes on without an end. */
  goesOn: boolean;
  top: number;
  /** A value that means something by itself, such as 1 for a ratio. */
  mark: number | null;
}

/** One measure on a scale of its own that begins at 0; a share has all of 1 on it. */
export function barOf(value: number | undefined, range: Range | undefined, width: number, of: { share?: boolean; mark?: number } = {}): Bar | null {
  const ends = [value, range?.[0], range?.[1], of.mark].filter((one): one is number => typeof one === 'number' && Number.isFinite(one));
  if (!ends.length) return null;
  const top = of.share ? 1 : roundUp(Math.max(...ends));
  const x = (at: number) => (width * Math.min(at, top)) / top;
  const goesOn = !!range && range[1] === null;
  return {
    from: x(range?.[0] ?? value ?? 0), to: goesOn ? width : x(range?.[1] ?? value ?? 0),
    point: value === undefined ? null : x(value), goesOn, top, mark: of.mark === undefined ? null : x(of.mark),
  };
}

export interface Ratio {
  width: number;
  one: number;
  point: number | null;
  bars: { from: number; to: number }[];
}
/** Ratios with their intervals, so that half and twice as many are as far from 1. */
export function ratioOf(ratio: number | null, ranges: readonly Range[], width: number): Ratio {
  const kLeast = 0.01;
  const ends = [1, ratio, ...ranges.flat()].filter((one): one is number => one !== null && Number.isFinite(one)).map((one) => Math.max(one, kLeast));
  const widest = Math.max(1.5, ...ends.map((one) => Math.max(one, 1 / one)));
  const x = (at: number | null) => {
    const bound = Math.min(Math.max(at ?? Infinity, 1 / widest), widest);
    return (width * (Math.log(bound) + Math.log(widest))) / (2 * Math.log(widest));
  };
  return { width, one: x(1), point: ratio === null ? null : x(ratio), bars: ranges.map(([low, high]) => ({ from: x(low ?? 0), to: x(high) })) };
}
