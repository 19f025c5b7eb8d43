import type { Ailment } from '../model/remedy';
import { argumentsFrom } from './pieces';
import { escaped } from './words';

/**
 * Whether a callback gets the answer and leaves its body where it is: on a connection that is kept such an answer never ends, so that a
 * signal still fires after all went well. Without a callback Node lets the body go by itself.
 */
export function isUnread({ call, project }: Ailment): boolean {
  if (call === undefined || !call.site.traits.includes('emitter')) return false;
  const { file, start, end } = call.site.whole;
  const text = project.text(file) ?? '';
  const opens = text.indexOf('(', Math.max(start, call.site.at.end - 1));
  if (opens < 0 || opens >= end) return false;
  const last = argumentsFrom(text, opens + 1).at(-1) ?? '';
  const [head, arrow, bare, plain] =
    /^(?:async\s*)?(?:\(([^()]*)\)\s*(?::[^={]+)?=>|([A-Za-z_$][\w$]*)\s*=>|function\b[^(]*\(([^()]*)\))/.exec(last) ?? [];
  if (head === undefined) return false;
  const listed = arrow ?? bare ?? plain ?? '';
  const name = /^\s*([A-Za-z_$][\w$]*)/.exec(listed)?.[1];
  const body = last.slice(head.length);
  if (/\.\s*(?:destroy|abort)\s*\(/.test(body)) return false;
  if (name === undefined) return listed.trim() === '';
  const own = String.raw`(?<![.\w$])${escaped(name)}`;
  const taken = String.raw`\s*[?!]?\s*\.\s*(?:(?:on|once|addListener)\s*\(\s*['"](?:data|readable)['"]|(?:resume|pipe|read|unpipe|toArray|text|json)\s*\()`;
  // What is handed on, by its name alone, may be read there.
  return !new RegExp(`${own}(?:${taken}|(?![\\w$])(?!\\s*[?!]?\\s*\\.))`).test(body);
}
