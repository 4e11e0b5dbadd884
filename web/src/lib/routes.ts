// SPDX-License-Identifier: Apache-2.0
/** The addresses of the desk. */

export const kTabs = ['people', 'story', 'work', 'laws', 'indicators', 'papers', 'sources', 'history'] as const;
export type Tab = (typeof kTabs)[number];
export type PageName =
  | 'today' | 'cases' | 'case' | 'new' | 'import' | 'export' | 'estimate' | 'gap' | 'vault' | 'help' | 'search' | 'nowhere';
export interface Route {
  page: PageName;
  id: string;
  tab: Tab;
}

const kPages: Record<string, PageName> = {
  '': 'today', cases: 'cases', new: 'new', import: 'import', export: 'export', estimate: 'estimate',
  gap: 'gap', vault: 'vault', help: 'help', search: 'search',
};

export function routeOf(url: URL): Route {
  const parts = url.pathname.split('/').filter(Boolean);
  if (parts[0] === 'cases' && parts[1]) {
    const tab = kTabs.find((name) => name === parts[2]);
    if (parts[2] && !tab) return { page: 'nowhere', id: '', tab: 'story' };
    return { page: 'case', id: parts[1], tab: tab ?? 'story' };
  }
  const page = parts.length > 1 ? undefined : kPages[parts[0] ?? ''];
  return { page: page ?? 'nowhere', id: '', tab: 'story' };
}

export function caseAddress(id: string, tab: Tab = 'story'): string {
  return `/cases/${id}/${tab}`;
}
