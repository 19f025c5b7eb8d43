import type { CallModel } from '../model/catalog/client';
import type { ArgPath } from '../model/catalog/paths';
import type { CallExpr } from '../model/summary';
import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import { absent, type ClientValue, each, isAbsent, type Place, type Value } from './values';

/** Whether what is asked for by address lies in the program itself: nothing leaves the process, so there is no call. */
export function staysInside(evaluator: Evaluator, place: Place & { readonly call: CallExpr }, model: CallModel, shift: number): boolean {
  if (model.target === undefined) return false;
  const all = each(argument(evaluator, place, model.target, shift));
  return all.length > 0 && all.every((one) => isInside(evaluator, one));
}

/** `on`: the addresses on the way here. One that is made from itself, as where a redirect is followed, says nothing anew. */
function isInside(evaluator: Evaluator, address: Value, on: readonly CallExpr[] = []): boolean {
  // A socket without an address is made for a connection that came in.
  if (address.is === 'lit') return address.v === null || (typeof address.v === 'string' && inside.test(address.v));
  if (address.is === 'lib' || address.is === 'made') {
    const name = `${address.module}.${address.path.join('.')}`;
    if (name === 'global:import.meta.url' || given.test(name)) return true;
    if (address.is === 'lib' || name !== 'global:URL.') return false;
    const way = [...on, address.call];
    const [first, base] = [0, 1].map((i) => {
      const id = address.call.a[i];
      return id === undefined
        ? []
        : each(evaluator.value(address.place.file, id, address.place.frame)).filter((one) => one.is !== 'made' || !way.includes(one.call));
    });
    // A file that is delivered with the code, found from where the code lies.
    const bundled = base !== undefined && base.length > 0 && base.every((one) => isInside(evaluator, one, way));
    const whole = first?.some((one) => one.is === 'lit' && typeof one.v === 'string' && /^[a-z][\w+.-]*:/i.test(one.v)) === true;
    return whole ? first?.every((one) => isInside(evaluator, one, way)) === true : bundled;
  }
  return false;
}

/** Schemes that no server answers to. */
const inside = /^(?:data|blob|file|about|(?:chrome|moz|safari-web)-extension|vscode-resource|capacitor):/i;
/** What browsers hand out for something they hold. */
const given = /^global:(?:URL\.createObjectURL|(?:chrome|browser)\.(?:runtime|extension)\.getURL)$/;

/** Origin or template of the address. */
export function targetOf(evaluator: Evaluator, site: Site): string | undefined {
  const own = originIn(ownAddress(evaluator, site));
  return own ?? originIn(baseAddress(evaluator, site.client));
}

/** Whether the address begins with a path, whatever is chosen when it runs: `/api/users`. */
export function isHostless(evaluator: Evaluator, site: Site): boolean {
  return each(ownAddress(evaluator, site)).every(isPath);
}

/** Whether an instance puts a path alone before what is asked of it, which only a page can complete: `axios.create({ baseURL: '/api' })`. */
export function isOfPath(evaluator: Evaluator, site: Site): boolean {
  const base = baseAddress(evaluator, site.client);
  if (isAbsent(base) || !each(base).every(isPath)) return false;
  return each(ownAddress(evaluator, site)).every(
    (one) => one.is === 'lit' && typeof one.v === 'string' && /^(?!\w+:|\/\/|\{…\})/.test(one.v),
  );
}

const isPath = (one: Value): boolean => one.is === 'lit' && typeof one.v === 'string' && /^\/(?!\/)/.test(one.v);

/** The address that the call itself names. */
export function ownAddress(evaluator: Evaluator, { model, view, call, id, shift }: Site): Value {
  return model.target === undefined
    ? absent
    : argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, model.target, shift);
}

/** The address that an instance was given, or one that it was made from. */
export function baseAddress(evaluator: Evaluator, client: ClientValue): Value {
  const { made } = client;
  if (made !== undefined) {
    const { options: places = ['arg[0]'] } = made.make;
    // `new MongoClient('mongodb://localhost', options)`
    const texts = [...new Set<ArgPath>(['arg[0]', ...places])].map((at) => argument(evaluator, made, at));
    const address = texts.find((given) => each(given).every(isAddress));
    if (address !== undefined) return address;
    for (const at of places) {
      const options = argument(evaluator, made, at);
      for (const name of ['baseURL', 'baseUrl', 'prefixUrl', 'url', 'host', 'connectionString', 'endpoint', 'node']) {
        if (options.is === 'lit' || options.is === 'unknown') break;
        const found = evaluator.member(options, name);
        if (textIn(found) !== undefined) return found;
      }
    }
  }
  return client.base === undefined ? absent : baseAddress(evaluator, client.base);
}

const isAddress = (one: Value): boolean => one.is === 'lit' && typeof one.v === 'string' && /^[\w+]+:\/\//.test(one.v);

function textIn(value: Value): string | undefined {
  for (const v of each(value)) {
    if (v.is === 'lit' && typeof v.v === 'string') return v.v;
    if (v.is === 'made' && v.module === 'global:URL') return undefined;
  }
  return undefined;
}

export function originIn(value: Value): string | undefined {
  const address = textIn(value);
  const found =
    address === undefined
      ? null
      : /^((?:https?|wss?|grpc|amqps?|mqtts?|rediss?|postgres(?:ql)?|mysql|mongodb(?:\+srv)?):\/\/(?:[^/?#@]*@)?[^/?#]*)/i.exec(address);
  return found?.[1]?.replace(/\/\/[^/@]*@/, '//');
}
