// SPDX-License-Identifier: Apache-2.0
/** One linking from the choice of records to its result. Nothing of it outlives the page; the desk
 * keeps the newest run of each kind until it locks. */
import { asked } from '../estimate/ask';
import { get, problemOf, stopJob } from '../lib/api';
import type { Job, Problem } from '../lib/types';
import type { Kind, Lists, Run } from './types';

export class Linking {
  lists = $state.raw<Lists | null>(null);
  run = $state.raw<Run | null>(null);
  /** Roles that are left out, and files on which nobody stands twice. */
  without = $state.raw<ReadonlySet<string>>(new Set());
  deduplicated = $state.raw<ReadonlySet<string>>(new Set());
  job = $state.raw<Job<unknown> | null>(null);
  doing = $state<'reading' | 'comparing' | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** The run was made here and not yet shown. */
  fresh = false;
  private turn = 0;
  private stopping = false;

  /** What could be compared. A run of before stays shown as long as it is of this kind. */
  async look(kind: Kind): Promise<void> {
    if (this.lists?.kind !== kind) {
      this.lists = null;
      this.without = new Set();
      this.deduplicated = new Set();
    }
    await this.during('reading', async () => {
      const lists = await get<Lists>(`/links/lists?kind=${kind}`);
      return () => (this.lists = lists);
    });
  }
  /** Every role may be compared; none at all says nothing. */
  get roles(): string[] {
    return (this.lists?.roles ?? []).map(({ role }) => role).filter((role) => !this.without.has(role));
  }
  toggleRole(role: string): void {
    this.without = toggled(this.without, role);
  }
  toggleList(hash: string): void {
    this.deduplicated = toggled(this.deduplicated, hash);
  }

  async compare(): Promise<void> {
    const { lists } = this;
    if (!lists) return;
    const all = this.without.size === 0;
    const wish = { kind: lists.kind, roles: all ? [] : this.roles, deduplicated: [...this.deduplicated].sort() };
    this.run = null;
    await this.during('comparing', async () => {
      const run = await asked<Run>('/links/runs', wish, (job) => this.follow(job));
      return () => {
        this.fresh = true;
        this.run = run;
      };
    });
  }
  /** A run that the desk keeps. */
  async restore(run: string): Promise<void> {
    if (this.run?.run === run) return;
    await this.during('reading', async () => {
      const kept = await get<Run>(`/links/runs/${encodeURIComponent(run)}`);
      return () => (this.run = kept);
    });
  }
  /** What decisions have changed of it since. */
  async again(): Promise<void> {
    const { run } = this;
    if (!run) return;
    const kept = await get<Run>(`/links/runs/${encodeURIComponent(run.run)}`).catch(() => run);
    if (this.run?.run === kept.run) this.run = kept;
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
  private async during(doing: 'reading' | 'comparing', work: () => Promise<() => void>): Promise<void> {
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

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}
