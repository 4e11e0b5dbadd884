// SPDX-License-Identifier: Apache-2.0
import { base64Of } from '../importing/read';
import { awaitJob, post, Refusal } from '../lib/api';
import { t } from '../lib/i18n.svelte';
import type { Job, Problem } from '../lib/types';
import type { Source } from './wish';

// Base64 makes a third more of it, and the desk takes 90 MB.
export const kMostFileBytes = 60 * 1000 * 1000;
const tooLarge = (): Problem => ({ kind: 'bad_input', what: t('estimate.too_large'), next: t('estimate.too_large_next') });

/** Asks for work that is answered at once where it is small or known, and else by a job. */
export async function asked<T>(path: string, body: unknown, tell: (job: Job<T>) => void = () => undefined): Promise<T> {
  const told = await post<T | { job: string }>(path, body);
  return isBegun(told) ? awaitJob<T>(told.job, tell) : told;
}
function isBegun(told: unknown): told is { job: string } {
  return typeof told === 'object' && told !== null && Object.keys(told).join() === 'job';
}

export async function sourceOf(name: string, file: Blob): Promise<Source> {
  if (file.size > kMostFileBytes) throw new Refusal(413, tooLarge());
  return { file_name: name, content: await base64Of(file) };
}
