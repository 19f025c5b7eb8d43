import type { CallExpr, Expr, ExprId } from '../../model/summary';
import { namesOf } from '../arguments';
import { absent, each, type Frame, isAbsent, isSetting, oneOf, unknown, type Value } from '../values';
import type { View } from '../view';
import { filesOf, selfKey } from './construction';
import type { CallPlace, Evaluation } from './evaluation';
import { keptIn } from './kept';

/** Deeper chains of calls end in `unknown`. */
const deepest = 9;

/** What a call gives back, and what a function gives for its arguments. */
export function callsOf(ev: Evaluation): Pick<Evaluation, 'result' | 'apply'> {
  function result(file: string, id: ExprId, frame?: Frame): Value {
    const v = ev.view(file);
    const call = v?.call(id);
    if (v === undefined || call === undefined) return unknown('');
    const callee = v.expr(call.c);
    const place = { file, expr: id, frame, call };
    if (callee.k === 'mem') {
      const special = promiseMember(v, id, call, callee, frame);
      if (special !== undefined) return special;
      const kept = keptIn(ev, file, call, frame);
      if (kept !== undefined) return kept;
    }
    const loaded = loadedByName(v, call, place);
    if (loaded !== undefined) return loaded;
    const target = ev.value(file, call.c, frame);
    const one = (t: Value): Value => {
      switch (t.is) {
        case 'any':
          return oneOf(t.of.map(one), t.by);
        case 'cls':
          // Of what its own constructor makes no more is known than of any of its kind: each would hold another.
          return { is: 'inst', file: t.file, cls: t.cls, ...(makesItself(t, frame) ? {} : { made: place }) };
        case 'fn': {
          if (call.how === 'new') return unknown('an object of a constructor function');
          const key = `${file}#${id}@${frame?.key ?? ''}`;
          const shift = callee.k === 'mem' && callee.n === 'call' ? 1 : 0;
          if (callee.k === 'mem' && callee.n === 'bind') return t;
          const args = ev.argumentsOf(file, call, frame);
          return apply(t, (i) => args(i + shift), key, frame, file);
        }
        case 'lib':
          if (t.path[t.path.length - 1] === 'bind') return { ...t, path: t.path.slice(0, -1) };
          return ev.builtin(t, place) ?? sameClass(ev.made(t, place), file, call, frame);
        case 'client':
          if (t.path[t.path.length - 1] === 'bind') return { ...t, path: t.path.slice(0, -1) };
          return ev.made(t, place);
        case 'unknown':
          return (t.takes === undefined ? undefined : ev.typed(t.takes.file, t.takes.fn.r)) ?? unknown('what it gives back is not known');
        case 'inst': {
          const own = ev.clients(t)[0];
          return own === undefined ? unknown('') : ev.made(own, place);
        }
        case 'policy':
          // `polly().retry(3)` makes a policy of a policy.
          return ev.policies(t, place) ?? t;
        default:
          return unknown('what it gives back is not known');
      }
    };
    const given = one(target);
    if (!ev.bounded || given.is !== 'unknown') return given;
    // What is not read may well give back a client that it was given.
    const handed = call.a.map((a) => ev.value(file, a, frame)).filter((v) => ev.clients(v).length > 0);
    return handed.length === 0 ? given : oneOf([...handed, given], 'branch');
  }

  /** What the files of a folder give for a client that they are handed, each loaded by a name that is worked out: `require(path.join(folder, file))(sequelize)`. */
  function loadedByName(v: View, call: CallExpr, place: CallPlace): Value | undefined {
    const callee = v.expr(call.c);
    const loads = callee.k === 'call' ? v.expr(callee.c) : undefined;
    if (loads?.k !== 'global' || loads.n !== 'require') return undefined;
    for (const client of call.a.flatMap((a) => ev.clients(ev.value(v.file, a, place.frame)))) {
      const make = client.model.makes?.find((one) => one.byFile === true && (one.on ?? ['module']).includes(client.kind));
      if (make !== undefined && client.path.length === 0) return ev.clientOf({ ...client, path: namesOf(make.path) }, place);
    }
    return undefined;
  }

  /** Whether an instance is made while one of its class is being made: `new Provider()` in the constructor of `Provider`. */
  function makesItself({ file, cls }: Value & { is: 'cls' }, frame: Frame | undefined): boolean {
    const ctor = ev.view(file)?.summary.classes[cls]?.ctor;
    if (ctor === undefined) return false;
    for (let f = frame; f !== undefined; f = f.caller) if (f.fn === ctor && f.file === file) return true;
    return false;
  }

  /** `.then(f)` gives what `f` returns of the value; `.catch` and `.finally` keep the value. */
  function promiseMember(v: View, id: ExprId, call: CallExpr, callee: Expr & { k: 'mem' }, frame: Frame | undefined): Value | undefined {
    if (callee.n === 'catch' || callee.n === 'finally') return ev.value(v.file, callee.o, frame);
    if (callee.n !== 'then') return undefined;
    const handler = call.a[0] === undefined ? undefined : ev.value(v.file, call.a[0], frame);
    if (handler?.is !== 'fn') return unknown('');
    // Asked for when it is wanted: what is not finished yet would be kept as it stands.
    const told = (i: number): Value | undefined => (i === 0 ? ev.value(v.file, callee.o, frame) : undefined);
    return apply(handler, told, `then:${v.file}#${id}@${frame?.key ?? ''}`, frame, v.file);
  }

  /** What a package makes of a class of the project is that class, as far as we know: `module.exports = wrapPrototype(Http)`. */
  function sameClass(given: Value, file: string, call: CallExpr, frame: Frame | undefined): Value {
    if (given.is !== 'made' || given.module.startsWith('global:') || call.how !== 'call' || call.a.length !== 1) return given;
    const of = ev.value(file, call.a[0]!, frame);
    return of.is === 'cls' && !ev.library.makesApp(given.module, given.path) ? of : given;
  }

  function apply(
    fn: Value & { is: 'fn' },
    args: (index: number) => Value | undefined,
    key: string,
    from: Frame | undefined,
    at: string,
  ): Value {
    const level = (from?.depth ?? 0) + 1;
    if (level > deepest) return unknown('the chain of calls is too long');
    for (let f = from; f !== undefined; f = f.caller) if (f.fn === fn.fn && f.file === fn.file) return unknown('it calls itself');
    const on = fn.self === undefined || fn.self === fn.frame?.self ? '' : `^${selfKey(fn.self)}`;
    const entry = `&${fn.fn}(${key})@${fn.frame?.key ?? ''}${on}`;
    const files = [...new Set([at, fn.file, ...(from?.files ?? []), ...(fn.frame?.files ?? []), ...filesOf(fn.self)])];
    return ev.once(fn.file, { files }, entry, () => {
      const v = ev.view(fn.file);
      const it = v?.summary.functions[fn.fn];
      if (v === undefined || it === undefined || it.gen === true) return unknown('');
      const frame: Frame = {
        file: fn.file,
        fn: fn.fn,
        arg: args,
        self: it.kind === 'arrow' ? (fn.self ?? fn.frame?.self) : fn.self,
        up: fn.frame,
        depth: level,
        ...(from === undefined ? {} : { caller: from }),
        files,
        key: ev.short(`${fn.file}${entry}`),
      };
      const given = it.ret.map((r) => ev.value(fn.file, r, frame));
      const values = given.filter((x) => !isAbsent(x));
      // A setting that may not be there: what else it gives is a plain value at best, and nothing that was made.
      const perhaps = (values.length < given.length || it.falls === true) && values.length > 0 && values.flatMap(each).every(isPlain);
      const all = values.length === 0 ? absent : oneOf(perhaps ? [...values, absent] : values, 'branch');
      if (all.is === 'unknown' || (values.length === 0 && it.rt !== undefined)) return ev.typed(fn.file, it.rt) ?? all;
      return all;
    });
  }

  return { result, apply };
}

/** No client, instance or function as far as is known: a setting, or what the platform made of one. */
const isPlain = (v: Value): boolean =>
  v.is === 'unknown' || v.is === 'lit' || isSetting(v) || (v.is === 'made' && v.module.startsWith('global:'));
