// SPDX-License-Identifier: Apache-2.0
// What was estimated beside what was done, and statements held against it, in the real page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { passes, program, root, withDesk } from './desk.mjs';
import { pdfPages } from './pdf_text.mjs';

const plain = (text) => text.replace(/\s+/g, ' ').trim();
const figures = readFileSync(join(root, 'examples/gap/figures.csv'));

/** The figures of the example go into the vault by the desk's own way. */
async function bring(desk) {
  const status = await desk.page.evaluate(async (content) => {
    const answer = await fetch('/api/v1/figures', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ file_name: 'figures.csv', content }),
    });
    await answer.text();
    return answer.status;
  }, figures.toString('base64'));
  assert.equal(status, 201);
}
const stage = (page, name) => page.locator('figure').first().locator('li', { has: page.locator('.name', { hasText: new RegExp(`^${name}`) }) });
async function ask(page, sentence) {
  await page.getByLabel('The sentence, as it was said').fill(sentence);
  await page.keyboard.press('Enter');
  await page.locator('#answer').waitFor();
}

test('one sentence first, the stages as bars, what is not published hatched with its words and never 0', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await desk.go('/gap');
    await page.getByText('There are no figures in this vault yet').waitFor();
    await passes(desk, 'gap', 'empty');
    await bring(desk);
    await desk.go('/gap/laws');
    await desk.go('/gap?at=RUS&year=2019');
    await page.locator('#lead').waitFor();
    assert.match(await page.getByLabel(/^Place/).inputValue(), /^RUS$/);
    assert.match(plain(await page.getByLabel(/^Place/).locator('option:checked').innerText()), /^Russia: \d+ figures$/);
    assert.match(plain(await stage(page, 'investigated').innerText()), /^investigated 6 cases/);
    assert.equal(await stage(page, 'investigated').locator('svg rect').count(), 1);
    const missing = stage(page, 'identified');
    assert.match(plain(await missing.innerText()), /identified not in the figures/);
    assert.equal(await missing.locator('svg rect').count(), 0, 'no bar of nothing');
    assert.match(await missing.locator('.missing').evaluate((one) => getComputedStyle(one).backgroundImage), /repeating-linear-gradient/);
    assert.match(plain(await page.locator('#lead').innerText()), /\[.*\d.*\]$/, 'with its sources');
    await passes(desk, 'gap', 'done');
    await desk.shot('gap-done');
    for (const [at, heading] of ['years', 'measures', 'conflicts', 'score', 'not-known'].entries()) {
      await page.locator(`#${heading}`).scrollIntoViewIfNeeded();
      await page.evaluate((id) => document.getElementById(id).scrollIntoView({ block: 'start' }), heading);
      await desk.shot(`gap-done-${at + 1}-${heading}`);
    }
    // What a source says was not published is not the same as what is missing here.
    await desk.go('/gap?at=RUS&year=2020');
    await page.waitForFunction(() => /2020/.test(document.querySelector('figcaption')?.textContent ?? ''));
    await desk.shot('gap-2020');
  }));

test('twelve measures, each with a figure or the reason why there is none; every number opens to its table', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await bring(desk);
    await desk.go('/gap?at=RUS&year=2019');
    const rows = page.locator('section[aria-labelledby=measures] > ul > li');
    await page.locator('#measures').waitFor();
    assert.equal(await rows.count(), 12);
    for (const text of await rows.allInnerTexts()) assert.ok(/\d/.test(plain(text).replace(/^G\d+/, '')) || /Not computable \S+ \S+/.test(plain(text)), text);
    // notes 4.1: suspended 80 of 264 and 13 of 46; 114 → 66, ratio 0.58.
    assert.match(plain(await rows.nth(8).innerText()), /G9 .* 0\.579 0\.4\d+ – 0\.7\d+/);
    await rows.nth(5).locator('summary').click();
    assert.match(plain(await rows.nth(5).innerText()), /80 \/ 264/);
    await rows.nth(5).getByRole('region', { name: 'The figures it rests on, G6' }).waitFor();
    await page.locator('figure').first().locator('summary', { hasText: 'The table' }).click();
    await page.getByRole('region', { name: 'From the estimate to the remedy, 2019' }).waitFor();
    const card = page.getByRole('article', { name: /^Figures that do not agree/ }).first();
    assert.ok((await card.locator('li').count()) >= 2);
    await passes(desk, 'gap', 'opened');
  }));

