import type { Facts } from './assumptions';
import { durationOf } from './duration';
import { didYouMean } from './nearest';

/** What one comment asks for. */
export interface Directive {
  readonly verb: Verb;
  /** Empty: all rules. */
  readonly rules: readonly string[];
  readonly facts: Facts;
  /** The last day it counts, `YYYY-MM-DD`. */
  readonly until?: string;
  readonly reason?: string;
  /** What is wrong with how it is written, one sentence each. */
  readonly faults: readonly string[];
}

export type Verb = 'disable-next-line' | 'disable-line' | 'disable-file' | 'disable' | 'enable' | 'assume';
const verbs: readonly Verb[] = ['disable-next-line', 'disable-line', 'disable-file', 'disable', 'enable', 'assume'];
const factNames = ['timeout', 'retries', 'breaker', 'bulkhead', 'idempotent', 'fallback'];

/** Reads the text of a comment, with or without its marks; `undefined` when it is no directive. */
export function directiveOf(comment: string): Directive | undefined {
  const inner = comment.replace(/^\s*(\/\/+|\/\*+|\{\/\*+|<!--)/, '').replace(/(\*+\/\}?|-->)\s*$/, '');
  const match = /^[\s*]*breakwater-([a-z-]+)(?=\s|$)([\s\S]*)$/.exec(inner);
  if (match === null) return undefined;
  const [, word = '', rest = ''] = match;
  const verb = verbs.find((one) => one === word);
  const [before = '', ...after] = rest.split(/(?:^|\s)--(?=\s|$)/);
  const reason = after.join(' -- ').replace(/\s+/g, ' ').trim();
  const faults: string[] = [];
  if (verb === undefined)
    faults.push(`There is no directive \`breakwater-${word}\`${didYouMean(word, verbs).replace('`', '`breakwater-') || '.'}`);
  const { until, words } = withoutDate(before, faults);
  const said = { ...(until === undefined ? {} : { until }), ...(reason === '' ? {} : { reason }) };
  if (verb === undefined) return { verb: 'enable', rules: [], facts: {}, ...said, faults };
  const items = words.split(/[\s,]+/).filter((item) => item !== '');
  if (verb !== 'assume') return { verb, rules: items, facts: {}, ...said, faults };
  return { verb, rules: [], facts: factsOf(items, faults), ...said, faults };
}

function withoutDate(text: string, faults: string[]): { until?: string; words: string } {
  const match = /(?:^|\s)until=(\S*)/.exec(text);
  if (match === null) return { words: text };
  const date = match[1] ?? '';
  const words = text.replace(match[0], ' ');
  if (/^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) === true) return { until: date, words };
  faults.push(`\`until=${date}\` is no date; write it as \`until=2026-12-31\`.`);
  return { words };
}

function factsOf(items: readonly string[], faults: string[]): Facts {
  const facts: { -readonly [K in keyof Facts]: Facts[K] } = {};
  if (items.length === 0) faults.push('`breakwater-assume` says nothing; write for example `timeout=2s`.');
  for (const item of items) {
    const [name = '', value] = item.split('=', 2);
    const ms = durationOf(/^\d+(\.\d+)?$/.test(value ?? '') ? Number(value) : value);
    if (name === 'timeout' && ms !== undefined) facts.timeoutMs = ms;
    else if (name === 'timeout') faults.push(`\`${item}\` is no timeout; write for example \`timeout=2s\`.`);
    else if (name === 'retries' && /^\d+$/.test(value ?? '')) facts.retries = Number(value);
    else if (name === 'retries') faults.push(`\`${item}\` is no number of retries; write for example \`retries=3\`.`);
    else if ((name === 'breaker' || name === 'bulkhead' || name === 'idempotent' || name === 'fallback') && value === undefined)
      facts[name] = true;
    else faults.push(`Nothing can be assumed of \`${item}\`${didYouMean(name, factNames) || `; what can be: ${factNames.join(', ')}.`}`);
  }
  return facts;
}
