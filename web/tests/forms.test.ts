// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';

const pages = import.meta.glob<string>('../src/**/*.svelte', { query: '?raw', import: 'default', eager: true });

// Browsers write what stands in a form to the disk, to restore it after a crash, unless the form says no.
test('no form may be kept by the browser', () => {
  const forms = Object.entries(pages).flatMap(([name, text]) =>
    [...text.matchAll(/<form\b[^>]*/g)].map((found) => `${name}: ${found[0]}`));
  expect(forms.length).toBeGreaterThan(5);
  expect(forms.filter((form) => !form.includes('autocomplete="off"'))).toEqual([]);
});
