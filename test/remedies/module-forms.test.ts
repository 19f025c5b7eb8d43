import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ModuleStyle, missingText, moduleText } from '../../src/remedies/module/module-text';
import { type Fault, type Place, place } from '../evidence/faults';

type Module = typeof import('../../src/remedies/module/resilience');

const forms: readonly ModuleStyle['form'][] = ['typescript', 'esm', 'commonjs'];
const styles: readonly Omit<ModuleStyle, 'form'>[] = [
  {},
  { quote: '"', indent: '\t', semicolons: false, lineEnd: '\r\n', bareParameter: true },
  { indent: '    ', semicolons: false },
];
let scratch = '';

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'module-'));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const file = join(scratch, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const declarations = new Map<string, ts.SourceFile>();

/** What the compiler has to say of files, each as a list of lines. */
function complaints(files: readonly string[], options: ts.CompilerOptions): string[] {
  const settings: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: ['node'],
    typeRoots: [join(import.meta.dirname, '../../node_modules/@types')],
    skipLibCheck: true,
    ...options,
  };
  const host = ts.createCompilerHost(settings);
  const read = host.getSourceFile;
  // Declarations are the same in every program, and take most of the time.
  host.getSourceFile = (file, version, ...rest) => {
    if (!file.endsWith('.d.ts')) return read(file, version, ...rest);
    const key = `${file} ${JSON.stringify(version)}`;
    const tree = declarations.get(key) ?? read(file, version, ...rest);
    if (tree !== undefined) declarations.set(key, tree);
    return tree;
  };
  const program = ts.createProgram(files, settings, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the TypeScript form compiles', () => {
  const user = `
import { CircuitBreaker, bulkhead, fallback, retry, withTimeout } from './resilience.js';
const breaker = new CircuitBreaker({ failures: 3, onStateChange: (now) => console.log(now) });
const limit = bulkhead(10);
export const load = (ids: readonly string[], signal?: AbortSignal): Promise<number[]> =>
  Promise.all(ids.map((id) => limit(() => retry(() => breaker.run(() =>
    withTimeout(async (inner) => (await fetch(id, { signal: inner })).status, 1000, { signal })), { signal }), { signal })));
export const quiet = (): Promise<number | undefined> => fallback(() => 1, () => undefined);
`;
  test.each<[string, 'module' | 'commonjs', ts.CompilerOptions]>([
    ['in CommonJS', 'commonjs', { module: ts.ModuleKind.NodeNext }],
    [
      'in an ES module, with every strictness',
      'module',
      {
        module: ts.ModuleKind.NodeNext,
        verbatimModuleSyntax: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noImplicitOverride: true,
        noImplicitReturns: true,
        noPropertyAccessFromIndexSignature: true,
        noUnusedLocals: true,
        noUnusedParameters: true,
        noFallthroughCasesInSwitch: true,
        isolatedModules: true,
        isolatedDeclarations: true,
        declaration: true,
        erasableSyntaxOnly: true,
      },
    ],
    [
      'for a browser',
      'module',
      {
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
        types: [],
      },
    ],
    ['for older engines', 'commonjs', { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2018, lib: ['lib.es2020.d.ts'] }],
    [
      'for what is compiled down to the language of 2009',
      'commonjs',
      {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES5,
        lib: ['lib.es6.d.ts'],
        ignoreDeprecations: '6.0',
        moduleResolution: 2,
      },
    ],
  ])('%s', (name, type, options) => {
    const folder = name.replaceAll(/\W+/g, '-');
    written(`${folder}/package.json`, JSON.stringify({ type }));
    const files = [
      written(`${folder}/resilience.ts`, moduleText({ form: 'typescript' })),
      written(`${folder}/user.ts`, type === 'module' ? user : user.replace('.js', '')),
    ];
    // Nor does a project that checks its JavaScript hear complaints.
    const checked = type === 'module' ? 'esm' : 'commonjs';
    const js = written(`${folder}/js/resilience.js`, moduleText({ form: checked }));
    const isolated = options.isolatedDeclarations === true;
    expect(
      complaints([...files, ...(isolated ? [] : [js])], { ...options, ...(isolated ? {} : { allowJs: true, checkJs: true }) }),
    ).toEqual([]);
  });
});

