// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { axeSource, root, withDesk } from './desk.mjs';
import { pdfPages } from './pdf_text.mjs';

const squeezed = (text) => text.replace(/\s+/g, '');
const plain = (text) => text.replace(/\s+/g, ' ').trim();
// An engine built for debugging takes its time.
const kReckoned = { timeout: 180_000 };

async function findings(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
  });
}
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function example(desk) {
  await desk.go('/estimate');
  await desk.page.getByRole('button', { name: 'Try with it' }).click();
  await desk.page.getByRole('heading', { name: /What was read/ }).waitFor();
}
async function choose(desk, name, text) {
  const path = join(desk.folder, name);
  writeFileSync(path, text);
  await desk.page.getByLabel('A file (CSV)').setInputFiles(path);
  await desk.page.getByRole('heading', { name: /What was read/ }).waitFor();
}
/** Fewer resamples: what is looked at here is the page. */
async function quick(page) {
  await page.locator('summary', { hasText: 'Settings' }).click();
  await page.getByLabel('Resamples for intervals').selectOption('200');
}
async function run(page) {
  await page.getByRole('button', { name: 'Estimate', exact: true }).click();
  await page.locator('#lead').waitFor(kReckoned);
}
const rows = (page) => page.locator('section', { has: page.getByRole('heading', { name: 'Each method' }) }).locator('li:not(.axis)');

test('the public example: what was read, a range in the first sentence, each method with its interval', () =>
  withDesk({ args: ['--example'] }, async (desk) => {
    const page = await desk.unlock();
    await example(desk);
    // facts of the table: 123 people, of whom 5 + 5 + 41 are on one list alone.
    await page.getByText('123 people on 3 lists; 51 of them (41%) on one list alone.').waitFor();
    await run(page);
    assert.match(plain(await page.locator('#lead').innerText()), /^Between \d+ and \d+ people in all, of whom 123 were seen/);
    const said = await rows(page).allInnerTexts();
    // Published for this table: independence 142, stepwise 269, both BIC searches 157 (notes and expected.csv).
    const of = (name) => plain(said.find((text) => text.startsWith(name)) ?? '');
    // The interval of which the summary speaks: the profile one (141 [131–156] for the multinomial), not the log-normal one.
    assert.match(of('Independent lists'), / 142 131 – 156 /);
    assert.match(of('Stepwise model'), / 269 /);
    assert.match(of('Best model (BIC)'), / 157 /);
    assert.match(of('Lower bound'), /≥ 137/);
    assert.equal(await rows(page).locator('svg').count(), said.length);
    for (const heading of ['How the lists overlap', 'Without a list, or with two made one', 'A dependence that no data can show', 'Would the lists have guessed one another?', 'The estimate of each of the best models']) {
      await page.getByRole('heading', { name: heading }).waitFor();
    }
    assert.match(page.url(), /record=[0-9a-f]{64}/);
    await page.mouse.move(1200, 790);
    await desk.shot('estimate');
  }));

test('an answer is kept: it stands at its address after a reload, and the same lists are answered at once', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await example(desk);
    await quick(page);
    await run(page);
    const lead = await page.locator('#lead').innerText();
    const jobs = desk.requests.filter((url) => url.includes('/jobs/')).length;
    await page.reload();
    await page.locator('#lead').waitFor();
    assert.equal(await page.locator('#lead').innerText(), lead);
    await page.locator('summary', { hasText: 'Change the lists' }).click();
    await page.getByRole('button', { name: 'Try with it' }).click();
    await page.getByRole('heading', { name: /What was read/ }).waitFor();
    await quick(page);
    await run(page);
    assert.equal(await page.locator('#lead').innerText(), lead);
    assert.equal(desk.requests.filter((url) => url.includes('/jobs/')).length, jobs, 'no job was begun for it');
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save the method note' }).click();
    const note = readFileSync(await (await saved).path(), 'utf8');
    assert.match(note, /^<!doctype html>/i);
    assert.ok(note.includes('123'));
    // Locking wipes it.
    desk.expectRefusal();
    const address = new URL(page.url());
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.waitForSelector('input[type=password]');
    await desk.unlock(address.pathname + address.search);
    await page.getByText('This estimate is not kept here any more').waitFor();
  }));

