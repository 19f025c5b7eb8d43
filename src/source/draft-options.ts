import { ts } from 'ts-morph';
import type { Where } from '../model/remedy';
import type { Sheet } from './sheet';
import { bare, cannotBeOptions, constructionOf, isCallback, isNothing, isText, mayBeText, objectOf, parameterOf } from './draft-arguments';
import { asDocument, tellWithin } from './draft-documents';
import { filledSlot } from './draft-filled';
import { mayStandIn, namedFor } from './draft-named';
import { addFirst, addProperty, dropProperty, inside, keyOf, nameOf, nested, property } from './draft-properties';
import { isPutLater, mayHold, maybeFrom, spreadsIn } from './draft-spreads';
import { indentAt, styled } from './style';

/** Where the options of a call are, or would be put. */
export interface OptionsPlace {
  readonly call: ts.CallExpression | ts.NewExpression;
  readonly index: number;
  /** The argument, when it is there. */
  readonly node?: ts.Expression;
  /** The way into it before the option's own path begins. */
  readonly rest: readonly string[];
  /** The option that the argument, a text, stands for. */
  readonly statement?: string;
  /** Those that the arguments behind it stand for. */
  readonly behind?: readonly string[];
}

/** One option where it stands or may be put. */
export interface Slot {
  /** What is written there. */
  readonly written?: string;
  /** How an object that is spread there would be asked for it, when nothing is written and it may bring it. */
  readonly perhaps?: string;
  /** Where that is written in place; a method is its own value. */
  readonly at?: ts.Node;
  readonly set: (sheet: Sheet, code: string) => void;
  /** The same in front of what may be there already, so that this wins. */
  readonly lend?: (sheet: Sheet, code: string) => void;
  /** Callers hand in what may be there. */
  readonly handed?: true;
  /** What may be there stays in force in any case, so that it is for nothing that must go before it. */
  readonly yields?: true;
  readonly drop?: (sheet: Sheet) => void;
}

/** The argument that holds the options, or where one fits in: an object with the address, then the wished places in order. */
export function argumentFor(
  call: ts.CallExpression | ts.NewExpression,
  { args, target, makes, statement, behind }: Omit<Where, 'at'>,
): OptionsPlace | undefined {
  const given: readonly ts.Expression[] = call.arguments ?? [];
  if (given.some((one) => ts.isSpreadElement(one))) return undefined;
  const wished = args.map(parsed);
  const address = target === undefined ? undefined : parsed(target).index;
  const last = given[given.length - 1];
  const count = last !== undefined && isCallback(last) ? given.length - 1 : given.length;
  for (const { index, rest } of wished) {
    const node = given[index];
    // `needle('get', url, options)`: where options may stand in several places, those that are there say in which.
    if (node !== undefined && index !== address && wished.length > 1 && isNamedOptions(node)) return { call, index, node, rest };
    if (node === undefined || (index !== address && makes !== true && !ts.isNewExpression(call))) continue;
    const named = index === address ? isNamedRequest(node) : isNamedOptions(node);
    // Whoever calls may hand over an address under this name, which is no object to spread.
    if (named && index === address && ts.isIdentifier(node) && parameterOf(node)?.type === undefined && parameterOf(node) !== undefined)
      return undefined;
    if (objectOf(node) !== undefined || named) return { call, index, node, rest };
  }
  // `new Redis(redisInfo())`: beside options that a function gives, further ones are not heard.
  const [first] = given;
  if (first !== undefined && wished.length > 1 && wished.some(({ index }) => index === 0) && mayGiveOptions(first)) return undefined;
  for (const { index, rest } of wished) {
    const node = given[index];
    if (index < count && node !== undefined) {
      if (statement !== undefined && behind !== undefined) return asDocument({ call, index, node, rest, statement, behind });
      if (statement !== undefined && isText(node)) return { call, index, node, rest, statement };
      if (statement !== undefined && makes !== true && objectOf(node) === undefined) return undefined;
      if (index === address || cannotBeOptions(node)) continue;
      // `createTable(x)` takes a name of one client, and options of another.
      if (wished.length > 1 && makes !== true && isUntold(node)) return undefined;
      return { call, index, node, rest };
    }
    if (index === count && (index > 0 || wished[0]?.index === 0 || address === 0)) return { call, index, rest };
  }
  return undefined;
}

