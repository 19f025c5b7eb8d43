import type { Ailment, Draft, Remedy } from '../model/remedy';
import type { Span } from '../model/span';
import { functionsAround } from './backoff';

/** Coming back without end is right for a connection that must stand; coming back at once, all together, keeps the other side down. */
export const reconnectPause: Remedy = {
  id: 'reconnect-pause',
  summary: 'Lets a connection that is opened again by hand wait for some seconds first, for each client another while.',
  provides: 'retry',
  rules: ['unbounded-retry', 'retry-without-backoff'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment) {
    const { loop } = ailment;
    if (loop === undefined || loop.layer.reconnect !== true || loop.layer.backoff !== 'none' || loop.layer.form === 'loop') return [];
    return [{ title: 'Wait one to five seconds before connecting again', write: (draft) => pause(draft, ailment) }];
  },
};

const wait = '1000 + Math.random() * 4000';

function pause(draft: Draft, { finding }: Ailment): boolean {
  const again = draft.call(finding.at);
  if (again === undefined || again.callee.start !== finding.at.start || again.callee.end !== finding.at.end) return false;
  const around = functionsAround(draft, finding.at);
  const lastName = (span: Span): string => /[A-Za-z_$][\w$]*$/.exec(draft.text(span) ?? '')?.[0] ?? '';
  // `connect()` inside the handler: nobody may wait for what it gives.
  if (around.some(({ name }) => name !== undefined && name === lastName(again.callee))) {
    if (again.awaited !== undefined || !(again.alone || isArrow(draft, again.whole))) return false;
    draft.wrap(again.whole, 'setTimeout(() => ', `, ${wait})`);
    return true;
  }
  // `socket.on('close', connect)`: the handler is the function itself, and must not want what the event brings.
  const handler = again.arguments.at(-1);
  const named = handler === undefined ? '' : (draft.text(handler) ?? '');
  const own = around.find(({ name }) => name === named);
  if (handler === undefined || own === undefined || own.parameters.length > 0) return false;
  draft.replace(handler, `() => setTimeout(${named}, ${wait})`);
  return true;
}

/** `() => connect()` gives its answer to an event, which does not look at it. */
function isArrow(draft: Draft, whole: Span): boolean {
  const fn = draft.around(whole, 'function');
  const gives = fn === undefined ? undefined : draft.fn(fn)?.gives;
  return gives !== undefined && gives.start === whole.start && gives.end === whole.end;
}
