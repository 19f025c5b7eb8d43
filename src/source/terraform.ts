/** A block of a Terraform text: `resource "aws_lambda_function" "send" { … }`; values stand as they are written. */
export interface Block {
  readonly kind: string;
  readonly labels: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly blocks: readonly Block[];
}

const open = /(\w[\w-]*)((?:\s+(?:"[^"\n]*"|[\w-]+))*)\s*\{/y;
const assigned = /([\w-]+)\s*=(?!=)[ \t]*/y;

/** The blocks of a text, one inside another; what is not understood is passed by. */
export function blocksIn(text: string): readonly Block[] {
  return bodyOf(plain(text), 0).blocks;
}

/** Without comments and long texts, neither of which says how long or which. */
function plain(text: string): string {
  const parts = /"(?:\\.|[^"\\\n])*"|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|<<-?\s*(\w+)[^\n]*\n[\s\S]*?^\s*\1\s*$/gm;
  return text.replace(parts, (part) => (part.startsWith('"') ? part : part.startsWith('<<') ? '?' : ' '));
}

/** Blocks that lie deeper are not read, and nothing behind them. */
const deepest = 40;

function bodyOf(text: string, from: number, depth = 0): Omit<Block, 'kind' | 'labels'> & { readonly end: number } {
  const values = new Map<string, string>();
  const blocks: Block[] = [];
  let at = depth > deepest ? text.length : from;
  while (at < text.length && text[at] !== '}') {
    assigned.lastIndex = at;
    const value = assigned.exec(text);
    if (value !== null) {
      const end = valueEnd(text, assigned.lastIndex);
      values.set(value[1] ?? '', text.slice(assigned.lastIndex, end).trim());
      at = end;
      continue;
    }
    open.lastIndex = at;
    const block = open.exec(text);
    if (block === null) {
      at++;
      continue;
    }
    const { end, ...body } = bodyOf(text, open.lastIndex, depth + 1);
    const labels = [...(block[2] ?? '').matchAll(/[^\s"]+/g)].map(([label]) => label);
    blocks.push({ kind: block[1] ?? '', labels, ...body });
    at = end;
  }
  return { values, blocks, end: at + 1 };
}

/** Where a value ends: at the end of its line, unless a bracket is open. */
function valueEnd(text: string, from: number): number {
  let deep = 0;
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') at = stringEnd(text, at);
    else if (letter === '(' || letter === '[' || letter === '{') deep++;
    else if (letter === ')' || letter === ']' || letter === '}') {
      if (deep === 0) return at;
      deep--;
    } else if (letter === '\n' && deep === 0) return at;
  }
  return text.length;
}

function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"' || text[at] === '\n') return at;
  }
  return text.length;
}

/** What a block says at a path: `service_config.timeout_seconds`. */
export function saidAt({ values, blocks }: Pick<Block, 'values' | 'blocks'>, path: string): string | undefined {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return values.get(name);
  const inside = blocks.find(({ kind }) => kind === name);
  return inside === undefined ? undefined : saidAt(inside, rest.join('.'));
}

/** A folder of Terraform texts, which are one program. */
export interface Terraform {
  readonly blocks: readonly Block[];
  /** The texts that give its variables other values than they have by default. */
  readonly given: string;
}

/** A number as it is written, or as a variable has it by default, where this program is not a part of others that may say otherwise. */
export function numberIn(program: Terraform, written: string): number | undefined {
  const name = /^var\.([\w-]+)$/.exec(written)?.[1];
  const text = name === undefined ? written : defaultOf(program, name);
  const number = /^"?(\d+(?:\.\d+)?)"?$/.exec(text ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

/** A text as it is written, with nothing put into it, or as a variable has it by default. */
export function textIn(program: Terraform, written: string | undefined): string | undefined {
  const name = /^var\.([\w-]+)$/.exec(written ?? '')?.[1];
  const text = /^"([^"]*)"$/.exec((name === undefined ? written : defaultOf(program, name)) ?? '')?.[1];
  return text?.includes('${') === true ? undefined : text;
}

function defaultOf({ blocks, given }: Terraform, name: string): string | undefined {
  const isWhole = blocks.some(({ kind, blocks: inner }) => kind === 'provider' || inner.some((one) => one.kind === 'backend'));
  if (!isWhole || new RegExp(`^\\s*"?${name}"?\\s*[=:]`, 'm').test(given)) return undefined;
  return blocks.find(({ kind, labels }) => kind === 'variable' && labels[0] === name)?.values.get('default');
}

/** The archive that a value leads to, be it through what is uploaded: `data.archive_file.code.output_path`. */
export function archiveBehind({ blocks }: Terraform, written: string | undefined, depth = 0): Block | undefined {
  const [, data, kind, name] = /^(data\.)?(\w+)\.([\w-]+)\.\w+$/.exec(written ?? '') ?? [];
  const of = blocks.find(
    (one) => one.kind === (data === undefined ? 'resource' : 'data') && one.labels[0] === kind && one.labels[1] === name,
  );
  if (of === undefined || depth > 2) return undefined;
  return kind === 'archive_file' ? of : archiveBehind({ blocks, given: '' }, of.values.get('source'), depth + 1);
}

/** A path, from the folder of the program: `path.module`, `"${path.module}/../src"`, `"src"`. */
export function pathIn(written: string | undefined): string | undefined {
  const bare = /^(?:abspath|pathexpand)?\(?(path\.module|"[^"]*")\)?$/.exec(written ?? '')?.[1];
  const text = bare === 'path.module' ? '.' : bare?.slice(1, -1).replace(/^\$\{path\.module\}/, '.');
  return text === undefined || text.includes('${') || text.startsWith('/') ? undefined : text;
}
