// SPDX-License-Identifier: Apache-2.0
import type { Fills } from '../lib/words';
import type { MergeReport } from './types';

/** What a merge did, in sentences: what came first, then only what there is to say. */
export function linesOf(report: MergeReport): { key: string; fills: Fills }[] {
  const { from, added, entries, released, waiting, set_aside, erased, keys, anchors, copied_devices } = report;
  const more: [string, number][] = [
    ['merge.keys', keys], ['merge.anchors', anchors], ['merge.released', released], ['merge.waiting', waiting],
    ['merge.erased', erased], ['merge.set_aside', set_aside], ['merge.copied', copied_devices],
  ];
  const first: { key: string; fills: Fills } = added
    ? { key: 'merge.added', fills: { from, added, entries } }
    : { key: 'merge.nothing_new', fills: { from, entries } };
  return [first, ...more.filter(([, n]) => n).map(([key, n]) => ({ key, fills: { n } }))];
}
