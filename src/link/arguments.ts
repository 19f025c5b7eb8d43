import type { Choice, Quantity } from '../model/catalog/guard';
import type { ArgPath, Literal } from '../model/catalog/paths';
import type { Amount } from '../model/layer';
import type { CallExpr } from '../model/summary';
import { amountOf } from './amounts';
import type { Evaluator } from './evaluator';
import { foreign } from './library';
import { spreadArgument } from './spread';
import { absent, each, isAddress, oneOf, isSetting, type Place, type Value } from './values';

/** Walks into options: members of plain values are absent rather than unknown, and so are those of `new X({…})`'s own options. */
export function optionAt(evaluator: Evaluator, value: Value, path: readonly string[]): Value {
  let v = value;
  for (const name of path) {
    v = step(evaluator, v, name);
  }
  const isData = (one: Value): boolean => one.is === 'lib' && evaluator.library.isData(one.module, one.path);
  if (v.is === 'any' && v.of.some(isData)) return { ...v, of: v.of.map((one) => (isData(one) ? absent : one)) };
  return path.length > 0 && isData(v) ? absent : v;
}

/** The names of an option's path: `timeout.request` is two, and what stands in quotes is one. */
export function namesOf(option: string): readonly string[] {
  const quoted = /^'(.+)'$/.exec(option)?.[1];
  return quoted === undefined ? option.split('.').filter((name) => name !== '') : [quoted];
}

/** What was found of each thing that is made of others; it may be made of itself: `request = new Request(request, more)`. */
type Found = Map<string, Value>;

