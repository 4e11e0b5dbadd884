// SPDX-License-Identifier: Apache-2.0
// A small invented library, in the shape in which the desk gives the real one.
import { Laws } from '../src/law/library';
import type { Assessment, Finding, Gap, Instrument, LawElement } from '../src/lib/law_types';

export function element(more: Partial<LawElement> & { id: string }): LawElement {
  return {
    dimension: 'act', tags: [], article: '1', text: { en: more.id }, palermo: null, wider: null, narrower: null,
    facts: [], ...more,
  };
}
export function law(more: Partial<Instrument> & { instrument: string; version: string }): Instrument {
  return {
    title: { en: more.instrument }, kind: 'treaty', jurisdiction: 'UN', places: [], in_force_from: null,
    in_force_to: null, confidence: 'verified', unverified: null, source: 's', recheck: null, recheck_due: false,
    note: null, substitutes: [], elements: [], limbs: [], ...more,
  };
}

const codeElements = [
  element({ id: 'aggravation.force', dimension: 'aggravation', palermo: 'means.force', text: { en: 'Violence' } }),
  element({ id: 'act.recruitment', palermo: 'act.recruitment' }),
  element({ id: 'exception.work', dimension: 'exception' }),
];
const code = { instrument: 'xx.code', kind: 'criminal_code', places: ['RU'], elements: codeElements };
export const laws = new Laws({
  instruments: [
    law({
      instrument: 'un.palermo.2000', version: '2003', in_force_from: '2003-12-25',
      elements: [
        element({ id: 'act.recruitment', palermo: 'act.recruitment', text: { en: 'Recruitment' } }),
        element({ id: 'means.force', dimension: 'means', palermo: 'means.force', text: { en: 'Force, as Palermo says it' } }),
      ],
    }),
    law({ instrument: 'ilo.c029.1930', version: '1932' }),
    // Not in the order of their days: files come by name.
    law({ ...code, version: 'v2', in_force_from: '2012-01-01' }),
    law({ ...code, version: 'v1', in_force_from: '2004-01-01', in_force_to: '2011-12-31' }),
    law({ instrument: 'xx.charge', version: '1', kind: 'related_charge', places: ['RU'] }),
  ],
  matrix: { concepts: [], rows: [] },
});

export function finding(instrument: string, version: string, more: Partial<Finding> = {}): Finding {
  const elements = laws.version({ instrument, version })?.elements ?? [];
  return {
    instrument, version, status: 'unknown', reason: 'open', covers: 'whole', binding: 'yes', limbs: [], questions: [],
    elements: elements.map(({ id }) => ({ id, status: 'unknown', reason: 'open', statements: [], missing: [], missing_why: [] })),
    ...more,
  };
}
export function assessment(findings: Finding[]): Assessment {
  return {
    person: 'p', persons: ['p'], facts_from: '2015-06-01', facts_to: '2015-08-31', dates_from: [], place: 'RU', findings,
    questions: [],
  };
}

const row = { version: '1', meets_both: 0, meets_reference_only: 0, unknown: 0, because: [], substitutes: [], cases: [] };
export const gapFixture: Gap = {
  reference: 'un.palermo.2000', cases: 3, valued: 2, meets_reference: 2,
  rows: [{ ...row, instrument: 'yy.code', meets_both: 2 }, { ...row, instrument: 'xx.code', meets_reference_only: 1, meets_both: 1 }],
};
