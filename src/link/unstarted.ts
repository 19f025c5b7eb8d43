import type { Provenance } from '../model/provenance';
import type { Evaluator } from './evaluator';
import { begins, holdsText, isInPattern } from './forgotten';
import { packageOf } from './program';
import { remembered } from './remembered';
import { mentioned, naming } from './said-in-code';
import { isOfProgram } from './uncalled';
import type { View } from './view';

/**
 * Why it is that a file is loaded by nothing its program begins with, as far as can be seen: where a package begins is known, most of it
 * is loaded from there, and neither the file nor any that imports it is named by what tells what is run, built or loaded. Somebody may
 * start it by hand.
 */
export function whyUnstarted(evaluator: Evaluator, file: string): Provenance | undefined {
  return remembered(evaluator, `unstarted:${file}`, () =>
    isUnstarted(evaluator, file) ? { from: 'caller', says: `nothing that the program begins with loads ${file}` } : undefined,
  );
}

/** More files that import one are not looked at. */
const mostImporters = 60;

function isUnstarted(evaluator: Evaluator, file: string): boolean {
  const { program, reuse } = evaluator;
  // Where a program begins may be known after an edit, and is told of all its files.
  reuse?.useLeaf('f', file);
  const first = program.starts(file);
  if (first === undefined || first.at.has(file) || program.importing(file, first.at).length > 0) return false;
  const importers = program.isImported(file) ? program.importers(file).filter((one) => isOfProgram(evaluator, one)) : [];
  if (importers.length > mostImporters) return false;
  const all = new Set([file, ...importers]);
  return [...all].every((one) => {
    const begun = program.starts(one);
    return begun?.at.has(one) === false && !mayBegin(evaluator, one) && (begun.whole || !isLoadedByPath(evaluator, one, all));
  });
}

/** Whether something may begin at a file: by its place, by what it does, or because something tells so. */
function mayBegin(evaluator: Evaluator, file: string): boolean {
  const { program } = evaluator;
  const view = evaluator.view(file);
  const place = program.within(file);
  if (view === undefined || begins(view) || goesOn(view)) return true;
  if (program.published(file) && !program.sealed(file)) return true;
  return alone.test(place) || isSearched(evaluator, file) || program.named(file);
}

/** The name of a file without its ending: that of its folder where it is the index of one. */
function nameOf(file: string): string {
  const steps = file.split('/');
  const stem = (steps.at(-1) ?? '').replace(/\.\w+$/, '');
  return stem === 'index' ? (steps.at(-2) ?? stem) : stem;
}

/** Whether a text of the program may lead to a file: by its path, by the folder it lies in, or by a pattern. */
function isLoadedByPath(evaluator: Evaluator, file: string, all: ReadonlySet<string>): boolean {
  const isOther = (one: string): boolean => !all.has(one) && isOfProgram(evaluator, one);
  const name = nameOf(file);
  const leads = (one: string): boolean => holdsText(evaluator, one, (text) => isPath(text, name));
  if (!/[\w$]/.test(name) || naming(evaluator, name, isOther).some(leads) || isInPattern(evaluator, name, isOther)) return true;
  // `join(__dirname, 'commands', name)`, in a program that looks into folders.
  const folders = evaluator.program
    .within(file)
    .split('/')
    .slice(0, -1)
    .filter((step) => !plain.test(step));
  const home = packageOf(evaluator.program, file);
  const isNear = (one: string): boolean => packageOf(evaluator.program, one) === home && isOfProgram(evaluator, one);
  const looks = looking.some((word) => mentioned(evaluator, word).some(isNear));
  return folders.some((folder) => {
    const word = folder.split(/[^\w$]+/).reduce((long, one) => (one.length > long.length ? one : long), '');
    return word === '' || mentioned(evaluator, word).some((one) => isNear(one) && saysFolder(evaluator, one, folder, looks));
  });
}

/** Whether a text is a path that ends with this name. */
function isPath(text: string, name: string): boolean {
  const steps = text.split('/');
  const last = (steps.at(-1) ?? '').replace(/\.[cm]?[jt]sx?$/, '');
  return last === name && (steps.length > 1 || last !== text);
}

/** Whether a file has a text that something is put behind, as `./commands/${name}`, or, where folders are looked into, one with the folder in it. */
const saysFolder = (evaluator: Evaluator, file: string, folder: string, looks: boolean): boolean =>
  holdsText(evaluator, file, (text) =>
    looks ? text.split(/[\\/]/).includes(folder) : text === `${folder}/` || text.endsWith(`/${folder}/`),
  );

/** Whether a module goes on after it has begun, without anybody who starts it from another: rounds without end. */
function goesOn({ summary }: View): boolean {
  return summary.calls.some((id) => {
    const e = summary.exprs[id];
    const callee = e?.k === 'call' && e.fn === 0 ? summary.exprs[e.c] : undefined;
    return callee?.k === 'global' && callee.n === 'setInterval';
  });
}

/** By these a program looks into folders, to load what lies there. */
const looking = `readdir readdirSync opendir opendirSync glob globSync globby fastGlob requireAll requireDir importAll includeAll autoload
  AutoLoad loadFiles loadFilesSync klaw walkSync`.split(/\s+/);

/** Folders that say nothing. */
const plain = /^(?:src|lib|dist|app|source|packages|apps|services|server)$/;

/** Each of these is found by its place, or begins by itself. */
const alone =
  /(?:^|\/)(?:netlify|supabase|functions|lambdas?|edge-functions|convex|public|static|assets|www|migrations|seeds|seeders|\.[\w-]+)\/|^api\/|\.(?:config|setup|conf)\.[cm]?[jt]sx?$|(?:^|\/)(?:middleware|instrumentation|[\w.-]*worker|[\w.-]*(?:daemon|consumer|listener|scheduler|processor|bot))\.[cm]?[jt]sx?$/i;

/** Whether a framework that the package of a file has looks for it. */
function isSearched({ program }: Evaluator, file: string): boolean {
  const folders = program.within(file).toLowerCase().split('/').slice(0, -1);
  return (program.catalog.searches ?? []).some(
    (search) =>
      (search.folders === '*'
        ? folders.some((folder) => usual.test(folder))
        : search.folders.some((name) => folders.some((folder) => folder === name || `${folder}s` === name))) &&
      search.packages.some((name) => program.dependsOn(file, name)),
  );
}

/** What folders are called, as a rule, in which frameworks look, and those who use them. */
const usual =
  /^(?:pages|app|routes?|api|handlers?|commands?|cmds?|crons?|jobs|tasks|workers?|queues?|plugins|hooks|events|listeners|subscribers|policies|controllers|resolvers|middlewares?|server|services|models|modules|features|bin|cli|actions|scenes|config|utils|composables|stores?|loaders|links|workflows|boot|repositories|datasources|observers|functions|scripts|imports|collections)$/;
