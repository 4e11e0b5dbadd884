// SPDX-License-Identifier: Apache-2.0
/** Those whose name holds every word typed, wherever it stands. */
export function matching<E extends { name: string }>(entries: readonly E[], words: string): E[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((e) => wanted.every((w) => e.name.toLocaleLowerCase().includes(w)));
}
