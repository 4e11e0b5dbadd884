// SPDX-License-Identifier: Apache-2.0
/** Puts words into the running header of every printed page while a component stands. */
export function sheetHeader(words: string): () => void {
  const sheet = new CSSStyleSheet();
  const quoted = JSON.stringify(words.replace(/[\n\\]/g, ' '));
  sheet.replaceSync(`@page { @top-left { content: ${quoted}; font-size: 8.5pt; color: #63635e; } }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet);
  };
}
