import type { GuardedCall } from '../../../src/model/call';
import { catalog } from '../../../src/catalog';
import type { ClientModel } from '../../../src/model/catalog/client';
import type { Choice, GuardForm, GuardModel, Provision, Quantity } from '../../../src/model/catalog/guard';
import type { ArgPath } from '../../../src/model/catalog/paths';
import type { Layer } from '../../../src/model/layer';
import { type Case, holds as holding, running, shown } from './case';
import { fits, inside, interesting } from './versions';
import { type Arguments, concrete, isClass, list, literal, put, specifierOf } from './write';

/** Like the clients' question, but some fields are wanted absent. */
function holds(layers: readonly Layer[], kind: Layer['kind'], part: Seen): boolean {
  const absent = Object.entries(part).flatMap(([name, value]) => (value === nothing ? [name] : []));
  const present = Object.fromEntries(Object.entries(part).filter(([, value]) => value !== nothing));
  return layers.some((layer) => holding([layer], kind, present) && absent.every((name) => Reflect.get(layer, name) === undefined));
}

/** What is guarded in every snippet. */
const work = "fetch('https://contract.test')";

/** The same, where it asks to be run again by one of its parameters: for a failure, or for an answer. */
const asking = (param: number, failed: boolean): string => {
  const params = Array.from({ length: param + 1 }, (_, i) => (i === param ? 'again' : `unused${i}`)).join(', ');
  return `(${params}) => ${work}${failed ? '.catch(again)' : '.then((answer) => (answer.url === "" ? again() : answer))'}`;
};

/** What asks to be run again for an answer alone is not run again for a failure. */
function askedCase(model: GuardModel, form: GuardForm, name: string): readonly Case[] {
  if (form.form !== 'run' || form.again === undefined) return [];
  const args: Arguments = new Map();
  put(args, form.runs, [], asking(form.again, false));
  const callee = form.path === '' ? 'lib' : `lib.${concrete(form.path)}`;
  return [
    {
      name: `${name} asked for an answer`,
      text: `import * as lib from '${specifierOf(model.modules[0] ?? '')}';\nexport const answer = () => ${callee}(${list(args, 'undefined')});\n`,
      judge: (calls) => {
        const layers = calls.flatMap((call) => call.paths[0]?.layers ?? call.layers);
        return layers.some(({ kind }) => kind === 'retry') ? `it is taken for a retry: ${shown(layers)}` : undefined;
      },
    },
  ];
}

/** Each form of a guard puts its layers around the call it guards, with the numbers it was given and without. */
export function guardCases(model: GuardModel): readonly Case[] {
  return model.forms.flatMap((form, row) => {
    const name = `${model.id}: form ${row} (${form.form} ${form.path || 'the library itself'})`;
    const write = writerOf(model, form);
    if (write === undefined) return [{ name, text: '', judge: () => 'there is no way to write it' }];
    if (write([]) === '') return [];
    const provides = 'provides' in form ? form.provides : [];
    const joined = 'order' in form && form.order !== undefined ? orderCase(model, form, form.order, name) : [];
    const words: readonly Word[] = [
      { says: 'as it comes', args: [], wants: (layers) => missing(layers, provides, {}) },
      ...provides.flatMap(wordsOf),
    ];
    const plain = write([]);
    return [
      ...joined,
      ...askedCase(model, form, name),
      ...provides.flatMap((provision) => sparingCases(model, form, name, plain, provision)),
      ...(row === 0 ? importCases(model, form, plain) : []),
      ...words.map((word) => caseOf(model, form, `${name} ${word.says}`, write, word)),
    ];
  });
}

/** Some versions repeat no `TypeError`, and the next does. */
function sparingCases(model: GuardModel, form: GuardForm, name: string, text: string, provision: Provision): readonly Case[] {
  const range = provision.facet === 'retry' ? provision.sparesTypeErrors : undefined;
  const own = 'versions' in form ? form.versions : undefined;
  return interesting(range === undefined ? [] : [range]).flatMap((version) => {
    if (version === undefined || !fits(own, version)) return [];
    const judge = (calls: readonly GuardedCall[]): string | undefined => {
      const layers = calls.flatMap((call) => call.paths[0]?.layers ?? call.layers);
      const spares = layers.some((layer) => layer.kind === 'retry' && layer.sparesTypeErrors === true);
      return spares === fits(range, version) ? undefined : `${version} is said to ${spares ? 'spare' : 'repeat'} a TypeError`;
    };
    return [{ name: `${name} at ${version}`, text, version: [model.package ?? model.modules[0] ?? model.id, version] as const, judge }];
  });
}

