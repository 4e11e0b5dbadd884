// SPDX-License-Identifier: Apache-2.0
/**
 * The one draft of a new case. It lives in this page's memory alone: never in the browser's
 * storage. Leaving the page keeps it; hiding and locking save it as a case first.
 */
import { post, Refusal } from '../lib/api';
import { localDay, moment } from '../lib/dates';
import { beforeHiding } from '../lib/hide';
import { language, t } from '../lib/i18n.svelte';
import { lock } from '../lib/session.svelte';
import { emptyIntake, isTouched, toFiling, withDueAsWords, type Intake } from './intake';

export const draft = $state<{ intake: Intake }>({ intake: emptyIntake() });

export function isBegun(): boolean {
  return isTouched(draft.intake);
}

export function clearDraft(): void {
  draft.intake = emptyIntake();
}

type Saved = { id: string; number: string };
let saving: Promise<Saved> | null = null;

/** Saves what there is as a new case. Asked again while it is being saved, it is the same case. */
export function saveDraft(): Promise<Saved> {
  saving ??= save().finally(() => (saving = null));
  return saving;
}

async function save(): Promise<Saved> {
  const now = new Date();
  const title = t('intake.source', { when: moment(now.getTime(), language()) });
  const filing = toFiling($state.snapshot(draft.intake), localDay(now), title);
  const saved = await post<Saved>('/cases', filing);
  clearDraft();
  return saved;
}

/** Before the keys go: nothing that was typed is lost. */
export async function saveIfBegun(): Promise<void> {
  if (!isBegun()) return;
  try {
    await saveDraft();
  } catch (error) {
    // Nobody is asked now what was meant by "soon": what cannot be read as a date stays as words.
    if (!(error instanceof Refusal) || error.status !== 422) throw error;
    draft.intake = withDueAsWords(draft.intake);
    await saveDraft();
  }
}

/** Locks, whoever asks for it; what was typed of a new case goes in before the keys go. */
export async function saveAndLock(): Promise<void> {
  await saveIfBegun().catch(() => undefined);
  await lock();
}
beforeHiding(saveIfBegun);
