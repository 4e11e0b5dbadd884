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
  test('the keys go only by three keys held, twice, within two seconds, and let go between', () => {
    const f9 = (atMs: number, more: Partial<Press> = {}) =>
      press('F9', { code: 'F9', ctrl: true, shift: true, typing: true, atMs, ...more });
    const keyboard = new Keyboard();
    expect(keyboard.read(f9(0), false)).toBe('panic_first');
    expect(keyboard.read(f9(500, { repeats: true }), false)).toBeNull();
    expect(keyboard.read(press('Shift', { code: 'ShiftLeft', ctrl: true, shift: true, atMs: 900 }), false)).toBeNull();
    expect(keyboard.read(f9(1000), false)).toBe('panic');
    expect(keyboard.read(f9(1300), false)).toBe('panic_first');

    expect(keyboard.read(f9(10_000), true)).toBe('panic_first');
    expect(keyboard.read(f9(10_050), true)).toBeNull();
    expect(keyboard.read(f9(12_100), true)).toBe('panic_first');
    expect(keyboard.read(press('a', { code: 'KeyA', atMs: 12_300 }), true)).toBeNull();
    expect(keyboard.read(f9(12_600), true)).toBe('panic_first');
    expect(read(press('F9', { code: 'F9', ctrl: true }))).toBeNull();
    expect(read(press('F9', { code: 'F9', ctrl: true, shift: true, alt: true }))).toBeNull();
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
