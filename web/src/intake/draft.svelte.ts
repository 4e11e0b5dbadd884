// SPDX-License-Identifier: Apache-2.0
/**
 * The one draft of a new case. It lives in this page's memory alone: never in the browser's
 * storage. Leaving the page keeps it; hiding and locking save it as a case first.
 */
import { post } from '../lib/api';
import { localDay, moment } from '../lib/dates';
import { beforeHiding } from '../lib/hide';
import { language, t } from '../lib/i18n.svelte';
import { emptyIntake, isTouched, toFiling, type Intake } from './intake';

export const draft = $state<{ intake: Intake }>({ intake: emptyIntake() });

export function isBegun(): boolean {
  return isTouched(draft.intake);
}

export function clearDraft(): void {
  draft.intake = emptyIntake();
}

/** Saves what there is as a new case. */
export async function saveDraft(): Promise<{ id: string; number: string }> {
  const now = new Date();
  const title = t('intake.source', { when: moment(now.getTime(), language()) });
  const filing = toFiling($state.snapshot(draft.intake), localDay(now), title);
  const saved = await post<{ id: string; number: string }>('/cases', filing);
  clearDraft();
  return saved;
}

/** Before the keys go: nothing that was typed is lost. */
export async function saveIfBegun(): Promise<void> {
  if (isBegun()) await saveDraft();
}
beforeHiding(saveIfBegun);
