// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeSource, withDesk } from './desk.mjs';
import { pdfPages } from './pdf_text.mjs';

const squeezed = (text) => text.replace(/\s+/g, '');

/** Every cell of the board, by its row and column: "row | column" → "mark count". */
function cellsOf(page) {
  return page.evaluate(() => {
    const heads = [...document.querySelectorAll('main thead th')].map((th) => th.textContent.trim());
    const rows = [...document.querySelectorAll('main .wide tbody:not(.about) tr')];
    return Object.fromEntries(rows.flatMap((row) =>
      [...row.querySelectorAll('td')].flatMap((td, i) =>
        [...td.querySelectorAll('a')].map((a) => [`${row.querySelector('th').textContent.trim()} | ${heads[i + 1]} | ${a.title}`, a.innerText.trim()]))));
  });
}
async function board(desk, path) {
  await desk.go(path);
  await desk.page.locator('main thead th').nth(1).waitFor();
}
async function findings(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
  });
}
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('the board shows three treaties and the national texts of the place, each with its word, and never a verdict on somebody', () =>
  withDesk({ cases: true, args: ['--example'] }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await board(desk, `/cases/${brick}/laws`);
    const heads = await page.locator('main thead th').allInnerTexts();
    for (const law of [/Palermo/, /Forced Labour Convention, 1930/, /1956/, /127\.1/, /127\.2/]) {
      assert.ok(heads.some((head) => law.test(head)), String(law));
    }
    const told = await desk.api(`/cases/${brick}/assess`);
    const statusOf = (id) => told.findings.find((one) => one.instrument === id && one.covers === 'whole')?.status;
    const whole = page.getByRole('row', { name: /^As a whole/ });
    assert.ok((await whole.innerText()).includes(statusOf('un.palermo.2000')));
    assert.equal(statusOf('un.palermo.2000'), 'supported');
    const cells = await cellsOf(page);
    assert.ok(Object.keys(cells).length > 40);
    for (const words of Object.values(cells)) {
      assert.match(words, /^(supported|contradicted|unknown|contested|does not apply)/);
    }
    const text = await page.locator('main').innerText();
    assert.doesNotMatch(text, /guilty|score|\d+ ?%/i);
    await page.mouse.move(640, 880);
    await desk.shot('laws');
  }));

test('the answer to one question changes one element on the board, and undo changes it back', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await board(desk, `/cases/${brick}/laws?laws=ilo.c029.1930`);
    const before = await cellsOf(page);
    const [menace] = Object.keys(before).filter((name) => /menace/i.test(name));
    assert.match(before[menace], /^unknown/);
    assert.match(await page.getByRole('row', { name: /^As a whole/ }).innerText(), /unknown/);

    await page.getByRole('row', { name: /menace/i }).locator('td a').click();
    const beside = page.locator('aside');
    await beside.getByText('What nobody has answered').waitFor();
    await beside.getByRole('link', { name: /^Answer: / }).first().click();
    assert.equal(await beside.getByLabel('What is said').inputValue(), 'means.threat');
    await beside.getByRole('radio', { name: 'yes', exact: true }).check();
    await beside.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.waitForFunction(() => /supported/.test(document.querySelector('aside [role=status]')?.textContent ?? ''));

    const after = await cellsOf(page);
    assert.deepEqual(Object.keys(after), Object.keys(before));
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    assert.deepEqual(changed, [menace], 'one element changes and no other');
    assert.match(after[menace], /^supported\s*1/);
    assert.match(await page.getByRole('row', { name: /^As a whole/ }).innerText(), /supported/);

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(() => /unknown/.test(document.querySelector('aside [role=status]')?.textContent ?? ''));
    assert.deepEqual(await cellsOf(page), before);
  }));

