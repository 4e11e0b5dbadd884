// SPDX-License-Identifier: Apache-2.0
import { kTooLargeBundle, Refusal } from '../lib/api';
import { base64Of } from '../importing/read';

// In Base64, four bytes for three, it still fits into one request.
const kMostBytes = 64 * 1024 * 1024;

/** Bytes that came as Base64, to be saved. */
export function blobOf(content: string): Blob {
  return new Blob([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))]);
}

/** A bundle or a request as the desk wants it. */
export function contentOf(file: Blob): Promise<string> {
  return file.size > kMostBytes ? Promise.reject(new Refusal(413, kTooLargeBundle)) : base64Of(file);
}
