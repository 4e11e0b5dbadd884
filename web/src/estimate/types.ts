// SPDX-License-Identifier: Apache-2.0
/** What the desk tells of lists and of an estimate. Field for field as in docs/formats/estimate.md. */
import type { Problem } from '../lib/types';

export interface Sentence {
  text: string;
  what: string;
  fills: string[];
}
export interface Warning extends Sentence {
  code: string;
}
/** A limit that is infinite is null. */
export type Limits = [number | null, number | null];

export interface Cell {
  history: string[];
  people: number;
}
export interface SweepPoint {
  setting: number;
  n_hat: number | null;
  limits: Limits | null;
  terms: string[];
  warnings: Warning[];
}
export interface RankedModel {
  model: string;
  terms: string[];
  n_hat: number;
  bic: number;
  aic: number;
  deviance: number;
  df: number;
}
export interface WalkStep {
  term: string;
  p: number;
  expected: number;
  seen: number;
  entered: boolean;
  n_hat: number;
}
export interface Diagnostics {
  numbers: Record<string, number | null>;
  quantiles: Record<string, number | null>;
  walk: WalkStep[];
  ranking: RankedModel[];
  graphs: { graph: string; probability: number }[];
  sweep: SweepPoint[];
  sweep_of: string;
  chains: { median: number; posterior_95: Limits }[];
  modes: number[];
  fitted: { history: string[]; seen: number; fitted: number }[];
  bounds: Record<string, number | null>;
}
export interface MethodResult {
  method: string;
  n_hat: number | null;
  model: string;
  terms: string[];
  parameters: number | null;
  deviance: number | null;
  df: number | null;
  bic: number | null;
  intervals: Record<string, Limits>;
  /** Which of the intervals stands alone where one does; empty where there is none. */
  shown_95: string;
  shown_80: string;
  diagnostics: Diagnostics;
  warnings: Warning[];
  refused: Warning | null;
}
export interface Summary {
  low: number | null;
  high: number | null;
  outer: Limits | null;
  counted: string[];
  statement: string;
  statements: Sentence[];
  assumptions: Sentence[];
  warnings: Warning[];
  refused: Warning | null;
}
export interface Overlap {
  pairs: number[][];
  histories: Cell[];
  seen_times: number[];
  share_seen_once: number;
  capture: number[];
  empty_pairs: string[];
}
export interface Dependence {
  method: string;
  gamma_half: number | null;
  gamma_double: number | null;
  curve: { gamma: number; n: number }[];
}
export interface TableAnswer {
  observed: number;
  lists: string[];
  table_hash: string;
  left_out: string[];
  summary: Summary;
  methods: MethodResult[];
  overlap: Overlap;
  sensitivity: { method: string; dropped: Record<string, number | null>; merged: Record<string, number | null> };
  internal_consistency: { list: string; truth: number; n_hat: number | null; log_ratio: number | null }[];
  dependence: Dependence | null;
  trajectory: { lists: string[]; observed: number; n_hat: number | null }[];
}
export interface StratumAnswer extends TableAnswer {
  stratum: Record<string, string>;
  population: number | null;
  per_100000: Limits | null;
}
export interface JointMargin {
  column: string;
  value: string;
  observed: number;
  n_hat: number;
  lognormal_95: Limits | null;
  per_100000: number | null;
}
export interface Joint {
  n_hat: number | null;
  per_100000: number | null;
  terms: string[];
  lognormal_95: Limits | null;
  margins: JointMargin[];
  warnings: Warning[];
  refused: Warning | null;
}
export interface StrataSum {
  method: string;
  n_hat: number | null;
  intervals: Record<string, Limits>;
  shown_95: string;
  per_100000: number | null;
  left_out: string[];
  warnings: Warning[];
}
export interface Answer extends TableAnswer {
  seed: number;
  version: string;
  strata: StratumAnswer[];
  strata_sum: StrataSum[];
  joint: Joint | null;
  record: { table_hash: string; options: string; version: string; seed: number; record_hash: string };
}

/** What was read, before anything is reckoned. */
export interface Column {
  name: string;
  kind: 'list' | 'count' | 'values';
  values: string[];
  more_values: boolean;
}
export interface ReadLists {
  people: number;
  seen_once: number;
  table_hash: string;
  lists: { name: string; people: number; only_here: number }[];
  histories_in_all: number;
  histories: Cell[];
  split_by: string[];
  strata: { values: string[]; people: number }[];
}
export interface Look {
  rows: number;
  columns: Column[];
  problem: Problem | null;
  read: ReadLists | null;
  vault: { affected: number; on_no_list: number; left_out: { list: string; people: number }[] } | null;
}