/** It is seen however it is brought in, from each of its modules, and not where another package has its names. */
function importCases(model: GuardModel, form: GuardForm, text: string): readonly Case[] {
  const head = `import * as lib from '${specifierOf(model.modules[0] ?? '')}';`;
  const provides = 'provides' in form ? form.provides : [];
  const version = 'versions' in form ? inside(form.versions) : undefined;
  const context = 'context' in form ? form.context : undefined;
  const at = version === undefined ? {} : { version: [model.package ?? model.modules[0] ?? model.id, version] as const };
  const layersOf = (calls: readonly GuardedCall[]): readonly Layer[] => calls.flatMap((call) => call.paths[0]?.layers ?? call.layers);
  const ways = [
    ['default import', `import lib from '${specifierOf(model.modules[0] ?? '')}';`],
    ['require', `const lib = require('${specifierOf(model.modules[0] ?? '')}');`],
    ...model.modules.map((module) => [`from ${module}`, `import * as lib from '${specifierOf(module)}';`]),
  ];
  const seen = ways.map(
    ([how = '', line = '']): Case => ({
      name: `${model.id}: by ${how}`,
      text: running(text.replace(head, line), context),
      ...at,
      judge: (calls) => missing(layersOf(calls), provides, {}),
    }),
  );
  const foreign: Case = {
    name: `${model.id}: an unrelated module`,
    text: running(text.replace(head, "import * as lib from 'a-package-of-no-fame';"), context),
    ...at,
    judge: (calls) => {
      const found = layersOf(calls).find((layer) => layer.because.says.startsWith(`\`${model.id}\``));
      return found === undefined ? undefined : `it is taken for the guard: ${found.because.says}`;
    },
  };
  const globals = (model.globals ?? []).map(
    (name): Case => ({
      name: `${model.id}: global ${name}`,
      text: running(text.replace(head, '').replace(/\blib\b/g, name), context),
      judge: (calls) => missing(layersOf(calls), provides, {}),
    }),
  );
  return [...seen, foreign, ...globals, ...copyCase(model, provides, text.replace(head, "import * as lib from '../copy';"))];
}

/** A file of the project that offers all its names is a copy of it. */
function copyCase({ id, copied }: GuardModel, provides: readonly Provision[], text: string): readonly Case[] {
  if (copied === undefined) return [];
  const copy = copied.map((name) => `export ${isClass(name) ? `class ${name} {}` : `function ${name}() {}`}\n`).join('');
  const layersOf = (calls: readonly GuardedCall[]): readonly Layer[] => calls.flatMap((call) => call.paths[0]?.layers ?? call.layers);
  return [
    {
      name: `${id}: a copy of it`,
      text,
      alone: true,
      beside: { 'copy.ts': copy },
      judge: (calls) => missing(layersOf(calls), provides, {}),
    },
  ];
}

type Joins = Extract<GuardForm, { form: 'combine' | 'decorator' }>;

/** Two policies joined lie in the order that the form says: layers are told from the inside. */
function orderCase(model: GuardModel, form: Joins, order: 'outer-first' | 'inner-first', name: string): readonly Case[] {
  const pair = pairOf(model);
  const text = pair === undefined ? undefined : joinedText(model, form, [pair[0].text, pair[1].text]);
  if (pair === undefined || text === undefined) return [];
  return [
    {
      name: `${name} in its order`,
      text,
      judge: (calls) => {
        const layers = calls.find(({ site }) => site.client === 'fetch' || site.client === hostOf(model)?.id)?.layers ?? [];
        const [a, b] = [layers.findLastIndex(pair[0].is), layers.findLastIndex(pair[1].is)];
        if (a < 0 || b < 0) return `one is missing: ${shown(layers)}\n${text}`;
        return (order === 'outer-first') === a > b ? undefined : `the order is ${shown(layers)}\n${text}`;
      },
    },
  ];
}

interface Policy {
  readonly text: string;
  readonly is: (layer: Layer) => boolean;
}

