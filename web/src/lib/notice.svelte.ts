// SPDX-License-Identifier: Apache-2.0
/** One quiet line at the foot: what was just done, with undo; or what went wrong. */
import { problemOf } from './api';
import type { Problem } from './types';

interface Notice {
  text: string;
  problem: Problem | null;
  undo: (() => Promise<unknown>) | null;
}

let current = $state.raw<Notice | null>(null);

export const notice = {
  get current() { return current; },
  dismiss(): void { current = null; },
};

export function tell(what: string | Problem, undo: (() => Promise<unknown>) | null = null): void {
  current = typeof what === 'string'
    ? { text: what, problem: null, undo }
    : { text: '', problem: what, undo: null };
}

/** Takes the last act back, if it can be taken back. */
export async function takeBack(said: string): Promise<void> {
  const undo = current?.undo;
  if (!undo) return;
  current = null;
  await undo().then(() => tell(said), (error: unknown) => tell(problemOf(error)));
}
