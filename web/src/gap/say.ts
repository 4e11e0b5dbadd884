// SPDX-License-Identifier: Apache-2.0
/** Figures and places in words. */
import { ended, figure, people, stretch } from '../estimate/say';
import { known, language, t } from '../lib/i18n.svelte';
import { nameOf } from '../lib/world';
import type { Figure, PlaceFigures, Range } from './types';

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

/** What counts: persons, cases; another unit as the file calls it. */
export function unitWord(unit: string): string {
  const key = `done.unit.${unit.replaceAll(' ', '_')}`;
  return known(key) ? t(key) : unit;
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
/** What happens to a law; an event of another file as that calls it. */
export function gapNameWord(event: string): string {
  return known(`gap_claim.event.${event}`) ? t(`gap_claim.event.${event}`) : event;
}
