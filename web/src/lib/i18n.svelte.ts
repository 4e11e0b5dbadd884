// SPDX-License-Identifier: Apache-2.0
import { settings, type Language } from './settings.svelte';
import { errorSentence, fillWords, sentence, type Fills, type Words } from './words';

type Raw = { errors?: Record<string, string> } & Record<string, unknown>;
type Load = () => Promise<Raw>;
// The desk's own words and the vocabulary's, per language, each fetched when it is first wanted.
const desk = import.meta.glob<Raw>('../../../i18n/??.json', { import: 'default' });
const facts = import.meta.glob<Raw>('../../../i18n/facts.??.json', { import: 'default' });

let current = $state.raw<{ language: Language; words: Words }>({
  language: 'en',
  words: { sentences: {}, errors: {} },
});

async function part(of: Record<string, Load>, name: string): Promise<Raw> {
  return (await of[`../../../i18n/${name}.json`]?.()) ?? {};
}

/** Fetches a language and shows it. Facts without words in it keep their English ones. */
export async function speak(language: Language): Promise<void> {
  const [english, englishFacts, own, ownFacts] = await Promise.all([
    part(desk, 'en'), part(facts, 'facts.en'), part(desk, language), part(facts, `facts.${language}`),
  ]);
  const all = { ...englishFacts, ...english, ...ownFacts, ...own };
  const { errors: _, ...sentences } = all;
  const words = { sentences: sentences as Record<string, string>, errors: own.errors ?? {} };
  current = { language, words };
}

export function language(): Language {
  return current.language;
}

/** The words for a key of i18n/LANGUAGE.json. */
export function t(key: string, fills?: Fills): string {
  return sentence(current.words, current.language, key, fills);
}

export function known(key: string): boolean {
  return current.words.sentences[key] !== undefined;
}

export function tError(template: string, fills?: readonly string[]): string {
  return errorSentence(current.words, template, fills);
}

export function tFill(fill: string): string {
  return fillWords(current.words, current.language, fill);
}

/** The name of a fact; its id when the vocabulary is newer than the words. */
export function factWord(id: string): string {
  return known(`fact.${id}`) ? t(`fact.${id}`) : id;
}

export function codeWord(list: string, code: string): string {
  return known(`code.${list}.${code}`) ? t(`code.${list}.${code}`) : code;
}

/** Speaks whatever language the settings name, from now on. */
export async function followLanguage(): Promise<void> {
  await speak(settings.language);
  $effect.root(() => {
    $effect(() => {
      if (settings.language !== current.language) void speak(settings.language);
    });
  });
}
