// SPDX-License-Identifier: Apache-2.0
/** What the list of cases is asked for, as it stands in the address. */

export const kFilters = ['state', 'place', 'work', 'q'] as const;
export type Filter = (typeof kFilters)[number];
export const kSorts = ['number', 'people', 'place', 'work', 'state', 'next', 'touched'] as const;
export type Sort = (typeof kSorts)[number];

export interface Wish {
  filters: { name: Filter; value: string }[];
  sort: Sort;
  descending: boolean;
}

export function wishOf(query: URLSearchParams): Wish {
  const filters = kFilters.flatMap((name) => {
    const value = query.get(name);
    return value ? [{ name, value }] : [];
  });
  const sort = kSorts.find((name) => name === query.get('sort')) ?? 'touched';
  const dir = query.get('dir') ?? (sort === 'touched' ? 'desc' : 'asc');
  return { filters, sort, descending: dir === 'desc' };
}

/** The question to the desk for one page of rows. */
export function caseQuery(wish: Wish, offset: number, limit: number): string {
  const query = new URLSearchParams();
  for (const { name, value } of wish.filters) query.set(name, value);
  query.set('sort', wish.sort);
  query.set('dir', wish.descending ? 'desc' : 'asc');
  query.set('offset', String(offset));
  query.set('limit', String(limit));
  return query.toString();
}

/** What a press on a column's heading asks for: this column, or its other direction. */
export function sortChange(wish: Wish, sort: Sort): { sort: string; dir: string } {
  const first = sort === 'touched' ? 'desc' : 'asc';
  const other = wish.descending ? 'asc' : 'desc';
  return { sort, dir: wish.sort === sort ? other : first };
}

/** Which rows of a long list to draw: those in view and some on either side. */
export function inView(scrolled: number, height: number, row: number, all: number): [number, number] {
  const kAround = 15;
  const first = Math.max(0, Math.floor(scrolled / row) - kAround);
  const last = Math.min(all, Math.ceil((scrolled + height) / row) + kAround);
  return [Math.min(first, all), Math.max(last, 0)];
}
