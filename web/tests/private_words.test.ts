// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { hidden, shown } from '../src/lib/private_words';

const at = (path: string) => new URL(path, 'http://127.0.0.1:1');

describe('words in an address', () => {
  test('what was sought never stands in the address that the browser keeps', () => {
    const url = at('/cases?q=Каримова&place=Каспийск&state=Active&sort=place');
    expect(decodeURIComponent(hidden(url).href)).not.toMatch(/Карим|Касп/);
    expect(hidden(url).searchParams.get('state')).toBe('Active');
    expect(shown(hidden(url)).searchParams.get('q')).toBe('Каримова');
    expect(shown(hidden(url)).href).toBe(url.href);
  });

  test('the same words have the same mark, so that going there twice is going there once', () => {
    expect(hidden(at('/search?q=brick')).href).toBe(hidden(at('/search?q=brick')).href);
  });

  test('a mark of an earlier sitting asks for nothing', () => {
    expect(shown(at('/search?q=~999')).search).toBe('');
    hidden(at('/search?q=brick'));
    expect(shown(at('/search?q=~another-1')).search).toBe('');
  });

  test('a question whose words are gone is not asked with what is left of it', () => {
    expect(shown(at('/gap/claim?kind=value&unit=~998&time=~999&ask=1')).search).toBe('?kind=value&gone=1');
  });

  test('each part of a question that is typed stays out of the address', () => {
    const parts = ['unit', 'time', 'from_time', 'edition', 'measures', 'other_time', 'other_edition', 'other_measures'];
    const kept = hidden(at(`/gap/claim?value=6&${parts.map((name) => `${name}=typed-${name}`).join('&')}`)).href;
    expect(kept).not.toMatch(/typed/);
    expect(kept).toContain('value=6');
  });
});
