// SPDX-License-Identifier: Apache-2.0
/** The addresses of the desk. */

export const kTabs = ['people', 'story', 'work', 'laws', 'authorities', 'indicators', 'papers', 'sources', 'history'] as const;
export type Tab = (typeof kTabs)[number];
/** The parts of the page of links. All but the first and the last belong to a comparison. */
export const kLinkViews = ['compare', 'result', 'pair', 'review', 'settle', 'clusters', 'groups'] as const;
export type LinkView = (typeof kLinkViews)[number];
/** The parts of the page of what was done about it. */
export const kGapViews = ['done', 'figures', 'claim', 'authorities', 'places', 'laws'] as const;
export type GapView = (typeof kGapViews)[number];
export type PageName =
  | 'today' | 'cases' | 'case' | 'links' | 'new' | 'import' | 'export' | 'estimate' | 'gap' | 'vault' | 'help' | 'search' | 'share' | 'erase' | 'dossier' | 'join' | 'recover' | 'nowhere';
/** The parts of the page of the vault. */
export const kVaultViews = ['overview', 'admit', 'member', 'papers', 'drill', 'bundles', 'log', 'travel', 'destroy', 'anchors', 'backups'] as const;
export type VaultView = (typeof kVaultViews)[number];
/** What is done to a case as a whole; each has a page of its own. */
const kCaseParts = ['share', 'erase', 'dossier'] as const;
export type CasePart = (typeof kCaseParts)[number];
export interface Route {
  page: PageName;
  id: string;
  tab: Tab;
  view?: LinkView;
  part?: VaultView;
  gap?: GapView;
}

const kPages: Record<string, PageName> = {
  '': 'today', join: 'join', recover: 'recover', cases: 'cases', new: 'new', import: 'import', export: 'export', estimate: 'estimate',
  help: 'help', search: 'search',
};

export function routeOf(url: URL): Route {
  const parts = url.pathname.split('/').filter(Boolean);
  if (parts[0] === 'cases' && parts[1]) {
    const page = parts.length === 3 ? kCaseParts.find((name) => name === parts[2]) : undefined;
    if (page) return { page, id: parts[1], tab: 'story' };
    const tab = kTabs.find((name) => name === parts[2]);
    if (parts[2] && !tab) return { page: 'nowhere', id: '', tab: 'story' };
    return { page: 'case', id: parts[1], tab: tab ?? 'story' };
  }
  if (parts[0] === 'links' && parts.length < 3) {
    const view = parts[1] ? kLinkViews.find((name) => name === parts[1]) : 'compare';
    return { page: view ? 'links' : 'nowhere', id: '', tab: 'story', ...(view && { view }) };
  }
  if (parts[0] === 'vault' && parts.length < 3) {
    const part = parts[1] ? kVaultViews.find((name) => name === parts[1] && name !== 'overview') : 'overview';
    return { page: part ? 'vault' : 'nowhere', id: '', tab: 'story', ...(part && { part }) };
  }
  if (parts[0] === 'gap' && parts.length < 3) {
    const gap = parts[1] ? kGapViews.find((name) => name === parts[1] && name !== 'done') : 'done';
    return { page: gap ? 'gap' : 'nowhere', id: '', tab: 'story', ...(gap && { gap }) };
  }
  const page = parts.length > 1 ? undefined : kPages[parts[0] ?? ''];
  return { page: page ?? 'nowhere', id: '', tab: 'story' };
}

export function caseAddress(id: string, tab: Tab = 'story'): string {
  return `/cases/${id}/${tab}`;
}

export function casePartAddress(id: string, part: CasePart): string {
  return `/cases/${id}/${part}`;
}

/** A part of the page of the vault. */
export function vaultAddress(part: VaultView, of: Record<string, string> = {}): string {
  const query = new URLSearchParams(of);
  const path = part === 'overview' ? '/vault' : `/vault/${part}`;
  return query.size ? `${path}?${query}` : path;
}

/** A part of the page of links; what is null or empty stays out of the address. */
export function linksAddress(view: LinkView, of: Record<string, string | null> = {}): string {
  const query = new URLSearchParams(Object.entries(of).filter((one): one is [string, string] => !!one[1]));
  const path = view === 'compare' ? '/links' : `/links/${view}`;
  return query.size ? `${path}?${query}` : path;
}

/** A part of the page of what was done about it; what is null or empty stays out of the address. */
export function gapAddress(view: GapView, of: Record<string, string | null> = {}): string {
  const query = new URLSearchParams(Object.entries(of).filter((one): one is [string, string] => !!one[1]));
  const path = view === 'done' ? '/gap' : `/gap/${view}`;
  return query.size ? `${path}?${query}` : path;
}
