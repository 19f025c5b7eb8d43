import type { Ailment } from '../model/remedy';

/** A word for the other side: `https://api.payments.example` is `payments`; without a host, the client gives its name. */
export function dependencyName({ call }: Ailment): string {
  const host = /^https?:\/\/([^/:$]+)/.exec(call?.site.target ?? '')?.[1] ?? '';
  const parts = host.split('.').filter((part) => part !== '' && !/^(www|api|\d+)$/.test(part));
  const word = parts[0] ?? call?.site.client ?? '';
  const camel = word.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase()).replace(/^\d+/, '');
  return camel === '' ? 'service' : `${camel.charAt(0).toLowerCase()}${camel.slice(1)}`;
}

/** Whether it is known whom the call goes to: what remembers failures must not hold those of one service against another. */
export function isOneDependency({ call, own }: Ailment): boolean {
  if (call === undefined) return false;
  return call.site.target !== undefined || call.site.instance !== undefined || own?.target === undefined;
}
