// SPDX-License-Identifier: Apache-2.0
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { icons } from './icons.js';
import { notices } from './notices.js';

export default defineConfig({
  plugins: [svelte(), icons(), notices()],
  resolve: { alias: { '@i18n': new URL('../i18n', import.meta.url).pathname, '@definitions': new URL('../definitions', import.meta.url).pathname } },
  server: { fs: { allow: ['..'] } },
  build: {
    target: 'es2022',
    // The content security policy forbids data: addresses, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: { include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.js'] },
});
