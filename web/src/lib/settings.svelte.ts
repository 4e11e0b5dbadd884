// SPDX-License-Identifier: Apache-2.0
/** How this browser shows the desk. Never anything about a case. */

export type Language = 'en' | 'ru' | 'ar';
export type Theme = 'system' | 'light' | 'dark';
interface Settings {
  language: Language;
  theme: Theme;
  dense: boolean;
  shortcuts: boolean;
}

const kPlace = 'manumit.settings';
const kLanguages: Language[] = ['en', 'ru', 'ar'];

/** What was kept, with everything unknown dropped. */
export function readSettings(kept: string | null, browserLanguage: string): Settings {
  let found: Partial<Settings> = {};
  try {
    const read: unknown = JSON.parse(kept ?? '{}');
    if (read && typeof read === 'object') found = read;
  } catch {
    // A setting that cannot be read is a setting not made.
  }
  const native: Language = browserLanguage.startsWith('ru') ? 'ru' : 'en';
  return {
    language: kLanguages.find((l) => l === found.language) ?? native,
    theme: found.theme === 'light' || found.theme === 'dark' ? found.theme : 'system',
    dense: found.dense === true,
    shortcuts: found.shortcuts !== false,
  };
}

function kept(): string | null {
  try {
    return localStorage.getItem(kPlace);
  } catch {
    return null;
  }
}

export const settings = $state(readSettings(kept(), globalThis.navigator?.language ?? 'en'));

/** Puts the settings on the page and keeps them, from now on. Call once. */
export function applySettings(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => {
    const root = document.documentElement;
    root.classList.toggle('dark', settings.theme === 'dark' || (settings.theme === 'system' && dark.matches));
    root.classList.toggle('dense', settings.dense);
    root.lang = settings.language;
    root.dir = settings.language === 'ar' ? 'rtl' : 'ltr';
    try {
      localStorage.setItem(kPlace, JSON.stringify(settings));
    } catch {
      // A browser that keeps nothing shows the desk all the same.
    }
  };
  dark.addEventListener('change', paint);
  $effect.root(() => {
    $effect(paint);
  });
}
