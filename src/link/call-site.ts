import { type CallSite, type Context, isAside } from '../model/call';
import type { FnId } from '../model/summary';
import { isHostless, isOfPath, targetOf } from './addresses';
import { answerOf } from './answer';
import { asks } from './asking';
import { isForDevelopment } from './development';
import { isInPage } from './in-page';
import type { Evaluator } from './evaluator';
import { sendsByDefault } from './handed-nothing';
import { toldFor } from './made-with';
import type { Program } from './program';
import { keyOf } from './registry';
import { rootOf } from './root';
import { staysOnMachine } from './machine';
import { asksForEvents } from './event-stream';
import { isOwn, whyUncalled } from './uncalled';
import { effectOf, isIdempotent, isMadeForDevelopment, nameOf, readsToo, type Site } from './sites';
import { calleeName, type View } from './view';

/** What a call is: its client, effect, target and instance, where it stands, and how a bad answer shows. */
export function describe(program: Program, evaluator: Evaluator, site: Site, resolves: boolean | undefined): CallSite {
  const { view, call, client, model } = site;
  const target = targetOf(evaluator, site);
  const options = model.options?.[0];
  const optionsArg = options === undefined ? undefined : Number(/\d+/.exec(options)?.[0] ?? 0);
  const { made } = toldFor(client);
  const root = rootOf(evaluator, client);
  const effect = effectOf(evaluator, site);
  const asked = asks(evaluator, site);
  const uncalled = whyUncalled(evaluator, view, call.fn);
  const failure = resolves === true ? 'resolves' : (model.failure ?? client.model.failure);
  return {
    client: client.model.id,
    name: nameOf(site),
    at: evaluator.span(view.file, call.callee),
    whole: evaluator.span(view.file, call.at),
    effect,
    ...(target === undefined ? {} : { target }),
    context: contextOf(program, evaluator, site),
    failure,
    ...(optionsArg === undefined ? {} : { optionsArg }),
    ...(made === undefined ? {} : { instance: evaluator.span(made.file, made.call.callee) }),
    ...(root === undefined ? {} : { root }),
    dependency: client.made === undefined ? (target ?? `${client.model.id}:${view.file.split('/').slice(0, -1).join('/')}`) : keyOf(client),
    traits: [
      ...(client.model.traits ?? []),
      ...(model.traits ?? []),
      ...(effect !== 'read' && readsToo(evaluator, site) ? (['reads-too'] as const) : []),
      ...(isIdempotent(evaluator, site) || asked ? (['idempotent'] as const) : []),
      ...(asked && effect !== 'read' ? (['asks'] as const) : []),
      // What is sent along may be a question that is answered word by word, and is over then.
      ...(effect === 'read' && asksForEvents(evaluator, site) ? (['session'] as const) : []),
      ...(staysOnMachine(evaluator, site) ? (['local'] as const) : []),
      ...(site.handed === true && isForOthers(program, evaluator, site) ? (['handed'] as const) : []),
      ...(uncalled === undefined ? [] : (['uncalled'] as const)),
      ...(isUnderContract(evaluator, site) ? (['contract'] as const) : []),
      ...(isAwaitedInVain(site) ? (['unawaited'] as const) : []),
    ],
    ...(uncalled === undefined ? {} : { uncalled }),
    answer: answerOf(site),
    scope: view.scopeOf(call.fn),
  };
}

/** Whether those who take the package may bring what sends: it is a library, or the program itself does not leave it to the default. */
function isForOthers(program: Program, evaluator: Evaluator, site: Site): boolean {
  const { file } = site.view;
  return program.context(file) === 'library' || (program.published(file) && !sendsByDefault(evaluator, site));
}

/** Whether a call stands in a class that others declare, or in a function that is handed about, so that whoever asks for it may end the wait. */
function isUnderContract(evaluator: Evaluator, { view, call }: Site): boolean {
  const cls = view.classOf(call.fn);
  return (cls !== undefined && !isOwn(evaluator, view, cls)) || isHandedAbout(view, call.fn);
}

/** Whether a function inside of another one goes elsewhere: `const timed = (url, init) => fetch(url, init)`. A callback is run where it stands. */
function isHandedAbout(view: View, fn: FnId): boolean {
  for (let f = fn; ; ) {
    const it = view.summary.functions[f];
    if (it === undefined || it.parent === 0 || it.cls !== undefined || it.kind === 'module') return false;
    const taker = it.into === undefined ? '' : calleeName(view, view.call(it.into.call)?.c ?? 0);
    if (it.into === undefined || (it.params.length > 0 && !/^(?:Promise|then|catch|finally)$/.test(taker))) return true;
    f = it.parent;
  }
}

/** Whether somebody waits for what tells by a callback or by events, and is no promise: `await request.post(options)`. */
function isAwaitedInVain({ client, model, view, call }: Site): boolean {
  const traits = [...(client.model.traits ?? []), ...(model.traits ?? [])];
  return traits.includes('callback') && call.used === 'await' && !call.a.some((a) => view.expr(a).k === 'fn');
}

/** Where a call runs: an address without a host is understood nowhere but in a page, what a mock makes sends nothing, what a page makes or asks for stays there, and what is there for development serves nobody. */
function contextOf(program: Program, evaluator: Evaluator, site: Site): Context {
  const own = program.context(site.view.file);
  const { made } = site.client;
  if (made !== undefined && !isAside(own) && program.context(made.file) === 'test') return 'test';
  const forDevelopment = isForDevelopment(site.view, site.id) || isMadeForDevelopment(evaluator, site.client);
  if (!isAside(own) && forDevelopment) return 'script';
  if (isAside(own)) return own;
  const traits = site.client.model.traits ?? [];
  const ofPage = traits.includes('page-only') || (traits.includes('page-host') ? isHostless(evaluator, site) : isOfPath(evaluator, site));
  if (ofPage || isInPage(site.view, site.id)) return 'browser';
  // What a file of pages makes sends from there, where nothing says for certain that this file runs elsewhere.
  const open = own === 'unknown' || program.guessed(site.view.file);
  return open && made !== undefined && program.context(made.file) === 'browser' && !program.guessed(made.file) ? 'browser' : own;
}
