// SPDX-License-Identifier: Apache-2.0
/** Answers and subjects in words. */
import { dateWords, moment } from '../lib/dates';
import { codeWord, factWord, language, t } from '../lib/i18n.svelte';
import type { Fact, Moment, Money, PartialDate, Place, Statement, Subject, Value } from '../lib/types';
import { nameOf } from '../lib/world';
import { isViolentEvent, type Case } from './casefile';

/** The value of an answer in the reader's language; empty for a plain yes. */
export function valueWords(file: Case, fact: Fact | undefined, value: Value | undefined): string {
  if (value === undefined || value === null || value === '') return '';
  if (file.masked && fact?.identity) return t('print.withheld');
  switch (fact?.kind) {
    case 'code':
    case 'codes':
      return listed(value).map((code) => codeWord(fact.code_list, code)).join(', ');
    case 'country':
    case 'countries':
      return listed(value).map((code) => nameOf('region', code, language())).join(', ');
    case 'language':
      return nameOf('language', String(value), language());
    case 'money':
      return moneyWords(value as Money);
    case 'date':
      return dateWords(value as PartialDate, language());
    case 'place':
      return placeWords(value as Place);
    case 'person':
    case 'organisation':
      return subjectTitle(file, file.subject(String(value)));
    case 'number':
      return new Intl.NumberFormat(language() === 'ar' ? 'ar-u-nu-latn' : language()).format(Number(value));
    default:
      return typeof value === 'object' ? listed(value).join(', ') : String(value);
  }
}

/** "10 000,50 RUB" as the reader writes it: figures grouped, the code instead of a doubtful sign. */
export function moneyWords(money: Money): string {
  if (money.minor === undefined || !money.currency) return money.text ?? money.words ?? '';
  const tongue = language() === 'ar' ? 'ar-u-nu-latn' : language();
  const style = { style: 'currency', currency: money.currency, currencyDisplay: 'code' } as const;
  const digits = new Intl.NumberFormat(tongue, style).resolvedOptions().maximumFractionDigits ?? 2;
  const whole = money.minor % 10 ** digits === 0 ? { maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(tongue, { ...style, ...whole }).format(money.minor / 10 ** digits);
}

function listed(value: Value): string[] {
  return Array.isArray(value) ? value : [String(value)];
}

export function placeWords(place: Place): string {
  const country = place.country ? nameOf('region', place.country, language()) : '';
  const parts = [place.street, place.city, place.region, place.post_code, country].filter(Boolean);
  return [place.words, parts.join(', ')].filter(Boolean).join(' · ');
}

// Which facts name a subject, best first.
const kTitles: Partial<Record<Subject['kind'], string[]>> = {
  organisation: ['organisation.name', 'organisation.other_names'],
  event: ['event.what', 'event.kind'],
  work: ['work.what', 'work.industry', 'work.place'],
  debt: ['debt.reason', 'debt.line'],
  document: ['document.kind', 'document.number'],
  authority_step: ['authority.about', 'authority.kind'],
  need: ['need.what', 'need.kind'],
  step: ['step.what'],
  movement: ['movement.to', 'movement.from'],
};
const kLongestTitle = 90;

/** What a subject is called on the page; for somebody unnamed, the role. */
export function subjectTitle(file: Case, subject: Subject | undefined): string {
  if (!subject) return t('mark.not_recorded');
  if (subject.kind === 'person') return personTitle(file, subject);
  const facts = kTitles[subject.kind] ?? [];
  const folded = subject.kind === 'event' && isViolentEvent(file, subject.id);
  for (const fact of folded ? ['event.kind'] : facts) {
    const said = file.latest(subject.id, fact);
    const words = said && valueWords(file, file.fact(fact), said.answer.value);
    if (words) return words.length > kLongestTitle ? `${words.slice(0, kLongestTitle)}…` : words;
  }
  return subject.role ? codeWord('role', subject.role) : t(`kind.${subject.kind}`);
}

function personTitle(file: Case, subject: Subject): string {
  const part = (fact: string) => {
    const value = file.latest(subject.id, fact)?.answer.value;
    return typeof value === 'string' ? value : '';
  };
  const role = subject.role ? codeWord('role', subject.role) : t('kind.person');
  if (file.masked) return `${role} ${1 + file.people().indexOf(subject)}`;
  const whole = part('person.name') ||
    ['first', 'middle', 'last'].map((p) => part(`person.${p}_name`)).filter(Boolean).join(' ');
  if (whole) return whole;
  return t('person.unnamed', { role });
}

/** Where a statement comes from, in one line: source, place in it, who recorded it and when. */
export function originWords(file: Case, said: Statement): string {
  const source = file.source(said.source);
  const title = source ? source.title || codeWord('source_kind', source.kind) : '';
  return [title, ...recordedWords(said)].filter(Boolean).join(', ');
}

/** The same for paper, where sources stand numbered at the end: "[2] page 3, line 12, A., 2 March". */
export function paperOrigin(file: Case, said: Statement): string {
  const at = file.sources.findIndex((s) => s.id === said.source);
  return [at >= 0 ? `[${at + 1}]` : '', recordedWords(said).filter(Boolean).join(', ')].filter(Boolean).join(' ');
}

function recordedWords(said: Statement): string[] {
  return [locatorWords(said), said.by, moment(said.recorded_ms, language())];
}

/** Where in its source a statement stands: "page 3, line 12, cell H7". */
export function locatorWords(said: Statement): string {
  const at = said.at ?? {};
  return [
    at.page ? t('source.page', { n: at.page }) : '',
    at.line ? t('source.line', { n: at.line }) : '',
    at.cell ? t('source.cell', { cell: at.cell }) : '',
  ].filter(Boolean).join(', ');
}

/** What a moment is called: its subject, or the fact it states. Plain, it gives the kind alone. */
export function momentTitle(file: Case, told: Moment, plain: boolean): string {
  const lead = file.statement(told.statements[0] ?? '');
  const kind = file.latest(told.subject, `${told.kind}.kind`);
  const kindWords = kind ? valueWords(file, file.fact(kind.fact), kind.answer.value) : t(`kind.${told.kind}`);
  if (plain) return kindWords;
  const kOwnTitle = ['event', 'authority_step', 'step', 'debt', 'movement', 'document', 'need'];
  if (kOwnTitle.includes(told.kind) || !lead) {
    return told.title || subjectTitle(file, file.subject(told.subject));
  }
  const value = valueWords(file, file.fact(lead.fact), lead.answer.value);
  return value ? `${factWord(lead.fact)}: ${value}` : factWord(lead.fact);
}
