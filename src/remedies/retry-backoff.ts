import type { Ailment, Draft, Remedy } from '../model/remedy';
import type { Span } from '../model/span';
import { enter, functionsAround, pauseFor } from './backoff';

/** A loop that counts its attempts knows how long it has been waiting, and chance keeps the clients apart, however they start again. */
export const retryBackoff: Remedy = {
  id: 'retry-backoff',
  summary: 'Puts growing pauses with jitter between the attempts of a loop, or jitter into the pauses there are.',
  provides: 'retry',
  rules: ['retry-without-backoff', 'retry-without-jitter'],
  safety: 'safe',
  style: 'native',
  offers(ailment) {
    const { loop, finding, alike } = ailment;
    if (loop === undefined || loop.layer.form === 'queue') return [];
    const again = loop.layer.form !== 'loop';
    if (finding.rule === 'retry-without-jitter') {
      // Who gives it an end lets the pauses grow from what they are, and brings chance as well.
      if (alike.some(({ rule, at }) => rule === 'unbounded-retry' && at.file === finding.at.file && at.start === finding.at.start))
        return [];
      return again
        ? [{ title: 'Let chance make each pause longer or shorter, by up to half', write: (draft) => loosen(draft, ailment) }]
        : [{ title: 'Let chance decide each pause, up to its present length', write: (draft) => addJitter(draft, ailment) }];
    }
    if (again) return [];
    return [
      {
        title: 'Pause between the attempts, longer each time and with jitter',
        // What failed at once may do so for what it was asked, and whoever waits may hold a transaction open.
        safety: loop.calls.some(({ traits }) => traits.includes('database')) ? 'dangerous' : 'suggestion',
        write: (draft) => addPause(draft, ailment),
      },
    ];
  },
};

function addJitter(draft: Draft, { finding }: Ailment): boolean {
  const [length, ...others] = draft.loop(finding.at)?.pauses ?? [];
  const code = length === undefined ? undefined : draft.text(length);
  if (length === undefined || others.length > 0 || code === undefined || /random/i.test(code)) return false;
  draft.replace(length, `Math.random() * ${factor(code)}`);
  return true;
}

/** What is multiplied: anything but a number, a name or a product wants parentheses. */
function factor(code: string): string {
  return /^[\w$.()*[\] ]+$/.test(code) ? code : `(${code})`;
}

/** A function that is entered again pauses by a timer, or in its handler; a connection that comes back is not to come back sooner on the whole. */
function loosen(draft: Draft, { finding, loop }: Ailment): boolean {
  const length = loop?.layer.form === 'timer' ? timerLength(draft, finding.at) : pauseInHandler(draft, finding.at);
  const code = length === undefined ? undefined : draft.text(length);
  if (length === undefined || code === undefined || /random/i.test(code)) return false;
  draft.replace(length, `${factor(code)} * (0.5 + Math.random())`);
  return true;
}

/** `setTimeout(connect, 1000)` itself, or around the call that starts again. */
function timerLength(draft: Draft, at: Span): Span | undefined {
  for (let span: Span | undefined = draft.call(at)?.whole; span !== undefined; span = draft.around(span, 'call')) {
    const call = draft.call(span);
    if (call !== undefined && isTimer(draft, call.callee)) return call.arguments[1];
  }
  return undefined;
}

/** The only pause of the handler that starts again. */
function pauseInHandler(draft: Draft, at: Span): Span | undefined {
  const handler = draft.handler(at);
  const lengths = (handler === undefined ? [] : draft.reaches(handler.whole)).flatMap(({ callee }) => {
    const call = draft.call(callee);
    if (call === undefined) return [];
    if (isTimer(draft, callee)) return call.arguments.slice(1, 2);
    return call.awaited !== undefined && call.arguments.length === 1 && sleeps.test(draft.text(callee) ?? '') ? call.arguments : [];
  });
  return lengths.length === 1 ? lengths[0] : undefined;
}

const sleeps = /(?:^|\.)_?(?:sleep|delay|wait|pause)(?:ms|for)?$/i;

function isTimer(draft: Draft, callee: Span): boolean {
  return /(?:^|\.)setTimeout$/.test(draft.text(callee) ?? '');
}

/** Only between the attempts: whoever has failed for the last time need not wait to say so. */
function addPause(draft: Draft, { finding, project }: Ailment): boolean {
  const loop = draft.loop(finding.at);
  const head = loop === undefined ? '' : (draft.text(loop.head) ?? '');
  const [, counter, first, other, sign, most] = /^for\s*\(\s*let\s+(\w+)\s*=\s*([01])\s*;\s*(\w+)\s*(<=?)\s*([\w.]+)\s*;/.exec(head) ?? [];
  const [fn] = functionsAround(draft, finding.at);
  if (loop === undefined || counter === undefined || other !== counter || fn?.async === false || loop.pauses.length > 0) return false;
  const [handler, ...others] = loop.handlers.filter(({ block }) => block !== undefined && !block.leaves);
  if (handler?.block === undefined || others.length > 0) return false;
  const more = `${sign === '<' ? `${counter} + 1` : counter} < ${most}`;
  const pause = pauseFor(project.text(finding.at.file) ?? '', first === '0' ? counter : `(${counter} - 1)`);
  const last = handler.block.statements.at(-1);
  const inside = last === undefined ? undefined : withinSame(draft.text(last) ?? '', more, pause);
  // Whoever leaves by then has asked already.
  const gone =
    sign === '<'
      ? [`${counter}===${most}-1`, `${counter}>=${most}-1`, `${counter}+1===${most}`, `${counter}+1>=${most}`]
      : [`${counter}===${most}`, `${counter}>=${most}`];
  const left = handler.block.statements.some((one) => {
    const [, test = ''] =
      /^if\s*\(([^()]*)\)\s*(?:\{[^{}]*\b(?:throw|return|break)\b[^{}]*\}|(?:throw|return|break)\b[^{}]*)$/.exec(draft.text(one) ?? '') ??
      [];
    return gone.includes(test.replace(/\s+/g, '').replace(/([^=])==(?!=)/, '$1==='));
  });
  const lines = left ? pause : `if (${more}) ${pause}`;
  if (last === undefined) enter(draft, handler.block, [lines]);
  else if (inside !== undefined) draft.replace(last, inside);
  else return draft.insert(last, 'after', lines);
  return true;
}

/** The same question stands there already: `if (attempt < most) { … }`, at whose end the pause goes. */
function withinSame(statement: string, test: string, pause: string): string | undefined {
  const plain = (code: string): string => code.replace(/\s+/g, '');
  const [, asked = '', before = '', indent = ''] = /^if\s*\(([^()]*)\)\s*\{([\s\S]*?)(\n[ \t]*)\}$/.exec(statement) ?? [];
  const inner = /(\n[ \t]+)\S[^\n]*$/.exec(before)?.[1];
  if (inner === undefined || plain(asked) !== plain(test) || /\}\s*else\b|`[^`]*\n[^`]*`/.test(before)) return undefined;
  const code = /;\s*$/.test(before) ? pause : pause.replace(/;$/, '');
  // What is put in is moved to the depth of its place.
  return `${statement.slice(0, -indent.length - 1)}${inner}${code}${indent}}`.replaceAll(indent, '\n');
}