test('an element opens beside with its statements, by keyboard alone, and Escape closes it', () =>
  withDesk({ cases: true, args: ['--example'] }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await board(desk, `/cases/${brick}/laws?laws=un.palermo.2000`);
    for (let i = 0; i < 2; ++i) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const beside = page.locator('aside');
    await beside.waitFor();
    await page.getByRole('row', { name: /^Deception/ }).locator('td a').focus();
    await page.keyboard.press('Enter');
    await beside.getByRole('heading', { name: 'Deception' }).waitFor();
    await beside.getByRole('heading', { name: 'For it' }).waitFor();
    await beside.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    const words = await beside.innerText();
    for (const part of ['3(a)', 'Source', 'Recorded by', 'How sure', 'Published account']) assert.ok(words.includes(part), part);
    await desk.shot('laws-element');
    await page.reload();
    await beside.getByRole('heading', { name: 'Deception' }).waitFor();
    await page.keyboard.press('Escape');
    await beside.waitFor({ state: 'detached' });
  }));

test('which laws stand there and in what order is kept in the address', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await board(desk, `/cases/${brick}/laws?laws=un.palermo.2000,ilo.c029.1930`);
    await page.locator('summary', { hasText: 'Choose laws' }).click();
    await page.getByRole('button', { name: /^Earlier: ILO Forced Labour/ }).click();
    await page.waitForFunction(() => /Forced Labour/.test(document.querySelectorAll('main thead th')[1].textContent));
    assert.match(decodeURIComponent(page.url()), /laws=ilo\.c029\.1930,un\.palermo\.2000/);
    await page.getByLabel(/Art. 127:/).check();
    await page.waitForFunction(() => document.querySelectorAll('main thead th').length === 4);
    await page.reload();
    await page.waitForFunction(() => document.querySelectorAll('main thead th').length === 4);
  }));

test('the slider values the case anew under the law of another day, by the arrow keys', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await board(desk, `/cases/${brick}/laws?laws=ru.uk.127_1`);
    const inForce = page.getByRole('row', { name: /^In force/ });
    assert.match(await inForce.innerText(), /8 December 2011/);
    const slider = page.getByRole('slider');
    assert.match(await slider.getAttribute('aria-valuetext'), /the time of the facts/);
    await slider.focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(() => /16 December 2003/.test(document.querySelector('.about')?.textContent ?? ''));
    assert.equal(await slider.getAttribute('aria-valuetext'), '16 December 2003');
    assert.match(page.url(), /on=2003-12-16/);
    assert.match(await page.locator('.about').innerText(), /unverified/);
    await page.getByRole('button', { name: 'Back to the time of the facts' }).click();
    await page.waitForFunction(() => /8 December 2011/.test(document.querySelector('.about')?.textContent ?? ''));
  }));

test('what to ask next begins with the laws shown, ranked by what it would settle; its button opens the form', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await board(desk, `/cases/${brick}/laws`);
    const told = await desk.api(`/cases/${brick}/assess`);
    const laws = ['un.palermo.2000', 'ilo.c029.1930', 'un.supplementary.1956', 'ru.uk.127_1', 'ru.uk.127_2'];
    const first = told.questions.find((one) => one.settles.some((law) => laws.includes(law.instrument)));
    assert.notEqual(first.fact, told.questions[0].fact, 'over all laws another question ranks first');
    const shown = page.locator('section.ask ol > li');
    assert.ok((await shown.count()) >= 1);
    await shown.first().getByRole('link', { name: /^Answer: / }).click();
    assert.equal(await page.locator('aside').getByLabel('What is said').inputValue(), first.fact);
  }));