/** Two policies that can be told apart: of different facets, or the same with different numbers. */
function pairOf(model: GuardModel): readonly [Policy, Policy] | undefined {
  const makes = model.forms.flatMap((one) => (one.form === 'make' && one.on === undefined && one.provides.length === 1 ? [one] : []));
  const [first] = makes;
  const second = makes.find((one) => one.provides[0]?.facet !== first?.provides[0]?.facet && one.provides[0]?.facet !== 'timeout');
  const [provision] = first?.provides ?? [];
  if (first === undefined || provision === undefined) return undefined;
  const made = (one: Make, args: Arguments): string => `${isClass(one.path) ? 'new ' : ''}lib.${one.path}(${list(args)})`;
  if (second !== undefined) {
    const plain = (one: Make): Policy => {
      const facet = one.provides[0]?.facet;
      return { text: made(one, facet === 'timeout' ? new Map([[0, '7']]) : new Map()), is: ({ kind }) => kind === facet };
    };
    return [plain(first), plain(second)];
  }
  if (provision.facet !== 'retry' || typeof provision.attempts !== 'object') return undefined;
  const { at, plus = 0 } = provision.attempts;
  const times = (count: number): Policy => {
    const args: Arguments = new Map();
    put(args, at, [], String(count));
    return { text: made(first, args), is: (layer) => layer.kind === 'retry' && layer.attempts === count + plus };
  };
  return [times(3), times(4)];
}

function joinedText(model: GuardModel, form: Joins, [first, second]: readonly [string, string]): string | undefined {
  const head = `import * as lib from '${specifierOf(model.modules[0] ?? '')}';\n`;
  if (form.form === 'decorator')
    return `${head}export class Api {\n  @lib.${form.path}(${first}, ${second})\n  user() {\n    return ${work};\n  }\n}\n`;
  const args: Arguments = new Map();
  if (form.policies !== undefined) put(args, form.policies, [], `[${first}, ${second}]`);
  else for (const [i, policy] of (form.on === undefined ? [first, second] : [second]).entries()) args.set(i, policy);
  const root = form.on === undefined ? 'lib' : first;
  const whole = `${isClass(form.path) ? 'new ' : ''}${root}${form.path === '' ? '' : `.${form.path}`}(${list(args)})`;
  const apply = model.forms.find((one) => one.form === 'apply' && one.on.includes(form.kind));
  if (apply?.form !== 'apply') return hosted(model, whole, head);
  const run: Arguments = new Map();
  put(run, apply.runs, [], `() => ${work}`);
  return `${head}const policy = ${whole};\nexport const answer = () => policy.${apply.path}(${list(run)});\n`;
}

type Write = (args: readonly (readonly [ArgPath, string])[]) => string;

interface Word {
  readonly says: string;
  readonly args: readonly (readonly [ArgPath, string])[];
  /** What is missing or wrong among the layers, in words. */
  readonly wants: (layers: readonly Layer[]) => string | undefined;
}

function caseOf(model: GuardModel, form: GuardForm, name: string, write: Write, word: Word): Case {
  const version = 'versions' in form ? inside(form.versions) : undefined;
  const context = 'context' in form ? form.context : undefined;
  const text = running(write(word.args), context);
  return {
    name,
    text,
    ...(version === undefined ? {} : { version: [model.package ?? model.modules[0] ?? model.id, version] as const }),
    judge: (calls: readonly GuardedCall[]) => {
      const call = calls.find(
        ({ site }) => site.client === (form.form === 'operator' ? 'rxjs/fetch' : form.form === 'attach' ? 'axios' : 'fetch'),
      );
      const linked = calls.find(({ site }) => hostOf(model)?.id === site.client);
      const seen = call ?? linked;
      if (seen === undefined) return `nothing is seen in\n${text}`;
      const layers = seen.paths[0]?.layers ?? seen.layers;
      const hidden = seen === linked && layers.some((layer) => layer.kind === 'opaque' && layer.may.includes('retry'));
      const fault = hidden ? 'a link that is known is taken for one that may do anything' : word.wants(layers);
      return fault === undefined ? undefined : `${fault}; the layers are ${shown(layers)}\n${text}`;
    },
  };
}

