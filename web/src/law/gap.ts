// SPDX-License-Identifier: Apache-2.0
/** The definition gap in words and marks: who meets Palermo, and not the text of their country. */
import type { Coverage, Gap, GapRow, LawLibrary, MatrixCell } from '../lib/law_types';

export const kCoverage: Coverage[] = ['same', 'wider', 'narrower', 'absent', 'aggravation', 'not_checked'];
/** As src/law/coverage.h writes them. */
export const kCoverageSigns: Record<Coverage, string> = {
  same: '=', wider: '+', narrower: '−', absent: '∅', aggravation: 'A', not_checked: '?',
};

export function marksOf(cell: MatrixCell | undefined): Coverage[] {
  return cell ? (cell.marks ?? [cell.mark]) : [];
}

/** Texts with the widest gap first; those without one stay, since that is an answer too. */
export function inOrderOfGap(gap: Gap): GapRow[] {
  const weight = (row: GapRow) => row.meets_reference_only + row.unknown;
  return [...gap.rows].sort((a, b) => weight(b) - weight(a) || a.instrument.localeCompare(b.instrument));
}

/** How the one case of a case page stands under a row: met there too, not met, or not known. */
export function standingOf(row: GapRow): 'both' | 'only_reference' | 'unknown' | 'none' {
  if (row.meets_reference_only) return 'only_reference';
  if (row.unknown) return 'unknown';
  return row.meets_both ? 'both' : 'none';
}

export interface MatrixRow {
  instrument: string;
  version: string;
  cells: (MatrixCell | undefined)[];
}
/** The matrix with its cells in the order of the concepts. */
export function matrixRows({ matrix }: LawLibrary): MatrixRow[] {
  return matrix.rows.map(({ instrument, version, cells }) => ({
    instrument, version, cells: matrix.concepts.map((concept) => cells.find((cell) => cell.concept === concept)),
  }));
}
