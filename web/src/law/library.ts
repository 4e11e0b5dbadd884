// SPDX-License-Identifier: Apache-2.0
/** The texts of the law as pages read them. They say nothing of any case. */
import { get } from '../lib/api';
import { language } from '../lib/i18n.svelte';
import type { Bilingual, Instrument, LawElement, LawLibrary, Version } from '../lib/law_types';

export const kPalermo = 'un.palermo.2000';

export class Laws {
  private readonly byName: Map<string, Instrument>;
  private readonly palermo: Map<string, LawElement>;

  constructor(readonly library: LawLibrary) {
    this.byName = new Map(library.instruments.map((law) => [nameOf(law), law]));
    const reference = library.instruments.find((law) => law.instrument === kPalermo);
    this.palermo = new Map();
    for (const element of reference?.elements ?? [])
      if (element.palermo && !this.palermo.has(element.palermo)) this.palermo.set(element.palermo, element);
  }

  all(): Instrument[] {
    return this.library.instruments;
  }
  version(of: Version): Instrument | undefined {
    return this.byName.get(nameOf(of));
  }
  /** Every version of an instrument, oldest first. */
  versions(instrument: string): Instrument[] {
    return this.all()
      .filter((law) => law.instrument === instrument)
      .sort((a, b) => (a.in_force_from ?? '').localeCompare(b.in_force_from ?? ''));
  }
  newest(instrument: string): Instrument | undefined {
    return this.versions(instrument).at(-1);
  }
  /** How Palermo itself words what an element of another law expresses. */
  palermoElement(key: string): LawElement | undefined {
    return this.palermo.get(key);
  }
  element(of: Version, id: string): LawElement | undefined {
    return this.version(of)?.elements.find((element) => element.id === id);
  }
}

/** "ru.uk.127_1|v2011": one version in an address or a map. */
export function nameOf(of: Version): string {
  return `${of.instrument}|${of.version}`;
}

/** A text of the law in the reader's language, else in English. */
export function inWords(text: Bilingual | null | undefined): string {
  return (language() === 'ru' ? text?.ru : undefined) ?? text?.en ?? '';
}
/** The language that such a text is really in, for the reader and for the voice that reads it. */
export function tongueOf(text: Bilingual | null | undefined): string {
  return language() === 'ru' && text?.ru ? 'ru' : 'en';
}

let fetched: Promise<Laws> | undefined;
/** Fetched once: the definitions do not change while the program runs. */
export function laws(): Promise<Laws> {
  fetched ??= get<LawLibrary>('/law').then((library) => new Laws(library));
  fetched.catch(() => (fetched = undefined));
  return fetched;
}
