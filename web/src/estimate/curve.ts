// SPDX-License-Identifier: Apache-2.0
/** The dependence curve: everyone, if the unseen were e^gamma times what the model says. */
import { place, scaleOver, ticksOf, type Tick } from './scale';

export interface Curve {
  path: string;
  seen: number;
  model: { x: number; y: number };
  people: Tick[];
  times: Tick[];
}
export const kCurve = { left: 62, right: 14, top: 10, bottom: 34 };
// Times, not gamma, along the foot: a factor can be said aloud.
const kTimes = [1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8];

export function curveOf(points: { gamma: number; n: number }[], observed: number, width: number, height: number): Curve | null {
  if (points.length < 2) return null;
  const sorted = [...points].sort((a, b) => a.gamma - b.gamma);
  const [from, to] = [sorted[0]!.gamma, sorted.at(-1)!.gamma];
  const x = (gamma: number) => kCurve.left + ((width - kCurve.left - kCurve.right) * (gamma - from)) / (to - from || 1);
  // Drawn upwards: the scale runs from the foot to the head.
  const scale = scaleOver([observed, ...sorted.map((point) => point.n)], [], height - kCurve.bottom, kCurve.top);
  const y = (n: number) => place(scale, n);
  const nearest = [...sorted].sort((a, b) => Math.abs(a.gamma) - Math.abs(b.gamma))[0]!;
  const upright = { ...scale, left: 0, right: height - kCurve.bottom - kCurve.top };
  return {
    path: sorted.map((point, i) => `${i ? 'L' : 'M'}${x(point.gamma).toFixed(1)} ${y(point.n).toFixed(1)}`).join(''),
    seen: y(observed),
    model: { x: x(nearest.gamma), y: y(nearest.n) },
    people: ticksOf(upright, 30).map(({ value }) => ({ value, x: y(value) })),
    times: kTimes.filter((times) => Math.log(times) >= from - 1e-9 && Math.log(times) <= to + 1e-9)
      .map((value) => ({ value, x: x(Math.log(value)) })),
  };
}