test('the report is the very file of the command line', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await bring(desk);
    await desk.go('/gap?at=RUS&year=2019');
    await page.locator('#lead').waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Report as a file' }).click();
    const ours = readFileSync(await (await saved).path(), 'utf8');
    const csv = await page.evaluate(async () => (await fetch('/api/v1/figures/file')).text());
    const file = join(desk.folder, 'figures.csv');
    writeFileSync(file, csv);
    const theirs = execFileSync(program, ['gap', file, '--country', 'RUS', '--year', '2019', '--lang', 'en', '--report', '-'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    assert.ok(ours.length > 10_000);
    assert.equal(ours, theirs);
    const paper = pdfPages(await page.pdf({ format: 'A4' })).join('').replace(/\s+/g, '');
    for (const words of ['investigated', 'notinthefigures', 'Thetwelvemeasures', 'Sources']) assert.ok(paper.includes(words), words);
    for (const words of ['Reportasafile', 'Checkastatement']) assert.ok(!paper.includes(words), words);
    // And out of the vault itself, once the desk has let go of it.
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByRole('heading', { name: 'Open the vault' }).waitFor();
    assert.equal(desk.run('gap', '--country', 'RUS', '--year', '2019', '--lang', 'en', '--report', '-'), ours);
  }));

test('a decrease from 14 to 6 is not shown: p = 0.115, both intervals, the figures; Back brings the question back', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await desk.go('/gap/claim');
    await page.getByRole('button', { name: 'Try the example' }).click();
    await page.locator('#answer').waitFor();
    assert.equal(plain(await page.locator('#answer').innerText()), 'Not shown');
    const said = plain(await page.getByRole('article', { name: 'Answer' }).innerText());
    assert.match(said, /Ratio 0\.429 · two-sided p = 0\.115/);
    assert.match(said, /Exact, 95% .*0\.1[23]\d* – 1\.1[89]/);
    assert.match(said, /Large-sample, 95% .*0\.16\d? – 1\.12/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'answer', 'the answer is read out first');
    await passes(desk, 'claim', 'without-figures');
    await bring(desk);
    await ask(page, 'a splendid fall from 14 cases in 2018 to 6 cases in 2019 in Russia');
    await page.locator('blockquote s', { hasText: 'splendid' }).waitFor();
    assert.ok(!decodeURIComponent(page.url()).includes('splendid'), 'what was typed stays out of the address');
    await passes(desk, 'claim', 'sentence');
    await desk.shot('claim-answer');
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector('blockquote s'));
    await page.goForward();
    await page.locator('blockquote s', { hasText: 'splendid' }).waitFor();
    assert.equal(plain(await page.locator('#answer').innerText()), 'Not shown');
  }));

test('a sentence that cannot be read leaves no former answer; after a reload a question whose words are gone is not asked', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/gap/claim');
    await page.getByRole('button', { name: 'Try the example' }).click();
    await page.locator('#answer').waitFor();
    await page.getByText('A change from one number to another · investigated, 2019 · From 14 (2018), down · 6 cases').waitFor();
    assert.doesNotMatch(page.url(), /2019|cases/);
    desk.expectRefusal();
    await page.getByLabel('The sentence, as it was said').fill('hello there');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    assert.equal(await page.locator('#answer').count(), 0);
    await page.goBack();
    await page.locator('#answer').waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    await page.reload();
    await page.getByText('The words that were typed are gone').waitFor();
    assert.equal(await page.locator('#answer').count(), 0);
    await page.locator('summary', { hasText: 'Fill it in yourself' }).click();
    await page.getByLabel('Kind of statement').selectOption('steps');
    assert.ok(await page.getByLabel(/^Place/).isVisible());
  }));