test('a refusal takes the place of the number: lists that share too few people', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await desk.go('/estimate');
    // Nobody is on two lists: there is no upper bound.
    await choose(desk, 'apart.csv', 'A,B,C,count\n1,0,0,40\n0,1,0,30\n0,0,1,60\n');
    await quick(page);
    await run(page);
    await page.getByText('No number', { exact: true }).waitFor();
    assert.doesNotMatch(await page.locator('#lead').innerText(), /^Between/);
    const size = (at) => page.locator(at).evaluate((one) => getComputedStyle(one).fontSize);
    assert.equal(await size('#lead'), await size('main h1'), 'as well set as a number would be');
    assert.match(await page.locator('main').innerText(), /no pair|Nobody is on both lists/i);
    assert.deepEqual(await findings(page), []);
    await desk.shot('estimate-refused');
  }));

test('a fault in the file is named by row and column; a column can be put to another use', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await desk.go('/estimate');
    await choose(desk, 'faulty.csv', 'police,shelter,hotline,sex,count\n1,0,1,f,12\n0,1,0,m,15\n1,1,0,f,21\n2,0,1,m,14\n0,1,1,f,9\n1,1,1,m,6\n');
    const alert = page.getByRole('alert');
    assert.match(await alert.innerText(), /faulty\.csv, row 5, column police/);
    assert.ok(await page.getByRole('button', { name: 'Estimate', exact: true }).isDisabled());
    await choose(desk, 'good.csv', 'police,shelter,hotline,sex,count\n1,0,0,f,62\n0,1,0,m,55\n1,1,0,f,21\n1,0,1,m,14\n0,1,1,f,9\n0,0,1,m,30\n1,1,1,m,6\n0,1,0,f,40\n1,1,0,m,17\n1,0,1,f,12\n0,0,1,f,25\n1,0,0,m,33\n');
    await alert.waitFor({ state: 'detached' });
    await page.getByLabel('Use of the column sex').selectOption('split');
    await page.getByRole('heading', { name: '2 groups' }).waitFor();
    await page.getByLabel('Population of f').fill('1.5');
    await page.getByLabel('Population of m').fill('9 000 000');
    await page.getByText('once every group has a whole number').waitFor();
    await page.getByLabel('Population of f').fill('10 000 000');
    await page.getByText('once every group has a whole number').waitFor({ state: 'detached' });
    await quick(page);
    await run(page);
    await page.getByRole('heading', { name: 'By group' }).waitFor();
    const groups = page.getByRole('region', { name: 'By group (table)' });
    assert.match(plain(await groups.innerText()), /With their 95 % ranges Per 100,000 f 169 \d+ – \d+ \d+ – \d+ [\d.]+ – [\d.]+ m 155 /);
    // Nine women and six men are on two lists together: such a group is not to be released as it stands.
    const byGroup = plain(await page.locator('section', { has: page.getByRole('heading', { name: 'By group' }) }).innerText());
    for (const group of ['f', 'm']) assert.ok(byGroup.includes(`${group}: This group has a count below 10`), byGroup);
    assert.deepEqual(await findings(page), []);
    await page.locator('summary', { hasText: 'Change the lists' }).click();
    await page.getByLabel('Use of the column hotline').selectOption('with:shelter');
    await page.getByText('on 2 lists').waitFor();
    await desk.shot('estimate-groups');
  }));

test('a file calls its lists as it likes: our own words among them, and the marks with which we join', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await desk.go('/estimate');
    await choose(desk, 'names.csv', 'interview,Interview,a:b + c,count\n1,0,0,45\n0,1,0,55\n0,0,1,41\n1,1,0,54\n1,0,1,16\n0,1,1,11\n1,1,1,12\n');
    const heads = page.getByRole('rowheader');
    assert.deepEqual((await heads.allInnerTexts()).slice(0, 3), ['interview', 'Interview', 'a:b + c']);
    await quick(page);
    await run(page);
    const without = plain(await page.locator('section', { has: page.getByRole('heading', { name: 'Without a list, or with two made one' }) }).innerText());
    for (const words of ['Without interview', 'Without Interview', 'Without a:b + c', 'interview + a:b + c as one']) assert.ok(without.includes(words), without);
  }));

test('a vault in which nobody is on a list has nothing to ask about', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await desk.go('/estimate');
    await page.getByRole('button', { name: 'Count the lists' }).click();
    await page.getByText('Nobody in the vault stands on a list of this kind').waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Three questions that no table answers' }).count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Estimate', exact: true }).count(), 0);
  }));

