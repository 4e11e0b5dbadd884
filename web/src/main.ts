// SPDX-License-Identifier: Apache-2.0
import { mount } from 'svelte';
import App from './App.svelte';
import { followLanguage } from './lib/i18n.svelte';
import { stayHidden } from './lib/hide';
import { followLinks } from './lib/router.svelte';
import { start } from './lib/session.svelte';
import { applySettings } from './lib/settings.svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

if (!stayHidden()) {
  applySettings();
  followLinks();
  await Promise.all([followLanguage(), start()]);
  mount(App, { target: document.getElementById('desk')! });
}
