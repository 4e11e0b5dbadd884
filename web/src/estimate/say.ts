// SPDX-License-Identifier: Apache-2.0
/** Numbers of people and sentences of the engine, in words. */
import { known, language, t, tError, tFill } from '../lib/i18n.svelte';
import type { Limits, Sentence } from './types';

const tongue = () => (language() === 'ar' ? 'ar-u-nu-latn' : language() === 'en' ? 'en-GB' : language());

/** Digits in groups of three from five on, with no-break spaces: as the engine's sentences and the note
 * have them, in every language. */
export function grouped(digits: string): string {
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}
/** A number of people: whole, as nobody is half seen. */
export function people(value: number): string {
  return Number.isFinite(value) ? grouped(value.toLocaleString('en', { maximumFractionDigits: 0, useGrouping: false })) : '∞';
}
export function figure(value: number, digits = 3): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(1).replace('e', ' · 10^').replace('^+', '^');
  if (size >= 1000) return people(value);
  return new Intl.NumberFormat(tongue(), { maximumSignificantDigits: digits }).format(value);
}
export function percent(share: number): string {
  return new Intl.NumberFormat(tongue(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** "127 – 401", or one figure where both ends are the same. From right to left it keeps its order by
 * marks of direction: without them the larger end would stand first. */
export function stretch(low: string, high: string): string {
  if (low === high) return low;
  const said = `${low} – ${high}`;
  return language() === 'ar' ? `\u2066${said}\u2069` : said;
}
/** Such limits; an end that does not exist is said to be none. */
export function limits([low, high]: Limits): string {
  const end = (value: number | null) => (value === null ? t('estimate.no_limit') : people(value));
  return stretch(end(low), end(high));
}

export function methodWord(method: string): string {
  return known(`method.${method}`) ? t(`method.${method}`) : method;
}

export function sentence(said: Sentence): string {
  return ended(tError(said.what, said.fills.map(tFill)));
}
export function ended(words: string): string {
  return /[.!?:]$/.test(words) ? words : `${words}.`;
}