/** How a form is written: import, policy, and the work under it. */
function writerOf(model: GuardModel, form: GuardForm): Write | undefined {
  const module = specifierOf(model.modules[0] ?? '');
  const head = `import * as lib from '${module}';\n`;
  const at = (path: string): string => (path === '' ? 'lib' : `lib.${concrete(path)}`);
  const called = (path: string, args: Arguments, root?: string): string => {
    const callee = root === undefined ? at(path) : path === '' ? root : `${root}.${path}`;
    return `${isClass(path) || (root === undefined && path === '' && makesClass(model)) ? 'new ' : ''}${callee}(${list(args, 'undefined')})`;
  };
  const given = (pairs: readonly (readonly [ArgPath, string])[]): Arguments => {
    const args: Arguments = new Map();
    for (const [place, value] of pairs) put(args, place, [], value);
    return args;
  };
  const under = (made: string, kind: string): string | undefined => {
    const apply = model.forms.find((one) => one.form === 'apply' && one.on.includes(kind));
    if (apply?.form === 'apply') {
      const args: Arguments = new Map();
      put(args, apply.runs, [], `() => ${work}`);
      return `${head}const policy = ${made};\nexport const answer = () => policy${apply.path === '' ? '' : `.${concrete(apply.path)}`}(${list(args)});\n`;
    }
    const wrap = model.forms.find((one) => one.form === 'wrap' && one.on?.includes(kind) === true);
    if (wrap?.form === 'wrap') {
      const args: Arguments = new Map();
      put(args, wrap.runs, [], `() => ${work}`);
      const fire = wrap.fires[0] ?? '';
      return `${head}const policy = ${made};\nconst guarded = policy${wrap.path === '' ? '' : `.${wrap.path}`}(${list(args)});\nexport const answer = () => guarded${fire === '' ? '' : `.${fire}`}();\n`;
    }
    return undefined;
  };
  const maker = (kind: string): string | undefined => {
    const wrap = model.forms.find((one) => one.form === 'wrap' && one.kind === kind && one.on === undefined);
    if (wrap?.form === 'wrap') return called(wrap.path, new Map([[0, '() => 1']]));
    const join = model.forms.find((one) => one.form === 'combine' && one.kind === kind);
    if (join?.form === 'combine') return called(join.path, new Map());
    const way = wayTo(model, kind);
    return way?.reduce<string | undefined>((root, make) => called(make.path, new Map(), root), undefined);
  };
  switch (form.form) {
    case 'run':
      return (args) => {
        const all = given(args);
        put(all, form.runs, [], /^promise$/.test(form.runs) ? work : form.again === undefined ? `() => ${work}` : asking(form.again, true));
        return `${head}export const answer = () => ${called(form.path, all)};\n`;
      };
    case 'make':
      return (args) => {
        const root = form.on === undefined ? undefined : maker(form.on[0] ?? '');
        const made = called(form.path, given(args), root);
        return under(made, form.kind) ?? through(model, form.kind, made, head) ?? hosted(model, made, head) ?? '';
      };
    case 'apply': {
      const made = maker(form.on[0] ?? '');
      if (made === undefined) return undefined;
      const args: Arguments = new Map();
      put(args, form.runs, [], `() => ${work}`);
      return () =>
        `${head}const policy = ${made};\nexport const answer = () => policy${form.path === '' ? '' : `.${concrete(form.path)}`}(${list(args)});\n`;
    }
    case 'wrap':
      return (args) => {
        const all = given(args);
        put(all, form.runs, [], `() => ${work}`);
        const root = form.on === undefined ? undefined : maker(form.on[0] ?? '');
        const fire = form.fires[0] ?? '';
        return `${head}const guarded = ${called(form.path, all, root)};\nexport const answer = () => guarded${fire === '' ? '' : `.${concrete(fire)}`}();\n`;
      };
    case 'combine': {
      const parts = model.forms.find((one) => one.form === 'make' && one.on === undefined && one.provides.length > 0);
      if (parts?.form !== 'make') return undefined;
      const args: Arguments = new Map();
      const policy = called(parts.path, new Map());
      if (form.policies === undefined) args.set(0, policy);
      else put(args, form.policies, [], `[${policy}]`);
      const root = form.on === undefined ? undefined : policy;
      const whole = called(form.path, args, root);
      return () =>
        under(whole, form.kind) ??
        (hostOf(model) === undefined ? through(model, form.kind, whole, head) : hosted(model, whole, head)) ??
        '';
    }
    case 'attach':
      return (args) => {
        const all = given(args);
        put(all, form.to, [], 'api');
        return `import axios from 'axios';\n${head}const api = axios.create();\n${called(form.path, all)};\nexport const answer = () => api.get('https://contract.test');\n`;
      };
    case 'operator':
      return (args) =>
        `import { fromFetch } from 'rxjs/fetch';\n${head}export const answer = fromFetch('https://contract.test').pipe(${called(form.path, given(args))});\n`;
    case 'decorator':
      return (args) => `${head}export class Api {\n  @${called(form.path, given(args))}\n  user() {\n    return ${work};\n  }\n}\n`;
  }
}

