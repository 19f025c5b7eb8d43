import type { Ailment, Draft } from '../model/remedy';
import type { Span } from '../model/span';
import { isOneOfSeveral } from './dependency-name';
import { awaitsEvent } from './named-work';
import { escaped, wordsIn } from './words';

/**
 * Puts a call into a function that a policy runs, when that changes nothing but how often it is sent: its result is
 * awaited or returned as it is, nothing in it waits, and no signal made outside would serve several attempts.
 */
export function wrapCall(draft: Draft, ailment: Ailment, policy: () => readonly [string, string] | undefined): boolean {
  const { call } = ailment;
  if (call === undefined || !mayWrap(draft, ailment)) return false;
  const around = policy();
  if (around === undefined) return false;
  draft.wrap(withItsTime(draft, ailment, call.site.whole), around[0], around[1]);
  return true;
}

/** A time of its own belongs to the attempt: a retry or a breaker stands around both, and sees the call that hangs. */
function withItsTime(draft: Draft, { project }: Ailment, whole: Span): Span {
  const before = (project.text(whole.file) ?? '').slice(0, whole.start);
  return /\bwithTimeout\(\s*(?:\([^()]*\)|\w+) =>\s*$/.test(before) ? (draft.around(whole, 'call') ?? whole) : whole;
}

/** Does the same for every call of the file that the finding stands for, as far as that changes nothing else; how many those are. */
export function forEach(draft: Draft, ailment: Ailment, write: (draft: Draft, one: Ailment) => boolean): number {
  if (!write(draft, ailment)) return 0;
  const { call: first, together } = ailment;
  const alike = together.filter(({ site }) => site.client === first?.site.client && site.failure === first.site.failure);
  return alike.reduce((count, call) => count + Number(write(draft, { ...ailment, call })), 1);
}

/** Whether a call may be put into a function that somebody else runs; `joined` with the policy it stands under already, on the right side of it. */
export function mayWrap(draft: Draft, ailment: Ailment, joined = false): boolean {
  const { call, finding, project } = ailment;
  if (call === undefined) return false;
  const { whole } = call.site;
  const code = draft.text(whole) ?? '';
  // As it was before the first stroke, since other calls of the file may be wrapped already.
  const file = project.text(whole.file) ?? '';
  // What is chained to the pending call may be its options, or the reading of its body.
  if (/^\s*(\?\.|\.(?!(then|catch|finally)\()|\()/.test(file.slice(whole.end)) || /\b(await|yield)\b/.test(code)) return false;
  if (!/(\bawait\s*|\breturn\s*|=>\s*|=\s*)$/.test(file.slice(0, whole.start))) return false;
  const shape = draft.call(whole);
  // `api?.get(…)` may be nothing at all, and what stands behind it may ask; a policy always gives a promise.
  const callee = shape === undefined ? code : code.slice(0, shape.callee.end + '?.'.length - whole.start);
  if (shape?.awaited === undefined && callee.includes('?.')) return false;
  const { traits } = call.site;
  if (traits.includes('stream') || traits.includes('connection') || awaitsEvent(call.site)) return false;
  // Who answers by events or calls back gives no promise to wait for.
  const calledBack = shape?.arguments.some((one) => /^(async\b|function\b|\(?[\w$, :]*\)?\s*=>)/.test(draft.text(one) ?? '')) ?? false;
  // What is sent only when it is asked for, as a query that is put together, may be something else to whoever takes it.
  if ((traits.includes('emitter') || traits.includes('lazy') || calledBack) && shape?.awaited === undefined) return false;
  // What was found out of a variable that may change does not hold inside a function.
  if ((code.match(/[A-Za-z_$][\w$]*/g) ?? []).some((name) => new RegExp(`\\blet\\s+${escaped(name)}\\b`).test(file))) return false;
  if (isNarrowed(draft, whole, code, file)) return false;
  // Some services take orders by GET; whoever calls it an order knows best.
  if (finding.rule === 'missing-retry' && isOrder(call.site.scope.split('.').at(-1) ?? '')) return false;
  // An attempt that hangs is never repeated, and never counts as a failure: its bound comes first.
  if (/^missing-(retry|breaker)$/.test(finding.rule) && call.profile.timeout.is === 'absent') return false;
  // One breaker for clients of several addresses would hold the failures of one against the others.
  if (finding.rule === 'missing-breaker' && isOneOfSeveral(draft, ailment)) return false;
  // A retry stands outside of a breaker, which sees each attempt.
  if (finding.rule === 'missing-retry' && !joined && call.layers.some((layer) => layer.kind === 'breaker')) return false;
  const bySignal = call.layers.some((layer) => layer.kind === 'timeout' && layer.by === 'signal');
  if (finding.rule === 'missing-retry' && bySignal && !/AbortSignal\.timeout\(/.test(code)) return false;
  return true;
}

/**
 * What was asked before (`if (!client) return`, `user.email && …`) is not known any more inside a function, to the compiler at
 * least, where it is a member or comes from another file.
 */
function isNarrowed(draft: Draft, whole: Span, code: string, file: string): boolean {
  if (!/\.[mc]?tsx?$/.test(whole.file)) return false;
  const around = draft.around(whole, 'function');
  const before = file.slice(around?.start ?? 0, whole.start);
  const imported = [...file.matchAll(/^import\s(?:type\s)?([^'"]*)\sfrom\b/gm)].map(([, names = '']) => names).join(' ');
  const paths = new Set(
    code.match(/(?<![.\w$'"`])[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*(?![\w$(])|(?<![.\w$'"`])[A-Za-z_$][\w$]*(?=[.(])/g) ?? [],
  );
  return [...paths].some((path) => {
    if (!path.includes('.') && !new RegExp(`(?<![\\w$])${escaped(path)}(?![\\w$])`).test(imported)) return false;
    const own = `(?<![.\\w$])${escaped(path)}(?![\\w$.(])`;
    return new RegExp(`!\\s*${own}|\\bif\\s*\\([^{};]*${own}|${own}\\s*(?:&&|\\?[^.?]|[!=]==?)`).test(before);
  });
}

/** Whether a name says that something is changed on the other side: `sendMessage`, `handleDelete`. */
function isOrder(name: string): boolean {
  const [first = '', second = ''] = wordsIn(name);
  return orders.has(first) || (/^(?:handle|do|try|perform|on)$/.test(first) && orders.has(second));
}

const orders: ReadonlySet<string> = new Set(
  'send create add insert update delete remove pay charge publish submit post put patch notify trigger book order cancel upload register subscribe invite'.split(
    ' ',
  ),
);
