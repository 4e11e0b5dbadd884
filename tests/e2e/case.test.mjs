// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passphrase, withDesk } from './desk.mjs';
import { pdfPages } from './pdf_text.mjs';

const tabs = ['people', 'story', 'work', 'laws', 'authorities', 'indicators', 'papers', 'sources', 'history'];
const squeezed = (text) => text.replace(/\s+/g, '');

test('every tab of a case has its address, its heading stays, and no title holds a name', () =>
  withDesk({ cases: true, args: ['--example'] }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    for (const tab of tabs) {
      await desk.go(`/cases/${brick}/${tab}`);
      assert.equal(await page.title(), 'Case 0001 · Manumit');
      assert.equal(await page.locator('nav a[aria-current=page]').last().getAttribute('href'), `/cases/${brick}/${tab}`);
      await page.mouse.wheel(0, 4000);
      assert.ok(await page.getByRole('heading', { name: 'Case 0001' }).isVisible());
    }
    await desk.go(`/cases/${brick}/story`);
    await page.locator('main').getByText(/a good job by the sea/).first().waitFor();
    await page.goBack();
    assert.match(page.url(), /history$/);
    await page.goBack();
    assert.match(page.url(), /sources$/);
    await desk.go(`/cases/${brick}/story`);
    await page.getByRole('link', { name: 'A stranger at the station' }).first().click();
    await page.locator('aside').waitFor();
    await page.mouse.move(640, 790);
    await desk.shot('case');
  }));

test('a statement opens beside the list and says where it comes from', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/work`);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const beside = page.locator('aside');
    await beside.waitFor();
    const words = await beside.innerText();
    for (const part of ['Source', 'Published account', 'Recorded by', 'A. Tester', 'Why it is asked', 'How sure']) {
      assert.ok(words.includes(part), part);
    }
    await page.reload();
    await beside.waitFor();
    await page.keyboard.press('Escape');
    await beside.waitFor({ state: 'detached' });
  }));

test('a correction keeps what stood before, and can be undone', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/work`);
    await page.getByRole('link', { name: /What work it was/ }).click();
    await page.keyboard.press('e');
    const field = page.locator('aside').getByLabel('What work it was');
    await field.fill('Carrying raw bricks');
    await page.locator('aside').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Corrected. What stood before is in the history.').waitFor();
    await page.locator('main').getByText('Carrying raw bricks').first().waitFor();
    await desk.go(`/cases/${brick}/history`);
    assert.match(await page.locator('main').textContent(), /Corrected later/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back.').waitFor();
    await desk.go(`/cases/${brick}/work`);
    await page.locator('main').getByText('Work in a brick factory').first().waitFor();
    assert.equal(await page.locator('main').getByText('Carrying raw bricks').count(), 0);
  }));

test('what was begun of a correction outlives another page and a lock, and is saved once', () =>
  withDesk({ cases: true }, async (desk) => {
    desk.expectRefusal();
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/work`);
    await page.getByRole('link', { name: /What work it was/ }).click();
    await page.keyboard.press('e');
    await page.locator('aside form').waitFor();
    assert.ok(await page.evaluate(() => !!document.activeElement.closest('aside form')), 'the keys go on into the form');
    const field = page.locator('aside').getByLabel('What work it was');
    await field.fill('Carrying raw bricks');
    const address = new URL(page.url());
    await desk.go('/vault');
    await page.goBack();
    assert.equal(await field.inputValue(), 'Carrying raw bricks');
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.fill('input[type=password]', passphrase);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#search');
    assert.equal(page.url(), address.href);
    assert.equal(await field.inputValue(), 'Carrying raw bricks');
    const before = (await desk.api(`/cases/${brick}`)).statements.length;
    await page.evaluate(() => {
      const form = document.querySelector('aside form');
      form.requestSubmit();
      form.requestSubmit();
    });
    await page.getByText('Corrected. What stood before is in the history.').waitFor();
    assert.equal((await desk.api(`/cases/${brick}`)).statements.length, before + 1);
    await desk.go(address.pathname + address.search);
    assert.notEqual(await field.inputValue().catch(() => ''), 'Carrying raw bricks', 'saved is forgotten');
  }));

test('something new is said and withdrawn, and the history shows both', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/people`);
    await page.getByRole('link', { name: 'Person', exact: true }).click();
    const beside = page.locator('aside');
    await beside.getByLabel('Role in this case').selectOption('witness');
    await beside.getByLabel('What is said').selectOption('person.name');
    await beside.getByRole('textbox', { name: 'Name as told' }).fill('<script>alert(1)</script> Тестова');
    await beside.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const heading = page.getByRole('heading', { name: /<script>alert\(1\)<\/script> Тестова/ });
    await heading.waitFor();
    await page.getByRole('link', { name: /Name as told.*Тестова/ }).click();
    await beside.locator('summary', { hasText: 'Withdraw' }).click();
    await beside.getByLabel(/Why\?/).fill('mistaken for somebody else');
    await beside.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('Withdrawn. It stays in the history.').waitFor();
    await heading.waitFor({ state: 'detached' });
    await desk.go(`/cases/${brick}/history`);
    assert.match(await page.locator('main').textContent(), /Withdrawn: mistaken for somebody else/);
  }));

