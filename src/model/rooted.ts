import type { GuardedCall } from './call';
import type { Verdict } from './rule';

/** What is told where the instance is made, once for all calls that have a fault from there; nothing for an instance of one function. */
export function rootedIn({ site }: GuardedCall, does: string): Pick<Verdict, 'root'> {
  return site.root === undefined ? {} : { root: { ...site.root, message: `Calls through this client ${does}.` } };
}
