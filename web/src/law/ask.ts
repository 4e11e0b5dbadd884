// SPDX-License-Identifier: Apache-2.0
/** Questions that would settle something, and the form that takes their answer. */
import type { Case } from '../case/casefile';
import { known, t, factWord } from '../lib/i18n.svelte';
import { withQuery } from '../lib/router.svelte';

/** A question as one would ask it; the name of the fact where the words have none. */
export function askWords(fact: string): string {
  return known(`fact.${fact}.ask`) ? t(`fact.${fact}.ask`) : factWord(fact);
}

/** Of whom or what an answer to this fact is said: of the person, of what is there, or something new. */
export function aboutOf(file: Case, fact: string, person: string | null): string | null {
  const kind = file.fact(fact)?.about;
  if (!kind) return null;
  if (kind === 'person') return person ?? file.people()[0]?.id ?? '$person';
  if (kind === 'case_file') return file.caseSubject()?.id ?? null;
  if (kind === 'work') return file.ofKind('work')[0]?.id ?? '$work';
  if (kind === 'organisation') return file.ofKind('organisation')[0]?.id ?? '$organisation';
  return `$${kind}`;
}

/** Where the form opens that takes the answer; null where this vault does not know the fact. */
export function answerAddress(file: Case, fact: string, person: string | null): string | null {
  const about = aboutOf(file, fact, person);
  return about ? withQuery({ form: 'add', fact, about, s: null }) : null;
}
