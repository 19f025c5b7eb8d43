import { expect } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import type { Analysis } from '../../src/model/analysis';
import { filesOf, type Source } from './check';

/** The findings and the inventory are the same with every file parsed, and whichever file is met first. */
export function everyWay(source: Source): void {
  const files = Object.entries(filesOf(source));
  const usual = answer(files, true);
  expect(answer(files, false), 'without the prefilter').toEqual(usual);
  if (files.length > 1) expect(answer([...files].reverse(), true), 'with the files in another order').toEqual(usual);
}

function answer(files: readonly (readonly [string, string])[], prefilter: boolean): Pick<Analysis, 'findings' | 'calls'> {
  const { findings, calls } = openWorkspace({ root: '/project', files: Object.fromEntries(files), prefilter }).analyse();
  return { findings, calls };
}
