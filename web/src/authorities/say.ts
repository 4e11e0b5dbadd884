// SPDX-License-Identifier: Apache-2.0
/** A clock in words. */
import { dayWords } from '../lib/dates';
import { language, t } from '../lib/i18n.svelte';
import type { Clock, ClockRule, Count, Days } from './types';

/** Titles of law stand in English and Russian; others read the English one. */
export function inLanguage(words: { en: string; ru: string }): string {
  return language() === 'ru' ? words.ru : words.en;
}

/** "5 March 2026", or "5 March 2026 – 8 March 2026" where the start is known roughly. */
export function daysWords(days: Days): string {
  const [first, last] = [dayWords(days.first, language()), dayWords(days.last, language())];
  return days.first === days.last ? first : `${first} – ${last}`;
}

/** "3", or "0–50". */
export function countWords(count: Count): string {
  return count.least === count.most ? String(count.least) : `${count.least}–${count.most}`;
}

export function clockWords(clock: Clock): string {
  if (clock.state === 'not_known' || !clock.due) return t('clock_state.not_known');
  const due = daysWords(clock.due);
  const days = clock.days ? countWords(clock.days) : t('mark.not_recorded');
  return t(`clock_state.${clock.state}`, { due, days });
}

export function ruleTitle(rules: ClockRule[], id: string): string {
  const rule = rules.find((one) => one.id === id);
  return rule ? inLanguage(rule.title) : id;
}

/** "3 days", "6 months", and to how many it can be made longer. */
export function lengthWords(rule: ClockRule): string {
  const usual = rule.months ? t('clock.months', { n: rule.months }) : t('clock.days', { n: rule.days });
  return rule.longest ? t('clock.longest', { usual, n: rule.longest }) : usual;
}

const kFewestForMiddle = 3;
/** The middle of the days it took, of the widest and the narrowest reading of each; below three it would
 * say no more than they do themselves. */
export function middleDays(all: Count[]): Count | null {
  if (all.length < kFewestForMiddle) return null;
  const middle = (of: number[]) => {
    const sorted = [...of].sort((a, b) => a - b);
    const at = (place: number) => sorted[Math.floor(place)] ?? 0;
    return (at((sorted.length - 1) / 2) + at(sorted.length / 2)) / 2;
  };
  return { least: middle(all.map((one) => one.least)), most: middle(all.map((one) => one.most)) };
}
