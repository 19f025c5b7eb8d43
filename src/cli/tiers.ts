import { setFlagsFromString } from 'node:v8';

/**
 * The engine compiles anew what runs often, on threads of its own. One run is over before most of that pays, which takes as
 * much of the processor as the run itself, so a function has to be run four times as often as usual for it: a long run
 * takes no longer, and a short one leaves the other cores to others. Engines that are not known are left as they are.
 */
export function compileLate(engine = process.versions.v8, set: (flag: string) => void = setFlagsFromString): void {
  const flag = flags.get(engine.split('.')[0] ?? '');
  if (flag !== undefined) set(flag);
}

/** By the engine's major version, since a flag that it does not know is reported: those of Node 20, and of Node 22 and 24. */
const flags: ReadonlyMap<string, string> = new Map([
  ['11', '--interrupt-budget=270336'],
  ['12', '--invocation-count-for-turbofan=12000'],
  ['13', '--invocation-count-for-turbofan=12000'],
]);
