// SPDX-License-Identifier: Apache-2.0
/** A call or talk as it is typed, and the first filing of the case that comes of it. */
import type { Filing, NewStatement, Place, Source, State, Subject, Value } from '../lib/types';

export interface Intake {
  safeNow: State | null;
  canSpeak: State | null;
  callBack: State | null;
  callBackHow: string;
  callBackWhen: string;
  callBackSay: string;
  codeWord: string;
  caller: string;
  anonymous: State | null;
  language: string;
  keepData: State | null;
  shareHelp: State | null;
  signal: string;
  channel: string;
  summary: string;
  place: string;
  country: string;
  name: string;
  employer: string;
  work: string;
  indicators: (State | null)[];
  needs: string[];
  referral: string;
  referralDetails: string;
  step: string;
  due: string;
  time: string;
}

export const kIndicatorFacts = [
  'ilo.vulnerability', 'ilo.deception', 'ilo.movement', 'ilo.isolation', 'ilo.violence', 'ilo.threats',
  'ilo.documents', 'ilo.wages', 'ilo.debt', 'ilo.conditions', 'ilo.overtime',
];

export function emptyIntake(): Intake {
  return {
    safeNow: null, canSpeak: null, callBack: null, callBackHow: '', callBackWhen: '', callBackSay: '',
    codeWord: '', caller: '', anonymous: null, language: '', keepData: null, shareHelp: null, signal: '',
    channel: '', summary: '', place: '', country: '', name: '', employer: '', work: '',
    indicators: kIndicatorFacts.map(() => null), needs: [], referral: '', referralDetails: '', step: '',
    due: '', time: '',
  };
}

/** The next step with its day and time as plain words of it, when they cannot be read as a date. */
export function withDueAsWords(intake: Intake): Intake {
  const step = [intake.step, intake.due, intake.time].map((words) => words.trim()).filter(Boolean).join(' · ');
  return { ...intake, step, due: '', time: '' };
}

/** Whether anything at all was typed or chosen. */
export function isTouched(intake: Intake): boolean {
  return Object.values(intake).some((v) => (Array.isArray(v) ? v.some((one) => one !== null) : v));
}

// The page's names for what the program gives ids to.
const kCase = '$0';
const kPerson = '$1';
const kEmployer = '$2';
const kWork = '$3';
const kReferral = '$4';
const kStep = '$5';
const kSource = '$6';
const kFirstNeed = 10;

const kSourceKinds: Record<string, string> = {
  telephone: 'call', message: 'message', visit: 'interview', outreach: 'interview', press: 'press',
};

/** Statements in the order in which they were asked, all from the one talk. */
class Saying {
  readonly statements: NewStatement[] = [];

  say(subject: string, fact: string, value: Value | undefined): void {
    if (value === undefined || value === '') return;
    this.statements.push({ subject, fact, answer: { state: 'yes', value }, source: kSource });
  }
  mark(subject: string, fact: string, state: State | null): void {
    if (state) this.statements.push({ subject, fact, answer: { state }, source: kSource });
  }
  code(subject: string, fact: string, code: string): void {
    this.say(subject, fact, code ? [code] : undefined);
  }
}

/** What is filed: only what was answered. What was not reached stays not recorded. */
export function toFiling(intake: Intake, day: string, title: string): Filing {
  const at = trimmed(intake);
  const out = new Saying();
  sayCase(out, at, day);
  sayPerson(out, at);
  sayWork(out, at);
  at.needs.forEach((kind, i) => {
    out.code(`$${kFirstNeed + i}`, 'need.kind', kind);
    out.code(`$${kFirstNeed + i}`, 'need.state', 'open');
  });
  if (at.referral) {
    out.say(kReferral, 'organisation.name', at.referral);
    out.say(kCase, 'referral.to', kReferral);
  }
  out.say(kCase, 'referral.to_details', at.referralDetails);
  if (hasStep(at)) {
    out.say(kStep, 'step.what', at.step);
    out.say(kStep, 'step.due', at.due ? { words: at.due } : undefined);
    out.say(kStep, 'step.time', at.time);
  }
  const kind = kSourceKinds[at.channel] ?? 'call';
  const source: Source = { id: kSource, kind, title, date: { words: day } };
  return { subjects: subjectsOf(at), sources: [source], statements: out.statements };
}

function trimmed(intake: Intake): Intake {
  const entries = Object.entries(intake).map(([k, v]) => [k, typeof v === 'string' ? v.trim() : v]);
  return Object.fromEntries(entries) as Intake;
}

function sayCase(out: Saying, at: Intake, day: string): void {
  out.code(kCase, 'case.status', 'Active');
  out.code(kCase, 'signal.type', at.signal);
  out.code(kCase, 'signal.channel', at.channel);
  out.say(kCase, 'signal.date', { words: day });
  out.say(kCase, 'signal.summary', at.summary);
  out.code(kCase, 'caller.who', at.caller);
  out.mark(kCase, 'caller.anonymous', at.anonymous);
  out.say(kCase, 'caller.language', at.language);
}

function sayPerson(out: Saying, at: Intake): void {
  out.say(kPerson, 'person.name', at.name);
  out.mark(kPerson, 'safety.safe_now', at.safeNow);
  out.mark(kPerson, 'safety.can_speak', at.canSpeak);
  out.mark(kPerson, 'safety.call_back', at.callBack);
  out.say(kPerson, 'safety.call_back_how', at.callBackHow);
  out.say(kPerson, 'safety.call_back_when', at.callBackWhen);
  out.say(kPerson, 'safety.call_back_say', at.callBackSay);
  out.say(kPerson, 'safety.code_word', at.codeWord);
  out.mark(kPerson, 'consent.keep_data', at.keepData);
  out.mark(kPerson, 'consent.share_help', at.shareHelp);
  kIndicatorFacts.forEach((fact, i) => out.mark(kPerson, fact, at.indicators[i] ?? null));
}

function sayWork(out: Saying, at: Intake): void {
  out.say(kEmployer, 'organisation.name', at.employer);
  out.say(kWork, 'work.what', at.work);
  out.say(kWork, 'work.employer', at.employer ? kEmployer : undefined);
  out.say(kWork, 'work.place', placeOf(at));
}

function placeOf(at: Intake): Place | undefined {
  if (!at.place && !at.country) return undefined;
  return { ...(at.place && { words: at.place }), ...(at.country && { country: at.country }) };
}

function hasStep(at: Intake): boolean {
  return at.step !== '' || at.due !== '' || at.time !== '';
}

function subjectsOf(at: Intake): Subject[] {
  const subjects: Subject[] = [{ id: kPerson, kind: 'person', role: 'affected' }];
  if (at.employer) subjects.push({ id: kEmployer, kind: 'organisation', role: 'employer' });
  if (at.work || at.employer || placeOf(at)) subjects.push({ id: kWork, kind: 'work' });
  if (at.referral) subjects.push({ id: kReferral, kind: 'organisation', role: 'referred' });
  if (hasStep(at)) subjects.push({ id: kStep, kind: 'step' });
  at.needs.forEach((_, i) => subjects.push({ id: `$${kFirstNeed + i}`, kind: 'need' }));
  return subjects;
}
