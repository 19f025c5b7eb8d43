import type { ClientModel } from '../model/catalog/client';
import type { DefaultModel } from '../model/catalog/default';
import type { Evidence } from '../model/catalog/evidence';
import type { GuardModel, Provision } from '../model/catalog/guard';

/** What is known of one library, in words: the rows of `docs/clients.md` and of `breakwater clients`. */
export interface ClientRow {
  readonly name: string;
  /** What bounds a call when nobody says anything. */
  readonly bounded: string;
  readonly retries: string;
  /** What to set, as code. */
  readonly set: string;
  /** `executed 1.21.1`, or `read`. */
  readonly evidence: string;
}

export function clientRow(model: ClientModel): ClientRow {
  // What one driver of several does is told among the sentences.
  const always = model.defaults.filter(({ beside }) => beside === undefined);
  return {
    name: model.id,
    bounded: bounds(always),
    retries: repeats(always),
    set: model.advice ?? '',
    evidence: evidenceText(model.evidence),
  };
}

/** A guard's row says what it brings instead of what it is told. */
export function guardRow(model: GuardModel): { readonly name: string; readonly brings: string; readonly evidence: string } {
  const facets = new Set(model.forms.flatMap((form) => ('provides' in form ? form.provides.map((provision) => provision.facet) : [])));
  const order: readonly Provision['facet'][] = ['timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancellation'];
  const brings = order.filter((facet) => facets.has(facet));
  return { name: model.id, brings: brings.length === 0 ? 'joins policies' : brings.join(', '), evidence: evidenceText(model.evidence) };
}

/** One library in full: every default with its sentence, and where it was checked. */
export function clientText(model: ClientModel): string {
  const { bounded, retries, set, evidence } = clientRow(model);
  return [
    model.title === undefined || model.title === model.id ? model.id : `${model.id} (${model.title})`,
    `  bounded by default  ${bounded}`,
    `  retries             ${retries}`,
    ...(set === '' ? [] : [`  what to set         ${set}`]),
    `  a bad status        ${model.failure === 'throws' ? 'throws' : model.failure === 'resolves' ? 'resolves as if all were well' : 'is not known to throw'}`,
    `  evidence            ${evidence}`,
    '',
    ...model.defaults.map((row) => `  ${row.versions === undefined ? '' : `${row.versions}: `}${row.says}.`),
    '',
    ...checked(model.evidence),
    '',
  ].join('\n');
}

/** Where it was checked, and what was only read there. */
function checked(evidence: readonly Evidence[]): readonly string[] {
  return evidence.flatMap(({ url, versions, how, except = [] }) => [
    `  ${how} ${versions}: ${url}`,
    ...except.map((row) => `    read, not executed: ${row}`),
  ]);
}

export function guardText(model: GuardModel): string {
  const { brings, evidence } = guardRow(model);
  return [
    model.title === undefined || model.title === model.id ? model.id : `${model.id} (${model.title})`,
    `  brings              ${brings}`,
    `  evidence            ${evidence}`,
    '',
    ...checked(model.evidence),
    '',
  ].join('\n');
}

type Timeout = Extract<DefaultModel, { facet: 'timeout' }>;

/** A bound on a whole attempt, else the parts that are bounded; a floor of the platform comes last. */
function bounds(defaults: readonly DefaultModel[]): string {
  const rows = defaults.flatMap((row) => (row.facet === 'timeout' && row.ms !== 'unbounded' && row.platform !== true ? [row] : []));
  const whole = rows.filter((row) => row.covers === 'attempt' || row.covers === 'total');
  if (whole.length > 0) return joined(whole.map((row) => `${row.covers} ${span(row)}${condition(row)}`));
  if (defaults.some((row) => row.facet === 'opaque' && row.may.includes('timeout')) && rows.length === 0)
    return 'by what stands beneath it';
  return rows.length === 0 ? 'nothing' : joined(rows.map((row) => `only ${row.covers} ${span(row)}${condition(row)}`));
}

function span({ ms }: Timeout): string {
  return ms === 'unbounded' ? 'without end' : ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}

function condition({ on, versions }: DefaultModel): string {
  const parts = [
    ...(versions === undefined ? [] : [versions]),
    ...(on === undefined ? [] : [on.length > 3 ? 'some calls' : on.join(', ')]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function repeats(defaults: readonly DefaultModel[]): string {
  const rows = defaults.flatMap((row) => (row.facet === 'retry' && row.attempts !== 1 ? [row] : []));
  if (rows.length === 0)
    return defaults.some((row) => row.facet === 'opaque' && row.may.includes('retry')) ? 'by what it is given' : 'none';
  return joined(
    rows.map((row) => {
      const times = row.attempts === 'unbounded' ? 'without end' : row.attempts === 'unknown' ? 'some tries' : `${row.attempts} tries`;
      const pause =
        row.backoff === 'none' ? ', no pause' : row.backoff === 'unknown' ? '' : `, ${row.backoff}${row.jitter ? ' with jitter' : ''}`;
      return row.reconnect === true
        ? `reconnects ${times}${condition(row)}`
        : `${times}${pause}, ${row.writes ? 'writes too' : 'no writes'}${condition(row)}`;
    }),
  );
}

const joined = (parts: readonly string[]): string => [...new Set(parts)].join('; ');

function evidenceText(evidence: readonly Evidence[]): string {
  const executed = evidence.flatMap(({ how, versions, except = [] }) => {
    if (how !== 'executed') return [];
    return [except.length === 0 ? versions : `${versions} (${except.length} ${except.length === 1 ? 'row' : 'rows'} read)`];
  });
  return executed.length > 0 ? `executed ${executed.join(', ')}` : `read ${evidence.map(({ versions }) => versions).join(', ')}`;
}
