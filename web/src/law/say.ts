// SPDX-License-Identifier: Apache-2.0
/** Laws and findings in words. */
import { dayWords } from '../lib/dates';
import { language, t } from '../lib/i18n.svelte';
import type { Instrument } from '../lib/law_types';
import type { Column } from './board';
import { inWords } from './library';

/** "8 December 2011 until today"; what is not known is said. */
export function forceWords(law: Pick<Instrument, 'in_force_from' | 'in_force_to'>): string {
  const { in_force_from: from, in_force_to: to } = law;
  const day = (iso: string) => dayWords(iso, language());
  if (from && to) return `${day(from)} – ${day(to)}`;
  if (from) return t('force.since', { from: day(from) });
  if (to) return t('force.until', { to: day(to) });
  return t('force.unknown');
}

/** Whether it bound that country then; for what nobody can be party to, nothing. */
export function bindingWords({ finding, law }: Column): string {
  if (finding.binding === 'not_applicable') return law.places.length ? t('binding.law') : t('binding.yardstick');
  return t(`binding.${finding.binding}`);
}

/** Why something does not apply or is not decided, as a sentence. */
export function reasonWords(reason: string | null | undefined): string {
  return reason ? t(`reason.${reason}`) : '';
}

/** "Palermo Protocol …, Art. 3(a)". */
export function citation(law: Instrument, article: string): string {
  return `${inWords(law.title)} · ${articleWords(article)}`;
}
export function articleWords(article: string): string {
  return /^\d/.test(article) ? t('law.article', { article }) : article;
}
