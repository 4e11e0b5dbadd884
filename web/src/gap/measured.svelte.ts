// SPDX-License-Identifier: Apache-2.0
/** What the figures of the vault say of one place. */
import { get, problemOf } from '../lib/api';
import type { Problem } from '../lib/types';
import type { Figure, Measured, Measures } from './types';

/** The languages of the program's own sentences; others read the English ones. */
export function tongueOf(language: string): 'en' | 'ru' {
  return language === 'ru' ? 'ru' : 'en';
}
export function measuresPath(place: string, year: string, language: string, report = false): string {
  const query = new URLSearchParams({ language: tongueOf(language) });
  if (place) query.set('place', place);
  if (year) query.set('year', year);
  return `/measures${report ? '/report' : ''}?${query}`;
}

/** Nothing is told of a place where no figure names one. */
export function hasPlace(told: Measures | null): told is Measured {
  return told !== null && told.place !== null;
}
export function figuresAt(told: Measured, rows: readonly number[]): Figure[] {
  return told.figures.filter((figure) => rows.includes(figure.row));
}
/** The numbers of the sources behind figures, each once. */
export function sourcesAt(told: Measured, rows: readonly number[]): number[] {
  const numbers = figuresAt(told, rows).flatMap((figure) => figure.source_number ?? []);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** One answer after the other: what was asked last is what stands. */
export class Measuring {
  told = $state.raw<Measures | null>(null);
  problem = $state.raw<Problem | null>(null);
  #asked = '';

  async ask(path: string): Promise<void> {
    this.#asked = path;
    this.problem = null;
    try {
      const told = await get<Measures>(path);
      if (this.#asked === path) this.told = told;
    } catch (error) {
      if (this.#asked === path) this.problem = problemOf(error);
    }
  }
}
