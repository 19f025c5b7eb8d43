import { posix } from 'node:path';
import type { Truth } from '../model/layer';
import { makeArchived } from './archived';
import { whereaboutsBy, type Whereabouts } from './context';
import type { Disk } from './disk';
import { makeUpward, pathWithin, stemOf } from './folders';
import { asObject, type Json, readJson } from './json';
import { makeTold } from './told';
import { makeVersions } from './versions';

/** What a package says of itself and of what it uses. */
export interface Manifest {
  /** Relative to the root; `..` where the root is a part of the package. */
  readonly folder: string;
  readonly name?: string;
  /** It ships a command. */
  readonly bin: boolean;
  /** What its published form is said to hold, and the files that its commands are, each relative to its folder. */
  readonly shipped: { readonly files: readonly string[]; readonly commands: readonly string[] };
  /** What it depends on in any way, and the range it asks for. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Names of those that those who install it need too, so not the tools it is developed with. */
  readonly needed: ReadonlySet<string>;
  readonly private: boolean;
  /** It is meant to be imported by others. */
  readonly library: boolean;
  /** It says that it is a client or a library, of which the command that it ships as well is the lesser part. */
  readonly forCode?: true;
  /** The folder of a package around it that it takes from there: it shows or tries that one. */
  readonly shows?: string;
  /** It names what others import of it, and no script of its own starts or deploys it. */
  readonly part: boolean;
  /** It says what of it others are to have, beyond the `main` that every new package is given. */
  readonly published: boolean;
  /** Every file that others may import, by what it was most likely built from, where the package says so of each by name: `index` for `./dist/index.mjs`. */
  readonly entries?: ReadonlySet<string>;
  /** It names the browsers it is built for. */
  readonly browser: boolean;
  /** A browser loads it as an extension. */
  readonly extension: boolean;
  /** It says how it is started. */
  readonly starts: boolean;
  /** Files that a script of the package runs by name, where the script neither starts nor serves the program. */
  readonly chores: readonly string[];
  /** Its JavaScript is CommonJS unless the ending says otherwise. */
  readonly commonJs: boolean;
  /** The range of Node it asks for. */
  readonly node?: string;
}

export interface Manifests {
  nearest(file: string): Manifest | undefined;
  /** The installed version by the lock file, else the least one the range allows. */
  version(file: string, packageName: string): string | undefined;
  satisfies(file: string, packageName: string, range: string): Truth;
  /** Whether a release of Node that the package of a file, or the one at the root, says it runs on lies in a range. */
  runsOn(file: string, range: string): Truth;
  whereabouts(file: string, text?: string): Whereabouts;
}

/**
 * Reads package manifests and lock files as data, each when first asked for. A package that was asked for by its folder is
 * looked at as what it is, wherever it lies: a sample project below `test/` is no test then.
 */
