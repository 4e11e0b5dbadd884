// SPDX-License-Identifier: Apache-2.0
/** What the desk's API gives and takes. Field for field as in docs/openapi. */

import type { Device, Member } from '../vault/types';

/** The five answers. "Not recorded" is the absence of a statement, and is written null. */
export type State = 'yes' | 'no' | 'not_asked' | 'refused' | 'unclear';
export type Mark = State | 'contradicted' | null;
export type Certainty = 'certain' | 'likely' | 'doubtful';
export type SubjectKind =
  | 'case_file' | 'person' | 'organisation' | 'event' | 'work' | 'debt' | 'document'
  | 'authority_step' | 'need' | 'step' | 'movement';
export type FactKind =
  | 'yes_no' | 'code' | 'codes' | 'text' | 'long_text' | 'number' | 'money' | 'date' | 'place'
  | 'language' | 'country' | 'countries' | 'person' | 'organisation';

export interface Problem {
  kind: 'bad_input' | 'not_found' | 'not_allowed' | 'damaged' | 'unavailable' | 'refused';
  /** An English sentence, key of the catalogue's `errors`, with {0} … for the fills. */
  what: string;
  where?: string;
  next?: string;
  fills?: string[];
}

export interface PartialDate {
  iso?: string;
  first?: string;
  last?: string;
  precision?: string;
  words: string;
}
export interface Money {
  minor?: number;
  currency?: string;
  text?: string;
  words?: string;
}
export interface Place {
  country?: string;
  region?: string;
  city?: string;
  street?: string;
  post_code?: string;
  words?: string;
}
export type Value = string | string[] | number | Money | PartialDate | Place;
export interface Answer {
  state: State;
  value?: Value;
}
export interface Locator {
  page?: number;
  line?: number;
  cell?: string;
}

/** What is filed: ids made by the page begin with "$". */
export interface NewStatement {
  subject: string;
  fact: string;
  answer: Answer;
  said_as?: string;
  source?: string;
  at?: Locator;
  certainty?: Certainty;
  when?: PartialDate;
  replaces?: string[];
}
export interface Statement extends Omit<NewStatement, 'source' | 'when'> {
  id: string;
  source: string | null;
  when: PartialDate | null;
  by: string;
  recorded_ms: number;
  live: boolean;
  replaced_by: string;
  withdrawn_reason: string;
}
export interface Subject {
  id: string;
  kind: SubjectKind;
  role?: string;
  sealed?: boolean;
}
export interface Source {
  id: string;
  kind: string;
  title: string;
  author?: string;
  date?: PartialDate | null;
  file_hash?: string;
  address?: string;
  kept?: KeptFile | null;
}
/** A file that lies in the vault. */
export interface KeptFile {
  name: string;
  size: number;
  media_type: string;
  pages: number | null;
  about: string | null;
}
export interface Filing {
  subjects: Subject[];
  sources: Source[];
  statements: NewStatement[];
  withdrawals?: { statement: string; reason: string }[];
}
export interface Moment {
  when: PartialDate | null;
  subject: string;
  kind: SubjectKind;
  title: string;
  statements: string[];
}

export interface CaseRow {
  id: string;
  number: string;
  people: string[];
  place: string;
  work: string;
  state: string;
  safe_now: State | null;
  consent: State | null;
  next_step: string;
  next_due: PartialDate | null;
  next_time: string;
  touched_ms: number;
  statements: number;
  indicators: Mark[];
}
export interface Facet {
  value: string;
  cases: number;
}
export interface CasePage {
  rows: CaseRow[];
  found: number;
  all: number;
  facets: { states: Facet[]; places: Facet[]; works: Facet[] };
}
export interface CaseFile {
  row: CaseRow;
  subjects: Subject[];
  sources: Source[];
  /** Who attached which file, and when; one file may have been attached twice. */
  attached: { source: string; by: string; recorded_ms: number }[];
  statements: Statement[];
  story: { by_date: Moment[]; as_told: Moment[] };
  damages: Problem[];
}
export interface Due {
  case: string;
  number: string;
  step: string;
  what: string;
  due: PartialDate | null;
  time: string;
  /** A step of ours, what an authority owes, or a day by which a person must act. */
  kind: 'step' | 'answer' | 'deadline';
}
export interface TodayPage {
  overdue: Due[];
  today: Due[];
  later: Due[];
  undated: Due[];
  cases: number;
  recent: CaseRow[];
}

export interface Fact {
  id: string;
  about: SubjectKind;
  kind: FactKind;
  sensitivity: 'aggregate' | 'internal' | 'personal' | 'case_file' | 'life_critical';
  identity: boolean;
  deprecated: boolean;
  code_list: string;
  tab: string;
  in: { htcds?: string; ilo?: string; ctdc?: string; esf?: string };
}
export interface Catalogue {
  facts: Fact[];
  code_lists: { id: string; codes: string[] }[];
}

export type Condition =
  | 'absent' | 'intact' | 'not_a_vault' | 'newer' | 'half_copied' | 'text_mangled' | 'damaged'
  | 'keys_absent' | 'keys_damaged' | 'keys_destroyed';
export interface DeskState {
  version: string;
  vault: {
    file_name: string;
    condition: Condition;
    problem: Problem | null;
    open: boolean;
    example: boolean;
    /** This computer asked to be let in, and waits for the bundle. */
    asked_to_join: boolean;
  };
  idle_lock_s: number;
}
export interface Job<T> {
  id: string;
  kind: string;
  done: number;
  total: number;
  state: 'running' | 'finished' | 'failed' | 'stopped';
  error: Problem | null;
  result?: T;
}
export interface Hit {
  case: string;
  number: string;
  subject: string;
  kind: SubjectKind;
  title: string;
  fact: string;
  excerpt: string;
  how: 'exact' | 'same_sound' | 'spelt_alike';
}

export interface CellProblem {
  weight: 'note' | 'ask' | 'unmapped' | 'bad';
  cell: string;
  column: string;
  text: string;
  problem: Problem;
}
export interface ImportPlan {
  plan: string;
  artefact: string;
  notes: Problem[];
  problems: CellProblem[];
  rows: { row: number; good: boolean; title: string; facts: number }[];
  asks_address: boolean;
  address_by_label: [string, string][];
  address_by_hidden_name: [string, string][];
  imported_before: Source | null;
  cannot_express: string[];
  good_rows: number;
  bad_rows: number;
}
export interface VaultInfo {
  id: string;
  members: Member[];
  devices: Device[];
  entries: number;
  read_only: boolean;
  /** Whether somebody who may make papers is still to decide on them. */
  papers_offered: boolean;
  /** Whether this machine tells when it is about to sleep or its lid is shut. */
  hears_sleep: boolean;
  compartments: number;
  bytes: number;
  head_hash: string;
  damages: Problem[];
}
export interface Verdict {
  with_keys: boolean;
  entries: number;
  sound: number;
  erased: number;
  sealed: number;
  devices: number;
  head_hash: string;
  anchors: number;
  witnessed: number;
  anchored_ms: number;
  damages: { what: string; row: number | null; entry: string | null; problem: Problem }[];
}
