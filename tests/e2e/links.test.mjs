// SPDX-License-Identifier: Apache-2.0
// Links: records are compared, looked at by keyboard alone, decided on, and a decision is taken back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { axeSource, root, withDesk } from './desk.mjs';

const plain = (text) => text.replace(/\s+/g, ' ').trim();
// An engine built for debugging takes its time.
const kCompared = { timeout: 180_000 };

async function findings(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
  });
}
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Both worked examples and a partner's table of invented people, among them one who is in it twice. */
async function withPartner(desk) {
  const page = await desk.unlock('/import');
  const path = join(desk.folder, 'partner.xlsx');
  execFileSync('python3', [join(root, 'examples/partner/make_workbook.py'), path]);
  await page.getByLabel(/The file/).setInputFiles(path);
  await page.getByLabel('By the visible headings').check();
  await page.getByRole('button', { name: 'Read it this way' }).click();
  await page.getByText('Which address did they mean?').waitFor({ state: 'detached' });
  const onlyGood = page.getByLabel(/Only the .* good/);
  if (await onlyGood.count()) await onlyGood.check();
  await page.getByRole('button', { name: /^Store/ }).click();
  await page.getByText(/stored with .* statements/).waitFor();
  return page;
}
async function compare(desk, kind) {
  await desk.go(`/links?kind=${kind}`);
  await desk.page.getByRole('button', { name: 'Compare', exact: true }).click();
  await desk.page.locator('#lead').waitFor(kCompared);
}
const left = async (page) => /(\d+|none) left/.exec(await page.locator('main').innerText())?.[1];
/** The next pair is shown, or the end. */
async function waiting(page) {
  await page.locator('main').getByText(/Do both speak of the same\?|No pair waits for your word|That was the last one/).waitFor();
  return (await page.getByText('Do both speak of the same?').count()) > 0;
}

test('people are compared: one sentence first, and nothing is weighed before the word is given', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await withPartner(desk);
    await desk.go('/links');
    await page.getByText('Taken down here').waitFor();
    await page.getByText('nobody stands twice on this one').waitFor();
    await page.getByRole('heading', { name: 'What is recorded' }).waitFor();
    assert.deepEqual(await findings(page), []);
    await desk.shot('links-compare');
    await compare(desk, 'people');
    assert.match(plain(await page.locator('#lead').innerText()), /^38 records speak of about 37 people, .* 2 stand with another record\. \d+ pairs? waits? for a word\.$/);
    assert.match(page.url(), /\/links\/result\?run=[0-9a-f]{64}/);
    for (const heading of ['How much the pairs weigh', 'How right this may be', 'How pairs were found', 'What people have said so far']) {
      await page.getByRole('heading', { name: heading }).waitFor();
    }
    // The choice has an address with and without a result; the same choice gives the same result again.
    await page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('link', { name: 'Compare', exact: true }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'See the comparison that was made before' }).waitFor();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.locator('#lead').waitFor(kCompared);
    await page.locator('summary', { hasText: 'How this is reckoned' }).click();
    assert.deepEqual(await findings(page), []);
    await desk.shot('links-result');

    await page.getByRole('link', { name: 'Look at pairs' }).first().click();
    assert.ok(await waiting(page));
    const asked = () => desk.requests.filter((url) => /\/pairs?\?/.test(url)).length;
    assert.equal(asked(), 0, 'no weight was asked for before the word');
    assert.doesNotMatch(await page.locator('main').innerText(), /bits|weighs|to 1 that/);
    assert.deepEqual(await findings(page), []);
    await page.keyboard.press('2');
    await page.getByRole('heading', { name: 'Why the pair weighs what it weighs' }).waitFor();
    await page.getByText('You said: not the same.').waitFor();
    assert.equal(asked(), 1);
    assert.deepEqual(await findings(page), []);
    await desk.shot('links-review');
    const said = await desk.api(new URL(desk.requests.filter((url) => /\/pair\?/.test(url)).at(-1)).pathname.replace('/api/v1', '') +
      new URL(desk.requests.filter((url) => /\/pair\?/.test(url)).at(-1)).search);
    assert.equal(said.decisions.length, 1);
    assert.deepEqual([said.decisions[0].blind_to_score, said.decisions[0].blind_to_others, said.decisions[0].by_hand], [true, true, false]);
  }));

