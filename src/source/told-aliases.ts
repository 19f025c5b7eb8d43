import { join, posix } from 'node:path';
import { parse } from 'jsonc-parser';
import type { Disk } from './disk';
import { makeUpward } from './folders';
import { asObject, type Json, readQuietly } from './json';
import type { Packages } from './packages';

/** Names that begin a path, and the folders or files that they stand for, best first; relative to the root. */
type Aliases = ReadonlyMap<string, readonly string[]>;

/**
 * Leads a specifier by what a project tells something else than the compiler: the framework it is built on, `module-alias`, Babel or
 * a bundler. Best first; each is relative to the root and may lack its ending. Configurations are read as text and never run.
 */
export function makeToldAliases(disk: Disk, root: string, packages: Packages): (specifier: string, from: string) => readonly string[] {
  const upward = makeUpward(disk, root);
  const memo = new Map<string, Aliases>();

  const read = (folder: string): Aliases => {
    const found = new Map<string, readonly string[]>();
    const note = (name: string, targets: readonly string[]): void => {
      if (name !== '' && !found.has(name))
        found.set(
          name,
          targets.map((target) => posix.join(folder, target)),
        );
    };
    const manifest = packages.at(folder)?.manifest;
    // Such a configuration lies beside a manifest.
    if (manifest === undefined) return found;
    for (const [name, target] of Object.entries(asObject(manifest._moduleAliases) ?? {}))
      if (typeof target === 'string') note(name, [target]);
    for (const { name, target } of aliasesInJson(manifest.babel)) note(name, [target]);
    for (const file of there(folder)) {
      const text = readQuietly(disk, root, folder, file);
      if (text === undefined) continue;
      const told = /rc$|\.json$/.test(file) ? aliasesInJson(parse(text)) : aliasesInCode(text);
      for (const { name, target } of told) note(name, [target]);
    }
    for (const framework of frameworks)
      if (isOn(manifest, framework)) for (const [name, targets] of Object.entries(framework.aliases)) note(name, targets);
    return found;
  };

  /** Folders of the project are listed anyway; what lies beside it changes without it. */
  const there = (folder: string): readonly string[] => {
    if (folder.startsWith('..')) return configurations;
    try {
      const names = new Set(disk.list(join(root, folder)).map(({ name }) => name));
      return configurations.filter((name) => names.has(name));
    } catch {
      return [];
    }
  };

  return (specifier, from) => {
    const out: string[] = [];
    for (const folder of upward(posix.dirname(from))) {
      const said = memo.get(folder) ?? read(folder);
      memo.set(folder, said);
      if (said.size === 0) continue;
      for (let end = specifier.length; end > 0; end = specifier.lastIndexOf('/', end - 1)) {
        const rest = specifier.slice(end);
        for (const target of said.get(specifier.slice(0, end)) ?? []) out.push(target + rest);
      }
      // `/imports/api` of Meteor begins with nothing.
      for (const target of specifier.startsWith('/') ? (said.get('/') ?? []) : []) out.push(posix.join(target, specifier));
    }
    return out;
  };
}

/** What a framework leads somewhere without being told, in packages that need it, or whose manifests say something to it. */
interface Framework {
  readonly of: string;
  readonly key?: string;
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}

const frameworks: readonly Framework[] = [
  // https://svelte.dev/docs/kit/$lib
  { of: '@sveltejs/kit', aliases: { $lib: ['src/lib'] } },
  // https://nuxt.com/docs/api/nuxt-config#alias: `~` and `@` are the folder of the sources, `app` since Nuxt 4.
  {
    of: 'nuxt',
    aliases: { '~': ['app', '.', 'src'], '@': ['app', '.', 'src'], '~~': ['.'], '@@': ['.'], '#shared': ['shared'], '#server': ['server'] },
  },
  // https://cli.vuejs.org/guide/html-and-static-assets.html#url-transform-rules
  { of: '@vue/cli-service', aliases: { '@': ['src'] } },
  // https://docusaurus.io/docs/docusaurus-core#aliases
  { of: '@docusaurus/core', aliases: { '@site': ['.'] } },
  // https://docs.meteor.com/packages/modules.html: a path from the root of the app begins with `/`.
  { of: 'meteor', key: 'meteor', aliases: { '/': ['.'] } },
];

