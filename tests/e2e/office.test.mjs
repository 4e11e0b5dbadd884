// SPDX-License-Identifier: Apache-2.0
// An office through the browser, step by step: two computers, a request read aloud, bundles on a stick,
// papers, a dismissal, an erasure, and a way back when the passphrase is lost. Three members and a lost
// laptop: lost_laptop.test.mjs.
import assert from 'node:assert/strict';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Desk, withDesk } from './desk.mjs';
import { admit, ask, begin, carry, job, passes } from './office.mjs';

const kNewPassphrase = 'eleven slow ferries crossing at dawn';
const kCaseWorker = /^Case worker/;

/** A fingerprint that somebody else's voice read admits nobody. */
async function refused(director, asked) {
  const page = director.page;
  await director.go('/vault');
  await page.getByRole('link', { name: /Let somebody in/ }).click();
  await page.getByLabel('The request (.mnj)').setInputFiles(asked.request);
  await page.getByText('The file says that it comes from:').waitFor();
  await page.getByRole('radio', { name: kCaseWorker }).check();
  await page.getByLabel('The fingerprint, as the person reads it to you').fill('0000-0000-0000');
  director.expectRefusal();
  await page.getByRole('button', { name: 'Let them in and make the bundle' }).click();
  await page.getByText(/nobody was admitted/).waitFor();
}

test('one lets the other in by request, fingerprint and bundle; a case is shared, and a bundle brings it', async () => {
  const anna = await Desk.open({ vault: false });
  try {
    await withDesk({ cases: true }, async (director) => {
      const page = await director.unlock('/vault');
      const asked = await ask(anna, 'Anna', 'laptop');
      await refused(director, asked);
      await begin(anna, await admit(director, asked, kCaseWorker));

      await director.go('/vault');
      await page.getByRole('link', { name: 'Anna' }).waitFor();
      assert.match(await page.locator('tr', { hasText: 'Anna' }).innerText(), /Case worker.*laptop/s);
      await passes(director, 'vault');
      assert.equal((await anna.api('/cases')).all, 0, 'nothing is open to Anna yet');

      const [brick] = await director.caseIds();
      await director.go(`/cases/${brick}/story`);
      await page.getByText('May open this case besides you: nobody').waitFor();
      await page.getByRole('link', { name: 'Share…' }).click();
      await page.getByRole('button', { name: 'Open it to Anna' }).click();
      await page.getByText('The next bundle brings them the key.').waitFor();
      await passes(director, 'share');
      assert.match(await carry(director, anna, 'Anna · Case worker', 'shared.mnb'), /^From A\. Tester: .* new .*keys? (is|are) new/s);
      await anna.go('/cases');
      await anna.page.locator('tbody tr td').first().waitFor();
      assert.equal((await anna.api('/cases')).all, 1);
      await passes(anna, 'taken-in');
      await anna.go('/vault');
      await anna.page.getByRole('cell', { name: 'Case worker' }).waitFor();
      assert.equal(await anna.page.getByRole('link', { name: /Let somebody in|Make papers/ }).count(), 0);
      await passes(anna, 'vault-of-anna');
      // What Anna's computer wrote says what it has: the next bundle leaves that out.
      await anna.go(`/cases/${brick}/story`);
      await anna.page.getByRole('link', { name: 'Share…' }).waitFor();
      await carry(anna, director, 'A. Tester · Director', 'back.mnb');
      assert.match(await carry(director, anna, 'Anna · Case worker', 'since.mnb', true), /^From A\. Tester: .* new/);
      assert.ok(statSync(join(director.folder, 'since.mnb')).size * 4 < statSync(join(director.folder, 'shared.mnb')).size);
      // The same once more is no trouble, and a file that is none changes nothing.
      await anna.go('/vault/bundles');
      await anna.page.getByLabel('The bundle (.mnb)').setInputFiles(join(director.folder, 'shared.mnb'));
      await anna.page.getByText('nothing new, all').waitFor();
      await anna.page.getByLabel('The bundle (.mnb)').setInputFiles(asked.request);
      await anna.page.getByRole('alert').waitFor();
      assert.equal((await anna.api('/cases')).all, 1);

      await director.go('/vault');
      await page.getByRole('link', { name: 'Anna' }).click();
      await page.getByText('nobody can take back').waitFor();
      await passes(director, 'member');
      await page.getByRole('radio', { name: /^Lead/ }).check();
      await page.getByRole('button', { name: 'Change the role' }).click();
      await page.getByText('The role is changed.').waitFor();
      await page.getByLabel('Why, for whoever reads it later').fill('laptop lost');
      await page.getByRole('button', { name: 'Dismiss Anna' }).click();
      await page.getByText(/^Dismissed\. Make a bundle/).waitFor();
      await director.go('/vault');
      await page.getByText(/revoked after entry/).waitFor();
      await passes(director, 'dismissed');
    });
  } finally {
    await anna.close();
  }
});

