// SPDX-License-Identifier: Apache-2.0
/** j and k: from one line of the page to the next, without the mouse. */
export function moveAmong(by: 1 | -1, lines = 'main a[href*="s="]'): void {
  const all = [...document.querySelectorAll<HTMLAnchorElement>(lines)].filter((l) => l.checkVisibility());
  const at = all.findIndex((link) => link === document.activeElement);
  const from = at >= 0 ? at : all.findIndex((link) => link.getAttribute('aria-current'));
  const to = from < 0 ? 0 : Math.min(Math.max(from + by, 0), all.length - 1);
  all[to]?.focus();
  all[to]?.scrollIntoView({ block: 'nearest' });
}
