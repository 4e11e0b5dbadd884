// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { dateRange, dateWords, dayAfter, localDay, yearOf } from '../src/lib/dates';

const day = { iso: '2015-03-05', first: '2015-03-05', last: '2015-03-05', precision: 'day', words: '5 марта' };
const spring = { iso: '2019-03-01/2019-05-31~season', first: '2019-03-01', last: '2019-05-31', precision: 'season', words: 'весной 2019' };

describe('dates', () => {
  test('an exact day is written in the reader’s language', () => {
    expect(dateWords(day, 'en')).toBe('5 March 2015');
    expect(dateWords(day, 'ru')).toBe('5 марта 2015 г.');
  });
  test('a vague date stays in the words as said, in any language', () => {
    expect(dateWords(spring, 'en')).toBe('весной 2019');
    expect(dateRange(spring, 'en')).toBe('1 March 2019 – 31 May 2019');
  });
  test('an exact day has no range', () => {
    expect(dateRange(day, 'en')).toBe('');
  });
  test('month and year alone invent no day', () => {
    expect(dateWords({ first: '2015-03-01', last: '2015-03-31', precision: 'month', words: '' }, 'en')).toBe('March 2015');
    expect(dateWords({ first: '2015-01-01', last: '2015-12-31', precision: 'year', words: '' }, 'ru')).toBe('2015');
  });
  test('figures stay Latin in Arabic', () => {
    expect(dateWords(day, 'ar')).toMatch(/2015/);
  });
  test('a day that no calendar has is shown as it came', () => {
    expect(dateWords({ first: 'x', precision: 'day', words: '' }, 'en')).toBe('x');
  });
  test('today is the day where the reader sits, and tomorrow follows the end of a month', () => {
    expect(localDay(new Date(2026, 10, 3, 23, 59))).toBe('2026-11-03');
    expect(dayAfter(new Date(2024, 1, 28))).toBe('2024-02-29');
    expect(dayAfter(new Date(2026, 11, 31))).toBe('2027-01-01');
  });
  test('what was before a time stands in the year it ends in', () => {
    expect(yearOf({ first: '0000-01-01', last: '2014-04-30', precision: 'before', words: 'before May 2014' })).toBe('2014');
    expect(yearOf(null)).toBe('');
  });
});
