// SPDX-License-Identifier: Apache-2.0
import type { Mark, State, Statement } from './types';

export const kStates: State[] = ['yes', 'no', 'unclear', 'not_asked', 'refused'];

/** How a mark is written where no drawing can stand: in a title, in print without pictures. */
export const kSigns: Record<State | 'contradicted' | 'not_recorded', string> = {
  yes: '●', unclear: '◐', no: '○', not_asked: '┄', refused: '▒', contradicted: '⊘', not_recorded: '·',
};

/**
 * What the live statements on one fact say together. Yes beside no is a contradiction and is shown
 * as one; otherwise what was answered outweighs what was not, since a later talk may ask again.
 */
export function markOf(statements: readonly Pick<Statement, 'live' | 'answer'>[]): Mark {
  const said = new Set(statements.filter((s) => s.live).map((s) => s.answer.state));
  if (said.has('yes') && said.has('no')) return 'contradicted';
  for (const state of ['yes', 'no', 'unclear', 'refused', 'not_asked'] as const) {
    if (said.has(state)) return state;
  }
  return null;
}

/** The key of a mark's word in the catalogue. */
export function markKey(mark: Mark): string {
  return `mark.${mark ?? 'not_recorded'}`;
}