test('a step that is done leaves Today, and comes back when that is undone', () =>
  withDesk({ cases: true, args: ['--example'] }, async (desk) => {
    const page = await desk.unlock();
    const step = page.locator('main').getByRole('link', { name: 'Ask who took the papers, and when' });
    await step.waitFor();
    await desk.shot('today');
    await page.getByRole('button', { name: /Mark as done: Ask who took/ }).click();
    await step.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await step.waitFor();
  }));

test('the eleven indicators stand one by one, each opens its statements, and there is no sum', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/indicators`);
    assert.equal(await page.locator('main .eleven > li').count(), 11);
    await page.locator('summary', { hasText: 'Debt bondage' }).click();
    assert.ok((await page.locator('.eleven details[open] a[href*="s="]').count()) >= 1);
    assert.doesNotMatch(await page.locator('main').innerText(), /\d+ (of|\/) 11/);
  }));

test('violent detail is folded until somebody opens it', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    const event = { id: '$1', kind: 'event', role: '' };
    const say = (fact, value) => ({ subject: '$1', fact, answer: { state: 'yes', value } });
    const filing = {
      subjects: [event], sources: [], withdrawals: [],
      statements: [say('event.kind', ['violence']), say('event.what', 'beaten with a spade'), say('event.date', { words: '2015' })],
    };
    await page.evaluate(async ([id, body]) => {
      const answer = await fetch(`/api/v1/cases/${id}/file`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
      });
      await answer.text();
    }, [brick, filing]);
    await desk.go(`/cases/${brick}/story`);
    await page.getByText('violent detail, folded').waitFor();
    assert.equal(await page.getByText('beaten with a spade').count(), 0);
    await page.getByText('violent detail, folded').click();
    await page.locator('aside').getByText('Read the violent detail').click();
    await page.locator('aside').getByText('beaten with a spade').waitFor();
  }));

test('a print says which case and page it is, names nobody unless asked, and can be checked', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [, shop] = await desk.caseIds();
    await desk.go(`/cases/${shop}/people`);
    const a4 = pdfPages(await page.pdf({ format: 'A4' })).map(squeezed);
    assert.ok(a4.length >= 2, `${a4.length} pages`);
    a4.forEach((words, i) => {
      assert.ok(words.includes('Case0002'), `page ${i + 1} says which case it is`);
      assert.ok(words.includes(`${i + 1}/${a4.length}`), `page ${i + 1} says how many there are`);
    });
    const all = a4.join('');
    assert.ok(all.includes('Affectedperson1') && !all.includes('twosisters'), 'people stand under their role');
    assert.match(all, /SHA-256ofthestatements\):[0-9a-f]{64}/);
    assert.ok(all.includes('notrecordedisnota'.slice(0, 11)), 'the marks are explained');
    assert.ok(!all.includes('Quickhide'), 'the frame stays on the screen');

    await page.getByLabel('with names').check();
    const named = squeezed(pdfPages(await page.pdf({ format: 'Letter' })).join(''));
    assert.ok(named.includes('twosisters'));
  }));
