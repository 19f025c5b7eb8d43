import type { GuardedCall } from './call';
import type { Verdict } from './rule';

/**
 * What is told where the instance is made, once for all calls that have a fault from there; nothing for an instance of one
 * function. What wants a `bound` is told there where the client takes one, and where neither it nor any of its calls does.
 */
export function rootedIn({ site }: GuardedCall, does: string, wants: 'bound' | 'less' = 'bound'): Pick<Verdict, 'root'> {
  if (site.root === undefined || (wants === 'bound' && !site.root.bounds && site.root.boundless !== true)) return {};
  return { root: { ...site.root, message: `Calls through this client ${does}.` } };
}
