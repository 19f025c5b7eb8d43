import type { Rule } from '../model/rule';

/** Protection that is declared and not applied protects the reader's peace of mind only. */
export const unusedPolicy: Rule = {
  id: 'unused-policy',
  summary: 'A policy that is built and guards nothing.',
  severity: 'warning',
  policy({ guard, runs, layers }) {
    if (runs !== 0 || layers.length === 0) return undefined;
    return {
      message: `This \`${guard}\` policy guards nothing: it is built here and never used.`,
      because: layers.map((layer) => layer.because),
    };
  },
};
