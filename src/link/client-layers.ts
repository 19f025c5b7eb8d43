import type { ClientModel, DefaultModel } from '../model/catalog';
import type { Layer, RetryLayer, TimeoutLayer } from '../model/layer';
import type { ExprId, FnId } from '../model/summary';
import { argument, optionAt } from './arguments';
import type { Evaluator } from './evaluator';
import { foreign } from './library';
import { type Reading, readOptions } from './options';
import type { Registry } from './registry';
import type { Site } from './sites';
import { type ClientValue, each, namesAddress, type Value } from './values';
import type { View } from './view';

/** What the client itself does around one call: defaults, instance, options, plugins; innermost first. */
export function clientLayers(evaluator: Evaluator, registry: Registry, site: Site): { layers: Layer[]; resolves: boolean | undefined } {
  const { client, view, call, model } = site;
  const callAt = evaluator.span(view.file, call.callee);
  const on = [client.kind, client.path.join('.'), ...(model.paths.length === 1 ? model.paths : [])];
  const without = new Set(model.without ?? []);
  // What is said behind the call completes what is said in it: a bound of `http.get` needs its listener.
  const said = [callOptions(evaluator, site), requestOptions(evaluator, site), chainOptions(evaluator, site)].filter(
    (v) => v !== undefined,
  );
  const own = readOptions(evaluator, said.length > 1 ? { is: 'merged', parts: said } : said[0], {
    model: client.model,
    where: 'call',
    on,
    file: view.file,
    at: optionsSpan(evaluator, site) ?? callAt,
    without,
    says: 'the call',
  });
  const chain = [own, ...instanceReadings(evaluator, registry, client, on, without)];
  const layers: Layer[] = [];
  const spoke = new Set<string>();
  let retry: Partial<RetryLayer> = {};
  let resolves: boolean | undefined;
  for (const reading of chain) {
    const fresh = reading.layers.filter((l) => !spokenFor(l, layers));
    layers.push(...fresh);
    retry = { ...reading.retry, ...retry };
    resolves ??= reading.resolves;
    for (const s of reading.spoke) spoke.add(s);
  }
  const links = linked(evaluator, client);
  const defaults = [client, ...below(client)].flatMap(({ model, kind }) =>
    model.defaults.filter(
      (d) =>
        holds(evaluator, d, site, model, model === client.model ? on : [kind]) &&
        !without.has(`default:${d.facet}`) &&
        !(d.facet === 'opaque' && links.known),
    ),
  );
  return { layers: [...arrange(layers, retry, defaults, links.layers, site), ...attachedTo(registry, client)], resolves };
}

/** A bound that a nearer place already decided; signals of different places live side by side. */
function spokenFor(layer: Layer, nearer: readonly Layer[]): boolean {
  if (layer.kind === 'timeout' && layer.by === 'option')
    return nearer.some(
      (n) => (n.kind === 'timeout' && n.by === 'option' && n.covers === layer.covers) || (n.kind === 'disabled' && n.facet === 'timeout'),
    );
  if (layer.kind === 'disabled')
    return nearer.some((n) => n.kind === 'timeout' && n.by === 'option' && (n.covers === 'attempt' || n.covers === 'total'));
  return false;
}

/** Attempt bounds, then the client's own retry, then what bounds all attempts, then the signal. */
function arrange(
  layers: readonly Layer[],
  retry: Partial<RetryLayer>,
  defaults: readonly DefaultModel[],
  links: readonly Layer[],
  site: Site,
): Layer[] {
  const off = layers.some((l) => l.kind === 'disabled' && l.facet === 'timeout');
  const bounds: Layer[] = [];
  for (const d of defaults) {
    if (d.facet === 'opaque') bounds.push({ kind: 'opaque', may: d.may, because: because(d, site) });
    else if (d.facet === 'bulkhead') {
      if (d.limit !== 'unbounded' && !layers.some((l) => l.kind === 'bulkhead'))
        bounds.push({ kind: 'bulkhead', limit: d.limit, lives: 'module', because: because(d, site) });
    } else if (d.facet === 'timeout') {
      const written = layers.some(
        (l) =>
          l.kind === 'timeout' &&
          l.by === 'option' &&
          (l.covers === d.covers || (d.covers !== 'connect' && (l.covers === 'attempt' || l.covers === 'total'))),
      );
      if (d.platform === true || d.ms === 'unbounded' || written || (off && d.covers !== 'connect')) continue;
      bounds.push({ kind: 'timeout', ms: d.ms, covers: d.covers, cancels: d.cancels ?? true, by: 'default', because: because(d, site) });
    }
  }
  const inner = layers.filter((l) => !isOuter(l));
  const outer = layers.filter(isOuter);
  const repeat = clientRetry(retry, defaults, site);
  return [...inner, ...bounds, ...(repeat === undefined ? [] : [repeat]), ...links, ...outer];
}

