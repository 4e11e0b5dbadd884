// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withDesk } from './desk.mjs';

/** A person at the keyboard: counts presses, and never touches the mouse. */
class Hands {
  presses = 0;
  constructor(page) {
    this.page = page;
  }
  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.presses += 1;
    }
  }
  async type(words) {
    await this.page.keyboard.type(words);
    this.presses += words.length;
  }
  /** Tab until the field with this name has the focus. */
  async to(name) {
    for (let i = 0; i < 40; ++i) {
      const here = await this.page.evaluate(() => {
        const field = document.activeElement;
        const legend = field.closest('fieldset')?.querySelector('legend')?.innerText ?? '';
        const own = field.tagName === 'BUTTON' ? field.innerText : '';
        return `${own} ${field.getAttribute('aria-label') ?? ''} ${field.labels?.[0]?.innerText ?? ''} ${legend}`;
      });
      if (here.includes(name)) return;
      await this.press('Tab');
    }
    throw new Error(`no field named ${name} can be reached by Tab`);
  }
}

test('a call becomes a case by keyboard alone, in fewer presses than three minutes hold', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock();
    const hands = new Hands(page);
    await hands.press('n');
    await page.getByRole('heading', { name: 'New case' }).waitFor();
    await hands.to('Safe now');
    await hands.press('3');
    await hands.to('May we call back');
    await hands.press('1');
    await hands.to('What to say if somebody else answers');
    await hands.type('It is about the parcel');
    await hands.to('Who speaks');
    await hands.press('2');
    await hands.to('Kind of call');
    await hands.press('1');
    await hands.to('What it is about');
    await hands.type('Brother cannot leave the works; the owner keeps his papers.');
    await hands.to('Name or sign of the person affected');
    await hands.type('Гульнара Каримова');
    await hands.to('Employer or owner');
    await hands.type('ООО Кирпич-5');
    await hands.to('Place of work');
    await hands.type('Каспийск');
    await hands.to('Abuse of vulnerability');
    await hands.press('1', '1', '4', '4');
    await hands.to('What is needed');
    await hands.press('1');
    await hands.to('Next step');
    await hands.type('Call the sister back');
    await hands.to('Due on');
    await hands.to('Tomorrow');
    await hands.press('Enter', 'Control+Enter');
    await page.getByText(/Saved as case 0001/).waitFor();
    // Slow typing is some 150 presses a minute.
    console.log(`# intake: ${hands.presses} presses, ${(hands.presses / 150).toFixed(1)} minutes at 150 a minute`);
    assert.ok(hands.presses < 450, `${hands.presses} presses`);

    await desk.go('/');
    await page.locator('main').getByRole('link', { name: 'Call the sister back' }).waitFor();
    const [id] = await desk.caseIds();
    const { row } = await desk.api(`/cases/${id}`);
    assert.deepEqual(row.indicators.slice(0, 5), ['yes', 'yes', 'not_asked', 'not_asked', null]);
    assert.equal(row.safe_now, 'unclear');

    for (const words of ['karimowa', 'Gulnara Karimova', 'kirpich 5']) {
      await page.keyboard.press('/');
      await page.locator('#search').fill(words);
      await page.keyboard.press('Enter');
      await page.getByText(`for “${words}”`).waitFor();
      await page.locator('main').getByText(/Case 0001/).first().waitFor();
    }
  }));

test('stopping half-way loses nothing: quick hide saves what was typed as a case', () =>
  withDesk({}, async (desk) => {
    desk.expectRefusal();
    const page = await desk.unlock('/new');
    await page.getByLabel('Name or sign of the person affected').fill('S.');
    await desk.go('/cases');
    await desk.go('/new');
    assert.equal(await page.getByLabel('Name or sign of the person affected').inputValue(), 'S.', 'leaving keeps the draft');
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));
    assert.doesNotMatch(kept, /S\./, 'no word of a case in the browser’s storage');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.waitForURL(/blank\.html$/);
    await desk.unlock('/cases');
    await page.getByText('S.', { exact: true }).waitFor();
  }));

test('locking saves what was typed, and a day that nobody can read stays as words', () =>
  withDesk({}, async (desk) => {
    desk.expectRefusal();
    const page = await desk.unlock();
    for (const [at, leave] of [
      ['Lock', () => page.getByRole('button', { name: 'Lock' }).click()],
      ['hide', async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await page.waitForURL(/blank\.html$/);
      }],
    ]) {
      await desk.go('/new');
      await page.getByLabel('Name or sign of the person affected').fill(`S. before ${at}`);
      await page.getByRole('textbox', { name: 'Next step' }).fill('Call back');
      await page.getByLabel('Due on').fill('20261-01-01');
      await leave();
      if (at === 'Lock') await page.getByRole('heading', { name: 'Open the vault' }).waitFor();
      await desk.unlock('/cases');
      await page.getByText(`S. before ${at}`, { exact: true }).first().waitFor();
      const { rows } = await desk.api('/cases?q=');
      assert.equal(rows[0].next_step, 'Call back · 20261-01-01');
    }
    assert.equal((await desk.api('/cases')).all, 2, 'each is one case');
  }));

test('a case that is saved twice at once is one case', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/new');
    await page.getByLabel('Name or sign of the person affected').fill('S.');
    await page.evaluate(() => {
      const form = document.querySelector('main form');
      form.requestSubmit();
      form.requestSubmit();
    });
    await page.getByText(/Saved as case 0001/).waitFor();
    assert.equal((await desk.api('/cases')).all, 1);
  }));

test('a name seen before is offered while it is typed', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock('/new');
    await page.getByLabel('Employer or owner').fill('brick factory');
    await page.getByText('Perhaps known already').waitFor();
  }));
