// SPDX-License-Identifier: Apache-2.0
// Two people on two computers look at the same pair, blind to each other, and differ; a bundle brings
// the words together, a third person settles them, and everybody reads the same. Nothing is invented
// but the people in the records.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Desk, program, root } from './desk.mjs';

const kCompared = { timeout: 180_000 };

/** A command on vaults that no desk has open. */
function vault(desk, ...words) {
  return execFileSync(program, ['vault', ...words, '--passphrase-file', join(desk.folder, 'passphrase')], {
    cwd: desk.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function letIn(director, desk, name) {
  const fingerprint = vault(desk, 'ask', desk.file, `${name}.mnj`, '--member', name, '--old-computer').trim();
  copyFileSync(join(desk.folder, `${name}.mnj`), join(director.folder, `${name}.mnj`));
  vault(director, 'admit', director.file, `${name}.mnj`, '--role', 'lead', '--fingerprint', fingerprint, '--bundle', `${name}.mnb`);
}
function begin(director, desk, name) {
  vault(director, 'bundle', director.file, name, `all-for-${name}.mnb`);
  copyFileSync(join(director.folder, `all-for-${name}.mnb`), join(desk.folder, 'first.mnb'));
  vault(desk, 'join', desk.file, 'first.mnb');
}

async function carry(from, to, name, file) {
  await from.go('/vault/bundles');
  await from.page.locator('main select').selectOption({ label: name });
  await from.page.getByRole('button', { name: 'Make the bundle' }).click();
  const link = from.page.getByRole('link', { name: /Save the bundle/ });
  const [download] = await Promise.all([from.page.waitForEvent('download'), link.click()]);
  const path = join(from.folder, file);
  await download.saveAs(path);
  await to.go('/vault/bundles');
  await to.page.getByLabel('The bundle (.mnb)').setInputFiles(path);
  await to.page.locator('section [role=status] li').first().waitFor();
}

async function compare(desk) {
  await desk.go('/links?kind=people');
  await desk.page.getByRole('button', { name: 'Compare', exact: true }).click();
  await desk.page.locator('#lead').waitFor(kCompared);
}

/** Says a word on the first pair that waits; which pair it was. */
async function say(desk, key, said) {
  await compare(desk);
  await desk.page.getByRole('link', { name: 'Look at pairs' }).first().click();
  await desk.page.getByText('Do both speak of the same?').waitFor();
  assert.doesNotMatch(await desk.page.locator('main').innerText(), /said:|bits/, 'blind to the weight and to other people');
  await desk.page.keyboard.press(key);
  await desk.page.getByText(`You said: ${said}.`).waitFor();
  const asked = new URL(desk.requests.filter((url) => /\/pair\?/.test(url)).at(-1)).searchParams;
  return [asked.get('a'), asked.get('b')].sort().join(' ');
}

test('two who differ on a pair are settled by a third, and every computer says the same', async () => {
  const director = await Desk.open({ cases: true });
  const desks = [director];
  try {
    const workbook = join(director.folder, 'partner.xlsx');
    execFileSync('python3', [join(root, 'examples/partner/make_workbook.py'), workbook]);
    director.run('case', 'import', '--addresses', 'label', '--rows', 'good', workbook);
    const anna = await Desk.open({ vault: false });
    const boris = await Desk.open({ vault: false });
    desks.push(anna, boris);
    letIn(director, anna, 'Anna');
    letIn(director, boris, 'Boris');
    begin(director, anna, 'Anna');
    begin(director, boris, 'Boris');
    for (const desk of desks) await desk.unlock();

    const here = await say(director, '2', 'not the same');
    const there = await say(anna, '1', 'the same');
    assert.equal(there, here, 'the same records raise the same pair first');
    await carry(anna, director, 'A. Tester · Director', 'from-anna.mnb');
    await carry(director, boris, 'Boris · Lead', 'for-boris.mnb');

    // Whoever is a party may not settle it while there is somebody who is not.
    await compare(director);
    await director.page.getByRole('link', { name: '1 pair on which people differ' }).click();
    await director.page.locator('main').getByText('Anna').first().waitFor();
    director.expectsRefusal = true;
    await director.page.keyboard.press('2');
    await director.page.getByText('whoever settles must not be one of those who differ').waitFor();
    director.expectsRefusal = false;

    await compare(boris);
    await boris.page.getByRole('link', { name: 'Where people differ' }).click();
    const main = boris.page.locator('main');
    await main.getByText('Anna').first().waitFor();
    await main.getByText('A. Tester').first().waitFor();
    await boris.shot('links-differ-third');
    await boris.page.keyboard.press('2');
    await main.getByText('settled: not the same').waitFor();
    await boris.shot('links-differ-settled');

    await carry(boris, director, 'A. Tester · Director', 'from-boris.mnb');
    await carry(director, anna, 'Anna · Lead', 'for-anna.mnb');
    for (const desk of [director, anna]) {
      await compare(desk);
      const run = new URL(desk.page.url()).searchParams.get('run');
      const [a, b] = here.split(' ');
      const pair = await desk.api(`/links/runs/${run}/pair?a=${a}&b=${b}`);
      assert.equal(pair.standing, 'settled', JSON.stringify(pair.decisions));
      assert.equal(pair.verdict, 'not_same');
      assert.equal(pair.decisions.length, 3);
    }
  } catch (error) {
    for (const [at, desk] of desks.entries()) await desk.shot(`failed-reviewers-${at}`).catch(() => undefined);
    throw error;
  } finally {
    const ends = await Promise.allSettled(desks.map((desk) => desk.close()));
    for (const { reason } of ends) if (reason) throw reason;
  }
});