function isOuter(layer: Layer): boolean {
  return (layer.kind === 'timeout' && (layer.covers === 'total' || layer.by === 'signal')) || layer.kind === 'cancellation';
}

function clientRetry(written: Partial<RetryLayer>, defaults: readonly DefaultModel[], site: Site): RetryLayer | undefined {
  const base = defaults.find((d) => d.facet === 'retry');
  const fromDefault: RetryLayer | undefined =
    base?.facet === 'retry'
      ? {
          kind: 'retry',
          attempts: base.attempts,
          backoff: base.backoff,
          jitter: base.jitter,
          ...(base.delayMs === undefined ? {} : { delayMs: base.delayMs }),
          ...(base.maxDelayMs === undefined ? {} : { maxDelayMs: base.maxDelayMs }),
          ...(base.totalMs === undefined ? {} : { totalMs: base.totalMs }),
          writes: base.writes,
          ...(base.onStatus === undefined ? {} : { onStatus: base.onStatus }),
          ...(base.onTimeout === undefined ? {} : { onTimeout: base.onTimeout }),
          ...(base.reconnect === true ? { reconnect: true } : {}),
          permanent: false,
          form: 'default',
          because: because(base, site),
        }
      : undefined;
  if (written.because === undefined) return fromDefault;
  if (fromDefault === undefined && written.attempts === undefined) return undefined;
  return {
    kind: 'retry',
    attempts: 'unknown',
    backoff: 'unknown',
    jitter: 'unknown',
    writes: 'unknown',
    permanent: 'unknown',
    because: written.because,
    ...fromDefault,
    ...written,
    form: 'option',
  };
}

function because(d: DefaultModel, site: Site): Layer['because'] {
  const evidence = site.client.model.evidence[0]?.url;
  return {
    from: d.facet === 'timeout' && d.platform === true ? 'platform' : 'default',
    says: d.says,
    ...(evidence === undefined ? {} : { evidence }),
  };
}

/** What the library says happens when nobody bounds it: the reason behind "absent". */
export function absenceReasons(evaluator: Evaluator, site: Site): Layer['because'][] {
  const on = [site.client.kind, site.client.path.join('.')];
  return (site.client.model.defaults ?? [])
    .filter(
      (d) => d.facet === 'timeout' && (d.platform === true || d.ms === 'unbounded') && holds(evaluator, d, site, site.client.model, on),
    )
    .map((d) => because(d, site));
}

/** Clients of other libraries that this one stands on, as a query builder stands on a driver. */
function below(client: ClientValue): readonly ClientValue[] {
  if (client.base === undefined) return [];
  return [...(client.base.model === client.model ? [] : [client.base]), ...below(client.base)];
}

function holds(evaluator: Evaluator, d: DefaultModel, site: Site, model: ClientModel, on: readonly string[]): boolean {
  if (d.on !== undefined && !d.on.some((x) => on.includes(x))) return false;
  const context = evaluator.program.context(site.view.file);
  if (d.context === 'browser' && context !== 'browser') return false;
  if (d.context === 'server' && context === 'browser') return false;
  if (d.versions === undefined) return true;
  return evaluator.program.satisfies(site.view.file, model.package ?? model.modules[0] ?? model.id, d.versions) !== false;
}

function attachedTo(registry: Registry, client: ClientValue): Layer[] {
  return [...registry.attached(client), ...(client.base === undefined ? [] : attachedTo(registry, client.base))];
}

/** What the policies in an instance's own options put around its calls, innermost first, and whether all of them are known. */
function linked(evaluator: Evaluator, client: ClientValue): { readonly layers: readonly Layer[]; readonly known: boolean } {
  const { made } = client;
  const places = made?.make.links;
  if (made === undefined || places === undefined) return { layers: [], known: false };
  const given = places.map((at) => argument(evaluator, made, at)).filter((value) => !isAbsent(value));
  let known = given.length > 0;
  const layers: Layer[] = [];
  for (const one of given.flatMap((value) => (value.is === 'arr' ? value.items : [value]))) {
    if (one.is === 'policy') {
      // What a joined policy hides may be anything; the client's own opaque default says what.
      known &&= !one.layers.some((layer) => layer.kind === 'opaque');
      layers.unshift(...one.layers.filter((layer) => layer.kind !== 'opaque'));
    } else known &&= one.is === 'lib' && !foreign(evaluator, one);
  }
  return { layers, known: known && !given.some((value) => value.is === 'arr' && value.open) };
}