export function makeManifests(disk: Disk, root: string, asked: readonly string[] = []): Manifests {
  const upward = makeUpward(disk, root);
  const archived = makeArchived(disk, root);
  const named = new Set(asked.map((path) => path.replace(/^\.\//, '').replace(/\/+$/, '')));
  const byFolder = new Map<string, Manifest | undefined>();
  const contexts = new Map<string, { readonly text: string | undefined; readonly is: Whereabouts }>();
  const nearest = (folder: string): Manifest | undefined => {
    for (const dir of upward(folder)) {
      if (!byFolder.has(dir)) {
        const json = readJson(disk, root, dir, 'package.json');
        byFolder.set(dir, json === undefined ? undefined : manifestOf(dir, json, isExtension(disk, root, dir)));
      }
      const found = byFolder.get(dir);
      if (found !== undefined) return found;
    }
    return extensionAround(folder);
  };
  /** What a browser loads as it is needs no package. */
  const extensions = new Map<string, Manifest | undefined>();
  const extensionAround = (folder: string): Manifest | undefined => {
    for (const dir of upward(folder)) {
      if (!extensions.has(dir)) extensions.set(dir, isExtension(disk, root, dir) ? manifestOf(dir, {}, true) : undefined);
      const found = extensions.get(dir);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const within = (file: string, manifest: Manifest | undefined): string => {
    const { folder = '' } = manifest ?? {};
    return folder !== '.' && named.has(folder) ? pathWithin(folder, file) : file;
  };
  const told = makeTold(disk, root, { nearest: (file) => nearest(posix.dirname(file)) });
  return {
    nearest: (file) => nearest(posix.dirname(file)),
    ...makeVersions(disk, root, nearest),
    whereabouts(file, text) {
      const known = contexts.get(file);
      if (known !== undefined && known.text === text) return known.is;
      const manifest = nearest(posix.dirname(file));
      const inside = within(file, manifest);
      const cut = file.slice(0, file.length - inside.length);
      const put = inside === file && manifest !== undefined && archived(manifest.folder);
      const asked = cut === '' || manifest === undefined ? manifest : { ...manifest, folder: '.' };
      const found: Whereabouts = put ? aside : whereaboutsBy(inside, text, asked, (word) => told(file, word));
      const said = found.context !== 'test' && isShowing(manifest, nearest) ? aside : found;
      const is = said.untaken === undefined ? said : { ...said, untaken: { ...said.untaken, folder: `${cut}${said.untaken.folder}` } };
      contexts.set(file, { text, is });
      return is;
    },
  };
}

const aside: Whereabouts = { context: 'script', sure: true };

/** Whether a package takes from the folder around it what others are to have: `"replicate": "file:../.."` in `integration/next`. */
function isShowing(manifest: Manifest | undefined, nearest: (folder: string) => Manifest | undefined): boolean {
  const around = manifest?.shows === undefined ? undefined : nearest(manifest.shows);
  return around !== undefined && around.folder === manifest?.shows && around.library && around.name !== undefined;
}

/** Browsers know an extension by a manifest of their own, at its root or where it is put together from. */
function isExtension(disk: Disk, root: string, folder: string): boolean {
  return ['.', 'public', 'src', 'static'].some((part) => {
    return readJson(disk, root, posix.join(folder, part), 'manifest.json')?.manifest_version !== undefined;
  });
}

/** Scripts that bring a program to run, here or elsewhere. */
export const starting = /^(?:start|serve|server|dev|prod|production|preview|worker|workers|web|api|bot|app|run|cron|daemon|deploy)\b/;

/** `"refresh": "tsx ./refresh-models.ts"` is run by those who work on the package, `"start": "tsx index.ts"` is the program. */
function choresIn(json: Json): readonly string[] {
  return Object.entries(asObject(json.scripts) ?? {}).flatMap(([name, line]) => {
    if (
      typeof line !== 'string' ||
      /^(?:start|serve|server|dev|prod|production|preview|worker|workers|web|api|bot|app|main|run|watch|cron|daemon)\b/.test(name)
    )
      return [];
    const run = line.matchAll(
      /\b(?:node|tsx|ts-node|bun|esno|jiti|babel-node|deno run|zx)\b((?:\s+(?:(?:-r|--require|--import|--loader|--env-file|-P|--project)\s+\S+|-{1,2}[^\s]+))*)\s+(?:\.\/)?([\w@./-]+\.[cm]?[jt]sx?\b|[\w@./-]+(?=\s*(?:$|[&|;])))/g,
    );
    return [...run].flatMap(({ 2: named, index }) => {
      if (named === undefined) return [];
      // `cd infrastructure && tsx deploy.ts`
      const folders = [...line.slice(0, index).matchAll(/\bcd\s+([\w@.][\w@./-]*)\s*&&/g)].map(([, folder]) => folder ?? '');
      const file = posix.join(...folders, named);
      // `node keycloak`: Node finds the ending.
      return /\.[cm]?[jt]sx?$/.test(file) ? [file, ...sourcesOf(file)] : [`${file}.js`, `${file}.mjs`, `${file}.ts`];
    });
  });
}

/** What a file was most likely built from: `lib/wait-for-db.js` from `src/wait-for-db.ts`. */
function sourcesOf(file: string): readonly string[] {
  const built = /^(?:lib|dist|build|out)\/(.+)\.[cm]?js$/.exec(file)?.[1];
  return built === undefined ? [] : [`src/${built}.ts`, `${built}.ts`];
}

/** The names of the files at which a package begins, without folders and endings; absent where a pattern, or the lack of `exports`, lets others import any file. */
function entriesOf(json: Json): Pick<Manifest, 'entries'> {
  const texts = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value];
    const inside = Array.isArray(value) ? value : asObject(value) === undefined ? [] : Object.entries(asObject(value)!).flat();
    return inside.flatMap(texts);
  };
  const exported = texts(json.exports);
  if (exported.length === 0 || exported.some((text) => text.includes('*'))) return {};
  const all = [...exported, ...['main', 'module', 'browser', 'types', 'typings', 'source', 'bin'].flatMap((field) => texts(json[field]))];
  return { entries: new Set(all.map(stemOf)) };
}

/** Where a package begins, if that is all it says of what others import. */
function onlyMain(json: Json): string | undefined {
  const more = ['exports', 'module', 'types', 'typings'].some((field) => json[field] !== undefined);
  return typeof json.main === 'string' && !more ? posix.normalize(json.main) : undefined;
}

/** Whether a package begins with its command, and offers others nothing else. */
function isCommand(json: Json): boolean {
  const main = onlyMain(json);
  return main !== undefined && commandsOf(json).includes(main);
}

/** Whether a package begins with what its own script starts: `"main": "app.js"`, and `"start": "node app.js"`. It is a program then. */
function startsItself(json: Json): boolean {
  const main = onlyMain(json);
  const start = asObject(json.scripts)?.start;
  if (main === undefined || typeof start !== 'string') return false;
  // Its container is what is started.
  if (/\bdocker[- ]compose\b.*\sup\b/.test(start)) return true;
  const run = /\bnode(?:mon)?(?:\s+-\S+)*\s+(\S+)/.exec(start)?.[1];
  return run !== undefined && withoutEnding(run) === withoutEnding(main);
}

/** Whether a package was released to nobody: its version counts from nothing, and nothing in it says that somebody is to have it. */
function isUnreleased(json: Json): boolean {
  const releases = Object.keys(asObject(json.scripts) ?? {}).some((name) => /release|publish/i.test(name));
  return json.version === '0.0.0' && !releases && !forOthers.some((field) => field in json);
}

const forOthers = ['license', 'repository', 'publishConfig', 'homepage', 'keywords', 'bin', 'peerDependencies'];

const withoutEnding = (file: string): string => posix.normalize(file).replace(/\.[cm]?js$/, '');

/** The files that its commands are. */
function commandsOf(json: Json): readonly string[] {
  const all = typeof json.bin === 'string' ? [json.bin] : Object.values(asObject(json.bin) ?? {});
  return all.flatMap((one) => (typeof one === 'string' ? [posix.normalize(one)] : []));
}

/** `file:../..`: a folder that the package itself lies in. */
const upPath = /^(?:(?:file|link|portal):)?\.\.(?:\/\.\.)*\/?$/;

const saysLibrary = /\b(?:client|library|sdk|driver|bindings)\b/i;
const saysCommand = /\b(?:cli|command(?:[- ]line)?|terminal|tool)\b/i;

function manifestOf(folder: string, json: Json, extension: boolean): Manifest {
  const dependencies: Record<string, string> = {};
  // A package may be named twice; the kind that is installed for sure comes last and counts.
  for (const kind of ['peerDependencies', 'optionalDependencies', 'devDependencies', 'dependencies']) {
    for (const [name, range] of Object.entries(asObject(json[kind]) ?? {})) if (typeof range === 'string') dependencies[name] = range;
  }
  const needed = ['peerDependencies', 'optionalDependencies', 'dependencies'].flatMap((kind) => Object.keys(asObject(json[kind]) ?? {}));
  const node = asObject(json.engines)?.node;
  const files = (Array.isArray(json.files) ? json.files : []).flatMap((one) => (typeof one === 'string' ? [posix.normalize(one)] : []));
  // An editor starts its extension by `main`; nobody else imports it.
  const ofEditor = typeof asObject(json.engines)?.vscode === 'string';
  // Who names no beginning begins with `index.js`.
  const offered = !ofEditor && (['main', 'exports', 'module'].some((field) => json[field] !== undefined) || files.includes('index.js'));
  const around = json.private === true ? Object.values(dependencies).find((range) => upPath.test(range)) : undefined;
  const description = typeof json.description === 'string' ? json.description : '';
  return {
    folder,
    ...(typeof json.name === 'string' ? { name: json.name } : {}),
    ...(around === undefined ? {} : { shows: posix.join(folder, around.replace(/^[a-z]+:/, ''), '.') }),
    ...(saysLibrary.test(description) && !saysCommand.test(description) ? { forCode: true as const } : {}),
    ...(typeof node === 'string' ? { node } : {}),
    bin: json.bin !== undefined,
    shipped: {
      files,
      commands: commandsOf(json),
    },
    commonJs: json.type !== 'module',
    dependencies,
    needed: new Set(needed),
    private: json.private === true,
    library: json.private !== true && offered && !startsItself(json) && !isUnreleased(json),
    published:
      json.private !== true &&
      !isUnreleased(json) &&
      offered &&
      !isCommand(json) &&
      ['exports', 'module', 'types', 'typings', 'files', 'publishConfig'].some((field) => json[field] !== undefined),
    ...entriesOf(json),
    part: offered && json.bin === undefined && !Object.keys(asObject(json.scripts) ?? {}).some((name) => starting.test(name)),
    browser: json.browserslist !== undefined,
    extension,
    starts: typeof asObject(json.scripts)?.start === 'string',
    chores: choresIn(json),
  };
}
