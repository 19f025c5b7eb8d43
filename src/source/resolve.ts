import { dirname, join, posix as p } from 'node:path';
import { parse as parseJson } from 'jsonc-parser';
import type { Disk } from './disk';

/** Leads an import to a file of the project. */
export interface Resolver {
  /** Root-relative, or `undefined` for a package or a file outside. */
  resolve(specifier: string, from: string): string | undefined;
}

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
const mapped: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx', '.js', '.jsx'], '.jsx': ['.tsx', '.jsx'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] };

interface Aliases {
  /** Folder the targets are relative to. */
  readonly base: string;
  readonly paths: readonly { readonly prefix: string; readonly suffix: string; readonly exact: boolean; readonly targets: readonly string[] }[];
  readonly baseUrl: boolean;
}

interface Package {
  readonly dir: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** Reads configuration as data; a broken file counts as none. */
export function makeResolver(disk: Disk, root: string, files: Iterable<string>): Resolver {
  const known = new Set(files);
  const memo = new Map<string, string | undefined>();
  const aliasesOf = new Map<string, Aliases | undefined>();
  const manifests = new Map<string, Package | undefined>();
  let workspace: Map<string, Package> | undefined;

  const file = (path: string): string | undefined => {
    const clean = p.normalize(path);
    if (known.has(clean)) return clean;
    const ending = /\.[cm]?jsx?$/.exec(clean)?.[0];
    if (ending !== undefined) {
      const stem = clean.slice(0, -ending.length);
      for (const e of mapped[ending] ?? []) if (known.has(stem + e)) return stem + e;
    }
    for (const e of endings) if (known.has(clean + e)) return clean + e;
    for (const e of endings) if (known.has(`${clean}/index${e}`)) return `${clean}/index${e}`;
    return undefined;
  };

  const json = (path: string): Readonly<Record<string, unknown>> | undefined => {
    try {
      const text = disk.read(join(root, path));
      const value: unknown = text === undefined ? undefined : parseJson(text, [], { allowTrailingComma: true });
      return record(value);
    } catch {
      return undefined;
    }
  };

  const manifest = (dir: string): Package | undefined => {
    if (!manifests.has(dir)) {
      const found = json(p.join(dir, 'package.json'));
      manifests.set(dir, found === undefined ? undefined : { dir, manifest: found });
    }
    return manifests.get(dir);
  };

  const packageOf = (from: string): Package | undefined => {
    for (let dir = p.dirname(from); ; dir = p.dirname(dir)) {
      const found = manifest(dir);
      if (found !== undefined) return found;
      if (dir === '.' || dir === '/') return undefined;
    }
  };

  /** Every package of the project by its name, from the folders that hold source files. */
  const packages = (): Map<string, Package> => {
    if (workspace !== undefined) return workspace;
    workspace = new Map();
    const seen = new Set<string>();
    for (const f of known) {
      for (let dir = p.dirname(f); !seen.has(dir); dir = p.dirname(dir)) {
        seen.add(dir);
        const found = manifest(dir);
        const name = found?.manifest['name'];
        if (found !== undefined && typeof name === 'string' && !workspace.has(name)) workspace.set(name, found);
        if (dir === '.' || dir === '/') break;
      }
    }
    return workspace;
  };

  const readAliases = (path: string, depth: number): Aliases | undefined => {
    const config = json(path);
    if (config === undefined || depth > 6) return undefined;
    const options = record(config['compilerOptions']);
    const dir = p.dirname(path);
    const paths = record(options?.['paths']);
    const baseUrl = typeof options?.['baseUrl'] === 'string' ? p.join(dir, options['baseUrl']) : undefined;
    if (paths !== undefined || baseUrl !== undefined) {
      return {
        base: baseUrl ?? dir,
        baseUrl: baseUrl !== undefined,
        paths: Object.entries(paths ?? {}).map(([key, targets]) => {
          const star = key.indexOf('*');
          const list = Array.isArray(targets) ? targets.filter((t): t is string => typeof t === 'string') : [];
          return star < 0 ? { prefix: key, suffix: '', exact: true, targets: list } : { prefix: key.slice(0, star), suffix: key.slice(star + 1), exact: false, targets: list };
        }),
      };
    }
    const bases = [config['extends']].flat().filter((x): x is string => typeof x === 'string' && x.startsWith('.'));
    for (const base of bases.reverse()) {
      const target = p.join(dir, base);
      const found = readAliases(target.endsWith('.json') ? target : `${target}.json`, depth + 1) ?? readAliases(`${target}/tsconfig.json`, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const aliases = (dir: string): Aliases | undefined => {
    if (aliasesOf.has(dir)) return aliasesOf.get(dir);
    let found: Aliases | undefined;
    for (const name of ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json']) found ??= readAliases(p.join(dir, name), 0);
    if (found === undefined && dir !== '.' && dir !== '/') found = aliases(p.dirname(dir));
    aliasesOf.set(dir, found);
    return found;
  };

  /** A target of a manifest, led back from what is built to what is written. */
  const sourceOf = (dir: string, target: string): string | undefined => {
    const path = p.join(dir, target);
    const direct = file(path);
    if (direct !== undefined) return direct;
    const bare = target.replace(/^\.\//, '').replace(/\.d\.[cm]?ts$|\.[cm]?js$/, '');
    const inside = bare.replace(/^(?:dist|lib|build|out|esm|cjs|es)\/(?:(?:esm|cjs|es|src|types|node|browser)\/)?/, '');
    return file(p.join(dir, 'src', inside)) ?? file(p.join(dir, inside)) ?? file(p.join(dir, 'lib', inside));
  };

  const entry = (pkg: Package, sub: string): string | undefined => {
    const { manifest: m, dir } = pkg;
    const exports = m['exports'];
    const key = sub === '' ? '.' : `./${sub}`;
    const map = record(exports);
    const direct = map !== undefined && Object.keys(map).some((k) => k.startsWith('.')) ? map[key] : sub === '' ? exports : undefined;
    for (const target of targetsIn(direct)) {
      const found = sourceOf(dir, target);
      if (found !== undefined) return found;
    }
    for (const [pattern, value] of Object.entries(map ?? {})) {
      const star = pattern.indexOf('*');
      if (star < 0 || !key.startsWith(pattern.slice(0, star))) continue;
      const filled = key.slice(star, key.length - (pattern.length - star - 1));
      for (const target of targetsIn(value)) {
        const found = sourceOf(dir, target.replace('*', filled));
        if (found !== undefined) return found;
      }
    }
    if (sub !== '') return sourceOf(dir, sub);
    for (const name of ['source', 'module', 'main', 'types']) {
      const target = m[name];
      const found = typeof target === 'string' ? sourceOf(dir, target) : undefined;
      if (found !== undefined) return found;
    }
    return file(p.join(dir, 'src/index')) ?? file(p.join(dir, 'index')) ?? file(p.join(dir, 'src/main'));
  };

  const find = (specifier: string, from: string): string | undefined => {
    if (specifier.startsWith('.')) return file(p.join(p.dirname(from), specifier));
    if (specifier.startsWith('/')) return undefined;
    if (specifier.startsWith('#')) {
      const pkg = packageOf(from);
      const imports = record(pkg?.manifest['imports']);
      for (const [pattern, value] of Object.entries(imports ?? {})) {
        const star = pattern.indexOf('*');
        if (star < 0 ? pattern !== specifier : !specifier.startsWith(pattern.slice(0, star))) continue;
        const filled = star < 0 ? '' : specifier.slice(star, specifier.length - (pattern.length - star - 1));
        for (const target of targetsIn(value)) {
          const found = sourceOf(pkg!.dir, target.replace('*', filled));
          if (found !== undefined) return found;
        }
      }
    }
    const alias = aliases(p.dirname(from));
    for (const a of alias?.paths ?? []) {
      const fits = a.exact ? specifier === a.prefix : specifier.startsWith(a.prefix) && specifier.endsWith(a.suffix) && specifier.length >= a.prefix.length + a.suffix.length;
      if (!fits) continue;
      const filled = specifier.slice(a.prefix.length, specifier.length - a.suffix.length);
      for (const target of a.targets) {
        const found = file(p.join(alias!.base, target.replace('*', filled)));
        if (found !== undefined) return found;
      }
    }
    if (alias?.baseUrl === true) {
      const found = file(p.join(alias.base, specifier));
      if (found !== undefined) return found;
    }
    const parts = specifier.split('/');
    const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
    const pkg = packages().get(name);
    return pkg === undefined ? undefined : entry(pkg, parts.slice(name.startsWith('@') ? 2 : 1).join('/'));
  };

  return {
    resolve(specifier, from) {
      const key = specifier.startsWith('.') ? p.join(p.dirname(from), specifier) : `${specifier}\0${p.dirname(from)}`;
      if (!memo.has(key)) memo.set(key, find(specifier, from));
      return memo.get(key);
    },
  };
}

/** The paths a conditional target may mean, sources first. */
function targetsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(targetsIn);
  const map = record(value);
  if (map === undefined) return [];
  const order = ['source', 'development', 'import', 'module', 'require', 'node', 'default', 'types'];
  return Object.entries(map).sort(([a], [b]) => rank(order, a) - rank(order, b)).flatMap(([, v]) => targetsIn(v));
}

function rank(order: readonly string[], key: string): number {
  const at = order.indexOf(key);
  return at < 0 ? order.length : at;
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

void dirname;