function isOn(manifest: Json, { of, key }: Framework): boolean {
  if (key !== undefined && asObject(manifest[key]) !== undefined) return true;
  return ['dependencies', 'devDependencies', 'peerDependencies'].some((kind) => asObject(manifest[kind])?.[of] !== undefined);
}

const configurations = [
  ...['svelte', 'vite', 'nuxt', 'astro', 'electron.vite', 'webpack', 'rspack', 'rsbuild', 'vue', 'craco', 'babel'].flatMap((name) =>
    ['js', 'ts', 'mjs', 'cjs', 'mts'].map((ending) => `${name}.config.${ending}`),
  ),
  ...['babel.config.json', '.babelrc', '.babelrc.json', '.babelrc.js', '.babelrc.cjs'],
];

interface Alias {
  readonly name: string;
  readonly target: string;
}

/** `["module-resolver", { "alias": { "@": "./src" } }]` among the plugins of Babel. */
function aliasesInJson(config: unknown): readonly Alias[] {
  const plugins = asObject(config)?.plugins;
  return (Array.isArray(plugins) ? plugins : []).flatMap((plugin) => {
    const [name, options] = Array.isArray(plugin) ? plugin : [plugin, undefined];
    if (typeof name !== 'string' || !name.includes('module-resolver')) return [];
    return Object.entries(asObject(asObject(options)?.alias) ?? {}).flatMap(([alias, target]) =>
      typeof target === 'string' ? told(alias, target) : [],
    );
  });
}

/** `alias: { '@': path.resolve(__dirname, './src') }`, or a list of `{ find, replacement }`. */
function aliasesInCode(text: string): readonly Alias[] {
  const out: Alias[] = [];
  for (const { index, 0: said } of text.matchAll(/\balias\s*[:=]\s*(?=[{[])/g)) {
    const block = blockAt(text, index + said.length);
    const pairs = block.startsWith('[')
      ? block.matchAll(/\bfind\s*:\s*(?:(["'])(?<quoted>[^"'\n]+)\1)\s*,\s*replacement\s*:(?<value>[^}\n]+)/g)
      : block.matchAll(keyed);
    for (const { groups } of pairs) {
      const value = groups?.value ?? '';
      // What is found among the packages, put together or chosen is not known here.
      const parts = [...value.matchAll(/(["'])([^"'\n]*)\1/g)].map(([, , part]) => part ?? '');
      if (parts.length === 0 || /[`?]|\brequire\.resolve\b/.test(value)) continue;
      out.push(...told(groups?.quoted ?? groups?.bare ?? '', posix.join(...parts)));
    }
  }
  return out;
}

/** A key and its value, which ends at a comma that no bracket holds. */
const keyed = /(?:(["'])(?<quoted>[^"'\n]+)\1|(?<bare>[\w$]+))\s*:(?!:)(?<value>(?:[^\n,()]|\((?:[^()]|\([^()]*\))*\))*)/g;

/** A name with a star at its end stands for what begins with it, as does one that ends with nothing more. */
function told(name: string, target: string): readonly Alias[] {
  if (target.startsWith('/') || name.startsWith('^')) return [];
  return [{ name: name.replace(/\/\*?$/, '').replace(/\$$/, ''), target: target.replace(/\/\*?$/, '') }];
}

/** From a bracket to the one that closes it, as far as words without brackets tell. */
function blockAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if ('{['.includes(text.charAt(at))) depth++;
    else if ('}]'.includes(text.charAt(at)) && --depth === 0) return text.slice(start, at + 1);
  }
  return '';
}
