// SPDX-License-Identifier: Apache-2.0
import { grouped } from '../estimate/say';

/** A published number with all that it must not travel without. */
export interface Figure {
  row: number;
  measure: string;
  value?: number;
  low?: number;
  high?: number;
  /** A rating in place of a number. */
  words?: string;
  unit: string;
  population: string;
  population_ours: boolean;
  place: string;
  period: string;
  kind: '' | 'stock' | 'flow';
  kind_ours: boolean;
  source: string;
  source_kind: string;
  vintage: string;
  retrieved: string;
  confidence: string;
  note: string;
}
export interface KeptFigure extends Figure {
  ids: string[];
  title: string;
  by: string;
  at_ms: number;
  conflict?: { rule: string; apart: number; preferred: boolean; rows: number[] };
}
export interface Counted {
  name: string;
  /** ISO 3166-1 alpha-2, of a place that is a country. */
  country?: string;
  figures: number;
}
export interface Figures {
  all: number;
  found: number;
  conflicts: number;
  places: Counted[];
  measures: Counted[];
  figures: KeptFigure[];
  taken_out_all: number;
  taken_out: KeptFigure[];
}
export interface FigureFault {
  code: string;
  where: string;
  what: string;
  fills: string[];
}
export interface FigureLook {
  figures: number;
  kept_before: number;
  conflicts: number;
  places: Counted[];
  sample: Figure[];
  faulty: number;
  faults: FigureFault[];
  notes: { what: string; fills: string[] }[];
}

/** The columns of a file of figures, in the order in which a form asks for them. */
export const kFigureFields = [
  'measure', 'value', 'low', 'high', 'unit', 'population', 'place', 'period', 'kind', 'source', 'source_kind', 'vintage', 'retrieved',
  'confidence', 'note',
] as const;
export type FigureField = (typeof kFigureFields)[number];
export type Typed = Record<FigureField, string>;

/** The name of a form that an estimate filled in begins so; a number follows. */
export const kFromEstimate = 'estimate-';

export function nothingTyped(): Typed {
  return Object.fromEntries(kFigureFields.map((name) => [name, ''])) as Typed;
}

/** A figure as it would be typed; what the definitions filled in was not typed by anybody. */
export function typedOf(figure: Figure): Typed {
  const typed = nothingTyped();
  for (const name of kFigureFields) typed[name] = String(figure[name] ?? '');
  if (figure.words) typed.value = figure.words;
  if (figure.kind_ours) typed.kind = '';
  if (figure.population_ours || !figure.population) typed.population = 'not recorded';
  return typed;
}

/** "132 333", "0.943": a decimal as it was published, with no-break blanks from five digits on. */
export function amount(value: number): string {
  const [whole = '', decimals] = value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 6 }).split('.');
  return decimals ? `${grouped(whole)}.${decimals}` : grouped(whole);
}

function isAtLeast(figure: Figure): boolean {
  return figure.low !== undefined && figure.low === figure.value && figure.high === undefined;
}

/** What the figure says: a number, a range, a rating; empty where the source says that nothing was published. */
export function saysOf(figure: Figure): string {
  if (figure.words) return figure.words;
  if (figure.value !== undefined) return `${isAtLeast(figure) ? '≥ ' : ''}${amount(figure.value)}`;
  return figure.low !== undefined && figure.high !== undefined ? `${amount(figure.low)} – ${amount(figure.high)}` : '';
}

/** Its published ends, beside the value. */
export function endsOf(figure: Figure): string {
  if (figure.value === undefined || figure.words) return '';
  return figure.low !== undefined && figure.high !== undefined ? `${amount(figure.low)} – ${amount(figure.high)}` : '';
}
