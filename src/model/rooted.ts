import type { GuardedCall } from './call';
import type { Verdict } from './rule';

/**
 * What is told where the instance is made, once for all calls that have a fault from there. What wants a `bound` is told there
 * where the client takes one, and where neither it nor any of its calls does, unless one function makes it for itself.
 */
export function rootedIn({ site }: GuardedCall, does: string, wants: 'bound' | 'less' = 'bound'): Pick<Verdict, 'root'> {
  const { root } = site;
  if (root === undefined || (wants === 'bound' && !root.bounds && (root.boundless !== true || root.local === true))) return {};
  return { root: { ...root, message: `Calls through this client ${does}.` } };
}
