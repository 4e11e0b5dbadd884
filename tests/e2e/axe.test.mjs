// SPDX-License-Identifier: Apache-2.0
// axe on every page: light, dark, Arabic and print. Not one finding is allowed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { axeSource, root, withDesk } from './desk.mjs';

async function findings(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
  });
}

async function everyPage(desk, check) {
  const page = desk.page;
  const [brick] = await desk.caseIds();
  const tabs = ['people', 'story', 'work', 'laws', 'indicators', 'papers', 'sources', 'history'];
  const paths = ['/', '/cases', '/new', '/import', '/export', '/links', '/links?kind=organisations', '/links/groups', '/estimate', '/gap', '/gap/figures', '/gap/claim', '/gap/authorities', '/gap/places', '/gap/laws', '/vault', '/help', '/search?q=brick', '/nowhere'];
  for (const path of [...paths, ...tabs.map((tab) => `/cases/${brick}/${tab}`)]) {
    await desk.go(path);
    await check(path);
  }
  await desk.go(`/cases/${brick}/work`);
  await page.locator('main a[href*="s="]').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('aside').waitFor();
  await check('a statement beside');
  await page.keyboard.press('e');
  await page.locator('aside form').waitFor();
  await check('a correction');
  await desk.go('/cases');
  await page.locator('tbody tr td').first().waitFor();
  await page.keyboard.press('j');
  await page.locator('aside').waitFor();
  await check('a case beside the list');
  await page.keyboard.press('Control+k');
  await page.locator('dialog').waitFor();
  await check('all commands');
  await page.keyboard.press('Escape');
}

const looks = [
  ['light', { theme: 'light', language: 'en' }],
  ['dark', { theme: 'dark', language: 'en' }],
  ['Russian', { theme: 'light', language: 'ru' }],
  ['Arabic', { theme: 'light', language: 'ar' }],
];
for (const [name, settings] of looks) {
  test(`axe finds nothing on any page: ${name}`, () =>
    withDesk({ cases: true }, async (desk, page) => {
      const kept = JSON.stringify(settings);
      await page.addInitScript((value) => localStorage.setItem('manumit.settings', value), kept);
      await page.goto(desk.address);
      await page.waitForSelector('input[type=password]');
      // Each finding once, with the first page that has it.
      const found = new Map();
      const note = async (where) => {
        for (const one of await findings(page)) if (!found.has(one)) found.set(one, where);
      };
      await note('unlock');
      await desk.unlock();
      await everyPage(desk, note);
      assert.deepEqual([...found], []);
    }));
}

test('axe finds nothing on the pages as they are printed', () =>
  withDesk({ cases: true, page: { colorScheme: 'dark' } }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await page.emulateMedia({ media: 'print' });
    for (const path of ['/', '/cases', '/links', '/vault', '/gap', `/cases/${brick}/story`, `/cases/${brick}/work`, `/cases/${brick}/laws`, `/cases/${brick}/indicators`]) {
      await desk.go(path);
      assert.deepEqual(await findings(page), [], path);
      const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      assert.equal(ground, 'rgb(255, 255, 255)', 'paper is always light');
    }
  }));

test('axe finds nothing while a vault is begun, or while an import asks', () =>
  withDesk({ vault: false }, async (desk, page) => {
    await page.goto(desk.address);
    await page.getByRole('heading', { name: 'Begin a vault' }).waitFor();
    assert.deepEqual(await findings(page), []);
    await page.getByLabel('Passphrase', { exact: true }).fill('seven lamps under a quiet river');
    await page.getByLabel('The same once more').fill('seven lamps under a quiet river');
    await page.getByLabel('Your name or short sign').fill('A.');
    await page.getByLabel('Name of this computer').fill('office');
    await page.getByLabel(/This is an old computer/).check();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Papers, before anything else' }).waitFor();
    assert.deepEqual(await findings(page), []);
    await page.getByRole('button', { name: 'Make the papers' }).click();
    await page.getByText(/5 papers are made/).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Go on without papers' }).count(), 0);
    assert.deepEqual(await findings(page), []);
    await page.getByRole('button', { name: 'The papers are in safe hands' }).click();
    await page.waitForSelector('#search');
    const workbook = join(desk.folder, 'partner.xlsx');
    execFileSync('python3', [join(root, 'examples/partner/make_workbook.py'), workbook]);
    await desk.go('/import');
    await page.getByLabel(/The file/).setInputFiles(workbook);
    await page.getByText('Which address did they mean?').waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    assert.deepEqual(await findings(page), []);
  }));
