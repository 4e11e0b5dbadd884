// SPDX-License-Identifier: Apache-2.0
/** Numbers of people and sentences of the engine, in words. */
import { codeWord, known, language, t, tError, tFill } from '../lib/i18n.svelte';
import type { Limits, Sentence } from './types';

const tongue = () => (language() === 'ar' ? 'ar-u-nu-latn' : language() === 'en' ? 'en-GB' : language());

/** A number of people: whole, as nobody is half seen. */
export function people(value: number): string {
  return new Intl.NumberFormat(tongue(), { maximumFractionDigits: 0 }).format(value);
}
export function figure(value: number, digits = 3): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(1).replace('e', ' · 10^').replace('^+', '^');
  return new Intl.NumberFormat(tongue(), { maximumSignificantDigits: size >= 1000 ? 6 : digits }).format(value);
}
export function percent(share: number): string {
  return new Intl.NumberFormat(tongue(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** "127 – 401"; an end that does not exist is said to be none. */
export function limits([low, high]: Limits): string {
  const end = (value: number | null) => (value === null ? t('estimate.no_limit') : people(value));
  return `${end(low)} – ${end(high)}`;
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

/** Lists of the vault by kind of source are called by their codes, and groups too. */
export function listWord(name: string): string {
  return codeWord('source_kind', name);
}
export function columnWord(name: string): string {
  return known(`column.${name}`) ? t(`column.${name}`) : name;
}
export function groupWord(column: string, value: string): string {
  if (known(`group_value.${value}`)) return t(`group_value.${value}`);
  if (column === 'sex') return codeWord('gender', value);
  if (column === 'form') return codeWord('exploitation_type', value);
  return value;
}
