// SPDX-License-Identifier: Apache-2.0
// Node 18 has what browsers have as `crypto`, but not under that name.
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;
