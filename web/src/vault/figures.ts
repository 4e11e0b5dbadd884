// SPDX-License-Identifier: Apache-2.0
/** "ab12 cd34 …": easier to read aloud and to compare. */
export function inFours(hex: string): string {
  return hex.match(/.{1,4}/g)?.join(' ') ?? '';
}

const kUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "3.4 MB", in thousands, as file managers show it. */
export function inBytes(bytes: number, language: string): string {
  let at = 0;
  let shown = bytes;
  for (; shown >= 1000 && at < kUnits.length - 1; ++at) shown /= 1000;
  const style: Intl.NumberFormatOptions = { style: 'unit', unit: kUnits[at]!, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language === 'ar' ? 'ar-u-nu-latn' : language, style).format(shown);
}

/** The drawing of a QR code as sent by the desk: only its size and paths are taken. */
export function pathsOf(svg: string): { box: string; paths: { d: string; fill: string }[] } | null {
  const box = /viewBox="([\d .]+)"/.exec(svg)?.[1];
  const paths = [...svg.matchAll(/<path fill="(#[0-9a-f]{3,6})" d="([MmHhVvZz\d .-]+)"/g)].map((m) => ({
    fill: m[1]!,
    d: m[2]!,
  }));
  return box && paths.length ? { box, paths } : null;
}

/** A word of a command as a shell takes it whole, whatever letters are in it. */
export function shellWord(word: string): string {
  const plain = /^[\p{L}\p{N}_./][\p{L}\p{N}_./-]*$/u.test(word);
  if (plain) return word;
  const quoted = `'${word.replaceAll("'", "'\\''")}'`;
  return word.startsWith('-') ? `./${quoted}` : quoted;
}

/** What a file is called in this folder. */
export function inFolder(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}
