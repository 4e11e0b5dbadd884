// SPDX-License-Identifier: Apache-2.0
import { keep, kept } from '../case/kept';
import { kFromEstimate, nothingTyped } from '../gap/figures';
import { go } from '../lib/router.svelte';
import { gapAddress } from '../lib/routes';
import type { TableAnswer } from './types';

const kHashShown = 16;
const begun: string[] = [];  // the tables of which a figure was begun

/**
 * Opens the form of a figure with the range filled in: an estimate is a range and no number, and of
 * whom, where and when it is, nobody but a person can say. What was being typed in elsewhere, or of this
 * table before, stays as it is.
 */
export function keepAmongFigures(table: TableAnswer): void {
  const { low, high } = table.summary;
  if (!begun.includes(table.table_hash)) begun.push(table.table_hash);
  const form = `${kFromEstimate}${begun.indexOf(table.table_hash) + 1}`;
  if (!kept(`figure ${form}`)) keep(`figure ${form}`, {
    ...nothingTyped(), measure: 'estimate.people', low: String(Math.round(low ?? 0)), high: String(Math.round(high ?? 0)), unit: 'persons',
    kind: 'stock', source: `manumit estimate, ${table.table_hash.slice(0, kHashShown)}`, source_kind: 'index', confidence: 'inferred',
  }, nothingTyped());
  go(gapAddress('figures', { form }));
}
