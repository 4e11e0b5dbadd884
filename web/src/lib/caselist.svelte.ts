// SPDX-License-Identifier: Apache-2.0
/** The list of cases, fetched in pages as it is scrolled. */
import { get, problemOf } from './api';
import { caseQuery, type Wish } from './filters';
import type { CasePage, CaseRow, Problem } from './types';

const kPage = 200;

export class CaseList {
  found = $state(0);
  all = $state(0);
  facets = $state.raw<CasePage['facets']>({ states: [], places: [], works: [] });
  problem = $state<Problem | null>(null);
  arrived = $state(false);
  private rows = $state.raw(new Map<number, CaseRow[]>());
  private asked = new Set<number>();

  constructor(readonly wish: Wish) {
    void this.fetch(0);
  }

  row(at: number): CaseRow | undefined {
    return this.rows.get(Math.floor(at / kPage))?.[at % kPage];
  }

  /** Fetches the pages that hold these rows, if they are not here yet. */
  want(first: number, last: number): void {
    for (let page = Math.floor(first / kPage); page * kPage < last; ++page) void this.fetch(page);
  }

  /** Every row, for print. */
  async wholeList(): Promise<void> {
    for (let page = 0; page * kPage < this.found; ++page) await this.fetch(page);
  }

  private async fetch(page: number): Promise<void> {
    if (this.asked.has(page)) return;
    this.asked.add(page);
    try {
      const answer = await get<CasePage>(`/cases?${caseQuery(this.wish, page * kPage, kPage)}`);
      this.rows = new Map(this.rows).set(page, answer.rows);
      this.found = answer.found;
      this.all = answer.all;
      if (page === 0) this.facets = answer.facets;
      this.arrived = true;
    } catch (error) {
      this.asked.delete(page);
      this.problem = problemOf(error);
    }
  }
}
