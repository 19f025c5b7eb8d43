import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import { each, type Value } from './values';

/** Whether a call asks for events as they happen (`Accept: text/event-stream`): its answer is meant to stay open. */
export function asksForEvents(evaluator: Evaluator, { view, call, model, id, shift }: Site): boolean {
  const place = { file: view.file, expr: id, frame: undefined, call };
  return (model.options ?? []).some((at) => {
    const options = argument(evaluator, place, at, shift);
    return members(evaluator, options, 'headers').some((headers) =>
      ['Accept', 'accept'].some((name) => members(evaluator, headers, name).some(isEvents)),
    );
  });
}

function members(evaluator: Evaluator, of: Value, name: string): readonly Value[] {
  return each(of).flatMap((one) => (one.is === 'obj' || one.is === 'merged' ? each(evaluator.member(one, name)) : []));
}

function isEvents(value: Value): boolean {
  return value.is === 'lit' && typeof value.v === 'string' && /^text\/event-stream\b/i.test(value.v.trim());
}
