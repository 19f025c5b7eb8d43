import type { Finding } from '../model/finding';
import type { Span } from '../model/span';
import type { Charge } from './charges';
import { identityKey, printOf } from './fingerprint';

/**
 * The charges of a project, put together into findings: one per rule and place, and one per rule and `once`, with the
 * other places related. After an edit only the groups that a charge joined or left are put together anew; what comes
 * out depends on the charges that are there, never on the way they came.
 */
export interface Docket {
  /** Brings the findings up to date, and gives all of them in the order every report shows. */
  update(come: readonly Charge[], gone: ReadonlySet<Charge>): readonly Finding[];
}

interface Group {
  readonly key: string;
  /** In the order of their places. */
  charges: Charge[];
  /** The same in the order of their names, which moving code about does not change. */
  named: Charge[];
  finding: Finding;
  /** Names the finding but for its number among those that are named alike. */
  identity: string;
}

export function makeDocket(): Docket {
  const groups = new Map<string, Group>();
  /** Groups whose findings are told apart by their order only. */
  const alike = new Map<string, Set<Group>>();
  const prints = new Map<string, string>();
  let ordered: Group[] = [];
  let findings: readonly Finding[] = [];

  /** The groups that a charge joined or left. */
  const changed = (come: readonly Charge[], gone: ReadonlySet<Charge>): Set<Group> => {
    const touched = new Set<Group>();
    for (const charge of gone) {
      const group = groups.get(keyOf(charge));
      if (group !== undefined) touched.add(group);
    }
    for (const group of touched) {
      group.charges = group.charges.filter((charge) => !gone.has(charge));
      group.named = group.named.filter((charge) => !gone.has(charge));
    }
    for (const charge of come) {
      const key = keyOf(charge);
      let group = groups.get(key);
      if (group === undefined) {
        group = { key, charges: [], named: [], finding: nothing, identity: '' };
        groups.set(key, group);
      }
      touched.add(group);
      group.charges.push(charge);
      group.named.push(charge);
    }
    return touched;
  };

  return {
    update(come, gone) {
      const touched = changed(come, gone);
      if (touched.size === 0) return findings;
      const renumbered = new Set<string>();
      for (const group of touched) {
        alike.get(group.identity)?.delete(group);
        renumbered.add(group.identity);
        const [first] = group.charges.sort(byCharge);
        if (first === undefined) {
          groups.delete(group.key);
          continue;
        }
        if (group.charges.length > 1) group.named.sort((a, b) => order(a.name, b.name) || byCharge(a, b));
        group.finding = findingOf(group, first);
        group.identity = identityOf(group.finding);
        renumbered.add(group.identity);
        const others = alike.get(group.identity);
        if (others === undefined) alike.set(group.identity, new Set([group]));
        else others.add(group);
      }
      for (const identity of renumbered) {
        const same = alike.get(identity);
        if (same?.size === 0) alike.delete(identity);
        [...(same ?? [])].sort(byFirst).forEach((group, ordinal) => {
          const numbered = `${identity}\0${ordinal}`;
          const fingerprint = prints.get(numbered) ?? printOf(identity, ordinal);
          prints.set(numbered, fingerprint);
          if (group.finding.fingerprint !== fingerprint) group.finding = { ...group.finding, fingerprint };
        });
      }
      ordered = [...ordered.filter((group) => !touched.has(group)), ...[...touched].filter((group) => group.charges.length > 0)];
      ordered.sort((a, b) => inOrder(a.finding, b.finding) || byFirst(a, b));
      findings = ordered.map((group) => group.finding);
      return findings;
    },
  };
}

/** Sorts by path, place and rule, in the order every report shows. */
export function inOrder(a: Pick<Finding, 'at' | 'rule'>, b: Pick<Finding, 'at' | 'rule'>): number {
  return byPlace(a.at, b.at) || order(a.rule, b.rule);
}

function keyOf({ rule, verdict, at }: Charge): string {
  return verdict.once === undefined ? `${rule.id}\0at\0${at.file}\0${at.start}` : `${rule.id}\0once\0${verdict.once}`;
}

const nothing: Finding = {
  rule: '',
  severity: 'info',
  message: '',
  at: { file: '', start: 0, end: 0 },
  because: [],
  fingerprint: '',
  related: [],
};

/** The loudest charge speaks, and the first of those; its number comes later. */
function findingOf({ charges, named }: Group, first: Charge): Finding {
  const loudest = (['error', 'warning'] as const).find((level) => charges.some((charge) => charge.severity === level)) ?? 'info';
  const main = charges.find((charge) => charge.severity === loudest) ?? first;
  const { rule, verdict, at, client, call } = main;
  const [own = main.names, ...others] = namesOf(named, at.file);
  const { scope, callee, target } = own;
  return {
    ...verdict,
    rule: rule.id,
    severity: loudest,
    at,
    because: verdict.because ?? [],
    fingerprint: '',
    names: { scope, callee, target, ...(others.length === 0 ? {} : { also: others }) },
    ...(call === undefined ? {} : { call }),
    ...(client === undefined ? {} : { client }),
    related: placesOf(charges, at),
  };
}

/** Each name once; those of the file it is reported in come first. */
function namesOf(named: readonly Charge[], file: string): readonly Charge['names'][] {
  const distinct = named.filter((charge, i) => charge.name !== named[i - 1]?.name);
  const inFile = distinct.filter((charge) => charge.at.file === file);
  const elsewhere = distinct.filter((charge) => charge.at.file !== file);
  return [...inFile, ...elsewhere].map((charge) => charge.names);
}

/** Every place but the finding's own, each once. */
function placesOf(charges: readonly Charge[], main: Span): Finding['related'] {
  const same = (a: Span, b: Span | undefined): boolean => a.start === b?.start && a.file === b.file;
  return charges.filter(({ at }, i) => !same(at, main) && !same(at, charges[i - 1]?.at)).map((charge) => charge.related);
}

function identityOf({ rule, at, names }: Finding): string {
  return identityKey({ rule, path: at.file, scope: names?.scope ?? '', callee: names?.callee ?? '', target: names?.target ?? '' });
}

function byFirst(a: Group, b: Group): number {
  const [first, second] = [a.charges[0], b.charges[0]];
  return first === undefined || second === undefined ? 0 : byCharge(first, second);
}

function byCharge(a: Charge, b: Charge): number {
  return byPlace(a.at, b.at) || order(a.rule.id, b.rule.id) || a.hearing.rank - b.hearing.rank;
}

function byPlace(a: Span, b: Span): number {
  return order(a.file, b.file) || a.start - b.start || a.end - b.end;
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