/** What is said at the instance, at the instance it was made from, and of the library. */
function instanceReadings(
  evaluator: Evaluator,
  registry: Registry,
  client: ClientValue,
  on: readonly string[],
  without: ReadonlySet<string>,
): Reading[] {
  const out: Reading[] = [...registry.readings(client)];
  const { made } = client;
  if (made !== undefined) {
    const candidates = (made.make.options ?? []).map((at) => argument(evaluator, made, at));
    // `new Client(30_000)`: the option without a name is the argument itself.
    const bare = client.model.options?.some((row) => row.option === '') === true ? candidates.find((v) => !isAbsent(v)) : undefined;
    const options = bare ?? firstOptions(evaluator, candidates);
    const span = evaluator.span(made.file, made.call.callee);
    out.push(
      readOptions(evaluator, options, {
        model: client.model,
        where: 'instance',
        on: [client.kind, ...on],
        file: made.file,
        at: span,
        without,
        says: 'the instance',
      }),
    );
    const { of = [], dials = [] } = made.make;
    const given = of.some((at) => !isAbsent(argument(evaluator, made, at)));
    const callee = evaluator.value(made.file, made.call.c, made.frame);
    const dialled = callee.is === 'lib' && dials.includes(callee.module) && of[0] !== undefined && isText(argument(evaluator, made, of[0]));
    if (given && !dialled && client.base === undefined) out.push(elsewhere('the client underneath is not known here'));
  } else if (client.typed === true) {
    out.push(elsewhere(`the ${client.model.title ?? client.model.id} instance is made elsewhere`));
  }
  if (client.base !== undefined) out.push(...instanceReadings(evaluator, registry, client.base, on, without));
  else if (client.kind !== 'module') out.push(...registry.readings({ is: 'client', model: client.model, kind: 'module', path: [] }));
  return out;
}

/** A text for certain: an address that is written here or comes from the environment. */
function isText(value: Value): boolean {
  if (value.is === 'any') return value.of.every(isText);
  if (value.is === 'lit') return typeof value.v === 'string';
  if (value.is === 'lib')
    return (value.module === 'global:process' && value.path[0] === 'env') || namesAddress.test(value.path.at(-1) ?? '');
  return value.is === 'unknown' && value.plain === true;
}

const isAbsent = (value: Value): boolean => value.is === 'lit' && value.v === undefined;

/** What was set where we cannot look may bound or repeat the call. */
function elsewhere(says: string): Reading {
  return { layers: [{ kind: 'opaque', may: ['timeout', 'retry'], because: { from: 'unresolved', says } }], retry: {}, spoke: new Set() };
}

