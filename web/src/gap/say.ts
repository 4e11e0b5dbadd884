// SPDX-License-Identifier: Apache-2.0
/** Figures and places in words. */
import { ended, figure, people, stretch } from '../estimate/say';
import { known, language, t } from '../lib/i18n.svelte';
import { nameOf } from '../lib/world';
import type { Figure, Measure, PlaceFigures, Range } from './types';

export { ended, figure, people };

/** A figure as it stands in a row: whole where it is a count, with its decimals where it is a share. */
export function plain(value: number): string {
  return Number.isInteger(value) || value >= 1000 ? people(value) : figure(value);
}
export function rangeWords([low, high]: Range): string {
  const end = (value: number | null) => (value === null ? '∞' : plain(value));
  return stretch(end(low), end(high));
}

export function placeWord(of: PlaceFigures): string {
  if (of.country) return nameOf('region', of.country, language());
  return of.place === 'WLD' ? t('done.world') : of.place;
}

/** A number after which every language has its word for several. */
const kSeveral = 5;
/** What counts: persons, cases, as it stands after the number; another unit as the file calls it. */
export function unitWord(unit: string, n = kSeveral): string {
  const key = `done.unit.${unit.replaceAll(' ', '_')}`;
  return known(key) ? t(key, { n }) : unit;
}
export function roleWord(role: string): string {
  return known(`stage.${role}`) ? t(`stage.${role}`) : role;
}

/** "≥ 16 000", "1 293 – 3 672", "CC"; a source that says that nothing was published has words of its own. */
export function valueWords(of: Figure): string {
  if (of.value !== null) return `${of.at_least ? '≥ ' : ''}${plain(of.value)}`;
  if (of.low !== null && of.high !== null) return rangeWords([of.low, of.high]);
  return of.words ?? t('done.said_not_published');
}

/** "p < 0.0001", as no chance is nothing. */
export function chanceWords(p: number): string {
  const kLeast = 0.0001;
  return p < kLeast ? `p < ${figure(kLeast)}` : `p = ${figure(p)}`;
}
export function shareWords(share: number): string {
  const tongue = language() === 'ar' ? 'ar-u-nu-latn' : language();
  return new Intl.NumberFormat(tongue, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}
/** The measures that are shares of a whole. */
const kShares: Measure['id'][] = ['G3', 'G4', 'G6', 'G8', 'G10', 'G11'];
export function isShare(id: Measure['id']): boolean {
  return kShares.includes(id);
}
export function shareOr(share: boolean, value: number): string {
  return share ? shareWords(value) : plain(value);
}
export function shareRange(share: boolean, range: Range): string {
  const end = (value: number | null) => (value === null ? '∞' : shareOr(share, value));
  return stretch(end(range[0]), end(range[1]));
}
/** What happens to a law; an event of another file as that calls it. */
export function gapNameWord(event: string): string {
  return known(`gap_claim.event.${event}`) ? t(`gap_claim.event.${event}`) : event;
}
