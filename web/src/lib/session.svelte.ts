// SPDX-License-Identifier: Apache-2.0
/** Whether the desk is open, and everything that opens and closes it. */
import { awaitJob, get, onTurnedAway, post, Refusal } from './api';
import { go } from './router.svelte';
import type { Catalogue, DeskState, Job, VaultInfo } from './types';

type Standing = 'starting' | 'no_session' | 'no_answer' | 'locked' | 'open';

let standing = $state<Standing>('starting');
let desk = $state.raw<DeskState | null>(null);
let vocabulary = $state.raw<Catalogue | null>(null);
let damages = $state(0);
let offersPapers = $state(false);

export const session = {
  get standing() { return standing; },
  get desk() { return desk; },
  /** How many findings the vault came with: said on every page until it is mended. */
  get damages() { return damages; },
  get offersPapers() { return offersPapers; },
  get catalogue(): Catalogue { return vocabulary ?? { facts: [], code_lists: [] }; },
};

const kLocked = 423;

/** The token stands in the fragment, which never leaves the browser; spent, it is forgotten. */
async function spendToken(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return;
  history.replaceState(null, '', location.pathname + location.search);
  await post('/session', { token }).catch(() => undefined);
}

export async function start(): Promise<void> {
  onTurnedAway((status) => {
    if (status === 401) standing = 'no_session';
    if (status === 423 && standing === 'open') void look();
  });
  await spendToken();
  await look();
}

/** Asks the desk how it stands. */
export async function look(): Promise<void> {
  try {
    desk = await get<DeskState>('/state');
  } catch {
    if (standing !== 'no_session') standing = 'no_answer';
    return;
  }
  if (!desk.vault.open) {
    standing = 'locked';
    return;
  }
  try {
    vocabulary ??= await get<Catalogue>('/catalogue');
    if (standing !== 'open') {
      const info = await get<VaultInfo>('/vault');
      damages = info.damages.length;
      offersPapers = info.papers_offered;
    }
    standing = 'open';
  } catch (error) {
    // It was locked between the two questions.
    standing = error instanceof Refusal && error.status === kLocked ? 'locked' : 'no_answer';
  }
}

/** Under which name somebody works, and on which computer. */
export interface Oneself {
  member: string;
  device: string;
  oldComputer: boolean;
}
export function nobodyYet(): Oneself {
  return { member: '', device: '', oldComputer: false };
}
export function wishOf(who: Oneself): Record<string, string> {
  return { member: who.member.trim(), device: who.device.trim(), profile: who.oldComputer ? 'old_computer' : 'standard' };
}

export async function createVault(wish: Record<string, string>): Promise<void> {
  await post('/vault/create', wish);
  go('/', true);
  await look();
}
/** A vault comes with the offer of papers until some are made, or somebody writes that there are none. */
export function settleOffer(): void {
  offersPapers = false;
}
export async function goWithoutPapers(): Promise<void> {
  await post('/vault/papers/without', { wish: 'without_papers' });
  settleOffer();
}

/** Opens the vault by a bundle or by papers; afterwards the page is another. */
export async function openBy(
  path: string, wish: Record<string, string>, tell: (job: Job<unknown>) => void, to = '/',
): Promise<void> {
  const { job } = await post<{ job: string }>(path, wish);
  await awaitJob(job, tell);
  go(to, true);
  await look();
}

// A passphrase typed at once after locking waits for the lock: otherwise it could be overtaken.
let locking: Promise<unknown> = Promise.resolve();

export async function unlock(passphrase: string, tell: (job: Job<unknown>) => void): Promise<void> {
  await locking;
  const { job } = await post<{ job: string }>('/vault/unlock', { passphrase });
  await awaitJob(job, tell);
  await look();
}

/** Somebody is there, though nothing was asked for: the desk does not lock. */
export function stay(): void {
  void get('/cases?limit=1').catch(() => undefined);
}

export async function lock(): Promise<void> {
  standing = 'locked';
  locking = post('/vault/lock').catch(() => undefined);
  await locking;
  await look();
}
