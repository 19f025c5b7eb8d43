import type { CallSite, GuardedCall } from '../model/call';
import type { OptionModel } from '../model/catalog/option';
import { hangOf } from '../model/hang';
import { repeats, runsAnew, waysOf } from '../model/ways';
import type { Ailment, Draft, Means, Offer, Remedy } from '../model/remedy';
import type { Span } from '../model/span';
import { isAsserted, isStubbed } from './asserted';
import { brought } from './brought';
import { hasOwnTime } from './own-time';
import { argumentsFrom } from './pieces';
import { rightlyLong } from './rightly-long';
import { isUnheard } from './unheard';
import { isUnread } from './unread';
import { escaped } from './words';

/** The rules that a bound on the whole call mends. */
export const mended: readonly string[] = [
  'missing-timeout',
  'disabled-timeout',
  'partial-timeout',
  'ineffective-timeout',
  'retry-without-timeout',
  'breaker-without-timeout',
];

/** The client knows best how to give up: its own option, at the instance when several calls share it, else at the call. */
export const clientTimeout: Remedy = {
  id: 'client-timeout',
  summary: "Bounds the wait by the client's own option, once for all calls of an instance or at one call.",
  provides: 'timeout',
  rules: mended,
  safety: 'safe',
  style: 'native',
  offers(ailment) {
    const together = sharing(ailment);
    const shared = sharedOffers(ailment, together);
    const own = ownOffers(ailment);
    // Where all calls of an instance are told at it, a bound on one of them mends nothing.
    if (shared.length > 0 && ailment.call?.site.instance !== undefined && isAt(ailment.finding.at, ailment.call.site.instance))
      return shared;
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
  const offers = sharing(ailment) > 1 ? all : [];
  return offers.some(({ safety }) => safety === 'suggestion') ? { safety: 'suggestion' } : {};
}

/** The least safe of several. */
export function wariest(...all: readonly Pick<Offer, 'safety'>[]): Pick<Offer, 'safety'> {
  return all.find(({ safety }) => safety === 'dangerous') ?? all.find(({ safety }) => safety === 'suggestion') ?? {};
}

/** How many faulty calls go through the same instance: those with a finding of their own, and those that are told at it. */
function sharing({ alike, call }: Ailment): number {
  const at = call?.site.instance;
  if (at === undefined) return 0;
  const through = alike.filter(
    ({ call: other, rule }) => mended.includes(rule) && other?.instance?.file === at.file && other.instance.start === at.start,
  );
  return through.reduce((sum, finding) => sum + (isAt(finding.at, at) ? finding.related.length : 1), 0);
}

function isAt(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start;
}

function sharedOffers(ailment: Ailment, together: number): readonly Offer[] {
  const { shared, call } = ailment;
  if (shared === undefined || call === undefined || isOffHere(ailment)) return [];
  const slowest = slowestOf(ailment);
  const { settings, limits } = ailment.project;
  const any = ailment.through.some(({ site }) => isStatement(site));
  const timeoutMs = any ? Math.max(waitOf(slowest), settings.timeoutMs, limits.maxTimeoutMs) : waitOf(slowest);
  return writable(bounding(shared))
    .slice(0, 1)
    .map((row): Offer => {
      const where = shared.name === undefined ? 'the client' : `\`${shared.name}\``;
      return {
        title: `Set \`${row.option}: ${amount(row, timeoutMs)}\` on ${where}${together > 1 ? ` (mends ${together} calls)` : ''}`,
        ...(any ? { safety: 'suggestion' as const } : {}),
        ...caution(slowest, row),
        ...(ailment.through.some(isLetGo) ? { safety: 'dangerous' as const } : {}),
        ...heldBack(ailment, shared, row),
        write: (draft) => setBound(draft, shared, row, any ? amount(row, timeoutMs) : numberIn(draft, slowest, shared.at.file, row)),
      };
    });
}

/** A failure that nobody waits for, nor handles, ends the program: it hung in silence before. */
function isLetGo({ site, layers }: GuardedCall): boolean {
  return site.traits.includes('unawaited') && !layers.some(({ kind }) => kind === 'fallback');
}

/** What goes over the connections of a database may be a migration or a report, whatever else does: nobody sees all of it. */
function isStatement({ traits }: CallSite): boolean {
  return traits.includes('database') && (traits.includes('pooled') || traits.includes('lazy'));
}

/** A bound at the instance holds for all that goes through it: the call among them that may take longest counts. */
function slowestOf(ailment: Ailment): Ailment {
  const calls = ailment.through.map((call) => ({ ...ailment, call }));
  const longest = (['stream', 'transfer'] as const).flatMap((kind) => calls.find((one) => rightlyLong(one) === kind) ?? [])[0];
  return longest ?? ailment;
}

/** What was not proved over the wire, and what may rightly take longer, wants a person to look at it; a stream that is cut off did nothing wrong. */
export function caution(
  ailment: Ailment,
  { proved, idle, breaks = [] }: Pick<OptionModel, 'proved' | 'idle' | 'breaks'>,
): Pick<Offer, 'safety'> {
  const long = rightlyLong(ailment);
  const { project } = ailment;
  // Whoever gives a function longer than what is no fault knows of something that takes it.
  const granted = (ailment.call?.site.endedMs ?? 0) > project.limits.maxTimeoutMs;
  if (long === 'stream' || idle === true || granted || breaks.some(project.depends)) return { safety: 'dangerous' };
  if (isDoneTwice(ailment) || hasOwnTime(ailment)) return { safety: 'dangerous' };
  return proved === true && long === undefined ? {} : { safety: 'suggestion' };
}

/**
 * Where a bound is for a person to choose: a test says to the letter what is given, a stand-in knows no such member, whoever calls the
 * function chooses the options, or whoever runs the program does in the address.
 */
export function heldBack(ailment: Ailment, means: Means, row: OptionModel): Pick<Offer, 'safety'> {
  const member = chainFor(means, row)?.member;
  const what = means.makes === true || means === ailment.shared ? 'instance' : 'call';
  const held =
    (row.unit === 'signal' && (!makesSignal(ailment) || isUnread(ailment))) ||
    isUnheard(ailment) ||
    (member !== undefined && means.args.length === 0
      ? isStubbed(ailment, means, member)
      : isAsserted(ailment, means, what) || brought(ailment, means, row.option) === 'perhaps');
  return held || (row.overAddress === true && !isWrittenOut(ailment, means)) ? { safety: 'dangerous' } : {};
}

/** Whether `AbortSignal.timeout` is known where the file is compiled, and there where it runs. */
export function makesSignal({ call, project }: Ailment): boolean {
  const byFetch = call?.site.client === 'fetch' || call?.site.context === 'browser';
  return project.knowsSignal() && project.runsSignal(byFetch);
}

/** The member that is chained to the pending call in the place of an option. */
export function chainFor({ chains }: Means, row: OptionModel): Means['chains'][number] | undefined {
  return chains.find(({ as, arg, when }) => as === row.option && when === undefined && (arg === undefined || arg === 'arg[0]'));
}

/** Whether the address of an instance stands there as a text, and not as a setting. */
function isWrittenOut({ project }: Ailment, { at }: Means): boolean {
  const text = project.text(at.file) ?? '';
  const opens = text.indexOf('(', at.start);
  return opens >= 0 && /^(?:'[^']*'|"[^"]*"|`[^`$]*`)$/.test(argumentsFrom(text, opens + 1)[0] ?? '');
}

/** A bound fails an attempt that only hung before, and a retry around it sends it again: a write whose answer came late is done twice then. */
function isDoneTwice({ call }: Ailment): boolean {
  if (call === undefined || call.site.effect !== 'write' || call.site.traits.includes('idempotent')) return false;
  return waysOf(call).some(
    ({ layers }) =>
      !layers.some(({ kind }) => kind === 'idempotency') &&
      layers.some(
        (layer) =>
          repeats(layer) &&
          runsAnew(layer) &&
          layer.writes === true &&
          layer.only === undefined &&
          layer.onTimeout !== false &&
          layer.onRefusal !== true,
      ),
  );
}

/**
 * Whether a signal is held against several attempts: the client itself repeats what it sends, or a plug-in of it may, under the
 * one signal that the call is given.
 */
function isShared({ call }: Ailment): boolean {
  return (call?.layers ?? []).some(
    (layer) =>
      (repeats(layer) && !runsAnew(layer)) || (layer.kind === 'opaque' && layer.may.includes('retry') && layer.because.from !== 'wrapper'),
  );
}

/** Milliseconds that a signal waits, which bounds all attempts of the client together. */
export function signalMs(ailment: Ailment): number {
  const { settings, limits } = ailment.project;
  return isShared(ailment) ? Math.max(waitOf(ailment), settings.timeoutMs, limits.maxTimeoutMs) : waitOf(ailment);
}

/** Milliseconds that are waited: what is rightly long gets the longest time that is no fault, and a part that may take longer by itself gets its time, and the usual one for the rest. */
export function waitOf(ailment: Ailment): number {
  const { settings, limits } = ailment.project;
  const { context, effect, traits = [] } = ailment.call?.site ?? {};
  // Whoever runs a command waits for its end, and loses the work of minutes to an answer that came late. What a wrapper is asked
  // for is up to those who call it. A write whose answer came late was done all the same, so it is given up as late as may be.
  const open = (effect !== 'read' && !traits.includes('database')) || isPassedOn(ailment);
  const patient = rightlyLong(ailment) !== undefined || context === 'cli' || context === 'script' || open;
  const usual = patient ? Math.max(settings.timeoutMs, limits.maxTimeoutMs) : settings.timeoutMs;
  const longest = longestPart(ailment);
  return longest < usual ? usual : longest + settings.timeoutMs;
}

/** `fetch(url, options)`: names are handed on, and nothing here says what the options are. */
function isPassedOn({ call, project }: Ailment): boolean {
  if (call === undefined) return false;
  const { file, start, end } = call.site.whole;
  const text = project.text(file) ?? '';
  const [, options] = /^[\w$.]+\(\s*[\w$.]+\s*,\s*([\w$.]+)\s*\)$/.exec(text.slice(start, end)) ?? [];
  return options !== undefined && !new RegExp(`\\b(?:const|let|var)\\s+${escaped(options)}\\b`).test(text);
}

/** The longest time that somebody chose for a part of the call: for connecting, for the head, for a silence. */
function longestPart({ call }: Ailment): number {
  const hang = call === undefined ? undefined : hangOf(call);
  if (hang?.why !== 'partial') return 0;
  return Math.max(0, ...hang.layers.map(({ ms, by }) => (typeof ms === 'number' && by !== 'default' ? ms : 0)));
}

/** Whether the call itself switches its bound off, so that nothing said at the instance reaches it. */
function isOffHere({ call }: Ailment): boolean {
  const hang = call === undefined ? undefined : hangOf(call);
  return hang?.why === 'disabled' && hang.layer.because.from === 'option';
}

function ownOffers(ailment: Ailment): readonly Offer[] {
  const { own, call } = ailment;
  if (own === undefined || call === undefined) return [];
  const timeoutMs = waitOf(ailment);
  return writable(bounding(own)).map((row): Offer => {
    const chained = chainFor(own, row);
    const title =
      chained === undefined
        ? `Set \`${row.option}: ${amount(row, timeoutMs)}\` on this call`
        : `Chain \`.${chained.member}(${timeoutMs})\` to this call`;
    return {
      title,
      ...caution(ailment, row),
      ...heldBack(ailment, own, row),
      write(draft) {
        const code = numberIn(draft, ailment, own.at.file, row);
        return chained === undefined ? setBound(draft, own, row, code) : draft.chain(own.at, chained.member, code);
      },
    };
  });
}

/** Puts the bound in; of a choice between two only what switches it off is changed. */
function setBound(draft: Draft, means: Means, { option, off = [] }: OptionModel, code: string): boolean {
  const at = draft.option(means, option);
  const written = at === undefined ? '' : (draft.text(at) ?? '');
  const [, test, yes = '', no = ''] = /^([^?:]+\?)\s*([\w.]+)\s*:\s*([\w.]+)$/.exec(written) ?? [];
  const isOff = (one: string): boolean => off.some((value) => String(value) === one);
  if (test === undefined || isOff(yes) === isOff(no)) return draft.setOption(means, option, code);
  return draft.setOption(means, option, `${test} ${isOff(yes) ? code : yes} : ${isOff(no) ? code : no}`);
}

/** Options that the types take where they are not written yet. */
export function writable(rows: readonly OptionModel[]): readonly OptionModel[] {
  return rows.filter(({ untyped }) => untyped !== true);
}

/** Options that bound a whole attempt by a number; one that only ends the wait where there is no better. */
export function bounding({ options }: Pick<Means, 'options'>): readonly OptionModel[] {
  const rows = options.filter(
    ({ sets, covers = 'attempt', unit = 'ms', needs, ignored, mends }) =>
      sets === 'timeout' &&
      (covers === 'attempt' || covers === 'total') &&
      unit !== 'signal' &&
      unit !== 'fetch' &&
      needs === undefined &&
      ignored === undefined &&
      mends !== false,
  );
  const stopping = rows.filter(({ cancels }) => cancels !== false);
  return stopping.length > 0 ? stopping : rows;
}

/** How a length of time is written in an option's unit. */
export function amount({ unit = 'ms' }: Pick<OptionModel, 'unit'>, ms: number): string {
  if (unit === 's') return String(ms / 1000);
  return unit === 'deadline' ? `Date.now() + ${ms}` : String(ms);
}

/** The number itself; a constant with a name where several places of the file want one, or where an earlier fix has left it. */
export function numberIn(
  draft: Draft,
  ailment: Ailment,
  file: string,
  row: Pick<OptionModel, 'unit'>,
  timeoutMs: number = waitOf(ailment),
): string {
  const named = ailment.project.namesNumbers();
  if (!named && (rightlyLong(ailment) !== undefined || timeoutMs !== ailment.project.settings.timeoutMs)) return amount(row, timeoutMs);
  const left = new RegExp(`\\bconst REQUEST_TIMEOUT_MS = ${timeoutMs}\\b`).test(ailment.project.text(file) ?? '');
  if (!named && placesIn(file, ailment) < 2 && !left) return amount(row, timeoutMs);
  const name = draft.hoist(file, 'REQUEST_TIMEOUT_MS', String(timeoutMs));
  if (row.unit === 's') return `${name} / 1000`;
  return row.unit === 'deadline' ? `Date.now() + ${name}` : name;
}

/** In how many places of a file a bound is wanted: an instance that takes one for several calls is one place, and so is every other call. */
function placesIn(file: string, { alike, shared, together }: Ailment): number {
  const calls = alike.filter(({ rule, call }) => mended.includes(rule) && call !== undefined);
  const takes = shared !== undefined && bounding(shared).length > 0;
  const several = (at: Span): boolean =>
    calls.filter(({ call }) => call?.instance?.file === at.file && call.instance.start === at.start).length > 1;
  // Two faults of one call, one of them told at the loop around it, are mended in one place.
  const places = calls.flatMap(({ call }) =>
    call === undefined ? [] : takes && call.instance !== undefined && several(call.instance) ? call.instance : call.at,
  );
  // What is told once for several calls is written at each of them, unless the instance takes it for all.
  const besides = takes ? [] : together.map(({ site }) => site.at);
  return new Set([...places, ...besides].filter((at) => at.file === file).map(({ start }) => start)).size;
}
