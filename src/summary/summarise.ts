import { ts } from 'ts-morph';
import type { Export, Expr, FileSummary } from '../model/summary';
import { putInMark, summaryVersion } from '../model/summary';
import { parse, syntaxError } from '../source/tree';
import { defined } from './defined';
import { directives } from './directives';
import { type Maker, newContext } from './maker';
import { prototypes } from './prototypes';
import { declareBlock, declareVars } from './scope';
import { statements } from './statements';

/** Reads one file's text into plain data; the tree is dropped. Never throws on any text. */
export function summarise(file: string, text: string): FileSummary {
  const tree = parse(file, text);
  const m: Maker = {
    tree,
    exprs: [{ k: '?' }],
    bindings: [],
    functions: [],
    classes: [],
    contexts: [],
    loops: [],
    tries: [],
    writes: [],
    exports: [],
    stars: [],
    counted: new Set(),
    ids: new Map(),
    callNodes: [],
    scope: { names: new Map(), types: new Map(), up: undefined },
    fn: 0,
    ctx: 0,
  };
  newContext(m, 'fn', 0, undefined, 0);
  m.functions.push({
    n: '',
    kind: 'module',
    at: [0, text.length],
    head: [0, 0],
    parent: 0,
    params: [],
    ret: [],
    ctx: 0,
    body: 0,
    exprs: [0, 0],
  });
  declareBlock(m, tree.statements);
  for (const s of tree.statements) declareVars(m, s);
  statements(m, tree.statements);
  defined(m);
  prototypes(m);
  m.functions[0]!.exprs = [0, m.exprs.length];
  const error = syntaxError(tree);
  return {
    version: summaryVersion,
    exprs: m.exprs,
    bindings: m.bindings,
    functions: m.functions,
    classes: m.classes,
    contexts: m.contexts,
    loops: m.loops,
    tries: m.tries,
    calls: m.callNodes.map((c) => c.id),
    writes: m.writes,
    exports: [...m.exports, ...commonExports(m)],
    stars: m.stars,
    directives: directives(tree),
    counted: [...m.counted],
    pragmas: pragmas(tree),
    ...(isPutIn(tree) ? { putIn: true as const } : {}),
    ...(error === undefined ? {} : { error }),
  };
}

/** `module.exports = x`, `exports.a = x`, `module.exports.a = x`, and `self.a = x` after `const self = module.exports`. */
function commonExports(m: Maker): Export[] {
  const out: Export[] = [];
  const isExports = (e: Expr | undefined): boolean => {
    const base = e?.k === 'mem' && e.n === 'exports' ? m.exprs[e.o] : undefined;
    return base?.k === 'global' && base.n === 'module';
  };
  for (const { o, n, v } of m.writes) {
    const left = m.exprs[o];
    if (left === undefined) continue;
    if (left.k === 'global' && left.n === 'module' && n === 'exports') out.push({ n: '=', e: v });
    else if (left.k === 'global' && left.n === 'exports') out.push({ n, e: v });
    else if (isExports(left)) out.push({ n, e: v });
    else if (left.k === 'ref') {
      const kept = m.bindings[left.b];
      if (kept?.e !== undefined && kept.path === undefined && isExports(m.exprs[kept.e])) out.push({ n, e: v });
    }
  }
  return out;
}

/** Whether a comment at its head says what the resilience module says of itself. */
function isPutIn(tree: ts.SourceFile): boolean {
  return tree.text.slice(0, tree.statements[0]?.getStart()).includes(putInMark);
}

function pragmas(tree: ts.SourceFile): string[] {
  const out: string[] = [];
  for (const s of tree.statements) {
    if (!ts.isExpressionStatement(s) || !ts.isStringLiteral(s.expression)) break;
    out.push(s.expression.text);
  }
  return out;
}
