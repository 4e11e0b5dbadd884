// SPDX-License-Identifier: Apache-2.0
/** What somebody types about one statement, and what is filed of it. */
import type {
  Answer, Certainty, Fact, Filing, NewStatement, PartialDate, Source, State, Statement, Subject, SubjectKind,
  Value,
} from '../lib/types';

export interface Draft {
  /** An id, or "$person" and the like for something not yet in the case. */
  subject: string;
  role: string;
  fact: string;
  state: State;
  value: Value | undefined;
  said_as: string;
  /** An id, "" for none, "$source" for a new one. */
  source: string;
  newSource: { kind: string; title: string; date: string };
  page: string;
  line: string;
  certainty: Certainty;
  when: string;
  /** What a correction leaves as it was: the day itself, and the cell of the source. */
  old?: { when?: PartialDate; cell?: string; source?: string };
}

export function emptyDraft(subject: string, fact: string, source: string): Draft {
  return {
    subject, role: '', fact, state: 'yes', value: undefined, said_as: '', source,
    newSource: { kind: 'interview', title: '', date: '' }, page: '', line: '', certainty: 'certain', when: '',
  };
}

/** A date in its field: as it was said, or, where nobody said it in words, as it is stored. */
export function dateText(date: PartialDate | undefined): string {
  return date?.words || date?.iso || '';
}

/** The draft that corrects a statement: all as it was, ready to change. */
export function draftOf(said: Statement): Draft {
  return {
    ...emptyDraft(said.subject, said.fact, said.source ?? ''),
    state: said.answer.state, value: said.answer.value, said_as: said.said_as ?? '',
    page: String(said.at?.page ?? ''), line: String(said.at?.line ?? ''),
    certainty: said.certainty ?? 'certain', when: dateText(said.when ?? undefined),
    old: { when: said.when ?? undefined, cell: said.at?.cell, source: said.source ?? '' },
  };
}

const kNewSubject = '$1';
const kNewSource = '$2';

/** What is sent: a new subject and a new source if there are, and the statement. */
export function filingOf(draft: Draft, fact: Fact): Pick<Filing, 'subjects' | 'sources'> & { statement: NewStatement } {
  const isNew = draft.subject.startsWith('$');
  const subjects: Subject[] = isNew ? [newSubject(draft)] : [];
  const sources: Source[] = draft.source === '$source' ? [newSource(draft)] : [];
  const statement: NewStatement = {
    subject: isNew ? kNewSubject : draft.subject,
    fact: draft.fact,
    answer: answerOf(draft, fact),
    certainty: draft.certainty,
  };
  if (draft.said_as.trim()) statement.said_as = draft.said_as.trim();
  if (draft.source) statement.source = draft.source === '$source' ? kNewSource : draft.source;
  const page = Number.parseInt(draft.page, 10);
  const line = Number.parseInt(draft.line, 10);
  const cell = draft.old?.source === draft.source ? draft.old.cell : undefined;
  if (page > 0 || line > 0 || cell)
    statement.at = { ...(page > 0 && { page }), ...(line > 0 && { line }), ...(cell && { cell }) };
  const when = draft.when.trim();
  if (when) statement.when = draft.old?.when && when === dateText(draft.old.when) ? draft.old.when : { words: when };
  return { subjects, sources, statement };
}

function newSubject(draft: Draft): Subject {
  const kind = draft.subject.slice(1) as SubjectKind;
  return { id: kNewSubject, kind, ...(draft.role && { role: draft.role }) };
}

function newSource(draft: Draft): Source {
  const { kind, title, date } = draft.newSource;
  return { id: kNewSource, kind, title: title.trim(), ...(date.trim() && { date: { words: date.trim() } }) };
}

/** Only yes and unclear carry a value; an empty field is no value. */
export function answerOf(draft: Pick<Draft, 'state' | 'value'>, fact: Fact): Answer {
  const carries = draft.state === 'yes' || draft.state === 'unclear';
  if (!carries || fact.kind === 'yes_no' || isBlank(draft.value)) return { state: draft.state };
  return { state: draft.state, value: draft.value };
}

export function isBlank(value: Value | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0 || value.every((v) => !v);
  if (typeof value === 'number') return Number.isNaN(value);
  return !Object.values(value).some(Boolean);
}

/** Whether it can be saved: a yes to a question that asks for more needs the more. */
export function isReady(draft: Draft, fact: Fact | undefined): boolean {
  if (!fact || !draft.subject) return false;
  return draft.state !== 'yes' || fact.kind === 'yes_no' || !isBlank(draft.value);
}
