// SPDX-License-Identifier: Apache-2.0
/**
 * Words that somebody typed, or that stand in a case, do not belong in an address: browsers write
 * addresses to the disk, in their history and in the sessions that they can restore. In the address a
 * mark such as "~k3f9-3" stands for them, which this sitting alone understands: after a reload the same
 * number would stand for other words.
 */
const kTyped = ['time', 'edition', 'measures'];
const kPrivate = ['q', 'place', 'work', 'who', 'unit', 'from_time', ...kTyped, ...kTyped.map((name) => `other_${name}`)];
/** Stands in an address whose question cannot be asked again, since its words are gone. */
export const kGone = 'gone';
const kSitting = `k${Math.random().toString(36).slice(2, 8)}`;
const kMark = /^~(?:(\w+)-)?(\d+)$/;
const kept: string[] = [];

/** The address as the browser may have it. */
export function hidden(url: URL): URL {
  const out = new URL(url);
  for (const name of kPrivate) {
    const words = out.searchParams.get(name);
    if (!words) continue;
    if (!kept.includes(words)) kept.push(words);
    out.searchParams.set(name, `~${kSitting}-${kept.indexOf(words) + 1}`);
  }
  return out;
}

/** The address with its words; a mark of an earlier sitting asks for nothing, nor does what is left of its question. */
export function shown(url: URL): URL {
  const out = new URL(url);
  for (const name of kPrivate) {
    const mark = kMark.exec(out.searchParams.get(name) ?? '');
    if (!mark) continue;
    const words = mark[1] === kSitting ? kept[Number(mark[2]) - 1] : undefined;
    if (words === undefined) {
      out.searchParams.delete(name);
      if (out.searchParams.has('ask')) out.searchParams.set(kGone, '1');
      out.searchParams.delete('ask');
    } else out.searchParams.set(name, words);
  }
  return out;
}
