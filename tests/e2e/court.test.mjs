// SPDX-License-Identifier: Apache-2.0
// A dossier through the browser: facts are ticked, the file is saved, and an outsider's two programs
// check it without a key.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { passes as measured, program, root, withDesk } from './desk.mjs';

const kUnzip = 'import sys,zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])';

const passes = (desk, name) => measured(desk, 'court', name);

async function saved(desk) {
  const link = desk.page.getByRole('link', { name: /Take the file/ });
  const [download] = await Promise.all([desk.page.waitForEvent('download'), link.click()]);
  const zip = join(desk.folder, 'dossier.zip');
  await download.saveAs(zip);
  execFileSync('python3', ['-c', kUnzip, zip, desk.folder]);
  return join(desk.folder, 'dossier');
}

/** What it prints, whether it finds something or not. */
function told(command, ...words) {
  const done = spawnSync(command, words, { encoding: 'utf8' });
  assert.ok(done.status === 0 || done.status === 1, done.stderr);
  return JSON.parse(done.stdout);
}

/** What both programs of an outsider come to; they must agree. */
function verified(folder) {
  const first = told(join(dirname(program), 'manumit-verify'), '--json', folder);
  const second = told('python3', join(root, 'tools/verify_dossier.py'), '--json', folder);
  assert.deepEqual(first, second);
  return first;
}

test('facts are ticked for a court, and whoever gets the file can check it', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    await desk.go(`/cases/${brick}/story`);
    await page.getByRole('link', { name: /Dossier for a court/ }).click();
    await page.getByRole('button', { name: 'Make the dossier' }).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Make the dossier' }).isDisabled(), 'nothing is ticked yet');
    await page.getByRole('button', { name: 'Tick all but who people are' }).click();
    const ticked = await page.locator('main input[type=checkbox]:checked').count();
    assert.ok(ticked > 5, String(ticked));
    await passes(desk, 'choose');
    await page.getByRole('button', { name: 'Untick all' }).click();
    await page.getByLabel(/a good job by the sea/i).first().check();
    await page.getByLabel('Language of the page').selectOption('ru');
    await page.getByRole('button', { name: 'Make the dossier' }).click();
    await page.getByRole('heading', { name: 'The dossier is ready' }).waitFor();
    await passes(desk, 'made');
    const shown = (await page.locator('.print').innerText()).trim();
    const folder = await saved(desk);
    const said = verified(folder);
    assert.equal(said.holds, true);
    assert.equal(said.signer, shown);
    assert.equal(said.items.filter((one) => one.kind === 'fact' && one.proved).length, 1);
    // The page for the court, as its readers see it.
    const court = await desk.context.newPage();
    await court.goto(`file://${join(folder, 'index.html')}`);
    assert.match(await court.locator('body').innerText(), /good job by the sea/i);
    assert.match(await court.locator('body').innerText(), /Чего это не доказывает/);
    if (process.env.MANUMIT_SHOTS) await court.screenshot({ path: join(process.env.MANUMIT_SHOTS, 'court-page.png'), fullPage: true });
    await court.close();
  }));

test('a file that the vault keeps goes along if it is ticked, and a changed byte of it is found', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock();
    const [brick] = await desk.caseIds();
    const scan = Buffer.alloc(5 * 1024 * 1024 + 7, 'a scan of an invented letter ');
    await desk.go(`/cases/${brick}/sources`);
    await page.getByText('Attach files…').click();
    await page.getByLabel('Title, to know it again').fill('Letter of March');
    await page.getByLabel(/Choose files/).setInputFiles([{ name: 'letter.txt', mimeType: 'text/plain', buffer: scan }]);
    await page.getByText('The file is kept.').waitFor();
    const source = (await desk.api(`/cases/${brick}`)).sources.at(-1);
    await desk.go(`/cases/${brick}/work`);
    await page.getByRole('link', { name: /What work it was/ }).click();
    const beside = page.locator('aside');
    await beside.getByText('Recorded by').waitFor();
    await page.keyboard.press('e');
    await beside.getByLabel('What work it was').fill('Carrying raw bricks');
    await beside.getByLabel(/^Source/).selectOption(source.id);
    await beside.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Corrected. What stood before is in the history.').waitFor();

    await desk.go(`/cases/${brick}/dossier`);
    await page.getByRole('button', { name: 'Make the dossier' }).waitFor();
    assert.equal(await page.getByRole('group', { name: 'Files that go along' }).count(), 0, 'no ticked fact cites it');
    await page.getByLabel(/Carrying raw bricks/).check();
    const files = page.getByRole('group', { name: 'Files that go along' });
    assert.equal(await files.locator('input:checked').count(), 0, 'none goes along unasked');
    await files.getByLabel(/Letter of March/).check();
    await files.getByText(/A file goes whole/).waitFor();
    await files.getByText(/these files may tell it all the same/).waitFor();
    await passes(desk, 'files');
    await page.getByRole('button', { name: 'Make the dossier' }).click();
    await page.getByText('1 file goes along.').waitFor();
    await page.getByText(/Nobody outside vouches/).waitFor();
    await passes(desk, 'made-files');
    const folder = await saved(desk);
    const said = verified(folder);
    assert.equal(said.holds, true);
    assert.deepEqual(said.files, [{ name: 'files/1.txt', source: 1, proved: true }]);
    const kept = readFileSync(join(folder, 'files/1.txt'));
    assert.ok(kept.equals(scan));
    kept[3_000_000] ^= 1;
    writeFileSync(join(folder, 'files/1.txt'), kept);
    assert.deepEqual(verified(folder).wrong, [{ code: 'changed', about: ['files/1.txt'] }]);
  }));
