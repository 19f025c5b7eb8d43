import { ts } from 'ts-morph';
import { fixTimes } from '../model/fix-times';
import type { Draft, Where } from '../model/remedy';
import type { Span, TextEdit } from '../model/span';
import { importIn } from './draft-imports';
import { argumentFor, propertyAt, writtenAt } from './draft-options';
import { apartFrom, callAt, endOf, freeName, isImport, partOf, startOfCode, statementAt, tiesOf, topNames, unusedAt } from './draft-places';
import { reachesIn } from './draft-reach';
import { fit, fitGrown, fitMade, fittedLine, fittedSignature, fitWrapped } from './fitting';
import { shapesIn } from './draft-shapes';
import type { Pieces } from './pieces';
import { type Sheet, sheetFor } from './sheet';
import { indentAt, styled } from './style';
import { parseOnce } from './tree';

/** A pen and what came of it. */
export interface Pen extends Draft {
  /** Every change so far, new files included as an edit of an empty text. */
  edits(): readonly TextEdit[];
}

/** What the pen may ask of the project. */
export interface Paper {
  /** Text without its byte-order mark; `undefined` when there is no such file. */
  readonly text: (file: string) => string | undefined;
  /** How relative imports end here: `.js`, `.ts`, or nothing. */
  readonly ending: (file: string) => '.js' | '.ts' | '';
  /** Whether a file without any import is a module of its own kind or CommonJS. */
  readonly commonJs: (file: string) => boolean;
}

