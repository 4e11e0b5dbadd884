// SPDX-License-Identifier: Apache-2.0
/** People by country, as GET /places gives them, and the squares on which they stand. */
import raw from '@definitions/places/tiles.csv?raw';

export const kPlacesOf = ['from', 'at'] as const;
export type PlacesOf = (typeof kPlacesOf)[number];
export interface Open {
  several: number;
  none: number;
  not_recorded: number;
}
export interface CountryCount {
  code: string;
  from: number;
  at: number;
}
export interface PlacesCount {
  people: number;
  countries: CountryCount[];
  from: Open;
  at: Open;
  /** Published figures in the vault: how many, not of how many people. */
  figures: { place: string; code: string; figures: number }[];
}

export interface Tile {
  code: string;
  column: number;
  row: number;
  /** Whose it is, or whose parts of it are. */
  disputed: '' | 'all' | 'part';
  note: { en: string; ru: string };
}

/** No cell of that file has quotes or commas but the notes, which are the last two. */
function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1]!.replace(/^"|"$/g, '').replace(/""/g, '"'));
}
export const kTiles: Tile[] = raw
  .trim()
  .split('\n')
  .slice(1)
  .map(cells)
  .filter(([, column]) => column)
  .map(([code, column, row, disputed, en, ru]) => ({
    code: code!, column: Number(column), row: Number(row), disputed: disputed as Tile['disputed'], note: { en: en!, ru: ru! },
  }));

export const kShades = ['none', 'small', 'some', 'many', 'most'] as const;
export type Shade = (typeof kShades)[number];
/** Few steps, the same in every vault, so that two prints can be laid side by side. */
export function shadeOf(count: number): Shade {
  if (!count) return 'none';
  if (isSmall(count)) return 'small';
  return count < 20 ? 'some' : count < 100 ? 'many' : 'most';
}
/** So few that somebody could be recognised. */
export function isSmall(count: number): boolean {
  return count > 0 && count < 5;
}

export interface Bar {
  code: string;
  count: number;
}
/** Countries with most people first. */
export function barsOf(places: PlacesCount, of: PlacesOf, nameOf: (code: string) => string): Bar[] {
  return places.countries
    .map((one) => ({ code: one.code, count: one[of] }))
    .filter((one) => one.count)
    .sort((a, b) => b.count - a.count || nameOf(a.code).localeCompare(nameOf(b.code)));
}

const kWays: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** The square that an arrow key leads to: the nearest that way, straight ahead before aslant. */
export function neighbour(from: Tile, key: string, tiles: Tile[] = kTiles): Tile | null {
  const way = kWays[key];
  if (!way) return null;
  const reach = (to: Tile) => {
    const [across, down] = [to.column - from.column, to.row - from.row];
    const ahead = across * way[0] + down * way[1];
    const aside = Math.abs(across * way[1]) + Math.abs(down * way[0]);
    return ahead > 0 ? ahead + 3 * aside : Infinity;
  };
  const [best] = tiles.filter((to) => reach(to) < Infinity).sort((a, b) => reach(a) - reach(b));
  return best ?? null;
}
