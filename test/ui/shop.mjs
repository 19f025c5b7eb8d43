// The folder that the window's script opens.
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Types of the packages, so that the pictures show no complaint of the compiler's. */
const packages = {
  axios: 'declare const axios: any;\nexport default axios;\n',
  cockatiel: 'export class ExponentialBackoff {}\nexport const handleAll: unknown;\nexport function retry(...rest: unknown[]): any;\n',
};

const sources = {
  'src/ledger.ts': `import axios from 'axios';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';

const ledger = axios.create({ baseURL: 'https://ledger.example', timeout: 2000 });
const patient = retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() });

export async function balance(account: string): Promise<number> {
  const answer = await patient.execute(() => ledger.get(\`/accounts/\${account}\`));
  return answer.data.balance;
}
`,
  'src/silenced.ts': `// a remark of no kind
// breakwater-disable-next-line missing-timeout -- the mesh bounds it
export const silenced = () => fetch('https://silenced.example/');
`,
};

export function makeShop(folder) {
  fs.cpSync(path.resolve(import.meta.dirname, '../e2e/workspace'), folder, { recursive: true });
  fs.rmSync(path.join(folder, 'two.code-workspace'));
  for (const [file, text] of Object.entries(sources)) fs.writeFileSync(path.join(folder, file), text);
  for (const [name, types] of Object.entries(packages)) {
    const at = path.join(folder, 'node_modules', name);
    fs.mkdirSync(at, { recursive: true });
    fs.writeFileSync(path.join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', types: 'index.d.ts' }));
    fs.writeFileSync(path.join(at, 'index.d.ts'), types);
  }
}
