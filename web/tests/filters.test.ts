// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { caseQuery, inView, sortChange, wishOf } from '../src/lib/filters';

describe('the list of cases', () => {
  test('the address says what is asked for', () => {
    const wish = wishOf(new URLSearchParams('state=Active&q=Кирпич 5&sort=place'));
    expect(wish.filters).toEqual([{ name: 'state', value: 'Active' }, { name: 'q', value: 'Кирпич 5' }]);
    expect([wish.sort, wish.descending]).toEqual(['place', false]);
  });
  test('without a wish the last touched come first', () => {
    const wish = wishOf(new URLSearchParams(''));
    expect([wish.filters.length, wish.sort, wish.descending]).toEqual([0, 'touched', true]);
  });
  test('an unknown column does not sort', () => {
    expect(wishOf(new URLSearchParams('sort=passport')).sort).toBe('touched');
  });
  test('the question to the desk carries filters, order and place', () => {
    const wish = wishOf(new URLSearchParams('place=Moscow&sort=number&dir=desc'));
    expect(caseQuery(wish, 400, 200)).toBe('place=Moscow&sort=number&dir=desc&offset=400&limit=200');
  });
  test('a second press on a heading turns the order round', () => {
    const by = (query: string) => sortChange(wishOf(new URLSearchParams(query)), 'place');
    expect(by('')).toEqual({ sort: 'place', dir: 'asc' });
    expect(by('sort=place')).toEqual({ sort: 'place', dir: 'desc' });
    expect(by('sort=place&dir=desc')).toEqual({ sort: 'place', dir: 'asc' });
  });
  test('of ten thousand rows only those near the view are drawn', () => {
    const [first, last] = inView(370_000 / 2, 900, 37, 10_000);
    expect(first).toBe(5000 - 15);
    expect(last - first).toBeLessThan(60);
  });
  test('the ends of the list are kept', () => {
    expect(inView(0, 900, 37, 3)).toEqual([0, 3]);
    expect(inView(99_999, 900, 37, 10)).toEqual([10, 10]);
  });
});
