import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { timeouts, told } from '../harness/told';

const angular = "import { HttpClient } from '@angular/common/http';\n";
const nest = "import { HttpService } from '@nestjs/axios';\n";

/** The ways in which a client comes into a class without being made there. Its options are not known then. */
test.each([
  [
    'a parameter that is a field',
    `${angular}export class Users {\n  constructor(private readonly http: HttpClient) {}\n  one() { return this.http.get('/1'); }\n}`,
  ],
  [
    'a parameter that is kept',
    `${angular}export class Users {\n  private http: HttpClient;\n  constructor(http: HttpClient) { this.http = http; }\n  one() { return this.http.get('/1'); }\n}`,
  ],
  [
    'a decorated field',
    `${nest}import { Inject } from '@nestjs/common';\nexport class Users {\n  @Inject()\n  private readonly http: HttpService;\n  one() { return this.http.get('/1'); }\n}`,
  ],
  [
    'a decorated field with its token',
    `${nest}import { Inject } from '@nestjs/common';\nexport class Users {\n  @Inject(HttpService) private readonly http!: HttpService;\n  one() { return this.http.get('/1'); }\n}`,
  ],
  [
    'a decorated parameter',
    `${nest}import { Inject, Optional } from '@nestjs/common';\nexport class Users {\n  constructor(@Optional() @Inject(HttpService) private readonly http: HttpService) {}\n  one() { return this.http.get('/1'); }\n}`,
  ],
  [
    'a field that asks',
    `${angular}import { inject } from '@angular/core';\nexport class Users {\n  private readonly http = inject(HttpClient);\n  one() { return this.http.get('/1'); }\n}`,
  ],
  [
    'a private name',
    `${angular}import { inject } from '@angular/core';\nexport class Users {\n  #http = inject(HttpClient);\n  one() { return this.#http.get('/1'); }\n}`,
  ],
  [
    'a field that asks in words of its own type',
    `${angular}import { inject } from '@angular/core';\nexport class Users {\n  http: HttpClient = inject(HttpClient);\n  one() { return this.http.get('/1'); }\n}`,
  ],
  ['inside a function', `${angular}import { inject } from '@angular/core';\nexport const guard = () => inject(HttpClient).get('/1');`],
  [
    'a base class',
    `${angular}import { inject } from '@angular/core';\nabstract class Base { protected readonly http = inject(HttpClient); }\nexport class Users extends Base {\n  one() { return this.http.get('/1'); }\n}`,
  ],
])('%s', (_, source) => {
  const lines = timeouts(source);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/\.get \?$/);
});

/** Every container of the catalogue, with a client and with a class of one's own. */
test.each(
  (catalog.containers ?? []).flatMap(({ modules, paths, gives }) =>
    modules.flatMap((module) => paths.map((path) => [`${module} ${path}`, module, path, gives] as const)),
  ),
)('%s', (_, module, path, gives) => {
  expect(gives).toBe('arg[0]');
  const asked = (cls: string): string => `lib.${path}(${cls})`;
  expect(timeouts(`${angular}import * as lib from '${module}';\nexport const a = () => ${asked('HttpClient')}.get('/1');`)[0]).toMatch(
    /get \?$/,
  );
  const own = `class Users {\n  constructor(private readonly ms: number) {}\n  one() { return fetch('https://x.test/1', { signal: AbortSignal.timeout(700) }); }\n}`;
  const text = `import * as lib from '${module}';\n${own}\nexport const a = () => ${asked('Users')}.one();`;
  expect(told(text).join()).toContain('700');
});
