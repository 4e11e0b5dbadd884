// SPDX-License-Identifier: Apache-2.0
/** A group of records as a small graph: the first half down the left, the rest down the right, so that
 * the same group is drawn the same on every computer and no name lies on another. */

export interface Node {
  x: number;
  y: number;
  /** Where its name begins, or ends. */
  labelX: number;
  anchor: 'start' | 'end';
}
export interface Layout {
  width: number;
  height: number;
  /** Room for a name. */
  names: number;
  nodes: Node[];
}
export const kGraph = { row: 40, names: 220, letter: 7.2, gap: 12, bow: 90 };
// How much taller the oval is than the names down its side: its ends then are not pressed together.
const kTaller = 1.25;

export function ovalOf(n: number, width: number): Layout {
  const names = Math.min(kGraph.names, width * 0.36);
  const bow = Math.max(12, Math.min(kGraph.bow, width / 2 - names - kGraph.gap));
  const onLeft = Math.ceil(n / 2);
  const height = Math.max(onLeft, 1) * kGraph.row;
  const node = (i: number): Node => {
    const left = i < onLeft;
    const [k, many] = left ? [i, onLeft] : [i - onLeft, n - onLeft];
    // From -1 at the top to 1 at the foot; alone it stands in the middle.
    const down = many > 1 ? (2 * k) / (many - 1) - 1 : 0;
    // Along a side the nodes bow outwards: no line runs through a third node.
    const out = bow * Math.sqrt(1 - (down / kTaller) ** 2) * (left ? -1 : 1);
    const x = width / 2 + out;
    return {
      x, y: height / 2 + (down * (height - kGraph.row)) / 2,
      labelX: x + (left ? -kGraph.gap : kGraph.gap), anchor: left ? 'end' : 'start',
    };
  };
  return { width, height, names: width / 2 - bow - kGraph.gap, nodes: Array.from({ length: n }, (_, i) => node(i)) };
}

/** As much of a name as fits, with an ellipsis. */
export function shortened(name: string, room: number): string {
  const most = Math.max(4, Math.floor(room / kGraph.letter));
  const letters = [...name];
  return letters.length <= most ? name : `${letters.slice(0, most - 1).join('').trimEnd()}…`;
}