function step(evaluator: Evaluator, v: Value, name: string, found: Found = new Map()): Value {
  if (name === '()' && v.is === 'fn') return evaluator.apply(v, () => undefined, `gives:${v.file}#${v.fn}`, undefined, v.file);
  // A variable of the environment is a text.
  if (v.is === 'lit' || v.is === 'fn' || v.is === 'signal' || v.is === 'arr' || isSetting(v)) return absent;
  if (v.is === 'any') {
    const parts = v.of.map((x) => step(evaluator, x, name, found));
    return oneOf(parts.flatMap(each), v.by);
  }
  // Whoever hands over the whole may have left this one out.
  if (v.is === 'unknown') return v.plain === true ? absent : { ...v, param: true };
  if (v.is === 'lib' && foreign(evaluator, v)) return { is: 'unknown', why: `it comes from \`${v.module}\``, param: true };
  if (isAddress(v)) return evaluator.member(v, name);
  // `module.exports = config`, handed over as it was required.
  if (v.is === 'mod') {
    if (evaluator.view(v.file)?.exportsNamed.has('=') === true) return step(evaluator, evaluator.exported(v.file, '='), name, found);
    // What else is put into it is not seen.
    const member = evaluator.member(v, name);
    return member.is === 'unknown' ? { ...member, param: true } : member;
  }
  if (v.is === 'made' && v.call.how !== 'new' && foreign(evaluator, v))
    return { is: 'unknown', why: `it is put together by \`${v.module}\``, param: true };
  const place = v.is === 'made' ? v.place : v.is === 'client' ? v.made : undefined;
  const given = place === undefined ? undefined : optionsBehind(evaluator, v);
  if (place === undefined || given === undefined) return evaluator.member(v, name);
  const key = `${place.file}#${place.expr}@${place.frame?.key ?? ''}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  found.set(key, { is: 'unknown', why: 'it is put together of itself', param: true });
  const value = step(evaluator, given, name, found);
  found.set(key, value);
  return value;
}

/** The options that something stands for which is made of them: `new NodeHttpHandler({ requestTimeout })`; `undefined` where it is not made of any. */
function optionsBehind(evaluator: Evaluator, v: Value): Value | undefined {
  if (v.is === 'made') {
    const completed = evaluator.library.completes(v.module, v.path);
    if (completed !== undefined) return argument(evaluator, { ...v.place, call: v.call }, completed);
    return v.call.a[0] === undefined ? undefined : evaluator.value(v.place.file, v.call.a[0], v.place.frame);
  }
  if (v.is !== 'client' || v.made === undefined) return undefined;
  const { made } = v;
  const given = ['arg[0]' as const, ...(made.make.options ?? [])].map((at) => argument(evaluator, made, at));
  const found = given.find((one) => one.is !== 'lit');
  return found ?? (made.call.a.length > 0 || made.call.how === 'new' ? absent : undefined);
}

export function parseArg(path: ArgPath): { index: number; rest: readonly string[] } {
  const found = /^arg\[(\d+)\](\(\))?(?:\.(.*))?$/.exec(path);
  const inside = found?.[3] === undefined ? [] : found[3].split('.');
  return { index: Number(found?.[1] ?? 0), rest: found?.[2] === undefined ? inside : [found[2], ...inside] };
}

/** The value at a path of a call's arguments; `absent` when the argument is not there. */
export function argument(evaluator: Evaluator, place: Place & { call: CallExpr }, path: ArgPath, shift = 0): Value {
  const { index, rest } = parseArg(path);
  const { call } = place;
  if (call.spread !== undefined && index + shift >= call.spread)
    return optionAt(evaluator, spreadArgument(evaluator, place.file, call, index + shift, place.frame), rest);
  const a = call.a[index + shift];
  if (a === undefined) return absent;
  return optionAt(evaluator, evaluator.value(place.file, a, place.frame), rest);
}

/** Whether a value is one of some literals, as the catalog writes them. */
export function among(value: Value, literals: readonly Literal[] | undefined): boolean {
  if (literals === undefined || value.is !== 'lit') return false;
  return literals.some((l) =>
    l === 'Infinity'
      ? value.v === Number.POSITIVE_INFINITY || value.v === 'Infinity'
      : l === 'undefined'
        ? value.v === undefined
        : l === value.v,
  );
}

/** A number fixed by a library or read from an argument; `off` when the facet is switched off. */
export function quantity(
  evaluator: Evaluator,
  place: Place & { call: CallExpr },
  q: Quantity | undefined,
): { amount: Amount; off: boolean; written: boolean; value?: Value } {
  if (q === undefined) return { amount: 'unknown', off: false, written: false };
  if (typeof q !== 'object') return { amount: q, off: false, written: false };
  let value = argument(evaluator, place, q.at);
  if (q.or !== undefined && each(value).some((v) => v.is === 'obj' || v.is === 'merged')) value = argument(evaluator, place, q.or);
  const alternatives = each(value);
  const said = (v: Value): boolean => !(v.is === 'lit' && (v.v === undefined || v.v === null)) && !among(v, q.same);
  if (!alternatives.some(said) && !alternatives.some((v) => among(v, q.off))) {
    return { amount: q.fallback, off: false, written: false };
  }
  if (alternatives.every((v) => among(v, q.off))) return { amount: 1, off: true, written: true, value };
  if (alternatives.some((v) => among(v, q.unbounded))) return { amount: 'unbounded', off: false, written: true, value };
  const read = amountOf(value.is === 'any' ? { ...value, of: value.of.filter((v) => !(v.is === 'lit' && v.v === undefined)) } : value);
  const scaled = typeof read === 'number' ? read * (q.unit === 's' ? 1000 : 1) + (q.plus ?? 0) : read;
  return { amount: scaled, off: false, written: true, value };
}

/** A word fixed by a library, or read from an argument: a literal, a member path, or the name of what was called there. */
export function choice<T extends string | boolean>(
  evaluator: Evaluator,
  place: Place & { call: CallExpr },
  c: Choice<T> | undefined,
): T | 'unknown' {
  if (c === undefined) return 'unknown';
  if (typeof c !== 'object') return c;
  const value = argument(evaluator, place, c.at);
  for (const v of each(value)) {
    for (const word of wordsOf(v)) {
      const found = c.cases[word];
      if (found !== undefined) return found;
    }
    // A function of the project's own decides by itself, or asks one that is known.
    if (v.is === 'fn') return answered(evaluator, v, c) ?? 'unknown';
  }
  return c.fallback;
}

/** What is known of the function whose answer a function gives: `(count, error) => exponentialDelay(count, error, 1000)`. */
function answered<T extends string | boolean>(
  evaluator: Evaluator,
  fn: Value & { is: 'fn' },
  c: Extract<Choice<T>, object>,
): T | undefined {
  const view = evaluator.view(fn.file);
  const all = (view?.summary.functions[fn.fn]?.ret ?? []).map((ret) => {
    const callee = view?.call(ret)?.c;
    const value = callee === undefined ? undefined : evaluator.value(fn.file, callee);
    return value === undefined
      ? undefined
      : each(value)
          .flatMap(wordsOf)
          .flatMap((word) => c.cases[word] ?? [])[0];
  });
  return all.every((one) => one === all[0]) ? all[0] : undefined;
}

function wordsOf(v: Value): readonly string[] {
  if (v.is === 'lit') return [String(v.v)];
  if (v.is === 'lib' || v.is === 'made') return [v.path.join('.'), v.path[v.path.length - 1] ?? ''];
  if (v.is === 'fn') return ['function'];
  return [];
}