/** The first argument that is, or may be, an options object. */
function firstOptions(evaluator: Evaluator, candidates: readonly Value[]): Value | undefined {
  for (const value of candidates) {
    const parts = each(value);
    if (
      parts.some(
        (v) => v.is === 'obj' || v.is === 'merged' || v.is === 'without' || v.is === 'shape' || v.is === 'shaped' || v.is === 'inst',
      )
    )
      return value;
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

function callOptions(evaluator: Evaluator, site: Site): Value | undefined {
  const place = { file: site.view.file, expr: site.id, frame: undefined, call: site.call };
  return firstOptions(
    evaluator,
    (site.model.options ?? []).map((at) => withoutHanded(evaluator, site, argument(evaluator, place, at, site.shift))),
  );
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
function requestOptions(evaluator: Evaluator, site: Site): Value | undefined {
  const { model, view, id, call, shift } = site;
  if (model.target === undefined) return undefined;
  const address = argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, model.target, shift);
  for (const one of each(address)) {
    if (one.is === 'unknown' && one.request === true) return { ...one, param: true };
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

function optionsSpan(evaluator: Evaluator, site: Site): ReturnType<Evaluator['span']> | undefined {
  for (const at of site.model.options ?? []) {
    const index = Number(/\d+/.exec(at)?.[0] ?? 0);
    const a = site.call.a[index + site.shift];
    const e = a === undefined ? undefined : site.view.expr(a);
    if (e?.k === 'obj') return evaluator.span(site.view.file, e.at);
  }
  return undefined;
}

/** Members called on the pending call, or on the name it was given, stand for options. */
function chainOptions(evaluator: Evaluator, site: Site): Value | undefined {
  const { view, client } = site;
  const rows = client.model.chains ?? [];
  if (rows.length === 0) return undefined;
  const parts: Value[] = [];
  const take = (id: number, where: 'call' | 'instance'): void => {
    const call = view.call(id);
    const callee = call === undefined ? undefined : view.expr(call.c);
    if (call === undefined || callee?.k !== 'mem') return;
    for (const row of rows) {
      if (row.member !== callee.n || (row.at ?? 'call') !== where) continue;
      if (row.when !== undefined) {
        const first = call.a[0] === undefined ? undefined : evaluator.value(view.file, call.a[0]);
        if (first?.is !== 'lit' || first.v !== row.when) continue;
      }
      const signal = row.timed === true ? abortingSignal(evaluator, view, call.fn) : undefined;
      if (signal !== undefined) parts.push(nest(['signal'], signal));
      const timer = row.timed === true ? timerAround(view, call.fn) : id;
      const around = timer === undefined ? undefined : view.call(timer);
      if (timer === undefined || around === undefined) continue;
      const place = { file: view.file, expr: timer, frame: undefined, call: around };
      const given = argument(evaluator, place, row.timed === true ? 'arg[1]' : (row.arg ?? 'arg[0]'));
      const value: Value =
        given.is === 'lit' && given.v === undefined && row.missing !== undefined
          ? { is: 'lit', v: row.missing === 'Infinity' ? Number.POSITIVE_INFINITY : row.missing }
          : given;
      parts.push(nest(row.as.split('.'), value));
    }
    for (const next of view.chainedOn.get(id) ?? []) take(next, where);
  };
  for (const id of view.chainedOn.get(site.id) ?? []) take(id, 'call');
  for (const b of namesHolding(site)) for (const id of view.calledOn.get(b) ?? []) take(id, 'call');
  for (const id of calledOnMembers(view, site.id, rows)) take(id, 'call');
  if (client.made !== undefined && client.made.file === view.file) {
    for (const b of view.namesOf.get(client.made.expr) ?? []) for (const id of view.calledOn.get(b) ?? []) take(id, 'instance');
    for (const id of calledOnMembers(view, client.made.expr, rows)) take(id, 'instance');
  }
  return parts.length === 0 ? undefined : { is: 'merged', parts };
}

/** `this.socket = connect(…)`, then `this.socket.setTimeout(…)` anywhere in the file: whoever says it of that member says it of this. */
function calledOnMembers(view: View, held: ExprId, rows: NonNullable<Site['client']['model']['chains']>): readonly ExprId[] {
  const names = view.namesOf.get(held) ?? [];
  const holds = (id: ExprId): boolean => {
    const e = view.expr(id);
    return id === held || (e.k === 'ref' && names.includes(e.b));
  };
  const members = new Set([
    ...view.summary.writes.filter(({ v }) => holds(v)).map(({ n }) => n),
    ...view.summary.classes.flatMap((one) => one.members.flatMap(({ e, n }) => (e === held ? [n] : []))),
  ]);
  if (members.size === 0) return [];
  return [...new Set(rows.map(({ member }) => member))].flatMap((member) =>
    (view.callsNamed.get(member) ?? []).filter((id) => {
      const callee = view.expr(view.call(id)?.c ?? 0);
      const of = callee.k === 'mem' ? view.expr(callee.o) : undefined;
      return of?.k === 'mem' && members.has(of.n);
    }),
  );
}

/** The `setTimeout` whose callback a function is. */
function timerAround(view: View, fn: FnId): ExprId | undefined {
  const into = view.summary.functions[fn]?.into;
  const callee = into === undefined || into.arg !== 0 ? undefined : view.expr(view.call(into.call)?.c ?? 0);
  const name = callee?.k === 'global' || callee?.k === 'mem' ? callee.n : undefined;
  return name === 'setTimeout' ? into?.call : undefined;
}

/** The signal whose `abort` listener a function is: what it does to a request, the signal does. */
function abortingSignal(evaluator: Evaluator, view: View, fn: FnId): Value | undefined {
  const it = view.summary.functions[fn];
  const written = it?.into?.arg === 1 ? [it.into.call] : [];
  const named = view.summary.bindings.flatMap((binding, b) => {
    const e = binding.e === undefined ? undefined : view.expr(binding.e);
    return e?.k === 'fn' && e.f === fn ? (view.passedTo.get(b) ?? []).filter(({ arg }) => arg === 1).map(({ call }) => call) : [];
  });
  for (const id of [...written, ...named]) {
    const call = view.call(id);
    const callee = call === undefined ? undefined : view.expr(call.c);
    if (call === undefined || callee?.k !== 'mem' || !/^(?:addEventListener|on|once|addListener)$/.test(callee.n)) continue;
    const event = call.a[0] === undefined ? undefined : view.expr(call.a[0]);
    if (event?.k === 'lit' && event.v === 'abort') return evaluator.value(view.file, callee.o);
  }
  return undefined;
}

function namesHolding(site: Site): readonly number[] {
  return site.view.namesOf.get(site.id) ?? [];
}

/** `{ a: { b: value } }` without an object literal in the source. */
function nest(path: readonly string[], value: Value): Value {
  return { is: 'shaped', path, value };
}

void optionAt;
export type { TimeoutLayer };