const sheets = (page) => page.evaluate(() => [...document.querySelectorAll('.on-paper article')].map((one) => ({
  words: [...one.querySelectorAll('li')].map((li) => li.textContent).join(' '), code: one.querySelector('.code').textContent,
})));

async function bring(page, papers) {
  for (const [at, text] of papers.entries()) {
    await page.getByLabel(`Paper ${at + 1}`, { exact: true }).fill(text);
    await page.keyboard.press('Tab');
    await page.getByText(/^Set [0-9A-F]{4}, paper \d of \d\.$/).nth(at).waitFor();
  }
}

test('papers are made and shown once, each on a page of its own; a drill is held; they bring back a lost vault', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock('/vault');
    await page.getByText(/There are none\. If the last passphrase is lost/).waitFor();
    await page.getByRole('link', { name: 'Make papers…' }).click();
    await page.getByText('Any 3 of the 5 open the vault. 2 may be lost.').waitFor();
    await passes(desk, 'make-papers');
    await page.getByRole('button', { name: 'Make the papers' }).click();
    await page.getByText(/5 papers are made\./).waitFor();
    const made = await sheets(page);
    assert.equal(made.length, 5);
    assert.equal(made[0].words.trim().split(/\s+/).length, 88, '44 words and their numbers');
    await page.getByText('Paper 1 of 5').click();
    await passes(desk, 'sheets');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.on-paper article:visible').count(), 5);
    assert.equal(await page.locator('main .on-screen:visible').count(), 0);
    assert.equal(await page.locator('main > h1').isVisible(), false, 'a paper says nothing but what it is');
    const breaks = await page.evaluate(() => [...document.querySelectorAll('.sheet')].map((one) => getComputedStyle(one).breakAfter));
    assert.deepEqual(breaks, ['page', 'page', 'page', 'page', 'auto']);
    await desk.shot('office-sheets-print');
    await page.emulateMedia({ media: null });

    await desk.go('/vault');
    await page.getByText(/No drill was held yet/).waitFor();
    await page.getByRole('link', { name: 'Hold a drill…' }).click();
    const button = page.getByRole('button', { name: 'Try these papers' });
    await bring(page, [made[0].code, made[4].words]);
    assert.equal(await button.isEnabled(), false, 'two are not enough');
    await page.getByLabel('Paper 3', { exact: true }).fill(made[0].code);
    await page.keyboard.press('Tab');
    await page.getByText('This paper stands above already.').waitFor();
    await bring(page, [made[0].code, made[4].words, made[2].words]);
    await passes(desk, 'drill');
    await button.click();
    await page.getByText(/^These papers open the vault/).waitFor();
    await desk.go('/vault');
    await page.getByText(/The last drill was held/).waitFor();

    await page.getByRole('button', { name: 'Lock' }).click();
    await page.getByRole('link', { name: 'The passphrase is lost' }).click();
    await page.getByRole('heading', { name: 'Come back with papers' }).waitFor();
    await bring(page, [made[1].words, made[3].code, made[4].code]);
    await page.getByText('The papers are enough').waitFor();
    await page.getByLabel('Passphrase', { exact: true }).fill(kNewPassphrase);
    await page.getByLabel('The same once more').fill(kNewPassphrase);
    await page.getByLabel('Your name or short sign').fill('A. Tester');
    await page.getByLabel('Name of this computer').fill('test');
    await page.getByLabel(/This is an old computer/).check();
    await passes(desk, 'recover');
    await page.getByRole('button', { name: 'Open the vault with the papers' }).click();
    await page.waitForURL(/\/vault\/papers$/);
    await page.getByText(/Make new papers now/).waitFor();
    assert.equal((await desk.api('/cases')).all, 2);
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.fill('input[type=password]', kNewPassphrase);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#search');
  }));

