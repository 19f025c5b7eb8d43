import { fromSource } from './from-source.mjs';

/** For `docs/remedies.md`: which options of which clients were run as a fix, and which were not, with the reason where there is one. */
export async function proofTables(root) {
  const { catalog, bounding, signals, samples, clientOf, unproved } = await fromSource(
    root,
    [
      "export { catalog } from './src/catalog';",
      "export { bounding } from './src/remedies/bounding';",
      "export { signals } from './src/remedies/abort-signal';",
      "export { samples } from './test/remedies/samples';",
      "export { clientOf } from './test/remedies/proved';",
      "export { unproved } from './test/remedies/unproved';",
    ].join('\n'),
  );
  const reasons = new Map(
    samples.flatMap((sample) =>
      sample.unrun === undefined || sample.rule === 'unbounded-retry' ? [] : [[clientOf(sample), sample.unrun]],
    ),
  );
  const run = [];
  const open = [];
  for (const { id, options = [] } of catalog.clients) {
    const why = reasons.get(id) ?? unproved[id] ?? 'not run';
    const names = (rows) => [...new Set(rows.map(({ option }) => `\`${option}\``))].sort().join(', ');
    const proved = options.filter((row) => row.proved === true);
    const told = new Set(proved.map(({ option }) => option));
    const rest = [...bounding({ options }), ...signals({ options })].filter(({ option }) => !told.has(option));
    if (proved.length > 0) run.push(`| \`${id}\` | ${names(proved)} |`);
    if (rest.length > 0) open.push(`| \`${id}\` | ${names(rest)} | ${proved.length > 0 ? 'another option was run' : why} |`);
  }
  return {
    run: ['', '| client | options |', '| --- | --- |', ...run.sort(), ''].join('\n'),
    open: ['', '| client | options | why |', '| --- | --- | --- |', ...open.sort(), ''].join('\n'),
  };
}
