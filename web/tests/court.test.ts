// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Case } from '../src/case/casefile';
import { couldCostALife, many } from '../src/court/facts';
import type { Fact, Statement } from '../src/lib/types';

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
