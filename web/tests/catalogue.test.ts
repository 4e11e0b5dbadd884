// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { errorSentences, everySentence } from '../scripts/collect-errors.mjs';
import { kKeys } from '../src/lib/keys';
import { kFilters, kSorts } from '../src/lib/filters';
import { kStates } from '../src/lib/marks';
import { kGapViews, kLinkViews, kTabs } from '../src/lib/routes';
import { kKinds, kShow, kStandings, kVerdicts } from '../src/links/types';
import { kBoardMarks, kDimensions } from '../src/law/board';
import { kFigureFields } from '../src/gap/figures';
import { kCoverage } from '../src/law/gap';
import { kRoles } from '../src/vault/types';
import { kTellers } from '../src/money/ledger';
import { kPlacesOf, kShades } from '../src/places/places';
import { kAnswers, kBounds, kKinds as kClaimKinds, kSteps } from '../src/gap/claim';
import { kMeasures, kRules, kStages } from '../src/gap/types';
import { kMethods } from '../src/estimate/rows';
import { kAbout, kGroupings, kQuestions, kTold } from '../src/estimate/wish';

type Words = Record<string, string>;
interface Catalogue {
  sentences: Words;
  errors: Words;
}
const root = new URL('../../', import.meta.url);
function read(name: string): Catalogue {
  const { errors = {}, ...sentences } = JSON.parse(readFileSync(new URL(`i18n/${name}.json`, root), 'utf8')) as
    { errors?: Words } & Words;
  return { sentences: sentences as Words, errors: errors as Words };
}
const en = read('en');
const ru = read('ru');
const ar = read('ar');
const factsEn = read('facts.en');
const factsRu = read('facts.ru');

/** "{n, plural, …}" asks for n; "{name}" for name. */
function asked(pattern: string): string[] {
  const names = new Set<string>();
  const visit = (parts: unknown): void => {
    for (const part of parts as { type: number; value?: string; options?: Record<string, { value: unknown }> }[]) {
      if (part.type !== 0 && part.type !== 7 && part.value) names.add(part.value);
      Object.values(part.options ?? {}).forEach((option) => visit(option.value));
    }
  };
  visit(new IntlMessageFormat(pattern, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}
const fills = (text: string) => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();

function sources(folder = new URL('web/src/', root)): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return sources(new URL(`${entry.name}/`, folder));
    return /\.(svelte|ts)$/.test(entry.name) ? [readFileSync(new URL(entry.name, folder), 'utf8')] : [];
  });
}

/** The columns of people and of employers, as src/casework/link_records.cpp has them. */
const kLinkColumns = [
  'name', 'other_names', 'birth_date', 'age', 'sex', 'citizenship', 'phone', 'other_phone', 'email', 'document', 'place', 'street',
  'postcode', 'occupation', 'tax_number', 'owner',
];
const kStrengths = [
  'strongly_for', 'clearly_for', 'for', 'a_little_for', 'nothing', 'a_little_against', 'against', 'clearly_against', 'strongly_against',
];

