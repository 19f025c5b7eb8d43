import type { CallExpr, ExprId } from '../../model/summary';
import { each, type Frame, oneOf, type Place, type Value } from '../values';
import type { Evaluation } from './evaluation';

/** What is taken out of a map that a file keeps to itself: one of the values that are put into it there. `undefined` where that is not to be seen. */
export function keptIn(ev: Evaluation, file: string, call: CallExpr, frame: Frame | undefined): Value | undefined {
  const callee = ev.view(file)?.expr(call.c);
  if (callee?.k !== 'mem' || callee.n !== 'get' || call.a.length !== 1) return undefined;
  const values: Value[] = [];
  for (const map of each(ev.value(file, callee.o, frame))) {
    const isMap = map.is === 'made' && /^global:(?:Weak)?Map$/.test(map.module) && map.path.length === 0;
    const put = isMap && map.call.how === 'new' && map.call.a.length === 0 ? putInto(ev, map.place) : undefined;
    if (put === undefined) return undefined;
    values.push(...put);
  }
  return values.length === 0 ? undefined : oneOf(values, 'branch');
}

/** The values that are set in a map; `undefined` where others may set some, too. */
function putInto(ev: Evaluation, place: Place): readonly Value[] | undefined {
  const v = ev.view(place.file);
  if (v === undefined) return undefined;
  const names = v.namesOf.get(place.expr) ?? [];
  const { writes, classes, exports, functions } = v.summary;
  const fields = [
    ...writes.flatMap(({ v: value, n }) => (value === place.expr ? [n] : [])),
    ...classes.flatMap(({ members }) => members.flatMap(({ e, n }) => (e === place.expr ? [n] : []))),
  ];
  const isIt = (id: ExprId): boolean => {
    const e = v.expr(id);
    return e.k === 'ref' ? names.includes(e.b) : e.k === 'mem' && fields.includes(e.n);
  };
  const offered = exports.some(({ b }) => b !== undefined && names.includes(b));
  if (offered || names.some((b) => v.passedTo.has(b)) || functions.some(({ ret }) => ret.some(isIt))) return undefined;
  return (v.callsNamed.get('set') ?? []).flatMap((id) => {
    const set = v.call(id);
    const of = set === undefined ? undefined : v.expr(set.c);
    const value = of?.k === 'mem' && isIt(of.o) ? set?.a[1] : undefined;
    return value === undefined ? [] : [ev.value(place.file, value)];
  });
}
