import { expect, test } from 'vitest';
import { analyse, check, type Source } from './check';
import { everyWay } from './every-way';

/** Cases in which a rule speaks, and nowhere but at the marks. */
export function faults(rule: string, cases: Readonly<Record<string, Source>>): void {
  test.each(Object.entries(cases))(`${rule}: %s`, (_, source) => {
    expect(check(source, { rule }).length).toBeGreaterThan(0);
    everyWay(source);
  });
}

/** Cases in which a rule is silent although there are calls it might speak about. */
export function clean(rule: string, cases: Readonly<Record<string, Source>>): void {
  test.each(Object.entries(cases))(`not ${rule}: %s`, (_, source) => {
    expect(check(source, { rule })).toEqual([]);
    expect(analyse(source).calls.length).toBeGreaterThan(0);
    everyWay(source);
  });
}

/** Cases in which nothing leaves the process, whatever it looks like. */
export function noCalls(rule: string, cases: Readonly<Record<string, Source>>): void {
  test.each(Object.entries(cases))(`not ${rule}, no call at all: %s`, (_, source) => {
    expect(check(source, { rule })).toEqual([]);
    expect(analyse(source).calls).toEqual([]);
    everyWay(source);
  });
}
