// SPDX-License-Identifier: Apache-2.0
// What authorities did over all cases, and the countries of the people, as squares and bars.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passes, withDesk } from './desk.mjs';
import { pdfPages } from './pdf_text.mjs';

const squeezed = (text) => text.replace(/\s+/g, '');
const said = (subject, fact, value) => ({ subject, fact, answer: { state: 'yes', value }, said_as: '', certainty: 'certain' });

function send(page, path, body) {
  return page.evaluate(async ([to, text]) => {
    const answer = await fetch(`/api/v1${to}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: text });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }, [path, JSON.stringify(body)]);
}

/** A case of one person and one workshop: a complaint refused after so many days, or not answered. */
async function addCase(page, { country, at, works, after }) {
  const statements = [
    said('$2', 'organisation.name', works), said('$1', 'exploitation.country', at),
    said('$4', 'authority.kind', ['complaint']), said('$4', 'authority.date', { words: '2026-03-02' }),
    said('$4', 'authority.body_name', 'District police'), said('$4', 'authority.due_rule', 'ru.upk.144'),
  ];
  if (country) statements.push(said('$1', 'person.citizenship', country));
  const subjects = [
    { id: '$1', kind: 'person', role: 'affected' }, { id: '$2', kind: 'organisation', role: 'employer' },
    { id: '$3', kind: 'person', role: 'official' }, { id: '$4', kind: 'authority_step' },
  ];
  statements.push(said('$3', 'person.name', 'Invented Officer'));
  if (after) {
    subjects.push({ id: '$5', kind: 'authority_step' });
    const day = new Date(Date.UTC(2026, 2, 2 + after)).toISOString().slice(0, 10);
    statements.push(said('$5', 'authority.kind', ['refusal']), said('$5', 'authority.decision', ['refused']), said('$5', 'authority.date', { words: day }),
      said('$5', 'authority.body_name', 'District police'), said('$5', 'authority.official', '$3'));
  }
  const { id } = await send(page, '/cases', { subjects, statements });
  return id;
}

async function link(desk, one, other, kind, role) {
  const find = async (id) => (await desk.api(`/cases/${id}`)).subjects.find((subject) => subject.kind === kind && subject.role === role).id;
  const [a, b] = [{ subject: await find(one), case: one }, { subject: await find(other), case: other }];
  await send(desk.page, '/links/decisions', { pairs: [{ a, b, verdict: 'same', by_hand: true }] });
}

test('authorities over all cases: one sentence, bars, dots, and who stands in several cases', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const one = await addCase(page, { country: ['UZ'], at: 'RU', works: 'Brick works', after: 18 });
    const two = await addCase(page, { country: ['UZ'], at: 'RU', works: 'Brick factory', after: 2 });
    await addCase(page, { country: ['KZ'], at: 'KZ', works: 'Sewing room' });
    await desk.go('/gap/authorities');
    const main = page.locator('main');
    await main.getByText('In 4 cases with steps: 4 complaints; 6 refusals; 1 annulled or sent back.').waitFor();
    await main.getByText('The vault has 5 cases.').waitFor();
    await main.getByText(/^Overdue: it was due 5 March 2026/).waitFor();
    await main.getByText('2 decisions, after these days: 2; 18. The rule allows 3 days. 1 came late.').waitFor();
    await main.getByText('Asked for: 127.2').waitFor();
    await main.getByText('3 complaints, 2 refusals, 1 late; 3 cases').waitFor();
    const premises = main.locator('section', { has: page.getByRole('heading', { name: 'Places of work in several cases' }) });
    assert.equal(await premises.locator('table').count(), 0);
    await passes(desk, 'all-authorities', 'apart');

    await link(desk, one, two, 'organisation', 'employer');
    await link(desk, one, two, 'person', 'official');
    await desk.go('/gap/places');
    await desk.go('/gap/authorities');
    const row = page.locator('tr', { hasText: 'Brick works' });
    await row.waitFor();
    assert.match(await row.innerText(), /Also written: Brick factory/);
    await row.locator('summary').click();
    assert.equal(await row.getByRole('link').count(), 2);
    await page.locator('tr', { hasText: 'Invented Officer' }).waitFor();
    await passes(desk, 'all-authorities', 'linked');
    // On paper nobody is named.
    const paper = squeezed(pdfPages(await page.pdf({ format: 'A4' })).join(''));
    for (const words of ['Authorities in all cases', 'Districtpolice', 'No person\'s record is named']) assert.ok(paper.includes(squeezed(words)), words);
    for (const words of ['InventedOfficer', 'Brickworks']) assert.ok(!paper.includes(words), words);

    await page.getByRole('button', { name: 'Ру, Русский' }).click();
    await page.getByLabel('Светлый или тёмный вид').selectOption('dark');
    await desk.go('/gap/authorities');
    await page.getByText('Дел с шагами: 4; жалоб: 4; отказов: 6; отменено или возвращено: 1.').waitFor();
    await passes(desk, 'all-authorities', 'ru-dark');
    await row.getByRole('link').first().click();
    await page.waitForURL(`**/cases/${one}/authorities`);
  }));

test('places: bars first, squares that the arrow keys walk, and nothing small on paper', () =>
  withDesk({ cases: false }, async (desk) => {
    const page = await desk.unlock('/gap/places');
    await page.getByText('No country is recorded for anybody yet.').waitFor();
    await passes(desk, 'places', 'empty');
    await desk.go('/gap/authorities');
    await page.getByText('No step with an authority is recorded in any case yet.').waitFor();
    for (let n = 0; n < 6; ++n) await addCase(page, { country: ['UZ'], at: 'RU', works: 'Works' });
    await addCase(page, { country: ['KZ', 'RU'], at: 'RU', works: 'Works' });
    await addCase(page, { at: 'AE', works: 'Works' });
    await desk.go('/gap/places');
    const main = page.locator('main');
    await main.getByText('Of 8 people: citizenships of 3 countries.').waitFor();
    await main.getByText('1 person is counted in more than one country.').waitFor();
    const bars = main.locator('li', { has: page.locator('svg') });
    assert.deepEqual((await bars.allInnerTexts()).map(squeezed).slice(0, 4), ['Uzbekistan6', 'Kazakhstan1', 'Russia1', 'Notrecorded1']);
    await passes(desk, 'places', 'from');

    // One square is reached by Tab, the others by arrows.
    const squares = main.getByRole('group', { name: 'Countries as tiles' });
    assert.equal(await squares.locator('[tabindex="0"]').count(), 1);
    await squares.getByRole('button', { name: 'Uzbekistan: 6 people' }).focus();
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.code), 'KG');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await page.evaluate(() => document.activeElement.querySelector('.unseen').textContent), 'Russia: 1 person. parts are disputed');
    await main.getByRole('status').getByText('68/262 and ES-11/4').waitFor();

    await main.getByRole('link', { name: 'Where it happened' }).click();
    await main.getByText('Of 8 people: exploited in 2 countries.').waitFor();
    assert.ok(page.url().endsWith('/gap/places?of=at'));
    const paper = squeezed(pdfPages(await page.pdf({ format: 'A4' })).join(''));
    for (const words of ['Russia7', 'fewer than 5: United Arab Emirates', 'no sum is printed']) assert.ok(paper.includes(squeezed(words)), words);
    assert.ok(!paper.includes('Of8people'));

    for (const [language, theme, heading] of [['ru', 'dark', 'Страны людей в хранилище'], ['ar', 'light', 'بلدان الأشخاص في الخزنة'], ['ar', 'dark', 'بلدان الأشخاص في الخزنة']]) {
      await page.evaluate((kept) => localStorage.setItem('manumit.settings', kept), JSON.stringify({ language, theme }));
      await page.reload();
      await page.getByRole('heading', { name: heading }).waitFor();
      await page.locator('[data-code=RU]').waitFor();
      // The world is not turned round.
      const at = await page.evaluate(() => ['US', 'JP'].map((code) => document.querySelector(`[data-code=${code}]`).getBoundingClientRect().left));
      assert.ok(at[0] < at[1], language);
      await passes(desk, 'places', `${language}-${theme}`);
    }
  }));
