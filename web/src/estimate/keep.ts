// SPDX-License-Identifier: Apache-2.0
import { keep } from '../case/kept';
import { nothingTyped } from '../gap/figures';
import { go } from '../lib/router.svelte';
import { gapAddress } from '../lib/routes';
import type { TableAnswer } from './types';

const kHashShown = 16;

/**
 * Opens the form of a figure with the range filled in: an estimate is a range and no number, and of
 * whom, where and when it is, nobody but a person can say.
 */
export function keepAmongFigures(table: TableAnswer): void {
  const { low, high } = table.summary;
  keep('figure new', {
    ...nothingTyped(), measure: 'estimate.people', low: String(Math.round(low ?? 0)), high: String(Math.round(high ?? 0)), unit: 'persons',
    kind: 'stock', source: `manumit estimate, ${table.table_hash.slice(0, kHashShown)}`, source_kind: 'index', confidence: 'inferred',
  }, nothingTyped());
  go(gapAddress('figures', { form: 'new' }));
}
