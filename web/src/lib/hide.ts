// SPDX-License-Identifier: Apache-2.0
/** Quick hide: a neutral page at once, the keys wiped, Back leading nowhere. */

const kFlag = 'hidden';
const kBlank = '/blank.html';
const kLongestSaveMs = 400;

let last: () => Promise<unknown> = () => Promise.resolve();

/** What to save before the keys go: the draft of a new case. It may take less than half a second. */
export function beforeHiding(save: () => Promise<unknown>): void {
  last = save;
}

/** Never waits with the screen: the page is empty when this returns. */
export function quickHide(): void {
  document.title = 'New tab';
  document.body.replaceChildren();
  document.documentElement.className = '';
  try {
    sessionStorage.setItem(kFlag, '1');
  } catch {
    // Without it Back leads to the unlock page, which shows nothing of a case either.
  }
  history.replaceState(null, '', '/');
  const saved = Promise.race([
    last().catch(() => undefined),
    new Promise((done) => setTimeout(done, kLongestSaveMs)),
  ]);
  void saved.then(() => {
    wipeKeys();
    location.replace(kBlank);
  });
}

// keepalive: the wish to wipe the keys outlives the page.
function wipeKeys(): void {
  void fetch('/api/v1/vault/lock', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
    keepalive: true,
    credentials: 'same-origin',
  }).catch(() => undefined);
}

/** After hiding, Back must not bring the desk up; opening or reloading it must. */
export function stayHidden(): boolean {
  try {
    if (!sessionStorage.getItem(kFlag)) return false;
    const way = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming;
    if (way?.type === 'back_forward') {
      document.title = 'New tab';
      return true;
    }
    sessionStorage.removeItem(kFlag);
  } catch {
    // No storage: nothing was hidden in this tab.
  }
  return false;
}