test('a case is erased only by its number and a ground, and leaves a receipt', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick, shop] = await desk.caseIds();
    const keys = join(desk.folder, 'keys');
    mkdirSync(keys);
    const copied = await job(desk, '/vault/backups', { folder: desk.folder, keys_folder: keys });
    assert.ok(copied.keys_until_ms > 0);
    await desk.go(`/cases/${brick}/story`);
    await page.getByRole('link', { name: 'Erase…' }).click();
    const { row } = await desk.api(`/cases/${brick}`);
    const button = page.getByRole('button', { name: 'Erase the case for good' });
    await page.getByLabel('On what ground').fill('asked for by the person, in writing');
    await page.getByLabel(/^Type the number of the case/).fill('9999');
    assert.equal(await button.isEnabled(), false);
    await page.getByLabel(/^Type the number of the case/).fill(row.number);
    await passes(desk, 'erase');
    await button.click();
    await page.getByText(`Case ${row.number} is erased`, { exact: false }).waitFor();
    await passes(desk, 'receipt');
    await page.emulateMedia({ media: 'print' });
    const printed = await page.locator('main').innerText();
    assert.match(printed, /asked for by the person, in writing/);
    const until = await page.evaluate((ms) => new Date(ms).getFullYear(), copied.keys_until_ms);
    assert.match(printed, new RegExp(`The last one that this vault knows of is to be destroyed on .*${until}`));
    await desk.shot('office-receipt-print');
    await page.emulateMedia({ media: null });
    assert.deepEqual(await desk.caseIds(), [shop]);
    await page.getByRole('link', { name: 'Cases' }).last().click();
    await page.locator('tbody tr td').first().waitFor();

    await desk.go(`/cases/${shop}/erase`);
    const other = await desk.api(`/cases/${shop}`);
    await page.getByLabel(/Only who this person is/).first().check();
    await page.getByText(/What happened stays in the case/).waitFor();
    await page.getByLabel('On what ground').fill('asked for by the person');
    await page.getByLabel(/^Type the number of the case/).fill(other.row.number);
    await page.getByRole('button', { name: 'Erase who this person is' }).click();
    await page.getByText(/who one person is was erased/).waitFor();
    assert.equal((await desk.api('/cases')).all, 1);
    // Whoever looked at the erased case is still to be read, and not at which one.
    await desk.go('/vault/log');
    await page.getByRole('cell', { name: 'erased, or closed to you' }).first().waitFor();
    await page.getByRole('cell', { name: 'looked at it' }).first().waitFor();
    await passes(desk, 'log');
    desk.expectRefusal();
    await desk.go(`/cases/${brick}/erase`);
    await page.getByText(/There is no such case/).waitFor();
  }));

for (const [name, settings] of [['dark', { theme: 'dark', language: 'en' }], ['Russian', { theme: 'light', language: 'ru' }], ['Arabic', { theme: 'light', language: 'ar' }]]) {
  test(`every part of the vault and of a case as a whole, by axe and on a narrow screen: ${name}`, () =>
    withDesk({ cases: true }, async (desk) => {
      const page = await desk.unlock();
      await page.evaluate((kept) => localStorage.setItem('manumit.settings', kept), JSON.stringify(settings));
      await page.reload();
      await page.waitForSelector('#search');
      const [brick] = await desk.caseIds();
      const me = (await desk.api('/vault')).members[0].id;
      for (const path of ['/vault', '/vault/admit', `/vault/member?m=${me}`, '/vault/papers', '/vault/drill', '/vault/bundles', '/vault/log', `/cases/${brick}/share`, `/cases/${brick}/erase`, `/cases/${brick}/people`]) {
        await desk.go(path);
        await passes(desk, `${name}-${path.split('?')[0].replace(brick, '').replaceAll('/', '-')}`);
      }
      await desk.go('/vault/papers');
      await page.locator('button.first').click();
      await page.locator('.on-paper article').first().waitFor({ state: 'attached' });
      await page.locator('summary').first().click();
      await passes(desk, `${name}-sheets`);
    }));
}
