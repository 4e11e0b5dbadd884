// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { curveOf } from '../src/estimate/curve';
import { rankedBy, rowOf, rowsOf, warningsOf } from '../src/estimate/rows';
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
    intervals: {}, diagnostics, warnings: [], refused: null, ...more,
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
  test('the interval that takes the choice of model into account comes before one that does not', () => {
    const row = rowOf(method('stepwise', 269, { intervals: { lognormal_95: [202, 390], bca_95: [123, 432], bca_80: [199, 371] } }), ['stepwise']);
    expect([row.kind, row.wide, row.narrow, row.counted]).toEqual(['bca_95', [123, 432], [199, 371], true]);
  });
  test('an upper limit may be infinite; an interval without a lower one is none', () => {
    expect(rowOf(method('stepwise', 1, { intervals: { percentile_95: [5, null] } }), []).wide).toEqual([5, null]);
    expect(rowOf(method('stepwise', 1, { intervals: { percentile_95: [null, null] } }), []).wide).toBeNull();
  });
  test('counted first, then shown, then refused, and a refused one draws nothing', () => {
    const rows = rowsOf(table([
      method('fixed', null, { refused: warning('not_estimable'), intervals: { lognormal_95: [1, 2] } }), method('lower_bound', 137), method('stepwise', 269), method('main_effects', 142),
    ], ['stepwise', 'main_effects']));
    expect(rows.map((row) => row.result.method)).toEqual(['main_effects', 'stepwise', 'lower_bound', 'fixed']);
    expect(rows[3]!.wide).toBeNull();
    expect(rows[2]!.atLeast).toBe(true);
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
    expect(populationOf(['10 000', '2,500'], 2)).toEqual([10000, 2500]);
    expect(populationOf(['10 000', ''], 2)).toEqual([]);
    expect(populationOf(['ten', '5'], 2)).toEqual([]);
    expect(populationOf([], 0)).toEqual([]);
  });
  test('what is not known is sent as not told', () => {
    const look = { rows: 1, columns, problem: null, read: null, vault: null };
    expect(runBody(wishOf({ vault: 'author' }), look)).toMatchObject({ vault: 'author', lists_differ: 'not_told', population: [], seed: 1 });
  });
});
