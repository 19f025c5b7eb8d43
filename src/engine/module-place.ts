import { posix } from 'node:path';
import { testName } from '../source/context-places';

/** The file that asks for the resilience module, and what is known of its package. */
export interface Asking {
  readonly file: string;
  /** Folder of the package, relative to the root. */
  readonly home: string;
  /** Every file of the project. */
  readonly files: readonly string[];
  /** Module specifiers of a file. */
  readonly imports: (file: string) => readonly string[];
  /** Whether a file belongs to the package itself, and not to one that lies inside of it. */
  readonly owns: (file: string) => boolean;
}

/**
 * Where the module lies, when it is wished for at `module`: in the package, or in the application below it on the way to
 * the file. What has no `src` keeps its sources elsewhere, and builds nothing beside them: then in the folder that holds
 * most of them, when the file's folder takes something from there (`@/lib/users` as well) or the other way about, else in the
 * folder of the file, or in a `src` to be where that holds pages or commands; or beside the manifest, where the sources lie there. So
 * what belongs together has one. A script that runs as it stands puts none among what is compiled.
 */
export function placeOf(module: string, { file, home, files, imports, owns }: Asking): string {
  const [top = '', ...rest] = module.split('/');
  const under = home === '.' ? '' : `${home}/`;
  const inside = partsIn(files, under);
  const holds = (...folder: readonly string[]): boolean =>
    inside.some((parts) => parts.length > folder.length && folder.every((part, index) => parts[index] === part));
  const way = file.slice(under.length).split('/');
  if (isCompiled(top, inside) && module.endsWith('.js') && way[0] !== top)
    return posix.join(home, ...(way.length > 1 ? way.slice(0, 1) : []), ...rest);
  // `src/main/typescript` beside `src/test/typescript`, as Maven lays sources out.
  if (way.length > 3 && way[0] === top && way[1] === 'main' && /^(?:typescript|javascript|[jt]s)$/.test(way[2] ?? ''))
    return posix.join(home, ...way.slice(0, 3), ...rest);
  if (rest.length === 0 || holds(top)) return posix.join(home, module);
  const at = way.indexOf(top);
  if (at > 0) return posix.join(home, ...way.slice(0, at), module);
  if (top !== 'src') return posix.join(home, module);
  const main = holds('lib') ? 'lib' : mostOf(inside, (way) => owns(`${under}${way}`));
  // Sources that lie beside the manifest are built and shipped from there.
  if (main === undefined) return way.length === 1 && liesThere(inside) ? posix.join(home, ...rest) : posix.join(home, module);
  const [own = ''] = way;
  const joins = way.length < 2 || own === main || areTied(own, main, { home, files, imports });
  // What holds pages or commands holds nothing else, so that one is begun.
  if (!joins && !isSources(own)) return posix.join(home, module);
  const folder = joins ? main : own;
  return posix.join(home, folder, ...(folder !== 'lib' && holds(folder, 'lib') ? ['lib'] : []), ...rest);
}

/** The files of a folder, part by part; found once for a list of files. */
function partsIn(files: readonly string[], under: string): readonly (readonly string[])[] {
  const known = parts.get(files) ?? new Map<string, readonly (readonly string[])[]>();
  parts.set(files, known);
  const found = known.get(under) ?? files.filter((other) => other.startsWith(under)).map((other) => other.slice(under.length).split('/'));
  known.set(under, found);
  return found;
}

const parts = new WeakMap<readonly string[], Map<string, readonly (readonly string[])[]>>();

/** Whether sources lie beside the manifest: three at the least, as one or two may be what starts the program. */
function liesThere(inside: readonly (readonly string[])[]): boolean {
  const files = inside.flatMap((parts) => (parts.length === 1 ? parts : []));
  return files.filter((file) => source.test(file) && !testName.test(file)).length > 2;
}

/** Nor a configuration, nor what only declares. */
const source = /^(?!\.|.*(?:[.-](?:config|setup|d)|rc)\.)[^/]+\.[cm]?[jt]sx?$/;

/** Whether a folder holds sources in TypeScript. */
function isCompiled(folder: string, inside: readonly (readonly string[])[]): boolean {
  return inside.some((parts) => parts[0] === folder && /\.[cm]?tsx?$/.test(parts.at(-1) ?? ''));
}

/** Whether a file of one folder takes something from the other. */
function areTied(one: string, other: string, { home, files, imports }: Omit<Asking, 'file' | 'owns'>): boolean {
  const reaches = (from: string, to: string): boolean => {
    const folder = posix.join(home, from);
    return files.some(
      (file) =>
        file.startsWith(`${folder}/`) &&
        imports(file).some((name) =>
          name.startsWith('.')
            ? posix.join(posix.dirname(file), name).startsWith(`${posix.join(home, to)}/`)
            : name.replace(/^[@~#]\//, '').startsWith(`${to}/`),
        ),
    );
  };
  return reaches(one, other) || reaches(other, one);
}

/** The folder that holds most of a package's sources. */
function mostOf(inside: readonly (readonly string[])[], owns: (way: string) => boolean): string | undefined {
  const held = new Map<string, string[]>();
  for (const parts of inside) {
    const [top = '', ...rest] = parts;
    if (rest.length === 0 || !isSources(top)) continue;
    const list = held.get(top);
    if (list === undefined) held.set(top, [parts.join('/')]);
    else list.push(parts.join('/'));
  }
  const most = [...held].sort(([a, m], [b, n]) => n.length - m.length || a.localeCompare(b));
  return most.find(([, [first = '']]) => owns(first))?.[0];
}

/** Not what stands beside a program, what is made of it, packages of their own, or a folder each file of which a framework takes for a page, a function or a command. */
function isSources(folder: string): boolean {
  return !/^(\..*|tests?|specs?|__.*__|e2e|scripts?|tools?|bin|docs?|examples?|fixtures?|mocks?|configs?|migrations?|seeds?|types?|typings|public|static|assets|dist|build|out|coverage|packages|apps|libs|modules|pages|api|functions|routes|commands|events|plugins|middlewares?|components|stor(?:ies|ybook)\w*|i18n|locales?|styles|netlify|supabase|cypress)$/.test(
    folder,
  );
}
