import type { Catalog } from '../model/catalog';
import { isGenerated, isMinified } from './machine-made';

/** What one look at a text tells, without parsing it. */
export interface Scan {
  /** It names a client of the catalog, so it may hold an outgoing call. */
  readonly hit: boolean;
  /** Every module specifier in it, found loosely: comments and strings may add some. */
  readonly imports: readonly string[];
  readonly generated: boolean;
  readonly minified: boolean;
}

/** White space and comments; the alternatives cannot match the same text in two ways, so nothing is tried twice. */
const gap = String.raw`(?:\s|/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*\n)*`;
/** `from '…'`, `import '…'`, `import('…')`, `require('…')`, `require?.('…')`, and the same with back-ticks. */
const specifiers = new RegExp(`\\b(?:from|import|require)${gap}(?:(?:\\?\\.${gap})?\\(${gap})*(["'\`])([^"'\`\\n]+)\\1`, 'g');
/** Letters and digits may be written by their number, in names as well as in strings. */
const numbered = /\\(?:u00([2-7][\da-f])|u\{0*([2-7][\da-f])\}|x([2-7][\da-f]))/gi;

/**
 * Makes a scanner whose cost does not grow with the number of clients: specifiers are found by one expression and looked
 * up, globals are one expression. It may hit where no call is; it never passes by a file in which a client is named.
 */
export function makeScanner(catalog: Catalog): (text: string, file: string) => Scan {
  const isClient = moduleTest(catalog.clients.flatMap((client) => client.modules));
  const globals = [...new Set(catalog.clients.flatMap((client) => client.globals ?? []))].map(escaped);
  const words = globals.length === 0 ? undefined : new RegExp(`(?<![\\w$])(?:${globals.join('|')})(?![\\w$])`);
  return (raw, file) => {
    const text = raw.includes('\\') ? spelledOut(raw) : raw;
    const imports = new Set<string>();
    for (const match of text.matchAll(specifiers)) imports.add(match[2]!);
    const all = [...imports];
    return {
      hit: all.some(isClient) || words?.test(text) === true,
      imports: all,
      generated: isGenerated(raw, file),
      minified: isMinified(raw),
    };
  };
}

/** Whether one of the modules is meant; `*` in a module stands for any characters. */
function moduleTest(modules: readonly string[]): (specifier: string) => boolean {
  const exact = new Set<string>();
  const patterns = new Map<string, RegExp[]>();
  for (const module of modules) {
    if (!module.includes('*')) {
      exact.add(module);
      continue;
    }
    const head = headOf(module);
    const pattern = new RegExp(`^${module.split('*').map(escaped).join('.*')}$`);
    patterns.set(head, [...(patterns.get(head) ?? []), pattern]);
  }
  const loose = patterns.get('') ?? [];
  const memo = new Map<string, boolean>();
  return (specifier) => {
    let known = memo.get(specifier);
    if (known === undefined) {
      const fits = (pattern: RegExp): boolean => pattern.test(specifier);
      known = exact.has(specifier) || (patterns.get(headOf(specifier)) ?? []).some(fits) || loose.some(fits);
      memo.set(specifier, known);
    }
    return known;
  };
}

/** Scope or first segment: where a pattern is looked up. */
function headOf(module: string): string {
  const head = module.split('/', 1)[0] ?? '';
  return head.includes('*') ? '' : head;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function spelledOut(text: string): string {
  return text.replace(numbered, (written, a?: string, b?: string, c?: string) => {
    const letter = String.fromCharCode(Number.parseInt(a ?? b ?? c ?? '0', 16));
    return /[\w$@/.-]/.test(letter) ? letter : written;
  });
}