describe('a part of it', () => {
  const names = ['withTimeout', 'retry', 'CircuitBreaker', 'bulkhead', 'fallback'];
  test('compiles alone, with nothing that is not used', () => {
    const files = names.map((name) => written(`part/${name}.ts`, moduleText({ form: 'typescript' }, name)));
    expect(complaints(files, { module: ts.ModuleKind.NodeNext, noUnusedLocals: true, noUnusedParameters: true })).toEqual([]);
  });

  test.each(forms)('of %s, put behind each other they are the whole, in another order', (form) => {
    const both = names
      .slice(1)
      .reduce((there, name) => there + (missingText({ form }, name, there) ?? ''), moduleText({ form }, 'withTimeout'));
    const lines = (text: string): readonly string[] => text.split('\n').filter(Boolean).toSorted();
    expect(lines(both)).toEqual(lines(moduleText({ form })));
    expect(missingText({ form }, 'retry', both)).toBeUndefined();
    expect(both).not.toMatch(/\n\n\n/);
  });

  test('holds nothing that it does not need', () => {
    const text = moduleText({ form: 'typescript' }, 'withTimeout');
    expect([...text.matchAll(/^(?:export )?(?:const|class|interface|type|function) (\w+)/gm)].map(([, name]) => name)).toEqual([
      'Signal',
      'Hook',
      'TimeoutError',
      'Timing',
      'Timed',
      'Timeout',
      'withTimeout',
      'tell',
    ]);
  });
});

