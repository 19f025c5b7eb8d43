import type { GuardedCall } from '../../src/model/call';
import type { Finding } from '../../src/model/finding';
import type { Layer } from '../../src/model/layer';
import { profileOf } from '../../src/model/profile';
import type { Span } from '../../src/model/span';
import type { Paint, Report } from '../../src/report';

/** The files of a small project, as reports see them. */
export const files: Readonly<Record<string, string>> = {
  'src/http.ts': "import axios from 'axios';\n\nexport const api = axios.create({ baseURL: 'https://api.example.com' });\n",
  'src/user.ts': [
    "import { api } from './http';",
    '',
    'export async function user(id: string) {',
    '\tconst answer = await api.get(',
    "\t\t'/users/' + id,",
    '\t);',
    '\treturn answer.data;',
    '}',
    "export const ping = () => fetch('https://status.example.com');",
    '',
  ].join('\n'),
};

/** Where a piece of text stands. */
export function at(file: string, needle: string): Span {
  const start = files[file]?.indexOf(needle) ?? -1;
  if (start < 0) throw new Error(`${needle} is not in ${file}`);
  return { file, start, end: start + needle.length };
}

const made: Layer = {
  kind: 'timeout',
  ms: 2000,
  covers: 'total',
  cancels: true,
  by: 'option',
  because: { from: 'instance', says: '`api` is made with `timeout: 2000`', at: at('src/http.ts', 'axios.create') },
};

export function call(name: string, whole: Span, layers: readonly Layer[], target: string): GuardedCall {
  const { file, start } = whole;
  return {
    site: {
      client: name === 'fetch' ? 'fetch' : 'axios',
      name,
      at: { file, start, end: start + name.length },
      whole,
      effect: 'read',
      target,
      context: 'server',
      failure: 'throws',
      dependency: target,
      traits: [],
      scope: name === 'fetch' ? 'ping' : 'user',
    },
    layers,
    profile: profileOf(layers),
    paths: [],
  };
}

export const calls: readonly GuardedCall[] = [
  call('api.get', at('src/user.ts', "api.get(\n\t\t'/users/' + id,\n\t)"), [made], 'https://api.example.com'),
  call('fetch', at('src/user.ts', "fetch('https://status.example.com')"), [], 'https://status.example.com'),
];

export const findings: readonly Finding[] = [
  {
    rule: 'missing-timeout',
    severity: 'error',
    message: '`api.get` waits forever if the server never answers.',
    at: at('src/user.ts', 'api.get'),
    because: [
      {
        from: 'default',
        says: 'axios has no timeout unless `timeout` is set',
        evidence: 'https://axios-http.com/docs/req_config',
        via: { from: 'instance', says: '`api` is made here without one', at: at('src/http.ts', 'axios.create') },
      },
    ],
    fingerprint: 'f1',
    client: 'axios',
    related: [],
    ...(calls[0] === undefined ? {} : { call: calls[0].site }),
  },
  {
    rule: 'missing-retry',
    severity: 'info',
    message: 'One failed answer of `fetch` is final; 50% | <b>of "them"</b>, [all].',
    at: at('src/user.ts', 'fetch'),
    because: [],
    fingerprint: 'f2',
    client: 'fetch',
    related: [{ at: at('src/user.ts', 'api'), says: 'the same holds for `api.get`' }],
    ...(calls[1] === undefined ? {} : { call: calls[1].site }),
  },
];

/** A report about that project; what a test cares about is said in `more`. */
export function report(more: Partial<Report> = {}): Report {
  return {
    version: '1.2.3',
    files: { found: 2, read: 2, parsed: 2 },
    findings,
    calls,
    problems: [],
    suppressed: 0,
    accepted: 0,
    exitCode: 1,
    text: (file) => files[file],
    path: (file) => file,
    fixes: (finding) =>
      finding.rule === 'missing-timeout'
        ? [
            {
              title: 'Set `timeout: 5000` on `api`',
              remedy: 'client-timeout',
              safety: 'safe',
              edits: [{ span: { ...at('src/http.ts', ' }'), end: at('src/http.ts', ' }').start }, text: ', timeout: 5000' }],
            },
          ]
        : [],
    rules: [
      { id: 'missing-retry', summary: 'Nothing repeats a read that fails.', severity: 'info' },
      {
        id: 'missing-timeout',
        summary: 'Nothing bounds the wait.',
        severity: 'error',
        page: '# missing-timeout\n\nNothing bounds the wait for a call.\n\n## Why it hurts\n\nIt hangs.\n',
      },
    ],
    ...more,
  };
}

const same = (text: string): string => text;
export const noPaint: Paint = { bold: same, dim: same, red: same, yellow: same, blue: same, green: same, cyan: same };