/** A library whose whole is a class: `new Bottleneck()`. */
const makesClass = (model: GuardModel): boolean =>
  model.forms.some((form) => form.path !== '' && isClass(form.path) && form.path.toLowerCase() === model.id.replace(/\W/g, ''));

type Make = Extract<GuardForm, { form: 'make' }>;

function wayTo(model: GuardModel, kind: string, seen: readonly string[] = []): readonly (GuardForm & { path: string })[] | undefined {
  for (const form of model.forms) {
    if (form.form !== 'make' || form.kind !== kind) continue;
    if (form.on === undefined) return [form];
    const from = form.on.find((on) => on !== kind && !seen.includes(on));
    const before = from === undefined ? undefined : wayTo(model, from, [...seen, kind]);
    if (before !== undefined) return [...before, form];
  }
  return undefined;
}

/** A policy that has nothing to run with of its own: the next maker, or a combination, takes it on. */
function through(model: GuardModel, kind: string, made: string, head: string): string | undefined {
  const next = model.forms.find((form): form is Make => form.form === 'make' && form.on?.includes(kind) === true && form.kind !== kind);
  if (next !== undefined) {
    const apply = model.forms.find((form) => form.form === 'apply' && form.on.includes(next.kind));
    const args: Arguments = new Map();
    if (apply?.form === 'apply') put(args, apply.runs, [], `() => ${work}`);
    if (apply?.form === 'apply')
      return `${head}const policy = ${made}.${next.path}();\nexport const answer = () => policy${apply.path === '' ? '' : `.${apply.path}`}(${list(args)});\n`;
  }
  const join = model.forms.find((form) => form.form === 'combine');
  if (join?.form === 'combine') {
    const args: Arguments = new Map();
    if (join.policies === undefined) args.set(0, made);
    else put(args, join.policies, [], `[${made}]`);
    const whole = `${isClass(join.path) ? 'new ' : ''}${join.path === '' ? 'lib' : `lib.${join.path}`}(${list(args)})`;
    const apply = model.forms.find((form) => form.form === 'apply' && form.on.includes(join.kind));
    const wrap = model.forms.find((form) => form.form === 'wrap' && form.on?.includes(join.kind) === true);
    if (apply?.form === 'apply') {
      const run: Arguments = new Map();
      put(run, apply.runs, [], `() => ${work}`);
      return `${head}const policy = ${whole};\nexport const answer = () => policy.${apply.path}(${list(run)});\n`;
    }
    if (wrap?.form === 'wrap') {
      const run: Arguments = new Map();
      put(run, wrap.runs, [], `() => ${work}`);
      const fire = wrap.fires[0] ?? '';
      return `${head}const policy = ${whole};\nconst guarded = policy.${wrap.path}(${list(run)});\nexport const answer = () => guarded${fire === '' ? '' : `.${fire}`}();\n`;
    }
  }
  const decorator = model.forms.find((form) => form.form === 'decorator' && form.order !== undefined);
  if (decorator !== undefined)
    return `${head}export class Api {\n  @lib.${decorator.path}(${made})\n  user() {\n    return ${work};\n  }\n}\n`;
  return undefined;
}

/** The client in whose options the policies of this guard stand. */
const hostOf = (model: GuardModel): ClientModel | undefined => {
  const applied = model.forms.some((form) => form.form === 'apply' || form.form === 'wrap' || form.form === 'decorator');
  const hosts = catalog.clients.filter((client) => client.makes?.some((make) => make.links !== undefined) === true);
  return applied ? undefined : (hosts.find((client) => client.package === model.package) ?? hosts[0]);
};

