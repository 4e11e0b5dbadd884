// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emptyIntake, isTouched, kIndicatorFacts, toFiling, withDueAsWords, type Intake } from '../src/intake/intake';
import { kFacts } from '../src/lib/facts';

const vocabulary = readFileSync(new URL('../../definitions/vocabulary.toml', import.meta.url), 'utf8');
const about = new Map(
  [...vocabulary.matchAll(/\[\[fact\]\]\s*id = "([^"]+)"\s*about = "([^"]+)"/g)].map((m) => [m[1]!, m[2]!]),
);

const call: Intake = {
  ...emptyIntake(),
  safeNow: 'unclear', canSpeak: 'yes', callBack: 'yes', callBackWhen: 'after six', caller: 'relative',
  signal: 'crisis', channel: 'telephone', language: 'ru', summary: 'His brother cannot leave. ', name: 'S.',
  employer: 'ООО Кирпич-5', work: 'brick factory', place: 'near Makhachkala', country: 'RU',
  indicators: ['yes', 'yes', 'not_asked', null, null, null, 'refused', 'no', null, null, null],
  needs: ['exit', 'documents'], referral: 'Shelter B', step: 'Call back', due: '2026-11-24', time: '09:00',
  keepData: 'yes',
};
const filing = toFiling(call, '2026-11-23', 'First talk');
const said = (fact: string) => filing.statements.filter((s) => s.fact === fact);

describe('intake', () => {
  test('what was not answered is not said at all', () => {
    const empty = toFiling(emptyIntake(), '2026-11-23', 'First talk');
    expect(empty.statements.map((s) => s.fact)).toEqual(['case.status', 'signal.date']);
    expect(isTouched(emptyIntake())).toBe(false);
  });
  test('not asked, refused and no stay apart, and not recorded makes no statement', () => {
    expect(kIndicatorFacts.map((fact) => said(fact)[0]?.answer.state ?? null)).toEqual(call.indicators);
  });
  test('every statement speaks of something that is opened, and names the talk as its source', () => {
    const opened = new Set(['$0', ...filing.subjects.map((s) => s.id)]);
    for (const one of filing.statements) {
      expect(opened.has(one.subject), one.fact).toBe(true);
      expect(one.source).toBe(filing.sources[0]?.id);
    }
  });
  test('every fact exists and is said of the right kind of subject', () => {
    const kinds = new Map([['$0', 'case_file'], ...filing.subjects.map((s) => [s.id, s.kind] as [string, string])]);
    expect(about.size).toBeGreaterThan(300);
    for (const one of filing.statements) expect(about.get(one.fact), one.fact).toBe(kinds.get(one.subject));
    for (const fact of Object.values(kFacts)) expect(about.has(fact)).toBe(true);
  });
  test('work is tied to its employer and place', () => {
    expect(said('work.employer')[0]?.answer.value).toBe(said('organisation.name')[0]?.subject);
    expect(said('work.place')[0]?.answer.value).toEqual({ words: 'near Makhachkala', country: 'RU' });
  });
  test('each need is a subject of its own', () => {
    expect(said('need.kind').map((s) => s.answer.value)).toEqual([['exit'], ['documents']]);
    expect(new Set(said('need.kind').map((s) => s.subject)).size).toBe(2);
  });
  test('the next step has its clock, and the words are trimmed', () => {
    expect(said('step.due')[0]?.answer.value).toEqual({ words: '2026-11-24' });
    expect(said('step.time')[0]?.answer.value).toBe('09:00');
    expect(said('signal.summary')[0]?.answer.value).toBe('His brother cannot leave.');
  });
  test('a day that cannot be read stays as words of the step', () => {
    const soon = withDueAsWords({ ...call, due: 'when he calls', time: ' 09:00' });
    expect([soon.step, soon.due, soon.time]).toEqual(['Call back · when he calls · 09:00', '', '']);
    expect(withDueAsWords({ ...emptyIntake(), due: 'soon' }).step).toBe('soon');
  });
  test('a referral opens the organisation and points at it', () => {
    expect(said('referral.to')[0]?.answer.value).toBe(said('organisation.name')[1]?.subject);
  });
});
