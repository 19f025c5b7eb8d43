import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import type { Finding } from '../../src/model/finding';
import { programs } from '../server/programs';

/** What is said of a file at first sight is among what is said of it when everything is known, and nothing said later rests on the order of asking. */

const all = programs(...['rules', 'link', 'engine', 'catalog', 'remedies'].map((room) => join(import.meta.dirname, '..', room)));

test('in every program of the other tests', () => {
  const count = (findings: readonly Finding[]): number => findings.filter(({ rule }) => rule === 'missing-timeout').length;
  let [sure, known] = [0, 0];
  for (const files of all) {
    const open = () => openWorkspace({ root: '/project', files, today: '2026-01-01', resident: true });
    const cold = open().analyse();
    known += count(cold.findings);
    for (const file of Object.keys(files)) {
      const workspace = open();
      const seen = workspace.glance(file);
      sure += count(seen);
      for (const finding of seen) {
        expect(
          cold.findings.find((one) => one.rule === finding.rule && one.at.start === finding.at.start && one.at.file === file),
          JSON.stringify(files),
        ).toEqual(finding);
      }
      expect(workspace.analyse().findings, `after a glance at ${file}: ${JSON.stringify(files)}`).toEqual(cold.findings);
    }
  }
  expect(all.length).toBeGreaterThan(300);
  expect(known).toBeGreaterThan(50);
  expect(sure).toBeGreaterThan(known * 0.9);
}, 240_000);
