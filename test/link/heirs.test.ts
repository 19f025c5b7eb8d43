import { expect, test } from 'vitest';
import { timeouts } from '../harness/told';

const base = `import axios, { type AxiosInstance } from 'axios';
export class WithHttp {
  protected readonly http: AxiosInstance;
  constructor(http: AxiosInstance) { this.http = http; }
}
`;
const heir = (name: string): string => `export class ${name} extends WithHttp {
  one() { return this.http.get('/1'); }
}
`;

test('who makes a class that inherits its constructor hands over what the base class keeps', () => {
  expect(timeouts(`${base}${heir('Users')}export const users = new Users(axios.create({ timeout: 2100 }));`)).toEqual([
    'this.http.get 2100',
  ]);
  expect(timeouts(`${base}${heir('Users')}export const users = new Users(axios.create({ baseURL: 'https://x.test' }));`)).toEqual([
    'this.http.get –',
  ]);
});

test('each heir is judged by who makes it, and not by who makes its sisters', () => {
  expect(
    timeouts(`${base}${heir('Users')}${heir('Orders')}${heir('Bills')}
      export const users = new Users(axios.create({ timeout: 2100 }));
      export const orders = new Orders(axios.create());
    `),
  ).toEqual(['this.http.get 2100', 'this.http.get –', 'this.http.get ?']);
});

test('in other files, and over an heir of an heir', () => {
  expect(
    timeouts({
      files: {
        'base.ts': base,
        'users.ts': `import { WithHttp } from './base';\n${heir('Users')}`,
        'admins.ts': `import { Users } from './users';\nexport class Admins extends Users {}\n`,
        'made.ts': `import axios from 'axios';\nimport { Admins } from './admins';\nexport const admins = new Admins(axios.create({ timeout: 900 }));\n`,
      },
    }),
  ).toEqual(['this.http.get 900']);
});

test('a subclass with a constructor of its own says what goes up', () => {
  expect(
    timeouts(`${base}export class Users extends WithHttp {
        constructor() { super(axios.create({ timeout: 700 })); }
        one() { return this.http.get('/1'); }
      }
      export class Orders extends WithHttp {
        constructor() { super(axios.create()); }
        one() { return this.http.get('/1'); }
      }`),
  ).toEqual(['this.http.get 700', 'this.http.get –']);
});
