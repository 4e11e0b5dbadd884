// SPDX-License-Identifier: Apache-2.0
/** Hands files over to the desk part by part, so that neither side ever holds a whole one. */
import { base64Of } from '../importing/read';
import { post } from '../lib/api';
import type { Source } from '../lib/types';

// What the desk takes at once.
const kPart = 4 * 1024 * 1024;

export interface FileWords {
  title: string;
  kind: string;
  /** Id of the person whose identity it tells, or empty. */
  about: string;
}
export interface Attached {
  source: Source;
  /** The very same file was in the case already. */
  before: boolean;
}

/** Sends one file. Undefined when it was stopped: then nothing of it is in the case. */
export async function attach(
  caseId: string,
  file: File,
  words: FileWords,
  tell: (sent: number) => void,
  stopped: () => boolean,
): Promise<Attached | undefined> {
  const { upload } = await post<{ upload: string }>(`/cases/${caseId}/files`, { name: file.name, ...words });
  for (let at = 0; at < file.size; at += kPart) {
    if (stopped()) {
      await post(`/uploads/${upload}/stop`);
      return undefined;
    }
    const content = await base64Of(file.slice(at, at + kPart));
    await post(`/uploads/${upload}/part`, { at: String(at), content });
    tell(Math.min(at + kPart, file.size));
  }
  return post<Attached>(`/uploads/${upload}/finish`);
}

/** Where the browser finds a file of a case; a PDF opens at the page that is cited. */
export function fileAddress(caseId: string, source: Source, page?: number): string {
  const at = page && source.kept?.media_type === 'application/pdf' ? `#page=${page}` : '';
  return `/api/v1/cases/${caseId}/files/${source.id}${at}`;
}

/** Whether the browser shows it in place; all else is saved. */
export function shownInPlace(source: Source): boolean {
  return /^(application\/pdf|image\/(png|jpeg|gif|webp))$/.test(source.kept?.media_type ?? '');
}
