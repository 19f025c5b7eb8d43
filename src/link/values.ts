import type { ClientModel } from '../model/catalog/client';
import type { GuardModel } from '../model/catalog/guard';
import type { Amount, Layer } from '../model/layer';
import type { Span } from '../model/span';
import type { CallExpr, ClassId, ExprId, FnId, ObjectExpr, TypeRef, Write } from '../model/summary';

/** Arguments a function was entered with, and the frame it was closed over. */
export interface Frame {
  readonly file: string;
  readonly fn: FnId;
  /** The value of an argument; `undefined` when the call does not say. */
  readonly arg: (index: number) => Value | undefined;
  readonly self: Value | undefined;
  readonly up: Frame | undefined;
  /** How many calls deep, the first one counted as one. */
  readonly depth: number;
  /** Files that its arguments stand in: what is read under it rests on them. */
  readonly files: readonly string[];
  /** The frame of the place that called. */
  readonly caller?: Frame;
  /** Keys memoised evaluations apart. */
  readonly key: string;
}

/** One expression in one file under one frame. */
export interface Place {
  readonly file: string;
  readonly expr: ExprId;
  readonly frame: Frame | undefined;
}

export interface ClientValue {
  readonly is: 'client';
  readonly model: ClientModel;
  /** `module` for the library itself. */
  readonly kind: string;
  /** Members walked since. */
  readonly path: readonly string[];
  /** The call that made it; absent for the module and for values known by their written type only. */
  readonly made?: Place & { readonly call: CallExpr; readonly make: NonNullable<ClientModel['makes']>[number] };
  /** What it was made from: `got.extend` of another instance, a collection of a database. */
  readonly base?: ClientValue;
  /** Known by its written type only. */
  readonly typed?: true;
}

export interface PolicyValue {
  readonly is: 'policy';
  readonly guard: GuardModel;
  readonly kind: string;
  /** Innermost first. */
  readonly layers: readonly Layer[];
  readonly made: Place & { readonly call: CallExpr };
  /** `wrap` forms: what it runs, and the members that run it. */
  readonly wraps?: { readonly runs: Value; readonly fires: readonly string[] };
  readonly path: readonly string[];
  /** The policies it was put together from. */
  readonly parts?: readonly PolicyValue[];
}

/** What an `AbortSignal` does. */
export interface SignalValue {
  readonly is: 'signal';
  /** Milliseconds after which it fires by itself; absent when no timer is behind it. */
  readonly ms?: Amount;
  /** What a hand-made timer bounds: it may be cleared before the body is read. */
  readonly covers?: 'headers' | 'attempt';
  /** Somebody can abort it. */
  readonly cancel: boolean;
  readonly at: Span;
  /** Where it is made: function and file. */
  readonly madeIn: { readonly file: string; readonly fn: FnId };
  readonly says: string;
  /** Handed over by the policy that runs the code. */
  readonly guard?: true;
}

/** What is written to a name that holds an object, and the file in which it is: not always the one that the object is made in. */
export interface PlacedWrite extends Write {
  readonly file: string;
}

/** What an expression holds, as far as resilience goes. */
export type Value =
  | { readonly is: 'lit'; readonly v: string | number | boolean | null | undefined }
  | { readonly is: 'obj'; readonly place: Place; readonly expr: ObjectExpr; readonly writes: readonly PlacedWrite[] }
  /** An object with one member, which no literal in the source wrote. */
  | { readonly is: 'shaped'; readonly path: readonly string[]; readonly value: Value }
  /** The last part that has a member goes before the others; `deep`, where what several have is put together as well. */
  | { readonly is: 'merged'; readonly parts: readonly Value[]; readonly deep?: true }
  /** What a rest pattern leaves: the value without some members. */
  | { readonly is: 'without'; readonly of: Value; readonly names: readonly string[] }
  | { readonly is: 'arr'; readonly items: readonly Value[]; readonly open: boolean }
  | { readonly is: 'fn'; readonly file: string; readonly fn: FnId; readonly frame: Frame | undefined; readonly self: Value | undefined }
  | { readonly is: 'cls'; readonly file: string; readonly cls: ClassId }
  | {
      readonly is: 'inst';
      readonly file: string;
      readonly cls: ClassId;
      readonly made?: Place & { readonly call: CallExpr };
      readonly open?: true;
    }
  /** A value of which only the written members are known. */
  | {
      readonly is: 'shape';
      readonly file: string;
      readonly members: readonly { readonly n: string; readonly t: TypeRef }[];
      readonly open?: true;
    }
  | { readonly is: 'mod'; readonly file: string }
  /** Something of a package or a global, by path: not called yet. */
  | { readonly is: 'lib'; readonly module: string; readonly path: readonly string[] }
  /** What calling something of a package gave. */
  | { readonly is: 'made'; readonly module: string; readonly path: readonly string[]; readonly place: Place; readonly call: CallExpr }
  | ClientValue
  | PolicyValue
  | SignalValue
  | { readonly is: 'controller'; readonly place: Place }
  | { readonly is: 'any'; readonly of: readonly Value[]; readonly by: 'branch' | 'caller' }
  /** `param`: it comes in through a parameter whose callers we do not know. */
  | {
      readonly is: 'unknown';
      readonly why: string;
      readonly param?: true;
      /** A text, a number or a truth value: never an object. */
      readonly plain?: true;
      /** By its written type it is a signal that somebody else made. */
      readonly signal?: true;
      /** By its written type it is a request that somebody else made. */
      readonly request?: true;
      /** By its written type it is a function, which takes and gives this. */
      readonly takes?: { readonly file: string; readonly fn: NonNullable<TypeRef['fn']> };
    };

