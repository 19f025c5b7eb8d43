import type { Ailment, CallShape, Draft, FunctionShape, Handler } from '../model/remedy';
import type { Span } from '../model/span';
import { counterFor, enter, errorIn, functionsAround, isPlainLength, pauseBeforeAgain, pauseFor, toldIn } from './backoff';
import { staysSet } from './stays-set';

/** A function that starts itself again is told by its caller, itself, how often it was tried. */
export function limitRecursion(draft: Draft, { finding, project, loop }: Ailment): boolean {
  const again = draft.call(finding.at);
  const handler = draft.handler(finding.at);
  const name = /[\w$]+$/.exec(draft.text(finding.at) ?? '')?.[0];
  const around = functionsAround(draft, finding.at);
  const own = around.find((fn) => fn.name !== undefined && fn.name === name);
  if (again === undefined || handler === undefined || own === undefined || name === undefined) return false;
  // Whoever is handed it to start it over has a count and a pause of its own: `backoff(() => load(url))`.
  const inner = around[0]?.whole.start;
  if (loop?.layer.form !== 'timer' && inner !== own.whole.start && inner !== handler.whole.start) return false;
  const text = project.text(finding.at.file) ?? '';
  const counter = counterFor(draft.text(own.whole) ?? '');
  if (counter === undefined || again.open || again.arguments.length !== own.parameters.length || own.list === undefined) return false;
  if (isHeir(draft, own, text) || staysSet(draft, own.whole, { ...handler.whole, end: handler.whole.start })) return false;
  if (own.parameters.some((one) => draft.text(one)?.startsWith('...') === true) || isPassedOn(name, text)) return false;

  const stop = `if (${counter} >= ${project.settings.attempts}) throw `;
  const timer = loop?.layer.form === 'timer' ? timerAround(draft, again) : undefined;
  const [, length] = timer?.arguments ?? [];
  const written = length === undefined ? '' : (draft.text(length) ?? '');
  const pause = pauseFor(text, `(${counter} - 1)`, isPlainLength(written) ? written : undefined);
  if (loop?.layer.form === 'timer' && timer === undefined) return false;
  const pauses = loop?.layer.backoff === 'none' || timer !== undefined;
  const call = withCounter(draft, again, `${counter} + 1`);
  if (timer !== undefined) {
    const { block } = handler;
    const last = block?.statements.at(-1);
    if (block === undefined || last === undefined || last.end < timer.whole.end || !own.async) return false;
    draft.replace(last, `return ${call};`);
    enter(draft, block, [`${stop}${errorIn(draft, handler)};`, pause], toldIn(draft, block, [timer.whole]));
  } else if (handler.block === undefined) startOver(draft, handler, again, call, stop, pauses ? pause : undefined);
  else {
    if (pauses && !awaits(draft, handler, own)) return false;
    const told = toldIn(draft, handler.block, [again.whole]);
    const later = pauses && pauseBeforeAgain(draft, handler.block, pause, again.whole);
    counted(draft, again, `${counter} + 1`);
    const lines = [`${stop}${errorIn(draft, handler)};`, ...(pauses && !later ? [pause] : [])];
    const first = firstBeside(draft, handler.block, again.whole);
    if (first === undefined || !draft.insert(first, 'before', lines.join('\n'))) enter(draft, handler.block, lines, told);
  }
  const { start, end } = own.list;
  const last = own.parameters.at(-1)?.end;
  draft.replace({ ...own.list, start: last ?? start, end: last ?? end }, last === undefined ? `${counter} = 1` : `, ${counter} = 1`);
  return true;
}

