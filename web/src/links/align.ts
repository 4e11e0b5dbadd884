// SPDX-License-Identifier: Apache-2.0
/** Which words of two values are the same, to be marked where both are read side by side. It says
 * nothing of spellings or scripts: what those are worth the engine says. */

export interface Piece {
  text: string;
  same: boolean;
}

const folded = (word: string) =>
  word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ё/g, 'е').replace(/[^\p{L}\p{N}]/gu, '');

const words = (text: string) => text.split(/(\s+)/).filter(Boolean);

/** Both values in pieces; a word of the one that stands in the other is the same, once for each time.
 * How they read in Latin letters, where that is known, makes words of two scripts meet. */
export function aligned(a: string, b: string, latin: [string, string] = ['', '']): [Piece[], Piece[]] {
  const [left, right] = [keyed(a, latin[0]), keyed(b, latin[1])];
  return [pieces(left, right), pieces(right, left)];
}

interface Keyed {
  text: string;
  key: string;
}
/** A reading stands for the words only where it has as many. */
function keyed(text: string, latin: string): Keyed[] {
  const all = words(text).map((word) => ({ text: word, key: folded(word) }));
  const real = all.filter((word) => word.key);
  const read = words(latin).map(folded).filter(Boolean);
  if (read.length === real.length) real.forEach((word, i) => (word.key = read[i]!));
  return all;
}

function pieces(mine: Keyed[], theirs: Keyed[]): Piece[] {
  const there = new Map<string, number>();
  for (const { key } of theirs) if (key) there.set(key, (there.get(key) ?? 0) + 1);
  const out: Piece[] = [];
  for (const { text, key } of mine) {
    const left = there.get(key) ?? 0;
    if (key && left) there.set(key, left - 1);
    const same = key !== '' && left > 0;
    const last = out.at(-1);
    // A blank goes with what stands before it.
    if (last && (!key || last.same === same)) last.text += text;
    else out.push({ text, same });
  }
  return out;
}

/** The same value, however its letters are written. */
export function isSame(a: string, b: string): boolean {
  const whole = (text: string) => words(text).map(folded).filter(Boolean).join(' ');
  return a !== '' && b !== '' && whole(a) === whole(b);
}
