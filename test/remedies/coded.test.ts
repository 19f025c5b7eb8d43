import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const safetyOf = (text: string): string | undefined => {
  const workspace = openWorkspace({ root: '/project', files: { 'src/main.ts': text } });
  const finding = workspace.findings().find(({ rule }) => rule === 'missing-timeout' || rule === 'retry-without-timeout');
  return finding === undefined ? undefined : workspace.fixes(finding)[0]?.safety;
};

const again = (condition: string) =>
  `import amqplib from 'amqplib';\nconst pause = (ms: number) => new Promise((r) => setTimeout(r, ms));\nconst mayRepeat = (error: any) => ${condition};\nasync function again<T>(work: () => Promise<T>): Promise<T> {\n  for (let i = 0; ; i++) {\n    try {\n      return await work();\n    } catch (error) {\n      if (i > 5 || !mayRepeat(error)) throw error;\n      await pause(100 * 2 ** i);\n    }\n  }\n}\nexport const open = () => again(() => amqplib.connect('amqp://queue', { heartbeat: 60 }));\n`;

describe('a retry that goes by the code of a refused connection is not made to give up at once', () => {
  test.each([
    ['one code', "error?.code === 'ETIMEDOUT'"],
    ['a list of them', "['ECONNREFUSED', 'ECONNRESET'].includes(error.code)"],
  ])('%s', (_, condition) => expect(safetyOf(again(condition))).toBe('dangerous'));
  test.each([
    ['any failure', 'error !== undefined'],
    ['one that knows the end of a wait', "error?.code === 'ETIMEDOUT' || error.name === 'TimeoutError'"],
    ['one that stands in a file of its own', 'isTransient(error)'],
  ])('%s is', (_, condition) => expect(safetyOf(again(condition))).not.toBe('dangerous'));
});

const failing = (handler: string) =>
  `export const ask = async (u: string) => {\n  try {\n    const answer = await fetch(u);\n    return await answer.json();\n  } catch (error: any) {\n    ${handler}\n  }\n};\n`;

test('the code of a failure that is handed on, or told of, would be the number of a signal', () => {
  expect(safetyOf(failing('return { code: error?.cause?.code || error.code };'))).toBe('dangerous');
  expect(safetyOf(failing('return { message: error.message };'))).not.toBe('dangerous');
  expect(safetyOf(failing("if (error.code === 'ECONNREFUSED') throw new Error(`${u} is not there`);\n    throw error;"))).toBe('dangerous');
  expect(safetyOf(failing("if (error.code === 'ENOENT') return null;\n    throw error;"))).not.toBe('dangerous');
});

describe('a body that is read where nobody handles its failure', () => {
  const reading = (inside: string, behind: string) =>
    `export const ask = async (u: string) => {\n  let answer: Response;\n  try {\n    answer = await fetch(u);\n${inside}  } catch {\n    return null;\n  }\n${behind}};\n`;
  test('is not made to fail there', () => {
    expect(safetyOf(reading('', '  return await answer.text();\n'))).toBe('dangerous');
  });
  test('is where somebody does', () => {
    expect(safetyOf(reading('    return await answer.text();\n', ''))).not.toBe('dangerous');
    expect(safetyOf(reading('', '  try {\n    return await answer.text();\n  } catch {\n    return null;\n  }\n'))).not.toBe('dangerous');
    expect(
      safetyOf('export const ask = async (u: string) => {\n  const answer = await fetch(u);\n  return await answer.text();\n};\n'),
    ).not.toBe('dangerous');
  });
});

describe('a file that goes out as a whole', () => {
  const sending = (name: string) =>
    `export const ${name} = async (u: string, body: ArrayBuffer) => await fetch(u, { method: 'POST', body });\n`;
  test('may take as long as a slow line does', () => {
    expect(safetyOf(sending('uploadShard'))).toBe('dangerous');
    expect(
      safetyOf(
        `import { Octokit } from '@octokit/rest';\nconst octokit = new Octokit();\nexport const f = (data: string) => octokit.rest.repos.uploadReleaseAsset({ owner: 'a', repo: 'b', release_id: 1, name: 'c', data });\n`,
      ),
    ).toBe('dangerous');
  });
  test('and what only asks where to send it is over in a moment', () => {
    expect(safetyOf(sending('getUploadUrl'))).not.toBe('dangerous');
    expect(safetyOf(sending('addUser'))).not.toBe('dangerous');
  });
});

test('a request whose failure nobody hears of, in a promise that only resolves, is not made to fail', () => {
  const text = (behind: string, head = '(resolve)') =>
    `import { https } from 'follow-redirects';\nexport const load = (url: string) =>\n  new Promise(${head} =>\n    https.get(url, (answer) => resolve(answer))${behind},\n  );\n`;
  expect(safetyOf(text(''))).toBe('dangerous');
  expect(safetyOf(text('', '(resolve, reject)'))).toBe('dangerous');
  expect(safetyOf(text(".on('error', reject)", '(resolve, reject)'))).not.toBe('dangerous');
});
