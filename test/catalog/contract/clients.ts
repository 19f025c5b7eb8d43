import { namesOf } from '../../../src/link/arguments';
import type { CallModel, ClientModel } from '../../../src/model/catalog/client';
import type { DefaultModel } from '../../../src/model/catalog/default';
import type { MakeModel } from '../../../src/model/catalog/instance';
import type { ArgPath } from '../../../src/model/catalog/paths';
import type { Layer, Phase } from '../../../src/model/layer';
import { type Case, callOf, holds, running, shown } from './case';
import { handCases } from './hands';
import { againCases } from './again';
import { completedCases, dataCases } from './inert';
import { optionCases } from './options';
import { placeCases } from './places';
import { fits, interesting } from './versions';
import {
  type Arguments,
  concrete,
  importForms,
  isClass,
  memberOf,
  put,
  type Snippet,
  source,
  specifierOf,
  type Target,
  targetsOf,
  wayTo,
} from './write';

/** Everything a client's model says, as snippets. */
export function clientCases(model: ClientModel): readonly Case[] {
  return [
    ...callCases(model),
    ...importCases(model),
    ...silentCases(model),
    ...makerCases(model),
    ...defaultCases(model),
    ...optionCases(model),
    ...placeCases(model),
    ...linkCases(model),
    ...handedCases(model),
    ...handCases(model),
    ...dataCases(model),
    ...completedCases(model),
    ...againCases(model),
    ...conflictCases(model),
  ];
}

const address = 'https://contract.test/path';

/** Each row of calls becomes a call with its effect, its address, its failure and its traits. */
function callCases(model: ClientModel): readonly Case[] {
  return model.calls.flatMap((call, row) => {
    const targets = targetsOf(model, call);
    const name = `${model.id}: call ${row} (${call.paths[0]})`;
    if (targets.length === 0) return [impossible(name, 'no maker leads to the kinds it stands on')];
    return targets.flatMap((target) => effectsOf(call).map((one) => callCase(model, target, `${name} on ${target.kind}`, one)));
  });
}

interface Effects {
  readonly effect: string;
  readonly word?: string;
  readonly args: readonly (readonly [ArgPath, string])[];
}

function effectsOf(call: CallModel): readonly Effects[] {
  if (call.command !== undefined)
    return [
      ...(typeof call.effect === 'string' && call.effect !== 'verb'
        ? [{ effect: call.effect, args: [[call.command, 'globalThis.order'] as const] }]
        : []),
      { effect: 'read', args: [[call.command, 'new lib.GetThingCommand({})']] },
      { effect: 'write', args: [[call.command, 'new lib.PutThingCommand({})']] },
    ];
  const { effect } = call;
  if (typeof effect === 'object') {
    const at = call.tags === true ? [] : effect.method;
    return [{ effect: effect.otherwise, args: [] }, ...at.map((one): Effects => ({ effect: 'write', args: [[one, "'DELETE'"]] }))];
  }
  const star = call.paths[0]?.split('.').at(-1) === '*';
  if (effect === 'verb')
    return star
      ? [
          { effect: 'read', word: 'getThing', args: [] },
          { effect: 'write', word: 'createThing', args: [] },
        ]
      : [{ effect: '', args: [] }];
  return [{ effect, args: [] }];
}

function callCase(model: ClientModel, target: Target, name: string, wanted: Effects): Case {
  const { call } = target;
  const args: Arguments = new Map();
  const clash = wanted.args.some(([at]) => call.target !== undefined && (at.startsWith(call.target) || call.target.startsWith(at)));
  const asked = call.target !== undefined && !clash && call.tags !== true;
  if (asked && call.target !== undefined) put(args, call.target, [], `'${address}'`);
  for (const [at, text] of wanted.args) put(args, at, [], text);
  const path = wanted.word === undefined ? target.path : concrete(call.paths[0] ?? '', wanted.word);
  return {
    name: `${name} ${wanted.args.map(([at, text]) => `${at} ${text}`).join()}`,
    text: source(model, { ...target, path }, { args }),
    judge: (calls) => {
      const site = callOf(calls, model.id)?.site;
      if (site === undefined) return 'it is not seen';
      if (wanted.effect !== '' && site.effect !== wanted.effect) return `its effect is ${site.effect}, not ${wanted.effect}`;
      if (asked && site.target !== 'https://contract.test') return `its address is ${site.target}`;
      if (site.failure !== (call.failure ?? model.failure)) return `a bad status ${site.failure}`;
      const missing = [...(model.traits ?? []), ...(call.traits ?? [])].filter((trait) => !site.traits.includes(trait));
      return missing.length === 0 ? undefined : `it lacks ${missing}`;
    },
  };
}