test('the lists of the vault: what is counted, and that a handful of people carry no figure to publish', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    await desk.go('/estimate');
    await page.getByLabel('The vault’s own lists').selectOption('source_kind');
    await page.getByRole('button', { name: 'Count the lists' }).click();
    await page.getByText(/The vault has \d+ affected people/).waitFor();
    await page.getByText('counts twice until the two are linked').waitFor();
    await page.getByLabel('Use of the column Age group').waitFor();
    await quick(page);
    await run(page);
    await page.getByText('not to be published: too few people').waitFor();
  }));

test('by keyboard alone: from the menu to the range, and stopping on the way', () =>
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
    await reach('Estimate');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'How many nobody has seen' }).waitFor();
    await reach('Try with it');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /What was read/ }).waitFor();
    await page.getByRole('group', { name: /referrals/ }).getByRole('radio', { name: 'Not known' }).focus();
    await page.keyboard.press('ArrowLeft');
    assert.ok(await page.getByRole('group', { name: /referrals/ }).getByRole('radio', { name: 'No', exact: true }).isChecked());
    await page.locator('summary', { hasText: 'Settings' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Resamples for intervals').selectOption('5000');
    const button = page.getByRole('button', { name: 'Estimate', exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    desk.expectRefusal();
    await page.getByRole('button', { name: 'Stop' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Stopped at your wish').waitFor();
    await page.getByLabel('Resamples for intervals').selectOption('200');
    await button.focus();
    await page.keyboard.press('Enter');
    await page.locator('#lead').waitFor(kReckoned);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'lead', 'the answer is read out first');
  }));

/** What paper will show: the method note, which the desk writes. */
const onPaper = (page) => page.waitForFunction(() => document.querySelector('.on-paper')?.shadowRoot?.querySelector('h1'));

test('the page prints as its method note: two sheets, A4 or Letter, and nothing of the screen on them', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    await desk.go('/estimate');
    await page.getByLabel('A file (CSV)').setInputFiles(join(root, 'examples/lists/western.csv'));
    await page.getByRole('heading', { name: /What was read/ }).waitFor();
    await page.getByLabel('Place').fill('Western States');
    await quick(page);
    await run(page);
    await onPaper(page);
    for (const format of ['A4', 'Letter']) {
      const pages = pdfPages(await page.pdf({ format })).map(squeezed);
      const all = pages.join('');
      for (const words of ['peopleinall,ofwhom345wereseen', 'PlaceWesternStates', 'Themodelofindependentlists', 'Thestepwisemodel', 'Whatistakenforgranted', 'Withwhatthiscanbemadeagain']) {
        assert.ok(all.includes(words), `${format}: ${words}`);
      }
      for (const words of ['Trywithit', 'Whatwasread', 'Savethemethodnote']) assert.ok(!all.includes(words), `${format}: ${words}`);
      assert.equal(pages.length, 2, `${format}: ${pages.length} pages`);
    }
  }));

const looks = [
  ['light', { theme: 'light', language: 'en' }], ['dark', { theme: 'dark', language: 'en' }],
  ['Russian', { theme: 'light', language: 'ru' }], ['Arabic', { theme: 'light', language: 'ar' }],
];
for (const [name, settings] of looks) {
  test(`axe finds nothing before, within or after an estimate or on paper, and 360 pixels are enough: ${name}`, () =>
    withDesk({}, async (desk, page) => {
      await page.addInitScript((value) => localStorage.setItem('manumit.settings', value), JSON.stringify(settings));
      await desk.unlock();
      const check = async (where) => assert.deepEqual(await findings(page), [], where);
      await desk.go('/estimate');
      await check('the empty page');
      await page.getByLabel(/CSV/).setInputFiles(join(root, 'examples/lists/korea.csv'));
      await page.locator('#read-first').waitFor();
      for (const summary of await page.locator('main summary').all()) await summary.click();
      await page.locator('.settings select').selectOption('200');
      await check('what was read');
      await page.locator('button.first').click();
      await page.locator('#lead').waitFor(kReckoned);
      for (const summary of await page.locator('main article > section > details > summary, main .two summary').all()) await summary.click();
      await check('the answer');
      await page.setViewportSize({ width: 360, height: 720 });
      await page.waitForTimeout(300);
      assert.ok((await sideways(page)) <= 0, `wider than the screen by ${await sideways(page)}`);
      await page.locator('details.again > summary').click();
      await page.waitForTimeout(300);
      assert.ok((await sideways(page)) <= 0, `with the form, wider than the screen by ${await sideways(page)}`);
      await page.setViewportSize({ width: 1280, height: 800 });
      await onPaper(page);
      await page.emulateMedia({ media: 'print' });
      await check('the answer on paper');
    }));
}
