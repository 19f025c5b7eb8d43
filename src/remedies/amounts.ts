import type { OptionModel } from '../model/catalog/option';
import type { GuardedCall } from '../model/call';
import { fixTimes } from '../model/fix-times';
import { boundsIn, hangOf } from '../model/hang';
import type { Ailment, Draft } from '../model/remedy';
import { type Span, sameSpan, sameStart } from '../model/span';
import { repeats, runsAnew, waysOf } from '../model/ways';
import { saidTo } from './answer-text';
import { bounding, mended } from './bounding';
import { asksForToken, asksOneAddress, isBatch, takesNothing } from './named-work';
import { rightlyLong } from './rightly-long';
import { escaped } from './words';

/** Milliseconds that are waited: what is rightly long gets the longest time that is no fault, and a part that may take longer by itself gets its time, and the usual one for the rest. */
export function waitOf(ailment: Ailment): number {
  const { settings, limits } = ailment.project;
  const chosen = Math.min(chosenBeside(ailment), Math.max(settings.timeoutMs, limits.maxTimeoutMs));
  return Math.max(ownWaitOf(ailment), chosen, writtenBeside(ailment));
}

/** The longest time that stands in the file as one to wait, between those that fixes write: whoever wrote it knows how long things take here. */
function writtenBeside({ file, project }: Ailment): number {
  const { settings, limits } = project;
  const written = [
    ...(project.text(file) ?? '').matchAll(/(?<![\w$])timeout(?:Ms)?['"]?\s*:\s*(\d[\d_]*)\s*(?:\*\s*1_?000\b)?(?=\s*[,}\n])/gi),
  ];
  const times = written.map(([all, number = '']) => Number(number.replaceAll('_', '')) * (all.includes('*') ? 1000 : 1));
  return Math.max(0, ...times.filter((ms) => ms > settings.timeoutMs && ms !== writeMs(project) && ms < limits.maxTimeoutMs));
}

/** The longest time that the project itself chose for another call of the same client in the file; what a fix would have written there may be one. */
function chosenBeside(ailment: Ailment): number {
  const { call, beside } = ailment;
  const times = beside.flatMap((other) => {
    if (call === undefined || other === call || other.site.client !== call.site.client) return [];
    const own = chosenTimes(other);
    return own.length === 0 ? [] : own.filter((ms) => ms !== ownWaitOf({ ...ailment, call: other }));
  });
  return Math.max(0, ...times);
}

/** The bounds in milliseconds that somebody wrote at a call or its instance. */
export function chosenTimes({ layers }: GuardedCall): readonly number[] {
  return boundsIn(layers).flatMap(({ ms, by }) => (typeof ms === 'number' && (by === 'option' || by === 'signal') ? ms : []));
}

/** The same by what the call is alone. */
function ownWaitOf(ailment: Ailment): number {
  const { settings, limits, customMs } = ailment.project;
  const { client, context, effect, traits = [] } = ailment.call?.site ?? {};
  // Whoever runs a command waits for its end, and loses the work of minutes to an answer that came late. What a wrapper is asked
  // for is up to those who call it. A statement waits for a connection of its pool and for locks before it begins, and for as much as
  // its tables hold. In front of what a clock or a queue gives out nobody sits. What is kept under a key is there at once.
  const open = isStatement(ailment) || isPassedOn(ailment) || isForMany(ailment) || traits.includes('background') || isBatch(ailment.file);
  const patient = rightlyLong(ailment) !== undefined || context === 'cli' || context === 'script' || (open && !traits.includes('keyed'));
  const most = Math.max(settings.timeoutMs, limits.maxTimeoutMs);
  const custom = client === undefined ? undefined : customMs(client, effect === 'read');
  const usual = patient ? most : (custom ?? (isWrite(ailment) ? writeMs(ailment.project) : settings.timeoutMs));
  const longest = longestPart(ailment);
  // Beside a part that was given all the patience there is, the whole needs no more.
  if (longest === most) return most;
  return longest < usual ? usual : longest + settings.timeoutMs;
}

/** Milliseconds that a signal waits, which bounds all attempts of the client together. */
export function signalMs(ailment: Ailment): number {
  const { settings, limits } = ailment.project;
  return isShared(ailment) ? Math.max(waitOf(ailment), settings.timeoutMs, limits.maxTimeoutMs) : waitOf(ailment);
}

/** A write whose answer came late was done all the same, so it is given up later: three times the usual, since somebody waits for it as well. */
function writeMs({ settings, limits }: Ailment['project']): number {
  return Math.min(writes * settings.timeoutMs, Math.max(settings.timeoutMs, limits.maxTimeoutMs));
}

const writes = 3;

function isWrite(ailment: Ailment): boolean {
  const { effect, traits = [] } = ailment.call?.site ?? {};
  return effect !== 'read' && !traits.includes('keyed') && !isForToken(ailment);
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

/** `fetch(url, options)`, `axios(config)`: names are handed on, and nothing here says what the options are, or what is asked: `{ method }`. */
function isPassedOn({ call, project }: Ailment): boolean {
  if (call === undefined) return false;
  const { file, start, end } = call.site.whole;
  const text = project.text(file) ?? '';
  if (/[{,]\s*(?:method\s*[,}]|method\s*:\s*[A-Za-z_$][\w$.]*\s*[,}])/.test(saidTo(call.site.whole, text))) return true;
  const code = text.slice(start, end);
  const [, options] = /^[\w$.]+(?:<[^()]*>)?\(\s*[\w$.]+\s*,\s*([\w$.]+)(?:\s+as\s+\w+)?\s*\)$/.exec(code) ?? [];
  if (options !== undefined) return !new RegExp(`\\b(?:const|let|var)\\s+${escaped(options)}\\b`).test(text);
  const [, all] = /^[\w$.]+(?:<[^<>()]*>)?\(\s*(\w*(?:config|options|opts|params|request|req|init))\s*\)$/i.exec(code) ?? [];
  return all !== undefined && !new RegExp(`\\b(?:const|let|var)\\s+${all}\\b[^=;]*=\\s*\\{`).test(text);
}

/** Milliseconds that most of these calls are given by whoever wrote them, between the two times that fixes write; of several as many the longest. What one alone is given is that one's own. */
export function customOf(calls: readonly GuardedCall[], least: number, most: number): number | undefined {
  const counts = new Map<number, number>();
  for (const ms of calls.flatMap(chosenTimes)) if (ms > least && ms < most) counts.set(ms, (counts.get(ms) ?? 0) + 1);
  return [...counts].filter(([, times]) => times > 1).sort(([a, times], [b, others]) => others - times || b - a)[0]?.[0];
}

/** A token that came late is asked for again. */
function isForToken({ call, project }: Ailment): boolean {
  return call !== undefined && asksForToken(call.site, project.text(call.site.whole.file) ?? '');
}

/** What many ask, each for something of their own: `getData(url)`. Among them may be one that takes long. */
function isForMany({ call, project }: Ailment): boolean {
  if (call === undefined || call.site.target !== undefined) return false;
  const text = project.text(call.site.whole.file) ?? '';
  if (asksOneAddress(call.site, text) || takesNothing(call.site, text)) return false;
  const callers = waysOf(call).flatMap(({ through: [nearest] }) =>
    nearest?.at === undefined ? [] : `${nearest.at.file}:${nearest.at.start}`,
  );
  return new Set(callers).size >= many;
}

const many = 5;

/** What a database is asked, which is more than to look something up by its key. */
function isStatement({ call }: Ailment): boolean {
  const traits = call?.site.traits ?? [];
  return traits.includes('database') && !traits.includes('keyed') && !traits.includes('connection');
}

/** The longest time that somebody chose for a part of the call: for connecting, for the head, for a silence. */
function longestPart({ call, own }: Ailment): number {
  const hang = call === undefined ? undefined : hangOf(call);
  if (hang?.why !== 'partial') return 0;
  const later = own !== undefined && bounding(own)[0]?.connected === true;
  const within = hang.layers.filter(({ by, covers }) => by !== 'default' && !(later && covers === 'connect'));
  return Math.max(0, ...within.map(({ ms }) => (typeof ms === 'number' ? ms : 0)));
}

/** A number with its thousands set apart where the file sets those of all its others apart. */
function digits(text: string, ms: number): string {
  const isApart = /(?<![\w$.])\d{1,3}(?:_\d{3})+(?![\w$])/.test(text) && !/(?<![\w$.'"/:-])\d{2,}000(?![\w$'"])/.test(text);
  return isApart ? String(ms).replace(/\B(?=(?:\d{3})+$)/g, '_') : String(ms);
}

/** How a length of time is written in an option's unit. */
export function amount({ unit = 'ms' }: Pick<OptionModel, 'unit'>, ms: number, text = ''): string {
  if (unit === 's') return String(ms / 1000);
  const number = digits(text, ms);
  return unit === 'deadline' ? `Date.now() + ${number}` : number;
}

/** The number itself; a constant with a name where several places of the file want the same one, or where an earlier fix has left it. */
export function numberIn(
  draft: Draft,
  ailment: Ailment,
  file: string,
  row: Pick<OptionModel, 'unit'>,
  timeoutMs: number = waitOf(ailment),
): string {
  const { settings, limits, namesNumbers } = ailment.project;
  const text = ailment.project.text(file) ?? '';
  const usual = timeoutMs === settings.timeoutMs;
  const write = timeoutMs === writeMs(ailment.project) && timeoutMs !== limits.maxTimeoutMs && isWrite(ailment);
  const wanted = usual
    ? 'REQUEST_TIMEOUT_MS'
    : write
      ? ailment.call?.site.effect === 'write'
        ? 'SEND_TIMEOUT_MS'
        : 'CALL_TIMEOUT_MS'
      : 'LONG_REQUEST_TIMEOUT_MS';
  if (!namesNumbers()) {
    // A time that was chosen for one call is that call's own.
    if (!usual && !write && timeoutMs !== limits.maxTimeoutMs) return amount(row, timeoutMs, text);
    if (placesIn(file, ailment, timeoutMs) < 2 && !isNamed(text, timeoutMs)) return amount(row, timeoutMs, text);
  }
  const name = draft.hoist(file, wanted, digits(text, timeoutMs), placesOf(file, ailment));
  if (row.unit === 's') return `${name} / 1000`;
  return row.unit === 'deadline' ? `Date.now() + ${name}` : name;
}

/** Where in a file a bound may be written for this fault and those like it. */
function placesOf(file: string, { alike, own, shared }: Ailment): readonly Span[] {
  const others = alike.flatMap(({ call }) => [call?.at, call?.instance]);
  return [own?.at, shared?.at, ...others].flatMap((at) => (at?.file === file ? at : []));
}

/** Whether a file has a name for a time, as fixes give it or as somebody else wrote it. */
function isNamed(text: string, timeoutMs: number): boolean {
  const digits = String(timeoutMs).replace(/\B(?=(?:\d{3})+$)/g, '_?');
  return new RegExp(String.raw`\bconst ${fixTimes}\d*(?:: number)? = ${digits}\b(?!\s*[*/])`).test(text);
}

/** The same where a time is wanted that is not the call's own: the name of one where there is one, else the number. */
export function namedOrBare(draft: Draft, ailment: Ailment, file: string, row: Pick<OptionModel, 'unit'>, ms: number): string {
  const text = ailment.project.text(file) ?? '';
  if ((row.unit ?? 'ms') !== 'ms' || !isNamed(text, ms)) return amount(row, ms, text);
  return draft.hoist(file, 'LONG_REQUEST_TIMEOUT_MS', digits(text, ms), placesOf(file, ailment));
}

/** In how many places of a file a bound of this length is wanted: an instance that takes one for several calls is one place, and so is every other call. */
function placesIn(file: string, ailment: Ailment, timeoutMs: number): number {
  const { alike, shared, together } = ailment;
  const calls = alike.filter(({ rule, call }) => mended.includes(rule) && call !== undefined && wants(ailment, call.at, timeoutMs));
  const takes = shared !== undefined && bounding(shared).length > 0;
  const several = (at: Span): boolean =>
    calls.filter(({ call }) => call?.instance !== undefined && sameStart(call.instance, at)).length > 1;
  // Two faults of one call, one of them told at the loop around it, are mended in one place.
  const places = calls.flatMap(({ call }) =>
    call === undefined ? [] : takes && call.instance !== undefined && several(call.instance) ? call.instance : call.at,
  );
  // What is told once for several calls is written at each of them, unless the instance takes it for all.
  const besides = takes ? [] : together.map(({ site }) => site.at).filter((at) => wants(ailment, at, timeoutMs));
  return new Set([...places, ...besides].filter((at) => at.file === file).map(({ start }) => start)).size;
}

/** Whether another call would be given the same time; one of another file is not in sight, and counts. */
function wants(ailment: Ailment, at: Span, timeoutMs: number): boolean {
  const call = ailment.beside.find(({ site }) => sameSpan(site.at, at));
  if (call === undefined) return true;
  const other = { ...ailment, call };
  return rightlyLong(other) !== 'stream' && [waitOf(other), signalMs(other)].includes(timeoutMs);
}
