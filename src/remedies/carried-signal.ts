import type { CallSite } from '../model/call';
import type { Ailment } from '../model/remedy';
import { escaped } from './words';

/** Whether the address is a request made elsewhere, which may carry a signal of its own that this one would replace. */
export function carriesSignal({ call, project, own }: Ailment): boolean {
  if (call === undefined || own?.target === undefined) return false;
  const { whole } = call.site;
  const file = project.text(whole.file) ?? '';
  const address = /\(\s*(?:new\s+(Request)\b|([A-Za-z_$][\w$]*)\s*[,)])/.exec(file.slice(whole.start, whole.end));
  const name = address?.[2];
  if (address?.[1] !== undefined || isSpreadWithSignal(file, whole)) return true;
  const isRequest = (one: string): boolean =>
    new RegExp(String.raw`(?<![.\w$])${escaped(one)}\s*(?:\??\s*:\s*[^=;,)]*\b(?:Request|RequestInfo)\b|=\s*new\s+Request\b)`).test(file);
  if (name === undefined) return false;
  // What is made of a request may be one.
  const made = new RegExp(String.raw`(?:const|let)\s+${escaped(name)}\s*(?::[^=;]*)?=\s*([^;\n]*)`).exec(file)?.[1] ?? '';
  // A text is none, whatever it was put together from.
  return (
    isRequest(name) ||
    (!/^(?:await\s+)?(?:['"`]|new\s+URL\b)/.test(made) && (made.match(/(?<![.\w$])[A-Za-z_$][\w$]*/g) ?? []).some(isRequest))
  );
}

/** Whether what is spread into the options may hold a signal that somebody put there: `opts.signal = …`, and `{ ...opts }` here. */
function isSpreadWithSignal(file: string, { start, end }: CallSite['whole']): boolean {
  const spread = [...file.slice(start, end).matchAll(/\.\.\.([A-Za-z_$][\w$]*)\s*[,}]/g)].flatMap(([, name]) => name ?? []);
  return spread.some((name) => new RegExp(String.raw`(?<![.\w$])${escaped(name)}\.signal\s*=(?!=)`).test(file));
}
