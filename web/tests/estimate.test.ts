// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { curveOf } from '../src/estimate/curve';
import { groupWord, listsIn, listWord, namesOfVault } from '../src/estimate/names.svelte';
import { pageRules, withoutStyles } from '../src/estimate/note';
import { rankedBy, rowOf, rowsOf, scaleOfRows, warningsOf } from '../src/estimate/rows';
import { people } from '../src/estimate/say';
import { barOf, place, scaleOver, ticksOf } from '../src/estimate/scale';
import type { Column, MethodResult, TableAnswer } from '../src/estimate/types';
import { kUpSet, upSetOf } from '../src/estimate/upset';
import { populationOf, rolesFor, runBody, splitOf, wishOf, withRole } from '../src/estimate/wish';

const diagnostics = {
  numbers: {}, quantiles: {}, walk: [], ranking: [], graphs: [], sweep: [], sweep_of: '', chains: [], modes: [], fitted: [], bounds: {},
};
function method(name: string, nHat: number | null, more: Partial<MethodResult> = {}): MethodResult {
  return {
    method: name, n_hat: nHat, model: '', terms: [], parameters: null, deviance: null, df: null, bic: null,
    intervals: {}, shown_95: '', shown_80: '', diagnostics, warnings: [], refused: null, ...more,
  };
}
const warning = (code: string) => ({ code, text: `about ${code}`, what: `about ${code}`, fills: [] });
function table(methods: MethodResult[], counted: string[] = []): TableAnswer {
  const summary = { low: 1, high: 2, outer: null, counted, statement: '', statements: [], assumptions: [], warnings: [warning('poor_fit')], refused: null };
  return { observed: 10, methods, summary } as unknown as TableAnswer;
}

describe('the scale', () => {
  test('is logarithmic: twice as many is as far wherever it stands', () => {
    const scale = scaleOver([100, 1600], [], 0, 400);
    expect(place(scale, 400) - place(scale, 200)).toBeCloseTo(place(scale, 800) - place(scale, 400));
  });
  test('holds every estimate and every limit, between round figures', () => {
    const scale = scaleOver([123, 269], [[118, 432]], 10, 500);
    expect([scale.from, scale.to]).toEqual([100, 500]);
    expect(place(scale, 100)).toBe(10);
    expect(place(scale, 500)).toBe(500);
  });
  test('a limit that runs away is drawn as going on and presses nothing into a corner', () => {
    const scale = scaleOver([100, 200], [[90, 1e9]], 0, 300);
    expect(scale.to).toBeLessThanOrEqual(2000);
    expect(barOf(scale, [90, 1e9]).goesOn).toBe(true);
    expect(barOf(scale, [90, null]).goesOn).toBe(true);
    expect(barOf(scale, [90, 400]).goesOn).toBe(false);
  });
  test('its figures are round, stand within it and have room', () => {
    for (const [least, most, width] of [[100, 500, 400], [40, 90_000, 300], [1, 3, 120], [730, 790, 500]] as const) {
      const scale = scaleOver([least, most], [], 0, width);
      const ticks = ticksOf(scale);
      expect(ticks.length).toBeGreaterThan(1);
      ticks.forEach((tick, i) => {
        expect(tick.value).toBeGreaterThanOrEqual(scale.from);
        expect(tick.value).toBeLessThanOrEqual(scale.to);
        if (i && ticks.length > 2) expect(tick.x - ticks[i - 1]!.x).toBeGreaterThanOrEqual(56);
      });
    }
  });
});

