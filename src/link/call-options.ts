import type { ExprId } from '../model/summary';
import { argument, parseArg } from './arguments';
import type { Evaluator } from './evaluator';
import { foreign } from './library';
import type { Site } from './sites';
import { askedText } from './texts';
import { each, type Frame, isAbsent, type Value } from './values';

/** The options that are given to the call itself; under a frame they are those of one caller. */
export function callOptions(evaluator: Evaluator, site: Site, frame?: Frame): Value | undefined {
  const place = { file: site.view.file, expr: site.id, frame, call: site.call };
  // `request(document, variables)`: an object that holds all of it stands alone.
  if (site.model.behind !== undefined && site.call.a.length > 1 && site.call.spread === undefined) return undefined;
  return firstOptions(
    evaluator,
    (site.model.options ?? []).map(
      (at) => askedText(site, at) ?? withoutHanded(evaluator, site, argument(evaluator, place, at, site.shift)),
    ),
  );
}

/** What has members that are written somewhere; a module that is handed over as a whole is one. */
const written: ReadonlySet<Value['is']> = new Set(['obj', 'merged', 'without', 'shape', 'shaped', 'inst', 'mod']);

/** The first argument that is, or may be, an options object. */
export function firstOptions(evaluator: Evaluator, candidates: readonly Value[]): Value | undefined {
  for (const value of candidates) {
    const parts = each(value);
    if (parts.some((v) => written.has(v.is))) return value;
    if (
      parts.every(
        (v) =>
          v.is === 'lit' ||
          v.is === 'fn' ||
          v.is === 'arr' ||
          (v.is === 'lib' && !foreign(evaluator, v)) ||
          v.is === 'client' ||
          v.is === 'cls',
      )
    )
      continue;
    if (parts.some((v) => (v.is === 'unknown' && v.plain !== true) || (v.is === 'made' && v.module !== 'global:URL') || v.is === 'lib'))
      return value;
  }
  return undefined;
}

/** An options literal without the spread of what came in, when the client's own pages tell to write it: `{ ...c.req, headers }`. */
function withoutHanded(evaluator: Evaluator, { model, view }: Site, options: Value): Value {
  const names = model.handedOn ?? [];
  if (names.length === 0 || options.is !== 'obj' || options.place.file !== view.file || options.writes.length > 0) return options;
  const { frame } = options.place;
  const handed = (id: ExprId): boolean => {
    const e = view.expr(id);
    const root = e.k === 'mem' ? view.expr(e.o) : undefined;
    return e.k === 'mem' && names.includes(e.n) && root?.k === 'ref' && view.summary.bindings[root.b]?.kind === 'param';
  };
  const { p } = options.expr;
  if (!p.some(({ kind, e }) => kind === 'spread' && handed(e))) return options;
  return {
    is: 'merged',
    parts: p
      .filter(({ kind, e }) => kind !== 'computed' && !(kind === 'spread' && handed(e)))
      .map(({ kind, n, e }): Value => {
        const value = evaluator.value(view.file, e, frame);
        return kind === 'spread' ? value : { is: 'shaped', path: [n], value };
      }),
  };
}

/** A `Request` in place of an address brings options of its own; one that was made elsewhere may bring any. */
export function requestOptions(evaluator: Evaluator, site: Site): Value | undefined {
  const { model, view, id, call, shift } = site;
  if (model.target === undefined) return undefined;
  const address =
    askedText(site, model.target) ?? argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, model.target, shift);
  for (const one of each(address)) {
    if (one.is === 'unknown' && (one.request === true || (one.plain !== true && isCalledRequest(site)))) return { ...one, param: true };
    if (one.is !== 'made' || one.module !== 'global:Request' || one.call.how !== 'new') continue;
    const [from, options] = [0, 1].map((i) => {
      const a = one.call.a[i];
      return a === undefined ? undefined : evaluator.value(one.place.file, a, one.place.frame);
    });
    const copied = from !== undefined && each(from).some((part) => part.is === 'made' || (part.is === 'unknown' && part.plain !== true));
    if (options !== undefined && each(options).some((part) => part.is === 'obj')) return options;
    if (copied || (options !== undefined && !isAbsent(options)))
      return { is: 'unknown', why: 'a request that was made elsewhere', param: true };
  }
  return undefined;
}

/** Where the options literal of a call stands. */
export function optionsSpan(evaluator: Evaluator, site: Site): ReturnType<Evaluator['span']> | undefined {
  for (const at of site.model.options ?? []) {
    const index = Number(/\d+/.exec(at)?.[0] ?? 0);
    const a = site.call.a[index + site.shift];
    const e = a === undefined ? undefined : site.view.expr(a);
    if (e?.k === 'obj') return evaluator.span(site.view.file, e.at);
  }
  return undefined;
}

/** Where nothing says what stands in place of an address, its name may: `fetch(await sign(request))`. */
function isCalledRequest({ view, call, model, shift }: Site): boolean {
  const index = parseArg(model.target ?? 'arg[0]').index + shift;
  const a = call.a[index];
  const e = a === undefined ? undefined : view.expr(a);
  if (e?.k === 'ref') return requestName.test(view.summary.bindings[e.b]?.n ?? '');
  if (e?.k === 'mem') return requestName.test(e.n);
  const callee = e?.k === 'call' ? view.expr(e.c) : undefined;
  return callee?.k === 'mem' ? requestName.test(callee.n) : false;
}

const requestName = /^(?:(?:\w*_)?req(?:uest)?|\w+Req(?:uest)?|sign(?:ed)?|input|toRequest|clone)$/;
