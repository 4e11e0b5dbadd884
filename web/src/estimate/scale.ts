// SPDX-License-Identifier: Apache-2.0
/** Where numbers of people are drawn. A log scale: twice as many is as far wherever it stands. */
import type { Limits } from './types';

export interface Scale {
  from: number;
  to: number;
  left: number;
  right: number;
}
export interface Tick {
  x: number;
  value: number;
}
export interface Bar {
  from: number;
  to: number;
  /** It goes on beyond the scale, or has no end at all. */
  goesOn: boolean;
}

// Beyond so many times the largest estimate a limit is drawn as an arrow: it says "no end in sight",
// and would press everything else into a corner.
const kFarthest = 6;
const kMost = 1e12;

/** Whole steps of 1, 2 and 5 that hold all values; limits that run away do not widen it. */
export function scaleOver(points: number[], limits: Limits[], left: number, right: number): Scale {
  const real = points.filter((value) => value > 0 && Number.isFinite(value));
  const most = Math.max(1, ...real);
  const lows = limits.flatMap(([low]) => (low !== null && low > 0 ? [low] : []));
  const highs = limits.flatMap(([, high]) => (high !== null ? [Math.min(high, most * kFarthest)] : [most * 2]));
  const [least, largest] = [Math.min(most, ...real, ...lows), Math.max(most, ...highs)];
  return { from: stepDown(least), to: stepUp(Math.max(largest, least * 1.5)), left, right };
}

const steps = (power: number) => [1, 2, 3, 5, 7].map((by) => by * 10 ** power);
function stepDown(value: number): number {
  const power = Math.floor(Math.log10(Math.max(value, 1)));
  return [...steps(power)].reverse().find((step) => step <= value * 1.0001) ?? 1;
}
function stepUp(value: number): number {
  const power = Math.floor(Math.log10(Math.max(value, 1)));
  return steps(power).find((step) => step >= value * 0.9999) ?? 10 ** (power + 1);
}

export function place(scale: Scale, value: number): number {
  const clamped = Math.min(Math.max(value, scale.from), scale.to);
  const share = Math.log(clamped / scale.from) / Math.log(scale.to / scale.from);
  return scale.left + share * (scale.right - scale.left);
}

/** Round figures with room between them: 1, 2, 5 over few powers of ten, else the powers alone. */
export function ticksOf(scale: Scale, room = 56): Tick[] {
  const powers = Array.from({ length: Math.ceil(Math.log10(Math.min(scale.to, kMost))) + 1 }, (_, i) => i);
  const sets = [[1, 1.5, 2, 3, 4, 5, 7], [1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]].map((by) =>
    powers.flatMap((power) => by.map((one) => one * 10 ** power))
      .filter((value) => Number.isInteger(value) && value >= scale.from && value <= scale.to));
  const fits = (values: number[]) =>
    values.every((value, i) => i === 0 || place(scale, value) - place(scale, values[i - 1]!) >= room);
  const values = sets.find((set) => set.length > 1 && fits(set)) ?? [scale.from, scale.to];
  return values.map((value) => ({ x: place(scale, value), value }));
}

export function barOf(scale: Scale, [low, high]: Limits): Bar {
  const to = high ?? Infinity;
  return { from: place(scale, low ?? scale.from), to: place(scale, to), goesOn: to > scale.to };
}
