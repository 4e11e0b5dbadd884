// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passes, withDesk } from './desk.mjs';

test('quick hide empties the screen within 100 ms, wipes the keys, and Back leads nowhere', () =>
  withDesk({ cases: true }, async (desk) => {
    desk.expectRefusal();
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/story`);
    await page.evaluate(() => {
      addEventListener('keydown', (event) => {
        if (event.key === 'Escape') globalThis.pressedAt ??= 0, (globalThis.pressedAt = performance.now());
      }, { capture: true });
      new MutationObserver(() => {
        if (!document.body.innerText.trim()) sessionStorage.setItem('took', String(performance.now() - globalThis.pressedAt));
      }).observe(document.body, { childList: true });
    });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.waitForURL(/blank\.html$/);
    assert.equal(await page.title(), 'New tab');
    assert.equal((await page.locator('body').innerText()).trim(), '');
    const took = Number(await page.evaluate(() => sessionStorage.getItem('took')));
    console.log(`# quick hide: empty after ${took.toFixed(1)} ms`);
    assert.ok(took > 0 && took < 100, `${took} ms`);
    await page.waitForTimeout(300);
    const state = await page.evaluate(async () => (await fetch('/api/v1/state')).json());
    assert.equal(state.vault.open, false, 'the keys are wiped');
    await page.goBack();
    await page.waitForTimeout(400);
    assert.equal((await page.locator('body').innerText()).trim(), '', 'Back shows nothing');
    await page.goto(desk.origin);
    await page.getByRole('heading', { name: 'Open the vault' }).waitFor();
  }));

test('work that lasts says that the lock waits for it no longer than for anything else', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock('/vault');
    // The page is told that it goes on; the desk has long done it.
    const job = { kind: 'verify', done: 1, total: 2, state: 'running', error: null, result: {} };
    await page.route('**/api/v1/jobs/*', (route) => route.fulfill({ json: { id: '0', ...job } }));
    await page.getByRole('button', { name: 'Verify the vault' }).click();
    await page.getByText('Checking entry by entry').waitFor();
    const said = page.getByText('If nobody touches the desk for 10 minutes, the vault locks and this is broken off.');
    assert.equal(await said.count(), 0, 'short work says nothing of it');
    await said.waitFor();
    await passes(desk, 'frame', 'lasting-work');
  }));

test('the language and the light are switched at once and kept, with no word of a case', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    await page.getByRole('button', { name: 'Ру, Русский' }).click();
    await page.getByRole('heading', { name: /Сегодня/ }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'ru');
    await page.getByLabel('Светлый или тёмный вид').selectOption('dark');
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(await ground(), 'rgb(25, 25, 24)');
    await page.reload();
    await page.getByRole('heading', { name: /Сегодня/ }).waitFor();
    assert.equal(await ground(), 'rgb(25, 25, 24)');
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ['manumit.settings']);
    assert.equal(await page.evaluate(() => document.cookie), '', 'the session is out of reach of scripts');
  }));

test('the system’s dark is followed', () =>
  withDesk({ page: { colorScheme: 'dark' } }, async (desk) => {
    const page = await desk.unlock();
    assert.ok(await page.locator('html.dark').count());
  }));

test('Arabic reads from right to left: menu at the right, nothing wider than the window', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock('/help');
    await page.getByRole('button', { name: 'العربية', exact: true }).click();
    await page.getByRole('heading', { name: 'مساعدة' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    const menu = await page.locator('nav').first().boundingBox();
    assert.ok(menu.x > 1000, `the menu begins at ${menu.x}`);
    const [brick] = await desk.caseIds();
    for (const path of ['/', '/cases', `/cases/${brick}/story`, '/new', '/vault']) {
      await desk.go(path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 1280, `${path} is ${wide} wide`);
    }
    await desk.go(`/cases/${brick}/story`);
    await desk.shot('arabic');
  }));

for (const [what, viewport] of [
  ['360 pixels wide', { width: 360, height: 740 }],
  ['at 200 % zoom', { width: 640, height: 400 }],
]) {
  test(`no page is wider than the window ${what}, in English and Russian`, () =>
    withDesk({ cases: true, page: { viewport } }, async (desk) => {
      const page = await desk.unlock();
      const [brick] = await desk.caseIds();
      const tabs = ['people', 'story', 'work', 'indicators', 'papers', 'sources', 'history'].map((t) => `/cases/${brick}/${t}`);
      for (const language of ['En, English', 'Ру, Русский']) {
        await page.getByRole('button', { name: language, exact: true }).click();
        for (const path of ['/', '/cases', ...tabs, '/new', '/import', '/export', '/vault', '/help', '/search?q=brick']) {
          await desk.go(path);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= viewport.width, `${path} is ${wide} wide in ${language}`);
        }
      }
      await desk.go(`/cases/${brick}/story`);
      await desk.shot(`narrow-${viewport.width}`);
      assert.ok(await page.getByRole('button', { name: /Quick hide|Скрыть/ }).isVisible());
    }));
}

test('all commands open on Ctrl K, by typing a part of a name', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('vau');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/vault$/);
    await page.keyboard.press('?');
    await page.waitForURL(/\/help/);
  }));

test('single-letter keys can be switched off', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/help');
    await page.getByLabel('Single-letter keys are on').uncheck();
    await page.locator('h1').click();
    await page.keyboard.press('n');
    await page.waitForTimeout(150);
    assert.match(page.url(), /\/help$/);
  }));

test('whatever has the focus shows it, two pixels wide', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    for (let i = 0; i < 12; ++i) {
      await page.keyboard.press('Tab');
      const ring = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return [style.outlineStyle, style.outlineWidth];
      });
      assert.deepEqual(ring, ['solid', '2px']);
    }
  }));