describe('the rows of methods', () => {
  test('the interval is the one that the engine names, of which the first sentence speaks too', () => {
    const intervals = { lognormal_95: [202, 390], bca_95: [123, 432], bca_80: [199, 371], profile_95: [131, 156] } as const;
    const named = (kind: string, narrow = '') => rowOf(method('stepwise', 269, { intervals: { ...intervals } as never, shown_95: kind, shown_80: narrow }), ['stepwise']);
    expect(named('bca_95', 'bca_80')).toMatchObject({ kind: 'bca_95', wide: [123, 432], narrow: [199, 371], counted: true });
    expect(named('profile_95')).toMatchObject({ kind: 'profile_95', wide: [131, 156], narrow: null });
    expect(named('')).toMatchObject({ kind: null, wide: null, narrow: null });
  });
  test('an upper limit may be infinite; an interval without a lower one is none', () => {
    expect(rowOf(method('stepwise', 1, { intervals: { percentile_95: [5, null] }, shown_95: 'percentile_95' }), []).wide).toEqual([5, null]);
    expect(rowOf(method('stepwise', 1, { intervals: { percentile_95: [null, null] }, shown_95: 'percentile_95' }), []).wide).toBeNull();
  });
  test('counted first, then shown, then refused, and a refused one draws nothing', () => {
    const rows = rowsOf(table([
      method('fixed', null, { refused: warning('not_estimable'), intervals: { lognormal_95: [1, 2] }, shown_95: 'lognormal_95' }), method('lower_bound', 137), method('stepwise', 269), method('main_effects', 142),
    ], ['stepwise', 'main_effects']));
    expect(rows.map((row) => row.result.method)).toEqual(['main_effects', 'stepwise', 'lower_bound', 'fixed']);
    expect(rows[3]!.wide).toBeNull();
    expect(rows[2]!.atLeast).toBe(true);
  });
  test('what is only shown never widens the scale, unless nothing is counted', () => {
    // Western States: 2,483 by BIC, and 75,380 with limits to two millions by AIC, which runs away.
    const made = rowsOf(table([
      method('bic', 2483, { intervals: { bca_95: [1293, 4889] }, shown_95: 'bca_95' }), method('lower_bound', 2224),
      method('aic', 75_380, { intervals: { lognormal_95: [3129, 2_023_042] }, shown_95: 'lognormal_95' }),
    ], ['bic']));
    expect(scaleOfRows(made, 345, 0, 400)).toMatchObject({ from: 300, to: 5000 });
    const uncounted = made.map((row) => ({ ...row, counted: false }));
    expect(scaleOfRows(uncounted, 345, 0, 400).to).toBeGreaterThan(75_000);
  });
  test('a warning is said once, with the methods that gave it', () => {
    const both = warningsOf(table([method('stepwise', 1, { warnings: [warning('poor_fit'), warning('end_unresolved')] }), method('bic', 2, { warnings: [warning('end_unresolved')] })]));
    expect(both.map((one) => [one.warning.code, one.methods])).toEqual([['poor_fit', []], ['end_unresolved', ['stepwise', 'bic']]]);
  });
  test('the ranking is taken from all models where they were compared', () => {
    const two = [1, 2].map((n) => ({ model: `[${n}]`, terms: [], n_hat: n, bic: n, aic: n, deviance: 0, df: 1 }));
    const ranked = { diagnostics: { ...diagnostics, ranking: two } };
    expect(rankedBy(table([method('bic_order2', 1, ranked), method('bic', 2, ranked)]))!.method).toBe('bic');
    expect(rankedBy(table([method('stepwise', 1)]))).toBeNull();
  });
});

describe('names', () => {
  test('those of a file are shown as they are, whatever words they may be; those of the vault in words', () => {
    namesOfVault(false);
    expect(['press', 'call', 'law'].map(listWord)).toEqual(['press', 'call', 'law']);
    expect(groupWord('age_group', 'child')).toBe('child');
    namesOfVault(true);
    expect(listWord('Hotline (2)')).toBe('Hotline (2)');
    namesOfVault(false);
  });
  test('lists that were joined are told apart though their names have the same marks', () => {
    const lists = ['a:b', 'a', 'b', 'c+d'];
    expect(listsIn('a:b:a', ':', lists)).toEqual(['a:b', 'a']);
    expect(listsIn('a:b', ':', ['a', 'b'])).toEqual(['a', 'b']);
    expect(listsIn('c+d+a:b', '+', lists)).toEqual(['c+d', 'a:b']);
    expect(listsIn('x:y', ':', lists)).toEqual(['x:y']);
  });
  test('people are written as the engine and the note write them', () => {
    expect([7394.59, 14341.66, 1_234_567, Infinity].map(people)).toEqual(['7395', '14\u00a0342', '1\u00a0234\u00a0567', '∞']);
  });
  test('rules of whole pages are taken out of the styles of a note', () => {
    expect(pageRules('@page { margin: 1mm; @top-left { content: none; } }\n* { x: y; }')).toBe('@page { margin: 1mm; @top-left { content: none; } }');
    expect(pageRules('p { margin: 0 }')).toBe('');
    expect(withoutStyles('<head><style>p {}</style></head>')).toEqual(['<head></head>', 'p {}']);
    expect(withoutStyles('<p>')).toEqual(['<p>', '']);
  });
});