export const absent: Value = { is: 'lit', v: undefined };

/** Whether nothing was said. */
export function isAbsent(value: Value): boolean {
  return value.is === 'lit' && value.v === undefined;
}

export function unknown(why: string): Value {
  return { is: 'unknown', why };
}

/** A global of the platform. */
export function globalValue(name: string): Value {
  return { is: 'lib', module: `global:${name}`, path: [] };
}

/** What a package exports under a name; the package itself for its default. */
export function libValue(module: string, name: string): Value {
  return { is: 'lib', module, path: name === '*' || name === 'default' ? [] : [name] };
}

/** So many values are told apart in a choice; what comes behind them is left out. */
export const mostChoices = 24;

/** So many values may stand in a choice and in those inside of it, each counted as often as it stands there. */
const mostLeaves = mostChoices ** 2;

/**
 * One of several values; nested choices are flattened and what is the same is kept once. A choice of the other kind stays as
 * it is, unless there would be too much to walk through: then each of those inside lists what it comes to.
 */
export function oneOf(values: readonly Value[], by: 'branch' | 'caller'): Value {
  const flat: Value[] = [];
  for (const v of values) {
    if (v.is === 'any' && v.by === by) flat.push(...v.of);
    else flat.push(v);
  }
  const kept = onlyOnce(flat);
  if (kept.length === 1) return kept[0]!;
  const of = kept.slice(0, mostChoices);
  return { is: 'any', of: leavesIn(of) > mostLeaves ? of.map(listed) : of, by };
}

/** How many values a walk through all choices meets. */
function leavesIn(values: readonly Value[]): number {
  let sum = 0;
  for (const v of values) sum += v.is === 'any' ? leavesOf(v) : 1;
  return sum;
}

function leavesOf(choice: Value & { is: 'any' }): number {
  let sum = leaves.get(choice);
  if (sum === undefined) {
    sum = leavesIn(choice.of);
    leaves.set(choice, sum);
  }
  return sum;
}

const leaves = new WeakMap<Value, number>();

/** A choice with no other inside of it. */
function listed(value: Value): Value {
  if (value.is !== 'any') return value;
  let list = lists.get(value);
  if (list === undefined) {
    list = oneOf(each(value), value.by);
    lists.set(value, list);
  }
  return list;
}

const lists = new WeakMap<Value, Value>();

/** All the values something may be. */
export function each(value: Value): readonly Value[] {
  if (value.is !== 'any') return [value];
  let all = allOf.get(value);
  if (all === undefined) {
    all = value.of.every((one) => one.is !== 'any') ? value.of : onlyOnce(value.of.flatMap(each));
    allOf.set(value, all);
  }
  return all;
}

/** Choices among choices are many and the same ones over and over. */
const allOf = new WeakMap<Value, readonly Value[]>();

function onlyOnce(values: readonly Value[]): readonly Value[] {
  const seen = new Set<string | Value>();
  return values.filter((v) => {
    const key = identity(v);
    return !seen.has(key) && seen.add(key);
  });
}

/** The same for values that are the same, as far as that is quickly told. */
function identity(v: Value): string | Value {
  const at = (place: Place): string => `${v.is}:${place.file}#${place.expr}@${place.frame?.key ?? ''}`;
  switch (v.is) {
    case 'lit':
      return `lit:${typeof v.v}:${String(v.v)}`;
    case 'unknown':
      return 'unknown';
    case 'fn':
      return v.self === undefined ? `fn:${v.file}&${v.fn}@${v.frame?.key ?? ''}` : v;
    case 'cls':
      return `cls:${v.file}&${v.cls}`;
    case 'mod':
      return `mod:${v.file}`;
    case 'lib':
      return `lib:${v.module}:${v.path.join('.')}`;
    case 'inst':
      return v.made === undefined ? `inst:${v.file}&${v.cls}${v.open === true ? '+' : ''}` : `${at(v.made)}&${v.cls}`;
    case 'made':
      return at(v.place) + v.path.join('.');
    case 'controller':
      return at(v.place);
    default:
      return v;
  }
}

/** A text of the environment. */
export function isSetting(value: Value): boolean {
  return value.is === 'lib' && value.module === 'global:process' && value.path[0] === 'env';
}

/** What the platform takes an address apart into: it says where to, and never how long. */
export function isAddress(value: Value): boolean {
  return (
    value.is === 'made' && (value.module === 'global:URL' || (/^(node:)?url$/.test(value.module) && takesApart.has(value.path.join('.'))))
  );
}

const takesApart = new Set(['URL', 'parse', 'urlToHttpOptions']);

/** The members that an address has. */
export const ofAddress: ReadonlySet<string> = new Set(
  'auth hash host hostname href origin password path pathname port protocol query search searchParams slashes username'.split(' '),
);

/** `env.DATABASE_URL`: what is written in capitals and named after an address comes from the environment, and is a text. */
export const namesAddress = /^[A-Z0-9_]*(URL|URI|DSN)$/;

/** What a row of the catalogue may call the call of this member: its kind, its path, or both. */
export function namesOfCall({ kind, path }: ClientValue): readonly string[] {
  const member = path.join('.');
  return [kind, member, `${kind}:${member}`];
}

/** What is written to an object beside what it is made with, in one word. */
export const written = ({ place, writes }: Value & { is: 'obj' }): string =>
  writes.map((w) => `${w.file === place.file ? '' : w.file}${w.at[0]}`).join();
