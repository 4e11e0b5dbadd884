// SPDX-License-Identifier: Apache-2.0
/** What somebody says of two records goes to the vault, and can be taken back. */
import { post } from '../lib/api';
import type { Bond, Ref, Said, Saying } from './types';

/** Several pairs go in one act, or none does. */
export async function sayOf(run: string | null, pairs: Saying[]): Promise<Said[]> {
  return (await post<{ pairs: Said[] }>('/links/decisions', { run, pairs })).pairs;
}

export function takingBack(a: Ref, b: Ref, entries: string[]): Saying {
  return { a, b, takes_back: entries };
}

/** The words that bind a record to its group, pair by pair. */
export function partings(bonds: Bond[]): Saying[] {
  const byPair = new Map<string, Saying>();
  for (const { entry, a, b } of bonds) {
    const key = `${a.subject} ${b.subject}`;
    const one = byPair.get(key) ?? takingBack(a, b, []);
    one.takes_back!.push(entry);
    byPair.set(key, one);
  }
  return [...byPair.values()];
}

/** What undoes such an act: each taking back is taken back itself. */
export function undoing(sayings: Saying[], said: Said[]): Saying[] {
  return sayings.map(({ a, b }, i) => takingBack(a, b, said[i] ? [said[i].entry] : []));
}
