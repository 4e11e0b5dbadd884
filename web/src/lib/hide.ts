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

/** An empty page that says nothing of the desk, now. */
function emptyPage(): void {
  document.title = 'New tab';
  document.body.replaceChildren();
  document.documentElement.className = '';
  try {
    sessionStorage.setItem(kFlag, '1');
  } catch {
    // Without it Back leads to the unlock page, which shows nothing of a case either.
  }
  history.replaceState(null, '', '/');
}

/** Never waits with the screen: the page is empty when this returns. */
export function quickHide(): void {
  emptyPage();
  const saved = Promise.race([
    last().catch(() => undefined),
    new Promise((done) => setTimeout(done, kLongestSaveMs)),
  ]);
  void saved.then(() => {
    wipeKeys();
    location.replace(kBlank);
  });
}

function wipeKeys(): void {
  void post('/api/v1/vault/lock', {}).catch(() => undefined);
}

// keepalive: the wish to wipe the keys outlives the page.
function post(path: string, wish: Record<string, string>): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wish),
    keepalive: true,
    credentials: 'same-origin',
  });
}

/** What the locked page is asked to say when the keys are still there. */
export const kNotDestroyed = 'not-destroyed';

/**
 * The empty page at once, and this computer's keys destroyed for good. Nothing is saved first: that
 * would take time. Only if it failed does a page of the desk come back, the locked one, to say so.
 */
export function destroyKeys(): void {
  emptyPage();
  void post('/api/v1/vault/panic', { wish: 'destroy_my_keys' }).then(
    (answer) => location.replace(answer.ok ? kBlank : `/?${kNotDestroyed}`),
    () => location.replace(`/?${kNotDestroyed}`),
  );
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
