import type { OptionModel } from '../model/catalog/option';
import type { RetryLayer } from '../model/layer';
import type { Ailment, Draft, FunctionShape, Means } from '../model/remedy';
import { type Span, sameSpan } from '../model/span';
import { enter, lengthFor } from './backoff';

/** The option that opens a connection again for ever, where the finding speaks of it. */
export function reconnecting({ call, finding }: Ailment): RetryLayer | undefined {
  const { at } = finding;
  return call?.layers.find(
    (layer): layer is RetryLayer =>
      layer.kind === 'retry' &&
      layer.reconnect === true &&
      layer.form === 'option' &&
      layer.attempts === 'unbounded' &&
      layer.because.at?.file === at.file &&
      layer.because.at.start === at.start,
  );
}

/** A strategy that decides by itself stops after a number of failures; one that does not pause gets pauses as well. */
export function endStrategy(draft: Draft, ailment: Ailment, attempts: number): boolean {
  const hasty = reconnecting(ailment)?.backoff === 'none';
  return [ailment.own, ailment.shared].some((means) =>
    means?.options.some((row) => row.strategy === true && row.ends !== undefined && end(draft, means, row, row.ends, attempts, hasty)),
  );
}

function end(
  draft: Draft,
  means: Means,
  { option }: OptionModel,
  { counts, from, by }: NonNullable<OptionModel['ends']>,
  attempts: number,
  hasty: boolean,
): boolean {
  const at = draft.option(means, option);
  const written = at === undefined ? undefined : draft.text(at);
  if (at === undefined || written === undefined) return false;
  const [own = counts, ...members] = counts.split('.');
  /** `counted` is what the failures are called, `pause` the code of what is waited before the next try. */
  const answer = (counted: string, pause: string): string => `${counted} ${from === 0 ? '<' : '<='} ${attempts} ? ${pause} : ${by}`;
  const growing = (counted: string): string => lengthFor('200', from === 0 ? counted : `(${counted} - 1)`);
  if (/^[\d_.]+$/.test(written))
    return draft.setOption(means, option, `(${own}) => (${answer(counts, hasty ? growing(counts) : written)})`);
  const fn = draft.fn(at);
  if (fn === undefined || !sameSpan(fn.whole, at) || fn.async || fn.list === undefined || saysWhatItGives(draft, fn)) return false;
  const [first] = fn.parameters;
  const name = first === undefined ? own : /^([A-Za-z_$][\w$]*)\s*(?::[^=]*)?$/.exec(draft.text(first) ?? '')?.[1];
  if (name === undefined) return false;
  const counted = [name, ...members].join('.');
  const only = fn.gives ?? onlyAnswer(draft, fn);
  if (hasty && only !== undefined) {
    const parameters = first === undefined ? own : (draft.text(fn.list) ?? '');
    return draft.setOption(means, option, `(${parameters}) => (${answer(counted, growing(counted))})`);
  }
  if (first === undefined) draft.replace(fn.list, name);
  if (fn.gives !== undefined) {
    const pause = draft.text(fn.gives) ?? '';
    draft.replace(fn.gives, /^\(/.test(pause) ? answer(counted, pause) : `(${answer(counted, pause)})`);
    return true;
  }
  if (fn.block === undefined) return false;
  enter(draft, fn.block, [`if (${counted} ${from === 0 ? '>=' : '>'} ${attempts}) return ${by};`]);
  return true;
}

/** A type that is written for the answer may not allow for one that stops. */
function saysWhatItGives(draft: Draft, { list, gives, block }: FunctionShape): boolean {
  const body = gives?.start ?? block?.inside.start;
  if (list === undefined || body === undefined) return true;
  return /^\)\s*:/.test(draft.text({ ...list, start: list.end, end: body }) ?? '');
}

/** What a function answers that does nothing else. */
function onlyAnswer(draft: Draft, { block }: FunctionShape): Span | undefined {
  const [statement, ...others] = block?.statements ?? [];
  return statement !== undefined && others.length === 0 && /^return\b[^/]*$/.test(draft.text(statement) ?? '') ? statement : undefined;
}
