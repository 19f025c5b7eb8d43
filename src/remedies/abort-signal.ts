import type { OptionModel } from '../model/catalog/option';
import { hangOf } from '../model/hang';
import type { Ailment, Draft, Means, Offer, Remedy } from '../model/remedy';
import { brought } from './brought';
import { numberIn, signalMs, waitOf } from './amounts';
import { chainFor, mended, writable } from './bounding';
import { caution, heldBack, wariest } from './caution';
import { afterShared } from './client-timeout';
import { argumentsFrom } from './pieces';
import { siblingTime } from './sibling-time';
import { carriesSignal } from './carried-signal';
import { escaped } from './words';

/** One signal bounds connecting, the head and the body, in every client that takes one. */
export const abortSignal: Remedy = {
  id: 'abort-signal',
  summary: 'Stops the call by a signal that aborts after a time, beside the signal of its caller when there is one.',
  provides: 'timeout',
  rules: [...mended, 'signal-cannot-fire'],
  safety: 'safe',
  style: 'native',
  yields: true,
  offers(ailment) {
    const { own, shared, call } = ailment;
    if (own === undefined || call === undefined || call.site.traits.includes('connection')) return [];
    const [row] = signals(own);
    if (row === undefined) return shared === undefined ? [] : freshOffers(ailment, shared);
    const chained = chainedOffer(ailment, own, row);
    const named = chained === undefined ? siblingTime(ailment, row) : undefined;
    const offer = chained ?? offerFor(ailment, own, row, named);
    const carries = carriesSignal(ailment) || (chained === undefined && joins(ailment, own, row)) ? { safety: 'dangerous' as const } : {};
    return [{ ...offer, ...wariest(caution(ailment, row, named), heldBack(ailment, own, row), afterShared(ailment), carries) }];
  },
};

