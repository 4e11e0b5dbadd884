// SPDX-License-Identifier: Apache-2.0
/**
 * What was begun in a form and not yet saved. Leaving the form, another page and locking keep it, in
 * this page's memory alone; saving and giving it up forget it.
 */
const begunDrafts = new Map<string, unknown>();

/** What was left under this key, or nothing. The key belongs to one form. */
export function kept<Begun>(key: string): Begun | undefined {
  return begunDrafts.get(key) as Begun | undefined;
}

/** Keeps what differs from how the form was opened. */
export function keep<Begun>(key: string, draft: Begun, opened: Begun): void {
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
