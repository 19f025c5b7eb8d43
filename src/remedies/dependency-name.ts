import type { CallSite } from '../model/call';
import type { Ailment, Draft } from '../model/remedy';
import type { Span } from '../model/span';

/** A word for the other side: `https://api.payments.example` is `payments`; without a host, the instance gives its name, or the client. */
export function dependencyName({ call, shared, project }: Ailment): string {
  const host = hostOf(call?.site.target);
  const text = call === undefined ? '' : (project.text(call.site.whole.file) ?? '');
  const instance = /^[A-Za-z_$][\w$]*$/.test(shared?.name ?? '') ? shared?.name : undefined;
  const word =
    (host === undefined ? undefined : wordOf(host, text)) ?? instance ?? holderOf(call?.site) ?? houseOf(call?.site.client ?? '');
  const camel = word.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase()).replace(/^\d+/, '');
  return camel === '' ? 'service' : `${camel.charAt(0).toLowerCase()}${camel.slice(1)}`;
}

/** The field that holds the instance, when it says more than that: `this.sqs.send(…)` is `sqs`. */
function holderOf(site: CallSite | undefined): string | undefined {
  const [, holder] = site?.instance === undefined ? [] : (/^this\.#?([A-Za-z_$][\w$]*)\./.exec(site.name) ?? []);
  return holder === undefined || /^_?(?:client|api|http|httpService|axios|instance|service|connection|provider|sdk)$/.test(holder)
    ? undefined
    : holder;
}

/** Of a package's name what says whose it is: `@kubernetes/client-node` is `kubernetes`, `mailgun.js` is `mailgun`. */
function houseOf(client: string): string {
  const [, scope, rest = client] = /^@([^/]+)\/(.+)$/.exec(client) ?? [];
  const own = rest.replace(/(?:\.js|-js|-node)$/, '');
  return scope !== undefined && /^(?:client|sdk|api|mail|node|core|rest|js)\b/.test(rest) ? scope.replace(/-sdk$/, '') : own;
}

/** Of `challenges.cloudflare.com` it is who runs it; a file that speaks of several hosts of one house keeps them apart. */
function wordOf(host: string, text: string): string | undefined {
  // What answers on the same machine is called after what it is, not after where.
  if (host === 'localhost') return undefined;
  const parts = host.split('.').filter((part) => part !== '' && !/^(www|api|\d+)$/.test(part));
  const [, house] = /(?:^|\.)([\w-]+)\.(?:com|io|net|org|dev|app|ai|co)$/.exec(host) ?? [];
  if (house === undefined || parts.length < 3 || /^(amazonaws|googleapis|google|azure|windows|microsoft|live|atlassian)$/.test(house))
    return parts[0];
  const suffix = host.slice(host.indexOf(`${house}.`)).replaceAll('.', '\\.');
  const hosts = new Set(text.match(new RegExp(`[\\w.-]*\\b${suffix}`, 'g')));
  return hosts.size > 1 ? `${house}-${parts[0]}` : house;
}

/** Whether it is known whom the call goes to: what remembers failures must not hold those of one service against another. */
export function isOneDependency({ call, own, project }: Ailment): boolean {
  // What runs once, and ends, remembers nothing for the next run.
  if (call === undefined || call.site.context === 'cli' || call.site.context === 'test') return false;
  if (own?.target === undefined) return true;
  const host = hostOf(call.site.target);
  // An instance has an address of its own, to which a path is added: `api.get('/users')`.
  const { whole, at, instance } = call.site;
  const given = (project.text(whole.file) ?? '').slice(at.end, whole.end);
  if (instance !== undefined && (host !== undefined || !/^[^(]*\(\s*(?:[`'"]\s*(?:https?:|\$\{)|[A-Za-z_$][\w$.]*\s*[,)+])/.test(given)))
    return true;
  // An address that only a caller knows is one of several.
  return host !== undefined && (project.text(call.site.whole.file) ?? '').includes(host);
}

/** Whether the instance is made for an address that its maker is handed, so that another may be made for another one. */
export function isOneOfSeveral(draft: Draft, { call, shared }: Ailment): boolean {
  const at = shared?.at ?? call?.site.instance;
  if (at === undefined || hostOf(call?.site.target) !== undefined) return false;
  const given = draft.call(at)?.arguments ?? [];
  return given.some((one) => addressesIn(draft, one).some((address) => draft.ties(address).length > 0));
}

/** What is an address by its name: an argument as it is written, or a property of it. */
function addressesIn(draft: Draft, argument: Span): readonly Span[] {
  const text = draft.text(argument) ?? '';
  if (!text.startsWith('{')) return named.test(text) ? [argument] : [];
  // What is spread there may bring an address.
  const spread = [...text.matchAll(/\.\.\.([A-Za-z_$][\w$]*)/g)].map(({ index, 0: all }) => {
    const start = argument.start + index + '...'.length;
    return { ...argument, start, end: argument.start + index + all.length };
  });
  const own = [...text.matchAll(/([\w$]+)(?:\s*:\s*((?:[^,{}()]|\([^()]*\)|\{[^{}]*\})+))?/g)].flatMap(([all, name = '', value]) => {
    if (!named.test(name)) return [];
    const start = argument.start + text.indexOf(all);
    return [{ ...argument, start: value === undefined ? start : start + all.length - value.length, end: start + all.length }];
  });
  return [...spread, ...own];
}

const named = /url|uri|host|endpoint|origin|address|connection|provider|server|domain/i;

function hostOf(target: string | undefined): string | undefined {
  return /^https?:\/\/((?:[\w-]+\.)+[\w-]+|localhost)(?=[/:?#]|$)/.exec(target ?? '')?.[1];
}
