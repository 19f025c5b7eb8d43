import type { OptionModel } from '../model/catalog/option';
import type { Literal } from '../model/catalog/paths';
import type { Ailment, Draft, Remedy } from '../model/remedy';
import { endStrategy, reconnecting } from './reconnect-number';

/** A number takes the place of what knows no end. */
export const attemptNumber: Remedy = {
  id: 'attempt-number',
  summary: 'Writes a number where a policy or an option retries without end.',
  provides: 'retry',
  rules: ['unbounded-retry'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment) {
    if (ailment.loop !== undefined) return [];
    const { attempts, reconnects } = ailment.project.settings;
    const again = reconnecting(ailment);
    if (again !== undefined) {
      return [
        {
          title: `Give up connecting again after ${reconnects} attempts`,
          // A connection that must stand for as long as the process does comes back by itself no more.
          ...(again.backoff === 'none' ? {} : { safety: 'dangerous' as const }),
          write: (draft) => ofClient(draft, ailment, reconnects) || endStrategy(draft, ailment, reconnects),
        },
      ];
    }
    return [
      {
        title: `Give up after ${attempts} attempts`,
        write: (draft) =>
          ofPolicy(draft, ailment) ||
          ofClient(draft, ailment, attempts) ||
          endStrategy(draft, ailment, attempts) ||
          asWritten(draft, ailment),
      },
    ];
  },
};

/** What the policy's own option says, or does not say although it should. */
function ofPolicy(draft: Draft, { knobs, project }: Ailment): boolean {
  const knob = knobs?.attempts;
  if (knobs === undefined || knob === undefined || /\bforever\s*:/.test(draft.text(draft.call(knobs.at)?.whole ?? knobs.at) ?? ''))
    return false;
  const number = String(project.settings.attempts - knob.plus);
  return draft.setOption({ at: knobs.at, args: [knob.arg] }, knob.option, (written) =>
    written === undefined || isEndless(written, knob.endless) ? number : undefined,
  );
}

/** What is written for the call or its client, by the rows of the catalogue. */
function ofClient(draft: Draft, { own, shared }: Ailment, attempts: number): boolean {
  return [own, shared].some((means) =>
    means?.options.some(
      (row) =>
        counts(row) &&
        draft.setOption(means, row.option, (written) => {
          if (written === undefined || !isEndless(written, row.unbounded ?? [])) return undefined;
          // A bare `true` makes room for the option that counts.
          const inside = means.options.find((other) => counts(other) && other.option.startsWith(`${row.option}.`));
          if (inside !== undefined && written === 'true')
            return `{ ${inside.option.slice(row.option.length + 1)}: ${number(inside, attempts)} }`;
          return number(row, attempts);
        }),
    ),
  );
}

/** Every further attempt to connect counts; of a request the first does, too. */
function number({ plus = 1, reconnect }: OptionModel, attempts: number): string {
  return String(reconnect === true ? attempts : attempts - plus);
}

/** Options that hold a number of attempts. */
export function counts({ sets, field = 'attempts', unit, mends }: OptionModel): boolean {
  return sets === 'retry' && field === 'attempts' && unit !== 'signal' && mends !== false;
}

function isEndless(written: string, endless: readonly Literal[]): boolean {
  if (/^(Infinity|Number\.(POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE))$/.test(written)) return true;
  return endless.some((value) => String(value) === written);
}

const endless =
  /\b(\w*(?:retr|attempt|tries|limit)\w*)(\s*:\s*)(Infinity|Number\.(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE)|-1)(?![\w.])/gi;

/** By its name, where the option stands at a client that others are made of; `forever: true` is switched off, or makes room for a number. */
function asWritten(draft: Draft, { finding, project }: Ailment): boolean {
  const { attempts } = project.settings;
  const whole = draft.call(finding.at)?.whole ?? draft.around(finding.at, 'call');
  const text = whole === undefined ? '' : (draft.text(whole) ?? '');
  const [found, ...others] = [...text.matchAll(endless), ...text.matchAll(/\b(forever)(\s*:\s*)(true)\b/g)];
  if (whole === undefined || found === undefined || others.length > 0) return false;
  const [written, name = '', colon = ''] = found;
  const at = { ...whole, start: whole.start + found.index, end: whole.start + found.index + written.length };
  // Retries come on top of the first attempt.
  const count = name === 'forever' || (/retr/i.test(name) && !/attempt/i.test(name)) ? attempts - 1 : attempts;
  if (name !== 'forever') draft.replace(at, `${name}${colon}${count}`);
  else {
    // `retries: 0` beside it would be no retry at all, once it is switched off.
    const beside = /\bretries(\s*:\s*)(\w+)/.exec(text);
    draft.replace(at, beside === null ? `retries${colon}${count}` : `forever${colon}false`);
    if (beside !== null && /^(0|Infinity)$/.test(beside[2] ?? '')) {
      const start = whole.start + beside.index;
      draft.replace({ ...whole, start, end: start + beside[0].length }, `retries${beside[1]}${count}`);
    }
  }
  return true;
}
