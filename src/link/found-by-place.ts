import type { Program } from './program';

/** Whether a framework may look for a file by its place or name; where the folder's own index lists what is beside it by name, nobody needs to. */
export function isFound(program: Program, file: string): boolean {
  const place = program.within(file);
  if (named.test(place)) return true;
  if (!places.test(place)) return false;
  const beside = program.neighbours(file);
  const lists = beside.filter((one) => /(?:^|\/)index\.[cm]?[jt]sx?$/.test(one));
  return !lists.some((list) => beside.filter((one) => program.importing(one, [list]).length > 0).length >= few);
}

/** A list of fewer may be of what the index itself uses. */
const few = 5;

/** Folders in which frameworks and platforms look for what they run. */
const places =
  /(?:^|\/)(?:pages|routes?|api|functions|lambdas?|handlers?|commands?|cmds?|crons?|jobs|tasks|workers?|queues?|plugins|hooks|events|listeners|subscribers|policies|controllers|resolvers|middleware|server|netlify|edge-functions|bin|cli|actions)\//i;

/** What they know by its name, and what a program begins with. */
const named =
  /(?:^|\/)(?:index|main|server|app|worker|start|run|cli|route|page|layout|default|template|loading|error|middleware|proxy|instrumentation|handler|lambda|function|[[+_$.].*)\.[cm]?[jt]sx?$|\.(?:service|module|controller|resolver|gateway|entity|subscriber|command|job|task|cron|worker|route|handler|server|plugin|event|listener)s?\.[cm]?[jt]sx?$/i;
