import { posix } from 'node:path';
import type { Linked } from '../link/linked';
import type { PolicyUse } from '../model/call';
import type { Catalog } from '../model/catalog';
import type { Finding } from '../model/finding';
import type { Truth } from '../model/layer';
import type { Ailment, Fix, FixSettings, Project, Remedy, Safety, Usage } from '../model/remedy';
import type { RuleSettings } from '../model/rule';
import type { TextEdit } from '../model/span';
import { isLeftToCallers } from '../model/ways';
import { isCommonJs } from '../remedies/module/use';
import { makePen, type Paper } from '../source/draft';
import { fitFor } from '../source/fitting';
import type { Manifest } from '../source/manifest';
import { staysWhole } from '../source/proof';
import { leastMajor } from '../source/versions';
import { alikeIn, indexOf, keyOf } from './by-place';
import { customsOf } from './customs';
import {
  hasHelper,
  knowsAnySignal,
  knowsSignal,
  namesNumbers,
  nodeBeside,
  runsSignal,
  streamingIn,
  testsMocking,
  testsOf,
  testsOfHost,
} from './held-to';
import { placeOf } from './module-place';

/** What making fixes needs of an analysed project. */
export interface Clinic {
  readonly linked: Linked;
  readonly findings: readonly Finding[];
  readonly remedies: readonly Remedy[];
  readonly catalog: Pick<Catalog, 'guards'>;
  readonly text: (file: string) => string | undefined;
  /** Module specifiers of a file. */
  readonly imports: (file: string) => readonly string[];
  /** The file of the project that a specifier leads to from another one. */
  readonly resolve: (specifier: string, from: string) => string | undefined;
  /** Every file of the project. */
  readonly files: readonly string[];
  readonly manifest: (file: string) => Manifest | undefined;
  /** Whether the release of a package that a file sees lies in a range. */
  readonly satisfies: (file: string, name: string, range: string) => Truth;
  readonly settings: (file: string) => FixSettings;
  readonly limits: (file: string) => RuleSettings;
}