describe('the catalogue', () => {
  test('English, Russian and Arabic have the same sentences', () => {
    expect(Object.keys(ru.sentences).sort()).toEqual(Object.keys(en.sentences).sort());
    expect(Object.keys(ar.sentences).sort()).toEqual(Object.keys(en.sentences).sort());
    expect(Object.keys(factsRu.sentences).sort()).toEqual(Object.keys(factsEn.sentences).sort());
  });

  test('a sentence asks for the same fills in every language', () => {
    for (const [key, pattern] of Object.entries(en.sentences)) {
      expect(asked(ru.sentences[key] ?? ''), `ru ${key}`).toEqual(asked(pattern));
      expect(asked(ar.sentences[key] ?? ''), `ar ${key}`).toEqual(asked(pattern));
    }
  });

  test('no sentence is empty, and no Russian one was left in English', () => {
    const same = Object.entries(en.sentences).filter(([key, text]) => ru.sentences[key] === text && /[a-z]{4}/.test(text));
    expect(same.map(([key]) => key)).toEqual([]);
    for (const text of [...Object.values(en.sentences), ...Object.values(ru.sentences)]) expect(text.trim()).not.toBe('');
  });

  test('every key that a page names stands in the catalogue', () => {
    const used = sources().flatMap((text) => [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map((m) => m[1]!));
    expect(used.length).toBeGreaterThan(150);
    const missing = used.filter((key) => !en.sentences[key] && !factsEn.sentences[key]);
    expect(missing).toEqual([]);
  });

  test('every key that a page puts together stands in the catalogue', () => {
    const groups = new Set(Object.keys(factsEn.sentences).flatMap((k) => /^fact\.([a-z_]+)\./.exec(k)?.[1] ?? []));
    const keys = [
      ...kTabs.map((tab) => `tab.${tab}`),
      ...kStates.map((state) => `mark.${state}`), 'mark.contradicted', 'mark.not_recorded',
      ...kKeys.map(({ command }) => `command.${command}`),
      ...kSorts.map((sort) => `cases.${sort}`), ...kFilters.map((filter) => `filter.${filter}`),
      ...['absent', 'intact', 'not_a_vault', 'newer', 'half_copied', 'text_mangled', 'damaged', 'keys_absent', 'keys_damaged', 'keys_destroyed']
        .map((condition) => `condition.${condition}`),
      ...['overdue', 'today', 'later', 'undated'].map((group) => `today.${group}`),
      ...['ask', 'bad', 'unmapped', 'note'].map((weight) => `weight.${weight}`),
      ...['exact', 'same_sound', 'spelt_alike'].map((how) => `how.${how}`),
      ...['htcds_excel', 'htcds_csv', 'htcds_excel_as_published', 'dump'].flatMap((f) => [`format.${f}`, `format.${f}.why`]),
      ...[...groups].map((group) => `group.${group}`),
      ...kBoardMarks.flatMap((mark) => [`status.${mark}`, `status.${mark}.what`]),
      ...kDimensions.map((dimension) => `dimension.${dimension}`),
      ...['aggravation', 'exception'].flatMap((d) => [`dimension_aside.${d}`, `dimension_means.${d}`]), 'dimension_means.consent',
      ...kCoverage.map((mark) => `coverage.${mark}`),
      ...['acts', 'means', 'purposes', 'child', 'consent', 'debt_bondage'].map((one) => `concept.${one}`),
      ...['open', 'contested', 'not_in_force', 'other_place', 'outside_jurisdiction'].map((one) => `reason.${one}`),
      ...['whole', 'part', 'none', 'unknown'].map((one) => `covers.${one}`),
      ...['yes', 'part', 'no', 'not_recorded', 'law', 'yardstick'].map((one) => `binding.${one}`),
      ...['verified', 'partly_verified', 'unverified'].flatMap((one) => [`confidence.${one}`, `confidence.${one}.what`]),
      ...['treaty', 'directive', 'case_law', 'criminal_code', 'related_charge', 'statute', 'labour_code', 'indicator_set', 'statistical_standard']
        .map((kind) => `law_kind.${kind}`),
      ...['board', 'gap'].map((view) => `laws.view.${view}`), 'law.would_support', 'law.would_contradict',
      ...['both', 'only_reference', 'unknown', 'none'].map((one) => `gap.case_${one}`),
      ...kTellers.flatMap((teller) => [`debt.teller.${teller}`, `ledger.short.${teller}`]),
      ...['worker', 'employer', 'nobody', 'either'].map((who) => `ledger.last_${who}`),
      ...['opening', 'interest', 'overpricing', 'charges', 'fines', 'wages', 'payments'].map((what) => `debt.what.${what}`),
      ...['credit_at_most_first_interest', 'credit_at_most_constant_interest', 'no_credit'].map((rule) => `debt.never.${rule}`),
      ...['yes', 'no', 'unknown'].map((one) => `debt.below.${one}`),
      ...kMethods.flatMap((one) => [`method.${one}`, `method.${one}.what`]),
      ...['bca', 'posterior', 'lognormal', 'percentile', 'profile', 'symmetric'].map((one) => `interval.${one}_95`),
      ...['sex', 'age_group', 'form'].map((one) => `column.${one}`),
      ...['not_recorded', 'contradicted', 'several', 'child', 'adult'].map((one) => `group_value.${one}`),
      ...kGroupings.map((one) => `estimate.by.${one}`), ...kAbout.map((one) => `estimate.about.${one}`), ...kTold.map((one) => `estimate.told.${one}`),
      ...kQuestions.flatMap((one) => [`estimate.ask.${one}`, `estimate.ask.${one}.why`]),
      ...['list', 'out', 'split', 'with', 'count'].map((one) => `estimate.role.${one}`),
      ...kGapViews.map((one) => `done.view.${one}`),
      ...kStages.map((one) => `stage.${one}`), ...kMeasures.map((one) => `gap_measure.${one}`), ...kRules.map((one) => `done.rule.${one}`),
      ...['counts', 'tests', 'chance', 'stock', 'unit', 'conflicts', 'lines', 'few'].map((one) => `done.how.${one}`),
      ...['stage', 'when', 'figure', 'interval', 'counts', 'per_100', 'for_each', 'year', 'break', 'source', 'of', 'of_which', 'measure', 'worst',
        'between', 'best', 'weight', 'place', 'known', 'together', 'other_weights', 'rank'].map((one) => `done.head.${one}`),
      ...kAnswers.flatMap((one) => [`gap_claim.answer.${one}`, `gap_claim.answer.${one}.what`]), ...kClaimKinds.map((one) => `gap_claim.kind.${one}`),
      ...kBounds.map((one) => `gap_claim.bound.${one}`), ...kSteps.map((one) => `gap_claim.step.${one}`), ...['exact', 'large'].map((one) => `gap_claim.interval.${one}`),
      'done.not_in_file', 'format.gap_report', 'format.figures_csv',
      ...kFigureFields.flatMap((one) => [`figures.field.${one}`, `figures.about.${one}`]),
      ...['none', 'source_kind', 'vintage', 'confidence'].map((one) => `figures.rule.${one}`),
      ...kLinkViews.filter((one) => one !== 'pair').map((one) => `links.view.${one}`), ...kShow.map((one) => `links.show.${one}`),
      ...kKinds.flatMap((one) => [`links.kind.${one}`, `links.lead.${one}`, `links.empty.${one}`]),
      ...kVerdicts.map((one) => `verdict.${one}`), ...kStandings.map((one) => `standing.${one}`), ...kStrengths.map((one) => `speaks.${one}`),
      ...['bits', 'rare', 'prior', 'groups', 'people'].map((one) => `links.how.${one}`), ...kLinkColumns.map((one) => `link_column.${one}`),
      ...kRoles.flatMap((one) => [`role.${one}`, `role.${one}.may`]), 'role.dismissed',
      ...['name', 'role', 'computer', 'fingerprint', 'entries', 'state', 'works', 'gone', 'revoked', 'set_aside', 'copied']
        .map((one) => `people_vault.${one}`),
      ...['stays', 'nothing_new', 'new_keys', 'keeps', 'tell'].map((one) => `dismissal.${one}`),
      ...['print', 'give', 'drill'].map((one) => `sheets.${one}`),
      ...['backups', 'computers', 'prints', 'disk', 'line'].map((one) => `erase_not.${one}`),
      ...['when', 'who', 'did', 'which', 'file', 'looked', 'printed'].map((one) => `use_log.${one}`),
      ...['papers', 'copy', 'office'].map((one) => `panic_after.${one}`),
      ...['backups', 'disk', 'hidden', 'unsaved'].map((one) => `panic_not.${one}`),
      ...['closed', 'names', 'more', 'force'].map((one) => `travel_holds.${one}`),
      ...['take', 'there', 'home', 'lost'].map((one) => `travel_then.${one}`),
      ...['complaints', 'appeals', 'refusals', 'reversals', 'openings', 'lesser', 'late', 'overdue'].map((one) => `step_count.${one}`),
      ...['running', 'maybe_overdue', 'overdue', 'in_time', 'maybe_late', 'late', 'not_known'].map((one) => `clock_state.${one}`),
      ...['late', 'maybe_late'].map((one) => `steps_all.answered.${one}`),
      ...kPlacesOf.flatMap((one) => [`places.of.${one}`, `places.lead.${one}`]), ...kShades.map((one) => `places.shade.${one}`),
      ...['all', 'part'].map((one) => `places.disputed.${one}`),
      ...['verify', 'scrub'].flatMap((name) => ['title', 'what', 'working', 'button'].map((one) => `${name}.${one}`)),
      ...['body', 'order'].map((one) => `clock_ended_by.${one}`), 'today.answer', 'today.deadline',
      ...['first', 'last', 'word', 'year', 'month', 'sound', 'grams', 'words', 'rare', 'names'].map((one) => `cut.${one}`),
    ];
    expect(keys.filter((key) => !en.sentences[key])).toEqual([]);
  });

  test('every sentence is read somewhere: none has outlived its page', () => {
    const text = sources().join('\n');
    const puts = /^(tab|mark|command|cases|filter|condition|today|weight|how|format|group|artefact|strength|theme|nav|place|address|door|example|help|status|dimension|dimension_aside|dimension_means|coverage|concept|reason|covers|binding|confidence|law_kind|laws\.view|law\.would_\w+|gap\.case_\w+|ledger\.short|ledger\.last_\w+|debt|assess|estimate_note|estimate_table|dossier|verify|method|interval|column|group_value|link_column|cut|scrub|step_count|clock_state|clock_ended_by|stage|gap_measure|done\.(?:how|head|rule|unit|not_in_file)|gap_claim\.(?:answer|kind|bound|step|interval|event)|standing|verdict|speaks|people_vault|role|dismissal|sheets|erase_not|use_log|figures\.(?:field|about|rule)|done\.view|panic_after|panic_not|travel_holds|travel_then|links\.(?:view|show|kind|lead|empty|how)|steps_all\.answered|places\.(?:of|lead|shade|disputed)|estimate\.(?:by|told|ask|role|about))(\.|$)/;
    const unread = Object.keys(en.sentences).filter((key) => !puts.test(key) && !text.includes(`'${key}'`));
    expect(unread).toEqual([]);
  });
});

describe('error sentences', () => {
  const sentences = errorSentences() as string[];

  test('each sentence of the program stands in the catalogue, in English and in Russian', () => {
    expect(sentences.length).toBeGreaterThan(200);
    expect(sentences.filter((s) => !en.errors[s])).toEqual([]);
    expect(sentences.filter((s) => !ru.errors[s])).toEqual([]);
  });

  test('a translation has the same fills', () => {
    for (const [english, russian] of Object.entries(ru.errors)) expect(fills(russian), english).toEqual(fills(english));
  });

  test('the catalogue keeps no sentence that the program no longer says', () => {
    const said = everySentence() as Set<string>;
    expect(Object.keys(en.errors).filter((s) => !said.has(s))).toEqual([]);
    expect(Object.keys(ru.errors).filter((s) => !said.has(s))).toEqual([]);
  });
});
