import type { Ailment, Means, Offer } from '../model/remedy';
import { isAsserted } from './asserted';
import { bounding } from './bounding';
import { argumentsFrom } from './pieces';

/**
 * The index of an object that was meant as the options of a call and stands where its body goes: `post(url, { timeout: 1000 })`. It
 * names nothing but options of a request, a bound among them, and nothing stands where they belong.
 */
export function misplacedIn({ call, project }: Ailment, means: Means): number | undefined {
  const { at, args, target, otherOptions = [] } = means;
  const place = Number(/^arg\[(\d+)\]$/.exec(args[0] ?? '')?.[1] ?? 0) - 1;
  if (call === undefined || means.makes === true || args.length !== 1 || place < 0 || target === `arg[${place}]`) return undefined;
  const text = project.text(at.file) ?? '';
  const opens = text.indexOf('(', Math.max(at.start, call.site.at.end - 1));
  const said = opens < 0 ? [] : argumentsFrom(text, opens + 1);
  const body = said[place] ?? '';
  if (said.length !== place + 1 || !body.startsWith('{')) return undefined;
  const names = argumentsFrom(body, 1).map((part) => /^(['"]?)([\w$]+)\1\s*(?::|$)/.exec(part)?.[2] ?? '');
  const known = new Set([...otherOptions, ...means.options.map(({ option }) => option)]);
  const bounds = bounding(means).some(({ option, off = [] }) =>
    argumentsFrom(body, 1).some((part, index) => names[index] === option && !off.some((none) => part.endsWith(`: ${none}`))),
  );
  return bounds && names.every((name) => known.has(name)) ? place : undefined;
}

/** They go where they belong, behind a body that is nothing. */
export function movedOptions(ailment: Ailment, means: Means): Offer | undefined {
  const place = misplacedIn(ailment, means);
  if (place === undefined) return undefined;
  return {
    title: 'Move the options behind the body, where they are heard, and send `undefined` as the body',
    safety: isAsserted(ailment, means, 'call') ? 'dangerous' : 'suggestion',
    write: (draft) => draft.shift(means.at, place, 'undefined'),
  };
}
