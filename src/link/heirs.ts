import type { ClassId } from '../model/summary';
import type { Evaluator } from './evaluator';

/** A class, and the file it is written in. */
export interface ClassPlace {
  readonly file: string;
  readonly cls: ClassId;
}

/** Classes in some files that have no constructor of their own and inherit that of a class directly. */
export function heirsOf(evaluator: Evaluator, of: ClassPlace, files: readonly string[]): readonly ClassPlace[] {
  return files.flatMap((file) =>
    (evaluator.view(file)?.summary.classes ?? []).flatMap((shape, cls): ClassPlace[] => {
      if (shape.ext === undefined || shape.ctor !== undefined) return [];
      const base = evaluator.lineage(file, cls).classes[1];
      return base !== undefined && same(base, of) ? [{ file, cls }] : [];
    }),
  );
}

/** Whether a class is another one, or has it among its bases. */
export function descends(evaluator: Evaluator, from: ClassPlace, of: ClassPlace): boolean {
  return evaluator.lineage(from.file, from.cls).classes.some((c) => same(c, of));
}

export const same = (a: ClassPlace, b: ClassPlace): boolean => a.file === b.file && a.cls === b.cls;
