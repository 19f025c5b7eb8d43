import { expect, test } from 'vitest';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';

/** Whoever calls a method through an interface calls those of all classes that implement it. */

const types = 'export interface Provider { type: string; verify: (payload: string) => Promise<unknown> }\n';
const provider = `
  import { type Provider } from './types';
  import axios from 'axios';
  export class Lists implements Provider {
    type = 'lists';
    async verify(payload: string): Promise<unknown> {
      return axios.get('https://lists.test/' + payload);
    }
  }
`;
const race = `
  export const within = async (ms: number, work: Promise<unknown>) => {
    const late = new Promise<unknown>((_, reject) => setTimeout(() => reject(new Error('late')), ms));
    return await Promise.race([work, late]);
  };
`;
const table = (held: string, taken: string): string => `
  import { Provider } from './types';
  import { Lists } from './lists';
  import { within } from './race';
  export class Providers {
    all: ${held};
    constructor(all: ${held}) { this.all = all; }
    async ask(type: string, payload: string) {
      const provider = ${taken};
      return provider ? await within(30000, provider.verify(payload)) : undefined;
    }
  }
  export const make = (held: ${held}) => new Providers(held);
  export const lists = new Lists();
`;

const told = (main: string, more: Record<string, string> = {}): readonly string[] => {
  const files = {
    'package.json': '{"dependencies":{"axios":"1"}}',
    'types.ts': types,
    'lists.ts': provider,
    'race.ts': race,
    'main.ts': main,
    ...more,
  };
  everyWay({ files });
  return analyse({ files }).findings.flatMap(({ rule, severity }) =>
    /^(?:missing-timeout|timeout-without-cancel)$/.test(rule) ? [`${severity} ${rule}`] : [],
  );
};

test.each([
  ['a table by any name', '{ [name: string]: Provider }', 'this.all[type]'],
  ['a record', 'Record<string, Provider>', 'this.all[type]'],
  ['a map', 'Map<string, Provider>', 'this.all.get(type)'],
])('what is taken out of %s is any of them', (_, held, taken) => {
  expect(told(table(held, taken))).toEqual(['info timeout-without-cancel']);
});

test('one that is handed in is any of them', () => {
  const main = `
    import { Provider } from './types';
    import { within } from './race';
    export const ask = (provider: Provider, payload: string) => within(30000, provider.verify(payload));
  `;
  expect(told(main)).toEqual(['info timeout-without-cancel']);
});

test('every caller has to bring it', () => {
  const other = "import { Provider } from './types';\nexport const plain = (one: Provider) => one.verify('a');\n";
  expect(told(table('Record<string, Provider>', 'this.all[type]'), { 'other.ts': other })).toEqual(['error missing-timeout']);
});

test('where it cannot be seen whose member is called, nothing is known of the callers', () => {
  const other = "export const plain = (all: any) => all.first.verify('a');\n";
  expect(told(table('Record<string, Provider>', 'this.all[type]'), { 'other.ts': other })).toEqual(['error missing-timeout']);
});

test('a member of the same name of something else is no caller', () => {
  const other = "import jwt from 'jsonwebtoken';\nexport const plain = (token: string) => jwt.verify(token, 'a');\n";
  expect(told(table('Record<string, Provider>', 'this.all[type]'), { 'other.ts': other })).toEqual(['info timeout-without-cancel']);
});

test('what a promise is settled by is no method, whatever its name', () => {
  const other = {
    'later.ts': 'export const later = () => new Promise<void>((verify) => {\n  setTimeout(() => verify(), 1);\n});\n',
  };
  const main = table('Record<string, Provider>', 'this.all[type]');
  expect(told(main, other)).toEqual(['info timeout-without-cancel']);
  const handed = {
    'later.ts':
      "import { held } from 'elsewhere';\nexport const later = () => {\n  const { verify } = held();\n  return verify('x');\n};\n",
  };
  expect(told(main, handed)).toEqual(['error missing-timeout']);
});
