import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '../../src/engine/workspace';
import type { Fix } from '../../src/model/remedy';
import { applyFix } from '../harness/check-fix';
import type { Sample } from './samples';

/** Milliseconds that fixes write in the proofs, so that nobody waits for long. */
export const short = 400;

/** The versions that are installed: some options came late. */
const manifest = readFileSync(join(import.meta.dirname, '../evidence/packages/package.json'), 'utf8');

/** A sample and what the remedy makes of it; `undefined` when it offers nothing. */
export function mendedBy({ code, remedy, rule }: Sample, ms: number): { readonly fix: Fix; readonly text: string } | undefined {
  const files = {
    'main.ts': code,
    'package.json': manifest,
    'breakwater.config.json': JSON.stringify({ fix: { timeoutMs: ms }, rules: { 'excessive-timeout': ['warning', { maxTimeoutMs: ms }] } }),
  };
  const workspace = openWorkspace({ root: '/project', files });
  const finding = workspace.findings().find((one) => one.rule === rule);
  const fix = finding === undefined ? undefined : workspace.fixes(finding).find((one) => one.remedy === remedy);
  return fix === undefined ? undefined : { fix, text: applyFix(files, fix)['main.ts'] ?? '' };
}
