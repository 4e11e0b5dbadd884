// SPDX-License-Identifier: Apache-2.0
/**
 * Words that somebody typed, or that stand in a case, do not belong in an address: browsers write
 * addresses to the disk, in their history and in the sessions that they can restore. In the address a
 * mark such as "~3" stands for them, which this sitting alone understands.
 */
const kPrivate = ['q', 'place', 'work', 'who'];
const kMark = /^~(\d+)$/;
const kept: string[] = [];

/** The address as the browser may have it. */
export function hidden(url: URL): URL {
  const out = new URL(url);
  for (const name of kPrivate) {
    const words = out.searchParams.get(name);
    if (!words) continue;
    if (!kept.includes(words)) kept.push(words);
    out.searchParams.set(name, `~${kept.indexOf(words) + 1}`);
  }
  return out;
}

/** The address with its words; a mark of an earlier sitting asks for nothing. */
export function shown(url: URL): URL {
  const out = new URL(url);
  for (const name of kPrivate) {
    const mark = kMark.exec(out.searchParams.get(name) ?? '');
    if (!mark) continue;
    const words = kept[Number(mark[1]) - 1];
    if (words === undefined) out.searchParams.delete(name);
    else out.searchParams.set(name, words);
  }
  return out;
}
