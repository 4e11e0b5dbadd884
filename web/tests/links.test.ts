// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { linksAddress, routeOf } from '../src/lib/routes';
import { aligned, isSame } from '../src/links/align';
import { histogramOf, kHistogram, widened } from '../src/links/histogram';
import { kGraph, ovalOf, shortened } from '../src/links/layout';
import { besides, bitsWord, nameIn, ruleWord, share, strength } from '../src/links/say';
import { partings, undoing } from '../src/links/saying';
import type { LinkRecord, Ref, Said } from '../src/links/types';
import { speaks, waterfallOf } from '../src/links/waterfall';

const ref = (subject: string): Ref => ({ subject, case: `case of ${subject}` });
const record = (values: string[]): LinkRecord => ({ ref: ref('a'), case_number: '0001', list: 0, role: 'affected', values });

describe('addresses', () => {
  test('every part of the page has one, and back again', () => {
    const of = (path: string) => routeOf(new URL(path, 'http://desk'));
    expect(of('/links')).toMatchObject({ page: 'links', view: 'compare' });
    expect(of(linksAddress('review', { run: 'r', kind: 'people' }))).toMatchObject({ page: 'links', view: 'review' });
    expect(of('/links/nothing').page).toBe('nowhere');
    expect(of('/links/pair/more').page).toBe('nowhere');
    expect(linksAddress('compare', { run: null, kind: '' })).toBe('/links');
    expect(linksAddress('pair', { run: 'r', a: 'x', b: 'y' })).toBe('/links/pair?run=r&a=x&b=y');
  });
});

describe('weights as bars', () => {
  const bins = [{ from: -20, pairs: 900 }, { from: -0.25, pairs: 2 }, { from: 0, pairs: 1 }, { from: 7.75, pairs: 4 }];
  test('bins are joined in whole steps from zero, and no pair is lost', () => {
    const wide = widened(bins, 0.25, 300);
    expect(wide.width).toBe(1);
    expect(wide.bins).toEqual([{ from: -20, pairs: 900 }, { from: -1, pairs: 2 }, { from: 0, pairs: 1 }, { from: 7, pairs: 4 }]);
    expect(widened(bins, 0.25, 90).bins.reduce((sum, bin) => sum + bin.pairs, 0)).toBe(907);
  });
  test('one pair among a thousand is still seen, and every bar lies within the drawing', () => {
    const drawn = histogramOf(bins, 0.25, 0, 480)!;
    for (const bar of drawn.bars) {
      expect(drawn.floor - bar.top).toBeGreaterThan(5);
      expect(bar.top).toBeGreaterThanOrEqual(kHistogram.top);
      expect(bar.x).toBeGreaterThanOrEqual(kHistogram.left);
      expect(bar.x + bar.width).toBeLessThanOrEqual(480 - kHistogram.right + 1);
    }
    // Zero bits lie where the bar of zero begins.
    expect(drawn.threshold).toBeCloseTo(drawn.bars[2]!.x - 0.5);
    expect(drawn.pairs.map((tick) => tick.value)).toEqual([1, 10, 100]);
  });
  test('a threshold beyond all pairs is drawn too; no pairs are no drawing', () => {
    const drawn = histogramOf([{ from: -20, pairs: 3 }], 0.25, 0, 480)!;
    expect(drawn.threshold).toBeLessThanOrEqual(480 - kHistogram.right);
    expect(histogramOf([], 0.25, 0, 480)).toBeNull();
    expect(histogramOf([{ from: 0, pairs: 0 }], 0.25, 0, 480)).toBeNull();
  });
});

describe('why a pair weighs what it weighs', () => {
  test('each part begins where the one before ended, and the last ends at the weight', () => {
    const fall = waterfallOf(-10, [12, -3, 4.5], 300);
    expect(fall.steps.map((step) => [step.from, step.to])).toEqual([[0, -10], [-10, 2], [2, -1], [-1, 3.5]]);
    expect(fall.weight).toBe(3.5);
    expect(fall.steps[1]!.x).toBeCloseTo(fall.steps[0]!.x);
    expect(fall.end).toBeGreaterThan(fall.zero);
    for (const step of fall.steps) expect(step.x + step.width).toBeLessThanOrEqual(300);
  });
  test('what moves the odds by next to nothing says nothing', () => {
    expect([0.04, -0.04, 0.06, -2].map(speaks)).toEqual(['nothing', 'nothing', 'for', 'against']);
    expect([7, 3, 1.5, 0.3, 0, -0.3, -2, -4, -9].map(strength)).toEqual([
      'strongly_for', 'clearly_for', 'for', 'a_little_for', 'nothing', 'a_little_against', 'against', 'clearly_against', 'strongly_against',
    ]);
  });
  test('bits have a sign, and a true minus', () => {
    expect([4.24, -12.06, 0.01, 0].map(bitsWord)).toEqual(['+4.2', '−12.1', '0', '0']);
  });
  test('no share is written as certain that is not', () => {
    expect([0.999, 1, 0.5, 0.001, 0].map(share)).toEqual(['> 99%', '100%', '50%', '< 1%', '0%']);
  });
});

