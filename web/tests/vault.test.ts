// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { casePartAddress, routeOf, vaultAddress } from '../src/lib/routes';
import { asWish, isTyped, standing } from '../src/vault/brought';
import { inFolder, shellWord } from '../src/vault/figures';
import { stateOf } from '../src/vault/people';
import { linesOf } from '../src/vault/report';
import type { Brought, Device, Member, MergeReport, PaperRead } from '../src/vault/types';

const paper = (set: string, index: number): PaperRead => ({ set, index, need: 2, of: 3, mended: [] });
const unread: Brought = { kind: 'bad_input', what: 'a share has {0} words, and {1} stand here' };

describe('papers that were brought', () => {
  test('none, or none that can be read, are never enough', () => {
    expect(standing([])).toEqual({ need: 0, have: 0, strangers: [], twice: [], enough: false });
    expect(standing([null, unread]).enough).toBe(false);
  });
  test('as many different ones of one set as are needed are enough', () => {
    expect(standing([paper('3F0A', 1), null]).enough).toBe(false);
    expect(standing([paper('3F0A', 1), unread, paper('3F0A', 3)])).toMatchObject({ have: 2, enough: true });
  });
  test('one that stands twice counts once, and one of another set not at all', () => {
    expect(standing([paper('3F0A', 1), paper('3F0A', 1)])).toMatchObject({ have: 1, twice: [1], enough: false });
    expect(standing([paper('3F0A', 1), paper('77AB', 2), paper('3F0A', 2)])).toMatchObject({ have: 2, strangers: [1], enough: false });
  });
  test('they are sent without gaps', () => {
    expect(asWish(['one', ' ', ' two '])).toEqual({ paper_1: 'one', paper_2: 'two' });
  });
});

test('a sentence is typed whatever the capitals and marks; another one is not', () => {
  const shown = 'If I forget the passphrase, the cases are lost';
  expect(isTyped('if i forget the passphrase the cases are lost.', shown)).toBe(true);
  expect(isTyped('if i forget', shown)).toBe(false);
  expect(isTyped('', shown)).toBe(false);
  expect(isTyped('Если я забуду фразу дела будут потеряны', 'Если я забуду фразу, дела будут потеряны')).toBe(true);
});

test('of a computer the gravest is said first', () => {
  const member = { role: 'dismissed' } as Member;
  const device = { last_entry: 7, set_aside: 0, copied: false } as Device;
  expect(stateOf(member, device)).toEqual({ key: 'revoked', fills: { n: 7 } });
  expect(stateOf(member, { ...device, set_aside: 2 })).toEqual({ key: 'set_aside', fills: { n: 2 } });
  expect(stateOf(member, { ...device, copied: true })).toEqual({ key: 'copied' });
  expect(stateOf({ role: 'lead' } as Member, { ...device, last_entry: null })).toEqual({ key: 'works' });
});

test('a merge tells what came, and is silent on what did not happen', () => {
  const report: MergeReport = {
    from: 'Anna', entries: 9, added: 0, known: 9, waiting: 0, released: 0, erased: 0, set_aside: 0, keys: 0, anchors: 0, copied_devices: 0,
  };
  expect(linesOf(report)).toEqual([{ key: 'merge.nothing_new', fills: { from: 'Anna', entries: 9 } }]);
  expect(linesOf({ ...report, added: 3, keys: 2, waiting: 1 }).map((line) => line.key)).toEqual(['merge.added', 'merge.keys', 'merge.waiting']);
});

test('every part of the vault and of a case has an address that leads back to it', () => {
  const at = (path: string) => routeOf(new URL(path, 'http://127.0.0.1'));
  expect(at(vaultAddress('overview'))).toMatchObject({ page: 'vault', part: 'overview' });
  expect(at(vaultAddress('member', { m: 'ab' }))).toMatchObject({ page: 'vault', part: 'member' });
  expect(at('/vault/overview').page).toBe('nowhere');
  expect(at('/vault/bundles/more').page).toBe('nowhere');
  expect(at(casePartAddress('ab', 'erase'))).toMatchObject({ page: 'erase', id: 'ab' });
  expect(at('/cases/ab/erase/more').page).not.toBe('erase');
});

test('a name goes into a command as one word, whatever letters are in it', () => {
  expect(shellWord('cases.mnv')).toBe('cases.mnv');
  expect(shellWord('дела-2.mnv')).toBe('дела-2.mnv');
  expect(shellWord('our cases.mnv')).toBe("'our cases.mnv'");
  expect(shellWord("it's; rm.mnv")).toBe("'it'\\''s; rm.mnv'");
  expect(shellWord('-x.mnv')).toBe("./'-x.mnv'");
  expect(inFolder('/media/one', 'a.mnv')).toBe('/media/one/a.mnv');
  expect(inFolder('/media/one/', 'a.mnv')).toBe('/media/one/a.mnv');
});