/** A policy that stands among the links of a client, and a call of that client. */
function hosted(model: GuardModel, made: string, head: string): string | undefined {
  const host = hostOf(model);
  const make = host?.makes?.find((one) => one.links !== undefined);
  const call = host?.calls.find((one) => one.on?.includes('instance') === true);
  const at = make?.links?.[0];
  if (host === undefined || make === undefined || call === undefined || at === undefined) return undefined;
  const args: Arguments = new Map();
  put(args, at, [], `[${made}]`);
  const client = `${isClass(make.path) ? 'new ' : ''}host.${make.path}(${list(args)})`;
  return `${head}import * as host from '${specifierOf(host.modules[0] ?? '')}';\nconst client = ${client};\nexport const answer = () => client.${concrete(call.paths[0] ?? '')}();\n`;
}

/** The numbers and words of a provision, one by one. */
function wordsOf(provision: Provision): readonly Word[] {
  const one = (says: string, at: ArgPath, value: string, part: Seen): Word => {
    // What may narrow the tries leaves open what is repeated.
    const whole = !/^-?[\d.]+$|^Infinity$/.test(value);
    const narrowed = provision.facet === 'retry' && (provision.condition ?? []).some((c) => c === at || (whole && c.startsWith(`${at}.`)));
    const open = narrowed ? { writes: 'unknown', permanent: 'unknown' } : {};
    return { says, args: [[at, value]], wants: (layers) => missing(layers, [provision], { ...open, ...part }) };
  };
  const numbers = (field: string, quantity: Quantity | undefined, first: string): readonly Word[] => {
    if (typeof quantity !== 'object') return [];
    if (quantity.unit === 'fetch') {
      const heard = (layers: readonly Layer[]): boolean => layers.some((layer) => layer.kind === 'timeout' && layer.ms === 1234);
      const wants: Word['wants'] = (layers) => (heard(layers) ? undefined : 'a function that bounds it is not heard');
      const bounded = '(to, init) => fetch(to, { ...init, signal: AbortSignal.timeout(1234) })';
      return [{ says: `${field} a function`, args: [[quantity.at, bounded]], wants }];
    }
    // A number that is written was chosen.
    const chosen = first === 'attempts' && provision.facet === 'retry' && provision.byItself === true ? { byItself: nothing } : {};
    const amount = 7 * (quantity.unit === 's' ? 1000 : 1) + (quantity.plus ?? 0);
    const out = [one(`${field} 7`, quantity.at, '7', { [first]: amount, ...chosen })];
    if (quantity.or !== undefined) out.push(one(`${field} 7 in an object`, quantity.or, '7', { [first]: amount, ...chosen }));
    for (const word of quantity.same ?? []) {
      const amount = typeof quantity.fallback === 'number' ? quantity.fallback : nothing;
      out.push(one(`${field} ${literal(word)}, as none`, quantity.at, literal(word), { [first]: amount }));
    }
    for (const word of quantity.unbounded ?? [])
      out.push(one(`${field} ${literal(word)}`, quantity.at, literal(word), { [first]: 'unbounded', ...chosen }));
    for (const word of quantity.off ?? []) out.push(one(`${field} ${literal(word)}`, quantity.at, literal(word), { off: true }));
    return out;
  };
  const words = <T extends string | boolean>(field: string, choice: Choice<T> | undefined): readonly Word[] => {
    if (typeof choice !== 'object') return [];
    return Object.entries(choice.cases)
      .filter(([word]) => word !== 'undefined' && word !== 'function')
      .map(([word, value]) => one(`${field} ${word}`, choice.at, spelled(word), { [field]: value }));
  };
  switch (provision.facet) {
    case 'timeout':
      return [
        ...numbers('ms', provision.ms, 'ms'),
        ...words('cooperative', typeof provision.cooperative === 'object' ? provision.cooperative : undefined),
      ];
    case 'retry':
      return [
        ...numbers('attempts', provision.attempts, 'attempts'),
        ...numbers('delayMs', provision.delayMs, 'delayMs'),
        ...numbers('maxDelayMs', provision.maxDelayMs, 'maxDelayMs'),
        ...numbers('totalMs', provision.totalMs, 'totalMs'),
        ...words('backoff', provision.backoff),
        ...words('jitter', provision.jitter),
        ...(provision.forever === undefined ? [] : [one('forever', provision.forever, 'true', { attempts: 'unbounded' })]),
        ...(provision.when === undefined ? [] : [one('switched off', provision.when, 'false', { off: true })]),
        ...(provision.condition ?? []).map((at) => one(`a condition at ${at}`, at, '() => true', {})),
      ];
    case 'bulkhead':
      return numbers('limit', provision.limit, 'limit');
    case 'breaker':
      return (provision.condition ?? []).map((at) => one(`a condition at ${at}`, at, '() => true', { onStatus: 'unknown' }));
    case 'fallback':
    case 'cancellation':
      return [];
  }
}

