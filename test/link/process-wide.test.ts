import { describe, expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** The findings on missing, partial and switched off bounds, as `rule file`. */
function told(files: Readonly<Record<string, string>>): readonly string[] {
  return analyse({ files })
    .findings.filter(({ rule }) => /timeout/.test(rule) && rule !== 'retry-without-timeout')
    .map(({ rule, at }) => `${rule} ${at.file}`);
}

const manifest = (more: object = {}): string =>
  JSON.stringify({ name: 'app', dependencies: { express: '5.0.0', undici: '7.0.0', ...more }, engines: { node: '>=20' } });
const server = (set: string): string => `import express from 'express';
import './net';
import { price } from './price';
const app = express();
app.get('/', async (_, res) => res.json(await price()));
app.listen(80);
${set}`;
const price = `export const price = async () => (await fetch('https://api.prices.example/')).json();\n`;
const bounded = `import { Agent, setGlobalDispatcher } from 'undici';\nsetGlobalDispatcher(new Agent({ headersTimeout: 5000, bodyTimeout: 5000 }));\n`;

describe('what is set for the whole process takes the place of a floor that is governed by undici', () => {
  const program = (net: string, more: Readonly<Record<string, string>> = {}) => ({
    'package.json': manifest(),
    'main.ts': server(''),
    'price.ts': price,
    'net.ts': net,
    ...more,
  });

  test('nothing is set', () => {
    expect(told(program('export {};\n'))).toEqual(['missing-timeout price.ts']);
  });
  test("Node's own fetch ends after a silent head and a silent body", () => {
    expect(told(program(bounded))).toEqual(['partial-timeout price.ts']);
  });
  test.each([
    `import { Agent, setGlobalDispatcher as set } from 'undici';\nset(new Agent(OPTIONS));\n`,
    `import * as undici from 'undici';\nundici.setGlobalDispatcher(new undici.Agent(OPTIONS));\n`,
    `const { Agent, setGlobalDispatcher } = require('undici');\nsetGlobalDispatcher(new Agent(OPTIONS));\n`,
    `const undici = require('undici');\nconst agent = new undici.Agent(OPTIONS);\nundici.setGlobalDispatcher(agent);\n`,
  ])('%s', (net) => {
    expect(told(program(net.replace('OPTIONS', '{ headersTimeout: 5000, bodyTimeout: 5000 }')))).toEqual(['partial-timeout price.ts']);
  });
  test('a client that sends by fetch', () => {
    const supabase = `import { createClient } from '@supabase/supabase-js';\nconst db = createClient('https://a.example', process.env.KEY);\nexport const price = () => db.from('prices').select();\n`;
    expect(
      told({ ...program(bounded), 'package.json': manifest({ '@supabase/supabase-js': '2.0.0' }), 'price.ts': supabase }).map(
        (one) => one.split(' ')[0],
      ),
    ).toEqual(['partial-timeout']);
  });
  test('a proxy bounds nothing, and floors that nobody changed stay floors', () => {
    expect(
      told(program(`import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';\nsetGlobalDispatcher(new EnvHttpProxyAgent());\n`)),
    ).toEqual(['missing-timeout price.ts']);
  });
  test('a floor that is switched off is told at the call that has no bound of its own', () => {
    expect(told(program(bounded.replaceAll('5000', '0')))).toEqual(['disabled-timeout price.ts']);
    expect(
      told(
        program(bounded.replaceAll('5000', '0'), {
          'price.ts': price.replace(`example/'`, `example/', { signal: AbortSignal.timeout(1000) }`),
        }),
      ),
    ).toEqual([]);
  });
  test('it is replacedBy a dispatcher of the call, and an instance has its own', () => {
    const own = `import { Agent } from 'undici';\nconst agent = new Agent();\nexport const price = async () => (await fetch('https://api.prices.example/', { dispatcher: agent })).json();\n`;
    expect(told(program(bounded, { 'price.ts': own }))).toEqual(['missing-timeout price.ts']);
    const pool = `import { Pool } from 'undici';\nconst pool = new Pool('https://api.prices.example');\nexport const price = async () => (await pool.request({ path: '/', method: 'GET' })).body.json();\n`;
    expect(told(program(bounded, { 'price.ts': pool }))).toEqual(['missing-timeout price.ts']);
  });
  test('another package, a test and a script have a process of their own', () => {
    const apart = (path: string) => told({ ...program('export {};\n'), [path]: bounded });
    expect(apart('price.test.ts')).toEqual(['missing-timeout price.ts']);
    expect(told({ ...program('export {};\n'), 'tools/package.json': manifest(), 'tools/index.ts': bounded })).toEqual([
      'missing-timeout price.ts',
    ]);
  });
  test('a page is not sent by undici', () => {
    const files = {
      'package.json': JSON.stringify({ name: 'page', dependencies: { react: '19.0.0', undici: '7.0.0' } }),
      'page.tsx': `'use client';\nimport './net';\nexport const Price = () => <p onClick={() => fetch('/price')} />;\n`,
      'net.ts': bounded,
    };
    expect(told(files).map((one) => one.split(' ')[0])).toEqual(['missing-timeout']);
  });
});
