// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '../lib/api';
import type { Problem } from '../lib/types';

// What the program takes of a table, so that a larger file is refused before it is read.
const kMostBytes = 64 * 1024 * 1024;

const kTooLarge: Problem = {
  kind: 'bad_input',
  what: 'the file is larger than a table that can be read at once',
  next: 'split it into several files',
};
const kUnreadable: Problem = {
  kind: 'unavailable',
  what: 'the file could not be read to its end',
  next: 'choose the file again; nothing of it was stored',
};

/** A file as the desk wants it: its bytes in Base64. Read in the page, never uploaded elsewhere. */
export function base64Of(file: Blob): Promise<string> {
  if (file.size > kMostBytes) return Promise.reject(new Refusal(413, kTooLarge));
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
    // It was taken away or changed since it was chosen, as on a stick that was pulled out.
    reader.onerror = () => failed(new Refusal(0, kUnreadable));
    reader.readAsDataURL(file);
  });
}

/** How many problems there are of each weight, the gravest first, those without any left out. */
export function weighed<P extends { weight: string }>(problems: readonly P[]): { weight: string; those: P[] }[] {
  return ['ask', 'bad', 'unmapped', 'note']
    .map((weight) => ({ weight, those: problems.filter((p) => p.weight === weight) }))
    .filter((group) => group.those.length);
}
