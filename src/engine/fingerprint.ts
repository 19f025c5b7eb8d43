import { createHash } from 'node:crypto';
import type { CallSite } from '../model/call';

/** What names a finding whatever happens to the lines around it. */
export interface Identity {
  readonly rule: string;
  readonly path: string;
  /** Names of the enclosing declarations: `Api.user`. */
  readonly scope: string;
  /** Client and member: `axios.get`; without the name of the variable that holds the client. */
  readonly callee: string;
  /** The address without what varies from call to call. */
  readonly target: string;
}

/** Gives each finding of one run its fingerprint; equal identities are told apart by their order in the file. */
export function fingerprinter(): (identity: Identity) => string {
  const seen = new Map<string, number>();
  return (identity) => {
    const key = identityKey(identity);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return printOf(key, ordinal);
  };
}

/** What findings have in common that only their order tells apart. */
export function identityKey({ rule, path, scope, callee, target }: Identity): string {
  return [rule, path, scope, callee, target].join('\0');
}

/** The fingerprint of one among those that are named alike. */
export function printOf(key: string, ordinal: number): string {
  return createHash('sha1').update(`${key}\0${ordinal}`).digest('hex');
}

/** The part of a call's name that does not change when a local is renamed. */
export function calleeOf(site: Pick<CallSite, 'client' | 'name'>): string {
  const last = site.name.split('.').at(-1) ?? site.name;
  return last === site.client ? site.client : `${site.client}.${last}`;
}

/** An address in one spelling: lower case, no query, placeholders alike. */
export function normalisedTarget(target: string | undefined): string {
  return (target ?? '')
    .replace(/[?#].*$/, '')
    .replace(/\$?\{[^}]*\}/g, '{}')
    .replace(/\/+$/, '')
    .toLowerCase();
}
