// SPDX-License-Identifier: Apache-2.0
/** Every state has a URL; Back always works. */
import { hidden, shown } from './private_words';
import { routeOf, type Route } from './routes';

/** Where we are, with the words that the browser's address does not show. */
const begun = shown(new URL(location.href));
let url = $state.raw(begun);
if (hidden(begun).href !== location.href) history.replaceState(null, '', hidden(begun));

/** Where we are. */
export function route(): Route {
  return routeOf(url);
}
export function query(): URLSearchParams {
  return url.searchParams;
}

/** Goes to an address of our own. With `replace` Back skips what stood here. */
export function go(address: string, replace = false): void {
  const next = new URL(address, location.origin);
  if (next.origin !== location.origin) return;
  if (next.href === url.href) return;
  if (replace) history.replaceState(null, '', hidden(next));
  else history.pushState(null, '', hidden(next));
  const samePage = next.pathname === url.pathname;
  url = next;
  if (!samePage && !replace) scrollTo(0, 0);
}

/** The same page with some of its query changed; null takes a part away. */
export function withQuery(changes: Record<string, string | null>): string {
  const next = new URL(url);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  }
  return next.pathname + next.search;
}

/** Plain links move within the page; what a person wants in a new tab stays a link. */
export function followLinks(): void {
  addEventListener('popstate', () => (url = shown(new URL(location.href))));
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
    if (new URL(link.href).origin !== location.origin) return;
    if (link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    go(link.href);
  });
}
