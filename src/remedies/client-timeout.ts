import type { CallSite } from '../model/call';
import type { OptionModel } from '../model/catalog/option';
import { hangOf } from '../model/hang';
import type { Ailment, Draft, Lends, Means, Offer, Remedy } from '../model/remedy';
import { type Span, sameStart } from '../model/span';
import { amount, namedOrBare, numberIn, waitOf } from './amounts';
import { bounding, chainFor, mended, writable } from './bounding';
import { siblingTime } from './sibling-time';
import { undoes } from './undoing';
import { caution, heldBack, isLetGo, isOffHere, wariest } from './caution';
import { movedOptions } from './misplaced';
import { isBatch } from './named-work';
import { rightlyLong } from './rightly-long';

/** The client knows best how to give up: its own option, at the instance when several calls share it, else at the call. */
export const clientTimeout: Remedy = {
  id: 'client-timeout',
  summary: "Bounds the wait by the client's own option, once for all calls of an instance or at one call.",
  provides: 'timeout',
  rules: mended,
  safety: 'safe',
  style: 'native',
  yields: true,
  offers(ailment) {
    const together = sharing(ailment);
    const shared = sharedOffers(ailment, together);
    const own = ownOffers(ailment);
    // Where all calls of an instance are told at it, a bound on one of them mends nothing.
    if (shared.length > 0 && isToldAtInstance(ailment)) return shared;
    if (together <= 1 && own.length > 0) return [...own, ...shared];
    return [...shared, ...own.map((offer) => ({ ...offer, ...wariest(offer, afterShared(ailment)) }))];
  },
};

/** Where one bound at the instance is about to be suggested for several calls, a bound at one of them is no more than that. */
export function afterShared(ailment: Ailment): Pick<Offer, 'safety'> {
  const all = sharedOffers(ailment, 0);
  // What nobody is made to say of a database is not said at each of its statements instead.
  if (ailment.call !== undefined && isStatement(ailment.call.site) && all.some(({ safety }) => safety === 'dangerous'))
    return { safety: 'dangerous' };
  // Where its release refuses what would be said at the instance once, it is not said at each call instead.
  const rows = ailment.shared === undefined ? [] : bounding(ailment.shared);
  if (sharing(ailment) > 1 && rows.length > 0 && writable(rows).length === 0) return { safety: 'dangerous' };
  // Where all calls of an instance are told at it, a bound on one of them leaves the others, unless they stand around it; and nobody wants it at each of a crowd.
  const local = ailment.call?.site.root?.local === true;
  if (!local && isToldAtInstance(ailment) && sharing(ailment) > (all.length > 0 ? 1 : crowd)) return { safety: 'dangerous' };
  // Where one function at the instance could send for all of them, nobody wants it at each of several.
  const sends = ailment.shared?.options.some(({ unit }) => unit === 'fetch') === true;
  if (sends && sharing(ailment) > several) return { safety: 'dangerous' };
  const offers = sharing(ailment) > 1 ? all : [];
  return offers.some(({ safety }) => safety === 'suggestion') ? { safety: 'suggestion' } : {};
}

/** More calls of one instance than anybody would change one by one to bound them, and where they could be bounded by something else. */
const crowd = 20;
const several = 10;

/** How many faulty calls go through the same instance: those with a finding of their own, and those that are told at it. */
function sharing({ alike, call, shared }: Ailment): number {
  const at = call?.site.instance;
  if (at === undefined) return 0;
  const through = alike.filter(
    ({ call: other, rule }) => mended.includes(rule) && other?.instance !== undefined && sameStart(other.instance, at),
  );
  // One that is made of another is told at that one.
  const isTold = (place: Span): boolean => sameStart(place, at) || (shared !== undefined && isWithin(place, shared.at));
  return through.reduce((sum, finding) => sum + (isTold(finding.at) || isToldAtBase(finding) ? finding.related.length : 1), 0);
}

function isToldAtInstance({ finding, call, shared }: Ailment): boolean {
  const at = call?.site.instance;
  if (at === undefined) return false;
  return sameStart(finding.at, at) || (shared !== undefined && isWithin(finding.at, shared.at)) || isToldAtBase(finding);
}

/** An instance is told at the name of what makes it, within what is written there: `new DynamoDBClient({})`. */
function isWithin(place: Span, whole: Span): boolean {
  return place.file === whole.file && whole.start <= place.start && place.end <= whole.end;
}

/** A client that is made of another is told at that one, whether or not anything may be written there. */
function isToldAtBase({ at, because }: Ailment['finding']): boolean {
  const [first] = because;
  return first?.from === 'instance' && first.at !== undefined && sameStart(first.at, at);
}

