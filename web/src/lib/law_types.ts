// SPDX-License-Identifier: Apache-2.0
/** What the desk's API says of laws: the texts, what the evidence says of them, and the gap. */
import type { State } from './types';

export interface Bilingual {
  en: string;
  ru?: string;
}
export type Dimension =
  | 'act' | 'means' | 'purpose' | 'status' | 'age' | 'consent' | 'intent' | 'scope' | 'rule' | 'duty'
  | 'indicator' | 'exception' | 'aggravation';
export type Confidence = 'verified' | 'partly_verified' | 'unverified';
export type Status = 'supported' | 'contradicted' | 'unknown' | 'not_applicable';
export type Reason = 'open' | 'contested' | 'not_in_force' | 'other_place' | 'outside_jurisdiction';

/** One version of one instrument. */
export interface Version {
  instrument: string;
  version: string;
}
export interface LawElement {
  id: string;
  dimension: Dimension;
  tags: string[];
  article: string;
  text: Bilingual;
  /** The element of Palermo Art. 3 that it expresses, or empty. */
  palermo: string | null;
  wider: string | null;
  narrower: string | null;
  facts: string[];
}
export interface Instrument extends Version {
  title: Bilingual;
  kind: string;
  jurisdiction: string;
  /** National law: the countries where it applies. Empty: anywhere. */
  places: string[];
  in_force_from: string | null;
  in_force_to: string | null;
  confidence: Confidence;
  unverified: string | null;
  source: string;
  recheck: string | null;
  recheck_due: boolean;
  note: Bilingual | null;
  substitutes: string[];
  elements: LawElement[];
  limbs: { id: string; title: Bilingual; logic: string; hidden?: boolean }[];
}
export type Coverage = 'same' | 'wider' | 'narrower' | 'absent' | 'aggravation' | 'not_checked';
export interface MatrixCell {
  concept: string;
  mark: Coverage;
  marks?: Coverage[];
  why: string[];
}
export interface LawLibrary {
  instruments: Instrument[];
  matrix: { concepts: string[]; rows: (Version & { cells: MatrixCell[] })[] };
}

export interface Verdict {
  status: Status;
  reason: Reason | null;
}
export interface Use {
  statement: string;
  fact: string;
  state: State;
  for: boolean;
  certainty: string;
}
export interface ElementFinding extends Verdict {
  id: string;
  statements: Use[];
  /** Facts that nobody has answered, best first. */
  missing: string[];
  /** Why, one for each: not_recorded, not_asked, refused, unclear. */
  missing_why: string[];
}
export interface Question {
  fact: string;
  /** As a definition writes it: "event.penalties = withholds_documents". */
  about: string;
  would: 'support' | 'contradict';
  answer: 'yes' | 'no';
}
export interface Finding extends Version, Verdict {
  covers: 'whole' | 'part' | 'none' | 'unknown';
  binding: 'yes' | 'part' | 'no' | 'not_recorded' | 'not_applicable';
  rests_on_uncertain?: boolean;
  limbs: (Verdict & { id: string })[];
  elements: ElementFinding[];
  questions: Question[];
}
export interface RankedQuestion {
  fact: string;
  about: string;
  answer: 'yes' | 'no';
  /** What this answer alone would settle. */
  settles: Version[];
  /** In whose shortest sets it stands. */
  helps: Version[];
  findings: number;
}
export interface Assessment {
  person: string | null;
  persons: string[];
  facts_from: string | null;
  facts_to: string | null;
  dates_from: string[];
  place: string | null;
  findings: Finding[];
  questions: RankedQuestion[];
}

export interface GapCase extends Verdict {
  case: string;
  number: string;
  person?: string;
  because: string[];
}
export interface Substitute extends Version {
  supported: number;
  /** For one case: how each of its elements stands. */
  status?: Status;
  reason?: Reason | null;
  elements?: (Verdict & { id: string })[];
}
export interface GapRow extends Version {
  meets_both: number;
  meets_reference_only: number;
  unknown: number;
  because: { element: string; cases: number; status: { contradicted: number; unknown: number; supported?: number } }[];
  substitutes: Substitute[];
  cases: GapCase[];
}
export interface Gap {
  reference: string;
  reference_version?: string;
  cases: number;
  valued: number;
  meets_reference: number;
  rows: GapRow[];
}