test('employers are looked at by keyboard alone to the end; a word is taken back; a record is taken out and put back', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await withPartner(desk);
    await compare(desk, 'organisations');
    await page.getByRole('link', { name: 'Look at pairs' }).first().focus();
    await page.keyboard.press('Enter');
    assert.ok(await waiting(page));
    const begun = Number(await left(page));
    assert.ok(begun > 5);

    // A reason in words, the word, taken back, given again.
    await page.keyboard.press('e');
    await page.keyboard.type('the same quarter of the town');
    await page.keyboard.press('Enter');
    await page.keyboard.press('1');
    await page.getByText('You said: the same.').waitFor();
    await page.getByText('the same quarter of the town').waitFor();
    assert.equal(Number(await left(page)), begun - 1);
    await page.keyboard.press('u');
    await page.getByText('Do both speak of the same?').waitFor();
    assert.equal(Number(await left(page)), begun);
    // Passed over, and come back to.
    const first = await page.locator('main table').innerText();
    await page.keyboard.press('j');
    await page.waitForFunction((was) => document.querySelector('main table')?.innerText !== was, first);
    await page.keyboard.press('k');
    await page.waitForFunction((was) => document.querySelector('main table')?.innerText === was, first);

    let seen = 0;
    while (await waiting(page)) {
      const rows = plain(await page.locator('main tbody tr').first().innerText());
      await page.keyboard.press(rows.startsWith('Name the same') ? '1' : '3');
      await page.getByText(/^You said:/).waitFor();
      await page.locator('#go-on:enabled').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText(/^You said:/).waitFor({ state: 'detached' });
      if (++seen > begun + 20) assert.fail('the queue does not end');
    }
    await page.getByText('No pair waits for your word.').waitFor();
    await desk.shot('links-end');

    await page.getByRole('link', { name: 'What was decided' }).last().click();
    const shop = page.getByRole('link', { name: /магазин «Северный», подсобка/ });
    await shop.waitFor();
    const groups = await page.locator('main h2 a').count();
    await shop.click();
    await page.getByRole('img', { name: /A graph of/ }).waitFor();
    assert.deepEqual(await findings(page), []);
    await desk.shot('links-groups');
    const members = await page.locator('main h2 a').allInnerTexts();
    await page.getByRole('button', { name: /^Take out/ }).first().click();
    await page.getByText('Taken out of the group.').waitFor();
    await page.waitForFunction((n) => document.querySelectorAll('main h2 a').length === n, groups - 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction((n) => document.querySelectorAll('main h2 a').length === n, groups);
    assert.deepEqual(await page.locator('main h2 a').allInnerTexts(), members, 'undo restores the group as it was');
    await page.getByRole('heading', { name: 'How it came to this' }).waitFor();
    const history = await page.locator('main section').last().innerText();
    assert.match(history, /Became one:/);
    assert.match(history, /Parted:/);
  }));

