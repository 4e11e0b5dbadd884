// SPDX-License-Identifier: Apache-2.0
import type { Job, Problem } from './types';

/** A refusal of the desk, with the sentence for the person. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.what);
  }
}

/** Also where a page of the desk itself cannot be read. */
export const kNoAnswer: Problem = {
  kind: 'unavailable',
  what: 'the desk does not answer: its program has ended or is busy',
  next: 'what was saved is safe; look at the window in which Manumit was started',
};

const kBegun = 202;

type Heard = (status: number) => void;
let heard: Heard = () => undefined;

/** Called with 401 (no session) and 423 (locked), whichever call meets it. */
export function onTurnedAway(listen: Heard): void {
  heard = listen;
}

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const wish: RequestInit = { method, credentials: 'same-origin', cache: 'no-store' };
  if (method !== 'GET') {
    wish.headers = { 'Content-Type': 'application/json' };
    wish.body = JSON.stringify(body ?? {});
  }
  const answer = await fetch(`/api/v1${path}`, wish).catch(() => null);
  if (!answer) throw new Refusal(0, kNoAnswer);
  if (answer.ok) return answer;
  const said = (await answer.json().catch(() => null)) as { error?: Problem } | null;
  if (answer.status === 401 || answer.status === 423) heard(answer.status);
  throw new Refusal(answer.status, said?.error ?? kNoAnswer);
}

/** What stands at that address. Where it takes long to make, waits for the work to end. */
export async function get<T>(path: string): Promise<T> {
  const answer = await ask('GET', path);
  const told: unknown = await answer.json();
  return answer.status === kBegun ? awaitJob<T>((told as { job: string }).job) : (told as T);
}

/** A text of the desk, such as a page that it writes. */
export async function getText(path: string): Promise<string> {
  return (await ask('GET', path)).text();
}

export async function post<T>(path: string, body?: unknown): Promise<T> {
  const answer = await ask('POST', path, body);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** A case, or without one the list of them, goes to paper. The print waits for nobody. */
export function notePrint(id = ''): void {
  void post('/printed', id ? { case: id } : {}).catch(() => undefined);
}

/** The error of a failed call as something to show. A fault of the page itself is thrown on. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  throw error;
}

/** A bundle for which the command line is the way: a request holds ninety million bytes. */
export const kTooLargeBundle: Problem = {
  kind: 'bad_input',
  what: 'the bundle is larger than a window can hand over',
  next: 'take it in on the command line: manumit vault merge',
};

const kFirstWaitMs = 60;
const kLongestWaitMs = 400;

/** Waits for long work, telling its progress; gives its result or throws its refusal. */
export async function awaitJob<T>(id: string, tell: (job: Job<T>) => void = () => undefined): Promise<T> {
  for (let wait = kFirstWaitMs; ; wait = Math.min(wait * 1.4, kLongestWaitMs)) {
    const job = await get<Job<T>>(`/jobs/${id}`);
    tell(job);
    if (job.state === 'finished') return job.result as T;
    if (job.state === 'stopped') throw new Refusal(499, kStopped);
    if (job.state === 'failed') throw new Refusal(500, job.error ?? kNoAnswer);
    await new Promise((done) => setTimeout(done, wait));
  }
}

const kStopped: Problem = {
  kind: 'unavailable',
  what: 'stopped at your wish',
  next: 'nothing was changed; you can begin again whenever you like',
};

export function stopJob(id: string): Promise<void> {
  return post<void>(`/jobs/${id}/stop`);
}
