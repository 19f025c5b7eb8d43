import { callFormats, findingFormats, type Report } from '../report';
import { savedReport } from '../report/saved';
import { exits } from './exit';
import { readText } from './input';
import { exitOf, joinedReports } from './merge';
import { outputsOf, writeOutputs } from './outputs';
import { rulePages } from './pages';
import { type Request, WrongRequest } from './request';
import type { Terminal } from './terminal';

/** `breakwater report`: tells JSON reports that were kept in another format, without analysing anything. */
export function report(request: Request, terminal: Terminal): number {
  if (request.args.length === 0) throw new WrongRequest('Name the reports: `breakwater report breakwater.json --format html:report.html`.');
  const joined = joinedReports(request.args);
  const inventory = !('findings' in joined);
  const outputs = outputsOf(request, inventory ? callFormats : findingFormats);
  const exitCode = inventory ? exits.clean : exitOf(request, joined);
  const saved = savedReport(joined, (path) => readText(path)?.replace(/^\ufeff/, ''));
  for (const path of saved.changed)
    terminal.note(`\`${path}\` is gone or not as it was when the report was written, so its code is not shown.\n`, 'warning');
  const category = request.value('category');
  const told: Report = {
    ...saved,
    version: String(joined.breakwater),
    findings: request.has('quiet') ? saved.findings.filter(({ severity }) => severity === 'error') : saved.findings,
    accepted: 0,
    exitCode,
    path: (file) => file,
    rules: rulePages(),
    ...(category === undefined ? {} : { category }),
  };
  writeOutputs(outputs, told, terminal);
  return exitCode;
}
