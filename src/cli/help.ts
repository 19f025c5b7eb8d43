import { commands } from './commands';
import { flags } from './flags';

/** The help of the whole command, or of one of its parts. */
export function helpText(command: string | undefined): string {
  const one = commands.find(({ name }) => name === command);
  const shown = flags.filter((flag) => flag.commands.includes(one?.name ?? 'check'));
  const groups = [...new Set(shown.map((flag) => flag.group))];
  const rows = groups.flatMap((group) => [
    '',
    `${group}:`,
    ...shown.filter((flag) => flag.group === group).map((flag) => `  ${usage(flag).padEnd(28)} ${flag.help}`),
  ]);
  if (one !== undefined)
    return [`breakwater ${one.name}: ${one.help}`, '', `Usage: breakwater ${`${one.name} ${one.args}`.trim()} [flags]`, ...rows, ''].join(
      '\n',
    );
  return [
    'Breakwater finds outgoing network calls that can hang, storm or lose data, and says why.',
    '',
    'Usage: breakwater [command] [paths…] [flags]',
    '',
    'Commands:',
    ...commands.map(({ name, args, help }) => `  ${`${name} ${args}`.trim().padEnd(44)} ${help}`),
    ...rows,
    '',
    'Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a wrong request, 3 Breakwater failed or the analysis is incomplete.',
    '',
  ].join('\n');
}

function usage({ name, short, value, optional }: (typeof flags)[number]): string {
  const long = value === undefined ? `--${name}` : optional === true ? `--${name}[=${value}]` : `--${name} ${value}`;
  return short === undefined ? `    ${long}` : `-${short}, ${long}`;
}
