import { expect } from 'vitest';
import { catalog } from '../../src/catalog/index';
import { callersOf } from '../../src/link/callers';
import { evaluator as makeEvaluator } from '../../src/link/evaluate';
import type { Evaluator } from '../../src/link/evaluator';
import { policyMaker } from '../../src/link/guards';
import { libraryOf } from '../../src/link/library';
import { joinParameters } from '../../src/link/parameters';
import { linkedProgram } from './linked-program';

const library = libraryOf(catalog);

/** Every expression of a program, and what it holds when all are asked in this order and so many answers within calls are remembered. */
function asked(
  files: Readonly<Record<string, string>>,
  order: (questions: string[]) => string[],
  most = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, string> {
  const program = linkedProgram(files);
  const evaluator: Evaluator = makeEvaluator(program, library, { most });
  evaluator.policies = policyMaker(evaluator);
  evaluator.parameters = joinParameters(evaluator, callersOf(evaluator));
  const questions = Object.keys(files).flatMap((file) => program.summary(file)!.exprs.map((_, id) => `${file}#${id}`));
  return new Map(
    order(questions).map((question) => {
      const [file = '', id] = question.split('#');
      return [question, printed(evaluator.value(file, Number(id)))];
    }),
  );
}

/** A value as a text: frames by their keys, models and guards by their names. */
function printed(value: unknown): string {
  return JSON.stringify(value, (name, it) => {
    if (name === 'frame') return it?.key;
    return name === 'model' || name === 'guard' ? it.id : it;
  });
}

/** What each expression of a program holds does not depend on what was asked before it, nor on how much is remembered. */
export function askedInAnyOrder(files: Readonly<Record<string, string>>): void {
  const usual = asked(files, (questions) => questions);
  const random = generator(1);
  const orders = [(all: string[]) => all.reverse(), (all: string[]) => shuffled(all, random), (all: string[]) => shuffled(all, random)];
  for (const order of orders) {
    const other = asked(files, order);
    for (const [question, value] of usual) expect(other.get(question), `${question} of ${JSON.stringify(files)}`).toBe(value);
  }
  const forgetful = asked(files, (all) => shuffled(all, random), 2);
  for (const [question, value] of usual) expect(forgetful.get(question), `${question}, where little is remembered`).toBe(value);
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((it) => ({ it, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ it }) => it);
}

/** A small generator with a seed, so that a failure can be seen again. */
function generator(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}