test('a pair has an address; a word by hand holds at once and can be undone; the address outlives a reload, not a lock', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await withPartner(desk);
    await compare(desk, 'people');
    await page.getByRole('link', { name: 'all', exact: true }).click();
    const pair = page.getByRole('link', { name: /Отабек Йўлдошев.*Otabek Yoldoshev/s });
    await pair.waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Why the pair weighs what it weighs' }).waitFor();
    assert.match(page.url(), /\/links\/pair\?run=[0-9a-f]{64}.*a=[0-9a-f]{32}&b=[0-9a-f]{32}/);
    const why = plain(await page.locator('section', { has: page.getByRole('heading', { name: /Why the pair/ }) }).innerText());
    assert.match(why, /to 1 that it is one\. Before anything is compared .* Name .* Date of birth The same; of \d+ records that have one, 2 have this\. .* All together \+/);
    assert.deepEqual(await findings(page), []);
    await desk.shot('links-pair');
    await page.keyboard.press('1');
    await page.getByText('settled: the same').waitFor();
    // Whoever has spoken says nothing more by a key.
    const posted = () => desk.requests.filter((url) => /links\/decisions/.test(url)).length;
    const words = posted();
    await page.keyboard.press('2');
    await page.keyboard.press('3');
    await page.reload();
    await page.getByText('settled: the same').waitFor();
    assert.equal(posted(), words);
    await page.keyboard.press('u');
    await page.getByText('Do both speak of the same?').waitFor();
    assert.match(await page.locator('main').innerText(), /taken back/);
    await page.getByRole('link', { name: 'Back to the pairs' }).click();
    await pair.waitFor();

    await page.setViewportSize({ width: 360, height: 800 });
    for (const view of ['result', 'review', 'settle', 'clusters', 'groups']) {
      await desk.go(`/links/${view}${new URL(page.url()).search}`);
      assert.ok((await sideways(page)) <= 0, `${view} fits into 360 pixels`);
      await desk.shot(`links-360-${view}`);
    }
    desk.expectRefusal();
    const address = new URL(page.url());
    // What went wrong once is said no more after the next answer that is good.
    await page.route(/\/pairs\?show=doubtful/, (route) => route.fulfill({ status: 503, json: { error: { kind: 'unavailable', what: 'nothing came', next: '' } } }));
    await desk.go(`/links/result${address.search}`);
    await page.getByRole('link', { name: 'doubtful', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('link', { name: 'all', exact: true }).click();
    await pair.waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.waitForSelector('input[type=password]');
    await desk.unlock(address.pathname.replace('groups', 'result') + address.search);
    await page.getByRole('alert').waitFor();
    await page.getByRole('link', { name: 'Compare', exact: true }).last().click();
    await page.getByRole('button', { name: 'Compare', exact: true }).waitFor();
    // With the address of what is gone, the choice is there all the same.
    await desk.go(`/links${address.search}`);
    await page.getByRole('button', { name: 'Compare', exact: true }).waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
  }));

test('a comparison that is under way outlives a look at something else', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await withPartner(desk);
    await compare(desk, 'people');
    const first = new URL(page.url()).searchParams.get('run');
    await page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('link', { name: 'Compare', exact: true }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).waitFor();
    // The answer to the job is held back until everything else was looked at.
    let letGo = () => undefined;
    const held = new Promise((done) => (letGo = done));
    await page.route(/\/jobs\//, async (route) => {
      await held;
      await route.continue();
    });
    await page.getByLabel('nobody stands twice on this one').check();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByText('Pairs are being found and weighed').waitFor();
    await page.getByRole('link', { name: 'Result', exact: true }).click();
    await page.locator('#lead').waitFor();
    await page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('link', { name: 'Compare', exact: true }).click();
    await page.getByText('Pairs are being found and weighed').waitFor();
    await page.getByRole('link', { name: 'Employers and premises' }).click();
    await page.getByText('Pairs are being found and weighed').waitFor();
    letGo();
    await page.getByText('Pairs are being found and weighed').waitFor({ state: 'detached', ...kCompared });
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.locator('#lead').waitFor();
    assert.notEqual(new URL(page.url()).searchParams.get('run'), first);
  }));

