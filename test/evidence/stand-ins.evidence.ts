import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { standIns } from '../../src/catalog/stand-ins';
import { place } from './faults';
import { versionOf } from './models';
import { load } from './packages/load.mjs';
import { fairly } from './running';

/** Packages that stand in for something of the platform: a controller of theirs ends a request as the platform's own does. */

const { default: fetch } = await load('node-fetch');

const packages: Readonly<Record<string, string>> = { 'abortcontroller-polyfill/dist/cjs-ponyfill.js': 'abortcontroller-polyfill' };

for (const { modules, names, evidence } of standIns) {
  const [module = ''] = modules;
  const loaded = await load(module);
  // What `require` gives is the default of what `import` does.
  const exported = (name: string): unknown => (name === '*' ? loaded.default : (loaded[name] ?? loaded.default[name]));

  describe.concurrent(module, () => {
    it('is of the version that the evidence names', () => {
      expect(evidence.map(({ versions }) => versions)).toEqual([versionOf(packages[module] ?? module)]);
    });

    for (const [name, global] of Object.entries(names)) {
      if (global !== 'AbortController') continue;
      it(`\`${name}\` ends a request after the time of a timer`, () =>
        fairly(async () => {
          const Controller = exported(name) as typeof AbortController;
          const spot = await place('silent');
          try {
            const controller = new Controller();
            void setTimeout(400).then(() => controller.abort());
            const start = performance.now();
            await expect(fetch(spot.url, { signal: controller.signal })).rejects.toThrow(/abort/i);
            const took = performance.now() - start;
            expect(took).toBeGreaterThan(350);
            expect(took).toBeLessThan(2000);
            // The server hears of it a moment later.
            for (let i = 0; i < 50 && spot.left === 0; i++) await setTimeout(20);
            expect(spot.left).toBe(1);
          } finally {
            await spot.close();
          }
        }));
    }

    it('gives signals under the name it exports for them', () => {
      const Controller = exported('AbortController') as typeof AbortController;
      const Signal = exported('AbortSignal') as typeof AbortSignal;
      expect(new Controller().signal).toBeInstanceOf(Signal);
    });
  });
}
