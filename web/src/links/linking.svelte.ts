// SPDX-License-Identifier: Apache-2.0
/** One linking from the choice of records to its result. Nothing of it outlives the page; the desk
 * keeps the newest run of each kind until it locks. Looking at what is there, reading a run again and
 * comparing go on beside each other: none of them ends another. */
import { asked } from '../estimate/ask';
import { get, problemOf, stopJob } from '../lib/api';
import type { Job, Problem } from '../lib/types';
import type { Kind, Lists, Run } from './types';

/** Of two pieces of one work the one begun last is shown, whichever ends first. */
export class Task {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  private turn = 0;

  async of(work: () => Promise<() => void>): Promise<void> {
    const turn = this.begin();
    this.busy = true;
    try {
      const show = await work();
      if (turn === this.turn) show();
    } catch (error) {
      if (turn === this.turn) this.problem = problemOf(error);
    }
    if (turn === this.turn) this.busy = false;
  }
  /** What is still under way changes nothing any more. */
  drop(): void {
    this.begin();
    this.busy = false;
  }
  private begin(): number {
    this.problem = null;
    return ++this.turn;
  }
}

export class Linking {
  lists = $state.raw<Lists | null>(null);
  run = $state.raw<Run | null>(null);
  /** A run that was made here and not yet shown. */
  made = $state.raw<Run | null>(null);
  /** Roles that are left out, and files on which nobody stands twice. */
  without = $state.raw<ReadonlySet<string>>(new Set());
  deduplicated = $state.raw<ReadonlySet<string>>(new Set());
  job = $state.raw<Job<unknown> | null>(null);
  readonly looking = new Task();
  readonly restoring = new Task();
  readonly comparing = new Task();
  private stopping = false;

  /** What could be compared. A run of before stays shown as long as it is of this kind. */
  async look(kind: Kind): Promise<void> {
    if (this.lists?.kind !== kind) {
      this.lists = null;
      this.without = new Set();
      this.deduplicated = new Set();
    }
    await this.looking.of(async () => {
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
    if (!lists || this.comparing.busy) return;
    const all = this.without.size === 0;
    const wish = { kind: lists.kind, roles: all ? [] : this.roles, deduplicated: [...this.deduplicated].sort() };
    this.stopping = false;
    this.made = null;
    await this.comparing.of(async () => {
      const made = await asked<Run>('/links/runs', wish, (job) => this.follow(job));
      return () => (this.made = made);
    });
    this.job = null;
  }
  /** From now on the run that was made here is the one that is shown. */
  showMade(): void {
    this.restoring.drop();
    this.run = this.made;
    this.made = null;
  }
  /** A run that the desk keeps. */
  async restore(run: string): Promise<void> {
    if (this.run?.run === run) return this.restoring.drop();
    await this.restoring.of(async () => {
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
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}
