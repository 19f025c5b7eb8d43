import { computedName, type ExprId } from '../../model/summary';
import { absent, each, globalValue, oneOf, ofAddress, isAddress, unknown, type Value, written as writesOf } from '../values';
import { isBarred } from './barred';
import type { Evaluation } from './evaluation';
import { writtenClients } from './tables';
import { writtenAs } from './types';

/** What a member of a value holds, by the kind of the value. */
export function membersOf(ev: Evaluation): Pick<Evaluation, 'member' | 'at' | 'getter'> {
  function member(of: Value, name: string): Value {
    switch (of.is) {
      case 'any':
        return oneOf(
          of.of.map((x) => member(x, name)),
          of.by,
        );
      case 'obj':
        // `options = { ...options, a }` spreads itself: what it adds there is nothing new.
        return ev.once(
          of.place.file,
          of.place.frame,
          `~${of.place.expr}.${name}+${writesOf(of)}@${of.place.frame?.key ?? ''}`,
          () => objectMember(of, name),
          absent,
        );
      case 'merged': {
        const seen: Value[] = [];
        for (let i = of.parts.length - 1; i >= 0; i--) {
          const got = member(of.parts[i]!, name);
          if (got.is === 'lit' && got.v === undefined) continue;
          seen.push(got);
          if (got.is !== 'unknown' && !(of.deep === true && isObject(got))) break;
        }
        if (of.deep === true && seen.length > 1 && seen.every(isObject)) return { is: 'merged', parts: seen.reverse(), deep: true };
        return seen.length === 0 ? absent : oneOf(seen, 'branch');
      }
      case 'shaped': {
        const [first, ...rest] = of.path;
        if (first !== name) return absent;
        return rest.length === 0 ? of.value : { is: 'shaped', path: rest, value: of.value };
      }
      case 'without':
        return of.names.includes(name) ? absent : member(of.of, name);
      case 'arr': {
        const item = of.items[Number(name)];
        return item ?? unknown('an element of a list');
      }
      case 'mod':
        return ev.exported(of.file, name);
      case 'lib':
        if (/^global:(globalThis|window|self|global)$/.test(of.module) && of.path.length === 0) return globalValue(name);
        if (of.module === 'global:Number' && name in largest) return { is: 'lit', v: largest[name as keyof typeof largest] };
        return name === 'default' ? of : (standIn(of, name) ?? { ...of, path: [...of.path, name] });
      case 'client':
      case 'policy':
        return { ...of, path: [...of.path, name] };
      case 'controller':
        return name === 'signal' ? ev.controllerSignal(of.place) : unknown('a member of a controller');
      case 'cls':
        return beside(of.file, name, ev.classMember(of.file, of.cls, name));
      case 'inst':
        return name === 'constructor' ? { is: 'cls', file: of.file, cls: of.cls } : ev.instanceMember(of, name);
      case 'shape': {
        const found = of.members.find((x) => x.n === name);
        if (found === undefined) return of.open === true ? unknown(`\`${name}\` is not written in its type`) : absent;
        const why = `\`${name}\` is known by its type only`;
        return ev.typed(of.file, found.t) ?? { is: 'unknown', why, ...(writtenAs('AbortSignal', found.t) ? { signal: true } : {}) };
      }
      case 'lit':
        return of.v === undefined || of.v === null ? absent : unknown('a member of a plain value');
      case 'made':
        if (isAddress(of) && !ofAddress.has(name)) return absent;
        // What an address has are texts, and one thing to search in.
        return {
          ...unknown(`\`${name}\` cannot be followed`),
          ...(isAddress(of) && name !== 'searchParams' ? { plain: true as const } : {}),
        };
      case 'unknown':
        return of;
      case 'fn':
        return beside(of.file, name, functionMember(of, name));
      default:
        return unknown(`\`${name}\` cannot be followed`);
    }
  }

  /** `require('node-abort-controller').AbortController`, also of a module that is itself what it exports by name. */
  function standIn(of: Value & { is: 'lib' }, name: string): Value | undefined {
    if (of.path.length > 0) return undefined;
    if (of.module === `global:${name}`) return of;
    const global = ev.library.standsFor(of.module, name);
    return global === undefined ? undefined : { is: 'lib', module: `global:${global}`, path: [] };
  }

  const at = (of: Value, path: readonly string[]): Value => path.reduce(member, of);

  /** What else is exported hangs on the function or class that the module is: `module.exports = f; module.exports.g = g`. */
  function beside(file: string, name: string, own: Value): Value {
    const exports = own.is === 'unknown' ? ev.view(file)?.exportsNamed : undefined;
    return exports?.has('=') === true && exports.has(name) ? ev.exported(file, name) : own;
  }

  /** `bind` keeps the function; properties may have been hung on it. */
  function functionMember(of: Value & { is: 'fn' }, name: string): Value {
    if (name === 'bind' || name === 'call' || name === 'apply') return of;
    const v = ev.view(of.file);
    const b =
      v?.summary.bindings.findIndex((x) => x.e !== undefined && v.expr(x.e).k === 'fn' && (v.expr(x.e) as { f: number }).f === of.fn) ?? -1;
    const write = v?.writesTo.get(b)?.find((w) => w.n === name);
    return write === undefined ? unknown('a member of a function') : ev.value(of.file, write.v, of.frame);
  }

  function objectMember(of: Value & { is: 'obj' }, name: string): Value {
    const { file, frame } = of.place;
    const written = of.writes.filter((w) => w.n === name && (w.file !== file || !isBarred(ev, w.file, w.ctx, frame)));
    const last = written[written.length - 1];
    if (last !== undefined) return ev.value(last.file, last.v, last.file === file ? frame : undefined);
    const maybe: Value[] = [];
    for (let i = of.expr.p.length - 1; i >= 0; i--) {
      const p = of.expr.p[i]!;
      if (p.kind === 'spread') {
        const got = spread(ev.value(file, p.e, frame), name);
        if (got.is === 'lit' && (got.v === undefined || got.v === false)) continue;
        // A conditional spread (`...(x && { a })`) may or may not bring it.
        if (got.is === 'any' && got.of.some((x) => x.is === 'lit' && x.v === undefined)) {
          maybe.push(...got.of.filter((x) => !(x.is === 'lit' && x.v === undefined)));
          continue;
        }
        maybe.push(got);
        if (got.is !== 'unknown' && !(got.is === 'any' && got.of.some((x) => x.is === 'unknown'))) return oneOf(maybe, 'branch');
        continue;
      }
      if (p.kind === 'computed') {
        continue;
      }
      if (p.n !== name) continue;
      const got = p.kind === 'get' ? getter(ev.value(file, p.e, frame), of) : withSelf(ev.value(file, p.e, frame), of);
      return maybe.length === 0 ? got : oneOf([...maybe, got], 'branch');
    }
    if (of.writes.some((w) => w.n === computedName && mayBe(w.file, w.key, name))) {
      maybe.push(...writtenClients(ev, of));
      // As good as an argument of whoever calls: it may be anything, and may not be there.
      maybe.push({ is: 'unknown', why: `\`${name}\` may be written under a computed name`, param: true });
    }
    if (maybe.length === 0) return absent;
    const spreadMaybe = maybe.every((x) => x.is !== 'unknown') ? [...maybe, absent] : maybe;
    return oneOf(spreadMaybe, 'branch');
  }

  /** Whether a computed name may be this one: not where it is one of several that are written. */
  function mayBe(file: string, key: ExprId | undefined, name: string): boolean {
    return (
      key === undefined ||
      each(ev.value(file, key)).some((one) => one.is !== 'lit' || String(one.v).includes('{…}') || String(one.v) === name)
    );
  }

  /** What spreading a value brings under a name: a plain one brings nothing, and of one that is not known the name may be left out. */
  function spread(of: Value, name: string): Value {
    if (of.is === 'lit') return absent;
    if (of.is === 'any')
      return oneOf(
        of.of.map((x) => spread(x, name)),
        of.by,
      );
    if (of.is === 'unknown' && of.plain === true) return absent;
    const got = member(of, name);
    return got.is === 'unknown' && (of.is === 'unknown' || of.is === 'made' || of.is === 'lib') ? { ...got, param: true } : got;
  }

  function getter(v: Value, self: Value): Value {
    return v.is === 'fn' ? ev.apply({ ...v, self }, () => undefined, 'get', undefined, v.file) : v;
  }

  return { member, at, getter };
}

/** A function read from a thing sees that thing. */
export const withSelf = (v: Value, self: Value): Value => (v.is === 'fn' && v.self === undefined ? { ...v, self } : v);

const largest = { MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER, MAX_VALUE: Number.MAX_VALUE, POSITIVE_INFINITY: Number.POSITIVE_INFINITY };

/** Whether a value is an object that was written, of which several can be put together. */
const isObject = ({ is }: Value): boolean => is === 'obj' || is === 'merged' || is === 'shaped' || is === 'without';
