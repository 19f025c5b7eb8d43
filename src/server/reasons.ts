import type { Provenance } from '../model/provenance';

/** A chain of causes, nearest first; a ring in it ends the walk. */
export function chain(first: Provenance): Provenance[] {
  const steps: Provenance[] = [];
  for (let step: Provenance | undefined = first; step !== undefined && !steps.includes(step); step = step.via) steps.push(step);
  return steps;
}

/** All chains in one row, each place and sentence once. */
export function allReasons(because: readonly Provenance[]): Provenance[] {
  const seen = new Set<string>();
  return because.flatMap(chain).filter((step) => {
    const key = `${step.at?.file}:${step.at?.start}:${step.says}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
