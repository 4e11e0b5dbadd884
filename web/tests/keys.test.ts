// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { Keyboard, type Press } from '../src/lib/keys';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key, code: '', ctrl: false, alt: false, shift: false, typing: false, onControl: false, atMs: 0, ...more,
});
const read = (one: Press, shortcuts = true) => new Keyboard().read(one, shortcuts);

describe('keys', () => {
  test('letters work by where they lie, so a Cyrillic layout does too', () => {
    expect(read(press('j', { code: 'KeyJ' }))).toBe('down');
    expect(read(press('о', { code: 'KeyJ' }))).toBe('down');
    expect(read(press('т', { code: 'KeyN' }))).toBe('new');
  });
  test('the keys of the house', () => {
    expect(read(press('/'))).toBe('search');
    expect(read(press('?', { shift: true }))).toBe('keys');
    expect(read(press('k', { code: 'KeyK' }))).toBe('up');
    expect(read(press('e', { code: 'KeyE' }))).toBe('edit');
    expect(read(press('Enter'))).toBe('open');
    expect(read(press('k', { code: 'KeyK', ctrl: true }))).toBe('palette');
  });
  test('the three answers on two records lie on figures, on either block of them', () => {
    expect(['1', '2', '3'].map((key) => read(press(key, { code: `Digit${key}` })))).toEqual(['same', 'not_same', 'cannot_tell']);
    expect(read(press('2', { code: 'Numpad2' }))).toBe('not_same');
    expect(read(press('ArrowDown', { code: 'Numpad2' }))).toBeNull();
    expect(read(press('u', { code: 'KeyU' }))).toBe('undo');
    expect(read(press('1', { code: 'Digit1', typing: true }))).toBeNull();
  });
  test('nothing is taken from somebody who types', () => {
    expect(read(press('n', { code: 'KeyN', typing: true }))).toBeNull();
    expect(read(press('/', { typing: true }))).toBeNull();
  });
  test('Enter on a button presses the button', () => {
    expect(read(press('Enter', { onControl: true }))).toBeNull();
  });
  test('single letters can be switched off; hiding and the palette stay', () => {
    expect(read(press('n', { code: 'KeyN' }), false)).toBeNull();
    expect(read(press('k', { code: 'KeyK', ctrl: true }), false)).toBe('palette');
    const keyboard = new Keyboard();
    keyboard.read(press('Escape', { atMs: 1000 }), false);
    expect(keyboard.read(press('Escape', { atMs: 1400, typing: true }), false)).toBe('hide');
  });
  test('Esc twice hides only when it is quick and nothing comes between', () => {
    const slow = new Keyboard();
    expect(slow.read(press('Escape', { atMs: 0 }), true)).toBe('escape');
    expect(slow.read(press('Escape', { atMs: 5000 }), true)).toBe('escape');
    const broken = new Keyboard();
    broken.read(press('Escape', { atMs: 0 }), true);
    broken.read(press('a', { code: 'KeyA', atMs: 100 }), true);
    expect(broken.read(press('Escape', { atMs: 200 }), true)).toBe('escape');
  });
});
