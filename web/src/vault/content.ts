// SPDX-License-Identifier: Apache-2.0
import { kTooLargeBundle, post, Refusal } from '../lib/api';
import { base64Of } from '../importing/read';

// In Base64, four bytes for three, it still fits into one request.
const kMostBytes = 64 * 1024 * 1024;

/** Bytes that came as Base64, to be saved. */
export function blobOf(content: string): Blob {
  return new Blob([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))]);
}

/** A request as the desk wants it. */
export function contentOf(file: Blob): Promise<string> {
  return file.size > kMostBytes ? Promise.reject(new Refusal(413, kTooLargeBundle)) : base64Of(file);
}

// What the desk takes at once.
const kPart = 4 * 1024 * 1024;

/** Hands a bundle of any size over part by part; gives the id under which it arrived. */
export async function bring(file: Blob, tell: (sent: number) => void): Promise<string> {
  const { upload } = await post<{ upload: string }>('/vault/arriving');
  for (let at = 0; at < file.size; at += kPart) {
    const content = await base64Of(file.slice(at, at + kPart));
    await post(`/vault/arriving/${upload}/part`, { at: String(at), content });
    tell(Math.min(at + kPart, file.size));
  }
  return upload;
}
