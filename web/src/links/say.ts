// SPDX-License-Identifier: Apache-2.0
/** Records, weights and standings in words. */
import { figure, percent, stretch } from '../estimate/say';
import { codeWord, known, language, t } from '../lib/i18n.svelte';
import { nameOf } from '../lib/world';
import type { LinkRecord, PartOfWeight, Share, ShareOfPairs, Standing, Verdict } from './types';

export function columnWord(column: string): string {
  if (column === '') return t('links.together');
  return known(`link_column.${column}`) ? t(`link_column.${column}`) : column;
}
/** What a part of a weight looks at: its columns, since a comparison may have a name of its own. */
export function partWord({ column, columns }: Pick<PartOfWeight, 'column' | 'columns'>): string {
  return columns.length ? columns.map(columnWord).join(' + ') : columnWord(column);
}
/** A value as people say it: codes of sex and of countries have names. */
export function valueWord(column: string, value: string): string {
  if (column === 'sex') return codeWord('gender', value);
  if (column === 'citizenship') {
    return value.split(' ').map((code) => (/^[A-Z]{2}$/.test(code) ? nameOf('region', code, language()) : code)).join(', ');
  }
  return value;
}
export function listWord(title: string): string {
  return title || t('links.own');
}

/** A rule as the engine writes it, "name:rare 100, birth_date:year", in words. */
export function ruleWord(rule: string): string {
  if (!rule) return t('links.every_pair');
  return rule.split(', ').map((part) => {
    const [, columns, cut, n = ''] = /^([^:]+)(?::([a-z]+)(?: (\d+))?)?$/.exec(part) ?? [];
    if (!columns) return part;
    const words = columns.split('+').map(columnWord).join(' + ');
    return cut && known(`cut.${cut}`) ? `${words} (${t(`cut.${cut}`, { n: Number(n) })})` : words;
  }).join(t('links.key_and'));
}

/** What a record is called: its name, else what other name it has. */
export function nameIn(columns: string[], record: LinkRecord): string {
  for (const column of ['name', 'other_names', 'owner']) {
    const value = record.values[columns.indexOf(column)];
    if (value) return value;
  }
  return '';
}
export function calledIn(columns: string[], record: LinkRecord): string {
  return nameIn(columns, record) || t('links.no_name');
}
/** What else is recorded that fits into a line: enough to tell namesakes apart. */
export function besides(columns: string[], record: LinkRecord, most = 3): string {
  const shown = ['birth_date', 'age', 'place', 'street', 'phone', 'tax_number', 'owner', 'citizenship', 'occupation'];
  const parts = shown.flatMap((column) => {
    const value = record.values[columns.indexOf(column)];
    return value ? [valueWord(column, value)] : [];
  });
  return parts.slice(0, most).join(' · ');
}

export function verdictWord(verdict: Verdict): string {
  return t(`verdict.${verdict}`);
}
export function standingWord(standing: Standing | null, verdict: Verdict | null): string {
  if (standing === 'settled' && verdict) return t('links.settled_as', { verdict: verdictWord(verdict) });
  return t(`standing.${standing ?? 'open'}`);
}

/** "+4.2", with a true minus sign. */
export function bitsWord(bits: number): string {
  const rounded = Math.round(bits * 10) / 10;
  if (rounded === 0) return '0';
  const said = `${rounded > 0 ? '+' : '−'}${figureOf(Math.abs(rounded))}`;
  return language() === 'ar' ? `\u2066${said}\u2069` : said;
}
function figureOf(value: number): string {
  return figure(value, value >= 100 ? 3 : value >= 10 ? 3 : 2);
}

const kStrong = 6;
const kClear = 3;
const kSome = 1;
/** How loudly a part speaks. Three bits are odds of eight to one, six of sixty-four. */
export function strength(bits: number): string {
  const size = Math.abs(bits);
  if (size < 0.05) return 'nothing';
  const way = bits > 0 ? 'for' : 'against';
  if (size >= kStrong) return `strongly_${way}`;
  if (size >= kClear) return `clearly_${way}`;
  return size >= kSome ? way : `a_little_${way}`;
}
export function strengthWord(bits: number): string {
  return t(`speaks.${strength(bits)}`);
}

/** The odds of a pair in words: "about 12 to 1 that it is one person". */
export function oddsWord(weight: number): string {
  const odds = 2 ** Math.abs(weight);
  if (odds < 1.2) return t('links.odds_even');
  const most = odds >= 1e6 ? t('links.million') : figure(odds, 2);
  return t(weight > 0 ? 'links.odds_for' : 'links.odds_against', { odds: most });
}

/** "96 % (91 – 99 %)". No share is written as certain. */
export function shareWord({ value, low, high }: Share): string {
  const ends = stretch(share(low), share(high));
  return ends === share(value) ? ends : `${share(value)} (${ends})`;
}
/** How many of the pairs put together are right; nothing put together is neither right nor wrong. */
export function precisionWord(of: ShareOfPairs): string {
  return of.value === null ? t('links.nothing_together') : shareWord(of);
}
export function share(value: number): string {
  if (value > 0.995 && value < 1) return `> ${percent(0.99)}`;
  if (value > 0 && value < 0.005) return `< ${percent(0.01)}`;
  return percent(value);
}
