// SPDX-License-Identifier: Apache-2.0
/** What the desk tells of links. Field for field as in docs/formats/desk-json.md. */
import type { Limits, Sentence } from '../estimate/types';

export const kKinds = ['people', 'organisations'] as const;
export type Kind = (typeof kKinds)[number];
export const kVerdicts = ['same', 'not_same', 'cannot_tell'] as const;
export type Verdict = (typeof kVerdicts)[number];
export const kStandings = [
  'open', 'one_said', 'agreed_same', 'agreed_not_same', 'agreed_cannot_tell', 'disagreed', 'settled',
] as const;
export type Standing = (typeof kStandings)[number];

export interface Ref {
  subject: string;
  case: string;
}
/** A person or an organisation as one case holds it. An empty value is not recorded. */
export interface LinkRecord {
  ref: Ref;
  case_number: string;
  list: number;
  role: string;
  values: string[];
  /** How a value of another script reads in Latin letters; empty where there is nothing to add. */
  latin?: string[];
}

export interface ColumnProfile {
  name: string;
  role: string;
  filled: number;
  different: number;
}
export interface ListOfRecords {
  /** Empty for what was taken down here. */
  title: string;
  file_hash: string;
  count: number;
}
export interface Lists {
  kind: Kind;
  lists: ListOfRecords[];
  roles: { role: string; count: number }[];
  columns: ColumnProfile[];
  records: number;
  sealed: number;
  /** The run that the desk still keeps. */
  run: string | null;
}

/** A share with the ends of its 95 % interval. */
export interface Share {
  value: number;
  low: number;
  high: number;
}
/** Of pairs there may be none, and of none there is no share: its ends say nothing then. */
export type ShareOfPairs = Share | { value: null; low: number | null; high: number | null };
export interface Rule {
  name: string;
  pairs: number;
  matches: number;
  passed_over: number;
}
export interface Bin {
  from: number;
  pairs: number;
}
export interface Review {
  waiting: number;
  one_said: number;
  disagreed: number;
  agreed: number;
  agreement: { pairs: number; share: Share; alpha: number | null } | null;
}
export interface Run {
  run: string;
  kind: Kind;
  records: number;
  lists: { title: string; count: number; deduplicated: boolean }[];
  columns: string[];
  profile: ColumnProfile[];
  rules: Rule[];
  blocking: { recall: number | null; low: number | null; high: number | null };
  prior: { share: number; low: number; high: number };
  /** Pairs that a rule found; of them `pairs_count` weigh enough to be kept. */
  compared: number;
  weights: Bin[];
  step: number;
  at_least: number;
  pairs_count: number;
  doubtful: number;
  clusters: number;
  linked_records: number;
  unlinkable: number;
  sealed: number;
  /** Something was recorded or decided since. */
  stale: boolean;
  warnings: Sentence[];
  expected: { precision: ShareOfPairs; recall: ShareOfPairs } | null;
  review: Review;
}

export interface PairLine {
  a: LinkRecord;
  b: LinkRecord;
  weight: number;
  probability: number;
  standing: Standing | null;
  verdict: Verdict | null;
}
export const kShow = ['linked', 'doubtful', 'all'] as const;
export type Show = (typeof kShow)[number];
export interface PairPage {
  total: number;
  pairs: PairLine[];
}
export interface PartOfWeight {
  /** The comparison, and the columns that it looks at. */
  column: string;
  columns: string[];
  a: string;
  b: string;
  said: Sentence;
  because: Sentence[];
  bits: number;
}
export interface Decision {
  entry: string;
  by: string;
  when: number;
  verdict: Verdict | null;
  reason: string;
  /** There is a reason, which this member may not read. */
  reason_sealed: boolean;
  live: boolean;
  by_hand: boolean;
  mine: boolean;
}
export interface Pair extends PairLine {
  rows: PartOfWeight[];
  prior_bits: number;
  decisions: Decision[];
}

export interface Aligned {
  column: string;
  a: string;
  b: string;
}
/** A pair as the queue shows it: without a weight and without anybody's word. */
export interface Waiting {
  a: LinkRecord;
  b: LinkRecord;
  aligned: Aligned[];
}
export type Word = Pick<Decision, 'entry' | 'by' | 'when' | 'reason' | 'reason_sealed' | 'mine'> & { verdict: Verdict };
export interface Disagreed extends Waiting {
  words: Word[];
}
export interface Queue<T> {
  left: number;
  pairs: T[];
}

export interface Saying {
  a: Ref;
  b: Ref;
  verdict?: Verdict;
  reason?: string;
  by_hand?: boolean;
  /** That the page showed no weight and nobody's word; the desk knows whether it had before. */
  blind_to_score?: boolean;
  blind_to_others?: boolean;
  settles?: string[];
  takes_back?: string[];
}
export interface Said {
  entry: string;
  standing: Standing | null;
  verdict: Verdict | null;
  weight: number | null;
  probability: number | null;
}

export interface Edge {
  a: number;
  b: number;
  weight: number | null;
  verdict: Verdict | null;
  standing: Standing | null;
}
export interface Bond {
  entry: string;
  a: Ref;
  b: Ref;
}
export interface Group {
  id: string;
  members: LinkRecord[];
  pairs: Edge[];
  against: { a: number; b: number }[];
  bonds: Bond[][];
}
export interface Piece {
  id: string;
  subjects: number;
  record: LinkRecord | null;
}
export interface GroupChange {
  entry: string;
  by: string;
  when: number;
  before: Piece[];
  after: Piece[];
}
export interface Groups {
  total: number;
  columns: string[];
  groups: Group[];
  history_total: number;
  /** Newest first. */
  history: GroupChange[];
}
export interface Cluster {
  members: LinkRecord[];
  edges: Edge[];
}
export interface Clusters {
  total: number;
  columns: string[];
  clusters: Cluster[];
}
export type { Limits, Sentence };
