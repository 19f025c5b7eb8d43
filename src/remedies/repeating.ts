import type { Ailment, Draft, Offer } from '../model/remedy';
import { forEach } from './wrapping';

/** The offer of a library that repeats what throws: a read is repeated, where the client throws for a bad status. */
export function repeating(
  ailment: Ailment,
  library: string,
  write: (draft: Draft, attempts: number, one: Ailment) => boolean,
): readonly Offer[] {
  const { call, project } = ailment;
  if (call === undefined || call.site.effect !== 'read' || call.site.failure !== 'throws') return [];
  const { attempts } = project.settings;
  return [
    {
      title: `Try up to ${attempts} times, by \`${library}\``,
      write: (draft) => forEach(draft, ailment, (pen, one) => one.call?.site.effect === 'read' && write(pen, attempts, one)),
    },
  ];
}