/** A loop that goes on after an error of one of its codes alone retries nothing, and one after another code does. */
function conflictCases(model: ClientModel): readonly Case[] {
  const target = firstTarget(model);
  if (model.conflicts === undefined || target === undefined) return [];
  const codes = [...model.conflicts.map((code) => [code, false] as const), ['NO_SUCH_CODE', true] as const];
  return codes.map(([code, repeats]) => ({
    name: `${model.id}: an error ${code}`,
    text: source(model, target).replace(
      /export const answer = (.*);/,
      (_, call) =>
        `export async function go() {\n  for (let i = 0; i < 9; i++) {\n    try {\n      return await ${call};\n    } catch (error: any) {\n      if (error.code !== ${JSON.stringify(code)}) throw error;\n    }\n  }\n}`,
    ),
    judge: (calls) => {
      const seen = callOf(calls, model.id);
      if (seen === undefined) return 'it is not seen';
      return holds(seen.layers, 'retry', { form: 'loop' }) === repeats ? undefined : `the loop is ${repeats ? 'no' : 'a'} retry`;
    },
  }));
}

/** Each module and each global, by every way a library comes into a file. */
function importCases(model: ClientModel): readonly Case[] {
  const target = firstTarget(model);
  if (target === undefined) return [impossible(`${model.id}: imports`, 'nothing of it can be called')];
  const seen = (name: string, text: string): Case => ({
    name: `${model.id}: ${name}`,
    text,
    judge: (calls) => (callOf(calls, model.id) === undefined ? `nothing is seen in\n${text}` : undefined),
  });
  const modules = model.modules.map((module) => seen(`from ${module}`, source(model, target, { module })));
  const forms = model.modules.length === 0 ? [] : importForms.map((form) => seen(`by ${form}`, source(model, target, { form })));
  const globals = (model.globals ?? []).flatMap((name) => {
    // A type of the platform: what is handed in is known by it, and never made.
    const handed = isTypeAlone(model, name)
      ? model.calls.flatMap((call) => targetsOf(model, call)).find(({ way }) => way[0]?.path === name)
      : undefined;
    if (handed !== undefined) {
      const steps = [...handed.way.slice(1).map(({ path }) => path), handed.path];
      return [
        seen(
          `what is of the type ${name}`,
          `export const answer = (given: ${name}) => given${steps.map((step) => `.${step}()`).join('')};\n`,
        ),
      ];
    }
    const only: ClientModel = { ...model, modules: [], globals: [name] };
    const bare = source(only, target);
    return [
      seen(`global ${name}`, bare),
      seen(`globalThis.${name}`, bare.replace(new RegExp(`(?<![\\w.])${name.replace('$', '\\$')}(?!\\w)`, 'g'), `globalThis.${name}`)),
    ];
  });
  return [...modules, ...forms, ...globals];
}

function isTypeAlone({ makes = [], calls }: ClientModel, name: string): boolean {
  return (
    makes.some(({ path, types = [] }) => path === name && types.includes(name)) &&
    calls.every(({ on = ['module'] }) => !on.includes('module'))
  );
}

/** A call that needs nothing but the library, if there is one. */
function firstTarget(model: ClientModel): Target | undefined {
  const all = model.calls.flatMap((call) => targetsOf(model, call));
  return all.toSorted((a, b) => a.way.length - b.way.length)[0];
}

/** What only looks like it: a name from elsewhere, and a name that hides the library's. */
function silentCases(model: ClientModel): readonly Case[] {
  const target = firstTarget(model);
  if (target === undefined) return [];
  const silent = (name: string, text: string): Case => ({
    name: `${model.id}: ${name}`,
    text,
    judge: (calls) => (callOf(calls, model.id) === undefined ? undefined : `it is taken for a call:\n${text}`),
  });
  const name = model.globals?.[0];
  const shadowed =
    model.modules.length === 0 && name !== undefined
      ? `export function run(${name}) {\n${source(model, target).replace('export const', 'const')}}\n`
      : source(model, target)
          .replace(/^(import[^\n]*\n)/, '$1export function run(lib) {\n')
          .replace('export const', 'const')
          .concat('}\n');
  const foreign =
    model.modules.length === 0 ? [] : [silent('an unrelated module', source(model, target, { module: 'a-package-of-no-fame' }))];
  return [silent('a shadowed name', shadowed), ...foreign];
}