/** A method of a class that has a parent or keeps a promise: what stands there may have a parameter of its own in the place. */
function isHeir(draft: Draft, { whole }: FunctionShape, text: string): boolean {
  if (/^(?:async\s+)?(?:function\b|\(|[\w$]+\s*=>)/.test(draft.text(whole) ?? '')) return false;
  const [head = ''] = [...text.slice(0, whole.start).matchAll(/\bclass\b[^{]*\{/g)].at(-1) ?? [];
  return /\b(?:extends|implements)\b/.test(head);
}

/** Whoever runs it for each element of a list would hand it a number of its own. */
function isPassedOn(name: string, text: string): boolean {
  return new RegExp(`(?<!function\\s+|const\\s+|let\\s+|async\\s+|new\\s+)(?<=[(,=:?]\\s*)\\b${name}\\b\\s*[,)\\]};\\n]`).test(text);
}

/** The call hands the count on as well; how it is written else stays. */
function counted(draft: Draft, { whole, arguments: given }: CallShape, count: string): void {
  const end = given.at(-1)?.end;
  if (end === undefined) draft.replace({ ...whole, start: whole.end - 1, end: whole.end - 1 }, count);
  else draft.replace({ ...whole, start: end, end }, `, ${count}`);
}

/**
 * The first statement of the branch in which a function starts itself again, where a handler does so for some failures alone: it goes
 * on as before with the others.
 */
function firstBeside(draft: Draft, { statements }: NonNullable<Handler['block']>, again: Span): Span | undefined {
  const branch = statements.find(({ start, end }) => start <= again.start && again.end <= end);
  const text = branch === undefined ? '' : (draft.text(branch) ?? '');
  if (branch === undefined || !/^if\b/.test(text)) return undefined;
  let depth = 0;
  for (let at = again.start - branch.start - 1; at >= 0; at--) {
    if (text[at] === '}') depth++;
    else if (text[at] === '{' && --depth < 0) {
      const start = branch.start + at + 1 + (/^\s*/.exec(text.slice(at + 1))?.[0].length ?? 0);
      // What begins a branch: the object of the call itself is none.
      return /(?:\)|\belse)\s*$/.test(text.slice(0, at)) && start < again.start ? { ...branch, start, end: start + 1 } : undefined;
    }
  }
  return undefined;
}

function withCounter(draft: Draft, { whole, callee, arguments: given }: CallShape, count: string): string {
  const text = draft.text(whole) ?? '';
  const last = given.at(-1);
  if (last === undefined) return `${draft.text(callee)}(${count})`;
  const at = last.end - whole.start;
  return `${text.slice(0, at)}, ${count}${text.slice(at)}`;
}

/** `setTimeout(() => load(url), 1000)` as a statement of its own. */
function timerAround(draft: Draft, { whole }: CallShape): CallShape | undefined {
  const around = draft.around(whole, 'call');
  const call = around === undefined ? undefined : draft.call(around);
  return call?.alone === true && /(^|\.)setTimeout$/.test(draft.text(call.callee) ?? '') ? call : undefined;
}

/** An arrow function without braces gets them. */
function startOver(draft: Draft, handler: Handler, { whole }: CallShape, call: string, stop: string, pause: string | undefined): void {
  const fn = draft.fn(handler.whole);
  const gives = fn?.gives;
  if (gives === undefined) return;
  const text = draft.text(gives) ?? '';
  const started = `${text.slice(0, whole.start - gives.start)}${call}${text.slice(whole.end - gives.start)}`;
  const error = handler.error ?? 'error';
  const lines = [`${stop}${error};`, ...(pause === undefined ? [] : [pause]), `return ${started};`];
  draft.replace(handler.whole, `${pause === undefined ? '' : 'async '}(${error}) => {\n${lines.map((line) => `  ${line}\n`).join('')}}`);
}

/** A pause wants an `async` function around it: the function itself, or the one handed to `.catch(…)`, which may become one. */
function awaits(draft: Draft, { whole }: Handler, own: FunctionShape): boolean {
  if (draft.text(whole)?.startsWith('catch') === true) return own.async;
  const fn = draft.fn(whole);
  if (fn === undefined) return false;
  if (!fn.async) draft.replace({ ...fn.whole, end: fn.whole.start }, 'async ');
  return true;
}
