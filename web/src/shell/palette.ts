// SPDX-License-Identifier: Apache-2.0
import { saveAndLock } from '../intake/draft.svelte';
import { quickHide } from '../lib/hide';
import { t } from '../lib/i18n.svelte';
import { go } from '../lib/router.svelte';
import { settings, type Language, type Theme } from '../lib/settings.svelte';

export interface Entry {
  id: string;
  name: string;
  key?: string;
  run: () => void;
}

/** Everything that can be done from anywhere. */
export function allCommands(): Entry[] {
  const page = (name: string, address: string, key?: string): Entry =>
    ({ id: address, name: t(`nav.${name}`), run: () => go(address), ...(key && { key }) });
  const speak = (code: Language, name: string): Entry =>
    ({ id: code, name: `${t('switch.language')}: ${name}`, run: () => (settings.language = code) });
  const paint = (theme: Theme): Entry =>
    ({ id: theme, name: `${t('switch.theme')}: ${t(`theme.${theme}`)}`, run: () => (settings.theme = theme) });
  return [
    page('today', '/'), page('cases', '/cases'), page('new', '/new', 'n'), page('import', '/import'),
    page('export', '/export'), page('links', '/links'), page('estimate', '/estimate'), page('gap', '/gap'),
    page('vault', '/vault'), page('help', '/help', '?'),
    { id: 'hide', name: t('hide.button'), key: 'Esc Esc', run: quickHide },
    { id: 'destroy', name: t('panic.title'), key: 'Ctrl Shift F9 F9', run: () => go('/vault/destroy') },
    { id: 'lock', name: t('nav.lock'), run: () => void saveAndLock() },
    paint('light'), paint('dark'), paint('system'),
    speak('en', 'English'), speak('ru', 'Русский'), speak('ar', 'العربية'),
  ];
}
