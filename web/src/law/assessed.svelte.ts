// SPDX-License-Identifier: Apache-2.0
/** One case under the laws, as the tab and the pane beside it both read it. */
import { getContext, setContext } from 'svelte';
import { get, problemOf } from '../lib/api';
import type { Assessment, Gap } from '../lib/law_types';
import { query } from '../lib/router.svelte';
import type { Problem } from '../lib/types';
import { chosenLaws, columnsOf, openedOf } from './board';
import { laws, type Laws } from './library';

export class Assessed {
  texts = $state.raw<Laws | null>(null);
  told = $state.raw<Assessment | null>(null);
  /** The same without another date: where the facts lie, to mark them on the slider. */
  facts = $state.raw<Assessment | null>(null);
  gap = $state.raw<Gap | null>(null);
  problem = $state<Problem | null>(null);
  private asked = 0;

  chosen = $derived(this.texts && this.told ? chosenLaws(this.texts, query().get('laws'), (this.facts ?? this.told).place) : []);
  columns = $derived(this.texts && this.told ? columnsOf(this.texts, this.told, this.chosen) : []);
  opened = $derived(openedOf(this.columns, query().get('el')));

  constructor(private readonly id: string) {}

  /** Values everything anew; an answer that was overtaken by a later wish is dropped. */
  async value(on: string | null, person: string | null): Promise<void> {
    const turn = ++this.asked;
    const path = (day: string | null) => {
      const wish = new URLSearchParams({ ...(day && { from: day, to: day }), ...(person && { person }) });
      return `/cases/${this.id}/assess${wish.size ? `?${wish}` : ''}`;
    };
    try {
      const [texts, facts, told] = await Promise.all([
        laws(), get<Assessment>(path(null)), on ? get<Assessment>(path(on)) : null,
      ]);
      if (turn !== this.asked) return;
      this.texts = texts;
      this.facts = facts;
      this.told = told ?? facts;
      this.problem = null;
    } catch (error) {
      if (turn === this.asked) this.problem = problemOf(error);
    }
  }

  async compare(): Promise<void> {
    try {
      const [texts, gap] = await Promise.all([laws(), get<Gap>(`/cases/${this.id}/gap`)]);
      this.texts = texts;
      this.gap = gap;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}

const kKey = Symbol('assessed');
export function provideAssessed(id: string): Assessed {
  return setContext(kKey, new Assessed(id));
}
export function useAssessed(): Assessed {
  return getContext<Assessed>(kKey);
}
