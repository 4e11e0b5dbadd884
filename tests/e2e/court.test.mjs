// SPDX-License-Identifier: Apache-2.0
// A dossier through the browser: facts are ticked, the file is saved, and an outsider's two programs
// check it without a key.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
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

/** What both programs of an outsider come to; they must agree. */
function verified(folder) {
  const first = JSON.parse(execFileSync(join(dirname(program), 'manumit-verify'), ['--json', folder], { encoding: 'utf8' }));
  const second = JSON.parse(execFileSync('python3', [join(root, 'tools/verify_dossier.py'), '--json', folder], { encoding: 'utf8' }));
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
