// SPDX-License-Identifier: Apache-2.0
/**
 * What was begun of a statement and not yet saved. Leaving the form, another page and locking keep
 * it, in this page's memory alone; saving and giving it up forget it.
 */
import type { Draft } from './draft';

const begunDrafts = new Map<string, Draft>();

/** The draft that was left under this key, or nothing. */
export function kept(key: string): Draft | undefined {
  return begunDrafts.get(key);
}

/** Keeps a draft that differs from how the form was opened. */
export function keep(key: string, draft: Draft, opened: Draft): void {
  if (JSON.stringify(draft) === JSON.stringify(opened)) begunDrafts.delete(key);
  else begunDrafts.set(key, draft);
}

/** After something was erased: a draft may hold its words. */
export function forgetAll(): void {
  begunDrafts.clear();
}

export function forget(key: string): void {
  begunDrafts.delete(key);
}
