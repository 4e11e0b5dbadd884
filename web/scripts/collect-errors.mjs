// SPDX-License-Identifier: Apache-2.0
// Collects the error sentences of the program and brings i18n/*.json up to date with them.
//
// A sentence is a string literal of src/ (tests aside) that begins small and has three words or
// more, inside a call of `fail(…)`, an `Error{…}`, or a function that says it makes problems. Adjacent
// literals are joined as the compiler joins them. `--check` changes nothing and fails if the
// catalogue lacks one; without it, new sentences go into en.json, and are listed for translation.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program's own sources; the pages' sentences begin in web/src/lib/api.ts. */
export function sourceFiles(folder = join(root, 'src')) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    const isTest = /(_test|_prop|_prop_test|_fuzz)\.cpp$|^test_/.test(entry.name);
    return /\.(cpp|h)$/.test(entry.name) && !isTest ? [path] : [];
  });
}

const kLiteral = /"((?:[^"\\\n]|\\.)*)"/y;
const kSentence = /^[a-z{][^=<>]*$/;
// "words, sounds, skeletons" names columns, not a failure.
const kList = /^\w+(, \w+)+$/;
const kNotForPeople = /^((manumit|default-src) |\w+(, \w+)+$)/;

/** All joined literals of a C++ text, comments left out. */
export function literals(text) {
  const found = [];
  let joined = null;
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + 2);
    if (rest === '//') at = endOf(text, '\n', at);
    else if (rest === '/*') at = endOf(text, '*/', at) + 2;
    else if (text.startsWith('R"', at)) at = endOfRaw(text, at);
    else if (text[at] === "'" && !/\w/.test(text[at - 1] ?? '')) at += text[at + 1] === '\\' ? 4 : 3;
    else if (text[at] === '"') {
      kLiteral.lastIndex = at;
      const literal = kLiteral.exec(text);
      if (!literal) break;
      joined = (joined ?? '') + literal[1];
      at = kLiteral.lastIndex;
    } else {
      if (joined !== null && !/\s/.test(text[at])) {
        found.push(unescaped(joined));
        joined = null;
      }
      at += 1;
    }
  }
  return found;
}

function endOf(text, mark, at) {
  const end = text.indexOf(mark, at);
  return end < 0 ? text.length : end;
}

function endOfRaw(text, at) {
  const opens = /^R"([^(]*)\(/.exec(text.slice(at, at + 20));
  if (!opens) return at + 2;
  const close = `)${opens[1]}"`;
  return endOf(text, close, at) + close.length;
}

function unescaped(literal) {
  return literal.replace(/\\(["\\n])/g, (_, c) => (c === 'n' ? '\n' : c));
}

export function isSentence(text) {
  return kSentence.test(text) && !kNotForPeople.test(text) && !kList.test(text) && !text.includes('\n') &&
    text.trim() === text && text.split(' ').filter((w) => /[a-z]{2,}/i.test(w)).length >= 3;
}

/** Every sentence that a person may read when something fails, sorted. */
export function errorSentences() {
  const found = new Set();
  for (const path of sourceFiles()) {
    const text = readFileSync(path, 'utf8');
    if (!/Error|fail\(|Sentence|Warning|in_words\(/.test(text)) continue;
    for (const literal of literals(text)) if (isSentence(literal)) found.add(literal);
  }
  const api = readFileSync(join(root, 'web/src/lib/api.ts'), 'utf8');
  for (const [, said] of api.matchAll(/(?:what|next): '([^']+)'/g)) found.add(said);
  return [...found].sort();
}

/** Everything that the program may say at all: the catalogue holds notes and reasons besides errors. */
export function everySentence() {
  const said = sourceFiles().flatMap((path) => literals(readFileSync(path, 'utf8')));
  return new Set([...errorSentences(), ...said]);
}

function main() {
  const sentences = errorSentences();
  const check = process.argv.includes('--check');
  for (const language of ['en', 'ru']) {
    const path = join(root, `i18n/${language}.json`);
    const catalogue = JSON.parse(readFileSync(path, 'utf8'));
    const missing = sentences.filter((s) => !catalogue.errors[s]);
    console.log(`${language}: ${sentences.length} sentences, ${missing.length} not in the catalogue`);
    if (check && missing.length) process.exitCode = 1;
    if (language === 'ru' || check) missing.forEach((s) => console.log(`  ${s}`));
    if (check || language !== 'en') continue;
    catalogue.errors = Object.fromEntries(sentences.map((s) => [s, s]));
    writeFileSync(path, `${JSON.stringify(catalogue, null, 1)}\n`);
  }
}
if (process.argv[1] === fileURLToPath(import.meta.url)) main();