const spelled = (word: string): string => {
  if (/^(true|false|-?\d+(\.\d+)?|null)$/.test(word)) return word;
  if (/^[A-Z]\w*$/.test(word) && !/^[A-Z_]+$/.test(word)) return `new lib.${word}()`;
  return word.includes('.') ? `lib.${word}` : `'${word}'`;
};

type Seen = Readonly<Record<string, unknown>>;

/** The layers that provisions promise, and what they should hold; the first that is missing, in words. */
function missing(layers: readonly Layer[], provides: readonly Provision[], part: Seen): string | undefined {
  for (const provision of provides) {
    const { off, ...rest } = part;
    const wanted = told({ ...whole(provision), ...rest });
    if (provision.facet === 'timeout') {
      if (off === true || wanted.ms === 'unbounded') {
        if (holds(layers, 'timeout', { by: 'policy' })) return 'there should be no bound';
      } else if (!holds(layers, 'timeout', { by: 'policy', ...wanted })) return `there should be a bound ${JSON.stringify(wanted)}`;
    } else if (provision.facet === 'retry') {
      const seen = off === true ? { attempts: 1 } : wanted;
      if (!holds(layers, 'retry', seen)) return `there should be a retry ${JSON.stringify(seen)}`;
    } else if (provision.facet === 'bulkhead') {
      if (wanted.limit === 'unbounded') {
        if (holds(layers, 'bulkhead', {})) return 'there should be no limit';
      } else if (!holds(layers, 'bulkhead', wanted)) return `there should be a limit ${JSON.stringify(wanted)}`;
    } else if (
      !layers.some(
        (layer) => layer.kind === provision.facet && Object.entries(wanted).every(([key, value]) => Reflect.get(layer, key) === value),
      )
    )
      return `there should be a ${provision.facet}`;
  }
  return undefined;
}

/** What has no end is not written down as a cap, and a bound that is not cooperative says nothing of it. */
function told(wanted: Seen): Seen {
  const left = (name: string, value: unknown): boolean =>
    name === 'maxDelayMs' || name === 'totalMs' ? value === 'unbounded' : name === 'cooperative' && value === false;
  return Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, left(name, value) ? nothing : value]));
}

const nothing = Symbol('nothing');

const fixed = (quantity: Quantity | undefined): unknown => (typeof quantity === 'object' ? quantity.fallback : quantity);

/** What a provision says when nothing is written: fallbacks, and what is fixed. */
function whole(provision: Provision): Seen {
  const plain = <T extends string | boolean>(choice: Choice<T>): unknown => (typeof choice === 'object' ? undefined : choice);
  switch (provision.facet) {
    case 'timeout':
      return {
        ms: fixed(provision.ms),
        covers: provision.covers ?? 'total',
        ...(provision.cancels === 'signal' ? {} : { cancels: provision.cancels }),
        ...(provision.cooperative === true ? { cooperative: true } : {}),
      };
    case 'retry':
      return Object.fromEntries(
        Object.entries({
          attempts: fixed(provision.attempts),
          backoff: plain(provision.backoff),
          jitter: plain(provision.jitter),
          ...(typeof provision.delayMs === 'object' ? {} : { delayMs: provision.delayMs }),
          writes: provision.writes ?? true,
          onStatus: provision.onStatus,
          onTimeout: provision.onTimeout,
          permanent: provision.permanent ?? true,
          form: 'policy',
          byItself: provision.byItself,
        }).filter(([, value]) => value !== undefined),
      );
    case 'bulkhead':
      return { limit: fixed(provision.limit) };
    case 'breaker':
      return provision.onStatus === undefined ? {} : { onStatus: provision.onStatus };
    case 'fallback':
    case 'cancellation':
      return {};
  }
}