function sharedOffers(ailment: Ailment, together: number): readonly Offer[] {
  const { shared, call } = ailment;
  if (shared === undefined || call === undefined || isOffHere(ailment)) return [];
  const slowest = slowestOf(ailment);
  const { settings, limits } = ailment.project;
  const any = ailment.through.some(({ site }) => isStatement(site));
  // What is looked up by its key is there at once, or not at all.
  const long = any && !ailment.through.every(({ site }) => site.traits.includes('keyed'));
  const timeoutMs = long ? Math.max(waitOf(slowest), settings.timeoutMs, limits.maxTimeoutMs) : waitOf(slowest);
  const completed = completing(ailment, shared, together);
  if (completed !== undefined) return [completed];
  return writable(bounding(shared))
    .slice(0, 1)
    .map((row): Offer => {
      const where = shared.name === undefined ? 'the client' : `\`${shared.name}\``;
      return {
        title: `Set \`${row.option}: ${amount(row, timeoutMs)}\` on ${where}${together > 1 ? ` (mends ${together} calls)` : ''}`,
        ...(any ? { safety: 'suggestion' as const } : {}),
        ...caution(slowest, row),
        // What a clock starts goes over whole tables.
        ...(any && (isBatch(shared.at.file) || ailment.through.some(({ site }) => isBatch(site.at.file)))
          ? { safety: 'dangerous' as const }
          : {}),
        ...(ailment.through.some((call) => isLetGo(call) || undoes({ ...ailment, call })) ? { safety: 'dangerous' as const } : {}),
        ...heldBack(ailment, shared, row),
        write: (draft) =>
          setBound(
            draft,
            shared,
            row,
            long ? namedOrBare(draft, ailment, shared.at.file, row, timeoutMs) : numberIn(draft, slowest, shared.at.file, row),
          ),
      };
    });
}

/** A bound that has no effect without another option is heard once that one is said; its number is whoever wrote it has chosen. */
function completing(ailment: Ailment, shared: Means, together: number): Offer | undefined {
  const hang = ailment.call === undefined ? undefined : hangOf(ailment.call);
  const written = hang?.why === 'ignored' && hang.layer.kind === 'ignored' ? hang.layer.written : undefined;
  const row = shared.options.find(
    ({ option, sets, at, mends }) =>
      sets === 'timeout' && at === 'instance' && mends !== false && written?.startsWith(`${option}:`) === true,
  );
  if (written === undefined || row?.needs === undefined) return undefined;
  const { needs } = row;
  return {
    title: `Set \`${needs}: true\`, without which \`${written}\` has no effect${together > 1 ? ` (mends ${together} calls)` : ''}`,
    ...wariest(caution(ailment, row), { safety: 'suggestion' }),
    write: (draft) => draft.setOption(shared, needs, 'true'),
  };
}

/** What goes over the connections of a database may be a migration or a report, whatever else does: nobody sees all of it. */
function isStatement({ traits }: CallSite): boolean {
  return traits.includes('database') && (traits.includes('pooled') || traits.includes('lazy'));
}

/** A bound at the instance holds for all that goes through it: the call among them that may take longest counts. */
function slowestOf(ailment: Ailment): Ailment {
  const calls = ailment.through.map((call) => ({ ...ailment, call }));
  const longest = (['stream', 'transfer'] as const).flatMap((kind) => calls.find((one) => rightlyLong(one) === kind) ?? [])[0];
  return longest ?? calls.find((one) => waitOf(one) > waitOf(ailment)) ?? ailment;
}

function ownOffers(ailment: Ailment): readonly Offer[] {
  const { own, call } = ailment;
  if (own === undefined || call === undefined) return [];
  const moved = movedOptions(ailment, own);
  if (moved !== undefined) return [moved];
  const timeoutMs = waitOf(ailment);
  return writable(bounding(own)).map((row): Offer => {
    const chained = chainFor(own, row);
    const named = chained === undefined ? siblingTime(ailment, row) : undefined;
    const title =
      chained === undefined
        ? `Set \`${row.option}: ${named ?? amount(row, timeoutMs)}\` on this call`
        : `Chain \`.${chained.member}(${timeoutMs})\` to this call`;
    return {
      title,
      ...caution(ailment, row, named),
      ...heldBack(ailment, own, row),
      write(draft) {
        const code = named ?? numberIn(draft, ailment, own.at.file, row);
        return chained === undefined
          ? setBound(draft, own, row, code, call.site.bare !== undefined ? 'any' : ailment.finding.rule === 'missing-timeout')
          : draft.chain(own.at, chained.member, code);
      },
    };
  });
}

/** Puts the bound in; of a choice between two only what switches it off is changed. Where nobody asked for none, those who will ask for another are heard. */
function setBound(draft: Draft, means: Means, { option, off = [] }: OptionModel, code: string, lends: Lends = false): boolean {
  const at = draft.option(means, option);
  const written = at === undefined ? '' : (draft.text(at) ?? '');
  const [, test, yes = '', no = ''] = /^([^?:]+\?)\s*([\w.]+)\s*:\s*([\w.]+)$/.exec(written) ?? [];
  const isOff = (one: string): boolean => off.some((value) => String(value) === one);
  if (test === undefined || isOff(yes) === isOff(no)) return draft.setOption(means, option, code, lends);
  return draft.setOption(means, option, `${test} ${isOff(yes) ? code : yes} : ${isOff(no) ? code : no}`);
}
