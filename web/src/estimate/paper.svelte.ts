// SPDX-License-Identifier: Apache-2.0
/** Whether the page is being printed: what is folded on the screen is open on paper. */
let printing = $state(false);
export const paper = {
  get on() { return printing; },
  set on(value: boolean) { printing = value; },
};
