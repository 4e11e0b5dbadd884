// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { Case, isViolent } from '../src/case/casefile';
import { answerOf, draftOf, emptyDraft, filingOf, isReady } from '../src/case/draft';
import { again } from '../src/case/filing';
import { forget, keep, kept } from '../src/case/kept';
import { fingerprint } from '../src/case/fingerprint';
import type { CaseFile, Fact, FactKind, Statement } from '../src/lib/types';

const fact = (id: string, kind: FactKind, ilo = ''): Fact => ({
  id, about: 'person', kind, sensitivity: 'case_file', identity: false, deprecated: false, code_list: '', tab: '', in: { ilo },
});
const statement = (id: string, more: Partial<Statement>): Statement => ({
  id, subject: 'p', fact: 'ilo.debt', answer: { state: 'yes' }, source: null, when: null, by: 'A.', recorded_ms: 1,
  live: true, replaced_by: '', withdrawn_reason: '', ...more,
});
const file = (statements: Statement[]) =>
  new Case(
    {
      row: { id: 'c' } as CaseFile['row'], sources: [], attached: [], damages: [], statements,
      subjects: [
        { id: 'w', kind: 'person', role: 'witness' }, { id: 'p', kind: 'person', role: 'affected' },
        { id: 'e', kind: 'event' },
      ],
      story: { by_date: [], as_told: [] },
    },
    { facts: [fact('ilo.debt', 'yes_no', '9'), fact('control.debt_bondage', 'yes_no', '9')], code_lists: [] },
  );

describe('a case', () => {
  test('the affected come first among the people', () => {
    expect(file([]).people().map((p) => p.id)).toEqual(['p', 'w']);
  });
  test('a correction shows the history from the first words on', () => {
    const old = statement('1', { live: false, replaced_by: '2', recorded_ms: 1 });
    const fresh = statement('2', { replaces: ['1'], recorded_ms: 2 });
    const all = file([old, fresh]);
    expect(all.history(fresh).map((s) => s.id)).toEqual(['1', '2']);
    expect(all.history(old).map((s) => s.id)).toEqual(['1', '2']);
    expect(all.live('p')).toEqual([fresh]);
  });
  test('an indicator opens every live statement that bears on it', () => {
    const all = file([
      statement('1', {}), statement('2', { fact: 'control.debt_bondage' }),
      statement('3', { live: false }), statement('4', { fact: 'ilo.wages' }),
    ]);
    expect(all.onIndicator(9).map((s) => s.id)).toEqual(['1', '2']);
  });
  test('violent detail is known by its fact and by its event', () => {
    const kind = statement('1', { subject: 'e', fact: 'event.kind', answer: { state: 'yes', value: ['violence'] } });
    const what = statement('2', { subject: 'e', fact: 'event.what', answer: { state: 'yes', value: 'x' } });
    const all = file([kind, what, statement('3', { fact: 'control.physical_abuse' })]);
    expect(all.statements.map((s) => isViolent(all, s))).toEqual([false, true, true]);
    expect(isViolent(file([what]), what)).toBe(false);
  });
});

describe('saying something', () => {
  const words = fact('person.name', 'text');
  test('only yes and unclear carry a value', () => {
    expect(answerOf({ state: 'refused', value: 'x' }, words)).toEqual({ state: 'refused' });
    expect(answerOf({ state: 'unclear', value: 'x' }, words)).toEqual({ state: 'unclear', value: 'x' });
    expect(answerOf({ state: 'yes', value: 'x' }, fact('ilo.debt', 'yes_no'))).toEqual({ state: 'yes' });
  });
  test('yes needs its value, not asked does not', () => {
    const draft = emptyDraft('p', 'person.name', '');
    expect(isReady(draft, words)).toBe(false);
    expect(isReady({ ...draft, state: 'not_asked' }, words)).toBe(true);
    expect(isReady({ ...draft, value: 'S.' }, words)).toBe(true);
  });
  test('a new person and a new source are opened with the first words about them', () => {
    const draft = { ...emptyDraft('$person', 'person.name', '$source'), value: 'S.', role: 'witness', page: '3' };
    const { subjects, sources, statement: sent } = filingOf(draft, words);
    expect(subjects).toEqual([{ id: '$1', kind: 'person', role: 'witness' }]);
    expect(sources[0]?.id).toBe('$2');
    expect([sent.subject, sent.source, sent.at]).toEqual(['$1', '$2', { page: 3 }]);
  });
  test('what was withdrawn can be said again whole', () => {
    const old = statement('1', { said_as: 'a good job', source: 's', at: { page: 3 }, certainty: 'likely' });
    expect(again(old, ['2'])).toEqual({
      subject: 'p', fact: 'ilo.debt', answer: { state: 'yes' }, said_as: 'a good job', source: 's',
      at: { page: 3 }, certainty: 'likely', replaces: ['2'],
    });
  });
  test('the line under a print changes with every statement, not with their order', async () => {
    const a = { id: 'a:1', live: true };
    const b = { id: 'b:1', live: true };
    expect(await fingerprint([a, b])).toBe(await fingerprint([b, a]));
    expect(await fingerprint([a])).not.toBe(await fingerprint([{ ...a, live: false }]));
    // printf 'a:1 1\n' | sha256sum
    expect(await fingerprint([a])).toBe('1f6c4dfa68cfad6b7e7efe5ca8e412bf209e8ffbd1e1b12262274e4590395587');
  });
});

describe('a correction', () => {
  const day = { iso: '2015-03-05', first: '2015-03-05', last: '2015-03-05', precision: 'day', words: '' };
  const old = statement('1', { when: day, source: 's', at: { page: 3, cell: 'D7' } });
  test('keeps the day that nobody said in words, and the cell that the statement came from', () => {
    const { statement: sent } = filingOf({ ...draftOf(old), said_as: 'more exactly' }, fact('ilo.debt', 'yes_no'));
    expect(sent.when).toEqual(day);
    expect(sent.at).toEqual({ page: 3, cell: 'D7' });
  });
  test('of the day takes the words that were typed; another source has another cell', () => {
    const draft = { ...draftOf(old), when: 'spring 2015', source: 't' };
    const { statement: sent } = filingOf(draft, fact('ilo.debt', 'yes_no'));
    expect(sent.when).toEqual({ words: 'spring 2015' });
    expect(sent.at).toEqual({ page: 3 });
  });
});

test('what was begun of a statement is there again, until it is saved or given up', () => {
  const opened = emptyDraft('p', 'ilo.debt', '');
  keep('k', opened, opened);
  expect(kept('k')).toBeUndefined();
  keep('k', { ...opened, said_as: 'he owes' }, opened);
  expect(kept<typeof opened>('k')?.said_as).toBe('he owes');
  forget('k');
  expect(kept('k')).toBeUndefined();
});
