// SPDX-License-Identifier: Apache-2.0
// Backups through the browser: none yet, made on two sticks by the keyboard alone, tried, their old keys destroyed,
// today's part looked at; and the commands that the page tells bring the vault back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { Desk, passes as measured, passphrase, program, root, withDesk } from './desk.mjs';

const passes = (desk, name) => measured(desk, 'backups', name);

function sticks(desk) {
  const places = { one: join(desk.folder, 'one'), two: join(desk.folder, 'two') };
  for (const place of Object.values(places)) mkdirSync(place);
  return places;
}

/** Into the field with this name, as somebody without a mouse would. */
async function type(page, label, text) {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

async function makeBackup(page, { one, two }) {
  await type(page, 'Folder for the entries', one);
  await page.keyboard.press('Tab');
  await page.keyboard.type(two);
  await page.keyboard.press('Enter');
  await page.getByText(/^The entries are in cases-/).waitFor();
}

test('a backup is made by the keyboard, tried, and brings the vault back by the command that the page tells', () =>
  withDesk({ cases: true }, async (desk) => {
    const places = sticks(desk);
    const page = await desk.unlock('/');
    await page.getByText('There is no backup of the vault yet.').waitFor();
    await passes(desk, 'today');
    await page.getByRole('link', { name: 'Make or try a backup' }).click();
    await page.getByText(/^No backup is known here/).waitFor();
    await page.getByText(/they are kept for 35 days, and apart from the entries/).waitFor();
    await passes(desk, 'none');

    await makeBackup(page, places);
    const [entries] = readdirSync(places.one);
    const [keys] = readdirSync(places.two);
    assert.match(entries, /^cases-\d{4}-\d\d-\d\d\.mnv$/);
    assert.equal(keys, entries.replace('.mnv', '.mnk'));
    await page.getByText(`The keys are in ${keys}. Keep them apart`, { exact: false }).waitFor();
    await page.getByText(/^The last was made .* by A\. Tester, on test\./).waitFor();
    await page.getByText(/^No backup was tried yet/).waitFor();
    await passes(desk, 'made');

    // The places of what was just made stand in the next form; a wrong passphrase is said, and the day is not noted.
    await type(page, 'Passphrase', 'some other words that are wrong');
    await page.keyboard.press('Enter');
    await page.getByText(/^the passphrase does not open this copy of the keys/i).waitFor();
    assert.equal((await desk.api('/vault/backups')).drill, null);
    await type(page, 'Passphrase', passphrase);
    await page.keyboard.press('Enter');
    await page.getByText(/^This backup would bring the vault back: all \d+ entries are sound\. The day is noted/).waitFor();
    await page.getByText(/^One was last tried .* by A\. Tester\./).waitFor();
    assert.equal(await page.getByLabel('Passphrase', { exact: true }).inputValue(), '');
    await passes(desk, 'tried');

    copyFileSync(join(places.two, keys), join(places.two, 'cases-2019-01-01.mnk'));
    await type(page, 'Folder with copies of the keys', places.two);
    await page.keyboard.press('Enter');
    await page.getByText('Destroyed: cases-2019-01-01.mnk').waitFor();
    assert.deepEqual(readdirSync(places.two), [keys]);
    await page.keyboard.press('Enter');
    await page.getByText('No copy of the keys in this folder is past its day.').waitFor();

    await page.getByRole('button', { name: 'Look at today’s part' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^(\d+ entries were looked at, and all are sound|1 entry was looked at, and it is sound|No entry has its turn today)/).waitFor();
    await passes(desk, 'all');

    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
    assert.ok(!kept.includes(desk.folder), 'the browser remembers no place');
    assert.ok(!(await page.locator('body').innerText()).includes(desk.folder), 'the page writes out no place');
    await page.emulateMedia({ media: 'print' });
    const paper = await page.locator('main').innerText();
    assert.ok(/The last was made/.test(paper) && !/Folder for|manumit vault/.test(paper), paper);
    await page.emulateMedia({ media: null });

    const command = await page.locator('code', { hasText: 'vault restore' }).innerText();
    assert.equal(await page.locator('code', { hasText: 'vault salvage' }).innerText(), 'manumit vault salvage cases.mnv saved.mnv');
    const words = command.replace('ENTRIES.mnv', join(places.one, entries)).replace('KEYS.mnk', join(places.two, keys)).split(' ');
    execFileSync(resolve(root, program), [...words.slice(1), '--passphrase-file', join(desk.folder, 'passphrase')], { cwd: desk.folder, stdio: 'pipe' });
    assert.ok(readdirSync(desk.folder).includes('restored.mnv'));

    await desk.go('/vault');
    await page.getByText(/^The last was made .* by A\. Tester/).waitFor();
    await passes(desk, 'vault');
    await desk.go('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.getByText(/backup of the vault|No copy of the vault’s keys/).count(), 0);
  }));

test('what is no folder is refused in a sentence, and entries without keys are said to be half of it', () =>
  withDesk({ cases: true }, async (desk) => {
    const { one } = sticks(desk);
    const page = await desk.unlock('/vault/backups');
    desk.expectRefusal();
    await type(page, 'Folder for the entries', 'media/one');
    await page.keyboard.press('Enter');
    await page.getByText(/^this is not the way to a folder/i).waitFor();
    await type(page, 'Folder for the entries', join(desk.folder, 'no stick'));
    await page.keyboard.press('Enter');
    await page.getByText(/^the folder for the backup is not there/i).waitFor();
    await passes(desk, 'refused');
    await type(page, 'Folder for the entries', one);
    await page.keyboard.press('Enter');
    await page.getByText('The keys are not in it. Without a copy of them nobody can open it.').waitFor();
    await page.getByText(/^No copy of the keys is within its days/).waitFor();
    await passes(desk, 'no-keys');
    await desk.go('/');
    await page.getByText('No copy of the vault’s keys is within its days.').waitFor();
  }));

test('a desk without a vault tells the way back from a backup', async () => {
  const desk = await Desk.open({ vault: false });
  try {
    await desk.page.goto(desk.address);
    await desk.page.getByText('manumit vault restore cases.mnv ENTRIES.mnv KEYS.mnk').waitFor();
    await passes(desk, 'door');
  } finally {
    await desk.close();
  }
});

for (const [name, settings] of [['dark', { theme: 'dark', language: 'en' }], ['Russian', { theme: 'light', language: 'ru' }], ['Russian-dark', { theme: 'dark', language: 'ru' }], ['Arabic', { theme: 'light', language: 'ar' }]]) {
  test(`the page of backups by axe and on a narrow screen: ${name}`, () =>
    withDesk({ cases: true }, async (desk) => {
      const { one, two } = sticks(desk);
      const page = await desk.unlock();
      await page.evaluate((kept) => localStorage.setItem('manumit.settings', kept), JSON.stringify(settings));
      await page.reload();
      await page.waitForSelector('#search');
      await page.locator('p.heed a[href="/vault/backups"]').waitFor();
      await passes(desk, `today-${name}`);
      await desk.go('/vault/backups');
      const fields = page.locator('section[aria-labelledby=make-backup] input');
      await fields.nth(0).fill(one);
      await fields.nth(1).fill(two);
      await page.keyboard.press('Enter');
      await page.locator('section[aria-labelledby=make-backup] [role=status] p').first().waitFor();
      await page.locator('section[aria-labelledby=scrub] button').click();
      await page.locator('section[aria-labelledby=scrub] .verdict').waitFor();
      await passes(desk, name);
      await desk.go('/vault');
      await page.locator('section[aria-labelledby=backups]').waitFor();
      await passes(desk, `overview-${name}`);
    }));
}

test('today’s part of the vault is read by itself, and only what is not sound is told', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock('/');
    await page.waitForFunction(async () => {
      const answer = await fetch('/api/v1/vault/backups');
      return (await answer.json()).scrub_due === false;
    }, null, { polling: 200 });
    assert.equal(await page.getByText(/entries are sound/).count(), 0);
    await desk.go('/vault/backups');
    await page.getByText(/^Last read through and found sound on this computer: /).waitFor();
    await passes(desk, 'looked-through');
  }));

test('what the daily reading finds damaged stands on Today, with the way to a backup', () =>
  withDesk({ cases: true }, async (desk) => {
    const { page } = desk;
    // The reading itself is held to damaged files by src/vault/scrub_test.cpp; here it is how the page says it.
    await page.route('**/api/v1/jobs/*', async (route) => {
      const answer = await route.fetch();
      const job = await answer.json();
      if (job.kind === 'scrub' && job.result) Object.assign(job.result, { sound: job.result.rows, rows: job.result.rows + 1, damages: [{}] });
      await route.fulfill({ response: answer, json: job });
    });
    await desk.unlock('/');
    await page.getByText(/Make a backup now, and verify the whole vault\./).waitFor();
    await passes(desk, 'damage-found');
    await page.unrouteAll({ behavior: 'wait' });
  }));
