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
      await page.evaluate(async (body) => (await fetch('/api/v1/figures', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).text(),
        JSON.stringify({ file_name: 'figures.csv', content }));
      await desk.go('/gap/figures?only=conflicts');
      await page.locator('main summary').first().click();
      await passes(desk, 'figures', name);
    }));
}

test('the range of an estimate made here is kept among the figures, by a person who says of whom it is', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/estimate');
    const csv = 'b,c,d,count\n1,0,0,5\n0,1,0,5\n0,0,1,41\n1,1,0,54\n1,0,1,6\n1,1,1,12\n';
    await page.locator('input[type=file]').setInputFiles({ name: 'lists.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: 'Estimate', exact: true }).click();
    await page.getByRole('button', { name: 'Keep the range among the figures' }).click({ timeout: 60_000 });
    const form = page.getByRole('form', { name: 'Add a figure' });
    assert.equal(await form.getByLabel(/^Measure/).inputValue(), 'estimate.people');
    const [low, high] = [await form.getByLabel(/^Low end/).inputValue(), await form.getByLabel(/^High end/).inputValue()].map(Number);
    assert.ok(low > 100 && high > low, `${low} ${high}`);
    await form.getByLabel(/^Who was counted/).fill('women in an invented survey');
    await form.getByLabel(/^Place/).fill('KOR');
    await form.getByLabel(/^Time/).fill('2014');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.locator('main summary', { hasText: 'estimate.people' }).waitFor();
    const [figure] = (await desk.api('/figures')).figures;
    assert.deepEqual([figure.low, figure.high, figure.value], [low, high, undefined]);
  }));

test('what was taken out goes back at once, a conflict names the other figure, and nothing that is typed is overwritten', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/gap/figures?form=new');
    const main = page.locator('main');
    const measure = page.getByRole('form', { name: 'Add a figure' }).getByLabel(/^Measure/);
    await measure.fill('invented.typed');
    await desk.go('/gap/figures');
    const csv = 'measure,value,unit,population,place,period,source\nx.a,3,persons,people found,WLD,2019,Report A\nx.a,5,persons,people found,WLD,2019,Report B\n';
    await page.evaluate(async (body) => (await fetch('/api/v1/figures', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).text(),
      JSON.stringify({ file_name: 'two.csv', content: Buffer.from(csv).toString('base64') }));
    await desk.go('/gap/figures?q=people');
    const lines = main.locator('li[id^=figure-]');
    await lines.first().locator('summary').click();
    await lines.first().getByRole('link', { name: '5, Report B' }).waitFor();
    await lines.first().getByRole('button', { name: 'Take out' }).click();
    await main.getByText('1 figure was taken out').waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H2');
    await lines.first().locator('summary').click();
    await lines.first().getByRole('button', { name: 'Take out' }).click();
    await main.getByRole('link', { name: 'Add a figure' }).waitFor();
    await main.getByText('2 figures were taken out').click();
    await main.getByRole('button', { name: 'Put all back' }).click();
    await main.getByText(/^2 figures of 1 place/).waitFor();
    await lines.first().locator('summary').click();
    await lines.first().getByRole('link', { name: 'Put right' }).click();
    assert.ok(await page.getByRole('form', { name: 'Put right' }).getByRole('button', { name: 'Save' }).isDisabled(), 'nothing was changed');
    await desk.go('/gap/figures?form=new');
    await measure.waitFor();
    assert.equal(await measure.inputValue(), 'invented.typed');
  }));
