import type { Catalog } from '../model/catalog';
import { isGenerated, isMinified } from './machine-made';

/** What one look at a text tells, without parsing it. */
export interface Scan {
  /** It names a client of the catalog, so it may hold an outgoing call, or a library of policies, so it may make one, or something that tries again what it is handed. */
  readonly hit: boolean;
  /** Every module specifier in it, found loosely: comments and strings may add some. */
  readonly imports: readonly string[];
  readonly generated: boolean;
  readonly minified: boolean;
}

/** `from '…'`, `import '…'`, `import('…')`, `require('…')`, `require?.('…')`, and the same with back-ticks. */
const keywords = /\b(?:from|import|require)(?![\w$])/g;
const blank = /\s/;
/** A function, or what holds one, that says by its name that it tries again. */
const repeats = /retr(?:y|ies)[\w$]*['"]?\s*(?:[=(<:{]|extends|implements)/i;
/** Letters and digits may be written by their number, in names as well as in strings. */
const numbered = /\\(?:u00([2-7][\da-f])|u\{0*([2-7][\da-f])\}|x([2-7][\da-f]))/gi;

/**
 * Makes a scanner whose cost does not grow with the number of clients: specifiers are found by one expression and looked
 * up, globals are one expression. It may hit where no call is; it never passes by a file in which a client, or a library whose policies are values, is named.
 */
export function makeScanner(catalog: Catalog): (text: string, file: string) => Scan {
  const makers = catalog.guards.filter((guard) => guard.forms.some(({ form }) => form === 'make' || form === 'wrap' || form === 'combine'));
  const isTold = moduleTest([...catalog.clients, ...makers].flatMap((model) => model.modules));
  const globals = [...new Set(catalog.clients.flatMap((client) => client.globals ?? []))].map(spoken);
  const words = globals.length === 0 ? undefined : new RegExp(`(?<![\\w$])(?:${globals.join('|')})(?![\\w$])`);
  return (raw, file) => {
    const text = raw.includes('\\') ? spelledOut(raw) : raw;
    const all = specifiersIn(text);
    return {
      hit: all.some(isTold) || words?.test(text) === true || repeats.test(text),
      imports: all,
      generated: isGenerated(raw, file),
      minified: isMinified(raw),
    };
  };
}

/** Every string right behind a word that imports; comments, brackets and `?.` may stand between. Each character is looked at a bounded number of times. */
function specifiersIn(text: string): string[] {
  const found = new Set<string>();
  let closedFrom = 0;
  let closedAt = -1;
  /** End of the comment that is open at an offset; the last answer serves as long as it lies ahead. */
  const commentEnd = (from: number): number => {
    if (closedAt < from || from < closedFrom) {
      closedFrom = from;
      const at = text.indexOf('*/', from);
      closedAt = at < 0 ? Number.POSITIVE_INFINITY : at;
    }
    return closedAt;
  };
  const pastGap = (from: number): number => {
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 47 && text.charCodeAt(at + 1) === 42) {
        const end = commentEnd(at + 2);
        if (end === Number.POSITIVE_INFINITY) return text.length;
        at = end + 2;
      } else if (code === 47 && text.charCodeAt(at + 1) === 47) {
        const end = text.indexOf('\n', at);
        if (end < 0) return text.length;
        at = end + 1;
      } else if (code <= 32 || (code > 127 && blank.test(text[at] ?? ''))) at++;
      else return at;
    }
  };
  keywords.lastIndex = 0;
  for (let match = keywords.exec(text); match !== null; match = keywords.exec(text)) {
    let at = pastGap(keywords.lastIndex);
    for (;;) {
      const next = text.startsWith('?.', at) ? pastGap(at + 2) : at;
      if (text[next] !== '(') break;
      at = pastGap(next + 1);
    }
    const quote = text[at];
    if (quote !== "'" && quote !== '"' && quote !== '`') continue;
    const name = stringAt(text, at + 1, quote);
    if (name !== undefined) found.add(name);
  }
  return [...found];
}

/** What stands up to the closing quote on the same line, unless another kind of quote comes first. */
function stringAt(text: string, from: number, quote: string): string | undefined {
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === quote) return at === from ? undefined : text.slice(from, at);
    if (letter === '\n' || letter === "'" || letter === '"' || letter === '`') return undefined;
  }
  return undefined;
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
  const anywhere = [...patterns.keys()].some((head) => head.startsWith('*/'));
  const memo = new Map<string, boolean>();
  return (specifier) => {
    let known = memo.get(specifier);
    if (known === undefined) {
      const fits = (pattern: RegExp): boolean => pattern.test(specifier);
      known = exact.has(specifier) || (patterns.get(headOf(specifier)) ?? []).some(fits) || loose.some(fits);
      // A folder of that name may lie anywhere.
      if (!known && anywhere) known = specifier.split('/').some((folder) => patterns.get(`*/${folder}`)?.some(fits) === true);
      memo.set(specifier, known);
    }
    return known;
  };
}

/** Scope or first segment: where a pattern is looked up; of one that begins anywhere the folder that it names first. */
function headOf(module: string): string {
  const [head = '', next = ''] = module.split('/', 2);
  if (head === '*' && next !== '' && !next.includes('*')) return `*/${next}`;
  return head.includes('*') ? '' : head;
}

/** A global as it stands in a text; what is a sign as well, as `$` is, counts where a member of it is asked for. */
function spoken(name: string): string {
  return /\w$/.test(name) ? escaped(name) : `${escaped(name)}(?=\\s*\\??\\.)`;
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
