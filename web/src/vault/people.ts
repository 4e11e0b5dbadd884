// SPDX-License-Identifier: Apache-2.0
import type { Fills } from '../lib/words';
import type { Device, Member } from './types';

/** What there is to say of a computer, the gravest first: a key of `people_vault` with its fills. */
export function stateOf(member: Member, device: Device): { key: string; fills?: Fills } {
  if (device.copied) return { key: 'copied' };
  if (device.set_aside) return { key: 'set_aside', fills: { n: device.set_aside } };
  if (device.last_entry !== null) return { key: 'revoked', fills: { n: device.last_entry } };
  return { key: member.role === 'dismissed' ? 'gone' : 'works' };
}
