import { catalog } from '../../src/catalog/index';
import type { Program } from '../../src/link/program';
import { summarise } from '../../src/summary/summarise';

/** A program in memory for the linker, whose files are met in the order given. */
export function linkedProgram(
  texts: Readonly<Record<string, string>>,
  order: readonly string[] = Object.keys(texts),
): Program & { readonly candidates: readonly string[] } {
  const summaries = new Map(order.map((file) => [file, summarise(file, texts[file]!)]));
  const resolve = (specifier: string): string | undefined => {
    const file = specifier.replace(/^\.\//, '');
    return ['', '.ts', '.js', '.tsx', '.jsx'].map((ending) => file + ending).find((one) => one in texts);
  };
  const reaches = (from: string, to: string, seen: ReadonlySet<string> = new Set()): boolean =>
    [...texts[from]!.matchAll(/['"](\.\/[\w.-]+)['"]/g)].some(([, specifier = '']) => {
      const next = resolve(specifier);
      return next !== undefined && !seen.has(next) && (next === to || reaches(next, to, new Set([...seen, next])));
    });
  // As the engine does: the order of importers is the same however files are met.
  const importers = (file: string) => [...order].sort().filter((other) => other !== file && reaches(other, file));
  return {
    catalog,
    candidates: order,
    summary: (file) => summaries.get(file),
    resolve,
    importers,
    importedBy: importers,
    unmet(from) {
      const met = new Set(from);
      return { importers: (file) => importers(file).filter((other) => !met.has(other)), meet: (file) => void met.add(file) };
    },
    neighbours: (file) => order.filter((other) => other !== file),
    isImported: (file) => importers(file).length > 0,
    guessed: () => false,
    eitherSide: () => false,
    importing: (file, wanted) => [...wanted].filter((other) => importers(file).includes(other)).sort(),
    mentions: (file, name) => texts[file]!.includes(name),
    passesOn: (file) => texts[file]?.includes('export *') === true,
    mentioning: (name) => order.filter((file) => texts[file]!.includes(name)),
    satisfies: () => 'unknown',
    runsOn: () => 'unknown',
    context: () => 'server',
    published: () => false,
    dependsOn: () => false,
    sealed: () => false,
    told: () => false,
    starts: () => undefined,
    named: () => false,
    deployed: () => [],
    within: (file) => file,
  };
}
