import { describe, expect, test } from 'vitest';
import { begin, breakwater, hangs, project } from './command';

begin();

const folder = project({ 'src/user.ts': hangs });

async function asked(messages: readonly unknown[], ...flags: readonly string[]) {
  const input = messages
    .map((one) => `${typeof one === 'string' ? one : JSON.stringify({ jsonrpc: '2.0', ...(one as object) })}\n`)
    .join('');
  const { code, out, err } = await breakwater(['mcp', ...flags], folder, { input });
  expect([code, err]).toEqual([0, '']);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const call = (id: number, name: string, args: object) => ({ id, method: 'tools/call', params: { name, arguments: args } });

test('the greeting, the tools, and what each answers', async () => {
  const answers = await asked([
    {
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2024-11-05', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
    },
    { method: 'notifications/initialized' },
    { id: 'two', method: 'tools/list' },
    call(3, 'check', {}),
    call(4, 'calls', { paths: ['src'] }),
    call(5, 'explain', { what: 'missing-timeout' }),
    call(6, 'explain', { what: 'src/user.ts:1' }),
    { id: 7, method: 'ping' },
  ]);
  expect(answers.map(({ id, jsonrpc }) => [id, jsonrpc])).toEqual([1, 'two', 3, 4, 5, 6, 7].map((id) => [id, '2.0']));
  const [greeting, tools, findings, inventory, rule, profile] = answers.map(({ result }) => result);
  expect(greeting).toMatchObject({ protocolVersion: '2024-11-05', capabilities: { tools: {} }, serverInfo: { name: 'breakwater' } });
  expect(tools.tools.map((one: { name: string; inputSchema: { type: string } }) => [one.name, one.inputSchema.type])).toEqual([
    ['check', 'object'],
    ['calls', 'object'],
    ['explain', 'object'],
  ]);
  const text = (result: { content: readonly { type: string; text: string }[]; isError: boolean }) => {
    expect([result.isError, result.content.map(({ type }) => type)]).toEqual([false, ['text']]);
    return result.content[0]?.text ?? '';
  };
  expect(text(findings)).toMatch(/^src\/user\.ts:1:27: error missing-timeout: /m);
  expect(JSON.parse(text(inventory)).calls).toHaveLength(1);
  expect(text(rule)).toMatch(/^# missing-timeout/);
  expect(text(profile)).toMatch(/^fetch {2}src\/user\.ts:1:27/);
});

describe('what cannot be answered', () => {
  test.each<readonly [string, unknown, object]>([
    ['no JSON', '{', { id: null, error: { code: -32700 } }],
    ['no method', { id: 1 }, { id: 1, error: { code: -32600 } }],
    ['a method that is not there', { id: 1, method: 'resources/list' }, { error: { message: 'There is no method `resources/list`.' } }],
    ['a tool that is not there', call(1, 'fix', {}), { error: { code: -32602, message: 'There is no tool `fix`.' } }],
    [
      'a path that is not there',
      call(1, 'check', { paths: ['nowhere'] }),
      { result: { isError: true, content: [{ text: 'There is no file or folder `nowhere`.' }] } },
    ],
    ['a path that looks like a flag', call(1, 'check', { paths: ['--fix'] }), { result: { isError: true } }],
    ['nothing to explain', call(1, 'explain', {}), { result: { isError: true } }],
  ])('%s', async (_, message, answer) => expect(await asked([message])).toMatchObject([answer]));
});

test('each question has its own answer, asked again or not', async () => {
  const two = project({ 'a/user.ts': hangs, 'b/user.ts': hangs });
  const input = [{}, { paths: ['a'] }, { paths: ['b'] }, {}, { paths: ['a'] }]
    .map((args, id) => `${JSON.stringify({ jsonrpc: '2.0', ...call(id, 'check', args) })}\n`)
    .join('');
  const { out } = await breakwater(['mcp'], two, { input });
  const files = out
    .trimEnd()
    .split('\n')
    .map((line) => [...new Set((JSON.parse(line).result.content[0].text as string).match(/^[ab](?=\/user\.ts)/gm))].join());
  expect(files).toEqual(['a,b', 'a', 'b', 'a,b', 'a']);
});

test('flags of the command hold for every question', async () => {
  const [answer] = await asked([call(1, 'check', {})], '--ignore-pattern', 'src', '--no-cache');
  expect(answer.result).toMatchObject({
    isError: true,
    content: [{ text: expect.stringMatching(/^There is no JavaScript or TypeScript file here/) }],
  });
});
