// SPDX-License-Identifier: Apache-2.0
/** What was asked, in one line: an answer is worth nothing without its question. */
import { t } from '../lib/i18n.svelte';
import { partsOf, type ClaimAnswer, type Meant, type ToldClaim } from './claim';
import { gapNameWord, plain, roleWord } from './say';

type Words = (string | false | null | undefined)[];
const joined = (words: Words, between: string) => words.filter(Boolean).join(between);

function meantWords(of: Meant): string {
  const what = of.measures.length ? of.measures.join(' + ') : of.role && roleWord(of.role);
  return joined([what, of.place, of.time, of.vintage, of.source_kind], ', ');
}
function valueWords(of: ToldClaim): string {
  if (of.value === null) return '';
  const bound = of.bound === 'exactly' ? '' : t(`gap_claim.bound.${of.bound}`);
  return joined([bound, plain(of.value), of.unit], ' ');
}
function fromWords(of: ToldClaim): string {
  const first = of.from === null ? '' : `${t('gap_claim.from')} ${plain(of.from)}`;
  return joined([joined([first, of.from_time && `(${of.from_time})`], ' '), of.direction && t(`gap_claim.${of.direction}`)], ', ');
}

/** The sentence as it was said where a file has one, else the question in its parts. */
export function questionWords({ told, claim, laws }: ClaimAnswer): string {
  if (told.says) return told.says;
  const parts = partsOf(claim.kind);
  const when = joined([claim.place, claim.time], ', ');
  return joined([
    t(`gap_claim.kind.${claim.kind}`),
    parts.law && joined([laws.find((one) => one.law === claim.law)?.title ?? claim.law, gapNameWord(claim.event)], ', '),
    parts.law && !claim.holds && t('gap_claim.holds.no'),
    parts.step && claim.step && t(`gap_claim.step.${claim.step}`),
    parts.meant ? meantWords(claim) : when,
    parts.other && meantWords(claim.other),
    parts.from && fromWords(claim),
    parts.value && valueWords(claim),
    parts.meant && claim.population,
    parts.meant && claim.counted_as && t(`gap_claim.${claim.counted_as}`),
    claim.by && `${t('gap_claim.said_by')} ${claim.by}`,
  ], ' · ');
}
