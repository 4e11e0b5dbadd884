// SPDX-License-Identifier: Apache-2.0
// `npm run dev`: the pages against invented answers, without the program.
import { mergeConfig } from 'vite';
import base from '../vite.config.js';
import { mock } from './mock.js';

export default mergeConfig(base, { root: new URL('..', import.meta.url).pathname, plugins: [mock()] });
