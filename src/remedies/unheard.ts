import type { Ailment } from '../model/remedy';
import { behindParenthesis } from './pieces';
import { escaped } from './words';

/** Whether the failure of a socket that is opening ends the program: nothing listens for errors, or only once it is open. */
export function isUnheard({ call, project }: Ailment): boolean {
  const socket = socketOf(call, project);
  if (socket === undefined) return false;
  const { text, name } = socket;
  const opened = listeningAt(text, name, 'open').map((start) => ({ start, end: behindParenthesis(text, start) }));
  // What passes it on, or takes it up under another name, may listen there.
  const errors = listeningAt(text, name, 'error');
  return opened.length > 0 && errors.every((error) => opened.some(({ start, end }) => start < error && error < end));
}

/** A file, and the name that it gives a socket. */
export function socketOf(call: Ailment['call'], project: Ailment['project']): { readonly text: string; readonly name: string } | undefined {
  if (call === undefined || !/WebSocket$/.test(call.site.name)) return undefined;
  const { file, start } = call.site.whole;
  const text = project.text(file) ?? '';
  const [, name] =
    /([A-Za-z_$][\w$]*(?:\.[\w$]+)*)\s*(?::[^=;\n]*)?=\s*(?:await\s+)?$/.exec(text.slice(Math.max(0, start - 200), start)) ?? [];
  return name === undefined ? undefined : { text, name };
}

/** Where a file listens for an event of what has a name. */
export function listeningAt(text: string, name: string, event: string): readonly number[] {
  const heard = new RegExp(
    String.raw`(?<![\w$])${escaped(name)}[?!]?\s*\.\s*(?:(?:on|once|addEventListener|addListener)\s*\(\s*['"]${event}['"]|on${event}\s*=)`,
    'g',
  );
  return [...text.matchAll(heard)].map(({ index }) => index);
}

/**
 * Whether nobody listens for the failure of a request that tells it by an event: with a signal Node listens itself, and so does
 * `follow-redirects` with a time, so that what ended the program before is lost, and whoever waits for the answer waits on.
 */
export function isLost({ call, project }: Ailment): boolean {
  if (call === undefined || !call.site.traits.includes('emitter')) return false;
  const { file, start, end } = call.site.whole;
  const text = project.text(file) ?? '';
  const listens = String.raw`\s*[?!]?\s*\.\s*(?:on|once|addListener|prependListener)\s*\(\s*['"]error['"]`;
  if (new RegExp(listens).test(text.slice(start, end))) return false;
  // What the function of a promise gives back is given to nobody.
  if (executor.test(text.slice(Math.max(0, start - 200), start)) && !/^\s*[?!]?\s*\./.test(text.slice(end))) return true;
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (before.trim() === '') return /^(?!\s*[?!]?\s*\.)[ \t]*(?:;|\r?\n|$)/.test(text.slice(end));
  const name = /(?<![\w$.])([A-Za-z_$][\w$]*)\s*(?::[^=;\n]*)?=\s*$/.exec(before)?.[1];
  if (name === undefined) return false;
  // What is handed on by its name alone may be listened to there.
  const own = String.raw`(?<![.\w$])${escaped(name)}`;
  return !new RegExp(`${own}(?:${listens}|(?![\\w$])(?!\\s*(?:[?!]?\\s*\\.|(?::[^=;\\n]*)?=)))`).test(text);
}

/** Whether somebody waits for what tells by a callback or by events, which waits for nothing: a failure that comes of a bound is heard by nobody, and ends the program. */
export function isAwaitedInVain({ call, project }: Ailment): boolean {
  if (call === undefined || !call.site.traits.includes('callback')) return false;
  const { file, start } = call.site.whole;
  return /\bawait\s*$/.test((project.text(file) ?? '').slice(Math.max(0, start - 40), start));
}

const executor = /\bnew Promise(?:<[^()]*>)?\(\s*(?:\([^()]*\)|\w+)\s*=>\s*$/;
