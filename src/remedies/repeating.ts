import type { Ailment, Draft, Offer } from '../model/remedy';

/** The offer of a library that repeats what throws: a read is repeated, where the client throws for a bad status. */
export function repeating(ailment: Ailment, library: string, write: (draft: Draft, attempts: number) => boolean): readonly Offer[] {
  const { call, project } = ailment;
  if (call === undefined || call.site.effect !== 'read' || call.site.failure !== 'throws') return [];
  const { attempts } = project.settings;
  return [{ title: `Try up to ${attempts} times, by \`${library}\``, write: (draft) => write(draft, attempts) }];
}