/** Whether a signal may be there already, though nothing here brings one, so that a helper has to join the two: nobody wants that one written in passing. */
function joins(ailment: Ailment, own: Means, { option }: OptionModel): boolean {
  const { call, project } = ailment;
  if (call === undefined || call.site.context === 'browser') return false;
  if (call.layers.some((layer) => layer.kind === 'cancellation' && layer.signal === 'passed')) return false;
  const { file, start, end } = call.site.whole;
  const text = project.text(file) ?? '';
  const code = text.slice(start, end);
  const given = argumentsFrom(code, code.indexOf('(') + 1);
  const options = own.args.map((path) => given[Number(/\d+/.exec(path)?.[0] ?? -1)] ?? '').find((one) => one !== '') ?? '';
  const name = /^[A-Za-z_$][\w$]*$/.exec(options)?.[0];
  const isMadeHere =
    name !== undefined && new RegExp(String.raw`\b(?:const|let|var)\s+${escaped(name)}\s*(?::[^=;]+)?=\s*\{(?!\s*\.\.\.)`).test(text);
  return !isMadeHere && (name !== undefined || /^\{\s*\.\.\./.test(options)) && brought(ailment, own, option) !== 'never';
}

/** Options that take a signal, and may be given one. */
export function signals(means: Pick<Means, 'options'>): readonly OptionModel[] {
  return writable(heard(means));
}

/** Options that take a signal; what the types say of a new one is no question where one is written. */
export function heard({ options }: Pick<Means, 'options'>): readonly OptionModel[] {
  return options.filter(
    ({ sets, unit, ignored, mends }) => sets === 'cancellation' && unit === 'signal' && ignored === undefined && mends !== false,
  );
}

/** A member that is chained to the pending call takes the signal. */
function chainedOffer(ailment: Ailment, means: Means, row: OptionModel): Offer | undefined {
  const { at, args } = means;
  const chained = chainFor(means, row);
  if (chained === undefined || args.length > 0) return undefined;
  return {
    title: `Chain \`.${chained.member}(AbortSignal.timeout(${signalMs(ailment)}))\` to this call`,
    write: (draft) =>
      draft.chain(at, chained.member, `AbortSignal.timeout(${numberIn(draft, ailment, at.file, { unit: 'ms' }, signalMs(ailment))})`),
  };
}

/** A function at the instance makes a signal for each call. */
function freshOffers(ailment: Ailment, shared: Means): readonly Offer[] {
  const row = signals(shared).find(({ fresh }) => fresh === true);
  if (row === undefined) return [];
  const where = shared.name === undefined ? 'the client' : `\`${shared.name}\``;
  return [
    {
      title: `Set \`${row.option}: () => AbortSignal.timeout(${waitOf(ailment)})\` on ${where}`,
      ...caution(ailment, row),
      ...heldBack(ailment, shared, row),
      write: (draft) =>
        draft.setOption(shared, row.option, (written) =>
          written === undefined || isNothing(written)
            ? `() => AbortSignal.timeout(${numberIn(draft, ailment, shared.at.file, { unit: 'ms' })})`
            : undefined,
        ),
    },
  ];
}

function offerFor(ailment: Ailment, own: Means, row: OptionModel, named: string | undefined): Offer {
  const { call } = ailment;
  const hang = call === undefined ? undefined : hangOf(call);
  const timeoutMs = named ?? signalMs(ailment);
  const inert = hang?.why === 'inert';
  // What the instance was told stays there.
  const here = hang?.why === 'ignored' && hang.layer.kind === 'ignored' && hang.layer.because.from !== 'instance';
  const ignored = here ? hang.layer.written.split(':')[0] : undefined;
  const passed = call?.layers.some((layer) => layer.kind === 'cancellation' && layer.signal === 'passed') ?? false;
  const base = `\`${row.option}: AbortSignal.timeout(${timeoutMs})\``;
  const title = passed
    ? `Abort after ${timeoutMs}${named === undefined ? ' ms' : ''}, too, beside the signal it gets`
    : ignored === undefined
      ? `Set ${base} on this call`
      : `Replace \`${ignored}\` by ${base}`;
  return {
    title,
    write(draft) {
      const dropped = ignored === undefined ? undefined : draft.dropOption(own, ignored);
      const ms =
        dropped !== undefined && /^[\w.$]+$/.test(dropped)
          ? dropped
          : (named ?? numberIn(draft, ailment, own.at.file, { unit: 'ms' }, signalMs(ailment)));
      let replaced: string | undefined;
      // A signal that some callers bring stays; one that is joined with theirs stands for both.
      const bare = call?.site.bare;
      let yields = bare !== undefined && (!bare.all || brought(ailment, own, row.option) !== 'never');
      const wanted = (written: string | undefined, perhaps: string | undefined): string | undefined => {
        if (perhaps !== undefined && brought(ailment, own, row.option) !== 'never') {
          yields = false;
          return merged(draft, ailment, perhaps, ms);
        }
        if (perhaps !== undefined) return `AbortSignal.timeout(${ms})`;
        if (written === undefined || isNothing(written)) return passed ? undefined : `AbortSignal.timeout(${ms})`;
        if (inert) {
          replaced = /^([A-Za-z_$][\w$]*)\.signal$/.exec(written)?.[1];
          return `AbortSignal.timeout(${ms})`;
        }
        // Some callers bring what is written: the others get this one.
        if (!passed) return yields && !isOwnSignal(ailment, written) ? `AbortSignal.timeout(${ms})` : undefined;
        yields = false;
        return merged(draft, ailment, written, ms);
      };
      const set = draft.setOption(own, row.option, wanted, () => (yields ? 'any' : false));
      if (set && replaced !== undefined) draft.dropUnused(own.at, replaced);
      return set;
    },
  };
}

/** The signal of a controller that is made here is always there, whether or not a timer is set behind it. */
function isOwnSignal({ file, project }: Ailment, written: string): boolean {
  const name = /^([A-Za-z_$][\w$]*)\.signal$/.exec(written)?.[1];
  return (
    name !== undefined &&
    new RegExp(String.raw`\b${escaped(name)}\s*(?::[^=;\n]+)?=\s*new\s+AbortController\b`).test(project.text(file) ?? '')
  );
}

function isNothing(written: string): boolean {
  return written === 'undefined' || written === 'null';
}

/** Both signals as one, where the types know how. On Node 20 a timeout that only `AbortSignal.any` holds is collected before it fires; a listener keeps it. */
export function merged(draft: Draft, { file, call, project }: Ailment, written: string, ms: string): string | undefined {
  if (!project.knowsAnySignal()) return undefined;
  // What may be absent is no signal to join.
  if (call?.site.context === 'browser' && !/\?\./.test(written)) return `AbortSignal.any([${written}, AbortSignal.timeout(${ms})])`;
  const typed = /\.[cm]?tsx?$/.test(file);
  const listening =
    call?.site.context === 'browser' || (project.node ?? 0) >= 24
      ? ''
      : `
  // Node may forget a timeout that nobody listens to.
  timeout.addEventListener('abort', () => {});`;
  const name = draft.hoist(
    file,
    'signalOrTimeout',
    `(${typed ? 'signal: AbortSignal | null | undefined, ms: number' : 'signal, ms'})${typed ? ': AbortSignal' : ''} => {
  const timeout = AbortSignal.timeout(ms);${listening}
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}`,
  );
  return `${name}(${written}, ${ms})`;
}
