import type { Path } from '../model/catalog/paths';
import type { PlatformModel } from '../model/catalog/platform';
import type { Deployed } from '../model/deployed';
import { amountOf } from './amounts';
import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { isCallOf } from './platform-calls';
import { remembered } from './remembered';
import { mentioned } from './said-in-code';

/** A file that a platform runs, as the nearest configuration above it says of all such files, for as long as that or the file itself says. */
export function adapted(evaluator: Evaluator, platform: PlatformModel, file: string): Deployed | undefined {
  const told =
    platform.adapters === undefined ? [] : remembered(evaluator, `adapters:${platform.id}`, () => adaptersOf(evaluator, platform));
  const [nearest] = told.filter(({ folder }) => file.startsWith(folder)).sort((a, b) => b.folder.length - a.folder.length);
  if (nearest === undefined || !isOf(platform, file)) return undefined;
  const own = exportedIn(evaluator, platform, file);
  return { platform: platform.id, limit: own ?? nearest.limit, by: own === undefined ? nearest.by : file };
}

/** Whether a platform runs the functions of a file, by its place. */
export function isOf({ files }: PlatformModel, file: string): boolean {
  return files !== undefined && liesAt(files, file);
}

/** Every call on every way asks it of the same few files. */
const lying = new WeakMap<readonly Path[], Map<string, boolean>>();

function liesAt(patterns: readonly Path[], path: string): boolean {
  const known = lying.get(patterns) ?? new Map<string, boolean>();
  lying.set(patterns, known);
  let it = known.get(path);
  if (it === undefined) {
    const segments = path.replace(/\.[cm]?[jt]sx?$/, '').split('/');
    it = patterns.some((pattern) => fits(segments, pattern));
    known.set(path, it);
  }
  return it;
}

/** Whether a platform runs a file, whatever it exports, by its place. */
export function isRunThere({ program }: Evaluator, { runs }: PlatformModel, file: string): boolean {
  if (runs === undefined) return false;
  const { files, needs } = runs;
  if (needs !== undefined && !needs.some((name) => program.dependsOn(file, name))) return false;
  return liesAt(files, needs === undefined ? file : program.within(file));
}

/** The time that a file exports for its functions, in the platform's unit. */
export function exportedIn(evaluator: Evaluator, platform: PlatformModel, file: string): number | undefined {
  const view = evaluator.view(file);
  for (const path of platform.exported ?? []) {
    const [name = '', ...rest] = path.split('.');
    const [own] = view?.exportsNamed.get(name) ?? [];
    if (view === undefined || own === undefined) continue;
    const amount = amountOf(evaluator.at(evaluator.exported(file, name), rest));
    if (typeof amount === 'number' && amount > 0) return amount;
  }
  return undefined;
}

interface Adapted {
  readonly folder: string;
  readonly limit: number;
  readonly by: string;
}

function adaptersOf(evaluator: Evaluator, { adapters = [] }: PlatformModel): readonly Adapted[] {
  return adapters.flatMap((row) =>
    mentioned(evaluator, row.word).flatMap((by) => {
      const view = /\.config\.[cm]?[jt]s$/.test(by) ? evaluator.view(by) : undefined;
      return (view?.summary.calls ?? []).flatMap((id) => {
        const call = view?.call(id);
        if (view === undefined || call === undefined || !isCallOf(evaluator, view, id, row)) return [];
        const limit = amountOf(argument(evaluator, { file: by, expr: id, frame: undefined, call }, row.limit));
        return typeof limit === 'number' && limit > 0 ? [{ folder: by.slice(0, by.lastIndexOf('/') + 1), limit, by }] : [];
      });
    }),
  );
}
