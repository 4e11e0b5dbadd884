// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { passphrase, withDesk } from './desk.mjs';

const title = (page) => page.locator('main h1').innerText();

test('a vault is begun in the browser: strength in words, the phrase twice, and no reset', () =>
  withDesk({ vault: false }, async (desk, page) => {
    await page.goto(desk.address);
    assert.equal(await title(page), 'Begin a vault');
    assert.match(await page.locator('main').innerText(), /Nobody can reset this passphrase/);
    assert.equal(new URL(page.url()).hash, '', 'the token is spent and forgotten');

    const button = page.getByRole('button', { name: 'Create the vault' });
    await page.getByLabel('Passphrase', { exact: true }).fill('password');
    await page.getByText('Easy to guess.').waitFor();
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByText('Hard to guess.').waitFor();
    await page.getByLabel('The same once more').fill('something else');
    await page.getByText('The two are not the same yet.').waitFor();
    await page.getByLabel('Your name or short sign').fill('A.');
    await page.getByLabel('Name of this computer').fill('office');
    assert.equal(await button.isEnabled(), false);
    await page.getByLabel('The same once more').fill(passphrase);
    await page.getByLabel(/This is an old computer/).check();
    await button.click();
    // Papers are offered at once, and whoever goes without them writes that down.
    await page.getByRole('heading', { name: 'Papers, before anything else' }).waitFor();
    await page.getByRole('link', { name: 'Cases', exact: true }).click();
    await page.getByRole('heading', { name: 'Papers, before anything else' }).waitFor();
    await desk.shot('first-papers');
    // Neither a new window nor the lock passes it by.
    await page.reload();
    await page.getByRole('heading', { name: 'Papers, before anything else' }).waitFor();
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.fill('input[type=password]', passphrase);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Papers, before anything else' }).waitFor();
    const skip = page.getByRole('button', { name: 'Go on without papers' });
    await page.getByLabel('The sentence').fill('yes');
    assert.equal(await skip.isEnabled(), false);
    await page.getByLabel('The sentence').fill('if I forget the passphrase the cases are lost');
    await skip.click();
    await page.getByRole('link', { name: 'Today', exact: true }).click();
    await page.waitForSelector('#search');
    await page.locator('main').getByText(/This vault is empty/).first().waitFor();
    // It stands in the vault: nobody is asked again.
    await page.reload();
    await page.locator('main').getByText(/This vault is empty/).first().waitFor();
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.fill('input[type=password]', passphrase);
    await page.keyboard.press('Enter');
    await page.locator('main').getByText(/This vault is empty/).first().waitFor();
    assert.equal((await desk.api('/vault')).papers_offered, false);
  }));

test('papers that were made are not offered again', () =>
  withDesk({ vault: false }, async (desk, page) => {
    await page.goto(desk.address);
    await page.getByRole('heading', { name: 'Begin a vault' }).waitFor();
    const wish = { passphrase, member: 'A.', device: 'office', profile: 'old_computer' };
    const made = await page.evaluate(async (body) => (await fetch('/api/v1/vault/create', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    })).status, wish);
    assert.equal(made, 204);
    await page.reload();
    await page.getByRole('button', { name: 'Make the papers' }).click();
    await page.getByText(/5 papers are made\./).waitFor();
    await page.reload();
    await page.locator('main').getByText(/This vault is empty/).first().waitFor();
  }));

test('a wrong passphrase says so and says what is safe; the right one opens', () =>
  withDesk({}, async (desk, page) => {
    desk.expectRefusal();
    await page.goto(desk.address);
    await page.fill('input[type=password]', 'not the one');
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), /The passphrase is not the one of this vault; both files are in order/);
    await page.fill('input[type=password]', passphrase);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#search');
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.getByRole('heading', { name: 'Open the vault' }).waitFor();
  }));

test('whoever comes without the address is not let in', () =>
  withDesk({}, async (desk, page) => {
    desk.expectRefusal();
    await page.goto(desk.origin);
    await page.getByRole('heading', { name: 'This window is not let in yet' }).waitFor();
    assert.match(await page.locator('main').innerText(), /Your cases are safe/);
  }));

test('an address inside is kept while the vault is opened', () =>
  withDesk({ cases: true }, async (desk) => {
    const page = await desk.unlock('/vault');
    await page.getByRole('heading', { name: 'Vault', level: 1 }).waitFor();
  }));

test('a vault with one spoilt entry opens as far as it is sound, and says so on every page', () =>
  withDesk({ cases: true }, async (desk) => {
    const bytes = readFileSync(desk.file);
    const inAnEntry = Math.floor(bytes.length * 0.6);
    bytes[inAnEntry] ^= 0xff;
    writeFileSync(desk.file, bytes);
    const page = await desk.unlock();
    await page.getByRole('link', { name: 'See what is safe' }).click();
    await page.getByText(/entry \d+/i).first().waitFor();
  }));

// What a person sees for each way in which the two files may be wrong.
const kHeaderBytes = 4096;
const kFormatNumber = 60; // SQLite's user_version: docs/formats/mnv1.md
const spoilt = [
  ['half-copied', 'This vault was copied only in part', (vault) => truncateSync(vault, kHeaderBytes * 2), false],
  ['another kind of file', 'This file is not a vault', (vault) => writeFileSync(vault, 'a letter, not a vault'.repeat(500)), false],
  ['mangled as text', 'This vault was changed on the way', mangle, false],
  ['from a newer version', 'This vault comes from a newer version', (vault) => overwrite(vault, kFormatNumber, [0, 0, 0, 2])],
  ['with a key file that is damaged', 'The key file is damaged', (vault) => {
    const keys = vault.replace(/mnv$/, 'mnk');
    const half = readFileSync(keys).subarray(readFileSync(keys).length / 2);
    overwrite(keys, statSync(keys).size - half.length, half.map((byte) => ~byte));
  }],
  ['without its keys', 'The key file is missing', (vault) => rmSync(vault.replace(/mnv$/, 'mnk')), false],
];
function overwrite(path, at, bytes) {
  const whole = readFileSync(path);
  whole.set(bytes, at);
  writeFileSync(path, whole);
}
function mangle(vault) {
  const bytes = readFileSync(vault).toString('latin1');
  writeFileSync(vault, Buffer.from(bytes.replaceAll('\n', '\r\n'), 'latin1'));
}

for (const [what, heading, spoil, opens] of spoilt) {
  test(`a vault that is ${what} says so before anybody types`, () =>
    withDesk({ cases: true }, async (desk, page) => {
      spoil(desk.file);
      await page.goto(desk.address);
      await page.locator('main h1').waitFor();
      assert.equal(await title(page), heading);
      assert.match(await page.locator('main').innerText(), /safe|not touched|untouched|nothing/i);
      assert.equal(await page.locator('input[type=password]').count(), opens ? 1 : 0);
    }));
}
