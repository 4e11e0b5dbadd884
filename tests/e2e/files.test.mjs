// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withDesk } from './desk.mjs';

/** The smallest PDF of two pages. */
function pdf(words) {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 5 0 R >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 5 0 R >>',
    `<< /Length ${words.length} >>\nstream\n${words}\nendstream`,
  ];
  let out = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const at = out.length;
  return `${out}xref\n0 6\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
}
// One red point.
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('files are attached, cited by page, shown and saved; a changed one moves no citation', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/sources`);
    const before = await page.locator('.sources > li').count();
    await page.getByText('Attach files…').click();
    const letter = pdf('BT ET');
    const film = Buffer.alloc(9 * 1024 * 1024 + 5, 'x');
    await page.getByLabel('Title, to know it again').fill('Letter of March');
    await page.getByLabel('Kind').selectOption('letter');
    await desk.shot('attach');
    await page.getByLabel(/Choose files/).setInputFiles([
      { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from(letter) },
      { name: 'notes.exe', mimeType: 'application/octet-stream', buffer: film },
    ]);
    await page.getByText('2 files are kept.').waitFor();
    assert.equal(await page.locator('.sources > li').count(), before + 2);
    const told = await desk.api(`/cases/${brick}`);
    const [first, second] = told.sources.slice(-2);
    assert.deepEqual(first.kept, { name: 'letter.pdf', size: letter.length, media_type: 'application/pdf', pages: 2, about: null });
    assert.equal(second.kept.media_type, 'text/plain');

    // Saved, it is what it was.
    const row = page.locator('.sources > li').filter({ hasText: 'notes.exe' });
    const [download] = await Promise.all([page.waitForEvent('download'), row.getByRole('link', { name: 'Save' }).click()]);
    assert.equal(download.suggestedFilename(), 'notes.exe');
    assert.ok(readFileSync(await download.path()).equals(film));
    assert.equal(await row.getByRole('link', { name: 'Open' }).count(), 0);

    // The same once more is recognised; one letter changed, it is another source.
    await page.getByLabel(/Choose files/).setInputFiles([{ name: 'copy.pdf', mimeType: 'application/pdf', buffer: Buffer.from(letter) }]);
    await page.getByText('This very file is in the case already.').waitFor();
    await page.getByLabel(/Choose files/).setInputFiles([
      { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf('BT  ET')) },
    ]);
    await page.getByText('The file is kept.').waitFor();
    const later = await desk.api(`/cases/${brick}`);
    assert.equal(later.sources.length, before + 3);
    assert.deepEqual(later.sources.find((s) => s.id === first.id), first);
    await desk.shot('files');
  }));

test('a statement cites a page of a file, and the way there leads to it', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    writeFileSync(join(desk.folder, 'letter.pdf'), pdf('BT ET'));
    await desk.go(`/cases/${brick}/sources`);
    await page.getByText('Attach files…').click();
    await page.getByLabel(/Choose files/).setInputFiles(join(desk.folder, 'letter.pdf'));
    await page.getByText('The file is kept.').waitFor();
    const source = (await desk.api(`/cases/${brick}`)).sources.at(-1);
    await desk.go(`/cases/${brick}/work`);
    await page.getByRole('link', { name: /What work it was/ }).click();
    const beside = page.locator('aside');
    await beside.getByText('Recorded by').waitFor();
    await page.keyboard.press('e');
    await beside.getByLabel('What work it was').fill('Carrying raw bricks');
    await beside.getByLabel(/^Source/).selectOption(source.id);
    await beside.getByLabel('Page', { exact: true }).fill('2');
    await beside.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Corrected. What stood before is in the history.').waitFor();
    await page.getByRole('link', { name: /What work it was/ }).click();
    const link = beside.getByRole('link', { name: 'Open at page 2' });
    await link.waitFor();
    assert.equal(await link.getAttribute('href'), `/api/v1/cases/${brick}/files/${source.id}#page=2`);
    await desk.shot('cited');
  }));

test('a picture opens in a tab of its own under a policy that lets nothing run', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/sources`);
    await page.getByText('Attach files…').click();
    const people = page.getByLabel('Tells who somebody is');
    await people.selectOption({ index: 1 });
    await page.getByLabel(/Choose files/).setInputFiles([{ name: 'passport.png', mimeType: 'image/png', buffer: png }]);
    await page.getByText('The file is kept.').waitFor();
    await page.locator('.sources').getByText('Kept with the identity').waitFor();
    const [tab] = await Promise.all([
      desk.context.waitForEvent('page'),
      page.locator('.sources > li').filter({ hasText: 'passport.png' }).getByRole('link', { name: 'Open' }).click(),
    ]);
    await tab.waitForLoadState();
    assert.equal(await tab.evaluate(() => document.images[0]?.naturalWidth), 1);
    const answer = await page.request.get(tab.url());
    assert.match(answer.headers()['content-security-policy'], /sandbox/);
    assert.equal(answer.headers()['cache-control'], 'no-store');
  }));

for (const [language, right] of [['ru', false], ['ar', true]]) {
  test(`the files of a case read well in ${language}`, () =>
    withDesk({ cases: true }, async (desk, page) => {
      const kept = JSON.stringify({ theme: 'light', language });
      await page.addInitScript((value) => localStorage.setItem('manumit.settings', value), kept);
      await desk.unlock();
      const [brick] = await desk.caseIds();
      await desk.go(`/cases/${brick}/sources`);
      await page.locator('details.on-screen summary').first().click();
      await page.locator('input[type=file]').setInputFiles([{ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf('BT ET')) }]);
      await page.locator('.sources > li').filter({ hasText: 'letter.pdf' }).waitFor();
      assert.equal(await page.evaluate(() => document.dir === 'rtl' || document.documentElement.dir === 'rtl'), right);
      await desk.shot(`files-${language}`);
    }));
}
