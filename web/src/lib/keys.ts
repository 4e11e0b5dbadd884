// SPDX-License-Identifier: Apache-2.0
/** Which key does what. The same table feeds the page of keys and the palette. */

export type Command =
  | 'search' | 'palette' | 'keys' | 'new' | 'edit' | 'down' | 'up' | 'open' | 'hide' | 'escape'
  | 'print' | 'same' | 'not_same' | 'cannot_tell' | 'undo' | 'panic' | 'panic_first';

export const kKeys: { command: Command; shown: string }[] = [
  { command: 'search', shown: '/' },
  { command: 'down', shown: 'j' },
  { command: 'up', shown: 'k' },
  { command: 'open', shown: 'Enter' },
  { command: 'edit', shown: 'e' },
  { command: 'new', shown: 'n' },
  { command: 'same', shown: '1' },
  { command: 'not_same', shown: '2' },
  { command: 'cannot_tell', shown: '3' },
  { command: 'undo', shown: 'u' },
  { command: 'palette', shown: 'Ctrl K' },
  { command: 'keys', shown: '?' },
  { command: 'hide', shown: 'Esc Esc' },
  { command: 'panic', shown: 'Ctrl Shift F9 F9' },
];

export interface Press {
  key: string;
  /** Where the key lies, so that a Cyrillic or Arabic layout moves the same way. */
  code: string;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  /** Whether somebody is typing into a field. */
  typing: boolean;
  /** Whether a button or link that Enter would press has the focus. */
  onControl: boolean;
  atMs: number;
  /** The key is being held, and this is not the first press. */
  repeats?: boolean;
}

const kLetters: Record<string, Command> = {
  KeyJ: 'down', KeyK: 'up', KeyE: 'edit', KeyN: 'new', KeyU: 'undo',
  Digit1: 'same', Digit2: 'not_same', Digit3: 'cannot_tell',
  Numpad1: 'same', Numpad2: 'not_same', Numpad3: 'cannot_tell',
};
const kTwiceWithinMs = 600;
// Three keys, twice, and neither held nor bouncing: nobody does that by accident.
const kPanicWithinMs = 2000;
const kNoBounceMs = 120;

/** Reads presses one after the other; remembers only when the keys that count twice were pressed. */
export class Keyboard {
  private lastEscMs = -Infinity;
  private lastPanicMs = -Infinity;

  /** The command of a press, or nothing. Esc twice hides whatever is switched off. */
  read(press: Press, shortcuts: boolean): Command | null {
    if (press.code === 'F9' && press.ctrl && press.shift && !press.alt) return this.panic(press);
    // The keys that are held with it are presses of their own.
    if (!['Control', 'Shift', 'Meta'].includes(press.key)) this.lastPanicMs = -Infinity;
    if (press.key === 'Escape') return this.escape(press.atMs);
    this.lastEscMs = -Infinity;
    if (press.ctrl && !press.alt) return this.withCtrl(press);
    if (!shortcuts || press.typing || press.alt || press.ctrl) return null;
    if (press.key === '?') return 'keys';
    if (press.key === '/') return 'search';
    if (press.key === 'Enter') return press.onControl ? null : 'open';
    // The block of figures moves the cursor when it is switched so.
    if (press.shift || (press.code.startsWith('Numpad') && press.key.length > 1)) return null;
    return kLetters[press.code] ?? null;
  }

  private escape(atMs: number): Command {
    const twice = atMs - this.lastEscMs <= kTwiceWithinMs;
    this.lastEscMs = twice ? -Infinity : atMs;
    return twice ? 'hide' : 'escape';
  }

  private panic(press: Press): Command | null {
    if (press.repeats) return null;
    const since = press.atMs - this.lastPanicMs;
    if (since < kNoBounceMs) return null;
    const twice = since <= kPanicWithinMs;
    this.lastPanicMs = twice ? -Infinity : press.atMs;
    return twice ? 'panic' : 'panic_first';
  }

  private withCtrl(press: Press): Command | null {
    if (press.shift) return null;
    if (press.code === 'KeyK') return 'palette';
    return press.code === 'KeyP' ? 'print' : null;
  }
}

/** A press as the browser tells it. */
export function pressOf(event: KeyboardEvent): Press {
  const target = event.target instanceof Element ? event.target : null;
  const field = target?.closest('input, textarea, select, [contenteditable]');
  const choice = field instanceof HTMLInputElement && ['radio', 'checkbox', 'button'].includes(field.type);
  return {
    key: event.key,
    code: event.code,
    ctrl: event.ctrlKey || event.metaKey,
    alt: event.altKey,
    shift: event.shiftKey,
    typing: !!field && !choice,
    onControl: !!target?.closest('button, a[href], summary, input, select, textarea'),
    atMs: event.timeStamp,
    repeats: event.repeat,
  };
}
