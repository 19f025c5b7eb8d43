import type { Provenance } from './provenance';

/** A chain of causes, nearest first; a ring in it ends the walk. */
export function chainOf(first: Provenance): readonly Provenance[] {
  const steps: Provenance[] = [];
  for (let step: Provenance | undefined = first; step !== undefined && !steps.includes(step); step = step.via) steps.push(step);
  return steps;
}

/** All chains in one row, each place and sentence once. */
export function reasonsOf(because: readonly Provenance[]): readonly Provenance[] {
  const seen = new Set<string>();
  return because.flatMap(chainOf).filter((step) => {
    const key = `${step.at?.file}:${step.at?.start}:${step.says}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
