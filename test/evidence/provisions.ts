import type { GuardModel, Provision, Quantity } from '../../src/model/catalog/guard';
import type { Literal } from '../../src/model/catalog/paths';

/** What one form of a guard provides, by a name that no other of its rows bears, and the arguments that change it. */
export interface GuardRow {
  readonly name: string;
  readonly path: string;
  /** What tells this form from others of the same path, when there are such. */
  readonly of: string | undefined;
  readonly versions: string | undefined;
  readonly provision: Provision;
  /** Where its options stand. */
  readonly options: readonly string[];
}

type Form = GuardModel['forms'][number];

/** Every provision of a guard, for all versions. */
export function provisionsOf(model: GuardModel): readonly GuardRow[] {
  return model.forms.flatMap((form) => {
    if (!('provides' in form)) return [];
    const versions = 'versions' in form ? form.versions : undefined;
    const of = kindOf(form, model.forms);
    return form.provides.map((provision) => ({
      name: `${form.path === '' ? 'default' : form.path}${of === undefined ? '' : ` (${of})`}${versions === undefined ? '' : ` ${versions}`}: ${provision.facet}`,
      path: form.path,
      of,
      versions,
      provision,
      options: optionsIn(provision),
    }));
  });
}

/** The names of all that a claim has to speak of: each provision, each argument that changes it, and what becomes of the work when a bound fires. */
export function namesOfRow(row: GuardRow): readonly string[] {
  const { name, options, provision } = row;
  const told = abouts.filter((about) => saidOf(provision, about) !== undefined);
  return [
    name,
    ...(provision.facet === 'timeout' ? [workOf(row)] : []),
    ...told.map((about) => failureOf(row, about)),
    ...options.map((option) => `${name} by ${option}`),
  ];
}

const failures = { onStatus: 'a bad status', onTimeout: 'a timeout', writes: 'a write', permanent: 'a failure for good' } as const;
export type About = keyof typeof failures;
const abouts: readonly About[] = ['onStatus', 'onTimeout', 'writes', 'permanent'];

/** What the model says of a kind of failure where it does not speak of whatever is thrown. */
export function saidOf(provision: Provision, about: About): boolean | undefined {
  if (provision.facet === 'breaker') return about === 'onStatus' ? provision.onStatus : undefined;
  if (provision.facet !== 'retry') return undefined;
  const said = provision[about];
  return said === true && (about === 'onTimeout' || about === 'writes') ? undefined : said;
}

export function failureOf({ name }: GuardRow, about: About): string {
  return `${name} by ${failures[about]}`;
}

/** Whether a bound that fires stops the work. */
export function workOf({ name }: GuardRow): string {
  return `${name} by stopping the work or not`;
}

function kindOf(form: Form, forms: readonly Form[]): string | undefined {
  const versions = (other: Form): unknown => ('versions' in other ? other.versions : undefined);
  const same = forms.filter((other) => other.path === form.path && 'provides' in other && versions(other) === versions(form));
  const tell: readonly ((other: Form) => string | undefined)[] = [
    (other) => ('on' in other ? other.on?.join() : undefined),
    (other) => ('context' in other ? other.context : undefined),
    (other) => other.form,
    (other) => ('runs' in other ? other.runs : undefined),
  ];
  const telling = tell.find((word) => same.length > 1 && new Set(same.map(word)).size === same.length);
  return telling?.(form);
}

function optionsIn(provision: Provision): readonly string[] {
  const found = Object.entries(provision).flatMap(([field, value]): readonly string[] => {
    if (field === 'condition' && Array.isArray(value)) return value;
    if ((field === 'forever' || field === 'when') && typeof value === 'string') return [value];
    if (typeof value !== 'object' || value === null) return [];
    const { at, or } = value as { at?: string; or?: string };
    return [at, or].filter((path) => path !== undefined);
  });
  return [...new Set(found)];
}

/** What is written where: by the path of an argument. A function has no literal, so its name stands for it. */
export type Sets = Readonly<Record<string, Literal>>;

/** What the model makes of a number, or of its absence. */
export function amount(quantity: Quantity | undefined, sets: Sets): number | 'unbounded' | 'unknown' | 'off' {
  if (quantity === undefined) return 'unknown';
  if (typeof quantity !== 'object') return quantity;
  const given = sets[quantity.at] ?? (quantity.or === undefined ? undefined : sets[quantity.or]);
  if (given === undefined || quantity.same?.includes(given) === true) return quantity.fallback;
  if (quantity.unbounded?.includes(given)) return 'unbounded';
  if (quantity.off?.includes(given)) return 'off';
  return typeof given === 'number' ? given * (quantity.unit === 's' ? 1000 : 1) + (quantity.plus ?? 0) : 'unknown';
}

function choice<T extends string | boolean>(
  one: T | { readonly at: string; readonly cases: Readonly<Record<string, T>>; readonly fallback: T | 'unknown' },
  sets: Sets,
): T | 'unknown' {
  if (typeof one !== 'object') return one;
  const given = sets[one.at];
  return one.cases[String(given)] ?? one.fallback;
}

type Repeats = Extract<Provision, { readonly facet: 'retry' }>;

/** How many tries the model expects; a predicate, or the absence of a number, leaves it open. */
export function triesOf(provision: Repeats, sets: Sets): number | 'unbounded' | 'unknown' {
  if (provision.forever !== undefined && sets[provision.forever] === true) return 'unbounded';
  if (provision.when !== undefined && sets[provision.when] === false) return 1;
  const tries = amount(provision.attempts, sets);
  return tries === 'off' ? 1 : tries;
}

/** Whether something that may end the tries early is written. */
export function narrows(provision: Repeats, sets: Sets): boolean {
  return (provision.condition ?? []).some((option) => option in sets) || typeof amount(provision.totalMs, sets) === 'number';
}

export function jitterOf(provision: Repeats, sets: Sets): boolean | 'unknown' {
  return choice(provision.jitter, sets);
}

/** What the model says of the pauses that were measured against what it is told; nothing when it does not know. */
export function pausesOf(provision: Repeats, sets: Sets, gaps: readonly number[]): readonly string[] {
  const backoff = choice(provision.backoff, sets);
  const jitter = choice(provision.jitter, sets);
  const first = backoff === 'none' ? 0 : amount(provision.delayMs, sets);
  if (backoff === 'unknown' || jitter === 'unknown' || typeof first !== 'number') return [];
  const cap = amount(provision.maxDelayMs, sets);
  return gaps.flatMap((gap, i) => {
    const grown = backoff === 'linear' ? first * (i + 1) : backoff === 'exponential' ? first * 2 ** i : first;
    const expected = typeof cap === 'number' ? Math.min(cap, grown) : grown;
    const [least, most] = jitter ? [0, expected * 2] : [expected * 0.7, expected * (backoff === 'exponential' ? 2 : 1.34)];
    return gap >= least - 50 && gap <= most + 50
      ? []
      : [`pause ${i + 1} of about ${gap} ms, where the model says ${expected} (${backoff})`];
  });
}
