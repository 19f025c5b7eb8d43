import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const safetyOf = (files: Readonly<Record<string, string>>): string | undefined => {
  const workspace = openWorkspace({ root: '/project', files });
  const finding = workspace.findings().find(({ rule }) => rule === 'missing-timeout');
  return finding === undefined ? undefined : workspace.fixes(finding)[0]?.safety;
};
const head = `import axios from 'axios';\nimport { api, store, users, user, cache, pending } from './store';\n`;
const inTry = (handler: string) =>
  `${head}export const f = async (u: string) => {\n  try {\n    return (await axios.get(u)).data;\n  } catch (error: any) {\n    ${handler}\n  }\n};\n`;
const behind = (code: string) =>
  `${head}export const f = async (u: string) => {\n  const answer = await axios.get(u).catch(() => null);\n  ${code}\n  return answer?.data;\n};\n`;

describe('a time that may take away what is valid is for a person to choose', () => {
  test.each([
    ['a handler that deletes', inTry('await users.deleteOne({ u });')],
    ['a handler that deletes, and fails on', inTry('await user.destroy();\n    throw error;')],
    ['a handler that logs out', inTry('logout();')],
    ['a handler that revokes', inTry('store.revokeToken(u);')],
    ['a handler that forgets the session', inTry("localStorage.removeItem('token');")],
    ['a statement', inTry("await store.query('DELETE FROM users WHERE u = $1', [u]);")],
    ['nothing in the place of the answer', behind('if (!answer) {\n    await users.deleteOne({ u });\n  }')],
    ['the same without braces', behind('if (answer === null) await user.remove();')],
    ['a part of the answer', behind('if (!answer?.data.ok) {\n    return user.delete();\n  }')],
    [
      'who called the function is told of it so',
      `${head}const ask = async (u: string) => {\n  try {\n    return (await axios.get(u)).data;\n  } catch {\n    return null;\n  }\n};\nexport const f = async (u: string) => {\n  const found = await ask(u);\n  if (!found) await users.deleteOne({ u });\n};\n`,
    ],
    [
      'asked at once',
      `${head}const isValid = async (u: string) => {\n  try {\n    await axios.get(u);\n    return true;\n  } catch {\n    return false;\n  }\n};\nexport const f = async (u: string) => {\n  if (!(await isValid(u))) {\n    await users.deleteOne({ u });\n  }\n};\n`,
    ],
  ])('%s', (_, text) => expect(safetyOf({ 'src/main.ts': text })).toBe('dangerous'));

  test.each([
    ['a timer that is cleared', inTry('clearTimeout(timer);\n    throw error;')],
    ['what is pending', inTry('pending.delete(u);\n    throw error;')],
    ['what was kept for a while', inTry('await cache.delete(u);\n    throw error;')],
    ['an answer that is known', inTry('if (error.response?.status === 410) await users.deleteOne({ u });\n    throw error;')],
    ['any other was thrown on', inTry('if (error.status !== 404) throw error;\n    await users.deleteOne({ u });')],
    ['a file of its own', inTry('await fs.unlink(tempFile);\n    throw error;')],
    ['what is there is deleted', behind('if (answer) await users.deleteOne({ u });')],
    ['another thing is not there', behind('if (!u) await users.deleteOne({ u });')],
    [
      'another function',
      `${head}export const f = async (u: string) => (await axios.get(u)).data;\nexport const g = async (u: string) => {\n  try {\n    await store.ask(u);\n  } catch {\n    await users.deleteOne({ u });\n  }\n};\n`,
    ],
    [
      'who called it hears of the failure itself',
      `${head}const ask = async (u: string) => (await axios.get(u)).data;\nexport const f = async (u: string) => {\n  const found = await ask(u);\n  if (!found) await users.deleteOne({ u });\n};\n`,
    ],
  ])('but not: %s', (_, text) => expect(safetyOf({ 'src/main.ts': text })).toBe('safe'));
});