/** Each maker makes what it says, by its call and by its types, and keeps what it says it keeps. */
function makerCases(model: ClientModel): readonly Case[] {
  return (model.makes ?? []).flatMap((make, row) => {
    const name = `${model.id}: maker ${row} (${make.path || 'the library itself'})`;
    const kind = make.kind ?? 'instance';
    const target = targetThrough(model, make);
    if (target === undefined) return dead(model, kind) ? [impossible(name, `nothing can be called on the ${kind} it makes`)] : [];
    const seen = (how: string, text: string): Case => ({
      name: `${name} ${how}`,
      text,
      judge: (calls) => (callOf(calls, model.id) === undefined ? `nothing is seen in\n${text}` : undefined),
    });
    const types = (make.types ?? []).filter((type) => !/[^\w$]/.test(type));
    const behind = target.way.slice(target.way.indexOf(make) + 1);
    const typed = types.map((type) => seen(`by its type ${type}`, byType(model, { ...target, way: behind }, type)));
    return [
      seen('by its call', source(model, target)),
      ...typed,
      ...keeps(model, make, target, name),
      ...handedOut(model, make, target, name),
    ];
  });
}

/** A way through this maker to something that can be called. */
export function targetThrough(model: ClientModel, make: MakeModel): Target | undefined {
  return targetsThrough(model, make)[0];
}

/** All that can be called by way of this maker, the nearest first. */
export function targetsThrough(model: ClientModel, make: MakeModel): readonly Target[] {
  const before = (make.on ?? ['module']).map((on) => wayTo(model, on)).find((way) => way !== undefined);
  if (before === undefined) return [];
  const found: Target[] = [];
  const ways: { kind: string; way: readonly MakeModel[] }[] = [{ kind: make.kind ?? 'instance', way: [...before, make] }];
  for (let i = 0; i < ways.length && i < 200; i++) {
    const { kind, way } = ways[i] ?? { kind: '', way: [] };
    for (const call of model.calls) {
      const target = targetsOf(model, call).find((one) => one.kind === kind);
      if (target !== undefined) found.push({ ...target, way });
    }
    for (const next of model.makes ?? [])
      if (next.on?.includes(kind) === true && !way.includes(next)) ways.push({ kind: next.kind ?? 'instance', way: [...way, next] });
  }
  return found;
}

/** What a handler is handed may be spread into the options and says nothing of them; anything else may say all. */
function handedCases(model: ClientModel): readonly Case[] {
  return model.calls.flatMap((call) =>
    [...(call.handedOn ?? []), undefined].flatMap((member): readonly Case[] => {
      const [target] = targetsOf(model, call);
      const at = call.options?.[0];
      if (call.handedOn === undefined || target === undefined || at === undefined) return [];
      const args: Arguments = new Map();
      put(args, at, [], `{ ...c.${member ?? 'elsewhere'} }`);
      const text = source(model, target, { args }).replace('export const answer = ', 'export const answer = (c) => ');
      return [
        {
          name: `${model.id}: ${member ?? 'anything else'} of what a handler is handed`,
          text,
          judge: (calls) => {
            const bound = callOf(calls, model.id)?.profile.timeout.is;
            const wanted = member === undefined ? 'unknown' : 'absent';
            return bound === wanted ? undefined : `its bound is ${bound}, not ${wanted}\n${text}`;
          },
        },
      ];
    }),
  );
}

