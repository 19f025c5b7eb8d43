import { didYouMean } from '../engine/nearest';
import { type Format, type Report, stepSummary } from '../report';
import { type Request, WrongRequest } from './request';
import { plain, type Terminal } from './terminal';
import { writeInto } from './write';

/** One report: its format, and the file it goes to unless that is standard output. */
export interface Output {
  readonly name: string;
  readonly format: Format;
  readonly file?: string;
}

/** The reports a request asks for; where all go to files, a person still gets the text. */
export function outputsOf(request: Request, formats: Readonly<Record<string, Format>>): readonly Output[] {
  const asked = request.values('format').map((written) => {
    const [, name = '', file] = /^([^:]*)(?::(.+))?$/.exec(written) ?? [];
    const format = formats[name];
    if (format === undefined) {
      const hint = didYouMean(name, Object.keys(formats));
      throw new WrongRequest(`There is no format \`${name}\`${hint === '' ? `; there are ${Object.keys(formats).join(', ')}.` : hint}`);
    }
    return { name, format, ...(file === undefined ? {} : { file }) };
  });
  const output = request.value('output');
  const open = asked.filter((one) => one.file === undefined);
  if (output !== undefined && open.length > 1)
    throw new WrongRequest('`--output` is for one format; write `--format NAME:FILE` for each of several.');
  const pretty = { name: 'pretty', format: formats.pretty ?? (() => '') };
  if (asked.length === 0) return [{ ...(usualFormat(formats) ?? pretty), ...(output === undefined ? {} : { file: output }) }];
  const placed = asked.map((one) => (one.file === undefined && output !== undefined ? { ...one, file: output } : one));
  return placed.every((one) => one.file !== undefined) && output === undefined ? [...placed, pretty] : placed;
}

/** Writes every report. */
export function writeOutputs(outputs: readonly Output[], report: Report, terminal: Terminal): void {
  for (const { name, format, file } of outputs) {
    if (file === undefined) terminal.out(format(report, terminal.paint));
    else writeInto(file, format(report, plain), 'w');
    const summary = process.env.GITHUB_STEP_SUMMARY;
    if (name === 'github' && summary !== undefined && summary !== '') writeInto(summary, stepSummary(report), 'a');
  }
}

/** A program that reads text gets the form made for it, when it says who it is and nobody watches. */
function usualFormat(formats: Readonly<Record<string, Format>>): { name: string; format: Format } | undefined {
  if (process.stdout.isTTY === true || formats.agent === undefined) return undefined;
  const known = ['CLAUDECODE', 'CURSOR_AGENT', 'GEMINI_CLI', 'CODEX_SANDBOX', 'OPENCODE', 'AMP_CURRENT_THREAD_ID'];
  return known.some((name) => (process.env[name] ?? '') !== '') ? { name: 'agent', format: formats.agent } : undefined;
}
