// SPDX-License-Identifier: Apache-2.0
import { IntlMessageFormat } from 'intl-messageformat';

/** One language: sentences by key, and errors by their English sentence. */
export interface Words {
  sentences: Record<string, string>;
  errors: Record<string, string>;
}
export type Fills = Record<string, string | number>;

/** A sentence of the catalogue with its fills; the key itself where it has none. */
export function sentence(words: Words, language: string, key: string, fills?: Fills): string {
  const pattern = words.sentences[key];
  if (pattern === undefined) return key;
  if (!pattern.includes('{') && !pattern.includes("'")) return pattern;
  return format(pattern, language).format(fills) as string;
}

const made = new Map<string, IntlMessageFormat>();
function format(pattern: string, language: string): IntlMessageFormat {
  const name = `${language}\n${pattern}`;
  const known = made.get(name);
  if (known) return known;
  const fresh = new IntlMessageFormat(pattern, language, undefined, { ignoreTag: true });
  made.set(name, fresh);
  return fresh;
}

/** "{0} of {1}" with its fills: the same rule as the program's own `filled`. */
export function filled(template: string, fills: readonly string[] = []): string {
  return template.replace(/\{(\d+)\}/g, (mark, n: string) => fills[Number(n)] ?? mark);
}

/** An error's sentence in this language, or in English where it has no translation. */
export function errorSentence(words: Words, template: string, fills?: readonly string[]): string {
  return capital(filled(words.errors[template] || template, fills));
}

/** What fills a sentence: a key of its own such as the name of a method, several of them with commas
 * between, or a decimal, which takes the language's mark. Anything else stays as it is. */
export function fillWords(words: Words, language: string, fill: string): string {
  if (/^-?\d+\.\d+$/.test(fill)) return language === 'ru' ? fill.replace('.', ',') : fill;
  const parts = fill.split(', ').map((part) => words.errors[part]);
  return words.errors[fill] || (parts.every(Boolean) ? parts.join(', ') : fill);
}

/** The program's sentences begin small, to follow a place and a colon; alone they begin large. */
export function capital(text: string): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase() + rest.join('');
}
