// SPDX-License-Identifier: Apache-2.0
/** Why a pair weighs what it weighs, as steps from what is believed of any two records to the weight:
 * each part begins where the one before ended. */

export interface Step {
  /** Where it begins and ends, in bits. */
  from: number;
  to: number;
  /** Its place in the drawing, whichever way it goes. */
  x: number;
  width: number;
  speaks: Speaks;
}
export type Speaks = 'for' | 'against' | 'nothing';
export interface Waterfall {
  /** The prior first, then the parts. */
  steps: Step[];
  weight: number;
  zero: number;
  end: number;
  width: number;
}

// Below a twentieth of a bit the odds move by less than four in a hundred: nothing to read.
const kNothing = 0.05;
const kLeast = 2;

export function speaks(bits: number): Speaks {
  if (Math.abs(bits) < kNothing) return 'nothing';
  return bits > 0 ? 'for' : 'against';
}

export function waterfallOf(prior: number, parts: number[], width: number, edge = 6): Waterfall {
  const marks = [0];
  for (const bits of [prior, ...parts]) marks.push(marks.at(-1)! + bits);
  const [low, high] = [Math.min(...marks, -1), Math.max(...marks, 1)];
  const x = (bits: number) => edge + ((bits - low) / (high - low)) * (width - 2 * edge);
  const steps = [prior, ...parts].map((bits, i): Step => {
    const [from, to] = [marks[i]!, marks[i + 1]!];
    const start = Math.min(x(from), x(to));
    return { from, to, x: start, width: Math.max(Math.abs(x(to) - x(from)), kLeast), speaks: speaks(bits) };
  });
  const weight = marks.at(-1)!;
  return { steps, weight, zero: x(0), end: x(weight), width };
}
