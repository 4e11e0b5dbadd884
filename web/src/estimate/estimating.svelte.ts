// SPDX-License-Identifier: Apache-2.0
/** One estimate from the choice of lists to its answer. Nothing of it outlives the page. */
import { get, problemOf, stopJob } from '../lib/api';
import type { Job, Problem } from '../lib/types';
import { asked, sourceOf } from './ask';
import { namesOfVault } from './names.svelte';
import type { Answer, Look } from './types';
import { lookBody, runBody, wishOf, withRole, type Grouping, type Role, type Source, type Wish } from './wish';

export class Estimating {
  wish = $state.raw<Wish | null>(null);
  /** The name of the file, to be shown; empty for the vault. */
  name = $state('');
  look = $state.raw<Look | null>(null);
  answer = $state.raw<Answer | null>(null);
  job = $state.raw<Job<unknown> | null>(null);
  doing = $state<'reading' | 'reckoning' | null>(null);
  problem = $state.raw<Problem | null>(null);
  private turn = 0;
  private stopping = false;

  chooseFile(name: string, file: Blob): Promise<void> {
    namesOfVault(false);
    return this.begin(name, () => sourceOf(name, file));
  }
  chooseVault(vault: Grouping): Promise<void> {
    namesOfVault(true);
    return this.begin('', () => Promise.resolve({ vault }));
  }
  private async begin(name: string, source: () => Promise<Source>): Promise<void> {
    this.answer = null;
    this.look = null;
    this.wish = null;
    this.name = name;
    await this.during('reading', async () => {
      this.wish = wishOf(await source());
      return this.lookNow();
    });
  }

  /** What the chosen columns amount to, told by the desk. */
  async setRole(column: string, role: Role): Promise<void> {
    if (!this.wish) return;
    this.wish = { ...this.wish, roles: withRole(this.wish.roles, column, role), population: [] };
    await this.during('reading', () => this.lookNow());
  }
  set(change: Partial<Wish>): void {
    if (this.wish) this.wish = { ...this.wish, ...change };
  }
  private async lookNow(): Promise<() => void> {
    const body = lookBody(this.wish!, this.look?.columns ?? []);
    const look = await asked<Look>('/estimate/look', body, (job) => this.follow(job));
    return () => (this.look = look);
  }

  async run(): Promise<void> {
    const { wish, look } = this;
    if (!wish || !look) return;
    this.answer = null;
    await this.during('reckoning', async () => {
      const answer = await asked<Answer>('/estimate', runBody(wish, look), (job) => this.follow(job));
      return () => (this.answer = answer);
    });
  }
  /** Whether the lists are the vault's own. */
  get own(): boolean {
    return this.wish !== null && 'vault' in this.wish.source;
  }
  /** An answer of before, by its record, as long as the desk keeps it. */
  async restore(record: string, own: boolean): Promise<void> {
    namesOfVault(own);
    await this.during('reading', async () => {
      const answer = await get<Answer>(`/estimate/${encodeURIComponent(record)}`);
      return () => (this.answer = answer);
    });
  }
  /** Asked for before the job is known, it is stopped as soon as it is. */
  stop(): void {
    this.stopping = true;
    if (this.job) void stopJob(this.job.id);
  }
  private follow(job: Job<unknown>): void {
    if (this.stopping && !this.job) void stopJob(job.id);
    this.job = job;
  }

  /** Of two pieces of work the one begun last is shown, whichever ends first. */
  private async during(doing: 'reading' | 'reckoning', work: () => Promise<() => void>): Promise<void> {
    const turn = ++this.turn;
    this.doing = doing;
    this.problem = null;
    this.stopping = false;
    this.job = null;
    try {
      const show = await work();
      if (turn === this.turn) show();
    } catch (error) {
      if (turn === this.turn) this.problem = problemOf(error);
    }
    if (turn !== this.turn) return;
    this.doing = null;
    this.job = null;
  }
}
