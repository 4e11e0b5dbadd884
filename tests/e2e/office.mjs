// SPDX-License-Identifier: Apache-2.0
// What the journeys of an office share: somebody asks to be let in, is let in, and bundles go from one
// computer to another.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { passes as measured, passphrase } from './desk.mjs';

export const passes = (desk, name) => measured(desk, 'office', name);

export async function saved(desk, link, name) {
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.page.getByRole('link', { name: link }).click()]);
  const path = join(desk.folder, name);
  await download.saveAs(path);
  return path;
}

/** A computer with no vault yet: its request for one, and the fingerprint that is read aloud. */
export async function ask(desk, name, computer) {
  const page = desk.page;
  await page.goto(desk.address);
  await page.getByRole('link', { name: 'Join a vault that colleagues have' }).click();
  await page.getByRole('heading', { name: 'Join colleagues' }).waitFor();
  await passes(desk, 'join');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same once more').fill(passphrase);
  await page.getByLabel('Your name or short sign').fill(name);
  await page.getByLabel('Name of this computer').fill(computer);
  await page.getByLabel(/This is an old computer/).check();
  await page.getByRole('button', { name: 'Make the request' }).click();
  await page.getByRole('heading', { name: 'The request is made' }).waitFor();
  await passes(desk, 'asked');
  const request = await saved(desk, /Save the request/, 'request.mnj');
  const fingerprint = (await page.locator('.print').innerText()).trim();
  assert.match(fingerprint, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3,}/);
  return { request, fingerprint, name };
}

/** The director takes the request and types what was read aloud; the bundle that comes of it. */
export async function admit(director, asked, role, again = '') {
  const page = director.page;
  await director.go('/vault');
  await page.getByRole('link', { name: /Let somebody in/ }).click();
  await page.getByLabel('The request (.mnj)').setInputFiles(asked.request);
  await page.getByText('The file says that it comes from:').waitFor();
  assert.ok(!(await page.locator('main').innerText()).includes(asked.fingerprint), 'the fingerprint is not shown');
  await page.getByRole('radio', { name: role }).check();
  if (again) await page.getByLabel('Is this somebody who is a member already?').selectOption({ label: again });
  await page.getByLabel('The fingerprint, as the person reads it to you').fill(asked.fingerprint.toLowerCase().replaceAll('-', ' '));
  await passes(director, 'admit');
  await page.getByRole('button', { name: 'Let them in and make the bundle' }).click();
  await page.getByText(`${asked.name} is let in. Give them this bundle.`).waitFor();
  const bundle = await saved(director, /Save the bundle/, `for-${asked.name}.mnb`);
  await page.getByText('The bundle was handed to the browser.').waitFor();
  return bundle;
}

export async function begin(desk, bundle) {
  const page = desk.page;
  await page.getByLabel('The bundle (.mnb)').setInputFiles(bundle);
  await page.getByLabel('The passphrase that you chose when asking').fill(passphrase);
  await page.getByRole('button', { name: 'Begin to work' }).click();
  await page.waitForSelector('#search');
  assert.equal(new URL(page.url()).pathname, '/');
}

/** Asks, is let in, and begins. */
export async function letIn(director, desk, { name, computer, role, again = '' }) {
  await begin(desk, await admit(director, await ask(desk, name, computer), role, again));
}

/** A bundle for somebody, on the stick. */
export async function bundleFor(desk, name, file, lacking = false) {
  await desk.go('/vault/bundles');
  await desk.page.locator('main select').selectOption({ label: name });
  if (lacking) await desk.page.getByLabel('Only what their computer lacks').check();
  await desk.page.getByRole('button', { name: 'Make the bundle' }).click();
  if (lacking) await desk.page.getByText(/left out: the computer of/).waitFor();
  const bundle = await saved(desk, /Save the bundle/, file);
  await passes(desk, `bundle-${file.split('.')[0]}`);
  return bundle;
}

/** Taken in: what the page says of it. */
export async function takeIn(desk, bundle) {
  await desk.go('/vault/bundles');
  await desk.page.getByLabel('The bundle (.mnb)').setInputFiles(bundle);
  const said = desk.page.locator('section [role=status] li');
  await said.first().waitFor();
  return (await said.allInnerTexts()).join(' ');
}

/** Not taken in: why. */
export async function refusedBundle(desk, bundle) {
  await desk.go('/vault/bundles');
  await desk.page.getByLabel('The bundle (.mnb)').setInputFiles(bundle);
  await desk.page.getByRole('alert').waitFor();
  return desk.page.getByRole('alert').innerText();
}

export async function carry(from, to, name, file, lacking = false) {
  return takeIn(to, await bundleFor(from, name, file, lacking));
}

/** Opens a case to somebody. */
export async function share(desk, id, name) {
  await desk.go(`/cases/${id}/share`);
  await desk.page.getByRole('button', { name: `Open it to ${name}` }).click();
  await desk.page.getByText('The next bundle brings them the key.').waitFor();
}

export async function dismiss(desk, name, reason) {
  await desk.go('/vault');
  await desk.page.getByRole('link', { name }).click();
  await desk.page.getByLabel('Why, for whoever reads it later').fill(reason);
  await desk.page.getByRole('button', { name: `Dismiss ${name}` }).click();
  await desk.page.getByText(/^Dismissed\. Make a bundle/).waitFor();
}

/** Long work of the desk, begun without its page: the result. */
export function job(desk, path, body = {}) {
  return desk.page.evaluate(async ([to, wish]) => {
    const headers = { 'Content-Type': 'application/json' };
    const begun = await fetch(`/api/v1${to}`, { method: 'POST', headers, body: JSON.stringify(wish) });
    const { job: id } = await begun.json();
    for (;;) {
      const told = await (await fetch(`/api/v1/jobs/${id}`)).json();
      if (told.state !== 'running') return told.result;
      await new Promise((done) => setTimeout(done, 100));
    }
  }, [path, body]);
}
