// SPDX-License-Identifier: Apache-2.0
/** How far the papers that were brought go. The program reads them; here they are only counted. */
import type { Brought, PaperRead } from './types';

export const kMostPapers = 16;

export function isRead(paper: Brought | undefined): paper is PaperRead {
  return !!paper && 'index' in paper;
}

export interface Standing {
  /** How many are needed; 0 while none was read. */
  need: number;
  /** Different papers of the set of the first one. */
  have: number;
  /** Places of papers that belong to another set, and of those that stand twice. */
  strangers: number[];
  twice: number[];
  enough: boolean;
}

export function standing(papers: readonly Brought[]): Standing {
  const first = papers.find(isRead);
  const seen = new Set<number>();
  const strangers: number[] = [];
  const twice: number[] = [];
  papers.forEach((paper, at) => {
    if (!isRead(paper) || !first) return;
    if (paper.set !== first.set) strangers.push(at);
    else if (seen.has(paper.index)) twice.push(at);
    else seen.add(paper.index);
  });
  const need = first?.need ?? 0;
  return { need, have: seen.size, strangers, twice, enough: need > 0 && seen.size >= need && !strangers.length && !twice.length };
}

/** The request for papers: paper_1 … in the order in which they stand. */
export function asWish(texts: readonly string[]): Record<string, string> {
  const told = texts.map((text) => text.trim()).filter(Boolean);
  return Object.fromEntries(told.map((text, at) => [`paper_${at + 1}`, text]));
}

/** Whether the sentence that was typed is the one shown: capitals, blanks and marks aside. */
export function isTyped(typed: string, shown: string): boolean {
  const bare = (text: string) => text.toLocaleLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return bare(typed) === bare(shown);
}