describe('every form in every style', () => {
  test.each(forms.flatMap((form) => styles.map((style) => [form, style] as const)))('%s %o', (form, style) => {
    const text = moduleText({ form, ...style });
    const { diagnostics } = ts.transpileModule(text, {
      fileName: form === 'typescript' ? 'a.ts' : 'a.js',
      reportDiagnostics: true,
      compilerOptions: { allowJs: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    expect(diagnostics).toEqual([]);
    expect(text.endsWith(style.lineEnd ?? '\n')).toBe(true);
    const code = text.split(/\r?\n/).filter((line) => !/^\s*(\/\/|\/?\*)/.test(line));
    expect(code.filter((line) => style.semicolons === false && line.endsWith(';'))).toEqual([]);
    expect(code.filter((line) => style.quote === '"' && line.includes("'"))).toEqual([]);
    expect(code.some((line) => line.startsWith(style.indent ?? '  '))).toBe(true);
    expect(code.some((line) => /\(\w+\) =>/.test(line))).toBe(style.bareParameter !== true);
  });
});

/** Prettier breaks, joins and ends such lines by the width, the comma and the semicolon that a project asks for. */
describe.each(forms)('%s has no line that the Prettier of a project writes otherwise', (form) => {
  const lines = moduleText({ form, indent: '    ' }).split('\n');
  const code = lines.filter((line) => !/^\s*(\/\/|\/?\*)/.test(line));
  test.each<[string, readonly string[]]>([
    ['none is longer than the least width', lines.filter((line) => line.length > 80)],
    ['none is broken behind a bracket, a comma or an operator', code.filter((line) => /([([,=?:|&]|=>)$/.test(line))],
    ['none is broken before one', code.filter((line) => /^\s*([)\]>.?:|&]|\}[,)])/.test(line) && !/^\s*\}\);$/.test(line))],
    ['no object and no pattern spans lines', code.filter((line) => /(^\s*|[=:(,?[]|\b(const|return)) ?\{$/.test(line))],
    ['without semicolons, none goes on from the one before', code.filter((line) => /^\s*[([`+\-/*]/.test(line))],
  ])('%s', (_, found) => expect(found).toEqual([]));
});

describe.each([
  ['commonjs', {}, 'cjs'],
  ['esm', styles[1], 'mjs'],
] as const)('%s %o, over the wire', (form, style, ending) => {
  let module: Module;
  const places: Place[] = [];
  const at = async (fault: Fault): Promise<Place> => {
    const made = await place(fault, '{"name":"Ada"}');
    places.push(made);
    return made;
  };

  beforeAll(async () => {
    const file = written(`run/${form}-${Object.keys(style ?? {}).length}.${ending}`, moduleText({ form, ...style }));
    const loaded: Module & { default?: Module } = await import(/* @vite-ignore */ pathToFileURL(file).href);
    module = loaded;
  });

  afterAll(() => Promise.all(places.map((one) => one.close())));

  const read = async (url: string, signal: AbortSignal): Promise<unknown> => (await fetch(url, { signal })).json();
  const timed = async (work: Promise<unknown>): Promise<{ ms: number; error: unknown }> => {
    const start = performance.now();
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return { ms: performance.now() - start, error };
  };
  /** The server hears of a connection that is given up a moment later. */
  const left = (spot: Place, count: number) => expect.poll(() => spot.left).toBe(count);

  test('a healthy server', async () => {
    const spot = await at(200);
    const breaker = new module.CircuitBreaker();
    const limit = module.bulkhead(2);
    const call = () => module.withTimeout((signal) => read(spot.url, signal), 1000);
    const guarded = () => limit(() => module.retry(() => breaker.run(call)));
    expect(await Promise.all([guarded(), guarded(), guarded()])).toEqual([{ name: 'Ada' }, { name: 'Ada' }, { name: 'Ada' }]);
    expect([spot.came.length, spot.left, breaker.state]).toEqual([3, 0, 'closed']);
  });

  test.each(['silent', 'body', 'trickle'] as const)('%s: bounded, and given up on the wire', async (fault) => {
    const spot = await at(fault);
    const { ms, error } = await timed(module.withTimeout((signal) => read(spot.url, signal), 400));
    expect(error).toMatchObject({ name: 'TimeoutError' });
    // Timers count from when the event loop last looked at its clock.
    expect(ms).toBeGreaterThanOrEqual(300);
    expect(ms).toBeLessThan(4000);
    await left(spot, 1);
  });

  test('silent: each attempt has a bound of its own, and they are capped', async () => {
    const spot = await at('silent');
    const attempt = () => module.withTimeout((signal) => read(spot.url, signal), 400);
    const { error } = await timed(module.retry(attempt, { attempts: 3, baseMs: 10 }));
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(spot.came).toHaveLength(3);
    await left(spot, 3);
  });

  test('503: capped and spaced out; the last answer is handed back whole', async () => {
    const spot = await at(503);
    const pauses: number[] = [];
    const answer = await module.retry(() => fetch(spot.url), { attempts: 4, baseMs: 20, onRetry: ({ delayMs }) => pauses.push(delayMs) });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: 503 });
    expect(spot.came).toHaveLength(4);
    const gaps = spot.came.slice(1).map((ms, i) => ms - (spot.came[i] ?? 0));
    for (const [i, gap] of gaps.entries()) {
      expect(pauses[i]).toBeLessThanOrEqual(20 * 2 ** i);
      expect(gap).toBeGreaterThanOrEqual((pauses[i] ?? 0) / 2);
    }
  });

  test('429 with Retry-After: waits a second; with a lower cap, asks no more', async () => {
    const spot = await at(429);
    await module.retry(() => fetch(spot.url), { attempts: 2, baseMs: 1 });
    expect(spot.came).toHaveLength(2);
    expect((spot.came[1] ?? 0) - (spot.came[0] ?? 0)).toBeGreaterThanOrEqual(900);
    const proud = await at(429);
    await module.retry(() => fetch(proud.url), { attempts: 5, capMs: 500 });
    expect(proud.came).toHaveLength(1);
  });

  test.each(['reset', 'refused'] as const)('%s: tried again, and then the last error', async (fault) => {
    const spot = await at(fault);
    const run = counted(() => fetch(spot.url));
    const { error } = await timed(module.retry(run.call, { baseMs: 5 }));
    expect(error).toBeInstanceOf(TypeError);
    expect(run.count()).toBe(3);
  });

  test('the breaker opens on 503, keeps quiet, and recovers by one trial', async () => {
    const [sick, well] = [await at(503), await at(200)];
    let url = sick.url;
    const breaker = new module.CircuitBreaker({ failures: 3, resetMs: 200 });
    const call = () => breaker.run(() => fetch(url));
    for (let i = 0; i < 10; i++) await timed(call());
    expect([sick.came.length, breaker.state]).toEqual([3, 'open']);
    url = well.url;
    await new Promise((resolve) => setTimeout(resolve, 220));
    const ten = await Promise.all(Array.from({ length: 10 }, () => timed(call())));
    expect(ten.filter(({ error }) => error === undefined)).toHaveLength(1);
    expect([well.came.length, breaker.state]).toEqual([1, 'closed']);
  });

  test('silent: with a timeout inside, hangs open the breaker', async () => {
    const spot = await at('silent');
    const breaker = new module.CircuitBreaker({ failures: 2 });
    for (let i = 0; i < 5; i++) await timed(breaker.run(() => module.withTimeout((signal) => read(spot.url, signal), 400)));
    expect([spot.came.length, breaker.state]).toEqual([2, 'open']);
  });

  test('a caller that gives up is heard on the wire', async () => {
    const spot = await at('silent');
    const caller = new AbortController();
    setTimeout(() => caller.abort(), 400);
    const work = module.retry(() => module.withTimeout((signal) => read(spot.url, signal), 5000, { signal: caller.signal }), {
      signal: caller.signal,
    });
    const { ms, error } = await timed(work);
    expect(error).toMatchObject({ name: 'AbortError' });
    expect(ms).toBeLessThan(4000);
    await left(spot, 1);
    expect(spot.came).toHaveLength(1);
  });

  test('a timeout outlives a collection', async () => {
    const spot = await at('silent');
    const caller = new AbortController();
    const work = timed(module.withTimeout((signal) => read(spot.url, signal), 400, { signal: caller.signal }));
    for (let i = 0; i < 5; i++) {
      globalThis.gc?.();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await work).error).toMatchObject({ name: 'TimeoutError' });
  });
});

/** Counts how often a function is called. */
function counted<T>(run: () => T): { call: () => T; count: () => number } {
  let calls = 0;
  return {
    call: () => {
      calls++;
      return run();
    },
    count: () => calls,
  };
}
