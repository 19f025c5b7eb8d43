import type { GuardedCall } from '../model/call';
import type { OptionModel } from '../model/catalog/option';
import { hangOf } from '../model/hang';
import type { Ailment, Means, Offer } from '../model/remedy';
import { openFan, repeats, runsAnew, waysOf } from '../model/ways';
import { isAsserted, isStubbed } from './asserted';
import { chainFor } from './bounding';
import { brought } from './brought';
import { handsCodeOn, isReadBehindOthers, isReadFurtherOut, isRepeatedByCode } from './coded';
import { misplacedIn } from './misplaced';
import { hasOwnTime } from './own-time';
import { argumentsFrom, behindParenthesis } from './pieces';
import { closesAnother } from './replaced-socket';
import { rightlyLong, sendsFromPage, uploads } from './rightly-long';
import { undoes } from './undoing';
import { isAwaitedInVain, isLost, isUnheard } from './unheard';
import { isUnread } from './unread';
import { escaped } from './words';

/** The least safe of several. */
export function wariest(...all: readonly Pick<Offer, 'safety'>[]): Pick<Offer, 'safety'> {
  return all.find(({ safety }) => safety === 'dangerous') ?? all.find(({ safety }) => safety === 'suggestion') ?? {};
}

/** What was not proved over the wire, and what may rightly take longer, wants a person to look at it; a stream that is cut off did nothing wrong. */
export function caution(
  ailment: Ailment,
  { proved, idle, breaks = [] }: Pick<OptionModel, 'proved' | 'idle' | 'breaks'>,
  named?: string,
): Pick<Offer, 'safety'> {
  const long = rightlyLong(ailment);
  const { project } = ailment;
  // Whoever gives a function longer than what is no fault knows of something that takes it.
  const { endedMs = 0, givenUp, letGo } = ailment.call?.site ?? {};
  const granted = givenUp !== true && letGo !== 'all' && endedMs > project.limits.maxTimeoutMs;
  if (long === 'stream' || sendsFromPage(ailment) || idle === true || granted || breaks.some(project.depends))
    return { safety: 'dangerous' };
  // Whoever switched it off for a file that is sent knows how long that takes.
  if (long === 'transfer' && isOffHere(ailment)) return { safety: 'dangerous' };
  if (isDoneTwice(ailment) || undoes(ailment) || isSpokenFor(ailment)) return { safety: 'dangerous' };
  // The time that the file knows is the one that is written.
  const known = hasOwnTime(ailment);
  if (named === undefined && known) return { safety: 'dangerous' };
  return proved === true && long === undefined && !known ? {} : { safety: 'suggestion' };
}

/**
 * Where a bound is for a person to choose: a test says to the letter what is given, a stand-in knows no such member, whoever calls the
 * function chooses the options, or whoever runs the program does in the address.
 */
export function heldBack(ailment: Ailment, means: Means, row: OptionModel): Pick<Offer, 'safety'> {
  const member = chainFor(means, row)?.member;
  const what = means.makes === true || means === ailment.shared ? 'instance' : 'call';
  const isBrought = brought(ailment, means, row.option) === 'perhaps';
  // Those who bring none are known, and what the others bring goes before what is written for them.
  const isLeftOut = ailment.finding.rule === 'missing-timeout' && ailment.call?.site.bare !== undefined;
  const held =
    isSpokenOf(ailment, means) ||
    (row.unit === 'signal' &&
      (!makesSignal(ailment) ||
        isUnread(ailment) ||
        isAskedOnce(ailment) ||
        standsInLine(ailment) ||
        isReadFurtherOut(ailment) ||
        isReadBehindOthers(ailment) ||
        uploads(ailment) ||
        handsCodeOn(ailment))) ||
    ((row.unit === 'signal' || member !== undefined) && isLost(ailment)) ||
    isAwaitedInVain(ailment) ||
    isRepeatedByCode(ailment) ||
    (what === 'call' && ailment.project.helps(ailment.call?.site.client ?? '')) ||
    (what === 'instance' && (changesSchema(ailment, means) || tidiesUp(ailment, means) || hasOwnManner(ailment, means))) ||
    isUnheard(ailment) ||
    closesAnother(ailment) ||
    misplacedIn(ailment, means) !== undefined ||
    (member !== undefined && means.args.length === 0
      ? isStubbed(ailment, means, member)
      : isAsserted(ailment, means, what) || (isBrought && !isLeftOut));
  if (held || (row.overAddress === true && !isWrittenOut(ailment, means))) return { safety: 'dangerous' };
  return isBrought ? { safety: 'suggestion' } : {};
}

/** Whether a connection that is bounded as a whole also changes its tables, as migrations do, which takes as long as there are rows, or takes back by hand what it began: behind a statement that still runs that comes too late. */
function changesSchema({ call, project, through, beside }: Ailment, { at }: Means): boolean {
  if (call?.site.traits.includes('database') !== true) return false;
  const files = new Set([at.file, ...[call, ...through, ...beside].map(({ site }) => site.at.file)]);
  return [...files].some((file) => schema.test(project.text(file) ?? ''));
}

