// SPDX-License-Identifier: Apache-2.0
/** The method note of an estimate: what is saved, and what comes out of a printer. */
import { getText } from '../lib/api';
import { language } from '../lib/i18n.svelte';

/** The note is written in the languages of the program's own words. */
export function notePath(record: string): string {
  return `/estimate/${encodeURIComponent(record)}/note?language=${language() === 'ru' ? 'ru' : 'en'}`;
}

function sheetOf(styles: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  return sheet;
}

/** Rules of whole pages, which a shadow cannot have. */
export function pageRules(styles: string): string {
  return (styles.match(/@page\s*\{(?:[^{}]|\{[^{}]*\})*\}/g) ?? []).join('\n');
}

/** The page without its style element, and what stood in it. */
export function withoutStyles(page: string): [string, string] {
  const begin = page.indexOf('<style>');
  const end = page.indexOf('</style>', begin);
  if (begin < 0 || end < 0) return [page, ''];
  return [page.slice(0, begin) + page.slice(end + '</style>'.length), page.slice(begin + '<style>'.length, end)];
}

/** Puts the note into a shadow, in which its styles and the page's leave each other alone. Gives
 * back how its page rules are taken away again. */
export async function putNote(host: HTMLElement, path: string): Promise<() => void> {
  // Taken out before it is read as a page: the policy of this page lets no style stand in a text.
  const [text, styles] = withoutStyles(await getText(path));
  const note = new DOMParser().parseFromString(text, 'text/html');
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheetOf(styles)];
  shadow.replaceChildren(document.importNode(note.body, true));
  const pages = sheetOf(pageRules(styles));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, pages];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== pages);
  };
}
