import type { Ailment, Where } from '../model/remedy';
import { argumentsFrom } from './pieces';
import { escaped } from './words';

/**
 * Whether options of a call, or of what makes its instance, come from whoever calls the function around it: they are a parameter, or
 * one is spread into them. `perhaps`: what is written behind that goes before what the caller may have chosen; `never`: all callers
 * are in sight, and none hands over an option of that name. Remedies see no syntax, so both are read off the text: what is not written
 * plainly, such as a name that is taken out of another one, is not found to be brought.
 */
export function brought({ call, project }: Ailment, { at, args, target, statement }: Where, option: string): Brought {
  if (call === undefined) return undefined;
  const { site } = call;
  const own = at.file === site.at.file && at.start <= site.at.start && site.at.start <= at.end;
  const scope = own ? site.scope : site.root?.scope;
  if (scope === undefined) return undefined;
  const text = withoutComments(project.text(at.file) ?? '');
  const opens = text.indexOf('(', own ? Math.max(at.start, site.at.end - 1) : at.start);
  if (opens < 0) return undefined;
  const said = argumentsFrom(text, opens + 1);
  const [top = option] = option.split('.');
  const all = args.flatMap((path) => {
    const options = said[Number(/\d+/.exec(path)?.[0] ?? -1)] ?? '';
    // What may be an address or a statement is no options.
    const whole = path !== target && statement === undefined && /^[A-Za-z_$][\w$]*$/.test(options);
    const names = options.startsWith('{') ? spreadIn(argumentsFrom(options, 1)) : whole ? [options] : [];
    return names.flatMap((name) =>
      [name, ...madeOf(text.slice(0, at.start), name)].map((one) => fromCaller(text, at.start, scope, one, top)),
    );
  });
  return all.includes('perhaps') ? 'perhaps' : all.find((one) => one !== undefined);
}

type Brought = 'perhaps' | 'never' | undefined;

/** Comments as blanks, so that every place stays where it is. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
}

function spreadIn(parts: readonly string[]): readonly string[] {
  return parts.flatMap((part) => /^\.\.\.\s*\(?([A-Za-z_$][\w$]*)(?:\s*(?:\?\?|\|\|)\s*\{\s*\}\s*\))?$/.exec(part)?.[1] ?? []);
}

/** What a constant was put together from: `const all = { ...defaults, ...options }`. */
function madeOf(before: string, name: string): readonly string[] {
  const made = [...before.matchAll(new RegExp(String.raw`\b(?:const|let)\s+${escaped(name)}\s*(?::[^=;]+)?=\s*\{`, 'g'))].at(-1);
  if (made === undefined) return [];
  return spreadIn(argumentsFrom(before, made.index + made[0].length));
}

function fromCaller(text: string, at: number, scope: string, name: string, option: string): Brought {
  const found = parameterOf(text, at, scope, name);
  if (found === undefined) return undefined;
  return allCallersPlain(text, { ...found, option }) ? 'never' : 'perhaps';
}

interface Parameter {
  readonly fn: string;
  readonly head: number;
  readonly place: number;
}

/** The parameter of this name, or that it is taken out of, of the function that a place stands in. */
function parameterOf(text: string, at: number, scope: string, name: string): Parameter | undefined {
  const fn = scope.split('.').at(-1) ?? '';
  if (!/^#?[A-Za-z_$][\w$]*$/.test(fn)) return undefined;
  const head = headOf(text.slice(0, at), fn);
  if (head === undefined) return undefined;
  const place = argumentsFrom(text, head).findIndex((one) => new RegExp(String.raw`(?:^|[{,.])\s*${escaped(name)}(?![\w$])`).test(one));
  return place < 0 ? undefined : { fn, head, place };
}

/** Behind the opening parenthesis of a function's parameters. */
function headOf(before: string, fn: string): number | undefined {
  const name = escaped(fn);
  const plain = String.raw`\bfunction\s*\*?\s*${name}|(?:\b(?:const|let|var)\s+|^[^\S\n]*(?:(?:public|private|protected|static|readonly|async)\s+)*)${name}\s*(?::[^=\n]*)?=\s*(?:async\s*)?(?:function\b[^(\n]*)?`;
  const method = String.raw`^[^\S\n]*(?:(?:public|private|protected|static|override|async)\s+)*\*?${name}`;
  const heads = [...before.matchAll(new RegExp(String.raw`(?:${plain}|${method})\s*(?:<[^()]*>)?\s*\(`, 'gm'))];
  const last = heads.at(-1);
  return last === undefined ? undefined : last.index + last[0].length;
}

/** Whether the file keeps the function to itself, and whoever calls it there hands over an object in which the option is not, or nothing. */
function allCallersPlain(
  text: string,
  { fn, head, place, option }: { readonly fn: string; readonly head: number; readonly place: number; readonly option: string },
): boolean {
  const name = escaped(fn);
  const line = text.slice(text.lastIndexOf('\n', head) + 1, head);
  const member = !/\bfunction\b|\b(?:const|let|var)\b/.test(line);
  if (member && !/\bprivate\b|#/.test(line)) return false;
  const offered = String.raw`\bexport\s+(?:default\s+)?(?:async\s+)?(?:function\s*\*?|const|let|var)\s+${name}\b|\bexport\s*(?:default\s+${name}\b|\{[^}]*\b${name}\b)|\bexports\b[^;\n]*\b${name}\b|\bmodule\.exports\s*=\s*\{[^}]*\b${name}\b`;
  if (!member && new RegExp(offered).test(text)) return false;
  const uses = [...text.matchAll(new RegExp(String.raw`(?<![\w$'"])${name}(?![\w$])`, 'g'))].filter(
    ({ index }) =>
      (index < head - line.length || index >= head) && (member ? /\bthis\s*\.\s*$/ : /(?:^|[^.\s])\s*$/).test(text.slice(0, index)),
  );
  return (
    uses.length > 0 &&
    uses.every(({ index, 0: { length } }) => {
      const opens = /^\s*(?:<[^()]*>)?\(/.exec(text.slice(index + length))?.[0].length;
      if (opens === undefined) return /^\s*:/.test(text.slice(index + length));
      const said = argumentsFrom(text, index + length + opens);
      const own = said[place];
      if (said.slice(0, place + 1).some((one) => one.startsWith('...'))) return false;
      return own === undefined || (own.startsWith('{') && !new RegExp(String.raw`\.\.\.|(?<![\w$])${escaped(option)}(?![\w$])`).test(own));
    })
  );
}
