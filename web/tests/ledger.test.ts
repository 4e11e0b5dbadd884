// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { chartOf, roundTicks } from '../src/money/chart';
import { balanceRows, differencesBetween, endingOf, isExact, statementsOf, whoOwes } from '../src/money/ledger';
import { figure } from '../src/money/say';
import type { Ledger, Posting, Range, Reckoning } from '../src/lib/ledger_types';

const exact = (amount: string): Range => ({ low: amount, high: amount });
const none = exact('0.00');
const month = (n: number, closing: Range) => ({
  month: n, from: `2015-0${5 + n}-01`, to: `2015-0${5 + n}-30`, opening: none, interest: none, charges: none, paid: none,
  credit: none, closing,
});
// The brick factory by hand: 18,000, less 10,000 a month; by the law nothing is owed at the start.
const claimed: Ledger = {
  kind: 'claimed', opening: exact('18000.00'), postings: [],
  months: [month(1, exact('8000.00')), month(2, exact('-2000.00')), month(3, exact('-12000.00'))],
  cleared_in_month: { low: 2, high: 2 }, projected: false, months_exactly: 1.8, never_because: null, totals: {},
};
const lawful: Ledger = {
  ...claimed, kind: 'lawful', opening: none, cleared_in_month: null,
  months: [month(1, exact('-10000.00')), month(2, exact('-20000.00')), month(3, exact('-30000.00'))],
};
const money = (amount: string) => `${amount} RUB`;

describe('a ledger', () => {
  test('its rows begin with what was owed at the start and go on month by month', () => {
    const rows = balanceRows([claimed, lawful]);
    expect(rows.map((row) => row.month)).toEqual([0, 1, 2, 3]);
    expect(rows.map((row) => row.balances.map((b) => b?.low))).toEqual([
      ['18000.00', '0.00'], ['8000.00', '-10000.00'], ['-2000.00', '-20000.00'], ['-12000.00', '-30000.00'],
    ]);
  });
  test('a month that one ledger does not have is empty there, not nothing', () => {
    const short = { ...lawful, months: lawful.months.slice(0, 1) };
    expect(balanceRows([claimed, short])[2]!.balances[1]).toBeUndefined();
  });
  test('it says in which month the debt ends, and whether that is known', () => {
    expect(endingOf(claimed, money)).toEqual([{ key: 'debt.ends', fills: { 0: '2' } }]);
    expect(endingOf({ ...claimed, projected: true }, money)[0]!.key).toBe('debt.would_end');
    expect(endingOf({ ...claimed, cleared_in_month: { low: 2, high: 4 } }, money)[0]!.fills).toEqual({ 0: '2 – 4' });
    expect(endingOf({ ...claimed, cleared_in_month: { low: 3, high: null } }, money)[0]).toEqual({ key: 'debt.ends_or_never', fills: { 0: 3 } });
    expect(endingOf(lawful, money)[0]!.key).toBe('debt.no_debt');
  });
  test('never comes with its reason and the debt that would still end', () => {
    const never = {
      rule: 'credit_at_most_first_interest' as const, credit: '2000.00', interest: '2500.00', fixed_point: '40000.00', must_exceed: '2500.00',
    };
    expect(endingOf({ ...claimed, cleared_in_month: 'never', never_because: never }, money)).toEqual([
      { key: 'debt.never.credit_at_most_first_interest', fills: { 0: '2000.00 RUB', 1: '2500.00 RUB' } },
      { key: 'ledger.fixed_point', fills: { 0: '40000.00 RUB' } },
    ]);
  });
  test('a line finds the statements it was made from; interest by a rate has none', () => {
    const told = { lines: [{ line: 0, statements: ['a', 'b'] }, { line: 1, statements: ['c'] }] } as unknown as Reckoning;
    const line = (at: number | null) => ({ line: at }) as Posting;
    expect(statementsOf(told, line(0))).toEqual(['a', 'b']);
    expect(statementsOf(told, line(null))).toEqual([]);
    expect(statementsOf(told, line(9))).toEqual([]);
    expect(statementsOf({ ...told, interest_from: ['d'] }, line(null))).toEqual(['d']);
  });
  test('below nothing the employer owes; a range across nothing names both', () => {
    expect(whoOwes(exact('-12000.00'))).toEqual({ who: 'employer', range: exact('12000.00') });
    expect(whoOwes({ low: '-30000.00', high: '-20000.00' }).range).toEqual({ low: '20000.00', high: '30000.00' });
    expect(whoOwes(exact('8000.00')).who).toBe('worker');
    expect(whoOwes(none).who).toBe('nobody');
    expect(whoOwes({ low: '-1.00', high: '2.00' })).toEqual({ who: 'either', range: { low: '1.00', high: '2.00' } });
  });
  test('differences are found by the pair they stand between', () => {
    const told = { differences: [{ between: ['claimed', 'lawful'], what: 'opening', amount: none, why: null }] } as unknown as Reckoning;
    expect(differencesBetween(told, 'claimed', 'lawful')).toHaveLength(1);
    expect(differencesBetween(told, 'evidenced', 'lawful')).toHaveLength(0);
  });
  test('a figure keeps every digit that a number would lose', () => {
    expect(isExact(exact('0.10'))).toBe(true);
    expect(figure('6035.76')).toBe('6,035.76');
    expect(figure('-12000.00')).toBe('-12,000.00');
  });
});

describe('the chart of the balances', () => {
  test('its marks are round figures that hold every balance and nothing itself', () => {
    expect(roundTicks(-30000, 18000)).toEqual([-40000, -20000, 0, 20000]);
    expect(roundTicks(0, 0)).toContain(0);
    expect(roundTicks(0, 100).at(-1)).toBeGreaterThanOrEqual(100);
  });
  test('a higher balance stands higher, and the line of nothing lies between owing and being owed', () => {
    const chart = chartOf([claimed, lawful], 600, 250)!;
    const heights = chart.series[0]!.points.map((point) => point.low);
    expect([...heights].sort((a, b) => a - b)).toEqual(heights);
    expect(heights[1]!).toBeLessThan(chart.zero);
    expect(heights[2]!).toBeGreaterThan(chart.zero);
  });
  test('an uncertain balance is a band, an exact one is a line alone', () => {
    const unsure = { ...claimed, months: [month(1, { low: '5000.00', high: '9000.00' }), ...claimed.months.slice(1)] };
    const chart = chartOf([unsure, lawful], 600, 250)!;
    expect(chart.series[0]!.band).not.toBe('');
    expect(chart.series[1]!.band).toBe('');
    const [, second] = chart.series[0]!.points;
    expect(second!.low).toBeGreaterThan(second!.high);
    expect(chart.series[0]!.line.match(/M/g), 'its two edges, and no line between them').toHaveLength(2);
  });
  test('names at the line ends never hide each other', () => {
    const chart = chartOf([claimed, { ...claimed, kind: 'evidenced' }, lawful], 600, 250)!;
    const places = chart.series.map((one) => one.labelY).sort((a, b) => a - b);
    expect(places[1]! - places[0]!).toBeGreaterThanOrEqual(16);
    expect(places[2]! - places[1]!).toBeGreaterThanOrEqual(16);
  });
  test('without months there is nothing to draw', () => {
    expect(chartOf([{ ...claimed, months: [] }], 600, 250)).toBeNull();
  });
});
