// SPDX-License-Identifier: Apache-2.0
import type { Statement } from '../lib/types';

/**
 * SHA-256 over the ids of the statements shown, sorted: two prints of the same state of a case
 * carry the same line, and any addition or correction changes it. An id is a hash of the entry
 * that holds it, so the line stands for the words too.
 */
export async function fingerprint(statements: readonly Pick<Statement, 'id' | 'live'>[]): Promise<string> {
  const ids = statements.map((s) => `${s.id} ${s.live ? 1 : 0}\n`).sort().join('');
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ids));
  return [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, '0')).join('');
}
