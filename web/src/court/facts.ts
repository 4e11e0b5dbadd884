// SPDX-License-Identifier: Apache-2.0
/** Which facts of a case go into a dossier when many are ticked at once. */
import type { Case } from '../case/casefile';
import type { Fact, Source } from '../lib/types';

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

/** Sources of these facts of which the vault keeps the file: no other may go along. */
export function filesOf(file: Case, chosen: string[]): Source[] {
  const cited = new Set(chosen.map((id) => file.statement(id)?.source));
  return file.sources.filter((source) => source.kept && cited.has(source.id));
}

/** Whether one of them says who somebody is. */
export function tellsWho(file: Case, chosen: string[]): boolean {
  return chosen.some((id) => file.fact(file.statement(id)?.fact ?? '')?.identity ?? true);
}
