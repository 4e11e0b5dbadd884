// SPDX-License-Identifier: Apache-2.0
import type { RankedQuestion, Version } from '../lib/law_types';
import { nameOf } from './library';

export interface ToAsk {
  fact: string;
  settles: Version[];
  helps: Version[];
}

/**
 * One question for each fact: that two codes of one fact would settle different laws does not make
 * two questions for the person. The order of the first stands.
 */
export function toAsk(ranked: RankedQuestion[]): ToAsk[] {
  const byFact = new Map<string, ToAsk>();
  for (const question of ranked) {
    const one = byFact.get(question.fact) ?? { fact: question.fact, settles: [], helps: [] };
    one.settles = united(one.settles, question.settles);
    one.helps = united(one.helps, question.helps ?? []);
    byFact.set(question.fact, one);
  }
  return [...byFact.values()];
}

function united(a: Version[], b: Version[]): Version[] {
  return [...new Map([...a, ...b].map((one) => [nameOf(one), one])).values()];
}
