// SPDX-License-Identifier: Apache-2.0
/** What the desk says of members, bundles, papers and erasure: docs/formats/desk-json.md. */
import type { Problem } from '../lib/types';

/** What somebody can be trusted with, the most first; `dismissed` is nobody's to give. */
export const kRoles = ['director', 'lead', 'case_worker', 'lawyer', 'analyst'] as const;
export type Role = (typeof kRoles)[number] | 'dismissed';

export interface Member {
  id: string;
  person: string;
  role: Role;
  name: string;
  fingerprint: string;
  me: boolean;
}
export interface Device {
  author: string;
  member: string;
  name: string;
  fingerprint: string;
  entries: number;
  this_one: boolean;
  last_entry: number | null;
  set_aside: number;
  copied: boolean;
}
export interface Sharer {
  id: string;
  name: string;
  role: Role;
  me: boolean;
  every_key: boolean;
  may_open: boolean;
}
export interface UseLine {
  entry: string;
  at_ms: number;
  by: string;
  kind: 'looked' | 'printed' | 'exported' | 'bundle_made';
  case: string;
  number: string;
  cases: number;
  statements: number;
  form: string;
  member: string;
  file: string;
}
export interface UseLog {
  found: number;
  lines: UseLine[];
}
export interface BundleMade {
  name: string;
  entries: number;
  keys: number;
  left_out: number;
  /** Not sent, as their computer had them when it wrote its entry `their_last`. */
  had: number;
  their_last: number;
  bytes: number;
  file_name: string;
}
export interface TravelMade {
  member: string;
  name: string;
  fingerprint: string;
  cases: number;
  entries: number;
  file_name: string;
}
export interface MergeReport {
  from: string;
  entries: number;
  added: number;
  known: number;
  waiting: number;
  released: number;
  erased: number;
  set_aside: number;
  keys: number;
  anchors: number;
  copied_devices: number;
}
export interface PaperSet {
  name: string;
  need: number;
  of: number;
  made_ms: number;
  drilled_ms: number | null;
}
export interface Sentence {
  text: string;
  what: string;
  fills: string[];
}
export interface Paper {
  index: number;
  line: Sentence;
  words_en: string;
  words_ru: string;
  code: string;
  qr: string;
}
export interface PapersMade {
  set: string;
  need: number;
  of: number;
  papers: Paper[];
}
/** A paper that was typed and could be read. */
export interface PaperRead {
  set: string;
  index: number;
  need: number;
  of: number;
  mended: Sentence[];
}
export type Brought = PaperRead | Problem | null;
export interface Receipt {
  number: string;
  one_person: boolean;
  ground: string;
  entries: number;
  at_ms: number;
  /** When the last known copy of the keys is to be destroyed; 0 without one. */
  key_backups_until_ms: number;
  orders: string[];
}
export interface Witness {
  name: string;
  fingerprint: string;
  at_ms: number;
}
/** A state that a computer of this vault noted: the line vouches for all that was there. */
export interface Anchor {
  line: string;
  entries: number;
  made_ms: number;
  member: string;
  device: string;
  witnesses: Witness[];
}
export interface AnchorMade {
  anchor: Anchor;
  qr: string;
}
/** A line of another vault that is kept here. */
export interface Witnessed {
  line: string;
  of: string;
  at_ms: number;
}
export interface AnchorsKnown {
  all: number;
  anchors: Anchor[];
  witnessed: Witnessed[];
}
export interface LineAnswer {
  answer: 'held' | 'rolled_back' | 'rewritten' | 'older' | 'unknown';
  line_entries: number;
  entries: number;
  made_ms: number;
  missing: { member: string; entries: number }[];
  witnesses: Witness[];
}
export interface WitnessMade {
  said: Witnessed;
  before: Witnessed | null;
  fewer: boolean;
  file_name: string;
  content: string;
}
/** Something that was done for the vault's keeping, by whom and where. */
export interface Done {
  at_ms: number;
  until_ms: number;
  member: string;
  device: string;
  here: boolean;
}
export interface BackupsKnown {
  entries: Done | null;
  keys: Done | null;
  drill: Done | null;
  scrub: Done | null;
  keys_until_ms: number;
  backup_due: boolean;
  keys_due: boolean;
  drill_due: boolean;
  scrub_due: boolean;
  key_days: number;
  scrub_days: number;
}
/** Copies of the keys whose day had come, by their names. */
export interface KeysPruned {
  removed: string[];
  left: string[];
}
export interface BackupMade extends KeysPruned {
  entries_file: string;
  keys_file: string;
  made_ms: number;
  keys_until_ms: number;
  entries: number;
  bytes: number;
  noted: boolean;
  damages: Problem[];
  /** The backup stands; old copies of the keys could not be looked for. */
  not_cleared: Problem | null;
}
export interface BackupTried {
  entries: number;
  sound: number;
  whole: boolean;
  noted: boolean;
  unknown: number;
  closed: number;
  opens_again: number;
  behind: { member: string; entries: number }[];
  damages: Problem[];
}
export interface Scrubbed {
  rows: number;
  sound: number;
  days: number;
  noted: boolean;
  damages: Problem[];
}
/** Where the two parts of a backup lie, as typed on this page; gone when it is left. */
export interface BackupPlaces {
  entries: string;
  keys: string;
}
