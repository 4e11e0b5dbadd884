// SPDX-License-Identifier: Apache-2.0
/** Steps with authorities and the clocks after them, as GET /cases/ID/authorities gives them. */

export interface Days {
  first: string;
  last: string;
}
export interface Count {
  least: number;
  most: number;
}
export type ClockState = 'running' | 'maybe_overdue' | 'overdue' | 'in_time' | 'maybe_late' | 'late' | 'not_known';
export interface Clock {
  /** Null: the day itself stands in the record. */
  rule: string | null;
  due: Days | null;
  state: ClockState;
  days: Count | null;
  ended_by: string | null;
  found_by: '' | 'number' | 'body' | 'order';
}
export interface LedgerStep {
  id: string;
  refusal: boolean;
  clock: Clock | null;
  could_run: string[];
}
export interface ClockRule {
  id: string;
  title: { en: string; ru: string };
  note: { en: string; ru: string };
  whose: 'authority' | 'person';
  starts: string[];
  days: number;
  months: number;
  longest: number;
  confidence: 'read' | 'partly_verified' | 'unverified';
  unverified: string;
  source: string;
}
export interface RefusalCounts {
  complaints: number;
  appeals: number;
  refusals: number;
  reversals: number;
  openings: number;
  lesser: number;
  late: number;
  overdue: number;
  days_to_decision: Count[];
}
export interface AuthorityLedger {
  steps: LedgerStep[];
  counts: RefusalCounts;
  rules: ClockRule[];
}