/** A pen over a project; nothing is written anywhere but in its own edits. */
export function makePen(paper: Paper): Pen {
  const sheets = new Map<string, { readonly sheet: Sheet; readonly pieces: Pieces }>();
  const fresh = new Map<string, string>();

  const sheetOf = (file: string): Sheet | undefined => {
    const known = sheets.get(file);
    if (known !== undefined) return known.sheet;
    const text = paper.text(file);
    if (text === undefined) return undefined;
    const made = sheetFor(file, text, paper.text);
    sheets.set(file, made);
    return made.sheet;
  };
  const must = (file: string): Sheet => {
    const sheet = sheetOf(file);
    if (sheet === undefined) throw new Error(`There is no file ${file} to write in.`);
    return sheet;
  };
  /** The object an option lives in and the property itself, as far as they are there. */
  const slot = (means: Where, option: string, written = false) => {
    const sheet = sheetOf(means.at.file);
    const call = sheet === undefined ? undefined : callAt(sheet.tree(), sheet.now(means.at));
    const place = call === undefined ? undefined : argumentFor(call, means);
    if (sheet === undefined || call === undefined) return undefined;
    const found = place === undefined ? undefined : propertyAt(place, [...place.rest, ...option.split('.')]);
    // Who changes what is written looks for it in every place where it may stand.
    const there = written && found?.written === undefined ? writtenAt(call, means, option.split('.')) : undefined;
    return place === undefined && there === undefined ? undefined : { sheet, found: there ?? found };
  };

  return {
    text(span) {
      const sheet = sheetOf(span.file);
      if (sheet === undefined) return undefined;
      const { start, end } = sheet.now(span);
      return sheet.text().slice(start, end);
    },
    around(span, part) {
      const sheet = sheetOf(span.file);
      if (sheet === undefined) return undefined;
      const found = partOf(parseOnce(span.file, paper.text(span.file) ?? ''), span, part);
      return found === undefined ? undefined : { file: span.file, start: found[0], end: found[1] };
    },
    ...shapesIn((file) => parseOnce(file, paper.text(file) ?? '')),
    reaches: (span) => reachesIn(parseOnce(span.file, paper.text(span.file) ?? ''), span),
    ties: (span) => tiesOf(parseOnce(span.file, paper.text(span.file) ?? ''), span),
    names: (file) => {
      const sheet = sheetOf(file);
      return sheet === undefined ? new Set<string>() : topNames(sheet.tree());
    },
    setOption(means, option, code, lends = false) {
      const asked = typeof code !== 'string';
      const before = slot(means, option, asked)?.found;
      if (before === undefined) return false;
      const wanted = typeof code === 'string' ? code : code(before.written, before.perhaps);
      // The function may have written elsewhere in the file.
      const at = slot(means, option, asked);
      if (wanted === undefined || wanted === before.written || at?.found === undefined) return false;
      const text = at.sheet.text();
      const { lend = at.found.set, handed, set, yields } = at.found;
      const how = typeof lends === 'function' ? lends() : lends;
      // What callers chose is neither replaced nor taken for what goes before it.
      if (how === 'any' ? at.found.written !== undefined && at.found.lend === undefined : yields === true) return false;
      (how === 'any' || (how && handed === true) ? lend : set)(at.sheet, wanted);
      grown(at.sheet, means.at, text);
      fitted(at.sheet, means.at, 'options');
      return true;
    },
    option(means, option) {
      const { file } = means.at;
      const call = callAt(parseOnce(file, paper.text(file) ?? ''), means.at);
      const place = call === undefined ? undefined : argumentFor(call, means);
      const value = place === undefined ? undefined : propertyAt(place, [...place.rest, ...option.split('.')])?.at;
      return value === undefined ? undefined : { file, start: value.getStart(), end: value.end };
    },
    dropOption(means, option) {
      const at = slot(means, option);
      if (at?.found?.drop === undefined) return undefined;
      const { written } = at.found;
      at.found.drop(at.sheet);
      return written;
    },
    shift(span, index, code) {
      const sheet = sheetOf(span.file);
      const before = sheet === undefined ? undefined : callAt(sheet.tree(), sheet.now(span))?.arguments?.[index];
      if (sheet === undefined || before === undefined) return false;
      const start = before.getStart();
      const line = /(?:^|\n)([ \t]*)$/.exec(sheet.text().slice(0, start))?.[1];
      sheet.put(start, start, `${code},${line === undefined ? ' ' : `${sheet.manner.eol}${line}`}`);
      fitted(sheet, span, 'options');
      return true;
    },
    chain(span, member, code) {
      const sheet = sheetOf(span.file);
      const call = sheet === undefined ? undefined : callAt(sheet.tree(), sheet.now(span));
      if (sheet === undefined || call === undefined) return false;
      for (let link: ts.Node = call; ts.isCallExpression(link) || ts.isPropertyAccessExpression(link); link = link.parent) {
        if (!ts.isCallExpression(link) || !ts.isPropertyAccessExpression(link.expression) || link === call) continue;
        if (link.expression.name.text !== member) continue;
        const [first] = link.arguments;
        if (first === undefined) sheet.write(link.end - 1, link.end - 1, code);
        else sheet.write(first.getStart(), first.end, code);
        return true;
      }
      const next = call.parent;
      const lines = ts.isPropertyAccessExpression(next) ? sheet.text().slice(call.end, next.name.getStart()) : '';
      const broken = /^(\s*\n\s*)\./.exec(lines)?.[1] ?? '';
      sheet.put(call.end, call.end, `${broken}.${member}(${styled(code, sheet.manner, indentAt(sheet.text(), call.end))})`);
      fitted(sheet, span, 'chain');
      return true;
    },
    replace(span, code) {
      const sheet = must(span.file);
      const { start, end } = sheet.now(span);
      sheet.write(start, end, code);
    },
    wrap(span, before, after) {
      const sheet = must(span.file);
      const { start, end } = sheet.now(span);
      const bare = sheet.fit?.bareParameter === true ? before.replace(/\((\w+)\) => $/, '$1 => ') : before;
      fitWrapped(sheet, [start, end], bare, after);
    },
    insert(span, place, code) {
      const sheet = sheetOf(span.file);
      const statement = sheet === undefined ? undefined : statementAt(sheet.tree(), sheet.now(span));
      if (sheet === undefined || statement === undefined) return false;
      const [start, end] = statement;
      const base = indentAt(sheet.text(), start);
      const { eol } = sheet.manner;
      const own = apartFrom(
        fittedLine(sheet, styled(code, sheet.manner, base), base),
        sheet.text().slice(place === 'before' ? start : end),
      );
      if (place === 'before') sheet.put(start, start, `${own}${eol}${base}`);
      else sheet.put(end, end, `${eol}${base}${own}`);
      return true;
    },
    importName: (file, module, name, how = {}) => importIn(must(file), paper, module, name, how),
    hoist(file, name, code, uses = []) {
      const sheet = must(file);
      const tree = sheet.tree();
      const plain = (text: string): string => text.replace(/[\s_;]/g, '').replace(/"/g, "'");
      for (const statement of tree.statements) {
        if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue;
        for (const { name: own, initializer } of statement.declarationList.declarations) {
          if (!ts.isIdentifier(own) || initializer === undefined || plain(initializer.getText()) !== plain(code)) continue;
          // A name that says something else by chance holds the same number; what is made of the same code, as a breaker is, belongs to its name.
          if (
            isNumber(code) ? words(own.text).every((word) => words(name).includes(word) || general.has(word)) : isNumbered(own.text, name)
          )
            return own.text;
        }
      }
      const free = freeName(sheet.text(), name);
      // It stands above whatever uses it, wherever else the file imports something.
      const first = Math.min(...uses.map((use) => sheet.now(use).start));
      const last = tree.statements.findLast((one) => isImport(one) && one.end <= first);
      const text = styled(`const ${free} = ${code};`, sheet.manner, '');
      const { eol } = sheet.manner;
      const kin = isNumber(code) ? timeBehind(tree, last) : undefined;
      if (kin !== undefined) {
        sheet.put(kin, kin, `${eol}${text}`);
        return free;
      }
      const at = last === undefined ? startOfCode(tree) : endOf(last);
      const behind = sheet.text().slice(at);
      const own = apartFrom(text, behind);
      const apart = /^[^\S\n]*(\/\/[^\n]*)?\r?\n\s*(\n|$)/.test(behind) || behind === '';
      const fitting = fittedSignature(sheet, own);
      sheet.put(at, at, last === undefined ? `${fitting}${eol}${eol}` : `${eol}${eol}${fitting}${apart ? '' : eol}`);
      fitMade(sheet, free);
      return free;
    },
    dropUnused(near, name) {
      const sheet = sheetOf(near.file);
      const statement = sheet === undefined ? undefined : unusedAt(sheet.tree(), sheet.now(near), name);
      if (sheet === undefined || statement === undefined) return false;
      const text = sheet.text();
      const start = text.lastIndexOf('\n', statement.getStart() - 1) + 1;
      const alone = text.slice(start, statement.getStart()).trim() === '';
      const behind = (alone ? /^[ \t]*\r?\n/ : /^ */).exec(text.slice(statement.end))?.[0].length ?? 0;
      sheet.put(alone && behind > 0 ? start : statement.getStart(), statement.end + behind, '');
      return true;
    },
    create(file, text) {
      if (fresh.get(file) === text) return true;
      if (fresh.has(file) || paper.text(file) !== undefined) return false;
      fresh.set(file, text);
      return true;
    },
    append(file, text) {
      const sheet = must(file);
      const end = sheet.text().length;
      sheet.put(end, end, sheet.text().endsWith('\n') ? text : `${sheet.manner.eol}${text}`);
    },
    edits: () => [
      ...[...sheets].flatMap(([file, { pieces }]) => pieces.edits(file)),
      ...[...fresh].map(([file, text]) => ({ span: { file, start: 0, end: 0 }, text })),
    ],
  };
}

function isNumber(code: string): boolean {
  return /^[\d_.]+$/.test(code);
}

const ownTime = new RegExp(String.raw`^const ${fixTimes}\d* = [\d_]+;?$`);

/** Where the times end that earlier fixes put behind the imports. */
function timeBehind(tree: ts.SourceFile, last: ts.Statement | undefined): number | undefined {
  const next = tree.statements[last === undefined ? 0 : tree.statements.indexOf(last) + 1];
  return next !== undefined && ownTime.test(next.getText()) ? next.end : undefined;
}

/** Breaks a line that a change to a call made too long. */
function fitted(sheet: Sheet, span: Span, what: Parameters<typeof fit>[2]): void {
  // What is still too long in a chain that was broken is broken in turn.
  for (let turn = 0; turn < 2 && sheet.fit !== undefined; turn++) {
    const call = callAt(sheet.tree(), sheet.now(span));
    if (call !== undefined) fit(sheet, call, what);
  }
}

/** Breaks an object that was made too long for its line by what was put into it. */
function grown(sheet: Sheet, span: Span, before: string): void {
  if (sheet.fit === undefined && sheet.limit === undefined) return;
  const call = callAt(sheet.tree(), sheet.now(span));
  if (call !== undefined) fitGrown(sheet, call, before);
}

/** Words that narrow nothing down. */
const general: ReadonlySet<string> = new Set([
  'default',
  'http',
  'https',
  'fetch',
  'request',
  'api',
  'call',
  'network',
  'max',
  'maximum',
  'limit',
  'concurrency',
]);

/** `limiter2` where `limiter` was wished for. */
function isNumbered(name: string, wished: string): boolean {
  return name.startsWith(wished) && /^\d*$/.test(name.slice(wished.length));
}

/** The words a name is made of, without those that say nothing. */
function words(name: string): readonly string[] {
  return name
    .split(/_|(?<=[a-z])(?=[A-Z])/)
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2);
}
