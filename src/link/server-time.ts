import { isAside } from '../model/call';
import type { LetGoModel } from '../model/catalog/platform';
import type { ExprId } from '../model/summary';
import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { each, type Value } from './values';
import type { View } from './view';
import { writtenMs } from './written-time';

/** Where the server behind an app is told after which silence it drops whoever asked, and how long that is; `undefined` where that is set elsewhere. */
export interface Told {
  readonly view: View;
  readonly at: readonly [number, number];
  readonly ms: number | undefined;
}

/** More files are not read for it. */
const most = 40;

/** `server.setTimeout(450_000)`, or `server.timeout = 450_000`, of a server that `isApp` stands behind. */
export function toldToServer(evaluator: Evaluator, { behind }: LetGoModel, isApp: (value: Value) => boolean): Told | undefined {
  if (behind === undefined) return undefined;
  for (const view of viewsOf(evaluator, behind)) {
    const isServer = (id: ExprId): boolean => serversIn(view, id).some((one) => standsBehind(evaluator, behind, view, one, isApp));
    for (const id of view.callsNamed.get(behind.told) ?? []) {
      const call = view.call(id);
      const callee = view.expr(call?.c ?? -1);
      if (call === undefined || callee.k !== 'mem' || !isServer(callee.o)) continue;
      const ms = writtenMs(argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, behind.limit));
      if (ms !== 0) return { view, at: call.callee, ms };
    }
    for (const { n, o, v, at } of view.summary.writes) {
      if (n !== behind.field || !isServer(o)) continue;
      const ms = writtenMs(evaluator.value(view.file, v));
      if (ms !== 0) return { view, at, ms };
    }
  }
  return undefined;
}

type Behind = NonNullable<LetGoModel['behind']>;

/** The files that start a server, or make one, and say something of a time. */
function viewsOf({ program, reuse, view }: Evaluator, { starts, made, told, field }: Behind): readonly View[] {
  const words = [...starts, ...made.flatMap(({ paths }) => paths.map((path) => path.split('.').at(-1) ?? ''))];
  for (const word of words) reuse?.useLeaf('w', word);
  const files = [...new Set(words.flatMap((word) => program.mentioning(word)))]
    .filter((file) => !isAside(program.context(file)) && [told, field].some((name) => program.mentions(file, name)))
    .sort();
  return files.length > most ? [] : files.flatMap((file) => view(file) ?? []);
}

/** What a name, or a member of its own class, was given in this file. */
function serversIn(view: View, id: ExprId): readonly ExprId[] {
  const e = view.expr(id);
  if (e.k === 'call') return [id];
  if (e.k === 'ref') {
    const binding = view.summary.bindings[e.b];
    return binding?.path === undefined ? [...(binding?.e === undefined ? [] : [binding.e]), ...(binding?.w ?? [])] : [];
  }
  if (e.k !== 'mem' || view.expr(e.o).k !== 'this') return [];
  return view.summary.writes.filter(({ n, o }) => n === e.n && view.expr(o).k === 'this').map(({ v }) => v);
}

function standsBehind(evaluator: Evaluator, behind: Behind, view: View, id: ExprId, isApp: (value: Value) => boolean): boolean {
  const call = view.call(id);
  if (call === undefined) return false;
  const callee = view.expr(call.c);
  if (callee.k === 'mem' && behind.starts.includes(callee.n)) {
    if (each(evaluator.value(view.file, callee.o)).some(isApp)) return true;
    // `http.createServer(app).listen(80)`
    return serversIn(view, callee.o).some((one) => one !== id && standsBehind(evaluator, behind, view, one, isApp));
  }
  const makes = each(evaluator.value(view.file, id)).some(
    (value) =>
      value.is === 'made' &&
      behind.made.some(({ modules, paths }) => modules.includes(value.module) && paths.some((path) => fits(value.path, path))),
  );
  return makes && call.a.some((a) => each(evaluator.value(view.file, a)).some(isApp));
}