/** The quick-fixes of a finding, best first; a remedy that fails, and a fix that would not parse, are left out. */
export function fixesOf(finding: Finding, clinic: Clinic): readonly Fix[] {
  const ailment = ailmentOf(finding, clinic);
  const { project } = ailment;
  const paper = paperOf(clinic);
  const suited = clinic.remedies.filter((remedy) => suits(remedy, finding, project));
  const ranked = suited
    .map((remedy, index) => ({ remedy, rank: rankOf(remedy, project), index }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index);
  const fixes: Fix[] = [];
  for (const { remedy } of ranked) {
    for (const fix of written(remedy, ailment, paper)) {
      if (!fixes.some((other) => other.title === fix.title) && parses(fix.edits, clinic)) fixes.push(fix);
    }
  }
  return fixes;
}

/** What one remedy offers, written out; a crash in it hides no other. */
function written(remedy: Remedy, ailment: Ailment, paper: Paper): readonly Fix[] {
  try {
    if (remedy.provides === 'timeout' && remedy.yields !== true && ailment.call !== undefined && isLeftToCallers(ailment.call)) return [];
    return remedy.offers(ailment).flatMap((offer) => {
      const pen = makePen(paper);
      const done = offer.write(pen);
      if (done === false || done === 0) return [];
      const edits = pen.edits();
      const title = typeof done === 'number' && done > 1 ? `${offer.title} (mends ${done} calls)` : offer.title;
      return edits.length === 0
        ? []
        : [
            {
              title,
              remedy: remedy.id,
              safety: edits.some(({ span }) => isCopied(span.file)) ? 'dangerous' : weaker(remedy.safety, offer.safety),
              ...(remedy.style === 'native' ? {} : { wraps: true as const }),
              edits,
            },
          ];
    });
  } catch {
    return [];
  }
}

/** Whether a file is that of somebody else, who would bring it back as it was: it lies in a folder for copies. */
function isCopied(file: string): boolean {
  return /(?:^|\/)(?:vendors?|third[-_]?party|3rd[-_]?party)\//i.test(file);
}

function weaker(a: Safety, b: Safety | undefined): Safety {
  const order: readonly Safety[] = ['safe', 'suggestion', 'dangerous'];
  return b !== undefined && order.indexOf(b) > order.indexOf(a) ? b : a;
}

function suits({ rules, provides, needs, style }: Remedy, { rule, wants }: Finding, project: Project): boolean {
  if (rules === undefined ? wants !== provides : !rules.includes(rule)) return false;
  return needs === undefined || project.depends(needs) || project.settings.style === style;
}

/** The wished style first; left alone, the client's own means, then what the file imports, then what the package has. */
function rankOf({ style, needs }: Remedy, { settings, imports }: Project): number {
  if (settings.style === style) return 0;
  if (style === 'native') return 1;
  if (needs !== undefined && imports.includes(needs)) return 2;
  return needs !== undefined ? 3 : 4;
}

function ailmentOf(finding: Finding, clinic: Clinic): Ailment {
  const { linked } = clinic;
  const known = indexOf(linked);
  const call = finding.call === undefined ? undefined : known.calls.get(keyOf(finding.call.at));
  const file = finding.wants === 'timeout' && call !== undefined ? call.site.whole.file : finding.at.file;
  const loop = known.loops.get(keyOf(finding.at));
  const policy = known.policies.get(keyOf(finding.at));
  const usage = policy === undefined ? undefined : usageOf(policy, clinic.catalog);
  const instance = known.instances.get(keyOf(finding.at));
  const means = call === undefined ? undefined : linked.means(call.site);
  const { own, shared } = means ?? {};
  const at = call?.site.instance;
  const beside = known.beside.get(file) ?? [];
  const knobs = finding.wants === 'retry' ? linked.knobs(finding.at) : undefined;
  return {
    finding,
    file,
    ...(call === undefined ? {} : { call }),
    ...(loop === undefined ? {} : { loop }),
    ...(policy === undefined ? {} : { policy }),
    ...(instance === undefined ? {} : { instance }),
    ...(own === undefined ? {} : { own }),
    ...(shared === undefined ? {} : { shared }),
    ...(knobs === undefined ? {} : { knobs }),
    ...(usage === undefined ? {} : { usage }),
    beside,
    through: at === undefined ? [] : (known.through.get(keyOf(at)) ?? []),
    together: beside.filter((one) => one !== call && finding.related.some(({ at }) => at.file === file && at.start === one.site.at.start)),
    alike: alikeIn(clinic.findings, finding.wants),
    project: projectOf(file, clinic),
  };
}

/** The first way that the model of a policy knows: it runs a function that it is handed, or what it was made of. */
function usageOf({ guard, name }: PolicyUse, { guards }: Clinic['catalog']): Usage | undefined {
  for (const form of guards.find(({ id }) => id === guard)?.forms ?? []) {
    if (form.form === 'apply' && form.on.includes(name) && form.runs === 'arg[0]' && !form.path.includes('*'))
      return { runs: 'work', member: form.path };
    const [fire] = form.form === 'wrap' && form.kind === name ? form.fires : [];
    if (form.form === 'wrap' && fire !== undefined) return { runs: 'given', member: fire, work: form.runs };
  }
  return undefined;
}

function projectOf(file: string, clinic: Clinic): Project {
  const manifest = clinic.manifest(file);
  const settings = clinic.settings(file);
  const home = homeOf(file, clinic);
  const customs = customsOf(clinic.linked, home, (of) => homeOf(of, clinic));
  const around = withAround(home, settings.module, clinic);
  const runs = manifest?.node ?? clinic.manifest('package.json')?.node ?? nodeBeside(home, clinic);
  const node = leastMajor(runs);
  const place = lazily(() => {
    const module = inTypeScript(file, around, clinic) ? settings.module : settings.module.replace(/\.ts$/, '.js');
    const owns = (other: string): boolean => homeOf(other, clinic) === around;
    return placeOf(module, { file, home: around, files: clinic.files, imports: clinic.imports, owns });
  });
  return {
    settings,
    limits: clinic.limits(file),
    imports: clinic.imports(file),
    depends: (name) => manifest?.dependencies[name] !== undefined,
    get module() {
      return place();
    },
    bareParameters: () => fitFor(place(), clinic.text)?.bareParameter ?? false,
    text: clinic.text,
    tests: (of) => testsOf(of, home, clinic),
    testsOfHost: (host) => testsOfHost(host, home, clinic),
    testsMocking: (module) => testsMocking(module, home, clinic),
    customMs: (client, reads) => customs.timeOf(client, reads, clinic.settings(file).timeoutMs, clinic.limits(file).maxTimeoutMs),
    helps: (client) => customs.helps(client),
    streaming: () => streamingIn(home, file, clinic),
    hasHelper: () => hasHelper(file, clinic),
    namesNumbers: () => namesNumbers(file, home, clinic),
    knowsSignal: () => knowsSignal(file, clinic, (name, range) => clinic.satisfies(file, name, range)),
    knowsAnySignal: () => knowsAnySignal(file, clinic, (name, range) => clinic.satisfies(file, name, range)),
    runsSignal: (byFetch) =>
      runsSignal(
        {
          ...(runs === undefined ? {} : { node: runs }),
          depends: (name) => manifest?.dependencies[name] !== undefined,
          satisfies: (name, range) => clinic.satisfies(file, name, range),
        },
        byFetch,
      ),
    ...(node === undefined ? {} : { node }),
  };
}

/** Few remedies ask where the module would lie. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

/** The folder of the package that a file belongs to. */
function homeOf(file: string, clinic: Clinic): string {
  const manifest = clinic.manifest(file);
  return manifest === undefined || manifest.folder.startsWith('..') ? '.' : manifest.folder;
}

/** The same, or the package among whose sources it lies and from which its files take some by their path: then both are built as one. Every fix of a package asks. */
function withAround(home: string, module: string, clinic: Clinic): string {
  const known = arounds.get(clinic.linked) ?? new Map<string, string>();
  arounds.set(clinic.linked, known);
  const key = `${home}\0${module}`;
  const found = known.get(key) ?? findAround(home, module, clinic);
  known.set(key, found);
  return found;
}

const arounds = new WeakMap<Clinic['linked'], Map<string, string>>();

function findAround(home: string, module: string, clinic: Clinic): string {
  const around = home === '.' ? home : homeOf(home, clinic);
  const [top = ''] = module.split('/');
  if (home === '.' || !home.startsWith(`${posix.join(around, top)}/`)) return home;
  const sources = new Set(clinic.files.flatMap((file) => [file, file.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '')]));
  const reaches = (file: string): boolean =>
    clinic.imports(file).some((name) => {
      const path = posix.join(posix.dirname(file), name);
      return name.startsWith('.') && !path.startsWith(`${home}/`) && sources.has(path);
    });
  const isTied = clinic.files.some((file) => file.startsWith(`${home}/`) && reaches(file));
  return isTied ? withAround(around, module, clinic) : home;
}

