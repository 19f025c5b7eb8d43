import type { ClientModel } from '../model/catalog/client';
import type { ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import type { ClientValue } from './values';
import type { View } from './view';

/**
 * Who may say something of a client away from where it is made, told before the whole program is read: only files whose
 * text holds certain words, as long as none of them hands the thing on under another name.
 */
export interface Speakers {
  readonly views: readonly View[];
  /** Whether nobody but them can say anything of this client. */
  sure(client: ClientValue): boolean;
  /** Whether that holds for every client. */
  readonly all: boolean;
}

/** So many files are read for it; where more hold the words, nothing is sure. */
const mostFiles = 40;

export function speakersOf(evaluator: Evaluator, sites: readonly Site[], holding: (text: string) => readonly string[]): Speakers {
  const { catalog } = evaluator.program;
  const asked = new Set(sites.map((site) => site.client.model));
  const governors = new Set(
    [...asked].flatMap(({ defaults }) => defaults.flatMap((d) => (d.facet === 'timeout' ? (d.governed ?? []) : []))),
  );
  const models = new Set([...asked, ...catalog.clients.filter(({ id }) => governors.has(id))]);
  const sayable = [...models].filter((model) => waysOf(model) !== undefined);
  const plugins = catalog.guards.filter((guard) => guard.forms.some((form) => form.form === 'attach'));
  const told = plugins.flatMap((guard) => guard.modules);
  const paths = sayable.flatMap((model) => waysOf(model)?.paths ?? []);
  const heads = new Set(paths.map((path) => path.split('.')[0] ?? ''));
  const members = sayable.flatMap((model) => waysOf(model)?.members ?? []);
  const open =
    plugins.some((guard) => guard.copied !== undefined || guard.globals !== undefined) || told.some((name) => name.includes('*'));
  const files = new Set(open || heads.has('') ? [] : [...told, ...heads, ...members].flatMap((word) => holding(word)));
  const readable = !open && files.size <= mostFiles;
  const views = readable ? [...files].sort().flatMap((file) => evaluator.view(file) ?? []) : [];
  const plain = readable && views.every((view) => !handsOn(view, paths, told));
  return {
    views,
    all: plain && !heads.has(''),
    sure: ({ model }) => plain && waysOf(model)?.paths.includes('') !== true,
  };
}

/** How something may be said of a client: property paths that start at it, and members of the library itself. */
function waysOf(model: ClientModel): { readonly paths: readonly string[]; readonly members: readonly string[] } | undefined {
  const paths = [
    ...(model.assigns ?? []),
    ...(model.interceptors ?? []).map(({ path }) => path),
    ...(model.resends ?? []).map(({ path }) => path),
  ];
  const members = (model.chains ?? []).filter(({ at }) => at === 'instance' || at === 'process').map((chain) => chain.member);
  return paths.length === 0 && members.length === 0 ? undefined : { paths, members };
}

/** Whether a file gives one of the paths, or one of the modules, to somebody who may use it under another name. */
function handsOn({ summary, expr }: View, paths: readonly string[], modules: readonly string[]): boolean {
  const used = new Set<ExprId>(summary.writes.map((write) => write.o));
  const readAs = new Map<ExprId, string[]>();
  for (const e of summary.exprs) {
    if (e.k === 'call') used.add(e.c);
    if (e.k === 'mem') readAs.set(e.o, [...(readAs.get(e.o) ?? []), e.n]);
  }
  const segments = paths.map((path) => path.split('.'));
  /** A step along one of the paths ends in a call, in an assignment, or leaves the path. */
  const ends = (id: ExprId, along: readonly string[]): boolean => {
    if (used.has(id)) return true;
    const names = readAs.get(id);
    if (names === undefined) return false;
    const on = names.filter((name) => segments.some((path) => [...along, name].every((one, i) => path[i] === one)));
    return on.every((name) =>
      summary.exprs.every((e, next) => e.k !== 'mem' || e.o !== id || e.n !== name || ends(next, [...along, name])),
    );
  };
  const leaks = summary.exprs.some((e, id) => e.k === 'mem' && segments.some((path) => path[0] === e.n) && !ends(id, [e.n]));
  if (leaks) return true;
  const names = new Set(segments.map((path) => path[0]));
  const ours = new Set(summary.bindings.flatMap((b, i) => (b.im !== undefined && modules.includes(b.im[0]) ? [i] : [])));
  return (
    summary.bindings.some((b) => b.path?.some((name) => names.has(name)) === true) ||
    summary.exprs.some((e) => e.k === 'mod' && modules.includes(e.m)) ||
    summary.exports.some((x) => (x.from !== undefined && modules.includes(x.from[0])) || (x.b !== undefined && ours.has(x.b))) ||
    summary.stars.some((module) => modules.includes(module)) ||
    summary.exprs.some((e, id) => e.k === 'ref' && ours.has(e.b) && !used.has(id) && readAs.get(id) === undefined) ||
    summary.exprs.some((e, id) => e.k === 'mem' && fromOurs(expr(e.o)) && !used.has(id) && readAs.get(id) === undefined)
  );

  function fromOurs(e: ReturnType<View['expr']>): boolean {
    return e.k === 'ref' && ours.has(e.b);
  }
}