/** The option where it is written already, in the first of the wished places that holds it as an object. */
export function writtenAt(
  call: ts.CallExpression | ts.NewExpression,
  { args }: Omit<Where, 'at'>,
  path: readonly string[],
): Slot | undefined {
  for (const { index, rest } of args.map(parsed)) {
    const node = call.arguments?.[index];
    const found = node === undefined || !ts.isObjectLiteralExpression(bare(node)) ? undefined : slotIn(node, [...rest, ...path]);
    if (found?.written !== undefined) return found;
  }
  return undefined;
}

/** `new Redis(url, options)`: what is handed on under this name is neither a host nor a login. */
function isNamedOptions(node: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  return ts.isIdentifier(name) && /(?:^|[a-z])(?:options|opts|config|settings)$/i.test(name.text) && !mayBeText(node);
}

/** A name that says nothing of what it holds. */
function isUntold(written: ts.Expression): boolean {
  const node = bare(written);
  return (
    (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) &&
    !isNothing(node) &&
    objectOf(node) === undefined &&
    !isNamedOptions(node)
  );
}

/** `axios(postOptions)`: where the address may stand, what is handed on under this name is the whole request. */
function isNamedRequest(node: ts.Expression): boolean {
  return (
    (isNamedOptions(node) || (ts.isIdentifier(node) && /(?:^|[a-z])(?:request|params|init)$/i.test(node.text))) && !cannotBeOptions(node)
  );
}

/** What a function gives where the address may stand, unless its name says that it is one. */
function mayGiveOptions(written: ts.Expression): boolean {
  const node = bare(written);
  if (ts.isAwaitExpression(node)) return mayGiveOptions(node.expression);
  if (!ts.isCallExpression(node)) return false;
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  return !ts.isIdentifier(name) || !textual.test(name.text);
}

/** Functions of an address or a text. */
const textual =
  /ur[il]|href|dsn|address|endpoint|path|host|route|link|(?:^|_)(?:String|toString|join|concat|replace|replaceAll|trim|slice|format)$|string$/i;

function parsed(path: string): { readonly index: number; readonly rest: readonly string[] } {
  const found = /^arg\[(\d+)\](?:\.(.*))?$/.exec(path);
  return { index: Number(found?.[1] ?? 0), rest: found?.[2] === undefined ? [] : found[2].split('.') };
}

/** The option at a path, seen from the argument; `undefined` where it cannot be told what a change would do. */
export function propertyAt(place: OptionsPlace, path: readonly string[]): Slot | undefined {
  const { call, index, node, statement } = place;
  if (node !== undefined && statement !== undefined) return { set: (sheet, code) => tellWithin(place, node, path, sheet, code) };
  if (node !== undefined) return slotIn(node, path);
  return {
    set(sheet, code) {
      const given = call.arguments;
      const object = nested(path, code, sheet);
      const before = given?.[index - 1];
      const next = given?.[index];
      const text = sheet.text();
      if (given === undefined) sheet.write(call.end, call.end, `(${object})`);
      else if (next !== undefined) sheet.write(next.getStart(), next.getStart(), `${object}, `);
      else if (before === undefined) sheet.write(call.end - 1, call.end - 1, object);
      else if (!/\n/.test(text.slice(call.expression.end, (given[0] ?? before).getStart())))
        sheet.write(before.end, before.end, `, ${object}`);
      else {
        const base = indentAt(text, before.getStart());
        sheet.put(before.end, before.end, `,${sheet.manner.eol}${base}${styled(object, sheet.manner, base)}`);
      }
    },
  };
}

