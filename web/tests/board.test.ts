// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import {
  boardMark, chosenLaws, columnsOf, groupsOf, moved, openAddress, openedOf, usualLaws, weigh, withLaw,
} from '../src/law/board';
import { gapFixture } from './law_fixture';
import { assessment, finding, law, laws } from './law_fixture';
import { inOrderOfGap, marksOf, standingOf } from '../src/law/gap';
import { nameOf } from '../src/law/library';
import { toAsk } from '../src/law/questions';
import { stopAt, stopsOf } from '../src/law/timeline';

describe('the elements board', () => {
  test('without a choice it shows three treaties and the national texts of the place, and no charges beside', () => {
    expect(usualLaws(laws, 'RU')).toEqual(['un.palermo.2000', 'ilo.c029.1930', 'xx.code']);
    expect(usualLaws(laws, 'KZ')).toEqual(['un.palermo.2000', 'ilo.c029.1930']);
    expect(usualLaws(laws, null)).toEqual(['un.palermo.2000', 'ilo.c029.1930']);
  });
  test('an address names the laws and their order; what no file defines is left out', () => {
    expect(chosenLaws(laws, 'xx.code,nothing,un.palermo.2000,xx.code', 'RU')).toEqual(['xx.code', 'un.palermo.2000']);
    expect(chosenLaws(laws, null, 'RU')).toEqual(usualLaws(laws, 'RU'));
  });
  test('a law is added at the end, taken away again, and moved one place', () => {
    expect(withLaw(['a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
    expect(withLaw(['a', 'b'], 'a')).toEqual(['b']);
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
  });
  test('facts that straddle a change of law have a column for both versions', () => {
    const told = assessment([finding('xx.code', 'v1', { covers: 'part' }), finding('xx.code', 'v2', { covers: 'part' })]);
    expect(columnsOf(laws, told, ['xx.code']).map((c) => c.law.version)).toEqual(['v1', 'v2']);
  });
  test('where no version was in force the newest stands there and says so', () => {
    const told = assessment([finding('xx.code', 'v1', { covers: 'none' }), finding('xx.code', 'v2', { covers: 'none' })]);
    expect(columnsOf(laws, told, ['xx.code']).map((c) => c.law.version)).toEqual(['v2']);
  });
  test('elements stand beside their counterpart in Palermo, even if the law only lets them aggravate', () => {
    const told = assessment([finding('un.palermo.2000', '2003'), finding('xx.code', 'v2')]);
    const groups = groupsOf(laws, columnsOf(laws, told, ['un.palermo.2000', 'xx.code']));
    expect(groups.map((g) => g.dimension)).toEqual(['act', 'means', 'exception']);
    const force = groups[1]!.rows[0]!;
    expect(force.named.text.en).toBe('Force, as Palermo says it');
    expect(force.cells.map((cell) => cell.map((one) => one.element.dimension))).toEqual([['means'], ['aggravation']]);
  });
  test('an element that Palermo lacks has a row of its own, and an empty cell under Palermo', () => {
    const told = assessment([finding('un.palermo.2000', '2003'), finding('xx.code', 'v2')]);
    const groups = groupsOf(laws, columnsOf(laws, told, ['un.palermo.2000', 'xx.code']));
    const own = groups[2]!.rows[0]!;
    expect(own.cells.map((cell) => cell.length)).toEqual([0, 1]);
  });
  test('a contested unknown has its own mark', () => {
    expect(boardMark({ status: 'unknown', reason: 'contested' })).toBe('contested');
    expect(boardMark({ status: 'unknown', reason: 'open' })).toBe('unknown');
    expect(boardMark({ status: 'contradicted', reason: null })).toBe('contradicted');
  });
  test('a statement that bears on an element by two facts counts once', () => {
    const use = (statement: string, speaksFor: boolean) =>
      ({ statement, fact: 'f', state: 'yes' as const, for: speaksFor, certainty: 'certain' });
    const statements = [use('1', true), use('1', true), use('2', true), use('3', false)];
    expect(weigh({ id: 'e', status: 'unknown', reason: 'contested', statements, missing: [], missing_why: [] }))
      .toEqual({ all: 3, speaksFor: 2, against: 1 });
  });
  test('what is open beside is found again from its address; a law that is not shown is not', () => {
    const columns = columnsOf(laws, assessment([finding('xx.code', 'v2')]), ['xx.code']);
    const address = openAddress(columns[0]!, columns[0]!.law.elements[0]);
    expect(openedOf(columns, address)?.cell?.element.id).toBe('aggravation.force');
    expect(openedOf(columns, openAddress(columns[0]!))?.cell).toBeUndefined();
    expect(openedOf(columns, 'un.palermo.2000|2003|act')).toBeUndefined();
    expect(openedOf(columns, null)).toBeUndefined();
  });
});

describe('the slider over dates', () => {
  const versions = laws.versions('xx.code');
  test('it stops on every day on which a version begins or ends, and at the facts', () => {
    const stops = stopsOf(versions, { facts_from: '2015-06-01' });
    expect(stops.map((stop) => stop.on)).toEqual(['2004-01-01', '2012-01-01', null]);
    expect(stopsOf([law({ instrument: 'a', version: '1', in_force_to: '2010-12-31' })], { facts_from: '2001-01-01' })
      .map((stop) => stop.on)).toEqual([null, '2011-01-01']);
  });
  test('the facts come after a change of law of the same day', () => {
    expect(stopsOf(versions, { facts_from: '2012-01-01' }).map((stop) => stop.on)).toEqual(['2004-01-01', '2012-01-01', null]);
  });
  test('without an address it stands at the facts; a day between two stops belongs to the earlier', () => {
    const stops = stopsOf(versions, { facts_from: '2015-06-01' });
    expect(stopAt(stops, null)).toBe(2);
    expect(stopAt(stops, '2012-01-01')).toBe(1);
    expect(stopAt(stops, '2005-05-05')).toBe(0);
    expect(stopAt(stops, '1900-01-01')).toBe(0);
  });
});

describe('what to ask next', () => {
  const settles = (instrument: string) => [{ instrument, version: '1' }];
  const ranked = (fact: string, instrument: string) =>
    ({ fact, about: fact, answer: 'yes' as const, settles: settles(instrument), helps: [], findings: 1 });
  test('one fact is one question, with all that its answers would settle, in the order of the ranking', () => {
    const asked = toAsk([ranked('b', 'x'), ranked('a', 'x'), ranked('b', 'y'), ranked('b', 'x')]);
    expect(asked.map((one) => [one.fact, one.settles.map((of) => of.instrument)])).toEqual([['b', ['x', 'y']], ['a', ['x']]]);
  });
  test('a question about a law that is shown comes before one about a law that is not', () => {
    const questions = [ranked('b', 'x'), ranked('a', 'y'), ranked('c', 'x')];
    expect(toAsk(questions, settles('y').map(nameOf)).map((one) => one.fact)).toEqual(['a', 'b', 'c']);
    expect(toAsk(questions).map((one) => one.fact)).toEqual(['b', 'a', 'c']);
  });
});

describe('the definition gap', () => {
  test('the widest gap comes first, and a text without one stays', () => {
    expect(inOrderOfGap(gapFixture).map((row) => row.instrument)).toEqual(['xx.code', 'yy.code']);
  });
  test('one case stands under each text as not met, not known or met', () => {
    expect(gapFixture.rows.map(standingOf)).toEqual(['both', 'only_reference']);
    expect(standingOf({ ...gapFixture.rows[0]!, meets_both: 0, unknown: 1 })).toBe('unknown');
    expect(standingOf({ ...gapFixture.rows[0]!, meets_both: 0 })).toBe('none');
  });
  test('a cell of the matrix may hold several marks', () => {
    expect(marksOf({ concept: 'means', mark: 'narrower', marks: ['narrower', 'wider'], why: [] })).toEqual(['narrower', 'wider']);
    expect(marksOf({ concept: 'means', mark: 'absent', why: [] })).toEqual(['absent']);
    expect(marksOf(undefined)).toEqual([]);
  });
});
