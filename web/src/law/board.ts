// SPDX-License-Identifier: Apache-2.0
/** The elements board: which laws stand beside each other, and which of their elements align. */
import type {
  Assessment, Dimension, ElementFinding, Finding, Instrument, LawElement, Verdict,
} from '../lib/law_types';
import { kPalermo, nameOf, type Laws } from './library';

/** The marks of the board. A contested unknown has its own, since somebody did answer. */
export type BoardMark = 'supported' | 'contradicted' | 'unknown' | 'contested' | 'not_applicable';
export const kBoardMarks: BoardMark[] = ['supported', 'contradicted', 'unknown', 'contested', 'not_applicable'];

export function boardMark(verdict: Verdict): BoardMark {
  return verdict.status === 'unknown' && verdict.reason === 'contested' ? 'contested' : verdict.status;
}

export const kDimensions: Dimension[] = [
  'act', 'means', 'purpose', 'status', 'age', 'consent', 'intent', 'scope', 'rule', 'duty', 'indicator',
  'exception', 'aggravation',
];

export const kUsual = [kPalermo, 'ilo.c029.1930', 'un.supplementary.1956'];
const kNational = ['criminal_code', 'statute'];

/** What the board shows when nobody chose: three treaties and the national texts of the place. */
export function usualLaws(laws: Laws, place: string | null): string[] {
  const national = laws
    .all()
    .filter((law) => place && kNational.includes(law.kind) && law.places.includes(place))
    .map((law) => law.instrument);
  return [...new Set([...kUsual.filter((id) => laws.newest(id)), ...national])];
}

/** The instruments that an address names, in its order; those that no file defines are left out. */
export function chosenLaws(laws: Laws, asked: string | null, place: string | null): string[] {
  if (!asked) return usualLaws(laws, place);
  return [...new Set(asked.split(','))].filter((id) => laws.newest(id));
}

export function withLaw(chosen: string[], id: string): string[] {
  return chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
}
/** One place earlier or later in the row of columns. */
export function moved(chosen: string[], id: string, by: 1 | -1): string[] {
  const from = chosen.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= chosen.length) return chosen;
  const next = [...chosen];
  [next[from], next[to]] = [next[to]!, next[from]!];
  return next;
}

export interface Column {
  law: Instrument;
  finding: Finding;
}

/**
 * A column for every version in force at the time of the facts: facts that straddle a change of law
 * have two. Where none was in force, the newest stands there and says so.
 */
export function columnsOf(laws: Laws, told: Assessment, chosen: string[]): Column[] {
  const byName = new Map(told.findings.map((finding) => [nameOf(finding), finding]));
  return chosen.flatMap((id) => {
    const all = laws.versions(id).flatMap((law) => {
      const finding = byName.get(nameOf(law));
      return finding ? [{ law, finding }] : [];
    });
    const then = all.filter(({ finding }) => finding.covers === 'whole' || finding.covers === 'part');
    return then.length ? then : all.slice(-1);
  });
}

export interface CellElement {
  element: LawElement;
  finding: ElementFinding;
}
export interface Row {
  key: string;
  dimension: Dimension;
  /** Whose words name the row: those of Palermo where it has this element. */
  named: LawElement;
  /** One list for each column; empty where that law has no such element. */
  cells: CellElement[][];
}
export interface Group {
  dimension: Dimension;
  rows: Row[];
}

const kConcepts: Record<string, Dimension> = { child: 'age', consent: 'consent', debt_bondage: 'purpose' };
function dimensionOf(element: LawElement): Dimension {
  if (!element.palermo) return element.dimension;
  const prefix = element.palermo.split('.')[0] ?? '';
  return kConcepts[element.palermo] ?? (kDimensions.find((one) => one === prefix) ?? element.dimension);
}
function rowKey(column: Column, element: LawElement): string {
  return element.palermo || `${column.law.instrument} ${element.id}`;
}

/**
 * Elements of different laws stand in one row where they express the same element of Palermo, and
 * versions of one law where they have the same id.
 */
export function groupsOf(laws: Laws, columns: Column[]): Group[] {
  const rows = new Map<string, Row>();
  columns.forEach((column, at) => {
    const findings = new Map(column.finding.elements.map((one) => [one.id, one]));
    for (const element of column.law.elements) {
      const finding = findings.get(element.id);
      if (!finding) continue;
      const key = rowKey(column, element);
      const row = rows.get(key) ?? {
        key, dimension: dimensionOf(element), cells: columns.map(() => []),
        named: laws.palermoElement(element.palermo ?? '') ?? element,
      };
      row.cells[at]!.push({ element, finding });
      rows.set(key, row);
    }
  });
  return kDimensions
    .map((dimension) => ({ dimension, rows: inPalermosOrder(laws, [...rows.values()].filter((r) => r.dimension === dimension)) }))
    .filter((group) => group.rows.length);
}

/** What Palermo names comes first and in its order, then the rest as the laws name it. */
function inPalermosOrder(laws: Laws, rows: Row[]): Row[] {
  const order = (laws.newest(kPalermo)?.elements ?? []).map((element) => element.palermo);
  const rank = (row: Row) => {
    const at = order.indexOf(row.key);
    return at < 0 ? order.length : at;
  };
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

/** What is open beside: "ru.uk.127_1|v2011|act.sale", or without the element the law itself. */
export interface Opened {
  column: Column;
  cell?: CellElement;
}
export function openedOf(columns: Column[], asked: string | null): Opened | undefined {
  const [instrument, version, id] = (asked ?? '').split('|');
  const column = columns.find(({ law }) => law.instrument === instrument && law.version === version);
  if (!column) return undefined;
  const element = column.law.elements.find((one) => one.id === id);
  const finding = column.finding.elements.find((one) => one.id === id);
  return element && finding ? { column, cell: { element, finding } } : { column };
}
export function openAddress(column: Column, element?: LawElement): string {
  return [column.law.instrument, column.law.version, ...(element ? [element.id] : [])].join('|');
}

/** How many different statements bear on an element, and how many speak each way. */
export function weigh(finding: ElementFinding): { all: number; speaksFor: number; against: number } {
  const count = (of: typeof finding.statements) => new Set(of.map((use) => use.statement)).size;
  return {
    all: count(finding.statements),
    speaksFor: count(finding.statements.filter((use) => use.for)),
    against: count(finding.statements.filter((use) => !use.for)),
  };
}
