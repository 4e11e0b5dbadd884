// SPDX-License-Identifier: Apache-2.0
/** Keys become commands; a page may answer a command before the desk does. */
import { quickHide } from './hide';
import { Keyboard, pressOf, type Command } from './keys';
import { go } from './router.svelte';
import { session } from './session.svelte';
import { settings } from './settings.svelte';

type Answers = Partial<Record<Command, () => void>>;

export const overlay = $state({ palette: false });
// Innermost last: a form inside a page inside the desk.
const listeners: Answers[] = [];

/** While a component stands, its answers come first. For use in `$effect`. */
export function answer(commands: Answers): () => void {
  listeners.push(commands);
  return () => void listeners.splice(listeners.indexOf(commands), 1);
}

const everywhere: Answers = {
  search: () => document.getElementById('search')?.focus(),
  palette: () => (overlay.palette = !overlay.palette),
  keys: () => go('/help#keys'),
  new: () => go('/new'),
  hide: quickHide,
  escape: () => (document.activeElement as HTMLElement | null)?.blur?.(),
};

export function run(command: Command): boolean {
  const heard = [...listeners].reverse().find((a) => a[command]) ?? everywhere;
  heard[command]?.();
  return heard[command] !== undefined;
}

/** Listens to the keyboard from now on. */
export function listen(): () => void {
  const keyboard = new Keyboard();
  const heard = (event: KeyboardEvent) => {
    if (event.defaultPrevented && event.key !== 'Escape') return;
    const command = keyboard.read(pressOf(event), settings.shortcuts);
    if (!command) return;
    if (session.standing !== 'open' && command !== 'hide') return;
    if (run(command) && command !== 'escape') event.preventDefault();
  };
  addEventListener('keydown', heard);
  return () => removeEventListener('keydown', heard);
}
