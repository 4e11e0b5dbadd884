// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeSource, withDesk } from './desk.mjs';
import { pdfPages } from './pdf_text.mjs';

const squeezed = (text) => text.replace(/\s+/g, '');
const plain = (text) => text.replace(/\s+/g, ' ').trim();
const kTo = '2016-12-31';

async function findings(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
  });
}
async function ledger(desk, id, query = `?to=${kTo}`) {
  await desk.go(`/cases/${id}/work${query}`);
  await desk.page.locator('section.ledger .lead').waitFor();
}

test('the brick factory: the sentence, three ledgers and the delay, to the kopeck', () =>
  withDesk({ cases: true, args: ['--example'] }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await ledger(desk, brick);
    assert.equal(plain(await page.locator('.lead').innerText()), 'By the law, the employer owes RUB 30,000 and RUB 6,035.76 for the delay.');
    // By hand: 18,000 less 10,000 a month, and charges that nobody knows, from nothing to the whole
    // wage. The price of a person is no lawful debt, and such charges are none either.
    const rows = page.locator('.drawn tbody tr');
    const told = ['18,000.00', '8,000.00 … 18,000.00', '-2,000.00 … 18,000.00', '-12,000.00 … 18,000.00'];
    const lawful = ['0.00', '-10,000.00', '-20,000.00', '-30,000.00'];
    for (const [i, balance] of told.entries()) {
      assert.deepEqual((await rows.nth(i).locator('td').allInnerTexts()).map(plain), [balance, balance, lawful[i]]);
    }
    const columns = page.locator('.three > section');
    assert.equal(await columns.count(), 3);
    assert.match(plain(await columns.nth(0).innerText()), /at the earliest in month 2/);
    assert.match(plain(await columns.nth(2).innerText()), /At the end the employer owes RUB 30,000/);
    assert.match(plain(await columns.nth(2).innerText()), /C95 Art\. 9/);
    assert.equal(await page.getByRole('img', { name: /The balance over the months/ }).locator('path.line').count(), 3);
    await page.locator('summary', { hasText: 'How this is reckoned' }).click();
    const how = await page.locator('details', { hasText: 'How this is reckoned' }).innerText();
    // 10,000 × 8.25 % / 300 × 184 days; each wage alone; the sum is the one above.
    for (const amount of ['506.00', '2,097.17', '2,011.92', '1,926.67']) assert.ok(how.includes(amount), amount);
    await page.locator('summary', { hasText: 'How this is reckoned' }).click();
    await page.evaluate(() => scrollTo(0, 0));
    await page.mouse.move(640, 790);
    await desk.shot('ledger');
  }));

test('a line of a ledger opens the statement it was made from', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await ledger(desk, brick);
    await page.locator('.three > section').first().getByRole('link', { name: 'What the owner paid the recruiter for him' }).first().click();
    const words = await page.locator('aside').innerText();
    for (const part of ['Source', 'Recorded by', '18,000']) assert.ok(words.includes(part), part);
  }));

test('the day to reckon to is in the address; a day beyond the tables is refused in words, and the board stays', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await ledger(desk, brick);
    await page.getByLabel('Reckon to').fill('2015-12-31');
    // By hand: 506.00 + 420.75 + 335.50.
    await page.getByText('RUB 1,262.25 for the delay').waitFor();
    assert.match(page.url(), /to=2015-12-31/);
    desk.expectRefusal();
    await page.getByLabel('Reckon to').fill('2199-01-01');
    await page.getByRole('alert').waitFor();
    await page.getByText('RUB 1,262.25 for the delay').waitFor();
    await page.getByRole('heading', { name: 'What was recorded' }).waitFor();
  }));

test('a wage corrected is reckoned anew at once', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await ledger(desk, brick);
    const wage = (await desk.api(`/cases/${brick}`)).statements.find((s) => s.live && s.fact === 'pay.agreed');
    await desk.go(`/cases/${brick}/work?to=${kTo}&s=${wage.id}&form=correct`);
    const field = page.locator('aside form').getByRole('textbox').first();
    await field.fill('9000 RUB');
    await page.locator('aside').getByRole('button', { name: 'Save' }).click();
    await page.locator('.lead', { hasText: 'RUB 27,000' }).waitFor();
  }));

test('the claim for wages prints whole, without names, with its reckoning', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await ledger(desk, brick);
    await page.getByRole('link', { name: /The claim for wages/ }).click();
    await page.getByRole('heading', { name: 'Claim for unpaid wages' }).waitFor();
    const claim = pdfPages(await page.pdf({ format: 'A4' })).map(squeezed);
    claim.forEach((words, i) => assert.ok(words.includes('Case0001') && words.includes(`${i + 1}/${claim.length}`)));
    const all = claim.join('');
    for (const words of ['RUB36,035.76', 'RUB6,035.76', '8.25%×1/300', '10.00%×1/150', 'Dateandsignature', 'Affectedperson1']) assert.ok(all.includes(words), words);
    assert.match(all, /SHA-256ofthestatements\):[0-9a-f]{64}/);
    await page.getByRole('link', { name: 'Back to the ledger' }).click();
    const paper = squeezed(pdfPages(await page.pdf({ format: 'Letter' })).join(''));
    assert.ok(paper.includes('astheemployertellsit') && paper.includes('2,097.17'));
  }));

const looks = [
  ['light', { theme: 'light', language: 'en' }], ['dark', { theme: 'dark', language: 'en' }],
  ['Russian', { theme: 'light', language: 'ru' }], ['Arabic', { theme: 'light', language: 'ar' }],
];
for (const [name, settings] of looks) {
  test(`axe finds nothing in the ledger, its source, the claim or on paper, and 360 pixels are enough: ${name}`, () =>
    withDesk({ cases: true }, async (desk, page) => {
      await page.addInitScript((value) => localStorage.setItem('manumit.settings', value), JSON.stringify(settings));
      await desk.unlock();
      const [brick] = await desk.caseIds();
      const check = async (where) => assert.deepEqual(await findings(page), [], where);
      await ledger(desk, brick);
      for (const summary of await page.locator('main summary').all()) await summary.click();
      await check('the ledger with all opened');
      await page.locator('.three a').first().click();
      await page.locator('aside').waitFor();
      await check('the source of a line');
      await desk.go(`/cases/${brick}/work?to=${kTo}&view=claim`);
      await page.locator('article h2').waitFor();
      await check('the claim');
      await page.setViewportSize({ width: 360, height: 720 });
      for (const query of [`?to=${kTo}`, `?to=${kTo}&view=claim`]) {
        await desk.go(`/cases/${brick}/work${query}`);
        await page.waitForTimeout(300);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(over <= 0, `${query} is wider than the screen by ${over}`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await ledger(desk, brick);
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await check('the ledger on paper');
    }));
}
