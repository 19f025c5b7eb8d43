import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fault, type Place, place } from '../evidence/faults';
import { moduleText } from '../../src/remedies/module/module-text';
import { load } from '../evidence/packages/load.mjs';
import { mongo, mysql, postgres, redis } from '../evidence/wires';
import { mendedBy, short } from './mended';
import { type Sample, samples } from './samples';

const folder = join(import.meta.dirname, '../evidence/packages/.remedies');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'resilience.mjs'), moduleText({ form: 'esm' }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ask = (url: string) => Promise<unknown>;

/** A module of the sample, run for what it is: the packages are those of the evidence suite. */
async function asking(name: string, text: string): Promise<Ask> {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 } });
  const file = join(folder, `${name.replace(/\W+/g, '-')}.mjs`);
  writeFileSync(file, outputText.replace('./src/resilience', './resilience.mjs'));
  const { ask } = await load(file);
  return (url) => Promise.resolve(ask(url));
}

/** `pending` when it has not settled in time: longer than the bound, and shorter than any default of the platform. */
async function outcome(
  run: Promise<unknown>,
  patience = 2500,
): Promise<{ readonly is: 'answered' | 'failed' | 'pending'; readonly value?: unknown; readonly ms: number }> {
  const start = performance.now();
  const settled = run.then(
    (value) => ({ is: 'answered' as const, value }),
    () => ({ is: 'failed' as const }),
  );
  const late = new Promise<{ is: 'pending' }>((resolve) => setTimeout(() => resolve({ is: 'pending' }), patience));
  return { ...(await Promise.race([settled, late])), ms: performance.now() - start };
}

const languages = { postgres, mysql, redis, mongo };
const served = ({ speaks, says, answers = { data: [] } }: Sample, fault: Fault): Promise<Place> =>
  speaks !== undefined ? languages[speaks](fault) : place(fault, says ?? JSON.stringify(answers));

const run = samples.filter(({ unrun }) => unrun === undefined);

interface Asks {
  readonly before: Ask;
  readonly after: Ask;
  /** Mended with the number that a person would take. */
  readonly usual: Ask;
}

/** All are loaded before any is asked: whoever loads a large package meanwhile makes the clocks of all others late. */
const asks: Asks[] = [];
beforeAll(async () => {
  for (const [index, sample] of run.entries()) {
    asks.push({
      before: await asking(`before ${index}`, sample.code),
      after: await asking(`after ${index}`, mendedBy(sample, short)?.text ?? ''),
      usual: await asking(`usual ${index}`, mendedBy(sample, 4000)?.text ?? ''),
    });
  }
}, 300_000);

/** Third proof: what worked works as before, and what hung ends in time, with the request given up on the wire. */
async function prove(sample: Sample, index: number): Promise<void> {
  const { before, after, usual } = asks[index]!;

  if (sample.id !== 'ws') {
    const healthy = await served(sample, 200);
    const was = await outcome(before(healthy.url), 20_000);
    // A machine under load may need longer than the short bound even for this.
    const is = await outcome(usual(healthy.url), 20_000);
    await healthy.close();
    expect([was.is, is.is, is.value]).toEqual(['answered', 'answered', was.value]);
  }
  for (const fault of sample.ends ?? (['silent', 'body'] as const)) {
    const spot = await served(sample, fault);
    const [was, is] = await Promise.all([outcome(before(spot.url)), outcome(after(spot.url))]);
    // On a machine under load the server hears of it late.
    for (let i = 0; i < 20 && spot.left === 0; i++) await new Promise((resolve) => setTimeout(resolve, 200));
    const { left } = spot;
    await spot.close();
    expect([fault, was.is, is.is]).toEqual([fault, 'pending', 'failed']);
    expect(is.ms).toBeLessThan(short + 1500);
    if (sample.waits !== true) expect(left).toBeGreaterThanOrEqual(1);
  }
}

test.concurrent.each(run.map((sample, index) => [sample.id, sample, index] as const))(
  '%s: the same when all goes well, bounded when it does not',
  (_, sample, index) => prove(sample, index),
);
