import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { compileLate } from '../../src/cli/tiers';

const asked = (engine: string): readonly string[] => {
  const flags: string[] = [];
  compileLate(engine, (flag) => flags.push(flag));
  return flags;
};

test('each engine is told in its own words, and one that is not known nothing', () => {
  expect(asked('11.3.244.8-node.37')).toEqual(['--interrupt-budget=270336']);
  expect(asked('12.4.254.21-node.35')).toEqual(['--invocation-count-for-turbofan=12000']);
  expect(asked('99.1')).toEqual([]);
});

test('this engine knows what it is told', () => {
  const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  for (const flag of asked(process.versions.v8)) expect(known).toContain(flag.split('=')[0]);
});
