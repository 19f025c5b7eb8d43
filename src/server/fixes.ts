import type { Finding } from '../model/finding';
import type { Fix } from '../model/remedy';
import type { Client } from './client';
import type { Folder } from './folders';

/** Fixes are dear to make and asked for again and again between two edits, so they are kept until the next edit. */
export type Fixes = (folder: Folder, finding: Finding) => readonly Fix[];

export function makeFixes(): Fixes {
  const kept = new WeakMap<Folder, { readonly generation: number; readonly made: Map<string, readonly Fix[]> }>();
  return (folder, finding) => {
    let store = kept.get(folder);
    if (store === undefined || store.generation !== folder.generation) {
      store = { generation: folder.generation, made: new Map() };
      kept.set(folder, store);
    }
    const key = `${finding.at.file}:${finding.at.start}:${finding.rule}:${finding.fingerprint}`;
    const known = store.made.get(key);
    if (known !== undefined) return known;
    const made = folder.workspace().fixes(finding);
    store.made.set(key, made);
    return made;
  };
}

/**
 * Whether a fix may be among many that are made at once. Where the client lets a person confirm single changes, any may; elsewhere
 * none that could change what happens when all goes well, and in files nobody looks at only what needs no judgement.
 */
export function mayBeOneOfMany(fix: Fix, everywhere: boolean, client: Client): boolean {
  return client.changeAnnotations || fix.safety === 'safe' || (!everywhere && fix.safety === 'suggestion');
}
