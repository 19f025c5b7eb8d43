import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import type { Finding } from '../../src/model/finding';
import { programs } from '../server/programs';

/** What is said of a file at first sight is among what is said of it when everything is known, and nothing said later rests on the order of asking. */

const all = programs(...['rules', 'link', 'engine', 'catalog', 'remedies'].map((room) => join(import.meta.dirname, '..', room)));

test('in every program of the other tests', () => {
  const ofTimeouts = ({ rule }: Finding): boolean => rule === 'missing-timeout';
  let [sure, known] = [0, 0];
  for (const files of all) {
    const open = () => openWorkspace({ root: '/project', files, today: '2026-01-01', resident: true });
    const cold = open().analyse();
    // What is told where an instance is made stands for all of its calls, and is no part of a glance.
    known += cold.findings.filter(
      (one) => ofTimeouts(one) && cold.calls.some(({ site: { at } }) => at.file === one.at.file && at.start === one.at.start),
    ).length;
    for (const file of Object.keys(files)) {
      const workspace = open();
      const seen = workspace.glance(file);
      sure += seen.filter(ofTimeouts).length;
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
  expect(sure).toBeGreaterThan(known * 0.92);
}, 240_000);
