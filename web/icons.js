// SPDX-License-Identifier: Apache-2.0
// The strokes of the dozen icons we use, taken from lucide at build time as `virtual:icons`.
import { readFileSync } from 'node:fs';

const kUsed = [
  'search', 'eye-off', 'sun', 'folder-open', 'plus', 'file-input', 'file-output', 'vault',
  'circle-question-mark', 'x', 'chevron-right', 'printer', 'lock', 'scale', 'users', 'link-2', 'clock',
];

export function icons() {
  const id = 'virtual:icons';
  return {
    name: 'manumit-icons',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(source) {
      if (source !== `\0${id}`) return null;
      const file = new URL('./node_modules/lucide-static/icon-nodes.json', import.meta.url);
      const all = JSON.parse(readFileSync(file, 'utf8'));
      const missing = kUsed.filter((name) => !all[name]);
      if (missing.length) throw new Error(`lucide has no icon named ${missing.join(', ')}`);
      return `export default ${JSON.stringify(Object.fromEntries(kUsed.map((n) => [n, all[n]])))}`;
    },
  };
}
