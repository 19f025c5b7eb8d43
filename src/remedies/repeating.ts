import type { Ailment, Draft, Offer } from '../model/remedy';
import { rightlyLong } from './rightly-long';
import { forEach } from './wrapping';

/** A read, whoever calls: where the method is handed over, what is sent tomorrow may write. */
export function isRead({ call, project }: Ailment): boolean {
  if (call?.site.effect !== 'read') return false;
  const { file, start, end } = call.site.whole;
  const code = project.text(file)?.slice(start, end) ?? '';
  return [...code.matchAll(/(?<![.\w$])method(?:['"]?\s*:\s*([^,}\n]*)|\s*[,}])/g)].every(([, value = '']) =>
    /^(?:(['"`])\w+\1(?:\s+as\s+\w+)?|undefined)\s*$/.test(value),
  );
}

/** What rightly takes long takes as long again with every attempt; that is for `--fix=all`. */
export function longToRepeat(ailment: Ailment): Pick<Offer, 'safety'> {
  return rightlyLong(ailment) === undefined ? {} : { safety: 'dangerous' };
}

/** The offer of a library that repeats what throws: a read is repeated, where the client throws for a bad status. */
export function repeating(
  ailment: Ailment,
  library: string,
  write: (draft: Draft, attempts: number, one: Ailment) => boolean,
): readonly Offer[] {
  const { call, project } = ailment;
  if (call?.site.failure !== 'throws' || !isRead(ailment)) return [];
  const { attempts } = project.settings;
  return [
    {
      title: `Try up to ${attempts} times, by \`${library}\``,
      ...longToRepeat(ailment),
      write: (draft) => forEach(draft, ailment, (pen, one) => isRead(one) && write(pen, attempts, one)),
    },
  ];
}
