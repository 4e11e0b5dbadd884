// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { ClaimAnswer } from '../src/gap/claim';
import { asTyped, bodyOf, formOf, kEmptyForm, numberIn, numbersStand, partsOf, piecesOf, queryOf, type Form } from '../src/gap/claim';
import { barOf, isOfYears, mostSteps, powersTo, ratioOf, roundUp, steps, trendOf } from '../src/gap/draw';
import { typedOf, type KeptFigure } from '../src/gap/figures';
import { figuresAt, hasPlace, measuresPath, sourcesAt } from '../src/gap/measured.svelte';
import type { Funnel, Measured, Series } from '../src/gap/types';
import { questionWords } from '../src/gap/question';
import { shareOr, unitWord } from '../src/gap/say';
import { speak } from '../src/lib/i18n.svelte';
import { hidden } from '../src/lib/private_words';
import { gapAddress } from '../src/lib/routes';

const funnel: Funnel = {
  period: '2019',
  stages: [
    { stage: 'estimated', state: 'given', value: 794_000, interval_95: [500_000, 1_000_000], rows: [2] },
    { stage: 'identified', state: 'not_in_file', rows: [] },
    { stage: 'investigated', state: 'given', value: 6, rows: [3] },
  ],
  cautions: [],
};
const years: Series = {
  measure: 'x', unit: 'cases', unit_name: 'cases', title: 'cases', drawn: true, drawn_as: 'line',
  points: [
    { year: 2017, value: 19, row: 2 }, { year: 2018, value: 14, interval_95: [7.65, 23.5], row: 3 },
    { year: 2020, value: 6, break_before: 'no figure for the years between', row: 4 },
  ],
};

describe('what is drawn', () => {
  test('six and 794,000 stand on one sheet: each step is ten times as many, and 0 is 0', () => {
    expect(steps(0)).toBe(0);
    expect(steps(999_999)).toBe(6);
    expect(mostSteps(funnel)).toBeCloseTo(6, 5);
    expect(powersTo(mostSteps(funnel))).toEqual([1, 10, 100, 1000, 10_000, 100_000, 1_000_000]);
  });

  test('a scale ends at a round number', () => {
    expect([0, 0.7, 14, 23.5, 30, 132_333].map(roundUp)).toEqual([1, 0.8, 15, 25, 30, 150_000]);
  });

  test('no line crosses a break, and the break has its reason', () => {
    const chart = trendOf(years, 400)!;
    expect(chart.lines.map(({ from, to }) => [from.year, to.year])).toEqual([[2017, 2018]]);
    expect(chart.breaks).toEqual([{ x: (chart.dots[1]!.x + chart.dots[2]!.x) / 2, why: 'no figure for the years between', row: 4 }]);
    expect(chart.dots[0]!.low).toBeNull();
    expect(chart.dots[1]!.low).toBeGreaterThan(chart.dots[1]!.high!);
    expect(chart.ticks.map((tick) => tick.value)).toEqual([0, 12.5, 25]);
  });

  test('a figure of several years is no point of a year, and no line goes across it', () => {
    const points = [{ year: 2017, value: 19, row: 2 }, { year: 2017, value: 50, row: 5, period: '2017/2019' }, { year: 2018, value: 14, row: 3, period: '2018' }];
    const chart = trendOf({ ...years, points }, 400)!;
    expect(chart.dots.map((dot) => dot.row)).toEqual([2, 3]);
    expect(chart.lines).toEqual([]);
    expect(isOfYears('2018-01/2018-06')).toBe(false);
  });

  test('editions are points and never a line', () => {
    const chart = trendOf({ ...years, drawn_as: 'points' }, 400)!;
    expect(chart.lines).toEqual([]);
    expect(chart.breaks).toEqual([]);
    expect(trendOf({ ...years, points: [] }, 400)).toBeNull();
  });

  test('a share has all of 1 on its scale; an interval without an end goes on', () => {
    expect(barOf(0.303, [0.25, 0.36], 200, { share: true })).toMatchObject({ from: 50, to: 72, goesOn: false, top: 1 });
    expect(barOf(5, [2, null], 100)).toMatchObject({ from: 40, to: 100, goesOn: true, top: 5 });
    expect(barOf(undefined, [2, 4], 100)!.point).toBeNull();
    expect(barOf(undefined, undefined, 100)).toBeNull();
  });

  test('half and twice as many are as far from 1', () => {
    const drawn = ratioOf(0.5, [[0.25, 1], [0.5, null]], 100);
    expect(drawn.one).toBe(50);
    expect(drawn.point).toBeCloseTo(25);
    expect(drawn.bars[0]).toEqual({ from: 0, to: 50 });
    expect(drawn.bars[1]!.to).toBe(100);
  });
});