describe('two records side by side', () => {
  const said = (text: string, other: string) => aligned(text, other)[0].filter((piece) => piece.same).map((piece) => piece.text.trim());
  test('words that both have are found in any order, however they are written', () => {
    expect(said('Karimova Gulnara', 'GULNARA karimova')).toEqual(['Karimova Gulnara']);
    expect(said('Семёнова Анна', 'Анна Петрова (Семенова)')).toEqual(['Семёнова Анна']);
    expect(said('Anna Anna', 'Anna')).toEqual(['Anna']);
  });
  test('words of two scripts meet by how they read in Latin letters, where every word has its reading', () => {
    const marks = (latin: string) => aligned('Каримова Гульнара', 'Karimova Gulnora', [latin, ''])[0].map((piece) => [piece.text, piece.same]);
    expect(marks('karimova gulnara')).toEqual([['Каримова ', true], ['Гульнара', false]]);
    expect(marks('karimova')).toEqual([['Каримова Гульнара', false]]);
  });
  test('every letter stays, and an empty value has no pieces', () => {
    const text = 'ул. Речная,  д. 5';
    expect(aligned(text, 'Речная 5')[0].map((piece) => piece.text).join('')).toBe(text);
    expect(aligned('', 'x')[0]).toEqual([]);
  });
  test('nothing is the same as what is not recorded', () => {
    expect(isSame('', '')).toBe(false);
    expect(isSame('Анна', 'АННА')).toBe(true);
    expect(isSame('1979', '1978')).toBe(false);
  });
  test('a record is called by its name, and told apart by what else is recorded', () => {
    const columns = ['name', 'other_names', 'birth_date', 'place'];
    expect(nameIn(columns, record(['', 'Gulya', '1990', '']))).toBe('Gulya');
    expect(nameIn(columns, record(['', '', '', '']))).toBe('');
    expect(besides(columns, record(['A', '', '1990', 'Osh']))).toBe('1990 · Osh');
  });
});

describe('a group as a graph', () => {
  test('the same group is drawn the same, no two names on one line, all within the drawing', () => {
    for (const n of [2, 3, 4, 7, 12]) {
      const drawn = ovalOf(n, 600);
      expect(drawn).toEqual(ovalOf(n, 600));
      for (const side of ['start', 'end']) {
        const at = drawn.nodes.filter((node) => node.anchor === side).map((node) => node.y).sort((a, b) => a - b);
        at.forEach((y, i) => i && expect(y - at[i - 1]!).toBeGreaterThan(kGraph.row * 0.6));
      }
      for (const node of drawn.nodes) {
        expect(node.x).toBeGreaterThan(0);
        expect(node.x).toBeLessThan(600);
        expect(node.y).toBeLessThanOrEqual(drawn.height);
      }
    }
  });
  test('no line between two nodes of a side runs through a third', () => {
    const [a, b, c] = ovalOf(6, 600).nodes;
    const through = ((c!.x - a!.x) * (b!.y - a!.y) - (c!.y - a!.y) * (b!.x - a!.x)) / Math.hypot(c!.x - a!.x, c!.y - a!.y);
    expect(Math.abs(through)).toBeGreaterThan(8);
  });
  test('a name that is too long is cut with an ellipsis', () => {
    expect(shortened('short', 100)).toBe('short');
    expect(shortened('a very long name of somebody', 72)).toBe('a very lo…');
  });
});

describe('taking a record out', () => {
  const bonds = [
    { entry: 'e1', a: ref('a'), b: ref('b') }, { entry: 'e2', a: ref('a'), b: ref('b') }, { entry: 'e3', a: ref('a'), b: ref('c') },
  ];
  test('all words that bind it are taken back, pair by pair', () => {
    expect(partings(bonds)).toEqual([
      { a: ref('a'), b: ref('b'), takes_back: ['e1', 'e2'] }, { a: ref('a'), b: ref('c'), takes_back: ['e3'] },
    ]);
  });
  test('undoing takes back what took back, and nothing else', () => {
    const said = [{ entry: 't1' }, { entry: 't2' }] as Said[];
    expect(undoing(partings(bonds), said)).toEqual([
      { a: ref('a'), b: ref('b'), takes_back: ['t1'] }, { a: ref('a'), b: ref('c'), takes_back: ['t2'] },
    ]);
  });
});

describe('the rules by which pairs were found', () => {
  test('are said in words, part by part', () => {
    // Without a catalogue a key stands for its words.
    expect(ruleWord('')).toBe('links.every_pair');
    expect(ruleWord('place+street')).toBe('place + street');
    expect(ruleWord('phone:last 7')).toBe('phone');
    expect(ruleWord('a heading: of its own')).toBe('a heading: of its own');
  });
});
