import { callsOf } from './evaluation/calls';
import { classesOf } from './evaluation/classes';
import { clientsOf } from './evaluation/clients';
import { constructionOf } from './evaluation/construction';
import { controllersOf } from './evaluation/controllers';
import type { Evaluation, Pieces } from './evaluation/evaluation';
import { expressionsOf } from './evaluation/expressions';
import { membersOf } from './evaluation/members';
import { memoryOf } from './evaluation/memory';
import { modulesOf } from './evaluation/modules';
import { namesOf } from './evaluation/names';
import { platformOf } from './evaluation/platform';
import { typesOf } from './evaluation/types';
import type { Evaluator } from './evaluator';
import type { Library } from './library';
import type { Program } from './program';
import type { Reuse } from './reuse';
import { type View, viewOf } from './view';

/** Answers what expressions hold, from summaries alone; every answer is remembered. Views may be those of another evaluator. */
export function evaluator(
  program: Program,
  library: Library,
  how: {
    readonly reuse?: Reuse | undefined;
    /** So many answers within calls are remembered; all unless it is said. */
    readonly most?: number;
    readonly views?: Evaluator;
    /** Files outside of these are not read, and what they give is unknown. */
    readonly within?: (file: string) => boolean;
  } = {},
): Evaluator {
  const { reuse } = how;
  const views = new Map<string, View | undefined>();

  const view = (file: string): View | undefined => {
    reuse?.useLeaf('f', file);
    if (how.within !== undefined && !how.within(file)) {
      reuse?.useLeaf('k', file);
      return undefined;
    }
    reuse?.useLeaf('s', file);
    if (how.views !== undefined) return how.views.view(file);
    if (views.has(file)) return views.get(file);
    const summary = program.summary(file);
    const made = summary === undefined ? undefined : viewOf(file, summary);
    views.set(file, made);
    return made;
  };

  const whole: Evaluation = {
    program,
    library,
    reuse,
    bounded: how.within !== undefined,
    policies: () => undefined,
    parameters: () => undefined,
    callers: () => [],
    view,
    span: (file, range) => ({ file, start: range[0], end: range[1] }),
    forget: (file) => views.delete(file),
    ...memoryOf(reuse, how.most ?? Number.POSITIVE_INFINITY),
    ...unanswered,
  };
  const pieces: Pieces = {
    ...expressionsOf(whole),
    ...namesOf(whole),
    ...modulesOf(whole),
    ...membersOf(whole),
    ...classesOf(whole),
    ...constructionOf(whole),
    ...clientsOf(whole),
    ...callsOf(whole),
    ...platformOf(whole),
    ...controllersOf(whole),
    ...typesOf(whole),
  };
  return Object.assign(whole, pieces);
}

const early = (): never => {
  throw new Error('an evaluator was asked before it was whole');
};

/** Stands where the answers of the pieces will be: each piece is made with the whole in hand. */
const unanswered: Pieces = {
  value: early,
  member: early,
  at: early,
  binding: early,
  exported: early,
  typed: early,
  result: early,
  apply: early,
  clients: early,
  lineage: early,
  moduleValue: early,
  controllerSignal: early,
  builtin: early,
  made: early,
  clientOf: early,
  classMember: early,
  instanceMember: early,
  getter: early,
  argumentsOf: early,
  constructorFrame: early,
  baseInstance: early,
  typeInstance: early,
  typeOfLibrary: early,
};
