// SPDX-License-Identifier: Apache-2.0
// notices.txt: the licences of everything that is built into the pages, beside them in the bundle.
import { readdirSync, readFileSync } from 'node:fs';

// Fonts, colours and icons come in by files and not as modules, so they are named here.
const kByFile = [
  '@fontsource-variable/inter', '@fontsource-variable/noto-sans-arabic',
  '@fontsource-variable/noto-sans-devanagari', '@radix-ui/colors', 'lucide-static',
];
const packages = new URL('./node_modules/', import.meta.url);

function notice(name) {
  const folder = new URL(`${name}/`, packages);
  const { version, license } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
  const text = file ? readFileSync(new URL(file, folder), 'utf8').trim() : '';
  return `${name} ${version} (${license})\n\n${text}\n`;
}

export function notices() {
  return {
    name: 'manumit-notices',
    apply: 'build',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
      const found = modules.map((id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]);
      const names = [...new Set([...kByFile, ...found.filter(Boolean)])].sort();
      const source = names.map(notice).join(`\n${'-'.repeat(78)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'notices.txt', source });
    },
  };
}
