// SPDX-License-Identifier: Apache-2.0
/** The few facts that a page knows by name. A test holds them against the vocabulary. */
export const kFacts = {
  stepDone: 'step.done',
} as const;
