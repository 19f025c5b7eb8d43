import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { programs } from '../server/programs';

const all = programs(...['rules', 'link', 'remedies'].map((room) => join(import.meta.dirname, '..', room)));

test('the prefilter passes by nothing in any program of the other tests', () => {
  expect(all.length).toBeGreaterThan(300);
  for (const files of all) {
    const findings = (prefilter: boolean) => openWorkspace({ root: '/project', files, today: '2026-01-01', prefilter }).analyse().findings;
    expect(findings(true), JSON.stringify(files)).toEqual(findings(false));
  }
}, 240_000);
