// SPDX-License-Identifier: Apache-2.0
/** Which figures of a method stand in its row. */
import { scaleOver, type Scale } from './scale';
import type { Limits, MethodResult, TableAnswer, Warning } from './types';

export const kMethods = [
  'main_effects', 'stepwise', 'bic_order2', 'bic', 'bayes_threshold', 'latent_class', 'decomposable', 'chapman',
  'aic_order2', 'aic', 'fixed', 'lower_bound',
] as const;
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

/** None for a refused method, and none without a lower end. */
function limitsOf(result: MethodResult, kind: string): Limits | null {
  const limits = result.refused ? undefined : result.intervals[kind];
  return limits && limits[0] !== null ? limits : null;
}

export function rowOf(result: MethodResult, counted: readonly string[]): Row {
  const wide = limitsOf(result, result.shown_95);
  return {
    result, wide, counted: counted.includes(result.method), atLeast: result.method === 'lower_bound',
    kind: wide && result.shown_95,
    narrow: limitsOf(result, result.shown_80),
    plainer: result.shown_95 === 'bca_95' ? limitsOf(result, 'percentile_95') : null,
  };
}

/** Those that the range is made of first, then the others that have a number, then those that refuse. */
export function rowsOf(table: TableAnswer): Row[] {
  const rows = table.methods.map((result) => rowOf(result, table.summary.counted));
  const group = (row: Row) => (row.result.n_hat === null ? 2 : row.counted ? 0 : 1);
  const order = (row: Row) => kMethods.indexOf(row.result.method as (typeof kMethods)[number]);
  return [...rows].sort((a, b) => group(a) - group(b) || order(a) - order(b));
}

/** Wide enough for what makes the range and for the lower bound. What is only shown may lie a
 * thousand times further out, and would press the rest into a corner: it gets an arrow. */
export function scaleOfRows(rows: Row[], observed: number, left: number, right: number): Scale {
  const counted = rows.some((row) => row.counted);
  const drawn = rows.filter((row) => row.counted || row.atLeast || !counted);
  const limits = drawn.flatMap((row) => (row.wide ? [row.wide] : []));
  return scaleOver([observed, ...drawn.flatMap((row) => row.result.n_hat ?? [])], limits, left, right);
}

/** The method whose models were compared, for the plot of estimates against their rank. */
export function rankedBy(table: TableAnswer): MethodResult | null {
  const ranked = table.methods.filter((one) => one.diagnostics.ranking.length > 1);
  return ranked.find((one) => one.method === 'bic') ?? ranked.find((one) => one.method === 'bic_order2') ?? ranked[0] ?? null;
}

/** Whether a warning forbids publishing the figures: it stands beside them, and not below. */
export const forbidsPrint = ({ code }: Warning): boolean => code === 'too_small' || code === 'suppress';

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
