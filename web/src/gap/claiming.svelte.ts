// SPDX-License-Identifier: Apache-2.0
/** A statement held against the figures of the vault. Nothing of it is stored. */
import { base64Of } from '../importing/read';
import { get, post, problemOf } from '../lib/api';
import type { Problem } from '../lib/types';
import { bodyOf, type Choices, type ClaimAnswer, type Form, type ToldClaim } from './claim';
import { tongueOf } from './measured.svelte';

interface Understood {
  claim: ToldClaim;
  not_understood: string[];
}

export class Claiming {
  choices = $state.raw<Choices | null>(null);
  /** The sentence that was read last, and what of it was understood. */
  said = '';
  understood = $state.raw<{ sentence: string; not: string[] } | null>(null);
  unread = $state.raw<Problem | null>(null);
  answer = $state.raw<ClaimAnswer | null>(null);
  problem = $state.raw<Problem | null>(null);
  fileAnswers = $state.raw<{ name: string; claims: ClaimAnswer[] } | null>(null);
  fileProblem = $state.raw<Problem | null>(null);
  #asked = 0;

  async loadChoices(language: string): Promise<void> {
    try {
      this.choices = await get<Choices>(`/claims?language=${tongueOf(language)}`);
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  /** What the desk makes of a sentence; null where it makes nothing of it, and why is in `unread`. */
  async read(sentence: string, language: string): Promise<ToldClaim | null> {
    this.unread = null;
    this.said = sentence;
    try {
      const told = await post<Understood>('/claims/read', { sentence, language: tongueOf(language) });
      this.understood = { sentence, not: told.not_understood };
      return told.claim;
    } catch (error) {
      this.understood = null;
      this.unread = problemOf(error);
      return null;
    }
  }

  async check(form: Form, language: string): Promise<void> {
    const asked = ++this.#asked;
    this.problem = null;
    if (!this.understood) this.unread = null;
    try {
      const answer = await post<ClaimAnswer>('/claims', bodyOf(form, tongueOf(language)));
      if (asked === this.#asked) this.answer = answer;
    } catch (error) {
      if (asked !== this.#asked) return;
      this.answer = null;
      this.problem = problemOf(error);
    }
  }
  drop(): void {
    ++this.#asked;
    this.answer = null;
    this.problem = null;
  }

  async checkFile(file: File, language: string): Promise<void> {
    this.fileProblem = null;
    this.fileAnswers = null;
    try {
      const wish = { file_name: file.name, content: await base64Of(file), language: tongueOf(language) };
      const { claims } = await post<{ claims: ClaimAnswer[] }>('/claims/file', wish);
      this.fileAnswers = { name: file.name, claims };
    } catch (error) {
      this.fileProblem = problemOf(error);
    }
  }
}
