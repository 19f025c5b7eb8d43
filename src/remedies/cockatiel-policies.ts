import type { Ailment, Draft } from '../model/remedy';
import type { Span } from '../model/span';
import { dependencyName } from './dependency-name';
import { mayWrap, wrapCall } from './wrapping';
import { escaped } from './words';

/** From the outermost to the innermost: a retry repeats what the breaker lets through, and each attempt has its own time. */
const order = ['Retry', 'Breaker', 'Timeout'] as const;
type Kind = (typeof order)[number];
const makers: Readonly<Record<string, Kind>> = { retry: 'Retry', circuitBreaker: 'Breaker', timeout: 'Timeout' };

/**
 * Puts a call under a policy of cockatiel that is kept at the top of the file. A policy that is there already for the
 * dependency is used again, and one that the call stands under already is joined with it by `wrap`, in the right order.
 */
export function underPolicy(
  draft: Draft,
  ailment: Ailment,
  kind: Kind,
  make: (name: (wished: string) => string) => string,
  given = '()',
): boolean {
  const { file } = ailment;
  const name = `${dependencyName(ailment)}${kind}`;
  const text = ailment.project.text(file) ?? '';
  const kept = (): string | undefined => {
    if (new RegExp(`\\bconst ${name} = \\w+\\((handle|\\d)`).test(text)) return name;
    if (new RegExp(`\\b${name}\\b`).test(text)) return undefined;
    return draft.hoist(
      file,
      name,
      make((wished) => draft.importName(file, 'cockatiel', wished)),
    );
  };
  const around = ailment.call === undefined ? undefined : policyAround(text, ailment.call.site.whole);
  if (around === undefined) {
    return wrapCall(draft, ailment, () => {
      const policy = kept();
      return policy === undefined ? undefined : [`${policy}.execute(${given} => `, ')'];
    });
  }
  if (!mayWrap(draft, ailment, true) || around.kind === kind || (given !== '()' && around.given !== '()')) return false;
  const isFree = (wished: string): boolean => !new RegExp(`\\b${wished}\\b`).test(text);
  const joined = ['Policy', 'Policy2', 'Policy3'].map((end) => `${dependencyName(ailment)}${end}`).find(isFree);
  if (joined === undefined) return false;
  // Another call of the same fix may have joined them already.
  const now = draft.text({ file, start: 0, end: Number.MAX_SAFE_INTEGER }) ?? '';
  const policy = kept();
  if (policy === undefined) return false;
  const [outer, inner] = order.indexOf(around.kind) < order.indexOf(kind) ? [around.name, policy] : [policy, around.name];
  const there = new RegExp(`\\bconst ${joined} = \\w+\\(${outer}, ${inner}\\)`).test(now);
  if (!there && new RegExp(`\\bconst ${joined} = `).test(now)) return false;
  const wrap = there ? '' : draft.importName(file, 'cockatiel', 'wrap');
  if (!there && !draft.insert(around.declared, 'after', `const ${joined} = ${wrap}(${outer}, ${inner});`)) return false;
  draft.replace(around.used, joined);
  if (given !== '()') draft.replace(around.list, given);
  return true;
}

interface Around {
  readonly name: string;
  readonly kind: Kind;
  /** What the function is given, as it is written. */
  readonly given: string;
  readonly list: Span;
  /** The name where it is used, and where it is declared. */
  readonly used: Span;
  readonly declared: Span;
}

/** `usersRetry.execute(() => …)` around a call, where the policy is a constant of this file. */
function policyAround(text: string, whole: Span): Around | undefined {
  const found = /([A-Za-z_$][\w$]*)\.execute\((\([^()]*\)) => $/.exec(text.slice(0, whole.start));
  const [before = '', name = '', given = ''] = found ?? [];
  if (found === null || !text.slice(whole.end).startsWith(')')) return undefined;
  const declared = new RegExp(`(?:^|\\n)const ${escaped(name)} = (\\w+)\\(`).exec(text);
  const kind = makers[declared?.[1] ?? ''];
  if (declared === null || kind === undefined) return undefined;
  const start = whole.start - before.length;
  const at = declared.index + declared[0].indexOf('const');
  const span = (from: number, to: number): Span => ({ file: whole.file, start: from, end: to });
  const list = whole.start - ' => '.length;
  return { name, kind, given, list: span(list - given.length, list), used: span(start, start + name.length), declared: span(at, at + 5) };
}
