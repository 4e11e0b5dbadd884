// SPDX-License-Identifier: Apache-2.0
import type { PartialDate } from './types';

/** Today where the reader sits: "2026-11-23". */
export function localDay(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function dayAfter(now: Date): string {
  return localDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1));
}

type Style = Intl.DateTimeFormatOptions;
const kDay: Style = { day: 'numeric', month: 'long', year: 'numeric' };
const kMonth: Style = { month: 'long', year: 'numeric' };

// Days carry no time zone, so they are read and written in UTC alone.
function written(iso: string, language: string, style: Style): string {
  const day = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  return new Intl.DateTimeFormat(tag(language), { ...style, timeZone: 'UTC' }).format(day);
}

// Figures stay the same in every language: they are copied into forms and compared by eye.
function tag(language: string): string {
  return language === 'en' ? 'en-GB' : `${language}-u-nu-latn`;
}

/** An exact day, month or year in the reader's language; anything vaguer in the words as said. */
export function dateWords(date: PartialDate, language: string): string {
  if (date.first && date.precision === 'day') return written(date.first, language, kDay);
  if (date.first && date.precision === 'month') return written(date.first, language, kMonth);
  if (date.first && date.precision === 'year') return date.first.slice(0, 4);
  return date.words || dateRange(date, language) || (date.iso ?? '');
}

/** An ISO day in the reader's language: "8 December 2011". */
export function dayWords(iso: string, language: string): string {
  return written(iso, language, kDay);
}

/** The days that a vague date may stand for, to show beside its words. Empty for an exact day. */
export function dateRange(date: PartialDate, language: string): string {
  if (!date.first || !date.last || date.first === date.last) return '';
  return `${written(date.first, language, kDay)} – ${written(date.last, language, kDay)}`;
}

/** "Monday 23 November". */
export function weekday(now: Date, language: string): string {
  const style: Style = { weekday: 'long', day: 'numeric', month: 'long' };
  return new Intl.DateTimeFormat(tag(language), style).format(now);
}

/** When something was recorded: day and minute where the reader sits. */
export function moment(ms: number, language: string): string {
  const style: Style = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' };
  return new Intl.DateTimeFormat(tag(language), style).format(new Date(ms));
}

export function shortDay(ms: number, language: string): string {
  const style: Style = { day: 'numeric', month: 'short', year: 'numeric' };
  return new Intl.DateTimeFormat(tag(language), style).format(new Date(ms));
}

export function yearOf(date: PartialDate | null): string {
  return date?.first && date.precision !== 'before' ? date.first.slice(0, 4) : (date?.last?.slice(0, 4) ?? '');
}
