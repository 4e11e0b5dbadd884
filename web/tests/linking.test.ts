// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Linking } from '../src/links/linking.svelte';
import { Review } from '../src/links/review.svelte';
import { precisionWord } from '../src/links/say';
import type { Waiting } from '../src/links/types';

/** What the desk was asked, in that order; each is answered when the test says so. */
interface Question {
  what: string;
  answer: (told: unknown, status?: number) => Promise<void>;
}
let asked: Question[] = [];
const settled = () => new Promise<void>((done) => setTimeout(done));
const question = (what: string) => asked.filter((one) => one.what === what).at(-1)!;

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (path: string, { method }: RequestInit) => new Promise<Response>((done) => {
    const answer = (told: unknown, status = 200) => {
      done(new Response(JSON.stringify(told), { status }));
      return settled();
    };
    asked.push({ what: `${method} ${path.replace('/api/v1/links', '')}`, answer });
  }));
});
afterEach(() => vi.unstubAllGlobals());

const lists = { kind: 'people', lists: [], roles: [{ role: 'affected', count: 2 }], columns: [], records: 2, sealed: 0, run: null };
const gone = { error: { kind: 'not_found', what: 'this comparison is not kept here any more', next: '' } };

describe('one linking', () => {
  test('what could be compared and the run of before are read beside each other', async () => {
    const work = new Linking();
    void work.look('people');
    void work.restore('x');
    await question('GET /lists?kind=people').answer(lists);
    await question('GET /runs/x').answer({ run: 'x', kind: 'people' });
    expect(work.lists).toEqual(lists);
    expect(work.run?.run).toBe('x');
    expect([work.looking.busy, work.restoring.busy]).toEqual([false, false]);
  });
  test('a run that is gone leaves everything else to be seen', async () => {
    const work = new Linking();
    void work.look('people');
    void work.restore('x');
    await question('GET /runs/x').answer(gone, 404);
    await question('GET /lists?kind=people').answer(lists);
    expect(work.restoring.problem?.kind).toBe('not_found');
    expect([work.lists, work.looking.problem]).toEqual([lists, null]);
  });
  test('a comparison outlives a look at another kind and at the run of before', async () => {
    const work = new Linking();
    void work.look('people');
    await question('GET /lists?kind=people').answer(lists);
    void work.compare();
    void work.look('organisations');
    void work.restore('x');
    await question('GET /lists?kind=organisations').answer({ ...lists, kind: 'organisations' });
    await question('GET /runs/x').answer({ run: 'x', kind: 'people' });
    expect(work.comparing.busy).toBe(true);
    void work.compare();
    await question('POST /runs').answer({ run: 'y', kind: 'people' });
    expect(asked.filter(({ what }) => what === 'POST /runs')).toHaveLength(1);
    expect([work.run?.run, work.made?.run, work.comparing.busy]).toEqual(['x', 'y', false]);
    work.showMade();
    expect([work.run?.run, work.made]).toEqual(['y', null]);
  });
  test('the same records compared again are a result again', async () => {
    const work = new Linking();
    void work.look('people');
    await question('GET /lists?kind=people').answer(lists);
    for (let i = 0; i < 2; ++i) {
      void work.compare();
      await question('POST /runs').answer({ run: 'y', kind: 'people' });
      expect(work.made?.run).toBe('y');
      work.showMade();
    }
  });
  test('of two looks the last is shown, whichever is answered first', async () => {
    const work = new Linking();
    void work.look('people');
    void work.look('organisations');
    await question('GET /lists?kind=organisations').answer({ ...lists, kind: 'organisations' });
    await question('GET /lists?kind=people').answer(lists);
    expect(work.lists?.kind).toBe('organisations');
  });
});

describe('the pairs that wait', () => {
  const pair = (name: string): Waiting => {
    const record = { ref: { subject: name, case: 'c' }, case_number: '1', list: 0, role: '', values: [] };
    return { a: record, b: record, aligned: [] };
  };
  test('a key pressed twice while more is fetched goes on by one', async () => {
    const review = new Review<Waiting>('x', false, () => ({}));
    void review.more();
    await question('GET /runs/x/queue?skip=0').answer({ left: 3, pairs: [pair('a')] });
    void review.next();
    void review.next();
    await question('GET /runs/x/queue?skip=1').answer({ left: 3, pairs: [pair('b'), pair('c')] });
    expect(review.turn?.pair.a.ref.subject).toBe('b');
    expect(asked).toHaveLength(2);
  });
  test('when no more can be fetched, that is not the end of them', async () => {
    const review = new Review<Waiting>('x', false, () => ({}));
    void review.more();
    await question('GET /runs/x/queue?skip=0').answer({ left: 3, pairs: [pair('a')] });
    void review.next();
    await question('GET /runs/x/queue?skip=1').answer(gone, 404);
    expect(review.turn?.pair.a.ref.subject).toBe('a');
    expect(review.problem?.kind).toBe('not_found');
  });
});

describe('how right it may be', () => {
  test('where nothing was put together, no share is said', () => {
    // Without a catalogue a key stands for its words.
    expect(precisionWord({ value: null, low: 0, high: 1 })).toBe('links.nothing_together');
    expect(precisionWord({ value: 0.5, low: 0.25, high: 0.75 })).toMatch(/^50/);
  });
});