/** Where all links of a client are known, what they might bring no longer matters. */
function linkCases(model: ClientModel): readonly Case[] {
  return (model.makes ?? []).flatMap((make, row) =>
    (make.links ?? []).map((at): Case => {
      const name = `${model.id}: maker ${row} (${make.path}) with no links at ${at}`;
      const target = targetThrough(model, make);
      if (target === undefined) return impossible(name, 'nothing can be called on what it makes');
      const args: Arguments = new Map();
      put(args, at, [], '[]');
      const text = source(model, target, { makers: new Map([[target.way.indexOf(make), args]]) });
      return {
        name,
        text,
        judge: (calls) => {
          const layers = callOf(calls, model.id)?.layers ?? [];
          const hidden = layers.some((layer) => layer.kind === 'opaque');
          return hidden ? `no link is taken for one that may do anything\n${text}` : undefined;
        },
      };
    }),
  );
}

function dead(model: ClientModel, kind: string): boolean {
  // What is handed to another maker needs no calls of its own.
  if (model.makes?.some((make) => make.of !== undefined) === true) return false;
  // Nor does what hands to functions something that can be called.
  if (model.hands?.some(({ on }) => on?.includes(kind)) === true) return false;
  return !model.calls.some((call) => (call.on ?? ['module', 'instance']).includes(kind));
}

/** A parameter of this type, and what is made from it until something can be called. */
function byType(model: ClientModel, target: Target, type: string): string {
  const holder = target.way.reduce((made, make) => {
    const path = concrete(make.path);
    return `${isClass(make.path) ? `(new ${made}${path === '' ? '' : `.${path}`}())` : `${made}${path === '' ? '' : `.${path}`}()`}`;
  }, 'it');
  const callee = memberOf(holder, target.path);
  const sent = target.call.tags === true ? `${callee}\`text\`` : `${callee}()`;
  return `import type { ${type} } from '${specifierOf(model.modules[0] ?? '')}';\nexport const run = (it: ${type}) => ${sent};\n`;
}

/** A container's client has no options where its provider is imported as it is, and may have some where that is told any. */
function handedOut(model: ClientModel, make: MakeModel, target: Target, name: string): readonly Case[] {
  const { provider } = make;
  const module = specifierOf(model.modules[0] ?? '');
  if (provider === undefined) return [];
  const behind = target.way.slice(target.way.indexOf(make) + 1).map(({ path }) => `.${concrete(path)}()`);
  const member = [...target.path.split('.')].at(-1) ?? '';
  const text = (use: string): string =>
    `import { ${make.path}, ${provider.path} } from '${module}';\nexport const uses = [${use}];\nexport class It {\n  constructor(private readonly it: ${make.path}) {}\n  run() { return this.it${behind.join('')}.${member}(); }\n}\n`;
  const opaque = (layers: readonly Layer[] | undefined): boolean => layers?.some((l) => l.kind === 'opaque') ?? true;
  return [
    {
      name: `${name} by ${provider.path} as it is`,
      alone: true,
      text: text(provider.path),
      judge: (calls) => (opaque(callOf(calls, model.id)?.layers) ? 'it is not known to be plain' : undefined),
    },
    ...provider.configured.map((told) => ({
      name: `${name} by ${provider.path}.${told}`,
      alone: true as const,
      text: text(`${provider.path}.${told}(elsewhere)`),
      judge: (calls: Parameters<Case['judge']>[0]) => (opaque(callOf(calls, model.id)?.layers) ? undefined : 'it is taken for plain'),
    })),
  ];
}

