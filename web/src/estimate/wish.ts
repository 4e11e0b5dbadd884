// SPDX-License-Identifier: Apache-2.0
/** What a person wants estimated: the lists, what each column is for, and what only people can know. */
import type { Column, Look } from './types';

export const kGroupings = ['imported_file', 'source_kind', 'author'] as const;
export type Grouping = (typeof kGroupings)[number];
export const kQuestions = ['lists_differ', 'referrals', 'open_population'] as const;
export type Question = (typeof kQuestions)[number];
export const kTold = ['yes', 'no', 'not_told'] as const;
export type Told = (typeof kTold)[number];

export type Source = { file_name: string; content: string } | { vault: Grouping };
/** A column is a list, is left out, splits people, or is made one with another list ("with:NAME"). */
export type Role = 'list' | 'out' | 'split' | `with:${string}`;
export type Roles = Record<string, Role>;
/** Who is counted, where, when, and whose lists they are. */
export const kAbout = ['title', 'place', 'period', 'source'] as const;
export type About = Record<(typeof kAbout)[number], string>;
export interface Wish {
  source: Source;
  roles: Roles;
  told: Record<Question, Told>;
  /** By stratum, as typed; "" is not known. */
  population: string[];
  bootstrap: number;
  seed: number;
  about: About;
}

export const kNothingTold: Record<Question, Told> = {
  lists_differ: 'not_told', referrals: 'not_told', open_population: 'not_told',
};
export const kResamples = [0, 200, 1000, 5000];

export function wishOf(source: Source): Wish {
  return { source, roles: {}, told: { ...kNothingTold }, population: [], bootstrap: 1000, seed: 1, about: { title: '', place: '', period: '', source: '' } };
}

export function usualRole(column: Column): Role {
  return column.kind === 'list' ? 'list' : 'out';
}
export function roleOf(roles: Roles, column: Column): Role {
  return roles[column.name] ?? usualRole(column);
}

/** What a column may be: only a list can be a list, and only few groups can be reckoned apart. */
export function rolesFor(column: Column, all: Column[], roles: Roles): Role[] {
  if (column.kind === 'count') return [];
  const split: Role[] = column.more_values ? [] : ['split'];
  if (column.kind === 'values') return ['out', ...split];
  const others = all.filter((one) => one.kind === 'list' && one.name !== column.name && roleOf(roles, one) === 'list');
  return ['list', 'out', ...split, ...others.map((one): Role => `with:${one.name}`)];
}

/** A choice that leaves nobody pointing at a list that is no list any more. */
export function withRole(roles: Roles, name: string, role: Role): Roles {
  const next: Roles = { ...roles, [name]: role };
  if (role === 'list') return next;
  for (const [other, theirs] of Object.entries(next)) if (theirs === `with:${name}`) delete next[other];
  return next;
}

interface Split {
  strata: string[];
  drop: string[];
  merge: string[][];
}
export function splitOf(columns: Column[], roles: Roles): Split {
  const named = (wanted: Role) => columns.filter((c) => roleOf(roles, c) === wanted).map((c) => c.name);
  const merge = named('list').flatMap((list) => {
    const others = named(`with:${list}`);
    return others.length ? [[list, ...others]] : [];
  });
  const drop = columns.filter((c) => c.kind === 'list' && roleOf(roles, c) === 'out').map((c) => c.name);
  return { strata: named('split'), drop, merge };
}

// Digits alone, or in groups of three with one mark between them: "1.5" is a million and a half, or
// a slip, and neither is fifteen.
const kWhole = /^(\d+|\d{1,3}([\s.,'’])\d{3}(?:\2\d{3})*)$/;

/** The people at risk in each stratum: all of them known, and no fewer than were seen, or none is told. */
export function populationOf(typed: string[], strata: { people: number }[]): number[] {
  const people = strata.map(({ people: seen }, i) => {
    const text = (typed[i] ?? '').trim();
    const number = kWhole.test(text) ? Number(text.replace(/\D/g, '')) : NaN;
    return number >= Math.max(seen, 1) ? number : NaN;
  });
  return people.some(Number.isNaN) ? [] : people;
}

export function lookBody(wish: Wish, columns: Column[]): Record<string, unknown> {
  return { ...wish.source, ...splitOf(columns, wish.roles) };
}
export function runBody(wish: Wish, look: Look): Record<string, unknown> {
  return {
    ...lookBody(wish, look.columns), ...wish.told, ...wish.about,
    bootstrap: wish.bootstrap, seed: wish.seed,
    population: populationOf(wish.population, look.read?.strata ?? []),
  };
}