test('a form of six kinds: a number that the figures have, one that they do not, a law, two sources', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await bring(desk);
    await desk.go('/gap/claim');
    await page.locator('summary', { hasText: 'Fill it in yourself' }).click();
    const answer = async () => {
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      await page.locator('#answer').waitFor();
      return plain(await page.locator('#answer').innerText());
    };
    await page.getByLabel('Measure', { exact: true }).fill('uk.nrm_referrals');
    await page.getByLabel(/^Place/).selectOption('GBR');
    await page.getByLabel(/^Time/).fill('2018');
    await page.getByLabel('Number', { exact: true }).fill('six');
    await page.getByText('Write numbers in digits').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Check', exact: true }).isDisabled());
    await page.getByLabel('Number', { exact: true }).fill('794 000');
    assert.equal(await answer(), 'Contradicted');
    await page.getByRole('region', { name: 'The figures it rests on' }).waitFor();
    await page.getByLabel('Kind of statement').selectOption('in_force');
    await page.getByLabel(/^Law/).selectOption('ru.uk.127_1');
    await page.getByLabel(/^Time/).fill('2010/2012');
    await page.getByLabel(/^Place/).selectOption('RUS');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.waitForFunction(() => document.querySelector('#answer')?.textContent?.includes('Supported'));
    await page.getByRole('heading', { name: 'Days of the law' }).waitFor();
    await passes(desk, 'claim', 'law');
    await page.getByLabel('A file of claims (TOML)').setInputFiles(join(root, 'examples/gap/claims.toml'));
    await page.getByText('16 statements.').waitFor();
    assert.match(plain(await page.locator('section', { has: page.locator('#claim-file') }).innerText()), /Not shown six cases investigated in 2019, a decrease from 14 in 2018/);
    await page.locator('#claim-file').evaluate((one) => one.scrollIntoView());
    await desk.shot('claim-file');
    assert.ok((await desk.api('/figures')).all > 300, 'and nothing was stored but the figures');
  }));

test('by keyboard alone: from the menu to a statement and its answer', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    const reach = async (name) => {
      for (let i = 0; i < 60; ++i) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((words) => document.activeElement?.textContent?.trim().startsWith(words), name)) return;
      }
      assert.fail(`${name} is out of reach`);
    };
    await page.evaluate(() => document.body.focus());
    await reach('Gap');
    await page.keyboard.press('Enter');
    await page.getByText('There are no figures in this vault yet').waitFor();
    await reach('Check a statement without figures');
    await page.keyboard.press('Enter');
    await page.getByLabel('The sentence, as it was said').focus();
    await page.keyboard.type('six cases, down from fourteen: 6 from 14');
    await page.keyboard.press('Enter');
    await page.locator('#answer').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'answer');
  }));

const looks = [['dark', { theme: 'dark', language: 'en' }], ['Russian', { theme: 'light', language: 'ru' }], ['Arabic', { theme: 'light', language: 'ar' }]];
for (const [name, settings] of looks) {
  test(`both pages pass axe and fit into 360 pixels: ${name}`, () =>
    withDesk({}, async (desk, page) => {
      await page.addInitScript((value) => localStorage.setItem('manumit.settings', value), JSON.stringify(settings));
      await desk.unlock();
      await bring(desk);
      await desk.go('/gap?at=RUS&year=2019');
      await page.locator('#lead').waitFor();
      for (const summary of await page.locator('main article summary').all()) await summary.evaluate((one) => one.parentElement.setAttribute('open', ''));
      await passes(desk, 'gap', name);
      for (const heading of ['years', 'measures', 'conflicts', 'score']) {
        await page.evaluate((id) => document.getElementById(id).scrollIntoView({ block: 'start' }), heading);
        await desk.shot(`gap-${name}-${heading}`);
      }
      await desk.go('/gap/claim?kind=change&from=14&from_time=2018&value=6&time=2019&unit=cases&direction=down&at=RUS&ask=1');
      await page.locator('#answer').waitFor();
      await passes(desk, 'claim', name);
    }));
}
