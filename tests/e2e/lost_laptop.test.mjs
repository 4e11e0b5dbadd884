// SPDX-License-Identifier: Apache-2.0
// An office of three through the browser, as the story office_that_survives tells it on the command
// line: two are let in, a laptop is lost, whoever has it hands in what they write, its owner comes back
// on another, and a case is erased on every desk. The rest of that story in the browser: the lost
// passphrase in office.test.mjs, what a court checks in court.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Desk, withDesk } from './desk.mjs';
import { bundleFor, carry, dismiss, job, letIn, passes, refusedBundle, share, takeIn } from './office.mjs';

const kAnna = 'Anna · Case worker';
const kLena = 'Lena · Analyst';
const kDirector = 'A. Tester · Director';

const casesOf = async (desk) => (await desk.api('/cases')).all;

/** What a program of the thief's own would do: it asks no page. */
function writeACase(desk) {
  return desk.page.evaluate(async () => {
    const subjects = [{ id: '$1', kind: 'person', role: 'affected' }];
    const said = 'Written by a thief';
    const answer = { state: 'yes', value: said };
    const statements = [{ subject: '$1', fact: 'person.name', answer, said_as: said, certainty: 'certain' }];
    const headers = { 'Content-Type': 'application/json' };
    return (await fetch('/api/v1/cases', { method: 'POST', headers, body: JSON.stringify({ subjects, statements }) })).status;
  });
}

async function erase(desk, id) {
  const { row } = await desk.api(`/cases/${id}`);
  await desk.go(`/cases/${id}/erase`);
  await desk.page.getByLabel('On what ground').fill('asked for by the person, in writing');
  await desk.page.getByLabel(/^Type the number of the case/).fill(row.number);
  await desk.page.getByRole('button', { name: 'Erase the case for good' }).click();
  await desk.page.getByText(`Case ${row.number} is erased`, { exact: false }).waitFor();
}

/** The three at work: one case is shared with the case worker, the analyst has both without names. */
async function beginOffice(director, anna, lena, shared) {
  await letIn(director, anna, { name: 'Anna', computer: 'laptop', role: /^Case worker/ });
  await letIn(director, lena, { name: 'Lena', computer: 'library', role: /^Analyst/ });
  await director.go('/vault');
  await director.page.getByRole('link', { name: 'Lena' }).waitFor();
  assert.equal((await director.api('/vault')).members.length, 3);
  await share(director, shared, 'Anna');
  await carry(director, anna, kAnna, 'shared.mnb');
  assert.equal(await casesOf(anna), 1);
  const name = (await director.api(`/cases/${shared}`)).row.people[0];
  await carry(director, lena, kLena, 'for-lena.mnb');
  assert.equal(await casesOf(lena), 2);
  assert.ok(name && !JSON.stringify(await lena.api('/cases')).includes(name), 'an analyst reads no name');
}

/** Whoever has the lost laptop, and its passphrase, writes on and hands it in: on both desks in vain. */
async function handIn(thief, director, lena) {
  assert.equal(await writeACase(thief), 201);
  for (const [desk, name] of [[director, kDirector], [lena, kLena]]) {
    const before = await desk.api('/vault');
    desk.expectRefusal();
    const said = await refusedBundle(desk, await bundleFor(thief, name, `stolen-${name[0]}.mnb`));
    assert.match(said, /device that was revoked/);
    assert.equal((await desk.api('/vault')).entries, before.entries, 'nothing of it is kept');
    assert.equal(await casesOf(desk), 2);
  }
  await passes(director, 'stolen');
}

async function office(director, laptop) {
  await director.unlock('/vault');
  const [brick] = await director.caseIds();
  const [anna, lena] = [await laptop(), await laptop()];
  await beginOffice(director, anna, lena, brick);

  await dismiss(director, 'Anna', 'laptop stolen');
  await carry(director, lena, kLena, 'she-knows.mnb');
  await handIn(anna, director, lena);

  const back = await laptop();
  await letIn(director, back, { name: 'Anna', computer: 'new laptop', role: /^Case worker/, again: 'Anna' });
  assert.equal(await casesOf(back), 1, 'what she could open before');
  await director.go('/vault/bundles');
  const offered = await director.page.locator('main select option').allInnerTexts();
  assert.equal(offered.filter((one) => one.startsWith('Anna')).length, 1, 'no bundle for the laptop that is lost');
  const old = await bundleFor(back, kDirector, 'before-the-erasure.mnb');

  await erase(director, brick);
  // Her computer has not heard of it yet, and hands in the case as it was.
  assert.match(await takeIn(director, old), /^From Anna/);
  assert.equal(await casesOf(director), 1);
  await carry(director, back, kAnna, 'erased-a.mnb');
  assert.match(await carry(director, lena, kLena, 'erased-l.mnb'), /new of/);
  assert.deepEqual([await casesOf(back), await casesOf(lena)], [0, 1]);
  for (const desk of [director, back, lena]) {
    const verdict = await job(desk, '/vault/verify');
    assert.deepEqual(verdict.damages, []);
    assert.ok(verdict.erased > 0, 'the contents are gone here too');
  }
  await lena.go('/cases');
  await passes(lena, 'after-erasure');
}

test('three members, a lost laptop, its owner back on another, and an erasure that reaches every desk', async () => {
  const laptops = [];
  const laptop = async () => {
    laptops.push(await Desk.open({ vault: false }));
    return laptops.at(-1);
  };
  try {
    await withDesk({ cases: true }, (director) => office(director, laptop));
  } finally {
    for (const one of laptops) await one.close();
  }
});
