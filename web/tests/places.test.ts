// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import countries from '../../definitions/countries.csv?raw';
import tilesFile from '../../definitions/places/tiles.csv?raw';
import { byRule, dayTicks, dotsOf, type ClockOfCase } from '../src/authorities/all';
import { barsOf, kTiles, neighbour, shadeOf } from '../src/places/places';

const codesOf = (csv: string) => csv.trim().split('\n').slice(1).map((line) => line.slice(0, 2));
const tile = (code: string) => kTiles.find((one) => one.code === code)!;

/** Codes of ISO 3166-1 that stand for no state: dependencies, and land where nobody lives. */
const kNoState =
  'AI AQ AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GP GS GU HM IM IO JE KY MF MP MQ MS NC NF NU PF PM PN RE SH SJ SX TC TF TK UM VG VI WF YT';

describe('the squares', () => {
  test('every code stands in the file, and every country has a square', () => {
    expect(codesOf(tilesFile)).toEqual(codesOf(countries));
    const without = codesOf(countries).filter((code) => !tile(code));
    expect(without).toEqual(kNoState.split(' '));
  });
  test('no two stand in one place', () => {
    expect(new Set(kTiles.map((one) => `${one.column} ${one.row}`)).size).toBe(kTiles.length);
    expect(new Set(kTiles.map((one) => one.code)).size).toBe(kTiles.length);
    for (const one of kTiles) expect([one.column >= 0 && one.column < 28, one.row >= 0 && one.row < 18], one.code).toEqual([true, true]);
  });
  test('neighbours on the ground are neighbours here, aslant at most', () => {
    const pairs = 'FR-ES PT-ES DE-PL DE-CZ PL-LT BY-RU RU-KZ KZ-KG KZ-UZ UZ-TJ UZ-TM TJ-AF AF-PK PK-IN IN-NP IN-BD MM-TH TH-LA TH-MY LA-VN KH-VN US-CA US-MX MX-GT BR-PE AR-CL AR-BO EG-SD EG-LY SD-ET ET-SO SO-KE KE-TZ NG-NE ML-NE ZA-BW ZM-ZW MZ-MW TR-BG TR-SY IR-IQ SA-YE UA-MD UA-RU RO-BG GE-AM AM-AZ CN-MN CN-NP';
    for (const [a, b] of pairs.split(' ').map((pair) => pair.split('-'))) {
      const [one, other] = [tile(a!), tile(b!)];
      expect(Math.max(Math.abs(one.column - other.column), Math.abs(one.row - other.row)), `${a}-${b}`).toBeLessThanOrEqual(1);
    }
  });
  test('north is up and east is to the right', () => {
    for (const [west, east] of [['US', 'GB'], ['GB', 'RU'], ['RU', 'JP'], ['BR', 'NG'], ['EG', 'IN']]) expect(tile(west!).column).toBeLessThan(tile(east!).column);
    for (const [north, south] of [['CA', 'AR'], ['SE', 'IT'], ['DZ', 'ZA'], ['JP', 'AU']]) expect(tile(north!).row).toBeLessThan(tile(south!).row);
  });
  test('what is disputed says so in words, in both languages', () => {
    const disputed = kTiles.filter((one) => one.disputed);
    expect(disputed.map((one) => one.code)).toEqual(expect.arrayContaining(['EH', 'PS', 'TW', 'RU', 'UA', 'RS', 'GE', 'MD', 'IN', 'PK']));
    for (const one of kTiles) expect([!!one.note.en, !!one.note.ru], one.code).toEqual([!!one.disputed, !!one.disputed]);
    expect(tile('UA').note.en).toContain('68/262 and ES-11/4');
  });
  test('arrow keys reach every square, and end at the edge', () => {
    const seen = new Set(['KZ']);
    const open = [tile('KZ')];
    for (let at = open.pop(); at; at = open.pop()) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
        const to = neighbour(at, key);
        if (to && !seen.has(to.code)) {
          seen.add(to.code);
          open.push(to);
        }
      }
    }
    expect(seen.size).toBe(kTiles.length);
    expect(neighbour(tile('KZ'), 'ArrowLeft')?.code).toBe('RU');
    expect(neighbour(tile('CL'), 'Enter')).toBeNull();
    expect(neighbour(tile('GL'), 'ArrowUp')).toBeNull();
  });
});

describe('counts by country', () => {
  test('few steps, the same in every vault', () => {
    expect([0, 1, 4, 5, 19, 20, 99, 100].map(shadeOf)).toEqual(['none', 'small', 'small', 'some', 'some', 'many', 'many', 'most']);
  });
  test('most first; a country without anybody is no bar', () => {
    const places = {
      people: 9, from: { several: 0, none: 0, not_recorded: 1 }, at: { several: 0, none: 0, not_recorded: 0 },
      figures: [], countries: [{ code: 'KZ', from: 2, at: 1 }, { code: 'RU', from: 0, at: 8 }, { code: 'UZ', from: 6, at: 0 }],
    };
    expect(barsOf(places, 'from', (code) => code).map((bar) => bar.code)).toEqual(['UZ', 'KZ']);
    expect(barsOf(places, 'at', (code) => code).map((bar) => bar.count)).toEqual([8, 1]);
  });
});

describe('days to a decision', () => {
  const decided = (rule: string | null, least: number, most: number, limit: number | null): ClockOfCase => ({
    case: 'a', case_number: '0001', kind: 'complaint', office: '', number: '', rule, state: 'late', due: null,
    days: { least, most }, limit: limit === null ? null : { least: limit, most: limit },
  });
  test('by rule, with the middle and the limit; those without a rule last', () => {
    const groups = byRule([decided(null, 9, 9, 5), decided(null, 9, 9, 6), decided('a', 1, 1, 3), decided('a', 5, 7, 3), decided('a', 20, 20, 3)]);
    expect(groups.map((one) => [one.rule, one.those.length, one.limit])).toEqual([['a', 3, 3], [null, 2, null]]);
    expect(groups[0]!.middle).toEqual({ least: 5, most: 7 });
    expect(groups[1]!.middle).toBeNull();
  });
  test('decisions of the same days stand one above the other', () => {
    expect(dotsOf([decided('a', 3, 3, 3), decided('a', 1, 1, 3), decided('a', 3, 3, 3)]).map((dot) => [dot.most, dot.level])).toEqual([[1, 0], [3, 0], [3, 1]]);
  });
  test('an even number of them has its middle between two', () => {
    const of = (...days: number[]) => byRule(days.map((one) => decided('a', one, one, 3)))[0]!.middle;
    expect(of(1, 2, 3, 10)).toEqual({ least: 2.5, most: 2.5 });
    expect(of(1, 2)).toBeNull();
  });
  test('no range covers another one or a dot', () => {
    expect(dotsOf([decided('a', 0, 50, 3), decided('a', 10, 60, 3), decided('a', 55, 55, 3)]).map((dot) => [dot.least, dot.level])).toEqual([[0, 0], [10, 1], [55, 0]]);
  });
  test('the axis begins at 0 and holds the longest', () => {
    expect(dayTicks(1)).toEqual([0, 1]);
    expect(dayTicks(18)).toEqual([0, 5, 10, 15, 20]);
    expect(dayTicks(88).at(-1)).toBeGreaterThanOrEqual(88);
    expect(dayTicks(4000).length).toBeLessThanOrEqual(7);
  });
});
