// SPDX-License-Identifier: Apache-2.0
/** A reckoning as its page reads it. Nothing is reckoned here: sums come from the program. */
import type { Difference, Ledger, Posting, Range, Reckoning, Teller } from '../lib/ledger_types';

export const kTellers: Teller[] = ['claimed', 'evidenced', 'lawful'];

export function isExact(range: Range): boolean {
  return range.low === range.high;
}
export function isNothing(range: Range): boolean {
  return Number(range.low) === 0 && Number(range.high) === 0;
}
export function ledgerOf(told: Reckoning, kind: Teller): Ledger | undefined {
  return told.ledgers.find((ledger) => ledger.kind === kind);
}

/** The statements that a posting rests on: those of its line, or for interest the one that names the rate. */
export function statementsOf(told: Reckoning, posting: Posting): string[] {
  if (posting.line === null) return told.interest_from ?? [];
  return told.lines.find((one) => (one.line ?? one.posting) === posting.line)?.statements ?? [];
}

/** Who owes at the end, and how much, as amounts without a sign. */
export function whoOwes(balance: Range): { who: 'worker' | 'employer' | 'nobody' | 'either'; range: Range } {
  const { low, high } = balance;
  const bare = (amount: string) => amount.replace(/^-/, '');
  if (isNothing(balance)) return { who: 'nobody', range: balance };
  if (Number(low) >= 0) return { who: 'worker', range: balance };
  if (Number(high) <= 0) return { who: 'employer', range: { low: bare(high), high: bare(low) } };
  // Low is what the employer owes at most, high what the worker does.
  return { who: 'either', range: { low: bare(low), high } };
}

/** One row for every month, with the three balances at its end where that ledger has the month. */
export interface BalanceRow {
  month: number;
  day: string;
  balances: (Range | undefined)[];
}
export function balanceRows(ledgers: Ledger[]): BalanceRow[] {
  const longest = ledgers.reduce((a, b) => (b.months.length > a.months.length ? b : a), ledgers[0]!);
  const first = longest?.months[0];
  if (!longest || !first) return [];
  return [
    { month: 0, day: first.from, balances: ledgers.map((ledger) => ledger.opening) },
    ...longest.months.map((month, i) => ({
      month: month.month, day: month.to, balances: ledgers.map((ledger) => ledger.months[i]?.closing),
    })),
  ];
}

/** The differences that the top of the page names: what the employer counts beside the law first. */
export function differencesBetween(told: Reckoning, a: Teller, b: Teller): Difference[] {
  return told.differences.filter(({ between }) => between[0] === a && between[1] === b);
}

/** How a debt ends, as the key of a sentence and what fills it. */
export interface Ending {
  key: string;
  fills: Record<string, string | number>;
}
export function endingOf(ledger: Ledger, money: (amount: string) => string): Ending[] {
  const cleared = ledger.cleared_in_month;
  if (cleared === null) return [{ key: 'debt.no_debt', fills: {} }];
  if (cleared === 'never') return neverBecause(ledger, money);
  if (cleared.high === null) return [{ key: 'debt.ends_or_never', fills: { 0: cleared.low } }];
  const months = cleared.low === cleared.high ? `${cleared.low}` : `${cleared.low} – ${cleared.high}`;
  return [{ key: ledger.projected ? 'debt.would_end' : 'debt.ends', fills: { 0: months } }];
}
function neverBecause({ never_because: never }: Ledger, money: (amount: string) => string): Ending[] {
  if (!never) return [{ key: 'ledger.never', fills: {} }];
  return [
    { key: `debt.never.${never.rule}`, fills: { 0: money(never.credit), 1: money(never.interest) } },
    ...(never.fixed_point ? [{ key: 'ledger.fixed_point', fills: { 0: money(never.fixed_point) } }] : []),
  ];
}
