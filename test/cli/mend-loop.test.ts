import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { begin, inside, project } from './command';

begin();

const loop = `export async function again<T>(work: () => Promise<T>): Promise<T> {
  let last: unknown;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await work();
    } catch (error) {
      last = error;
      await new Promise((go) => setTimeout(go, Math.random() * 1000 * 2 ** attempt));
    }
  }
  throw last;
}
`;

test('what is told at a loop of one call after the other is mended at all of them', async () => {
  const text = (options: string) =>
    `import Stripe from 'stripe';\nimport { again } from './again';\n\nconst stripe = new Stripe(process.env.KEY ?? '', { timeout: 5000 });\nexport const one = async (id: string) => {\n  await again(() => stripe.customers.retrieve(id${options}));\n  return again(() => stripe.invoices.retrieve(id${options}));\n};\nexport const other = (id: string) => stripe.plans.retrieve(id);\n`;
  const folder = project({ 'src/again.ts': loop, 'src/pay.ts': text(''), 'package.json': '{ "dependencies": { "stripe": "17.0.0" } }' });
  await inside(['fix', '--fix=suggestions', '--fix-rule', 'retry-amplification'], folder);
  expect(readFileSync(join(folder, 'src/pay.ts'), 'utf8')).toBe(text(', { maxNetworkRetries: 0 }'));
});
