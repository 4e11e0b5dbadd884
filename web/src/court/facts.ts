// SPDX-License-Identifier: Apache-2.0
/** Which facts of a case go into a dossier when many are ticked at once. */
import type { Case } from '../case/casefile';
import type { Fact } from '../lib/types';

/** What could cost a life in wrong hands, or is not known here, is never ticked but by hand. */
export function couldCostALife(fact: Fact | undefined): boolean {
  return !fact || fact.sensitivity === 'life_critical';
}

/** All that stand; without those that say who somebody is, if `nameless`. */
export function many(file: Case, nameless: boolean): string[] {
  return file.statements
    .filter((said) => {
      const fact = file.fact(said.fact);
      return said.live && !!fact && !couldCostALife(fact) && !(nameless && fact.identity);
    })
    .map((said) => said.id);
}
