// SPDX-License-Identifier: Apache-2.0
// Two organisations through the browser: one notes how far its vault has got, the other keeps the line and
// signs for it; the line is checked, mistyped, printed, and held against a copy of the day before.
import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Desk, passes as measured, withDesk } from './desk.mjs';

const kLine = /^MNV1 \d+ ([0-9A-Z]{4}-){7}[0-9A-Z]{4} [0-9A-Z]{2}$/;

const passes = (desk, name) => measured(desk, 'anchors', name);

async function note(desk) {
  await desk.go('/vault/anchors');
  await desk.page.getByRole('button', { name: 'Note the state' }).click();
  await desk.page.getByText(/^Noted\. Write the line down/).waitFor();
  const line = (await desk.page.locator('.line-sheet .line').innerText()).trim();
  assert.match(line, kLine);
  assert.ok(line.length <= 80);
  return line;
}

async function check(desk, line) {
  await desk.go('/vault/anchors');
  await desk.page.getByLabel('The line, as it stands on paper or is read to you').fill(line);
  await desk.page.getByRole('button', { name: 'Check the line' }).click();
  const said = desk.page.locator('section[aria-labelledby=check] .answer, section[aria-labelledby=check] [role=alert]');
  await said.waitFor();
  return said.innerText();
}

/** A letter of the digest, replaced by another. */
function mistyped(line) {
  const at = line.indexOf(' ', 5) + 3;
  return line.slice(0, at) + (line[at] === '7' ? '8' : '7') + line.slice(at + 1);
}

test('a state is noted, printed, witnessed by a sister organisation, and checked', async () => {
  const sister = await Desk.open();
  try {
    await withDesk({ cases: true }, async (desk) => {
      const page = await desk.unlock('/vault');
      await page.getByText(/^No state was noted yet/).waitFor();
      await page.getByRole('button', { name: 'Verify the vault' }).click();
      await page.getByText(/cannot be known: no state was noted here/).waitFor();
      await page.getByRole('link', { name: /Note, check or witness/ }).click();
      await passes(desk, 'empty');

      const line = await note(desk);
      await passes(desk, 'noted');
      await page.emulateMedia({ media: 'print' });
      const paper = await page.locator('main').innerText();
      assert.ok(paper.includes(line) && paper.includes('It opens nothing.'), paper);
      assert.ok(!/Check a line|Be a witness|A\. Tester/.test(paper), 'the paper says nothing but what it is');
      assert.equal(await page.locator('.line-sheet svg').isVisible(), true);
      await desk.shot('anchors-print');
      await page.emulateMedia({ media: null });

      assert.match(await check(desk, line.toLowerCase().replaceAll('-', ' ')), /^This copy contains all .* 0 were written since/);
      desk.expectRefusal();
      assert.match(await check(desk, mistyped(line)), /a letter of it is wrong/);
      await passes(desk, 'mistyped');

      await sister.unlock('/vault/anchors');
      await sister.page.getByLabel('Their line').fill(line);
      await sister.page.getByLabel('Whose line it is').fill('Invented Shelter');
      await sister.page.getByLabel('How you are named in the file').fill('Sister House');
      await sister.page.getByRole('button', { name: 'Write it down and sign' }).click();
      await sister.page.getByText('Written down and signed. Give them this file.').waitFor();
      await sister.page.getByText('Lines of others that are kept here').waitFor();
      await passes(sister, 'witness');
      const [download] = await Promise.all([
        sister.page.waitForEvent('download'), sister.page.getByRole('link', { name: /Save the file/ }).click(),
      ]);
      const file = join(desk.folder, 'witness.mnw');
      await download.saveAs(file);
      assert.match(await check(sister, line), /^The line counts .* entries/);

      await desk.go('/vault/anchors');
      await page.getByLabel('The witness’s file (.mnw)').setInputFiles(file);
      await page.getByText(/^Sister House signed that they had the line/).waitFor();
      await page.getByText(/^Witnessed by Sister House on/).first().waitFor();
      await passes(desk, 'witnessed');
      // What is no such file changes nothing.
      await page.getByLabel('The witness’s file (.mnw)').setInputFiles(join(desk.folder, 'passphrase'));
      await page.getByText(/not what a witness signed/).waitFor();
      assert.equal((await desk.api('/vault/anchors')).anchors[0].witnesses.length, 1);

      await desk.go('/vault');
      await page.getByText(/^The newest was noted on .* by A\. Tester/).waitFor();
      await page.getByRole('button', { name: 'Verify the vault' }).click();
      await page.getByText(/^Complete up to the anchor of .*cannot be known from this computer alone/).waitFor();
      await passes(desk, 'vault');
    });
  } finally {
    await sister.close();
  }
});

test('a copy of the day before says that the line counts more entries than it has', () =>
  withDesk({}, async (desk) => {
    const yesterday = await Desk.open({ vault: false });
    try {
      for (const part of ['mnv', 'mnk']) copyFileSync(join(desk.folder, `cases.${part}`), join(yesterday.folder, `cases.${part}`));
      desk.takeIn('examples/brick-factory/brick-factory.toml');
      await desk.unlock();
      const earlier = await note(desk);
      const line = await note(desk);
      assert.notEqual(line, earlier);
      assert.match(await check(desk, earlier), /^This copy contains all/);
      await yesterday.unlock();
      assert.match(await check(yesterday, line), /^The line counts \d+ entries, this copy has 3: at least \d+ are missing here/);
      await passes(yesterday, 'yesterday');
    } finally {
      await yesterday.close();
    }
  }));

for (const [name, settings] of [['dark', { theme: 'dark', language: 'en' }], ['Russian', { theme: 'light', language: 'ru' }], ['Arabic', { theme: 'light', language: 'ar' }]]) {
  test(`the page of anchors by axe and on a narrow screen: ${name}`, () =>
    withDesk({}, async (desk) => {
      const page = await desk.unlock();
      await page.evaluate((kept) => localStorage.setItem('manumit.settings', kept), JSON.stringify(settings));
      await page.reload();
      await page.waitForSelector('#search');
      await desk.go('/vault/anchors');
      await page.locator('section[aria-labelledby=note] button').first().click();
      await page.locator('.line-sheet .line').waitFor();
      assert.match(await page.locator('.line-sheet .line').innerText(), kLine);
      await passes(desk, `part-${name}`);
      await desk.go('/vault');
      await page.locator('section[aria-labelledby=anchors]').waitFor();
      await passes(desk, `overview-${name}`);
    }));
}
