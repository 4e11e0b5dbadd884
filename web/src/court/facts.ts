// SPDX-License-Identifier: Apache-2.0
/** Which facts of a case go into a dossier when many are ticked at once. */
import type { Case } from '../case/casefile';

/** The class of what could cost a life in wrong hands: never ticked but by hand. */
export const kLifeCritical = 4;

/** All that stand; without those that say who somebody is, if `nameless`. */
export function many(file: Case, nameless: boolean): string[] {
  return file.statements
    .filter((said) => {
      const fact = file.fact(said.fact);
      return said.live && !!fact && fact.sensitivity < kLifeCritical && !(nameless && fact.identity);
    })
    .map((said) => said.id);
}
