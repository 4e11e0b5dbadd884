// SPDX-License-Identifier: Apache-2.0
/** Authorities over the whole vault, as GET /authorities gives them, and how they are laid out. */
import type { ClockRule, ClockState, Count, Days, RefusalCounts } from './types';
import { middleDays } from './say';

export interface CaseRef {
  case: string;
  case_number: string;
}
/** An authority, an official or a place of work in all its cases. */
export interface InCases {
  /** Empty: an authority known by its words alone. */
  id: string;
  names: string[];
  roles: string[];
  sealed: number;
  cases: CaseRef[];
  counts: RefusalCounts;
}
export interface Recurring {
  all: number;
  sealed: number;
  recurring: InCases[];
}
export interface LesserCharge {
  asked: string;
  article: string;
  steps: number;
  cases: CaseRef[];
}
export interface ClockOfCase extends CaseRef {
  kind: string;
  office: string;
  number: string;
  rule: string | null;
  state: ClockState;
  due: Days | null;
  days: Count | null;
  limit: Count | null;
}
export interface AllAuthoritiesTold {
  today: string;
  cases: number;
  cases_with_steps: number;
  steps_of_no_office: number;
  counts: RefusalCounts;
  authorities: InCases[];
  officials: Recurring;
  premises: Recurring;
  lesser: LesserCharge[];
  decided: ClockOfCase[];
  overdue: ClockOfCase[];
  rules: ClockRule[];
}

/** Decisions that were due under one rule, or by a day that stood in the record. */
export interface Decided {
  rule: string | null;
  those: ClockOfCase[];
  middle: Count | null;
  /** In whole days, where all had the same time. */
  limit: number | null;
}

/** Rules with most decisions first; those without a rule last. */
export function byRule(decided: ClockOfCase[]): Decided[] {
  const rules = [...new Set(decided.map((one) => one.rule))];
  const groups = rules.map((rule) => {
    const those = decided.filter((one) => one.rule === rule);
    const limits = new Set(those.map((one) => (one.limit && one.limit.least === one.limit.most ? one.limit.least : null)));
    const [limit] = limits;
    return { rule, those, middle: middleDays(those.flatMap((one) => one.days ?? [])), limit: limits.size === 1 ? (limit ?? null) : null };
  });
  return groups.sort((a, b) => Number(a.rule === null) - Number(b.rule === null) || b.those.length - a.those.length);
}

export interface DayDot {
  least: number;
  most: number;
  /** How many stand at the same place before it. */
  level: number;
}

/** Each decision at its days; those that share a day stand one above the other. */
export function dotsOf(those: ClockOfCase[]): DayDot[] {
  const lastOf: number[] = [];  // by level
  return those
    .flatMap((one) => one.days ?? [])
    .sort((a, b) => a.least - b.least || a.most - b.most)
    .map((days) => {
      const free = lastOf.findIndex((last) => last < days.least);
      const level = free < 0 ? lastOf.length : free;
      lastOf[level] = days.most;
      return { ...days, level };
    });
}

/** Whole days with room between them, from 0 to beyond the longest. */
export function dayTicks(longest: number, most = 6): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((one) => longest / one <= most) ?? longest;
  const count = Math.ceil(Math.max(longest, 1) / step);
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}
