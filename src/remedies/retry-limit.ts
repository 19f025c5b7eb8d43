import type { Ailment, Draft, Handler, LoopShape, Remedy } from '../model/remedy';
import type { Span } from '../model/span';
import { counterFor, enter, errorIn, functionsAround, isPlainLength, lengthFor, pauseBeforeAgain, pauseFor, toldIn } from './backoff';
import { isBatch } from './named-work';
import { limitRecursion } from './retry-limit-recursion';
import { staysSet } from './stays-set';

/** The loop stays as it is, but it counts, it pauses, and in the end it fails with what failed last. */
export const retryLimit: Remedy = {
  id: 'retry-limit',
  summary: 'Gives a retry written by hand a number of attempts, growing pauses with jitter, and the last error to throw.',
  provides: 'retry',
  rules: ['unbounded-retry'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment) {
    const { loop, project, finding } = ailment;
    if (loop === undefined || loop.layer.form === 'queue') return [];
    const { attempts } = project.settings;
    const offer = {
      title: `Give up after ${attempts} attempts, with growing pauses`,
      // Who waits for something to come up, and pauses, is asked whether to end, and not made to; what works in the background may have all day.
      ...(finding.severity === 'info' || isBatch(finding.at.file) ? { safety: 'dangerous' as const } : {}),
    };
    if (loop.layer.form === 'loop') return [{ ...offer, write: (draft) => limitLoop(draft, ailment) }];
    return [{ ...offer, write: (draft) => limitRecursion(draft, ailment) }];
  },
};

function limitLoop(draft: Draft, { finding, project }: Ailment): boolean {
  const loop = draft.loop(finding.at);
  const [fn] = functionsAround(draft, finding.at);
  const counter = counterFor(draft.text(fn?.whole ?? loop?.whole ?? finding.at) ?? '');
  if (loop === undefined || counter === undefined) return false;
  if (fn !== undefined && staysSet(draft, fn.whole, loop.whole)) return false;
  const { attempts } = project.settings;
  const handlers = loop.handlers.filter(({ block }) => block !== undefined && !leavesLoop(draft, block, loop.label));
  const tail = doForever(draft, loop);
  const endless = loop.endless || tail !== undefined;
  const falls = endless && !loop.body.leaves && (loop.handlers.length === 0 || loop.handlers.some(({ triedLeaves }) => !triedLeaves));
  if ((handlers.length === 0 && !falls) || (falls && loop.breaks)) return false;
  const pauses = loop.pauses.length === 0;
  if (pauses && fn !== undefined && !fn.async) return false;
  const pause = pauses ? [pauseFor(project.text(finding.at.file) ?? '', `(${counter} - 1)`)] : [];
  for (const handler of handlers) {
    const stop = `if (${counter} >= ${attempts}) throw ${errorIn(draft, handler)};`;
    // What goes on behind it comes to the pause at the end of the body.
    const block = handler.block!;
    const [own] = !falls || block.leaves ? pause : [];
    const later = own === undefined || pauseBeforeAgain(draft, block, own);
    enter(draft, block, [...(endless ? [] : [`${counter}++;`]), stop, ...(later ? [] : [own])], toldIn(draft, block, loop.pauses));
  }
  if (falls && !endIt(draft, loop, `${counter} < ${attempts}`, `No success after ${attempts} attempts`, pause)) return false;
  const [length, ...others] = loop.pauses;
  const written = length === undefined ? undefined : draft.text(length);
  if (length !== undefined && others.length === 0 && written !== undefined && isPlainLength(written))
    draft.replace(length, lengthFor(written, `(${counter} - 1)`));
  if (!endless) return draft.insert(loop.whole, 'before', `let ${counter} = 0;`);
  if (tail !== undefined) draft.replace(tail, '');
  draft.replace(loop.head, `for (let ${counter} = 1; ${falls ? `${counter} <= ${attempts}` : ''}; ${counter}++)`);
  return true;
}

/** The end of `do … while (true)`, which makes room for a head. */
function doForever(draft: Draft, { head, whole, body }: LoopShape): Span | undefined {
  const tail = { ...whole, start: body.inside.end + 1 };
  return draft.text(head) === 'do' && /^\s*while\s*\(\s*(?:true|1)\s*\)\s*;?$/.test(draft.text(tail) ?? '') ? tail : undefined;
}

/** A handler that ends by throwing or returning is no way back to the start; one that ends by `continue` is. */
function leavesLoop(draft: Draft, { leaves, statements }: NonNullable<Handler['block']>, label: string | undefined): boolean {
  const last = statements.at(-1);
  const [onward, to] = /^continue\b[^\S\n]*([\w$]*)/.exec(last === undefined ? '' : (draft.text(last) ?? '')) ?? [];
  return leaves && last !== undefined && (onward === undefined || (to !== '' && to !== label));
}

/** A loop whose answers may be no success comes to its end; nobody pauses before that. */
function endIt(
  draft: Draft,
  { whole, body, pauses, handlers }: LoopShape,
  more: string,
  message: string,
  pause: readonly string[],
): boolean {
  const inHandler = (at: number): boolean => handlers.some(({ whole: own }) => own.start <= at && at < own.end);
  const paused = body.statements.find(({ start, end }) =>
    pauses.some((one) => start <= one.start && one.end <= end && !inHandler(one.start)),
  );
  const last = body.statements.at(-1);
  if (paused !== undefined && /^await\b/.test(draft.text(paused) ?? '')) draft.replace({ ...paused, end: paused.start }, `if (${more}) `);
  const [line] = pause;
  if (line !== undefined && (last === undefined || !draft.insert(last, 'after', `if (${more}) ${line}`))) return false;
  return draft.insert(whole, 'after', `throw new Error('${message}');`);
}
