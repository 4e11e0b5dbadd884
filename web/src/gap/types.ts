// SPDX-License-Identifier: Apache-2.0
/** What the desk tells of the figures and of claims. Field for field as in docs/formats/desk-json.md. */

/** An end that does not exist is null. */
export type Range = [number | null, number | null];

export interface Figure {
  row: number;
  measure: string;
  value: number | null;
  low: number | null;
  high: number | null;
  at_least: boolean;
  words?: string;
  unit: string;
  population?: string;
  population_ours: boolean;
  place?: string;
  period?: string;
  kind?: string;
  source?: string;
  source_kind?: string;
  vintage?: string;
  retrieved?: string;
  confidence?: string;
  note?: string;
  source_number?: number;
}

export const kStages = ['estimated', 'identified', 'reported', 'investigated', 'prosecuted', 'convicted', 'sentence_served', 'remedy'] as const;
export interface Stage {
  stage: (typeof kStages)[number];
  value?: number;
  interval_95?: Range;
  counts?: string;
  period?: string;
  state: 'given' | 'said_not_published' | 'not_in_file';
  per_100_identified?: number;
  estimated_for_each?: number;
  rows: number[];
}
export interface Funnel {
  period?: string;
  stages: Stage[];
  cautions: string[];
}

export interface Part {
  of: string;
  name?: string;
  period?: string;
  value?: number;
  interval_95?: Range;
  part?: number;
  whole?: number;
  rows: number[];
}
export const kMeasures = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10', 'G11', 'G12'] as const;
export interface Measure {
  id: (typeof kMeasures)[number];
  value?: number;
  interval_95?: Range;
  period?: string;
  says?: string;
  not_computable?: string;
  coverage: number;
  parts: Part[];
  cautions: string[];
  rows: number[];
}

export interface SeriesPoint {
  year: number;
  value: number;
  interval_95?: Range;
  break_before?: string;
  row: number;
  /** As its figure has it, where that is known. */
  period?: string;
}
export interface Test {
  ratio: number | null;
  interval_95_exact: Range;
  interval_95_large_sample?: Range;
  p_two_sided: number;
}
export interface Series {
  measure: string;
  unit: string;
  unit_name: string;
  title: string;
  drawn: boolean;
  drawn_as: 'line' | 'points';
  points: SeriesPoint[];
  trend?: Test & { says: string[] };
}

export const kRules = ['none', 'source_kind', 'vintage', 'confidence'] as const;
export interface Conflict {
  measure: string;
  period?: string;
  apart: number;
  preferred_by: (typeof kRules)[number];
  figures: { row: number; preferred: boolean }[];
}

export interface Scored {
  id: Measure['id'];
  value?: number;
  score?: number;
  weight: number;
  best: number;
  worst: number;
}
export interface Scorecard {
  place: string;
  known: number;
  needed: number;
  says: string[];
  composite?: number;
  under_other_weights?: Range;
  rank_best?: number;
  rank_worst?: number;
  indicators: Scored[];
}

export interface PlaceFigures {
  place: string;
  /** ISO 3166-1 alpha-2, where it is a country. */
  country?: string;
  figures: number;
}
export interface GapOfPlace {
  measures: Measure[];
  funnel: Funnel;
  funnel_labour: Funnel;
  series: Series[];
  conflicts: Conflict[];
  scorecard: Scorecard;
  other_places: Scorecard[];
  not_known: string[];
  faults: { code: string; what: string; where: string }[];
  notes: string[];
}
export interface Measures {
  in_vault: number;
  places: PlaceFigures[];
  place: string | null;
  years?: number[];
  lead?: { says: string; rows: number[] }[];
  gap?: GapOfPlace;
  figures?: Figure[];
  sources?: string[];
}
/** All of it, where there is a place to speak of. */
export type Measured = Measures & Required<Pick<Measures, 'years' | 'lead' | 'gap' | 'figures' | 'sources'>> & { place: string };
