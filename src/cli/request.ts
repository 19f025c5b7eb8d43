import { parseArgs } from 'node:util';
import { didYouMean } from '../engine/nearest';
import { commands } from './commands';
import { type Flag, flags } from './flags';

/** What was asked for on the command line. */
export interface Request {
  readonly command: string;
  readonly args: readonly string[];
  /** All of it as it was written. */
  readonly words: readonly string[];
  readonly has: (flag: string) => boolean;
  readonly value: (flag: string) => string | undefined;
  readonly values: (flag: string) => readonly string[];
}

/** The request cannot be fulfilled as it stands: one sentence, exit code 2. */
export class WrongRequest extends Error {}

/** Reads the arguments; throws a {@link WrongRequest} that says what to write instead. */
export function readRequest(argv: readonly string[]): Request {
  const options = Object.fromEntries(
    flags.map(({ name, short, value, optional }) => [
      name,
      {
        type: value === undefined || optional === true ? ('boolean' as const) : ('string' as const),
        multiple: true,
        ...(short === undefined ? {} : { short }),
      },
    ]),
  );
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const named = commands.some(({ name }) => name === words[0]);
  const command = named && words[0] !== undefined ? words[0] : 'check';
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const flag = flags.find(({ name }) => name === token.name);
    if (flag === undefined) {
      const known = token.rawName.startsWith('--') ? flags.filter((f) => f.commands.includes(command)).map((f) => f.name) : [];
      const hint = didYouMean(token.name, known).replace('`', '`--');
      throw new WrongRequest(`There is no flag \`${token.rawName}\`${hint === '' ? '; `breakwater --help` lists them.' : hint}`);
    }
    checkUse(flag, token.rawName, token.value, command);
    const before = given.get(flag.name) ?? [];
    if (before.length > 0 && flag.many !== true && flag.value !== undefined) throw new WrongRequest(`\`${token.rawName}\` is given twice.`);
    given.set(flag.name, [...before, token.value ?? '']);
  }
  const alone = commands.some(({ name, args }) => name === command && args === '');
  if (alone && words.length > 1) throw new WrongRequest(`\`breakwater ${command}\` takes no arguments, and \`${words[1]}\` is one.`);
  return {
    command,
    args: named ? words.slice(1) : words,
    words: argv,
    has: (flag) => given.has(flag),
    value: (flag) => given.get(flag)?.at(-1),
    values: (flag) => given.get(flag) ?? [],
  };
}

function checkUse(flag: Flag, written: string, value: string | undefined, command: string): void {
  if (!flag.commands.includes(command))
    throw new WrongRequest(
      `\`${written}\` means nothing to \`breakwater ${command}\`; it belongs to ${flag.commands.map((name) => `\`${name}\``).join(', ')}.`,
    );
  if (flag.value === undefined && value !== undefined) throw new WrongRequest(`\`${written}\` takes no value.`);
  if (flag.value !== undefined && flag.optional !== true && (value === undefined || value === ''))
    throw new WrongRequest(`\`${written}\` needs a value: \`${written} ${flag.value}\`.`);
  if (flag.choices !== undefined && value !== undefined && !flag.choices.includes(value)) throw notAmong(flag.name, value, flag.choices);
}

function notAmong(flag: string, value: string, known: readonly string[]): WrongRequest {
  const hint = didYouMean(value, known);
  return new WrongRequest(`\`--${flag}\` must be ${known.join(', ')}, not \`${value}\`${hint === '' ? '.' : hint}`);
}

/** The value of a flag that must be one of a few words. */
export function oneOf<T extends string>(request: Request, flag: string, known: readonly T[]): T | undefined {
  const value = request.value(flag);
  if (value === undefined) return undefined;
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw notAmong(flag, value, known);
}

/** Whether an answer that is a table or JSON is wanted as JSON: `--format json`, or `--json` where there is one. */
export function asJson(request: Request): boolean {
  const format = oneOf(request, 'format', ['pretty', 'json']);
  if (format === 'pretty' && request.has('json')) throw new WrongRequest('`--json` and `--format pretty` exclude each other.');
  return format === 'json' || request.has('json');
}

/** The value of a flag that must be a whole number. */
export function wholeNumber(request: Request, flag: string): number | undefined {
  const value = request.value(flag);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new WrongRequest(`\`--${flag}\` must be a whole number, not \`${value}\`.`);
  return Number(value);
}
