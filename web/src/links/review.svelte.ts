// SPDX-License-Identifier: Apache-2.0
/** The pairs that wait for somebody's word, one after the other. What was decided stays in its place
 * until the page is left, so that it can be looked at again and taken back. */
import { get, problemOf } from '../lib/api';
import type { Problem } from '../lib/types';
import { sayOf, takingBack } from './saying';
import type { Pair, Queue, Said, Saying, Verdict, Waiting } from './types';

export interface Turn<T extends Waiting> {
  pair: T;
  /** This member's word, and what the desk answered. */
  said: { verdict: Verdict; answer: Said } | null;
  /** Why it weighs what it weighs: asked for only when the word was given. */
  why: Pair | null;
  reason: string;
}

export class Review<T extends Waiting> {
  turns = $state.raw<Turn<T>[]>([]);
  at = $state(0);
  left = $state(0);
  arrived = $state(false);
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);

  constructor(
    private readonly run: string,
    private readonly adjudicate: boolean,
    private readonly how: (pair: T) => Partial<Saying>,
  ) {}

  get turn(): Turn<T> | null {
    return this.turns[this.at] ?? null;
  }
  /** How many are without this member's word, the ones that were passed over included. */
  get passedOver(): number {
    return this.turns.filter((turn) => !turn.said).length;
  }

  /** Asks for more; pairs that stand here already are not put in twice. */
  async more(): Promise<void> {
    const query = `skip=${this.passedOver}${this.adjudicate ? '&adjudicate=1' : ''}`;
    await this.during(async () => {
      const queue = await get<Queue<T>>(`/links/runs/${this.run}/queue?${query}`);
      const known = new Set(this.turns.map(({ pair }) => keyOf(pair)));
      const fresh = queue.pairs.filter((pair) => !known.has(keyOf(pair)));
      this.turns = [...this.turns, ...fresh.map((pair): Turn<T> => ({ pair, said: null, why: null, reason: '' }))];
      this.left = queue.left;
      this.arrived = true;
    });
  }

  async say(verdict: Verdict): Promise<void> {
    const turn = this.turn;
    if (!turn || turn.said || this.busy) return;
    const { a, b } = turn.pair;
    await this.during(async () => {
      const saying: Saying = {
        a: a.ref, b: b.ref, verdict, reason: turn.reason.trim(), ...this.how(turn.pair),
      };
      const [answer] = await sayOf(this.run, [saying]);
      this.put(turn, { said: { verdict, answer: answer! } });
      this.left = Math.max(0, this.left - 1);
      const why = await get<Pair>(`/links/runs/${this.run}/pair?a=${a.ref.subject}&b=${b.ref.subject}`);
      this.put(turn, { why });
    });
  }
  /** Takes back the word on the pair that is shown, else the one before it. */
  async undo(): Promise<void> {
    if (this.busy) return;
    if (!this.turn?.said && this.turns[this.at - 1]?.said) this.at -= 1;
    const turn = this.turn;
    if (!turn?.said) return;
    const { entry } = turn.said.answer;
    await this.during(async () => {
      await sayOf(this.run, [takingBack(turn.pair.a.ref, turn.pair.b.ref, [entry])]);
      this.put(turn, { said: null, why: null });
      this.left += 1;
    });
  }
  setReason(reason: string): void {
    if (this.turn) this.put(this.turn, { reason });
  }

  async next(): Promise<void> {
    if (this.busy) return;
    if (this.at + 1 >= this.turns.length && this.left > this.passedOver) {
      await this.more();
      if (this.problem) return;
    }
    this.at = Math.min(this.at + 1, this.turns.length);
  }
  before(): void {
    this.at = Math.max(this.at - 1, 0);
  }
  /** From the end back to what was passed over; nothing if there is none. */
  toPassedOver(): void {
    const first = this.turns.findIndex((turn) => !turn.said);
    if (first >= 0) this.at = first;
  }

  private put(old: Turn<T>, change: Partial<Turn<T>>): void {
    const at = this.turns.findIndex(({ pair }) => pair === old.pair);
    this.turns = this.turns.map((turn, i) => (i === at ? { ...turn, ...change } : turn));
  }
  private async during(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = problemOf(error);
    }
    this.busy = false;
  }
}

function keyOf({ a, b }: Waiting): string {
  return `${a.ref.subject} ${b.ref.subject}`;
}