/** Whether a module for a file is written in TypeScript: as its package is, but for what may run as it stands and could not load it. */
function inTypeScript(file: string, home: string, clinic: Clinic): boolean {
  const typed = (path: string): boolean => /\.[cm]?tsx?$/.test(path);
  if (typed(file)) return true;
  if (!clinic.files.some((other) => typed(other) && other.startsWith(home === '.' ? '' : `${home}/`))) return false;
  return !isCommonJs(clinic.text(file) ?? '') || loadsTypeScript(file, clinic);
}

function loadsTypeScript(file: string, clinic: Clinic): boolean {
  const all = new Set(clinic.files);
  return clinic.imports(file).some((name) => {
    if (!name.startsWith('.')) return false;
    const path = posix.join(posix.dirname(file), name);
    const is = (...endings: readonly string[]): boolean => endings.some((ending) => all.has(`${path}${ending}`));
    return is('.ts', '.tsx', '/index.ts', '/index.tsx') && !is('', '.js', '.jsx', '/index.js', '/index.jsx');
  });
}

function paperOf(clinic: Clinic): Paper {
  return {
    text: clinic.text,
    ending: (file) => endingOf(file, clinic),
    commonJs: (file) => clinic.manifest(file)?.commonJs ?? true,
  };
}

/** As the file's own relative imports end, else as those of its neighbours, else as its kind of module must. */
function endingOf(file: string, clinic: Clinic): '.js' | '.ts' | '' {
  const folder = posix.dirname(file);
  const near = clinic.files.filter((other) => other !== file && posix.dirname(other) === folder);
  const far = clinic.files.filter((other) => other !== file && !near.includes(other)).slice(0, 50);
  // What is an ES module by its own name is run as one, whatever its neighbours are.
  const strict = /\.m[jt]s$/.test(file);
  for (const group of strict ? [[file]] : [[file], near, far]) {
    const relative = group.flatMap((one) =>
      clinic.imports(one).filter((name) => /^\.\.?\//.test(name) && !/\.(json|css|svg|scss|html|node|wasm)$/.test(name)),
    );
    if (relative.length === 0) continue;
    const js = relative.filter((name) => /\.[cm]?js$/.test(name)).length;
    const typed = relative.filter((name) => /\.[cm]?tsx?$/.test(name)).length;
    if (js === 0 && typed === 0) return '';
    return js >= typed ? '.js' : '.ts';
  }
  return strict || (/\.[cm]?jsx?$/.test(file) && clinic.manifest(file)?.commonJs === false) ? '.js' : '';
}

export { applied, staysWhole } from '../source/proof';

function parses(edits: readonly TextEdit[], { text }: Clinic): boolean {
  const files = new Set(edits.map(({ span }) => span.file));
  return [...files].every((file) =>
    staysWhole(
      file,
      text(file) ?? '',
      edits.filter(({ span }) => span.file === file),
    ),
  );
}
