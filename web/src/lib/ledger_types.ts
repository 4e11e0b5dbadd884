// SPDX-License-Identifier: Apache-2.0
/** A reckoning as the desk's API gives it: docs/formats/debt-json.md. Money is decimal text. */
import type { Problem } from './types';

export interface Range {
  low: string;
  high: string;
}
export type Teller = 'claimed' | 'evidenced' | 'lawful';
export interface Posting {
  n: number;
  date: string;
  month: number;
  kind: string;
  /** The line of the account; null for interest by a rate. */
  line: number | null;
  title: string;
  amount: Range;
  balance: Range;
  source: string;
  certainty: string;
  why: string | null;
}
export interface Month {
  month: number;
  from: string;
  to: string;
  opening: Range;
  interest: Range;
  charges: Range;
  paid: Range;
  credit: Range;
  closing: Range;
}
export interface Never {
  rule: 'credit_at_most_first_interest' | 'credit_at_most_constant_interest' | 'no_credit';
  credit: string;
  interest: string;
  fixed_point: string | null;
  must_exceed: string;
}
export interface Ledger {
  kind: Teller;
  opening: Range;
  postings: Posting[];
  months: Month[];
  cleared_in_month: null | 'never' | { low: number; high: number | null };
  projected: boolean;
  months_exactly: number | null;
  never_because: Never | null;
  totals: Record<string, Range>;
}
export interface Difference {
  between: [Teller, Teller];
  what: string;
  amount: Range;
  why: string | null;
}
export interface Owed {
  to: 'worker' | 'employer' | 'nobody';
  wages: Range;
  delay_compensation: Range;
  handed_back: Range;
  total: Range;
  debt_left: Range;
}
export interface Segment {
  from: string;
  to: string;
  days: number;
  rate_percent: string;
  fraction: string;
  on: string;
  on_high: string;
  amount: string;
  amount_high: string;
}
export interface Overdue {
  due: string;
  amount_due: string;
  amount_due_high: string;
  segments: Segment[];
  total: string;
  total_high: string;
}
export interface HoursMonth {
  from: string;
  to: string;
  norm_hours: string;
  hours: Range | null;
  weighted_hours: Range | null;
  minimum_hour: string;
  promised_hour: Range | null;
  effective_hour: Range | null;
  due_at_minimum: Range | null;
  due_at_contract: Range | null;
  minimum_kept_up_to_hours: string | null;
  below_minimum: 'yes' | 'no' | 'unknown';
}
export interface Implied {
  from: string;
  on: string;
  days: number;
  more_than: boolean;
  total: string;
  per_month: string;
  per_day: string;
  share_of_wage_percent: string | null;
  nothing_repaid: string;
  nothing_repaid_per_day: string;
}
export interface Reckoning {
  currency: string;
  from: string;
  to: string;
  ledgers: Ledger[];
  differences: Difference[];
  owed: Owed | null;
  delay_compensation: Overdue[];
  after_tax: { percent: number; owed: Owed; delay_compensation: Overdue[] } | null;
  implied: Implied[];
  hours: { months: HoursMonth[] } | null;
  warnings: { what: string; fills: string[] }[];
  /** The statements behind each line of the account, by `Posting.line`. */
  lines: { line?: number; posting?: number; statements: string[] }[];
  /** The statements behind what is no line. */
  interest_from?: string[];
  hours_from?: string[];
  implied_from?: string[];
  left_out?: Problem[];
  assumptions?: Problem[];
}
