// The part of the compiler that reads source: what `ts.…` our own sources ask for, and what that rests on. The whole compiler
// is nine megabytes of which a run needs a seventh, and loading it would cost more than reading a hundred files.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const home = createRequire(require.resolve('ts-morph'))
  .resolve('@ts-morph/common')
  .replace(/[^/\\]+$/, '');
const file = join(home, 'typescript.js');
const name = 'breakwater:compiler';

/** Gives `import { ts } from 'ts-morph'` the part of the compiler that is needed, bound name by name. */
export const compiler = {
  name: 'compiler',
  setup(building) {
    building.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes("from 'ts-morph'")) return undefined;
      return { contents: text.replace("import { ts } from 'ts-morph';", `import * as ts from '${name}';`), loader: 'ts' };
    });
    building.onResolve({ filter: /^breakwater:compiler$/ }, () => ({ path: name, namespace: 'compiler' }));
    building.onLoad({ filter: /.*/, namespace: 'compiler' }, async () => ({
      contents: await readingPart(),
      loader: 'js',
      resolveDir: root,
    }));
  },
};

/** The text of a module with the names that our sources use; kept between builds while neither changes. */
export async function readingPart() {
  const source = readFileSync(file, 'utf8');
  const wanted = namesUsed();
  const key = createHash('sha256')
    .update(source)
    .update(wanted.join())
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex')
    .slice(0, 16);
  const kept = join(root, 'node_modules/.cache/breakwater', `compiler-${key}.mjs`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const made = await cut(source, wanted);
  mkdirSync(join(kept, '..'), { recursive: true });
  writeFileSync(kept, made);
  return made;
}

/** Every `ts.name` in our sources; those that are types only are not among what the compiler exports. */
function namesUsed() {
  const names = new Set();
  for (const path of readdirSync(join(root, 'src'), { recursive: true })) {
    if (!path.endsWith('.ts')) continue;
    const text = readFileSync(join(root, 'src', path), 'utf8');
    if (!text.includes("from 'ts-morph'")) continue;
    for (const [, one] of text.matchAll(/\bts\.(\w+)/g)) names.add(one);
  }
  return [...names].sort();
}

async function cut(source, wanted) {
  const ts = require(file);
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const statements = bodyOf(ts, tree);
  const exported = exportsOf(ts, statements);
  const spaces = statements.map((statement) => spaceOf(ts, statement));
  const single = new Set(
    spaces.flatMap((space) => space?.name ?? []).filter((one, i, all) => all.indexOf(one) === i && all.lastIndexOf(one) === i),
  );
  const out = [];
  let messages;
  let place = 0;
  statements.forEach((statement, i) => {
    const space = spaces[i];
    if (space !== undefined) out.push(space.code);
    else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) out.push(source.slice(statement.pos, statement.end));
    else if (ts.isVariableStatement(statement)) {
      const [one, ...more] = statement.declarationList.declarations;
      if (more.length === 0 && one.initializer === undefined && single.has(one.name.text)) return;
      if (one.name.text === 'Diagnostics') [messages, place] = [one.initializer.properties, out.push('') - 1];
      else out.push(withoutEffect(ts, source, statement));
    }
    // What is left registers refactorings, sets up the editor's services, or speaks to the machine.
  });
  const names = wanted.filter((one) => exported.has(one));
  const tail = `\n${methods}\nexport { ${names.map((one) => (exported.get(one) === one ? one : `${exported.get(one)} as ${one}`)).join(', ')} };\n`;
  const draft = (diagnostics) => {
    out[place] = `\nvar Diagnostics = {\n${diagnostics.map((p) => source.slice(p.pos, p.end)).join(',\n')}\n};`;
    return `${out.join('')}${tail}`;
  };
  const used = new Set([...(await shaken(draft(messages))).matchAll(/\bDiagnostics\.([\w$]+)/g)].map(([, one]) => one));
  return await shaken(draft(messages.filter((p) => used.has(p.name.text))));
}

/** The whole compiler is the body of one function, which is handed the module to fill. */
function bodyOf(ts, tree) {
  let found;
  const visit = (node) => {
    if (found !== undefined) return;
    if (ts.isArrowFunction(node) && node.parameters[0]?.name.text === 'module') found = node.body.statements;
    else ts.forEachChild(node, visit);
  };
  visit(tree);
  if (found === undefined) throw new Error('The compiler is written in another form than this script knows.');
  return found;
}

/** Name as exported, name as declared. */
function exportsOf(ts, statements) {
  for (const statement of statements) {
    const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (
      call === undefined ||
      !ts.isCallExpression(call) ||
      call.expression.text !== '__export' ||
      call.arguments[0].text !== 'typescript_exports'
    )
      continue;
    return new Map(call.arguments[1].properties.map((p) => [p.name.text, p.initializer.body.text]));
  }
  throw new Error('The compiler exports in another form than this script knows.');
}

/** `((Inner) => { … })(Name || (Name = {}))`, as a value that can be left out when nobody asks for it. */
function spaceOf(ts, statement) {
  const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (call === undefined || !ts.isCallExpression(call) || !ts.isParenthesizedExpression(call.expression)) return undefined;
  const fn = call.expression.expression;
  const [given] = call.arguments;
  if (!ts.isArrowFunction(fn) || given === undefined || !ts.isBinaryExpression(given) || !ts.isIdentifier(given.left)) return undefined;
  const inner = fn.parameters[0].name.text;
  const { pos, end } = fn.body.statements;
  const body = statement.getSourceFile().text.slice(pos, end);
  return { name: given.left.text, code: `\nvar ${given.left.text} = /* @__PURE__ */ ((${inner}) => {${body}\nreturn ${inner};\n})({});` };
}

/** Declarations whose value is worked out when the module loads may be left out, too, when nobody asks for it. */
function withoutEffect(ts, source, statement) {
  const declarations = statement.declarationList.declarations;
  const [{ initializer }] = declarations;
  const text = source.slice(statement.pos, statement.end);
  if (declarations.length > 1 || initializer === undefined || ts.isFunctionLike(initializer) || ts.isLiteralExpression(initializer))
    return text;
  const at = initializer.pos - statement.pos;
  if (ts.isCallExpression(initializer) || ts.isNewExpression(initializer)) return `${text.slice(0, at)} /* @__PURE__ */${text.slice(at)}`;
  return `${text.slice(0, at)} /* @__PURE__ */ (() => (${source.slice(initializer.pos, initializer.end)}))();`;
}

async function shaken(contents) {
  const result = await build({
    stdin: { contents, loader: 'js', resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    treeShaking: true,
    write: false,
    logLevel: 'error',
  });
  return result.outputFiles[0].text;
}

/** What our sources ask of a node; in the whole compiler these come with the editor's services. */
const methods = `
class PrivateName extends objectAllocator.getPrivateIdentifierConstructor() {}
objectAllocator.getPrivateIdentifierConstructor = () => PrivateName;
const Name = objectAllocator.getIdentifierConstructor();
for (const Made of [PrivateName, Name]) Object.defineProperty(Made.prototype, 'text', { get() { return idText(this); } });
for (const Made of new Set([objectAllocator.getNodeConstructor(), objectAllocator.getTokenConstructor(), Name])) {
  Made.prototype.getStart = function (tree) { return getTokenPosOfNode(this, tree); };
  Made.prototype.getFullStart = function () { return this.pos; };
  Made.prototype.getSourceFile = function () { return getSourceFileOfNode(this); };
  Made.prototype.getText = function (tree) { return (tree ?? getSourceFileOfNode(this)).text.slice(getTokenPosOfNode(this, tree), this.end); };
}
`;
