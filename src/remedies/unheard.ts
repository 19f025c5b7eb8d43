import type { Ailment } from '../model/remedy';
import { argumentsFrom } from './pieces';
import { escaped } from './words';

/** Whether the failure of a socket that is opening ends the program: nothing listens for errors, or only once it is open. */
export function isUnheard({ call, project }: Ailment): boolean {
  if (call === undefined || !/WebSocket$/.test(call.site.name)) return false;
  const { whole } = call.site;
  const text = project.text(whole.file) ?? '';
  const name = /([A-Za-z_$][\w$]*(?:\.[\w$]+)*)\s*(?::[^=;\n]*)?=\s*(?:await\s+)?$/.exec(
    text.slice(Math.max(0, whole.start - 200), whole.start),
  )?.[1];
  if (name === undefined) return false;
  const at = (event: string): readonly number[] => {
    const heard = new RegExp(
      String.raw`(?<![\w$])${escaped(name)}[?!]?\s*\.\s*(?:(?:on|once|addEventListener|addListener)\s*\(\s*['"]${event}['"]|on${event}\s*=)`,
      'g',
    );
    return [...text.matchAll(heard)].map(({ index }) => index);
  };
  const opened = at('open').map((start) => {
    const from = text.indexOf('(', start) + 1;
    return { start, end: from + argumentsFrom(text, from).join(', ').length };
  });
  // What passes it on, or takes it up under another name, may listen there.
  const errors = at('error');
  return opened.length > 0 && errors.every((error) => opened.some(({ start, end }) => start < error && error < end));
}
