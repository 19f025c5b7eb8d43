import { posix } from 'node:path';

/** The file that asks for the resilience module, and what is known of its package. */
export interface Asking {
  readonly file: string;
  /** Folder of the package, relative to the root. */
  readonly home: string;
  /** Every file of the project. */
  readonly files: readonly string[];
  /** Module specifiers of a file. */
  readonly imports: (file: string) => readonly string[];
}

/**
 * Where the module lies, when it is wished for at `module`: in the package, or in the application below it on the way to
 * the file. What has no `src` keeps its sources elsewhere, and builds nothing beside them: then in the folder that holds
 * most of them, when the file's folder takes something from there (`@/lib/users` as well) or the other way about, else in the
 * folder of the file. So what belongs together has one. A script that runs as it stands puts none among what is compiled.
 */
export function placeOf(module: string, { file, home, files, imports }: Asking): string {
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
  const main = holds('lib') ? 'lib' : mostOf(inside);
  // Sources that lie beside the manifest are built and shipped from there.
  if (main === undefined) return way.length === 1 && liesThere(inside) ? posix.join(home, ...rest) : posix.join(home, module);
  const [own = ''] = way;
  const folder = way.length < 2 || own === main || !isSources(own) || areTied(own, main, { home, files, imports }) ? main : own;
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
  const sources = inside.filter(
    (parts) => parts.length === 1 && /^(?!.*(?:[.-](?:config|setup|test|spec|d)\.|rc\.))[^.].*\.[cm]?[jt]sx?$/.test(parts[0] ?? ''),
  );
  return sources.length > 2;
}

/** Whether a folder holds sources in TypeScript. */
function isCompiled(folder: string, inside: readonly (readonly string[])[]): boolean {
  return inside.some((parts) => parts[0] === folder && /\.[cm]?tsx?$/.test(parts.at(-1) ?? ''));
}

/** Whether a file of one folder takes something from the other. */
function areTied(one: string, other: string, { home, files, imports }: Omit<Asking, 'file'>): boolean {
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
function mostOf(inside: readonly (readonly string[])[]): string | undefined {
  const counts = new Map<string, number>();
  for (const [top = '', ...rest] of inside) {
    if (rest.length > 0 && isSources(top)) counts.set(top, (counts.get(top) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b))[0]?.[0];
}

/** Not what stands beside a program, what is made of it, packages of their own, or a folder each file of which a framework takes for a page, a function or a command. */
function isSources(folder: string): boolean {
  return !/^(\..*|tests?|specs?|__.*__|e2e|scripts?|tools?|bin|docs?|examples?|fixtures?|mocks?|configs?|migrations?|seeds?|types?|typings|public|static|assets|dist|build|out|coverage|packages|apps|libs|modules|pages|api|functions|routes|commands|events|plugins|middlewares?|components|netlify|supabase|cypress)$/.test(
    folder,
  );
}
