// SPDX-License-Identifier: Apache-2.0
/** Amounts and what is owed, in words. */
import { language, t } from '../lib/i18n.svelte';
import type { Owed, Range } from '../lib/ledger_types';
import { isExact, isNothing } from './ledger';

/** Decimal text goes in as it is: a browser reads it exactly, which a number would not be. */
function exact(amount: string): number {
  return amount as unknown as number;
}

/** "30000.00" as the reader writes it: exact, figures grouped, whole amounts without decimals. */
export function amountWords(amount: string, currency: string): string {
  const tongue = language() === 'ar' ? 'ar-u-nu-latn' : language();
  const whole = /\.0*$/.test(amount) || !amount.includes('.') ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  const style = { style: 'currency', currency, currencyDisplay: 'code', ...whole } as const;
  return new Intl.NumberFormat(tongue, style).format(exact(amount));
}
/** The bare figure, for tables whose head names the currency. */
export function figure(amount: string): string {
  const tongue = language() === 'ar' ? 'ar-u-nu-latn' : language();
  const digits = amount.split('.')[1]?.length ?? 0;
  return new Intl.NumberFormat(tongue, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(exact(amount));
}

export function rangeWords(range: Range, currency: string): string {
  if (isExact(range)) return amountWords(range.low, currency);
  return t('ledger.range', { low: amountWords(range.low, currency), high: amountWords(range.high, currency) });
}
export function rangeFigures(range: Range): string {
  return isExact(range) ? figure(range.low) : `${figure(range.low)} … ${figure(range.high)}`;
}

/** The same for a narrow column: the ends below each other. */
export function rangeLines(range: Range): string {
  return isExact(range) ? figure(range.low) : `${figure(range.low)} …\n${figure(range.high)}`;
}

/** The one sentence on top: who owes whom what, by the law. */
export function owedSentence(owed: Owed | null, currency: string): string {
  if (!owed) return t('ledger.no_rules');
  if (owed.to === 'nobody') return t('ledger.owed_nobody');
  if (owed.to === 'employer') return t('ledger.owed_employer', { total: rangeWords(owed.total, currency) });
  const wages = rangeWords(owed.wages, currency);
  const parts = isNothing(owed.delay_compensation)
    ? t('ledger.owed_wages', { wages })
    : t('ledger.owed_wages_delay', { wages, delay: rangeWords(owed.delay_compensation, currency) });
  return isNothing(owed.handed_back) ? parts : `${parts} ${t('ledger.owed_back', { back: rangeWords(owed.handed_back, currency) })}`;
}
