import { agent } from './agent';
import { callsJson } from './calls-json';
import { callsMarkdown } from './calls-markdown';
import { callsTable } from './calls-table';
import { checkstyle } from './checkstyle';
import { compact } from './compact';
import { github } from './github';
import { gitlab } from './gitlab';
import { callsHtml, html } from './html';
import { json } from './json';
import { jsonl } from './jsonl';
import { junit } from './junit';
import { markdown } from './markdown';
import { pretty } from './pretty';
import { rdjson } from './rdjson';
import type { Format } from './report';
import { sarif } from './sarif';
import { unix } from './unix';

/** The ways to tell findings, alphabetical. */
export const findingFormats: Readonly<Record<string, Format>> = {
  agent,
  checkstyle,
  compact,
  github,
  gitlab,
  html,
  json,
  jsonl,
  junit,
  markdown,
  pretty,
  rdjson,
  sarif,
  unix,
};

/** The ways to tell the inventory, alphabetical. */
export const callFormats: Readonly<Record<string, Format>> = {
  html: callsHtml,
  json: callsJson,
  markdown: callsMarkdown,
  pretty: callsTable,
};

export { stepSummary } from './github';
export { type Format, type Paint, placer, type Report, type RulePage } from './report';