function slotIn(written: ts.Expression, path: readonly string[]): Slot | undefined {
  const node = bare(written);
  const [name = '', ...rest] = path;
  if (isNothing(node)) return { set: (sheet, code) => sheet.write(written.getStart(), written.end, nested(path, code, sheet)) };
  if (ts.isNewExpression(node)) {
    const [first] = node.arguments ?? [];
    return propertyAt({ call: node, index: 0, ...(first === undefined ? {} : { node: first }), rest: [] }, path);
  }
  const assigned = assignedLast(node);
  if (assigned !== undefined) {
    const { object, under } = assigned;
    // What callers hand in, or what the others hold there, would be lost.
    const isLost = (one: ts.Expression): boolean =>
      (ts.isIdentifier(one) && parameterOf(one) !== undefined) || (rest.length > 0 && mayHold(one, name));
    return under.some((one) => isLost(bare(one))) ? undefined : slotIn(object, path);
  }
  const sides = eitherSide(node, path);
  if (sides !== undefined) return sides;
  if (!ts.isObjectLiteralExpression(node)) {
    const spread = spreadSlot(node, path);
    const named = spread === undefined ? undefined : namedFor(node, name);
    const there = named === undefined ? undefined : slotIn(named.object, path);
    if (spread === undefined || named === undefined || there === undefined) return spread;
    return { ...spread, set: (sheet, code) => (mayStandIn(named, code) ? there : spread).set(sheet, code) };
  }
  const own = node.properties.findLast((one) => one.name !== undefined && nameOf(one.name) === name);
  // `{ ...config, dialectOptions: { query_timeout } }`: what the configuration holds there would be lost.
  if (own === undefined && rest.length > 0 && spreadsIn(node).some((one) => mayHold(one, name))) return undefined;
  if (own === undefined)
    return {
      ...maybeFrom(spreadsIn(node), path),
      ...(rest.length === 0 && spreadsIn(node).length > 0
        ? { lend: (sheet: Sheet, code: string) => addFirst(sheet, node, property(name, code)) }
        : {}),
      set: (sheet, code) => addProperty(sheet, node, property(name, rest.length === 0 ? code : nested(rest, code, sheet))),
    };
  if (ts.isPropertyAssignment(own)) {
    if (rest.length > 0) return wayInto(own.initializer, rest);
    return {
      written: own.initializer.getText(),
      at: own.initializer,
      ...otherwise(own.initializer),
      set: (sheet, code) => sheet.write(own.initializer.getStart(), own.initializer.end, code),
      drop: (sheet) => dropProperty(sheet, node, own),
    };
  }
  if (ts.isMethodDeclaration(own) && rest.length === 0)
    return {
      written: own.getText(),
      at: own,
      set: (sheet, code) => sheet.write(own.getStart(), own.end, property(name, code)),
      drop: (sheet) => dropProperty(sheet, node, own),
    };
  if (!ts.isShorthandPropertyAssignment(own)) return undefined;
  if (rest.length > 0 && objectOf(own.name) === undefined) return wayInto(own.name, rest);
  return {
    written: name,
    ...(rest.length === 0
      ? { lend: (sheet: Sheet, code: string) => sheet.write(own.getStart(), own.end, `${name}: ${name} ?? ${code}`), handed: true as const }
      : {}),
    set: (sheet, code) =>
      sheet.write(own.getStart(), own.end, `${name}: ${rest.length === 0 ? code : `{ ...${name}, ${inside(nested(rest, code, sheet))} }`}`),
    drop: (sheet) => dropProperty(sheet, node, own),
  };
}