/** `inherits` keeps what the instance before was told, `of` what the client underneath was told. */
function keeps(model: ClientModel, make: MakeModel, target: Target, name: string): readonly Case[] {
  const out: Case[] = [];
  const at = target.way.indexOf(make);
  const inherited = make.inherits === true ? inheritance(model, target, at) : undefined;
  if (inherited !== undefined) out.push({ name: `${name} keeps what came before`, ...inherited });
  const ends = make.pending === true ? model.chains?.find(({ timed }) => timed === true)?.member : undefined;
  if (ends !== undefined) {
    const text = source(model, target, { between: (made) => [`setTimeout(() => ${made}.${ends}(), 1234);`] });
    out.push({
      name: `${name} is ended before it calls`,
      text,
      alone: true,
      judge: (calls) => {
        const layers = callOf(calls, model.id)?.layers ?? [];
        return holds(layers, 'timeout', { ms: 1234 }) ? undefined : `what ends it is not heard: ${shown(layers)}`;
      },
    });
  }
  for (const of of make.of ?? []) {
    const args: Arguments = new Map();
    put(args, of, [], 'under.create({ timeout: 1234 })');
    const text = `import under from 'axios';\n${source(model, target, { makers: new Map([[at, args]]) })}`;
    out.push({
      name: `${name} keeps the bound of ${of}`,
      text,
      judge: (calls) => {
        const layers = callOf(calls, model.id)?.layers ?? [];
        return holds(layers, 'timeout', { ms: 1234 }) ? undefined : `the bound of the client underneath is lost: ${shown(layers)}`;
      },
    });
  }
  for (const module of make.dials ?? []) {
    const args: Arguments = new Map();
    const [first] = make.of ?? [];
    if (first !== undefined) put(args, first, [], "'scheme://host/name'");
    const text = source(model, target, { module, makers: new Map([[at, args]]) });
    out.push({
      name: `${name} of ${module} makes its own driver`,
      text,
      judge: (calls) => {
        const layers = callOf(calls, model.id)?.layers;
        if (layers === undefined) return `nothing is seen in\n${text}`;
        return layers.some((layer) => layer.kind === 'opaque') ? `the driver it makes itself is not known\n${text}` : undefined;
      },
    });
  }
  if (make.of !== undefined)
    out.push({
      name: `${name} with nothing known underneath`,

      text: `declare const elsewhere: never;\n${source(model, target, { makers: new Map([[at, elsewhere(make.of)]]) })}`,
      judge: (calls) => {
        const layers = callOf(calls, model.id)?.layers ?? [];
        return layers.some((layer) => layer.kind === 'opaque' && layer.may.includes('timeout')) ? undefined : 'it is taken for unbounded';
      },
    });
  return out;
}

/** A bound that the maker before was told; it must be there still. */
function inheritance(model: ClientModel, target: Target, at: number): Pick<Case, 'text' | 'judge'> | undefined {
  const before = target.way.findLastIndex((make, i) => i < at && (make.options ?? []).length > 0);
  const place = target.way[before]?.options?.[0];
  const row = (model.options ?? []).find(
    (one) =>
      one.sets === 'timeout' &&
      one.at !== 'call' &&
      one.ignored === undefined &&
      one.needs === undefined &&
      one.unit === undefined &&
      one.versions === undefined &&
      belongs(one.on, target) &&
      target.call.without?.includes(one.option) !== true,
  );
  if (place === undefined || row === undefined) return undefined;
  const args: Arguments = new Map();
  put(args, place, namesOf(row.option), '1234');
  const command: Snippet = target.call.command === undefined ? {} : { args: new Map([[0, 'new lib.GetThingCommand({})']]) };
  const text = source(model, target, { makers: new Map([[before, args]]), ...command });
  return {
    text,
    judge: (calls) => {
      const layers = callOf(calls, model.id)?.layers ?? [];
      return holds(layers, 'timeout', { ms: 1234, covers: row.covers ?? 'attempt' }) ? undefined : `it is lost: ${shown(layers)}\n${text}`;
    },
  };
}

function elsewhere(of: readonly ArgPath[]): Arguments {
  const args: Arguments = new Map();
  const first = of[0];
  if (first !== undefined) put(args, first, [], 'elsewhere');
  return args;
}

/** By version and context exactly the rows that hold become layers, with all their numbers. */
function defaultCases(model: ClientModel): readonly Case[] {
  const versions = interesting([...model.defaults, ...(model.options ?? [])].map((row) => row.versions));
  const contexts = model.defaults.some((row) => row.context !== undefined) ? (['server', 'browser'] as const) : (['server'] as const);
  const named = new Set(model.defaults.flatMap((row) => row.on ?? []));
  const targets = model.calls.flatMap((call) => targetsOf(model, call).filter(({ kind }, i) => i === 0 || named.has(kind)));
  const spread = targets.flatMap((target) =>
    versions.flatMap((version) => contexts.map((context) => defaultCase(model, target, version, context))),
  );
  const unused = model.defaults.filter(
    (row) => !targets.some((target) => belongs(row.on, target)) && !allTargets(model).some((t) => belongs(row.on, t)),
  );
  return [...spread, ...unused.map((row) => impossible(`${model.id}: default`, `"${row.says}" belongs to no call`))];
}

const allTargets = (model: ClientModel): readonly Target[] => model.calls.flatMap((call) => targetsOf(model, call));

