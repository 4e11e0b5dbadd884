// SPDX-License-Identifier: Apache-2.0
import { blobOf } from './content';

/** The request that was made in this sitting: its file and fingerprint stay until both are handed on. */
interface Request {
  file_name: string;
  content: string;
  fingerprint: string;
}
let made = $state.raw<Request | null>(null);

export const asking = {
  get made() { return made; },
  set made(request: Request | null) { made = request; },
};

/** The bytes of a request, to be saved. */
export function fileOf(request: Request): Blob {
  return blobOf(request.content);
}
