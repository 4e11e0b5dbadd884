// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { markKey, markOf } from '../src/lib/marks';
import type { State } from '../src/lib/types';

const said = (state: State, live = true) => ({ answer: { state }, live });

describe('marks', () => {
  test('nothing said is not recorded, which is not a no', () => {
    expect(markOf([])).toBeNull();
    expect(markKey(null)).toBe('mark.not_recorded');
  });
  test('yes beside no is a contradiction', () => {
    expect(markOf([said('yes'), said('no')])).toBe('contradicted');
  });
  test('what was answered outweighs what was not asked', () => {
    expect(markOf([said('not_asked'), said('yes')])).toBe('yes');
    expect(markOf([said('refused'), said('unclear')])).toBe('unclear');
    expect(markOf([said('not_asked')])).toBe('not_asked');
  });
  test('what was withdrawn or corrected counts no more', () => {
    expect(markOf([said('yes', false), said('no')])).toBe('no');
    expect(markOf([said('yes', false)])).toBeNull();
  });
});
