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

/** Both values in pieces; a word of the one that stands in the other is the same, once for each time. */
export function aligned(a: string, b: string): [Piece[], Piece[]] {
  const [left, right] = [words(a), words(b)];
  return [pieces(left, right), pieces(right, left)];
}

function pieces(mine: string[], theirs: string[]): Piece[] {
  const there = new Map<string, number>();
  for (const word of theirs.map(folded)) if (word) there.set(word, (there.get(word) ?? 0) + 1);
  const out: Piece[] = [];
  for (const word of mine) {
    const key = folded(word);
    const left = there.get(key) ?? 0;
    if (key && left) there.set(key, left - 1);
    const same = key !== '' && left > 0;
    const last = out.at(-1);
    // A blank goes with what stands before it.
    if (last && (!key || last.same === same)) last.text += word;
    else out.push({ text: word, same });
  }
  return out;
}

/** The same value, however its letters are written. */
export function isSame(a: string, b: string): boolean {
  const whole = (text: string) => words(text).map(folded).filter(Boolean).join(' ');
  return a !== '' && b !== '' && whole(a) === whole(b);
}
