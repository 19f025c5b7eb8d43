import { createInterface } from 'node:readline';
import { check } from './check';
import { calls } from './calls';
import { exits } from './exit';
import { explain } from './explain';
import { flags } from './flags';
import { type Request, readRequest, WrongRequest } from './request';
import { plain, type Terminal, weighed } from './terminal';
import { version } from './version';

/** `breakwater mcp`: three questions, answered to other programs by JSON-RPC, one message per line of standard input and output. */
export async function mcp(request: Request, terminal: Terminal): Promise<number> {
  const passed = flags.flatMap((flag) => {
    const given = flag.commands.includes('mcp') && flag.commands.includes('explain') && request.has(flag.name);
    return given ? request.values(flag.name).flatMap((value) => [`--${flag.name}`, ...(flag.value === undefined ? [] : [value])]) : [];
  });
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const answer = await answerTo(line, passed);
    if (answer !== undefined) terminal.out(`${JSON.stringify({ jsonrpc: '2.0', ...answer })}\n`);
  }
  return exits.clean;
}

type Answer = { readonly id: unknown } & (
  | { readonly result: object }
  | { readonly error: { readonly code: number; readonly message: string } }
);

/** Nothing for notifications, which want no answer. */
async function answerTo(line: string, passed: readonly string[]): Promise<Answer | undefined> {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return { id: null, error: { code: -32700, message: 'This is no valid JSON.' } };
  }
  const { id, method, params } = record(message);
  if (typeof method !== 'string') return { id: id ?? null, error: { code: -32600, message: 'This is no request: it names no method.' } };
  if (id === undefined) return undefined;
  if (method === 'initialize') return { id, result: initialized(record(params).protocolVersion) };
  if (method === 'ping') return { id, result: {} };
  if (method === 'tools/list') return { id, result: { tools: tools.map(({ run: _, ...told }) => told) } };
  if (method !== 'tools/call') return { id, error: { code: -32601, message: `There is no method \`${method}\`.` } };
  const { name, arguments: given } = record(params);
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) return { id, error: { code: -32602, message: `There is no tool \`${String(name)}\`.` } };
  return { id, result: await used(tool, record(given), passed) };
}

/** Versions of the protocol in which these messages look the same, the newest first. */
const protocols = ['2025-06-18', '2025-03-26', '2024-11-05'];

function initialized(asked: unknown): object {
  return {
    protocolVersion: protocols.find((one) => one === asked) ?? protocols[0],
    capabilities: { tools: {} },
    serverInfo: { name: 'breakwater', version },
    instructions: 'Outgoing network calls of this JavaScript or TypeScript project, what protects them, and what is wrong with that.',
  };
}

interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
  readonly annotations: { readonly readOnlyHint: true };
  /** The command line that answers, and what runs it. */
  readonly run: readonly [
    words: (given: Readonly<Record<string, unknown>>) => readonly string[],
    command: (request: Request, terminal: Terminal) => Promise<number>,
  ];
}

const paths = { type: 'array', items: { type: 'string' }, description: 'Files, folders and globs; default the whole project.' };
const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const tools: readonly Tool[] = [
  {
    name: 'check',
    description: 'Finds outgoing network calls that can hang, storm or lose data: one line each, with the reasons and what mends it.',
    inputSchema: { type: 'object', properties: { paths }, additionalProperties: false },
    annotations: { readOnlyHint: true },
    run: [(given) => ['check', '--format', 'agent', '--', ...strings(given.paths)], check],
  },
  {
    name: 'calls',
    description: 'Lists every outgoing network call with its timeout, retries, breaker, bulkhead, fallback and cancellation, as JSON.',
    inputSchema: { type: 'object', properties: { paths }, additionalProperties: false },
    annotations: { readOnlyHint: true },
    run: [(given) => ['calls', '--format', 'json', '--', ...strings(given.paths)], calls],
  },
  {
    name: 'explain',
    description:
      'Explains a rule by its name, or an outgoing call by its place (`src/user.ts:12`): what protects it, and why that is known.',
    inputSchema: {
      type: 'object',
      properties: { what: { type: 'string', description: 'A rule, or file:line or file:line:column.' } },
      required: ['what'],
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true },
    run: [(given) => ['explain', '--', ...(given.what === undefined ? [] : [String(given.what)])], explain],
  },
];

/** The answer is what the command would print; what makes it fail is told as the tool's own failure. */
async function used({ run: [words, command] }: Tool, given: Readonly<Record<string, unknown>>, passed: readonly string[]): Promise<object> {
  let text = '';
  const write = (more: string): void => {
    text += more;
  };
  const told = (isError: boolean): object => ({ content: [{ type: 'text', text }], isError });
  try {
    const [name = '', ...rest] = words(given);
    const request = readRequest([name, ...passed, ...rest]);
    const code = await command(request, { out: write, note: weighed(undefined, write), paint: plain, watched: false });
    return told(code === exits.wrongRequest || code === exits.failed);
  } catch (error) {
    if (!(error instanceof WrongRequest)) throw error;
    write(error.message);
    return told(true);
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}
