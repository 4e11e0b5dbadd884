// SPDX-License-Identifier: Apache-2.0
/** Keys become commands; a page may answer a command before the desk does. */
import { destroyKeys, quickHide } from './hide';
import { t } from './i18n.svelte';
import { Keyboard, pressOf, type Command } from './keys';
import { notice, tell } from './notice.svelte';
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

const kWarningMs = 2000;

/** The first of two presses: what the second one does, for as long as it would. */
function warnOfPanic(): void {
  tell(t('panic.once_more'));
  const told = notice.current;
  setTimeout(() => {
    if (notice.current === told) notice.dismiss();
  }, kWarningMs);
}

const everywhere: Answers = {
  search: () => document.getElementById('search')?.focus(),
  palette: () => (overlay.palette = !overlay.palette),
  keys: () => go('/help#keys'),
  new: () => go('/new'),
  hide: quickHide,
  panic: destroyKeys,
  panic_first: warnOfPanic,
  escape: () => (document.activeElement as HTMLElement | null)?.blur?.(),
};

export function run(command: Command): boolean {
  const heard = [...listeners].reverse().find((a) => a[command]) ?? everywhere;
  heard[command]?.();
  return heard[command] !== undefined;
}

/** Also while the vault is locked. */
const kAlways = new Set<Command>(['hide', 'panic', 'panic_first']);

/** Listens to the keyboard from now on. */
export function listen(): () => void {
  const keyboard = new Keyboard();
  const heard = (event: KeyboardEvent) => {
    if (event.defaultPrevented && event.key !== 'Escape') return;
    const command = keyboard.read(pressOf(event), settings.shortcuts);
    if (!command) return;
    if (session.standing !== 'open' && !kAlways.has(command)) return;
    if (run(command) && command !== 'escape') event.preventDefault();
  };
  addEventListener('keydown', heard);
  return () => removeEventListener('keydown', heard);
}
