import type { GuardedCall } from '../model/call';
import type { Finding } from '../model/finding';
import type { Folder } from './folders';
import { profilePage } from './hover';
import { t } from './language';
import type { Grouping, InventoryCall, InventoryFilter, InventoryGroup, InventoryRequest } from './protocol';
import type { Session } from './session';
import { shortProfile } from './words';

/** Every outgoing call, grouped, the worst first. */
export function inventoryOf({ by, filter }: InventoryRequest, session: Session): InventoryGroup[] {
  const groups = new Map<string, InventoryCall[]>();
  for (const folder of session.folders.all()) {
    if (!folder.settings.enable || (folder.loose && !folder.opened)) continue;
    const workspace = folder.workspace();
    const found = new Set(
      workspace
        .findings()
        .flatMap(({ call, related }) => [...(call === undefined ? [] : [call.at]), ...related.map(({ at }) => at)].map(keyOf)),
    );
    for (const call of ownCalls(folder, session)) {
      if (!wanted(call, filter, found)) continue;
      const file = session.folders.label(folder, call.site.at.file);
      const label = groupOf(call, file, by);
      const group = groups.get(label) ?? [];
      group.push(callOf(call, file, folder));
      groups.set(label, group);
    }
  }
  return [...groups]
    .map(([label, calls]) => ({ label, calls: calls.sort(byRisk), unprotected: calls.filter((call) => call.state === 'unbounded').length }))
    .sort((a, b) => b.unprotected - a.unprotected || compare(a.label, b.label));
}

/** The calls of a folder without those of folders inside it. */
export function ownCalls(folder: Folder, { folders }: Session): readonly GuardedCall[] {
  return folder
    .workspace()
    .analyse()
    .calls.filter(({ site }) => folders.decides(folder, site.at.file));
}

export function ownFindings(folder: Folder, { folders }: Session): readonly Finding[] {
  return folder
    .workspace()
    .findings()
    .filter(({ at }) => folders.decides(folder, at.file));
}

/** Whether the wait of a call has an end. */
export function stateOf({ profile }: GuardedCall): InventoryCall['state'] {
  return profile.timeout.is === 'present' ? 'bounded' : profile.timeout.is === 'absent' ? 'unbounded' : 'unknown';
}

function wanted(call: GuardedCall, filter: InventoryFilter, found: ReadonlySet<string>): boolean {
  if (filter === 'unprotected') return stateOf(call) === 'unbounded';
  return filter === 'all' || found.has(keyOf(call.site.at));
}

function groupOf({ site }: GuardedCall, file: string, by: Grouping): string {
  if (by === 'file') return file;
  return by === 'client' ? site.client : (site.target ?? t('address not known'));
}

function callOf(call: GuardedCall, file: string, { places }: Folder): InventoryCall {
  const { start } = places.range(call.site.at);
  return {
    label: call.site.name,
    detail: `${shortProfile(call.profile)} · ${file}:${start.line + 1}`,
    tooltip: profilePage(call, [], places),
    state: stateOf(call),
    uri: places.uri(call.site.at.file),
    line: start.line,
    character: start.character,
  };
}

const risk: readonly InventoryCall['state'][] = ['unbounded', 'unknown', 'bounded'];

function byRisk(a: InventoryCall, b: InventoryCall): number {
  return risk.indexOf(a.state) - risk.indexOf(b.state) || compare(a.uri, b.uri) || a.line - b.line || a.character - b.character;
}

function keyOf({ file, start }: { readonly file: string; readonly start: number }): string {
  return `${file}:${start}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
