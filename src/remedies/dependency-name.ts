import type { Ailment } from '../model/remedy';

/** A word for the other side: `https://api.payments.example` is `payments`; without a host, the instance gives its name, or the client. */
export function dependencyName({ call, shared }: Ailment): string {
  const parts = (hostOf(call?.site.target) ?? '').split('.').filter((part) => part !== '' && !/^(www|api|\d+)$/.test(part));
  const instance = /^[A-Za-z_$][\w$]*$/.test(shared?.name ?? '') ? shared?.name : undefined;
  const word = parts[0] ?? instance ?? call?.site.client ?? '';
  const camel = word.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase()).replace(/^\d+/, '');
  return camel === '' ? 'service' : `${camel.charAt(0).toLowerCase()}${camel.slice(1)}`;
}

/** Whether it is known whom the call goes to: what remembers failures must not hold those of one service against another. */
export function isOneDependency({ call, own, project }: Ailment): boolean {
  // What runs once, and ends, remembers nothing for the next run.
  if (call === undefined || call.site.context === 'cli' || call.site.context === 'test') return false;
  if (call.site.instance !== undefined || own?.target === undefined) return true;
  // An address that only a caller knows is one of several.
  const host = hostOf(call.site.target);
  return host !== undefined && (project.text(call.site.whole.file) ?? '').includes(host);
}

function hostOf(target: string | undefined): string | undefined {
  return /^https?:\/\/((?:[\w-]+\.)+[\w-]+|localhost)(?=[/:?#]|$)/.exec(target ?? '')?.[1];
}
