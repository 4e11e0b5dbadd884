// SPDX-License-Identifier: Apache-2.0
/** Locks when nobody is there, and keeps the desk open while somebody is. */

export interface Clock {
  now(): number;
}

/** When to ask the desk to stay open and when to lock, from the times of presses and moves. */
export class Idle {
  private last: number;
  constructor(
    private readonly afterMs: number,
    private readonly clock: Clock,
  ) {
    this.last = clock.now();
  }
  touched(): void {
    this.last = this.clock.now();
  }
  isOver(): boolean {
    return this.clock.now() - this.last >= this.afterMs;
  }
  wasTouchedWithin(ms: number): boolean {
    return this.clock.now() - this.last < ms;
  }
}

const kLookEveryMs = 20_000;

/** While it stands: `stay` is called now and then if somebody is there, `over` once if nobody is. */
export function watchIdle(afterS: number, stay: () => void, over: () => void): () => void {
  const idle = new Idle(afterS * 1000, { now: () => Date.now() });
  const touched = () => idle.touched();
  const signs = ['keydown', 'pointerdown', 'pointermove', 'scroll'];
  signs.forEach((sign) => addEventListener(sign, touched, { passive: true }));
  const timer = setInterval(() => {
    if (idle.isOver()) {
      clearInterval(timer);
      over();
    } else if (idle.wasTouchedWithin(kLookEveryMs)) stay();
  }, Math.min(kLookEveryMs, afterS * 250));
  return () => {
    clearInterval(timer);
    signs.forEach((sign) => removeEventListener(sign, touched));
  };
}
