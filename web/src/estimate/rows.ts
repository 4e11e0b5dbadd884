// SPDX-License-Identifier: Apache-2.0
/** Which figures of a method stand in its row. */
import type { Limits, MethodResult, TableAnswer, Warning } from './types';

export const kMethods = [
  'main_effects', 'stepwise', 'bic_order2', 'bic', 'bayes_threshold', 'latent_class', 'decomposable', 'chapman',
  'aic_order2', 'aic', 'fixed', 'lower_bound',
] as const;
// The interval that takes the choice of model into account, where there is one, before one that does not.
const kWide = ['bca_95', 'posterior_95', 'lognormal_95', 'percentile_95', 'profile_95', 'symmetric_95'];
const kNarrow: Record<string, string> = { bca_95: 'bca_80', posterior_95: 'posterior_80', percentile_95: 'percentile_80' };
export const kIntervals = [...kWide, ...Object.values(kNarrow), 'posterior_50'] as const;

/** Statements that stand at the head of the answer; the others follow below the methods. */
export const kBelow = 4;

export interface Row {
  result: MethodResult;
  counted: boolean;
  /** A bound from below: as many at least. */
  atLeast: boolean;
  kind: string | null;
  wide: Limits | null;
  narrow: Limits | null;
  /** Percentiles of the same resamples, which show how far the tail goes. */
  plainer: Limits | null;
}

function isWhole(limits: Limits | undefined): limits is Limits {
  return limits !== undefined && limits[0] !== null;
}

export function rowOf(result: MethodResult, counted: readonly string[]): Row {
  const kind = result.refused ? undefined : kWide.find((name) => isWhole(result.intervals[name]));
  const within = kind && kNarrow[kind];
  return {
    result, counted: counted.includes(result.method), atLeast: result.method === 'lower_bound',
    kind: kind ?? null,
    wide: kind ? result.intervals[kind]! : null,
    plainer: kind === 'bca_95' && isWhole(result.intervals.percentile_95) ? result.intervals.percentile_95 : null,
    narrow: within && isWhole(result.intervals[within]) ? result.intervals[within]! : null,
  };
}

/** Those that the range is made of first, then the others that have a number, then those that refuse. */
export function rowsOf(table: TableAnswer): Row[] {
  const rows = table.methods.map((result) => rowOf(result, table.summary.counted));
  const group = (row: Row) => (row.result.n_hat === null ? 2 : row.counted ? 0 : 1);
  const order = (row: Row) => kMethods.indexOf(row.result.method as (typeof kMethods)[number]);
  return [...rows].sort((a, b) => group(a) - group(b) || order(a) - order(b));
}

/** The method whose models were compared, for the plot of estimates against their rank. */
export function rankedBy(table: TableAnswer): MethodResult | null {
  const ranked = table.methods.filter((one) => one.diagnostics.ranking.length > 1);
  return ranked.find((one) => one.method === 'bic') ?? ranked.find((one) => one.method === 'bic_order2') ?? ranked[0] ?? null;
}

/** Warnings of the whole table, then those that a method alone gives, each with its methods. */
export function warningsOf(table: TableAnswer): { warning: Warning; methods: string[] }[] {
  const found = new Map(table.summary.warnings.map((warning) => [warning.text, { warning, methods: [] as string[] }]));
  const said = new Set(table.summary.warnings.map((warning) => warning.code));
  for (const one of table.methods) {
    for (const warning of one.warnings.filter(({ code }) => !said.has(code))) {
      const known = found.get(warning.text);
      if (known) known.methods.push(one.method);
      else found.set(warning.text, { warning, methods: [one.method] });
    }
  }
  return [...found.values()];
}
