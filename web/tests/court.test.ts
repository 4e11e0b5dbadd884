// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Case } from '../src/case/casefile';
import { couldCostALife, filesOf, many, tellsWho } from '../src/court/facts';
import type { Fact, Source, Statement } from '../src/lib/types';

const fact = (id: string, sensitivity: Fact['sensitivity'], identity = false): Fact => ({
  id, about: 'person', kind: 'text', sensitivity, identity, deprecated: false, code_list: '', tab: '', in: {},
});
const facts = [fact('a.plain', 'case_file'), fact('a.name', 'personal', true), fact('a.shelter', 'life_critical')];
const said = (id: string, of: string, live = true) => ({ id, fact: of, live }) as Statement;
const file = {
  statements: [said('1', 'a.plain'), said('2', 'a.name'), said('3', 'a.shelter'), said('4', 'a.plain', false), said('5', 'a.unknown')],
  fact: (id: string) => facts.find((one) => one.id === id),
} as unknown as Case;

test('ticking all leaves out what could cost a life, what was corrected, and what nobody knows', () => {
  expect(many(file, false)).toEqual(['1', '2']);
});

test('ticking all but who people are leaves out names too', () => {
  expect(many(file, true)).toEqual(['1']);
});

test('a fact that this version does not know counts as one that could cost a life', () => {
  expect(couldCostALife(undefined)).toBe(true);
  expect(couldCostALife(facts[0])).toBe(false);
});

test('only files of the sources of ticked facts are offered, and only such as the vault keeps', () => {
  const kept = { name: 'a.pdf', size: 1, media_type: 'application/pdf', pages: null, about: null };
  const sources = [{ id: 's1', kind: 'letter', kept }, { id: 's2', kind: 'letter', kept }, { id: 's3', kind: 'call' }] as Source[];
  const cites: Record<string, string | null> = { '1': 's1', '2': 's3', '3': null };
  const cited = { ...file, sources, statement: (id: string) => (id in cites ? { id, fact: 'a.plain', source: cites[id] } : undefined) } as unknown as Case;
  expect(filesOf(cited, []).map((one) => one.id)).toEqual([]);
  expect(filesOf(cited, ['1', '2', '3', '9']).map((one) => one.id)).toEqual(['s1']);
});

test('a ticked fact that nobody knows counts as one that says who somebody is', () => {
  const by = (id: string) => file.statements.find((one) => one.id === id);
  const whole = { ...file, fact: file.fact, statement: by } as unknown as Case;
  expect(tellsWho(whole, ['1'])).toBe(false);
  expect(tellsWho(whole, ['1', '2'])).toBe(true);
  expect(tellsWho(whole, ['5'])).toBe(true);
});
