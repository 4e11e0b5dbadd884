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
 * two questions for the person. The order of the first stands, but what bears on a law that is
 * shown comes before what bears on none of them: nobody is asked out of turn about a law that
 * nobody looks at.
 */
export function toAsk(ranked: RankedQuestion[], shown: string[] = []): ToAsk[] {
  const byFact = new Map<string, ToAsk>();
  for (const question of ranked) {
    const one = byFact.get(question.fact) ?? { fact: question.fact, settles: [], helps: [] };
    one.settles = united(one.settles, question.settles);
    one.helps = united(one.helps, question.helps ?? []);
    byFact.set(question.fact, one);
  }
  const rank = (one: ToAsk) => {
    const bears = (of: Version) => shown.includes(nameOf(of));
    return one.settles.some(bears) ? 0 : one.helps.some(bears) ? 1 : 2;
  };
  return [...byFact.values()].sort((a, b) => rank(a) - rank(b));
}

function united(a: Version[], b: Version[]): Version[] {
  return [...new Map([...a, ...b].map((one) => [nameOf(one), one])).values()];
}
