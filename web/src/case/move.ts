// SPDX-License-Identifier: Apache-2.0
/** j and k: from one statement on the page to the next, without the mouse. */
export function moveAmong(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLAnchorElement>('main a[href*="s="]')];
  if (!all.length) return;
  const at = all.findIndex((link) => link === document.activeElement);
  const from = at >= 0 ? at : all.findIndex((link) => link.getAttribute('aria-current'));
  const to = from < 0 ? 0 : Math.min(Math.max(from + by, 0), all.length - 1);
  all[to]?.focus();
  all[to]?.scrollIntoView({ block: 'nearest' });
}