describe('the overlap', () => {
  const lists = [{ name: 'A', people: 80 }, { name: 'B', people: 20 }, { name: 'C', people: 5 }];
  const cells = [{ history: ['A', 'C'], people: 5 }, { history: ['A'], people: 60 }, { history: ['B'], people: 20 }];
  test('the largest combination comes first, and a line joins the lists in it', () => {
    const plot = upSetOf(lists, cells, 600);
    expect(plot.columns.map((column) => column.people)).toEqual([60, 20, 5]);
    expect([plot.columns[2]!.first, plot.columns[2]!.last, plot.columns[2]!.on]).toEqual([0, 2, [true, false, true]]);
    expect(plot.floor - plot.columns[0]!.top).toBe(kUpSet.bars);
    expect(plot.rows.map((row) => row.name)).toEqual(['A', 'B', 'C']);
  });
  test('one person is still seen, and what does not fit is counted', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ history: ['A'], people: i === 0 ? 100_000 : 1 }));
    const plot = upSetOf(lists, many, 400);
    expect(plot.floor - plot.columns[1]!.top).toBeGreaterThan(1);
    expect(plot.columns.length + plot.hidden.histories).toBe(60);
    expect(plot.hidden.people).toBe(plot.hidden.histories);
    expect(plot.width).toBeLessThanOrEqual(400);
  });
});

describe('the dependence curve', () => {
  test('runs from left to right, more people higher, with the model at times one', () => {
    const points = [-1, 0, 1].map((gamma) => ({ gamma, n: 100 + 50 * Math.exp(gamma) }));
    const curve = curveOf(points, 100, 400, 200)!;
    expect(curve.times.map((tick) => tick.value)).toEqual([0.5, 1, 2]);
    expect(curve.times[1]!.x).toBeCloseTo(curve.model.x);
    expect(curve.seen).toBeGreaterThan(curve.model.y);
    expect(curveOf([], 100, 400, 200)).toBeNull();
  });
});

describe('the wish', () => {
  const column = (name: string, kind: Column['kind'] = 'list', more = false): Column => ({ name, kind, values: [], more_values: more });
  const columns = [column('A'), column('B'), column('C'), column('sex', 'values'), column('id', 'values', true), column('count', 'count')];
  test('without a choice every list is a list, and other columns stay out', () => {
    expect(splitOf(columns, {})).toEqual({ strata: [], drop: [], merge: [] });
  });
  test('lists are left out, made one and people are split', () => {
    expect(splitOf(columns, { A: 'out', C: 'with:B', sex: 'split' })).toEqual({ strata: ['sex'], drop: ['A'], merge: [['B', 'C']] });
  });
  test('a column of many values cannot split, and the count is the count', () => {
    expect(rolesFor(columns[4]!, columns, {})).toEqual(['out']);
    expect(rolesFor(columns[3]!, columns, {})).toEqual(['out', 'split']);
    expect(rolesFor(columns[5]!, columns, {})).toEqual([]);
    expect(rolesFor(columns[0]!, columns, { B: 'out' })).toEqual(['list', 'out', 'split', 'with:C']);
  });
  test('a list that goes lets go of those that were one with it', () => {
    expect(withRole({ C: 'with:B' }, 'B', 'out')).toEqual({ B: 'out' });
    expect(withRole({ C: 'with:B' }, 'B', 'list')).toEqual({ B: 'list', C: 'with:B' });
  });
  test('the population counts only where it is known for every group', () => {
    const seen = (...people: number[]) => people.map((n) => ({ people: n }));
    expect(populationOf(['10 000', '2,500'], seen(4, 4))).toEqual([10000, 2500]);
    expect(populationOf([' 1 234 567 ', '1.234.567', "1'234'567", '1234567'], seen(1, 1, 1, 1))).toEqual(Array(4).fill(1_234_567));
    expect(populationOf(['10 000', ''], seen(4, 4))).toEqual([]);
    expect(populationOf(['ten', '5'], seen(4, 4))).toEqual([]);
    expect(populationOf([], [])).toEqual([]);
  });
  test('a population that is no whole number, or smaller than the people seen, is none: a rate of it would be nonsense', () => {
    for (const typed of ['1.5', '1,5', '10 00', '1.234,5', '1,234 567', '.500', '5.', '-7', '0', '41']) {
      expect(populationOf([typed], [{ people: 42 }]), typed).toEqual([]);
    }
    expect(populationOf(['42'], [{ people: 42 }])).toEqual([42]);
  });
  test('what is not known is sent as not told', () => {
    const look = { rows: 1, columns, problem: null, read: null, vault: null };
    expect(runBody(wishOf({ vault: 'author' }), look)).toMatchObject({ vault: 'author', lists_differ: 'not_told', population: [], seed: 1 });
  });
});
