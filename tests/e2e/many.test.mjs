// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withDesk } from './desk.mjs';

const kCases = 10_000;

function takeInMany(desk) {
  const rows = ['prs_FirstName,prs_SecondName,cas_Status,vic_LocationOfExploitation,con_Consent'];
  for (let i = 0; i < kCases; ++i) rows.push(`Person${i},Invented${i % 977},Active,Place ${i % 40},TRUE`);
  const table = join(desk.folder, 'many.csv');
  writeFileSync(table, `${rows.join('\n')}\n`);
  desk.run('case', 'import', '--rows', 'good', table);
}

/** The longest time between two frames while the list is scrolled through. */
function scrollThrough(page) {
  return page.evaluate(async () => {
    const gaps = [];
    let last = performance.now();
    for (let i = 0; i < 120; ++i) {
      scrollBy(0, 3000);
      await new Promise(requestAnimationFrame);
      gaps.push(performance.now() - last);
      last = performance.now();
    }
    gaps.sort((a, b) => a - b);
    return { median: gaps[60], longest: gaps[119] };
  });
}

test('ten thousand cases scroll without a hitch, are found at once, and print whole', async () => {
  await withDesk({}, async (desk) => {
    takeInMany(desk);
    const page = await desk.unlock('/cases?sort=number&dir=asc');
    await page.getByText('10,000 of 10,000').waitFor();
    const frames = await scrollThrough(page);
    console.log(`# scrolling 10,000 rows: median frame ${frames.median.toFixed(1)} ms, longest ${frames.longest.toFixed(1)} ms`);
    assert.ok(frames.median < 50, `median frame ${frames.median} ms`);
    assert.ok((await page.locator('tbody tr').count()) < 120, 'only what is near the view is drawn');
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.getByRole('link', { name: '10000', exact: true }).waitFor();

    await desk.go('/cases?place=Place 7');
    await page.getByText('250 of 10,000').waitFor();
    await page.evaluate(() => {
      window.print = () => (globalThis.printed = document.querySelectorAll('tbody tr[aria-rowindex] td.number').length);
    });
    await page.getByRole('button', { name: 'Print the list' }).click();
    await page.waitForFunction(() => globalThis.printed > 0);
    assert.equal(await page.evaluate(() => globalThis.printed), 250, 'paper gets every row of the list as shown');

    const began = Date.now();
    await desk.go('/search?q=Person4321');
    await page.locator('main ol a').first().waitFor();
    console.log(`# search among ${kCases} cases, as seen: ${Date.now() - began} ms`);
  });
});