export function belongs(on: readonly string[] | undefined, { call, kind, path }: Target): boolean {
  return (
    on === undefined ||
    on.includes(kind) ||
    on.includes(path) ||
    on.includes(`${kind}:${path}`) ||
    (call.paths.length === 1 && on.includes(call.paths[0] ?? ''))
  );
}

export function packageOf(model: ClientModel): string {
  return model.package ?? model.modules[0] ?? model.id;
}

function defaultCase(model: ClientModel, target: Target, version: string | undefined, context: 'server' | 'browser'): Case {
  const without = new Set(target.call.without ?? []);
  const rows = model.defaults.filter(
    (row) =>
      belongs(row.on, target) &&
      row.beside === undefined &&
      fits(row.versions, version) &&
      (row.context === undefined || row.context === context) &&
      !without.has(`default:${row.facet}`),
  );
  const name = `${model.id}: defaults of ${target.path} on ${target.kind}, ${version ?? 'any version'}, ${context}`;
  const snippet: Snippet = target.call.command === undefined ? {} : { args: new Map([[0, 'new lib.GetThingCommand({})']]) };
  return {
    name,
    text: running(source(model, target, snippet), context),
    ...(version === undefined ? {} : { version: [packageOf(model), version] as const }),
    judge: (calls) => {
      const call = callOf(calls, model.id);
      if (call === undefined) return 'it is not seen';
      const told = new Set(call.layers.map((layer) => layer.because.says));
      const heard = [...told, ...call.profile.timeout.because.map((because) => because.says)];
      if (rows.filter((row) => row.facet === 'retry').length > 1) return 'two rows of retries hold at once';
      for (const row of rows) {
        const quiet = row.facet === 'timeout' && (row.platform === true || row.ms === 'unbounded');
        if (quiet && call.profile.timeout.is === 'absent' && !heard.includes(row.says)) return `no reason says: ${row.says}`;
        if (quiet && !rows.some((one) => one !== row && bounds(one, row.covers)) && bounded(call.layers, row.covers))
          return `it says "${row.says}", but the layers are ${shown(call.layers)}`;
        if (!quiet && !(row.facet === 'bulkhead' && row.limit === 'unbounded') && !asSaid(call.layers, row))
          return `it says "${row.says}", but the layers are ${shown(call.layers)}`;
      }
      const others = model.defaults.filter(
        (row) => !rows.includes(row) && told.has(row.says) && !rows.some((one) => one.says === row.says),
      );
      return others.length === 0 ? undefined : `it should not say "${others[0]?.says}" here`;
    },
  };
}

/** A row that says a number for this phase. */
function bounds(row: DefaultModel, phase: Phase): boolean {
  return row.facet === 'timeout' && row.covers === phase && row.platform !== true && row.ms !== 'unbounded';
}

/** By default something ends this phase. */
function bounded(layers: readonly Layer[], phase: Phase): boolean {
  return layers.some((layer) => layer.kind === 'timeout' && layer.by === 'default' && layer.covers === phase && layer.ms !== 'unbounded');
}

export function asSaid(layers: Parameters<typeof holds>[0], row: DefaultModel): boolean {
  switch (row.facet) {
    case 'timeout':
      return holds(layers, 'timeout', { ms: row.ms, covers: row.covers, cancels: row.cancels ?? true, by: 'default' });
    case 'retry': {
      const { attempts, backoff, jitter, delayMs, maxDelayMs, totalMs, writes, onStatus, onTimeout, reconnect } = row;
      const numbers = {
        ...(delayMs === undefined ? {} : { delayMs }),
        ...(maxDelayMs === undefined ? {} : { maxDelayMs }),
        ...(totalMs === undefined ? {} : { totalMs }),
      };
      const truths = {
        ...(onStatus === undefined ? {} : { onStatus }),
        ...(onTimeout === undefined ? {} : { onTimeout }),
        ...(reconnect === undefined ? {} : { reconnect }),
      };
      return holds(layers, 'retry', { attempts, backoff, jitter, writes, form: 'default', ...numbers, ...truths });
    }
    case 'bulkhead':
      return holds(layers, 'bulkhead', { limit: row.limit });
    case 'opaque':
      return holds(layers, 'opaque', { may: row.may });
  }
}

export function impossible(name: string, why: string): Case {
  return { name, text: '', judge: () => why };
}