test('where two people differ, both words are shown and a third settles them by key', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await withPartner(desk);
    await compare(desk, 'people');
    const run = new URL(page.url()).searchParams.get('run');
    // A vault of one member has nobody to differ with: the words are put into the queue's answer here.
    const { pairs: [pair] } = await desk.api(`/links/runs/${run}/queue`);
    const word = (entry, by, verdict, reason) => ({ entry: entry.repeat(64), by, when: 1.7e12, verdict, reason, reason_sealed: false, mine: false });
    const words = [word('a', 'B.', 'same', 'the same scar'), word('b', 'C.', 'not_same', 'another year')];
    await page.route(/queue\?.*adjudicate=1/, (route) => route.fulfill({ json: { left: 1, pairs: [{ ...pair, words }] } }));
    let sent = null;
    await page.route(/links\/decisions/, (route) => {
      sent = route.request().postDataJSON();
      return route.fulfill({ json: { pairs: [{ entry: 'c'.repeat(64), standing: 'settled', verdict: 'not_same', weight: 1, probability: 0.6 }] } });
    });
    await page.getByRole('link', { name: 'Where people differ' }).click();
    await page.getByText('the same scar').waitFor();
    await page.getByText('another year').waitFor();
    assert.deepEqual(await findings(page), []);
    await desk.shot('links-settle');
    await page.keyboard.press('2');
    await page.getByText('settled: not the same').waitFor();
    assert.deepEqual(sent.pairs[0].settles, words.map((one) => one.entry));
    assert.equal(sent.pairs[0].verdict, 'not_same');
    assert.ok(!sent.pairs[0].blind_to_others);
    await page.getByRole('heading', { name: 'Why the pair weighs what it weighs' }).waitFor();
  }));

for (const [name, settings] of [['dark', { theme: 'dark', language: 'en' }], ['Russian', { theme: 'light', language: 'ru' }], ['Arabic', { theme: 'light', language: 'ar' }]]) {
  test(`axe finds nothing on any part of it, and no part is wider than a narrow screen: ${name}`, () =>
    withDesk({ cases: true }, async (desk) => {
      const page = await withPartner(desk);
      await compare(desk, 'organisations');
      const run = new URL(page.url()).searchParams.get('run');
      const [pair, other] = (await desk.api(`/links/runs/${run}/pairs?show=all`)).pairs;
      const decide = (one, verdict) => page.evaluate(async (body) => {
        await fetch('/api/v1/links/decisions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
      }, { run, pairs: [{ a: one.a.ref, b: one.b.ref, verdict, by_hand: true }] });
      await decide(pair, 'same');
      await decide(other, 'not_same');
      await page.evaluate((kept) => localStorage.setItem('manumit.settings', kept), JSON.stringify(settings));
      await page.reload();
      await page.locator('#lead').waitFor();
      for (const view of ['result?show=all&', 'review?', 'settle?', 'clusters?', 'groups?', `pair?a=${pair.a.ref.subject}&b=${pair.b.ref.subject}&`]) {
        await desk.go(`/links/${view}run=${run}&kind=organisations`);
        assert.deepEqual(await findings(page), [], view);
        await desk.shot(`links-${name}-${view.split('?')[0]}`);
      }
      await page.keyboard.press('u');
      await page.locator('#reason').waitFor();
      await page.setViewportSize({ width: 360, height: 800 });
      for (const view of ['result?show=all&', 'review?', 'clusters?', 'groups?', `pair?a=${pair.a.ref.subject}&b=${pair.b.ref.subject}&`]) {
        await desk.go(`/links/${view}run=${run}&kind=organisations`);
        assert.ok((await sideways(page)) <= 0, view);
        await desk.shot(`links-${name}-360-${view.split('?')[0]}`);
      }
    }));
}

test('a vault without people says what belongs here', () =>
  withDesk({}, async (desk) => {
    const page = await desk.unlock('/links');
    await page.getByText('No person is recorded yet.').waitFor();
    await page.getByRole('link', { name: 'Employers and premises' }).click();
    await page.getByText('No employer or premises is recorded yet.').waitFor();
    await desk.go('/links/groups');
    await page.getByText('Nothing is decided yet.').waitFor();
    await desk.go('/links/review');
    await page.waitForURL(/\/links(\?|$)/);
    assert.deepEqual(await findings(page), []);
  }));
