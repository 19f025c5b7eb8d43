import type { Ailment } from '../model/remedy';
import { endOfBlock } from './answer-text';
import { argumentsFrom } from './pieces';
import { listeningAt, socketOf } from './unheard';
import { escaped } from './words';

/**
 * Whether the failure of a socket closes the one that stands in its place by then: the handler names the field that holds it, `this.socket`,
 * which is given a new one each time.
 */
export function closesAnother({ call, project }: Ailment): boolean {
  const socket = socketOf(call, project);
  if (call === undefined || socket === undefined) return false;
  const { text, name } = socket;
  return fieldsOf(text, name, call.site.whole.start).some((field) => {
    const given = [...text.matchAll(new RegExp(String.raw`(?<![\w$.])${escaped(field)}\s*=\s*(?!=|null\b|undefined\b)`, 'g'))];
    if (given.length < 2 && /(?:^|\.)constructor$/.test(call.site.scope)) return false;
    const own = escaped(field);
    const closes = new RegExp(String.raw`(?<![\w$.])${own}[?!]?\s*(?:\.\s*(?:close|terminate|destroy|end)\s*\(|=\s*(?:null|undefined)\b)`);
    return [...new Set([name, field])].some((one) =>
      listeningAt(text, one, 'error').some((index) => {
        const run = runBy(text, handlerFrom(text, index));
        return closes.test(run) && !new RegExp(String.raw`${own}\s*[!=]==?\s*(?!null\b|undefined\b)\w`).test(run);
      }),
    );
  });
}

/** The fields, and names of an outer function or of the file, that hold a socket which is made at a place. */
function fieldsOf(text: string, name: string, start: number): readonly string[] {
  const own = new RegExp(String.raw`\b(?:const|let|var)\s+${escaped(name)}\s*(?::[^=;\n]*)?=\s*(?:await\s+)?$`);
  if (!own.test(text.slice(0, start))) return [name];
  const taken = [...text.slice(start).matchAll(new RegExp(String.raw`(?<![\w$.])(this\.[\w$]+)\s*=\s*${escaped(name)}\s*[;\n]`, 'g'))];
  return taken.flatMap(([, field]) => field ?? []);
}

/** What is handed over as the listener, or assigned as one. */
function handlerFrom(text: string, index: number): string {
  const said = /^[^(=\n]*([(=])/.exec(text.slice(index));
  const from = index + (said?.[0].length ?? 0);
  return argumentsFrom(text, from)[said?.[1] === '(' ? 1 : 0] ?? '';
}

/** A handler with the methods of its own class that it calls or is. */
function runBy(text: string, handler: string): string {
  const bodies = [...new Set([...handler.matchAll(/\bthis\.([\w$]+)(?=\s*\(|\.bind\(|\s*$)/g)].map(([, name = '']) => name))].map(
    (name) => {
      const head = new RegExp(
        String.raw`^[^\S\n]*(?:(?:public|private|protected|async)\s+)*${escaped(name)}\s*(?:=\s*(?:async\s*)?)?\([^()]*\)\s*(?::[^{=]*)?(?:=>\s*)?\{`,
        'm',
      ).exec(text);
      return head === null ? '' : text.slice(head.index, endOfBlock(text, head.index + head[0].length));
    },
  );
  return [handler, ...bodies].join('\n');
}
