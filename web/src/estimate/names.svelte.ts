// SPDX-License-Identifier: Apache-2.0
/** How lists, columns and groups are called. The vault's have words of the catalogue; a file's are
 * called as the file calls them, whatever words they may be. */
import { codeWord, known, t } from '../lib/i18n.svelte';

let vault = $state(false);
/** Whether what is shown now comes from the vault. */
export function namesOfVault(own: boolean): void {
  vault = own;
}

export function listWord(name: string): string {
  return vault ? codeWord('source_kind', name) : name;
}
export function columnWord(name: string): string {
  return vault && known(`column.${name}`) ? t(`column.${name}`) : name;
}
export function groupWord(column: string, value: string): string {
  if (value === '') return t('group_value.not_recorded');
  if (!vault) return value;
  if (known(`group_value.${value}`)) return t(`group_value.${value}`);
  if (column === 'sex') return codeWord('gender', value);
  return column === 'form' ? codeWord('exploitation_type', value) : value;
}

/** The lists of "A:B" or "A+B", which may have such marks in their own names. As it stands, if it is not
 * made of them. */
export function listsIn(joined: string, mark: string, lists: readonly string[]): string[] {
  if (lists.includes(joined)) return [joined];
  for (const list of lists) {
    if (!joined.startsWith(list + mark)) continue;
    const rest = joined.slice(list.length + mark.length);
    const others = listsIn(rest, mark, lists);
    if (others.every((one) => lists.includes(one))) return [list, ...others];
  }
  return [joined];
}
