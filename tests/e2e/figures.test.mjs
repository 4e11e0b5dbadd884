// SPDX-License-Identifier: Apache-2.0
// Published figures: a file brought in, one typed in and put right, what differs, and all of it back out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { passes, root, withDesk } from './desk.mjs';

const example = join(root, 'examples/gap/figures.csv');
const rowsOf = (text) => text.trim().split(/\r?\n/).length - 1;

test('a file of figures is looked at, kept, found, and taken back with one word', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/gap/figures');
    const main = page.locator('main');
    await main.getByText('Numbers that others published belong here', { exact: false }).waitFor();
    await passes(desk, 'figures', 'empty');
    await main.getByRole('link', { name: 'Bring a file' }).click();
    await main.getByLabel('File of figures').setInputFiles({
      name: 'two.csv', mimeType: 'text/csv',
      buffer: Buffer.from('measure,value,unit,population,place,period\ninvented.found,3,persons,people found,XXA,2019\ninvented.found,four,,people found,XXA,2019\n'),
    });
    await main.getByText('1 row cannot be used and stays out').waitFor();
    await main.getByText('two.csv, row 3, column unit').waitFor();
    await main.getByLabel('File of figures').setInputFiles(example);
    const all = rowsOf(readFileSync(example, 'utf8'));
    const keep = main.getByRole('button', { name: /^Keep \d+ figures$/ });
    await keep.waitFor();
    await passes(desk, 'figures', 'look');
    const kept = Number(/\d+/.exec(await keep.innerText())[0]);
    assert.ok(kept > 300 && kept <= all, `${kept} of ${all}`);
    await keep.click();
    await main.getByText(new RegExp(`^${kept} figures of \\d+ places; figures for the same do not agree \\d+ times`)).waitFor();
    await passes(desk, 'figures', 'all');
    await main.getByLabel('Only those that do not agree').check();
    await main.locator('.mark').first().waitFor();
    await main.locator('summary').first().click();
    await main.getByText('Does not agree with').first().waitFor();
    await passes(desk, 'figures', 'conflicts');
    const csv = await page.evaluate(async () => (await fetch('/api/v1/figures/file')).text());
    assert.equal(rowsOf(csv.replace(/"[^"]*"/g, '')), kept);
    await page.getByRole('button', { name: 'Undo' }).click();
    await main.getByText(/^0 figures of 0 places/).waitFor();
    await main.getByText(`${kept} figures were taken out`).waitFor();
  }));

test('a figure is typed in by keyboard, put right, taken out and put back', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/gap/figures?form=new');
    const main = page.locator('main');
    const form = page.getByRole('form', { name: 'Add a figure' });
    await form.waitFor();
    // The first field has the focus; from there the keyboard is enough.
    await page.keyboard.type('invented.identified');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1,234');
    await form.getByLabel(/^Unit/).fill('persons');
    await form.getByLabel(/^Who was counted/).fill('people identified by an invented office');
    await form.getByLabel(/^Place/).fill('XXA');
    await form.getByLabel(/^Time/).fill('2019');
    await page.keyboard.press('Enter');
    await form.getByText('This is no number', { exact: false }).waitFor();
    await passes(desk, 'figures', 'form');
    desk.faults = desk.faults.filter((one) => !one.includes('422'));  // the refusal that was asked for
    await form.getByLabel(/^Value/).fill('1234');
    await page.keyboard.press('Enter');
    const line = main.locator('li', { hasText: 'invented.identified' });
    await line.locator('summary').click();
    await line.getByRole('link', { name: 'Put right' }).click();
    const again = page.getByRole('form', { name: 'Put right' });
    assert.equal(await again.getByLabel(/^Value/).inputValue(), '1234');
    await again.getByLabel(/^Value/).fill('12345');
    await again.getByRole('button', { name: 'Save' }).click();
    await main.locator('summary', { hasText: '12\u00a0345' }).waitFor();
    await main.getByText('1 figure was taken out').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await main.locator('summary', { hasText: '1234' }).first().waitFor();
    const now = (await desk.api('/figures')).figures.map((one) => one.value);
    assert.deepEqual(now, [1234]);
  }));

for (const [name, settings] of [['dark', { theme: 'dark', language: 'en' }], ['Russian', { theme: 'light', language: 'ru' }], ['Arabic', { theme: 'dark', language: 'ar' }]]) {
  test(`figures pass in ${name}`, () =>
    withDesk({}, async (desk, page) => {
      await page.addInitScript((value) => localStorage.setItem('manumit.settings', value), JSON.stringify(settings));
      await desk.unlock('/gap/figures');
      await passes(desk, 'figures', `empty-${name}`);
      const content = readFileSync(example).toString('base64');
      await page.evaluate((body) => fetch('/api/v1/figures', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }),
        JSON.stringify({ file_name: 'figures.csv', content }));
      await desk.go('/gap/figures?only=conflicts');
      await page.locator('main summary').first().click();
      await passes(desk, 'figures', name);
    }));
}
