// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, withDesk } from './desk.mjs';

function workbook(desk) {
  const path = join(desk.folder, 'partner.xlsx');
  execFileSync('python3', [join(root, 'examples/partner/make_workbook.py'), path]);
  return path;
}

test('a partner’s workbook goes in: the address question, the cells, the rows, then the cases', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/import');
    await page.getByLabel(/The file/).setInputFiles(workbook(desk));
    await page.getByText('Which address did they mean?').waitFor();
    const store = page.getByRole('button', { name: /^Store/ });
    assert.equal(await store.isEnabled(), false, 'nothing is stored while the question is open');
    const readings = await page.locator('fieldset .pair label').allInnerTexts();
    assert.match(readings[0], /Street\s+ул\. Речная/);
    assert.doesNotMatch(readings[1], /Street\s+ул\. Речная/);
    await page.getByLabel('By the visible headings').check();
    await page.getByRole('button', { name: 'Read it this way' }).click();
    await page.getByText('Which address did they mean?').waitFor({ state: 'detached' });
    assert.ok((await page.locator('section[aria-labelledby=cells] details').count()) >= 1);
    await page.locator('section[aria-labelledby=cells] summary').first().click();

    const onlyGood = page.getByLabel(/Only the .* good/);
    if (await onlyGood.count()) await onlyGood.check();
    await store.click();
    await page.getByText(/stored with .* statements/).waitFor();
    await page.getByRole('link', { name: 'See the cases' }).click();
    await page.getByRole('table').waitFor();

    await desk.go('/search?q=karimowa');
    await page.locator('main').getByText(/Каримова/).first().waitFor();
    await desk.go('/cases?q=script');
    assert.ok((await page.locator('tbody tr').count()) <= 3);

    await desk.go('/import');
    await page.getByLabel(/The file/).setInputFiles(workbook(desk));
    await page.getByText('This very file was imported before.', { exact: false }).first().waitFor();
  }));

test('a file that is no table is refused in words, and nothing is stored', () =>
  withDesk({}, async (desk) => {
    desk.expectRefusal();
    const page = await desk.unlock('/import');
    await page.getByLabel(/The file/).setInputFiles({
      name: 'letter.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK\x03\x04 not a table at all'),
    });
    await page.getByRole('alert').waitFor();
    assert.equal((await desk.api('/cases')).all, 0);
  }));

test('the list of cases is filtered, sorted and kept in its address', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock('/cases');
    await page.getByText('2 of 2').waitFor();
    await page.getByLabel('Place', { exact: true }).selectOption('Moscow');
    await page.getByText('1 of 2').waitFor();
    assert.match(page.url(), /place=(~|%7E)[0-9a-z]+-\d+$/);
    await page.getByLabel('Remove filter: Place').click();
    await page.getByText('2 of 2').waitFor();
    await page.getByRole('link', { name: 'Number' }).click();
    await page.waitForURL(/sort=number/);
    assert.equal(await page.locator('th[aria-sort]').getAttribute('aria-sort'), 'ascending');
    await page.locator('tbody tr').first().getByText('0001').waitFor();
    await page.keyboard.press('j');
    await page.locator('aside').getByText('Case 0001').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cases\/[0-9a-f]{32}\/story/);
    await desk.go('/cases?q=nothing-like-this');
    await page.getByText('No case matches these filters').waitFor();
  }));

test('an export says what it holds and what it cannot say, and is handed over once', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock('/export');
    await page.getByText('is no longer encrypted').waitFor();
    await page.getByLabel(/Everything, as JSON lines/).check();
    await page.getByRole('button', { name: 'Make the file' }).click();
    await page.getByText('It holds 2 cases').waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: /Take the file/ }).click();
    const download = await coming;
    assert.match(readFileSync(await download.path(), 'utf8'), /a good job by the sea/);
    await page.getByText('The file was handed to the browser').waitFor();
  }));

test('the vault page shows the head hash, and verifies with a verdict in one sentence', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock('/vault');
    await page.getByRole('heading', { name: 'Head hash' }).waitFor();
    const { head_hash: hash } = await desk.api('/vault');
    assert.ok((await page.locator('main').innerText()).replaceAll(' ', '').includes(hash));
    await page.getByRole('button', { name: 'Verify the vault' }).click();
    await page.getByText(/All \d+ entries are sound/).waitFor();
  }));

test('a file that is far too large is refused before it is read, and another can be chosen', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/import');
    const path = join(desk.folder, 'large.csv');
    writeFileSync(path, '');
    truncateSync(path, 65 * 1024 * 1024);
    await page.getByLabel(/The file/).setInputFiles(path);
    await page.getByRole('alert').getByText(/larger than a table/).waitFor();
    await page.getByLabel(/The file/).setInputFiles(workbook(desk));
    await page.getByText('Which address did they mean?').waitFor();
  }));
