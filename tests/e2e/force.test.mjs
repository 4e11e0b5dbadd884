// SPDX-License-Identifier: Apache-2.0
// Under force: a copy for a journey, and the keys of this computer destroyed, by the page and by the
// keyboard.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { passes as measured, passphrase, program, withDesk } from './desk.mjs';

const kTravelPhrase = 'eleven slow ferries crossing at dawn';

const passes = (desk, name) => measured(desk, 'force', name);

function casesIn(vault, words, folder) {
  const file = join(folder, 'words');
  writeFileSync(file, `${words}\n`, { mode: 0o600 });
  return JSON.parse(execFileSync(program, ['case', 'list', '--json', '--vault', vault, '--passphrase-file', file], { encoding: 'utf8' }));
}

test('a travel copy opens the chosen case and no other, and says what it holds', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock('/vault');
    await page.getByRole('heading', { name: 'If the laptop may be taken' }).waitFor();
    // No bus of a system runs here, or one does: the page says which.
    assert.match(await page.locator('main').innerText(), /This computer (tells|does not tell) when it/);
    await passes(desk, 'vault');
    await page.getByRole('link', { name: /Travel copy/ }).click();
    await page.getByRole('heading', { name: 'Travel copy', level: 1 }).waitFor();
    const button = page.getByRole('button', { name: 'Make the travel copy' });
    const [first] = (await desk.api('/cases?sort=number&dir=asc')).rows;
    await page.getByLabel('Look for a case').fill(first.number);
    await page.getByRole('button', { name: `Take ${first.number} along` }).click();
    await page.getByRole('button', { name: `Leave ${first.number} here` }).waitFor();
    const place = join(desk.folder, 'journey.mnv');
    await page.getByLabel(/Where it is to lie/).fill(place);
    await page.getByLabel('Passphrase', { exact: true }).fill(kTravelPhrase);
    assert.equal(await button.isEnabled(), false);
    await page.getByLabel('The same once more').fill(kTravelPhrase);
    await passes(desk, 'travel');
    await button.click();
    await page.getByText('is made and was opened to check it').waitFor();
    assert.match(await page.locator('main').innerText(), /1 case opens in it/);
    await passes(desk, 'travel-made');

    const there = casesIn(place, kTravelPhrase, desk.folder);
    assert.equal(there.all, 1);
    assert.equal(there.cases[0].number, first.number);
    assert.throws(() => casesIn(place, passphrase, desk.folder));
    // Home again, the record is dismissed like any other.
    await page.getByRole('link', { name: /The record:/ }).click();
    await page.locator('main strong', { hasText: '(travel)' }).waitFor();
  }));

test('the keys are destroyed by the page: the name is typed, the page is empty, and papers are offered', () =>
  withDesk({ cases: true }, async (desk) => {
    desk.expectRefusal();
    const page = await desk.unlock('/vault/destroy');
    await page.getByRole('heading', { name: 'Destroy the keys of this computer', level: 1 }).waitFor();
    const button = page.getByRole('button', { name: 'Destroy the keys for good' });
    assert.equal(await button.isEnabled(), false);
    await passes(desk, 'destroy');
    await page.getByLabel(/Type the name of the vault/).fill('cases.mnv');
    await button.click();
    await page.waitForURL(/blank\.html$/);
    assert.equal((await page.locator('body').innerText()).trim(), '');
    await page.goto(desk.origin);
    await page.getByRole('heading', { name: 'The keys of this computer were destroyed' }).waitFor();
    const said = await page.locator('main').innerText();
    assert.match(said, /destroyed on \d{4}-\d{2}-\d{2}/);
    assert.match(said, /papers/);
    assert.equal(await page.locator('input[type=password]').count(), 0);
    await passes(desk, 'destroyed');
    await page.getByRole('link', { name: 'Open it by recovery papers' }).click();
    await page.waitForURL(/\/recover$/);
    assert.ok(!existsSync(`${desk.file.replace(/mnv$/, 'mnk')}.new`));
  }));

test('the keys are destroyed from any page by three keys pressed twice, and by one press nothing is', () =>
  withDesk({ cases: true }, async (desk) => {
    desk.expectRefusal();
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/story`);
    const keys = desk.file.replace(/mnv$/, 'mnk');
    const before = readFileSync(keys);
    await page.keyboard.press('Control+Shift+F9');
    await page.getByText('Press the same keys once more within two seconds').waitFor();
    await desk.shot('force-once-more');
    await page.waitForTimeout(2600);
    assert.equal(await page.getByText('Press the same keys once more').count(), 0);
    await page.keyboard.press('Control+Shift+F9');
    await page.waitForTimeout(300);
    assert.equal((await desk.api('/state')).vault.open, true);
    assert.deepEqual(readFileSync(keys), before);
    await page.keyboard.press('Control+Shift+F9');
    await page.waitForURL(/blank\.html$/);
    const state = await page.evaluate(async () => (await fetch('/api/v1/state')).json());
    assert.equal(state.vault.open, false);
    assert.equal(state.vault.condition, 'keys_destroyed');
  }));

test('also while the vault is locked, and in Russian and Arabic', () =>
  withDesk({}, async (desk) => {
    desk.expectRefusal();
    await desk.newPage({ locale: 'ru' });
    const page = await desk.unlock('/vault/travel');
    const shows = async (title, name) => {
      await page.locator('main h1', { hasText: title }).waitFor();
      await passes(desk, name);
    };
    await shows('Копия в дорогу', 'travel-ru');
    await desk.go('/vault/destroy');
    await shows('Уничтожить ключи этого компьютера', 'destroy-ru');
    await desk.go('/help');
    await page.getByRole('button', { name: 'العربية' }).click();
    await desk.go('/vault/travel');
    await shows('نسخة للسفر', 'travel-ar');
    await desk.go('/vault/destroy');
    await shows('إتلاف مفاتيح هذا الحاسوب', 'destroy-ar');
    await desk.page.goto(desk.origin, { waitUntil: 'networkidle' });
    await desk.page.evaluate(async () => {
      await fetch('/api/v1/vault/lock', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
    });
    await desk.page.goto(desk.origin);
    await desk.page.waitForSelector('input[type=password]');
    await desk.page.keyboard.press('Control+Shift+F9');
    await desk.page.waitForTimeout(200);
    await desk.page.keyboard.press('Control+Shift+F9');
    await desk.page.waitForURL(/blank\.html$/);
  }));
