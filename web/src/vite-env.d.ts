// SPDX-License-Identifier: Apache-2.0
/// <reference types="vite/client" />
/// <reference types="svelte" />

declare module 'virtual:icons' {
  /** Name → the strokes: tag and attributes. */
  const icons: Record<string, [string, Record<string, string>][]>;
  export default icons;
}
