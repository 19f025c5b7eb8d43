import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { type Asked, ask, cyclesOf } from '../../src/link/cycles';
import { makeReuse } from '../../src/link/reuse';

test.each(Array.from({ length: 40 }, (_, seed) => seed))('answers do not depend on what was asked before (seed %i)', (seed) => {
  const random = generator(seed + 1);
  const graph = graphOf(random);
  const asker = askerOf(graph);
  for (let i = 0; i < 60; i++) {
    const node = Math.floor(random() * graph.length);
    if (random() < 0.2) {
      graph[node]!.own++;
      asker.edited(node);
    }
    const other = Math.floor(random() * graph.length);
    expect(asker.answer(other), `question ${i}, to ${other}`).toBe(askerOf(graph).answer(other));
  }
});

test('what asks for each other is not worked out again and again', () => {
  const size = 200;
  const graph = Array.from({ length: size }, (_, i) => ({
    own: i,
    asks: [i - 1, i + 1, i + 2, i + 1].filter((to) => 0 <= to && to < size),
  }));
  const asker = askerOf(graph);
  for (let i = 0; i < size; i++) asker.answer(i);
  expect(asker.worked()).toBeLessThanOrEqual(2 * size);
  const before = asker.worked();
  for (let i = 0; i < size; i++) asker.answer(i);
  expect(asker.worked()).toBe(before);
});

test('a chain of any length is followed, and tells the same from wherever it is asked', () => {
  const size = 5000;
  const graph = Array.from({ length: size }, (_, own) => ({ own, asks: own + 1 < size ? [own + 1] : [] }));
  const [one, other] = [askerOf(graph), askerOf(graph)];
  for (let i = size - 1; i >= 0; i--) other.answer(i);
  expect(one.answer(0)).toBe(other.answer(0));
  expect(one.worked()).toBeLessThan(3 * size);
});

test('a ring that is longer than the stack is deep is not followed to its end', () => {
  const size = 5000;
  const asker = askerOf(Array.from({ length: size }, (_, own) => ({ own, asks: [(own + 1) % size] })));
  expect(asker.answer(0)).toBeTypeOf('string');
});

test('work that fails leaves nothing open', () => {
  const cycles = cyclesOf(undefined);
  const [outer, inner] = [ask<number>(), ask<number>()];
  const fails = (): number => {
    throw new Error('no');
  };
  const work = (within: () => number) => () =>
    cycles.find(outer, {
      name: () => 'outer',
      otherwise: 0,
      forget: () => {},
      work: () => cycles.find(inner, { name: () => 'inner', otherwise: 0, forget: () => {}, work: within }),
    });
  expect(work(fails)).toThrow('no');
  expect(cycles.known(outer, 0)).toBeUndefined();
  expect(work(() => 7)()).toBe(7);
});

const project: Readonly<Record<string, string>> = {
  'package.json': '{"dependencies":{"axios":"1.7.0"}}',
  'values.ts': `export let one: object = { timeout: 1000 };\nexport let two: object = {};\nexport let three: object = { timeout: 0 };\nexport const turn = () => { one = two; two = three; three = one; };\n`,
  'calls.ts': `import axios from 'axios';\nimport { back } from './back';\nexport const forth = (n: number, o: object) => { if (n > 0) back(n - 1, o); return axios.get('https://a.test/forth', o); };\n`,
  'back.ts': `import axios from 'axios';\nimport { forth } from './calls';\nexport const back = (n: number, o: object) => { if (n > 0) forth(n - 1, o); return axios.get('https://a.test/back', o); };\n`,
  'start.ts': `import { forth } from './calls';\nimport { back } from './back';\nforth(1, { timeout: 0 });\nback(2, {});\n`,
};

const users: Readonly<Record<string, string>> = Object.fromEntries(
  ['one', 'two', 'three'].map((name) => [
    `use-${name}.ts`,
    `import axios from 'axios';\nimport { ${name} } from './values';\nexport const get = () => axios.get('https://a.test/${name}', ${name});\n`,
  ]),
);

test.each([1, 2, 3, 4, 5, 6])('what is said of a call does not depend on who else asks (seed %i)', (seed) => {
  const random = generator(seed);
  const alone = new Map(Object.entries(users).map(([file, text]) => [file, told({ ...project, [file]: text }, file)]));
  const files: Record<string, string> = { ...project };
  const kept = open(files);
  const names = Object.keys(users);
  for (let i = 0; i < 8; i++) {
    const file = names[Math.floor(random() * names.length)]!;
    if (file in files && random() < 0.5) delete files[file];
    else files[file] = `${users[file]}// ${i}\n`;
    kept.update(file, files[file]);
    const cold = open(files);
    for (const one of Object.keys(files)) {
      const now = callsIn(kept, one);
      expect(now, `step ${i}: ${one}, cold`).toEqual(callsIn(cold, one));
      if (alone.has(one)) expect(now, `step ${i}: ${one}, alone`).toEqual(alone.get(one));
    }
  }
});

function open(files: Readonly<Record<string, string>>): ReturnType<typeof openWorkspace> {
  return openWorkspace({ root: '/project', files, today: '2026-01-01' });
}

const told = (files: Readonly<Record<string, string>>, file: string): readonly string[] => callsIn(open(files), file);

function callsIn(workspace: ReturnType<typeof openWorkspace>, file: string): readonly string[] {
  const { findings, calls } = workspace.analyse();
  return [
    ...findings
      .filter((one) => one.at.file === file && one.rule !== 'missing-breaker')
      .map(({ rule, severity, at }) => `${rule} ${severity} ${at.start}`),
    ...calls.filter((one) => one.site.at.file === file).map((one) => JSON.stringify(one.layers)),
  ];
}

interface Node {
  own: number;
  readonly asks: readonly number[];
}

function graphOf(random: () => number): Node[] {
  const size = 3 + Math.floor(random() * 12);
  const most = 1 + Math.floor(random() * 3);
  return Array.from({ length: size }, (_, own) => ({
    own,
    asks: Array.from({ length: Math.floor(random() * (most + 1)) }, () => Math.floor(random() * size)),
  }));
}

/** Each answer tells what the node holds, and what those that it asks answered, in order. */
function askerOf(graph: readonly Node[]): { answer(node: number): string; edited(node: number): void; worked(): number } {
  const reuse = makeReuse();
  const cycles = cyclesOf(reuse);
  const asked = new Map<number, Asked<string>>();
  let worked = 0;
  const answer = (node: number): string => {
    let question = asked.get(node);
    if (question === undefined) {
      question = ask();
      asked.set(node, question);
    }
    const known = cycles.known(question, 'itself');
    if (known !== undefined) return known;
    return cycles.find(question, {
      name: () => String(node),
      otherwise: 'too long',
      forget: () => asked.delete(node),
      work: () => {
        worked++;
        reuse.useLeaf('f', String(node));
        const { own, asks } = graph[node]!;
        return hash(`${node}:${own}(${asks.map(answer).join()})`);
      },
    });
  };
  return { answer, edited: (node) => reuse.invalidate('f', [String(node)]), worked: () => worked };
}

/** Answers that hold each other would grow without end. */
function hash(text: string): string {
  let sum = 0;
  for (const c of text) sum = (Math.imul(sum, 31) + c.charCodeAt(0)) | 0;
  return sum.toString(36);
}

/** A small generator with a seed, so that a failure can be seen again. */
function generator(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}