const schema =
  /\b(?:run|up|apply)?[mM]igrat(?:e|ions?)\w*\s*\(|\.synchronize\s*\(|\bsynchronize\s*:\s*true|\bROLLBACK\b|\b(?:CREATE\s+(?:UNIQUE\s+)?INDEX|ALTER\s+TABLE|LOCK\s+TABLE|MATERIALIZED\s+VIEW|pg_advisory)/;

/** Whether a connection serves what clears away, copies or compares all there is: one statement takes as long as there are rows, and goes on where nobody waits for it. */
function tidiesUp({ call }: Ailment, { at }: Means): boolean {
  return call?.site.traits.includes('database') === true && [at.file, call.site.at.file].some((file) => tidying.test(file));
}

const tidying =
  /(?:^|[/.-])(?:clean(?:er|ers|up|-up)|purg(?:e|er)|prun(?:e|er)|check(?:er|ers)|export(?:er|ers)|migrat(?:or|ors)|backfill(?:er|s)?|archiv(?:e|er)|housekeeping|vacuum)[/.]/i;

/** Whether the others of its class in the file take up options with a name, among them perhaps such as bound them: what this one lacks stands there. */
function hasOwnManner({ project }: Ailment, { at }: Means): boolean {
  const text = project.text(at.file) ?? '';
  const [, name] = /^new\s+([\w$.]+)\s*\(/.exec(text.slice(at.start, at.end + 1)) ?? [];
  if (name === undefined) return false;
  const made = [...text.matchAll(new RegExp(String.raw`\bnew\s+${escaped(name)}\s*\(\s*\{[^{}]*\.\.\.([\w$]+)`, 'g'))];
  return made.length > 0 && made.every(({ index }) => index !== at.start);
}

/** A signal counts from when a call is made. Of many made at once through a client that lets few through, the last ones have not been sent by then. */
function standsInLine({ call }: Ailment): boolean {
  return call?.site.traits.includes('lined') === true && waysOf(call).some(({ layers }) => openFan(layers) !== undefined);
}

/**
 * Whether Next asks the same only once for all parts of a page: a `fetch` for reading that is told of no signal, in what pages and
 * their layouts draw on. With one each part asks for itself.
 */
function isAskedOnce({ call, project }: Ailment): boolean {
  if (call?.site.client !== 'fetch' || call.site.effect !== 'read' || !project.depends('next')) return false;
  const parts = waysOf(call).flatMap(({ through }) =>
    through.flatMap(({ at }) => (at !== undefined && drawn.test(at.file) ? at.file : [])),
  );
  return new Set(parts).size > 1;
}

const drawn = /(?:^|\/)app\/(?:.*\/)?(?:page|layout|template|default|not-found)\.[jt]sx?$/;

/** Whether a comment in front of the place, or inside of it, speaks of timeouts: whoever wrote it thought of them. */
function isSpokenOf({ call, project }: Ailment, { at }: Means): boolean {
  const text = project.text(at.file) ?? '';
  const end = call !== undefined && at.file === call.site.whole.file && at.start === call.site.whole.start ? call.site.whole.end : at.end;
  const opens = text.indexOf('(', at.start);
  const close = opens < 0 ? end : behindParenthesis(text, at.start);
  const lines = text.slice(0, at.start).split('\n').slice(-4);
  return [...lines, ...text.slice(at.start, Math.max(end, close)).split('\n')].some((line) =>
    /(?:^|\s)(?:\/\/|\/?\*).*\btime-?outs?\b/i.test(line),
  );
}

/** Whether `AbortSignal.timeout` is known where the file is compiled, and there where it runs. */
export function makesSignal({ call, project }: Ailment): boolean {
  const byFetch = call?.site.client === 'fetch' || call?.site.context === 'browser';
  return project.knowsSignal() && project.runsSignal(byFetch);
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

/** Whether the call itself switches its bound off, so that nothing said at the instance reaches it. */
export function isOffHere({ call }: Ailment): boolean {
  const hang = call === undefined ? undefined : hangOf(call);
  return hang?.why === 'disabled' && hang.layer.because.from === 'option';
}

/** A failure that nobody waits for, nor handles, ends the program: it hung in silence before. */
export function isLetGo({ site, layers }: GuardedCall): boolean {
  return site.traits.includes('unawaited') && !layers.some(({ kind }) => kind === 'fallback');
}

/** A comment speaks of the very line that the call stands on, which may have to be broken for what is written into it. */
function isSpokenFor({ call, project }: Ailment): boolean {
  if (call === undefined) return false;
  const { file, start } = call.site.whole;
  const [line = '', above = ''] = (project.text(file) ?? '').slice(0, start).split('\n').slice(-2).reverse();
  const rest = /^[^\n]*/.exec((project.text(file) ?? '').slice(start))?.[0] ?? '';
  return line.length + rest.length > roomy && ofNextLine.test(above);
}

/** Lines that are shorter stay whole, whatever is written into a call. */
const roomy = 50;
const ofNextLine = /^\s*(?:\/\/|\/\*|\{\/\*).*(?:-disable-next-line|@ts-(?:expect-error|ignore)|(?:biome|prettier)-ignore)\b/;
