// SPDX-License-Identifier: Apache-2.0
/** The overlap of lists as an UpSet plot: a column for each history that somebody has, a row for
 * each list. Lex, Gehlenborg, Strobelt, Vuillemot and Pfister (2014), IEEE TVCG 20(12), 1983-1992. */
import type { Cell } from './types';

export interface UpSetColumn {
  x: number;
  top: number;
  people: number;
  /** Rows of the lists in it, and the first and last of them, between which a line is drawn. */
  on: boolean[];
  first: number;
  last: number;
}
export interface UpSetRow {
  name: string;
  y: number;
  people: number;
  /** Length of the bar of the whole list. */
  bar: number;
}
export interface UpSet {
  width: number;
  height: number;
  left: number;
  floor: number;
  step: number;
  columns: UpSetColumn[];
  rows: UpSetRow[];
  /** Histories that did not fit, and the people who have them. */
  hidden: { histories: number; people: number };
}

export const kUpSet = { bars: 120, row: 26, names: 150, letter: 7.5, sizes: 64, least: 22, most: 44, top: 18, gap: 14 };

export function upSetOf(lists: { name: string; people: number }[], cells: Cell[], width: number): UpSet {
  const longest = Math.max(0, ...lists.map((list) => list.name.length + String(list.people).length + 3));
  const left = Math.min(kUpSet.names, Math.max(60, longest * kUpSet.letter)) + kUpSet.sizes;
  const room = Math.max(width - left, kUpSet.least * 3);
  const sorted = [...cells].sort((a, b) => b.people - a.people || a.history.length - b.history.length);
  const fit = Math.min(sorted.length, Math.floor(room / kUpSet.least));
  const step = Math.min(kUpSet.most, Math.floor(room / Math.max(fit, 1)));
  const most = Math.max(1, ...sorted.map((cell) => cell.people));
  const floor = kUpSet.top + kUpSet.bars;
  const columns = sorted.slice(0, fit).map((cell, i) => columnOf(lists, cell, left + step * (i + 0.5), floor, most));
  const largest = Math.max(1, ...lists.map((list) => list.people));
  const rows = lists.map((list, i) => ({
    ...list, y: floor + kUpSet.gap + kUpSet.row * (i + 0.5), bar: (kUpSet.sizes - 20) * (list.people / largest),
  }));
  const rest = sorted.slice(fit);
  return {
    width: Math.max(left + step * fit, left), height: floor + kUpSet.gap + kUpSet.row * lists.length,
    left, floor, step, columns, rows,
    hidden: { histories: rest.length, people: rest.reduce((sum, cell) => sum + cell.people, 0) },
  };
}

function columnOf(lists: { name: string }[], cell: Cell, x: number, floor: number, most: number): UpSetColumn {
  const on = lists.map((list) => cell.history.includes(list.name));
  // One person is still seen: a bar of nothing would say nobody.
  const height = Math.max(1.5, (kUpSet.bars * cell.people) / most);
  return { x, top: floor - height, people: cell.people, on, first: on.indexOf(true), last: on.lastIndexOf(true) };
}
