// SPDX-License-Identifier: Apache-2.0
/** A claim as a form: how it stands in the address, and what is asked of the desk. */
import type { Figure, PlaceFigures, Range, Test } from './types';

export const kKinds = ['value', 'change', 'ratio', 'in_force', 'steps', 'sources'] as const;
export const kBounds = ['exactly', 'about', 'at_least', 'at_most'] as const;
export const kAnswers = ['supported', 'not_shown', 'contradicted', 'no_source'] as const;
export const kSteps = ['complaint', 'refusal', 'reversal', 'opening', 'charge', 'judgment', 'remedy'] as const;
export type Kind = (typeof kKinds)[number];
export type Answer = (typeof kAnswers)[number];

export interface Meant {
  measures: string[];
  role: string;
  place: string;
  time: string;
  vintage: string;
  source_kind: string;
}
/** As it is typed: a number that is none yet stands here too. */
export interface Form extends Meant {
  kind: Kind;
  by: string;
  other: Meant;
  value: string;
  from: string;
  from_time: string;
  unit: string;
  population: string;
  counted_as: string;
  bound: (typeof kBounds)[number];
  direction: string;
  law: string;
  event: string;
  holds: boolean;
  step: string;
}
/** As the desk reads a sentence. */
export type ToldClaim = Omit<Form, 'value' | 'from'> & { value: number | null; from: number | null };

export interface ClaimAnswer {
  told: {
    id?: string;
    says?: string;
    kind: Kind;
    answer: Answer;
    because: string;
    found?: number;
    interval_95?: Range;
    test?: Test;
    differs: { code: string; what: string }[];
  };
  claim: ToldClaim;
  figures: Figure[];
  steps: { date: string; authority: string; kind: string; about?: string; source?: string }[];
  laws: { law: string; title: string; event: string; event_name: string; place?: string; from: string; to?: string; source?: string }[];
}
export interface Choices {
  in_vault: number;
  places: PlaceFigures[];
  measures: { measure: string; population?: string; figures: number; units: string[]; places: string[]; periods: string[] }[];
  roles: string[];
  source_kinds: string[];
  laws: { law: string; title: string; events: string[] }[];
}

export const kNothingMeant: Meant = { measures: [], role: '', place: '', time: '', vintage: '', source_kind: '' };
export const kEmptyForm: Form = {
  ...kNothingMeant, kind: 'value', by: '', other: kNothingMeant, value: '', from: '', from_time: '', unit: '', population: '',
  counted_as: '', bound: 'exactly', direction: '', law: '', event: 'in_force', holds: true, step: '',
};

// Names in the address. Those that hold words which somebody typed stand in lib/private_words.ts, which keeps them out of it.
const kMeantNames: [keyof Omit<Meant, 'measures'>, string][] = [['role', 'role'], ['place', 'at'], ['time', 'time'], ['vintage', 'edition'], ['source_kind', 'source']];
const kTextNames = [
  ['by', 'by'], ['value', 'value'], ['from', 'from'], ['from_time', 'from_time'], ['unit', 'unit'], ['population', 'who'],
  ['counted_as', 'counted_as'], ['direction', 'direction'], ['law', 'law'], ['step', 'step'],
] as const;
const kBetween = '|';

function meantOf(query: URLSearchParams, before: string): Meant {
  const measures = (query.get(`${before}measures`) ?? '').split(kBetween).filter(Boolean);
  return { ...Object.fromEntries(kMeantNames.map(([name, as]) => [name, query.get(before + as) ?? ''])), measures } as Meant;
}
function meantIn(meant: Meant, before: string): Record<string, string | null> {
  const texts = kMeantNames.map(([name, as]) => [before + as, meant[name] || null]);
  return { [`${before}measures`]: meant.measures.join(kBetween) || null, ...Object.fromEntries(texts) };
}

