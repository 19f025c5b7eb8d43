import { createColors } from 'picocolors';
import type { Paint } from '../report/report';
import type { Request } from './request';

/** How much a note matters; one of weight `error` is said whatever `--log-level` is. */
export type Weight = (typeof weights)[number];

const weights = ['error', 'warning', 'info', 'debug'] as const;

/** Where a command writes: data to `out`, everything else to `note`. */
export interface Terminal {
  readonly out: (text: string) => void;
  /** What weighs less than `--log-level` asks for is not written; the weight is `error` by default. */
  readonly note: (text: string, weight?: Weight) => void;
  readonly paint: Paint;
  /** Whether a person may be watching progress. */
  readonly watched: boolean;
}

/** The process's own streams. A closed pipe ends the writing, not the program. */
export function terminalOf(request: Pick<Request, 'value' | 'has'> | undefined): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    note: weighed(request, (text) => void process.stderr.write(text)),
    paint: painted(wantsColour(request?.value('color'))),
    watched: process.stderr.isTTY === true && request?.has('no-progress') !== true && process.env.CI === undefined,
  };
}

/** Lets through what the request wants to read; `info` and above where it does not say. */
export function weighed(request: Pick<Request, 'value'> | undefined, write: (text: string) => void): Terminal['note'] {
  const asked = request?.value('log-level') ?? 'info';
  const heard = weights.slice(0, weights.findIndex((weight) => weight === asked || weight === 'debug') + 1);
  return (text, weight = 'error') => {
    if (heard.includes(weight)) write(text);
  };
}

/** Text without any colour. */
export const plain: Paint = painted(false);

/** `NO_COLOR` over `FORCE_COLOR` over the flag over what standard output is. */
function wantsColour(flag: string | undefined): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (flag === 'always' || flag === 'never') return flag === 'always';
  return process.stdout.isTTY === true && TERM !== 'dumb';
}

function painted(colours: boolean): Paint {
  const { bold, dim, red, yellow, blue, green, cyan } = createColors(colours);
  return { bold, dim, red, yellow, blue, green, cyan };
}
