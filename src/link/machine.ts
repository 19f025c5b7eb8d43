import type { ArgPath } from '../model/catalog/paths';
import type { ExprId } from '../model/summary';
import { baseAddress, originIn, ownAddress } from './addresses';
import { argument, namesOf, optionAt, parseArg } from './arguments';
import { beginningsOf, setting } from './beginnings';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import { type ClientValue, each, isAbsent, type Value } from './values';

/** Whether a call stays on the machine it is made on, whatever is chosen when it runs: another program there, or what the platform keeps beside it. */
export function staysOnMachine(evaluator: Evaluator, site: Site): boolean {
  return isLoopback(evaluator, site) || bySocket(evaluator, site) || leadsHere(evaluator, site) || staysHere(evaluator, site.client);
}

/** Whether the address is written. */
function isLoopback(evaluator: Evaluator, site: Site): boolean {
  const own = ownAddress(evaluator, site);
  // `http.request({ hostname: '127.0.0.1' })` names the host alone.
  if (own.is === 'obj') {
    const hosts = ['hostname', 'host'].map((name) => evaluator.member(own, name)).filter((one) => !isAbsent(one));
    // Who names a port and no host means the machine.
    if (hosts.length === 0) return !isAbsent(evaluator.member(own, 'port')) && own.expr.p.every(({ kind }) => kind === undefined);
    return hosts.every((host) => each(host).every((one) => one.is === 'lit' && ownHost.test(String(one.v))));
  }
  const address = originIn(own) === undefined ? baseAddress(evaluator, site.client) : own;
  return each(address).every((one) => one.is === 'lit' && typeof one.v === 'string' && isHere(evaluator, hostIn(one.v)));
}

/** A socket of the system, by the option that names one; what only may be named leaves the question open. */
function bySocket(evaluator: Evaluator, { view, call, client, model, id, shift }: Site): boolean {
  const bare = client.model.traits?.includes('connection') === true;
  return (model.options ?? []).some((at) => {
    const given = argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, at, shift);
    if (given.is !== 'obj') return false;
    const named = (name: string): boolean => {
      const value = evaluator.member(given, name);
      return !isAbsent(value) && each(value).every((one) => one.is === 'made' || (one.is === 'lit' && typeof one.v === 'string'));
    };
    const hosted = ['host', 'hostname', 'port', 'protocol'].some((name) => !isAbsent(evaluator.member(given, name)));
    return named('socketPath') || (bare && at === model.target && !hosted && named('path'));
  });
}

/** Whether every beginning that the address may have leads to the machine. */
function leadsHere(evaluator: Evaluator, { view, call, model, shift }: Site): boolean {
  if (model.target === undefined) return false;
  const { index, rest } = parseArg(model.target);
  const given: ExprId | undefined = call.a[index + shift];
  if (given === undefined || (call.spread !== undefined && index + shift >= call.spread)) return false;
  const e = view.expr(given);
  const named = e.k === 'obj' ? e.p.find(({ n }) => n === (rest[0] ?? 'url'))?.e : given;
  if (named === undefined || (rest.length > 0 && e.k !== 'obj')) return false;
  const all = beginningsOf(evaluator, view, named, undefined);
  const hosts = all.map(hostIn);
  const byPath = model.traits?.includes('path-local') === true;
  const itself = hosts.some((host) => host !== undefined && ownHost.test(host)) && all.some((text) => text.includes(setting('PORT')));
  return (
    all.length > 0 &&
    all.every((text, i) => {
      const host = hosts[i];
      if (
        here.test(text) ||
        (byPath && localPath.test(text)) ||
        besides(evaluator, 'settings').some((name) => text.startsWith(setting(name)))
      )
        return true;
      return isHere(evaluator, host) || (itself && ownName.some((name) => host === setting(name)));
    })
  );
}

/** A host that nothing leaves the machine for. */
function isHere(evaluator: Evaluator, host: string | undefined): boolean {
  return host !== undefined && (ownHost.test(host) || linkLocal.test(host) || besides(evaluator, 'hosts').includes(host.toLowerCase()));
}

function besides({ program }: Evaluator, what: 'hosts' | 'settings'): readonly string[] {
  return (program.catalog.platforms ?? []).flatMap(({ beside }) => beside?.[what] ?? []);
}

function hostIn(text: string): string | undefined {
  return /^\w+:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^:/?#]+)/.exec(text)?.[1];
}

/** Whether an instance, or one it was made from, reaches no further than the machine: a file, a socket of the system. */
function staysHere(evaluator: Evaluator, client: ClientValue): boolean {
  const { made, model, base } = client;
  const isText = (one: Value): one is Value & { is: 'lit'; v: string } => one.is === 'lit' && typeof one.v === 'string';
  const here = model.stays?.some(({ option, is, begins, unless = [], absent }) => {
    if (absent === true) return isWithout(evaluator, client, option);
    const means = (text: string): boolean => is?.includes(text) !== false && begins?.some((one) => text.startsWith(one)) !== false;
    return toldTo(evaluator, made).some((given) => {
      const value = optionAt(evaluator, given, namesOf(option));
      return (
        each(value).every((one) => isText(one) && means(one.v)) &&
        unless.every((name) => isAbsent(optionAt(evaluator, given, namesOf(name))))
      );
    });
  });
  return here === true || (base !== undefined && staysHere(evaluator, base));
}

/** Whether an instance that might stand over another client was made without any, and keeps what it is told in the process itself: nothing is sent. */
export function keepsToItself(evaluator: Evaluator, client: ClientValue): boolean {
  const { made, model, base } = client;
  if (made?.make.of === undefined || base !== undefined) return false;
  return model.stays?.some(({ option, absent }) => absent === true && isWithout(evaluator, client, option)) === true;
}

/** Whether an instance was made without this option; what may hold it leaves the question open. Of what may stand over another client, only one that names that client counts. */
function isWithout(evaluator: Evaluator, { made }: ClientValue, option: string): boolean {
  if (made?.make.of?.some((at) => at.endsWith(`.${option}`)) === false) return false;
  const told = toldTo(evaluator, made);
  return (
    told.length > 0 &&
    told.every((given) => isAbsent(given) || (given.is === 'obj' && isAbsent(optionAt(evaluator, given, namesOf(option)))))
  );
}

/** What stands where the options of an instance may. */
function toldTo(evaluator: Evaluator, made: ClientValue['made']): readonly Value[] {
  const said = made?.make.options ?? (['arg[0]'] as readonly ArgPath[]);
  return made === undefined ? [] : said.map((at) => argument(evaluator, made, at));
}

const ownHost = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1?\]?)$/i;

/** Sockets of the system. */
const here = /^(?:https?\+unix:|unix:|file:|http:\/\/unix:|\\\\[.?]\\pipe\\)/i;

/** A path that is written, up to what is not known of it. */
const localPath = /^(?!\w+:)[\w@./\\-]/;

/** Addresses that no router passes on (RFC 3927): clouds keep there what belongs to the machine. */
const linkLocal = /^169\.254\.\d+\.\d+$/;

/** Settings that name the host a server listens on, where its own port stands behind it and loopback is what is taken without them. */
const ownName = ['HOST', 'HOSTNAME'];
