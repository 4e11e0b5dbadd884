// SPDX-License-Identifier: Apache-2.0
// What was asked of whom, what came of it, and by which day an answer is due.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passes, withDesk } from './desk.mjs';
import { pdfPages } from './pdf_text.mjs';

const squeezed = (text) => text.replace(/\s+/g, '');
const daysAgo = (n) => new Date(Date.now() - n * 86_400_000).toISOString().slice(0, 10);

async function step(page, fields, choices) {
  await page.getByRole('link', { name: 'Add a step' }).click();
  const form = page.getByRole('form', { name: 'Add a step' });
  for (const [label, value] of Object.entries(choices)) await form.getByRole('combobox', { name: new RegExp(`^${label}`) }).selectOption(value);
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The step is saved.').waitFor();
}

test('the steps of the shop: four dated refusals, on the page and on paper', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const shop = (await desk.caseIds())[1];
    await desk.go(`/cases/${shop}/authorities`);
    const main = page.locator('main');
    await main.getByRole('heading', { name: 'Steps taken' }).waitFor();
    assert.match(await main.locator('dl').innerText(), /Refusals\s*4\s*Reversed or returned\s*1\s*Cases opened\s*1\s*Under another article than was asked for\s*1/);
    assert.equal(await main.locator('li.refusal').count(), 4);
    await passes(desk, 'authorities', 'shop');

    // No rule is guessed. Chosen, it runs from the day of the letter; the answer is known by its months alone.
    const complaint = main.locator('li', { hasText: 'Moscow police directorate' }).first();
    await complaint.getByLabel('Which rule sets the day?').selectOption('ru.upk.144');
    await complaint.getByText('Answered after 0–50 days, due 14 June 2010: whether in time is not known').waitFor();
    await complaint.getByText('Ended by “Refusal to open”, since nothing else waited; no number links them.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await complaint.getByLabel('Which rule sets the day?').waitFor();

    const paper = squeezed(pdfPages(await page.pdf({ format: 'A4' })).join(''));
    for (const words of ['Stepstaken', 'Themanageroftheshopdeniedit', '14November2012', '21November2012', '127.2']) {
      assert.ok(paper.includes(squeezed(words)), words);
    }
    assert.ok(!paper.includes('Whichrulesetstheday'));
  }));

test('a complaint entered, its clock on Today, a refusal that ends it', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/authorities`);
    await page.getByText('No step with an authority is recorded yet.').waitFor();
    await passes(desk, 'authorities', 'empty');
    // What was begun outlives another page.
    await page.getByRole('link', { name: 'Add a step' }).click();
    await page.getByLabel('Number', { exact: true }).fill('77-301');
    await desk.go('/');
    await desk.go(`/cases/${brick}/authorities?form=step`);
    assert.equal(await page.getByLabel('Number', { exact: true }).inputValue(), '77-301');
    await page.getByRole('form').getByRole('link').click();
    await step(page, { 'Authority, as written': 'District prosecutor', Number: '77-301', Date: daysAgo(90) },
      { 'What step': 'complaint' });
    const main = page.locator('main');
    const complaint = main.locator('li', { hasText: '77-301' }).first();
    await complaint.getByLabel('Which rule sets the day?').selectOption('ru.59fz.12');
    await complaint.getByText(/^Overdue: it was due .*; 90 days without an answer$/).waitFor();

    await desk.go('/');
    const due = page.getByRole('link', { name: 'Answer due: 77-301' });
    await due.waitFor();
    await passes(desk, 'authorities', 'today');
    await due.click();
    await step(page, { 'Authority, as written': 'District prosecutor', Date: daysAgo(2),
      'About which step': 'complaint No. 77-301', 'Ground given': 'They could leave and report' },
      { 'What step': 'refusal', Decision: 'refused' });
    await complaint.getByText(/^Answered late: after 88 days, due /).waitFor();
    await desk.go('/');
    await page.getByRole('heading', { name: /Today/ }).first().waitFor();
    assert.equal(await page.getByText('Answer due').count(), 0);

    await page.getByRole('button', { name: 'Ру, Русский' }).click();
    await page.getByLabel('Светлый или тёмный вид').selectOption('dark');
    await desk.go(`/cases/${brick}/authorities`);
    await page.getByRole('heading', { name: 'Предпринятые шаги' }).waitFor();
    await passes(desk, 'authorities', 'late-ru-dark');
  }));