/** The form that an address holds. */
export function formOf(query: URLSearchParams): Form {
  const texts = Object.fromEntries(kTextNames.map(([name, as]) => [name, query.get(as) ?? '']));
  return {
    ...kEmptyForm, ...texts, ...meantOf(query, ''), other: meantOf(query, 'other_'),
    kind: kKinds.find((one) => one === query.get('kind')) ?? 'value',
    bound: kBounds.find((one) => one === query.get('bound')) ?? 'exactly',
    event: query.get('event') || 'in_force', holds: query.get('holds') !== '0',
  };
}
/** What the form puts into the address; what is as at the beginning stays out of it. */
export function queryOf(form: Form): Record<string, string | null> {
  return {
    kind: form.kind, ...meantIn(form, ''), ...meantIn(form.other, 'other_'),
    ...Object.fromEntries(kTextNames.map(([name, as]) => [as, form[name] || null])),
    bound: form.bound === 'exactly' ? null : form.bound,
    event: form.event === 'in_force' ? null : form.event, holds: form.holds ? null : '0',
  };
}

export function asTyped(told: ToldClaim): Form {
  const typed = (value: number | null) => (value === null ? '' : String(value));
  return { ...told, value: typed(told.value), from: typed(told.from) };
}

/** "794 000" and "0,5" are numbers; "1,234" is one thing in one country and another in the next. */
export function numberIn(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '');
  if (/^\d{1,3}(,\d{3})+$/.test(bare) || !/^\d+([.,]\d+)?$/.test(bare)) return null;
  return Number(bare.replace(',', '.'));
}
/** Whether every number that was typed is one. */
export function numbersStand(form: Form): boolean {
  return [form.value, form.from].every((text) => !text || numberIn(text) !== null);
}

export interface Shown {
  meant: boolean;
  value: boolean;
  from: boolean;
  other: boolean;
  law: boolean;
  step: boolean;
}
/** Which parts of the form a kind of claim has. */
export function partsOf(kind: Kind): Shown {
  return {
    meant: kind !== 'in_force' && kind !== 'steps',
    value: kind !== 'in_force' && kind !== 'sources',
    from: kind === 'change', other: kind === 'ratio' || kind === 'sources',
    law: kind === 'in_force', step: kind === 'steps',
  };
}

/** What the desk is asked: only what a claim of this kind has, so that no field of another kind that is out
 * of sight has a say. */
export function bodyOf(form: Form, language: string): Record<string, unknown> {
  const parts = partsOf(form.kind);
  const { measures, role, place, time, vintage, source_kind } = form;
  const number = (shown: boolean, text: string) => (shown && text ? numberIn(text) : null);
  return {
    language, kind: form.kind, by: form.by, place, time,
    ...(parts.meant && { measures, role, vintage, source_kind, unit: form.unit, population: form.population, counted_as: form.counted_as }),
    ...(parts.other && { other: form.other }),
    ...(parts.from && { from_time: form.from_time, direction: form.direction }),
    ...(parts.law && { law: form.law, event: form.event, holds: form.holds }),
    ...(parts.step && { step: form.step }),
    bound: form.bound, value: number(parts.value, form.value), from: number(parts.from, form.from),
  };
}

export interface Piece {
  text: string;
  understood: boolean;
}
const kWordLetter = /[\p{L}\p{N}]/u;

/** The sentence in pieces, those apart of which nothing was made. A word is one only as a whole. */
export function piecesOf(sentence: string, notUnderstood: readonly string[]): Piece[] {
  const taken = new Array<boolean>(sentence.length).fill(false);
  for (const word of notUnderstood) {
    const at = placeOf(sentence, word, taken);
    if (at >= 0) taken.fill(true, at, at + word.length);
  }
  const pieces: Piece[] = [];
  for (let i = 0; i < sentence.length; ++i) {
    const last = pieces.at(-1);
    if (last && last.understood === !taken[i]) last.text += sentence[i];
    else pieces.push({ text: sentence[i]!, understood: !taken[i] });
  }
  return pieces;
}
function placeOf(sentence: string, word: string, taken: boolean[]): number {
  for (let at = sentence.indexOf(word); at >= 0; at = sentence.indexOf(word, at + 1)) {
    const stands = !kWordLetter.test(sentence[at - 1] ?? ' ') && !kWordLetter.test(sentence[at + word.length] ?? ' ');
    if (stands && !taken[at]) return at;
  }
  return -1;
}
