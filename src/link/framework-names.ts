import type { Fn } from '../model/summary';
import type { View } from './view';

/** Several words that none of the frameworks has for what it calls: `getFolderSize`, and neither `onModuleInit` nor `generateMetadata`. */
export function isPlain(name: string): boolean {
  return /^_?[a-z]+\d*[A-Z]/.test(name) && !hooks.test(name);
}

const hooks =
  /^(?:on|after|before|can|did|will|should|handle|ng|intercept|transform|validate|configure|catch|create|provide|register|generate|client|server|use|run|setup)(?=[A-Z\d])|^get(?:ServerSide|Static|Initial)(?:Props|Paths)$|Handler$/;

/** Frameworks call it as the program, or what it belongs to, comes to its end, and for nothing else. */
export function leavesBy(name: string): boolean {
  return /^(?:onModuleDestroy|(?:before|on)ApplicationShutdown|ngOnDestroy|componentWillUnmount|disconnectedCallback)$/.test(name);
}

/** Platforms hand what happened to functions of any name, which only their configuration tells. */
export function takesNoEvent(view: View, it: Fn): boolean {
  const first = it.params[0]?.b;
  return (
    first === undefined ||
    !/^_?(?:e|ev|evt|event|events|req|request|ctx|context|c|message|msg|job|payload|input|data|app|server|fastify|bot|client|interaction)$/i.test(
      view.summary.bindings[first]?.n ?? '',
    )
  );
}

/** What Nest calls as a program begins and ends, each an interface of one method that is called as it is: `OnModuleInit`. */
export function isHook(im: readonly [string, string] | undefined): boolean {
  return im?.[0] === '@nestjs/common' && /^(?:On(?:Module|Application)|BeforeApplication)[A-Z]\w+$/.test(im[1]);
}
