// SPDX-License-Identifier: Apache-2.0
/** The days on which a law shown changes, and the time of the facts among them. */
import type { Assessment, Instrument } from '../lib/law_types';

export interface Stop {
  /** The day the law is asked for; nothing: the time of the facts. */
  on: string | null;
  /** The first day, to sort and to show by. */
  day: string;
  /** Titles are left to the page: which versions begin or end here. */
  begins: Instrument[];
  ends: Instrument[];
}

export function dayAfterIso(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/**
 * One stop for every day on which one of these versions begins or the next one follows, and one for
 * the facts themselves, which is where the board stands unless somebody moves it.
 */
export function stopsOf(versions: Instrument[], facts: Pick<Assessment, 'facts_from'>): Stop[] {
  const stops = new Map<string, Stop>();
  const at = (day: string) => {
    const stop = stops.get(day) ?? { on: day, day, begins: [], ends: [] };
    stops.set(day, stop);
    return stop;
  };
  for (const law of versions) {
    if (law.in_force_from) at(law.in_force_from).begins.push(law);
    if (law.in_force_to) at(dayAfterIso(law.in_force_to)).ends.push(law);
  }
  const all = [...stops.values()];
  const now: Stop = { on: null, day: facts.facts_from ?? '9999', begins: [], ends: [] };
  // On one day the facts come after the change of law that they fall under.
  return [...all, now].sort((a, b) => a.day.localeCompare(b.day) || (a.on === null ? 1 : -1));
}

/** The stop that an address names: its own day, or the last stop before a day that is none. */
export function stopAt(stops: Stop[], on: string | null): number {
  if (!on) return stops.findIndex((stop) => stop.on === null);
  const exact = stops.findIndex((stop) => stop.on === on);
  if (exact >= 0) return exact;
  const earlier = stops.filter((stop) => stop.on !== null && stop.day <= on);
  return earlier.length ? stops.indexOf(earlier.at(-1)!) : 0;
}

/** A day of a version for sorting out: was it in force on that day? */
export function inForceOn(law: Instrument, day: string): boolean {
  return (!law.in_force_from || law.in_force_from <= day) && (!law.in_force_to || day <= law.in_force_to);
}
