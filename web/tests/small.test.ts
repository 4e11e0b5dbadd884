// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { weighed } from '../src/importing/read';
import { Idle } from '../src/lib/idle';
import { matching } from '../src/lib/match';
import { routeOf } from '../src/lib/routes';
import { readSettings } from '../src/lib/settings.svelte';
import { inFours, pathsOf } from '../src/vault/figures';

describe('addresses', () => {
  const at = (path: string) => routeOf(new URL(path, 'http://127.0.0.1:8317'));
  test('every page has one', () => {
    expect(['/', '/cases', '/new', '/import', '/export', '/vault', '/help', '/search?q=x'].map((p) => at(p).page)).toEqual(
      ['today', 'cases', 'new', 'import', 'export', 'vault', 'help', 'search'],
    );
  });
  test('a case opens at its story, and at any of its tabs', () => {
    expect(at('/cases/ab12')).toEqual({ page: 'case', id: 'ab12', tab: 'story' });
    expect(at('/cases/ab12/papers').tab).toBe('papers');
  });
  test('what is no page says so', () => {
    expect([at('/wp-admin').page, at('/cases/ab/secrets').page, at('/new/x').page]).toEqual(['nowhere', 'nowhere', 'nowhere']);
  });
});

describe('settings', () => {
  test('the browser’s language is taken until somebody chooses', () => {
    expect(readSettings(null, 'ru-RU').language).toBe('ru');
    expect(readSettings(null, 'de-DE').language).toBe('en');
    expect(readSettings('{"language":"ar"}', 'ru').language).toBe('ar');
  });
  test('spoilt or foreign settings are not taken', () => {
    expect(readSettings('{', 'en').theme).toBe('system');
    expect(readSettings('{"theme":"neon","language":"xx","dense":"yes"}', 'en')).toEqual({
      language: 'en', theme: 'system', dense: false, shortcuts: true,
    });
  });
});

describe('idle', () => {
  test('it is over when nothing was touched for so long, and not before', () => {
    let now = 0;
    const idle = new Idle(600_000, { now: () => now });
    now = 599_999;
    expect(idle.isOver()).toBe(false);
    idle.touched();
    now += 600_000;
    expect(idle.isOver()).toBe(true);
  });
});

describe('small things', () => {
  test('cells are weighed with the gravest first', () => {
    const cells = [{ weight: 'note' }, { weight: 'bad' }, { weight: 'note' }, { weight: 'ask' }];
    expect(weighed(cells).map((g) => [g.weight, g.those.length])).toEqual([['ask', 1], ['bad', 1], ['note', 2]]);
  });
  test('a hash is shown in fours', () => {
    expect(inFours('abcdef0123')).toBe('abcd ef01 23');
  });
  test('of a QR drawing only its paths are taken', () => {
    const svg = '<svg viewBox="0 0 9 9" onload="x()"><path fill="#fff" d="M0 0h9v9h-9z"/><script>x()</script><path fill="#000" d="M4 4h1v1h-1z"/></svg>';
    expect(pathsOf(svg)).toEqual({
      box: '0 0 9 9', paths: [{ fill: '#fff', d: 'M0 0h9v9h-9z' }, { fill: '#000', d: 'M4 4h1v1h-1z' }],
    });
    expect(pathsOf('<b>')).toBeNull();
  });
  test('the palette finds by any words of a name', () => {
    const all = [{ name: 'New case' }, { name: 'Cases' }, { name: 'Новое дело' }];
    expect(matching(all, 'case new').map((c) => c.name)).toEqual(['New case']);
    expect(matching(all, 'ДЕЛО').length).toBe(1);
    expect(matching(all, '').length).toBe(3);
  });
});
