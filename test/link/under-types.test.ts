import { describe, expect, test } from 'vitest';
import { analyse } from '../harness/check';

const types = `import type { Client, Message } from 'discord.js';
export interface Ext extends Client { games: string[] }
export interface Handler { name: string; run(client: Ext, message: Message): Promise<void>; later?: (client: Ext) => Promise<void>; nested: { go: (client: Ext) => void } }
export type Run = (client: Ext, ...more: unknown[]) => Promise<unknown>;
export type Loose = (client: any) => void;
`;

/** What is called in a file beside the types, as it is written. */
function calls(text: string): readonly string[] {
  const found = analyse({
    files: { 'types.ts': types, 'main.ts': `import type { Ext, Handler, Loose, Run } from './types';\n${text}` },
  }).calls;
  return found.map(({ site }) => site.name);
}

const fetches = "client.channels.fetch('1')";

describe('what a function takes whose parameters say no type is said by the type it stands under', () => {
  test.each([
    ['a method', `export const h: Handler = { name: '', run(client) { return ${fetches}; } };`],
    ['a member', `export const h: Handler = { name: '', run: async (client) => { await ${fetches}; } };`],
    ['an optional member', `export const h: Partial<Handler> = { later: async (client) => { await ${fetches}; } };`],
    ['a member of a member', `export const h: Handler = { nested: { go(client) { void ${fetches}; } } };`],
    ['a type that is satisfied', `export default { name: '', async run(client) { await ${fetches}; } } satisfies Handler;`],
    ['a type that is asserted', `export default { name: '', async run(client) { await ${fetches}; } } as Handler;`],
    ['a function itself', `export const run: Run = async (client) => ${fetches};`],
    ['a field of a class', `export class A { run: Run = async (client) => ${fetches}; }`],
    ['what a function gives', `export function make(): Handler { return { name: '', async run(client) { await ${fetches}; } }; }`],
    ['what an arrow gives', `export const make = (): Handler => ({ name: '', async run(client) { await ${fetches}; } });`],
    ['what is taken out of it', "export const run: Run = async ({ channels }) => channels.fetch('1');"],
  ])('%s', (_, text) => {
    expect(calls(text)).toHaveLength(1);
  });

  test('the second parameter is the second of the type', () => {
    expect(calls("export const h: Handler = { name: '', async run(_, message) { await message.reply('a'); } };")).toEqual([
      'message.reply',
    ]);
  });

  test.each([
    [
      'a type of its own comes first',
      `export const h: Handler = { name: '', run(client: { channels: Map<string, string> }) { return ${fetches}; } };`,
    ],
    ['a type that says nothing', `export const run: Loose = (client) => { void ${fetches}; };`],
    ['a member that the type does not name', `export const h: Handler = { other(client) { return ${fetches}; } };`],
    ['a constant', `export const h = { run(client) { return ${fetches}; } } as const;`],
    ['a function inside of it', `export const run: Run = async () => [1].map((client) => ${fetches});`],
  ])('nothing is said by %s', (_, text) => {
    expect(calls(text)).toEqual([]);
  });
});
