// SPDX-License-Identifier: Apache-2.0
// A person at the desk's pages, in a browser with a profile on the disk, as at home.
// node browser.mjs ADDRESS PROFILE CANARIES.json: types, says "typed", and ends when told to by a line.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from '../../../web/node_modules/playwright-core/index.mjs';

const [address, profile, file] = process.argv.slice(2);
const { passphrase, texts } = JSON.parse(readFileSync(file, 'utf8'));

const context = await chromium.launchPersistentContext(profile, {
  executablePath: '/usr/bin/chromium', locale: 'en-GB', args: ['--no-sandbox', '--disable-gpu', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
context.setDefaultTimeout(60_000);
const page = context.pages()[0] ?? (await context.newPage());

async function search(text) {
  await page.fill('#search', text);
  await page.keyboard.press('Enter');
  await page.waitForLoadState('networkidle');
}

/** Every field of text in the page; what is typed into each stays there until the form is sent. */
async function fillAll(queue) {
  const fields = page.locator('main input[type=text], main input:not([type]), main textarea');
  for (let i = 0; i < (await fields.count()) && queue.length > 0; ++i) {
    if (await fields.nth(i).isEditable()) await fields.nth(i).fill(queue.shift());
  }
}

await page.goto(address);
await page.fill('input[type=password]', passphrase);
await page.keyboard.press('Enter');
await page.waitForSelector('#search');
const queue = [...texts];
await search(queue.shift());
await page.locator('main h1').first().click();
await page.keyboard.press('n');
await page.getByRole('heading', { name: 'New case' }).waitFor();
await fillAll(queue);
await page.keyboard.press('Control+Enter');
await page.getByText(/Saved as case/).waitFor();
await search(texts.at(-1));
// A second form, left half filled: the browser keeps what a crash might lose.
await page.locator('main h1').first().click();
await page.keyboard.press('n');
await page.getByRole('heading', { name: 'New case' }).waitFor();
await fillAll([...texts]);
await page.goBack();
await page.goForward();
// Browsers write their sessions every few seconds.
await page.waitForTimeout(6000);
console.log(`typed ${texts.length - queue.length}`);

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'close') break;
}
await context.close();
process.exit(0);
