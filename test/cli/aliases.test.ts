import { expect, test } from 'vitest';
import { begin, inside, project } from './command';

begin();

const folder = project({
  'tsconfig.json': '{ "compilerOptions": { "paths": { "~/*": ["./wrong/*"] } } }',
  'build/tsconfig.app.json': '{ "extends": "./base.json" }',
  'build/base.json': '{ "compilerOptions": { "paths": { "~/*": ["../src/*"] } } }',
  'src/http.ts': "import axios from 'axios';\nexport const api = axios.create({ timeout: 2000 });\n",
  'src/user.ts': "import { api } from '~/http';\nexport const user = () => api.get('/user');\n",
});
const timeout = async (...flags: readonly string[]): Promise<unknown> =>
  JSON.parse((await inside(['calls', '-f', 'json', 'src/user.ts', ...flags], folder)).out).calls[0]?.profile.timeout.ms;

test('--tsconfig names the aliases that hold for every file', async () => {
  expect(await timeout()).toBeUndefined();
  expect(await timeout('--tsconfig', 'build/tsconfig.app.json')).toBe(2000);
});
