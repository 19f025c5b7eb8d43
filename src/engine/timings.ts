/** Milliseconds by name. */
export type Sums = Record<string, number>;

/** Where the time went since the last answer was asked for: by phase, by rule and by file. */
export interface Timings {
  readonly phases: Readonly<Sums>;
  readonly costs: { readonly rules: Readonly<Sums>; readonly files: Readonly<Sums> };
  /** The clock itself, in milliseconds. */
  now(): number;
  phase(name: string, milliseconds: number): void;
  rule(name: string, milliseconds: number): void;
  file(name: string, milliseconds: number): void;
  /** What was spent so far is of an answer that holds no more. */
  clear(): void;
}

/** Opens sums that are nothing yet. */
export function makeTimings(): Timings {
  const phases: Sums = {};
  const costs: { readonly rules: Sums; readonly files: Sums } = { rules: {}, files: {} };
  const add = (sums: Sums, name: string, ms: number): void => {
    sums[name] = (sums[name] ?? 0) + ms;
  };
  return {
    phases,
    costs,
    now: () => performance.now(),
    phase: (name, ms) => add(phases, name, ms),
    rule: (name, ms) => add(costs.rules, name, ms),
    file: (name, ms) => add(costs.files, name, ms),
    clear() {
      for (const sums of [phases, costs.rules, costs.files]) for (const name of Object.keys(sums)) delete sums[name];
    },
  };
}