test('the definition gap of the vault leads to its cases, and the matrix explains its signs', () =>
  withDesk({ cases: true, args: ['--example'] }, async (desk) => {
    const page = await desk.unlock();
    await page.getByRole('link', { name: 'Gap', exact: true }).click();
    await page.getByRole('link', { name: 'Laws', exact: true }).click();
    const gap = await desk.api('/gap');
    await page.getByText(`meet the Palermo Protocol (${gap.cases} in the vault)`).waitFor();
    assert.equal(await page.locator('main article').count() >= gap.rows.length, true);
    const law = await desk.api('/law');
    const rows = page.locator('section:has(#matrix) tbody > tr');
    assert.equal(await rows.count(), law.matrix.rows.length);
    for (const sign of ['=', '+', '−', '∅', 'A', '?']) await page.locator('.legend strong', { hasText: sign }).first().waitFor();
    const palermo = rows.filter({ hasText: 'Palermo Protocol' }).first();
    assert.deepEqual((await palermo.locator('td .sign').allInnerTexts()).map((s) => s.trim()), Array(6).fill('='));
    await desk.shot('gap');
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/laws?view=gap`);
    await page.getByText(/supports? the Palermo Protocol/).waitFor();
  }));

test('an empty vault says what the gap is for', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/gap/laws');
    await page.getByText('There is no case yet.', { exact: false }).waitFor();
  }));

test('a print has one law a page, with statements, sources and the line to check it by', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await board(desk, `/cases/${brick}/laws?laws=un.palermo.2000,ru.uk.127_1`);
    const pages = pdfPages(await page.pdf({ format: 'A4' })).map(squeezed);
    pages.forEach((words, i) => assert.ok(words.includes('Case0001') && words.includes(`${i + 1}/${pages.length}`), `page ${i + 1}`));
    const palermo = pages.findIndex((words) => words.includes('PalermoProtocol') && words.includes('Whereitcanbelookedup'));
    const code = pages.findIndex((words) => words.includes('CriminalCodeoftheRussianFederation,Art.127.1') && words.includes('8December2011'));
    assert.ok(palermo >= 0 && code > palermo, `${palermo} ${code}`);
    const all = pages.join('');
    for (const words of ['Deception', 'Forit', 'Whatnobodyhasanswered', 'Publishedaccount']) assert.ok(all.includes(words), words);
    assert.match(all, /SHA-256ofthestatements\):[0-9a-f]{64}/);
    await desk.go('/gap/laws');
    await page.locator('#matrix').waitFor();
    const gap = squeezed(pdfPages(await page.pdf({ format: 'A4', landscape: true })).join(''));
    assert.ok(gap.includes('Debtbondagenamed') && gap.includes('Definitiongap,printed'));
  }));

const looks = [
  ['light', { theme: 'light', language: 'en' }], ['dark', { theme: 'dark', language: 'en' }],
  ['Russian', { theme: 'light', language: 'ru' }], ['Arabic', { theme: 'light', language: 'ar' }],
];
for (const [name, settings] of looks) {
  test(`axe finds nothing on the board, beside it, in the gap or on paper, and 360 pixels are enough: ${name}`, () =>
    withDesk({ cases: true }, async (desk, page) => {
      await page.addInitScript((value) => localStorage.setItem('manumit.settings', value), JSON.stringify(settings));
      await desk.unlock();
      const [brick] = await desk.caseIds();
      const check = async (where) => assert.deepEqual(await findings(page), [], where);
      await board(desk, `/cases/${brick}/laws`);
      for (const summary of await page.locator('main summary').all()) await summary.click();
      await check('the board with all opened');
      await page.locator('.wide tbody:not(.about) td a').nth(3).click();
      await page.locator('aside').waitFor();
      await check('an element beside');
      await page.locator('main thead a').first().click();
      await page.locator('aside code').first().waitFor();
      await check('a law beside');
      await desk.go(`/cases/${brick}/laws?view=gap`);
      await page.locator('.lead').waitFor();
      await check('the gap of a case');
      await desk.go('/gap/laws');
      await page.locator('#matrix').waitFor();
      await check('the gap of the vault');
      await page.setViewportSize({ width: 360, height: 720 });
      for (const path of ['/gap/laws', `/cases/${brick}/laws`, `/cases/${brick}/laws?view=gap`]) {
        await desk.go(path);
        await page.waitForTimeout(300);
        assert.ok((await sideways(page)) <= 0, `${path} is wider than the screen by ${await sideways(page)}`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await board(desk, `/cases/${brick}/laws`);
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await check('the board on paper');
    }));
}