/** `isLocal ? { endpoint } : { region }`: what is said on both sides holds in any case. */
function eitherSide(node: ts.Expression, path: readonly string[]): Slot | undefined {
  if (!ts.isConditionalExpression(node)) return undefined;
  const objects = [node.whenTrue, node.whenFalse].map(bare);
  if (!objects.every((one) => ts.isObjectLiteralExpression(one))) return undefined;
  const [first, second] = objects.map((one) => slotIn(one, path));
  if (first === undefined || second === undefined) return undefined;
  // What one of them says, or may bring, is that side's own.
  if ([first, second].some(({ written, perhaps }) => (written ?? perhaps) !== undefined)) return undefined;
  return {
    set(sheet, code) {
      // The later one first, so that the other is where it was.
      second.set(sheet, code);
      first.set(sheet, code);
    },
  };
}

/** What is written may be nothing, where a caller says nothing: `timeout: options.timeout ?? 5000`. */
function otherwise(written: ts.Expression): Pick<Slot, 'lend' | 'handed'> {
  const node = bare(written);
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node) && !ts.isConditionalExpression(node)) return {};
  if (isNothing(node)) return {};
  const text = ts.isConditionalExpression(node) && node === written ? `(${written.getText()})` : written.getText();
  return { lend: (sheet, code) => sheet.write(written.getStart(), written.end, `${text} ?? ${code}`), handed: true };
}

/** The object of `Object.assign({}, config, { … })` that goes over all others, and those under it. */
function assignedLast(
  node: ts.Expression,
): { readonly object: ts.ObjectLiteralExpression; readonly under: readonly ts.Expression[] } | undefined {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'Object.assign' || node.arguments.length < 2) return undefined;
  const object = node.arguments.at(-1);
  return object !== undefined && ts.isObjectLiteralExpression(object) ? { object, under: node.arguments.slice(0, -1) } : undefined;
}

/** What stands on the way to an option: an object, a construction, or the name of one. Of anything else nobody knows what a copy of it would lose. */
function wayInto(written: ts.Expression, path: readonly string[]): Slot | undefined {
  const made = constructionOf(written);
  if (made !== undefined) return slotIn(made, path);
  const node = bare(written);
  const plain = isNothing(node) || ts.isNewExpression(node) || objectOf(node) !== undefined;
  return plain ? slotIn(written, path) : undefined;
}

/** Options that are made elsewhere are spread, and what is set here wins. */
function spreadSlot(node: ts.Expression, path: readonly string[]): Slot | undefined {
  if (cannotBeOptions(node)) return undefined;
  const [name = '', ...rest] = path;
  const object = objectOf(node);
  const own = object?.properties.findLast((one) => one.name !== undefined && nameOf(one.name) === name);
  if (rest.length > 0 && object === undefined) return undefined;
  // `config.requestHandler = new NodeHttpHandler(…)`: what is put there later would be lost.
  if (isPutLater(node, name)) return rest.length === 0 ? filledSlot(node, name) : undefined;
  if (rest.length > 0 && own !== undefined && (!ts.isPropertyAssignment(own) || objectOf(own.initializer) === undefined)) return undefined;
  const written = rest.length === 0 && own !== undefined && ts.isPropertyAssignment(own) ? own.initializer.getText() : undefined;
  const text = ts.isConditionalExpression(node) || ts.isBinaryExpression(node) ? `(${node.getText()})` : node.getText();
  const put = (sheet: Sheet, value: string, lends: boolean): void => {
    const given = `${keyOf(name)}: ${styled(value, sheet.manner, indentAt(sheet.text(), node.getStart()))}`;
    sheet.put(node.getStart(), node.end, `{ ${lends ? `${given}, ...${text}` : `...${text}, ${given}`} }`);
  };
  const handed = ts.isIdentifier(node) && rest.length === 0 && parameterOf(node) !== undefined;
  return {
    ...(written === undefined ? maybeFrom([node], path) : { written }),
    ...(rest.length === 0 ? { lend: (sheet: Sheet, code: string) => put(sheet, code, true) } : {}),
    ...(handed ? { handed: true as const } : {}),
    set(sheet, code) {
      if (rest.length === 0) return put(sheet, code, false);
      const value = nested(rest, code, sheet);
      put(sheet, own === undefined ? value : `{ ...${text}.${name}, ${inside(value)} }`, false);
    },
  };
}
