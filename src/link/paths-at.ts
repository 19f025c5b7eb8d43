import type { Binding, CallExpr } from '../model/summary';
import type { Evaluator } from './evaluator';
import { isCut } from './evaluation/comparisons';
import { each, type Place, type Value } from './values';

/** A path that a program names: relative to the project where it starts at the file that names it, or else to where the program runs. */
export interface NamedPath {
  readonly here: boolean;
  readonly path: string;
}

/** More paths are not put together from the parts of one, and a longer chain of names is not followed. */
const most = 100;
const deepest = 20;

/** The paths that an expression may stand for, as far as they can be read: `path.join(__dirname, '../src/send.ts')`. */
export function pathsAt(evaluator: Evaluator, place: Place, depth = 0): readonly NamedPath[] {
  if (depth > deepest) return [];
  const { file, frame } = place;
  const view = evaluator.view(file);
  const e = view?.expr(place.expr);
  if (view === undefined || e === undefined) return [];
  const at = (expr: number): readonly NamedPath[] => pathsAt(evaluator, { file, expr, frame }, depth + 1);
  const held = (): readonly NamedPath[] => pathsOf(evaluator, evaluator.value(file, place.expr, frame), depth + 1);
  switch (e.k) {
    case 'global':
      return hereBy(file, e.n);
    case 'mem': {
      const of = view.expr(e.o);
      if (of.k === 'global' && of.n === 'import.meta') return hereBy(file, `import.meta.${e.n}`);
      return e.n === 'pathname' || e.n === 'href' ? at(e.o) : held();
    }
    case 'tpl':
      return written(e.p.map((part) => (typeof part === 'string' ? [text(part)] : at(part))));
    case 'bin':
      return e.op === '+' ? written([at(e.l), at(e.r)]) : [];
    case 'ref': {
      const initial = initialOf(view.summary.bindings[e.b]);
      return initial !== undefined && initial < place.expr ? at(initial) : held();
    }
    default:
      return held();
  }
}

/** What a name holds that is given its value once. */
const initialOf = (b: Binding | undefined): number | undefined =>
  b?.kind === 'const' && b.path === undefined && b.w === undefined ? b.e : undefined;

/** The paths that a value may be. Whose `__dirname` it is says only the place where that is written. */
export function pathsOf(evaluator: Evaluator, value: Value, depth = 0): readonly NamedPath[] {
  return each(value).flatMap((one) => {
    if (one.is === 'lit') return typeof one.v === 'string' && !isCut(one.v) ? [text(one.v)] : [];
    return one.is === 'made'
      ? madeBy(evaluator, `${one.module.replace(/^node:/, '')}.${one.path.join('.')}`, one.place, one.call, depth)
      : [];
  });
}

function madeBy(evaluator: Evaluator, by: string, { file, frame }: Place, call: CallExpr, depth: number): readonly NamedPath[] {
  if (call.spread !== undefined) return [];
  const given = call.a.map((expr) => pathsAt(evaluator, { file, expr, frame }, depth + 1));
  const [first = [], second] = given;
  switch (by) {
    case 'path.join':
    case 'path.normalize':
    case 'path.posix.join':
      return combined(given, joined);
    case 'path.resolve':
    case 'path.posix.resolve':
      return combined(given, resolved);
    case 'path.dirname':
      return first.map(above);
    case 'url.fileURLToPath':
      return first.filter(({ here }) => here);
    case 'global:URL.':
    case 'global:URL':
    case 'url.URL':
      return second === undefined ? first : combined([second.filter(({ here }) => here).map(above), first], joined);
    case 'global:process.cwd':
      return [text('')];
    default:
      return [];
  }
}

function hereBy(file: string, name: string): readonly NamedPath[] {
  if (name === '__filename' || name === 'import.meta.url' || name === 'import.meta.filename') return [{ here: true, path: file }];
  return name === '__dirname' || name === 'import.meta.dirname' ? [above({ here: true, path: file })] : [];
}

const text = (path: string): NamedPath => ({ here: false, path });
const above = ({ here, path }: NamedPath): NamedPath => ({ here, path: joinedPath(path, '..') });

/** Texts behind each other. */
const written = (parts: readonly (readonly NamedPath[])[]): readonly NamedPath[] =>
  combined(parts, ([first = text(''), ...rest]) =>
    // What begins with nothing begins with what comes next.
    first.path === '' && !first.here && rest[0] !== undefined
      ? behind(rest[0], rest.slice(1), (all) => all.join(''))
      : behind(first, rest, (all) => all.join('')),
  );

const joined = ([first = text(''), ...rest]: readonly NamedPath[]): NamedPath | undefined =>
  behind(first, rest, (all) => joinedPath(...all));

function resolved(parts: readonly NamedPath[]): NamedPath | undefined {
  const from = parts.findLastIndex(({ here }) => here);
  const rest = parts.slice(Math.max(from, 0));
  return rest.slice(1).some(({ path }) => path.startsWith('/')) ? undefined : joined(rest);
}

function behind(first: NamedPath, rest: readonly NamedPath[], put: (all: readonly string[]) => string): NamedPath | undefined {
  return rest.some(({ here }) => here) ? undefined : { here: first.here, path: put([first.path, ...rest.map(({ path }) => path)]) };
}

/** One of each part, in every way. */
function combined(
  parts: readonly (readonly NamedPath[])[],
  put: (one: readonly NamedPath[]) => NamedPath | undefined,
): readonly NamedPath[] {
  let all: readonly (readonly NamedPath[])[] = [[]];
  for (const part of parts) all = all.flatMap((before) => part.map((one) => [...before, one])).slice(0, most);
  return all.flatMap((one) => put(one) ?? []);
}

/** Steps behind each other, without those that lead back. */
export function joinedPath(...parts: readonly string[]): string {
  const out: string[] = [];
  const steps = parts.filter((part) => part !== '').join('/');
  for (const step of steps.split('/')) {
    if (step === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (step !== '' && step !== '.') out.push(step);
  }
  return `${steps.startsWith('/') ? '/' : ''}${out.join('/')}` || '.';
}

/** The file of the project that a path leads to, with or without its ending; one that starts where the program runs is looked for at the root of the program's package, and above it. */
export function fileAt({ program }: Evaluator, by: string, { here, path }: NamedPath): string | undefined {
  const from = (folder: string): string | undefined => program.resolve(`./${joinedPath(folder, path)}`, 'x');
  if (here) return from('.');
  if (path.startsWith('/')) return undefined;
  for (let folder = by.slice(0, -program.within(by).length) || '.'; ; folder = joinedPath(folder, '..')) {
    const found = from(folder);
    if (found !== undefined || folder === '.' || folder.startsWith('..')) return found;
  }
}
