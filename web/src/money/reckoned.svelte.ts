// SPDX-License-Identifier: Apache-2.0
/** The reckoning of one case, as its page shows it. */
import { get, problemOf } from '../lib/api';
import type { Reckoning } from '../lib/ledger_types';
import type { Problem } from '../lib/types';

export class Reckoned {
  told = $state.raw<Reckoning | null>(null);
  problem = $state<Problem | null>(null);
  private asked = 0;

  constructor(private readonly id: string) {}

  /** Reckons anew; an answer that a later wish overtook is dropped. */
  async reckon(to: string | null, person: string | null): Promise<void> {
    const turn = ++this.asked;
    const wish = new URLSearchParams({ ...(to && { to }), ...(person && { person }) });
    try {
      const told = await get<Reckoning>(`/cases/${this.id}/ledger${wish.size ? `?${wish}` : ''}`);
      if (turn === this.asked) [this.told, this.problem] = [told, null];
    } catch (error) {
      if (turn === this.asked) this.problem = problemOf(error);
    }
  }
}