describe('what stands behind a number', () => {
  const told = {
    in_vault: 2, place: 'RUS', places: [], figures: [{ row: 2, source_number: 4 }, { row: 3, source_number: 1 }, { row: 5, source_number: 4 }, { row: 9 }],
  } as unknown as Measured;
  test('its figures, and its sources each once', () => {
    expect(figuresAt(told, [3, 9]).map((one) => one.row)).toEqual([3, 9]);
    expect(sourcesAt(told, [2, 3, 5, 9])).toEqual([1, 4]);
    expect(hasPlace(told)).toBe(true);
    expect(hasPlace({ in_vault: 1, places: [], place: null })).toBe(false);
  });
  test('a place and a year are asked for in the languages of the program', () => {
    expect(measuresPath('RUS', '2019', 'ar')).toBe('/measures?language=en&place=RUS&year=2019');
    expect(measuresPath('', '', 'ru', true)).toBe('/measures/report?language=ru');
  });
});

describe('a figure that is put right', () => {
  test('leaves empty what the definitions filled in', () => {
    const figure = { measure: 'x', unit: 'persons', population: 'p', population_ours: true, kind: 'flow', kind_ours: true, value: 3 } as unknown as KeptFigure;
    expect(typedOf(figure)).toMatchObject({ kind: '', population: 'not recorded', value: '3', note: '' });
    expect(typedOf({ ...figure, kind_ours: false }).kind).toBe('flow');
  });
});

describe('a claim', () => {
  const form: Form = {
    ...kEmptyForm, kind: 'change', measures: ['kg.investigations', 'a|b'.slice(0, 1)], place: 'KGZ', from: '14', from_time: '2018', value: '6', time: '2019',
    direction: 'down', bound: 'about', population: 'people held', holds: false, other: { ...kEmptyForm.other, measures: ['x.y'], vintage: '2020' },
  };
  const at = (of: Form) => new URL(gapAddress('claim', queryOf(of)), 'http://127.0.0.1:1');

  test('stands in its address and comes back from it', () => {
    expect(formOf(at(form).searchParams)).toEqual(form);
    expect(formOf(new URLSearchParams())).toEqual(kEmptyForm);
    expect(at(kEmptyForm).search).toBe('?kind=value');
  });

  test('keeps what somebody typed out of the address that the browser keeps', () => {
    const kept = hidden(new URL(`${at(form).href}&q=${encodeURIComponent('six cases of Karimova')}`)).href;
    expect(kept).not.toMatch(/Karimova|held/);
    expect(kept).toContain('value=6');
  });

  test('asks only with the fields that its kind has', () => {
    expect(bodyOf(form, 'en')).toMatchObject({ kind: 'change', from: 14, value: 6, measures: ['kg.investigations', 'a'], direction: 'down' });
    expect(bodyOf(form, 'en')).not.toHaveProperty('other');
    const law = bodyOf({ ...form, kind: 'in_force', law: 'ru.uk.127_1' }, 'en');
    expect(law).toMatchObject({ law: 'ru.uk.127_1', holds: false, value: null, from: null });
    expect(law).not.toHaveProperty('measures');
    expect(partsOf('sources')).toMatchObject({ other: true, value: false });
  });

  test('takes a number for one only where it is the same in every country', () => {
    expect(['6', '794 000', '794\u00a0000', '0,5', '0.5'].map(numberIn)).toEqual([6, 794_000, 794_000, 0.5, 0.5]);
    expect(['1,234', 'six', '-1', '', '1e9'].map(numberIn)).toEqual([null, null, null, null, null]);
    expect(numbersStand({ ...kEmptyForm, value: '1,234' })).toBe(false);
    expect(asTyped({ ...kEmptyForm, value: 6, from: null })).toMatchObject({ value: '6', from: '' });
  });

  test('shows of its sentence what was not understood, each word as a whole', () => {
    expect(piecesOf('a splendid decrease, a fall', ['splendid', 'a'])).toEqual([
      { text: 'a splendid', understood: false, }, { text: ' decrease, a fall', understood: true },
    ].flatMap((piece) => (piece.text === 'a splendid'
      ? [{ text: 'a', understood: false }, { text: ' ', understood: true }, { text: 'splendid', understood: false }] : [piece])));
    expect(piecesOf('category', ['cat'])).toEqual([{ text: 'category', understood: true }]);
    expect(piecesOf('', [])).toEqual([]);
  });
});

describe('words beside a number', () => {
  test('a unit stands as its number asks, a share in percent', async () => {
    await speak('en');
    expect([unitWord('cases', 1), unitWord('cases', 6), unitWord('cases'), unitWord('som')]).toEqual(['case', 'cases', 'cases', 'som']);
    expect([shareOr(true, 0.303), shareOr(false, 0.303)]).toEqual(['30.3%', '0.303']);
    await speak('ru');
    expect([1, 2, 5].map((n) => unitWord('cases', n))).toEqual(['дело', 'дела', 'дел']);
  });
  test('an answer says what was asked, as it was said or in its parts', async () => {
    await speak('en');
    const claim = { ...kEmptyForm, kind: 'change', measures: ['x.y'], place: 'RUS', time: '2019', from: 14, from_time: '2018', value: 6, unit: 'cases', bound: 'about', direction: 'down' };
    const answer = { told: { kind: 'change' }, claim, laws: [] } as unknown as ClaimAnswer;
    expect(questionWords(answer)).toBe('A change from one number to another · x.y, RUS, 2019 · From 14 (2018), down · about (within 5%) 6 cases');
    expect(questionWords({ ...answer, told: { ...answer.told, says: 'six, down from 14' } })).toBe('six, down from 14');
  });
});
