import * as fs from 'node:fs';
import Mocha from 'mocha';

/** VS Code calls this inside the extension host. */
export async function run(): Promise<void> {
  const grep = process.env.BW_TEST_GREP;
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 30_000, reporter: 'spec', ...(grep === undefined ? {} : { grep }) });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  const suite = process.env.BW_TEST_SUITE ?? 'folder';
  if (suite === 'folder') await import('./folder.suite');
  else if (suite === 'roots') await import('./roots.suite');
  else await import('./untrusted.suite');
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failed) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      if (process.env.BW_TEST_REPORT !== undefined) {
        fs.writeFileSync(process.env.BW_TEST_REPORT, JSON.stringify({ passed: passes, failed, skipped: pending }));
      }
      if (failed > 0) reject(new Error(`${failed} failed`));
      else resolve();
    });
  });
}
