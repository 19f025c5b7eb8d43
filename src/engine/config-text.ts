import { type Node as JsonNode, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type Document as YamlDocument } from 'yaml';

/** A value of a configuration file that remembers where it stands. */
export interface Placed {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** Objects: each entry with the place of its key. */
  readonly entries?: readonly { readonly key: string; readonly at: number; readonly node: Placed }[];
  readonly items?: readonly Placed[];
}

/** What is wrong with a text, and where. */
export interface TextFault {
  readonly offset: number;
  readonly message: string;
}

/** Reads JSON with comments, or YAML, keeping positions. Nothing is executed. */
export function placedOf(name: string, text: string): { root?: Placed; faults: readonly TextFault[] } {
  return /\.ya?ml$/.test(name) ? fromYaml(text) : fromJson(text);
}

function fromJson(text: string): { root?: Placed; faults: readonly TextFault[] } {
  if (text.trim() === '') return { faults: [{ offset: 0, message: 'The file is empty; write `{}` for the defaults.' }] };
  const errors: ParseError[] = [];
  const body = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  const root = parseTree(body, errors, { allowTrailingComma: true });
  const faults = errors
    .slice(0, 1)
    .map((e) => ({ offset: e.offset, message: `This is no valid JSON: ${worded(printParseErrorCode(e.error))}.` }));
  if (root === undefined) return { faults };
  return { root: placedJson(root), faults };
}

function placedJson(node: JsonNode): Placed {
  const place = { start: node.offset, end: node.offset + node.length };
  if (node.type === 'array') {
    const items = (node.children ?? []).map(placedJson);
    return { ...place, value: items.map((i) => i.value), items };
  }
  if (node.type !== 'object') return { ...place, value: node.value };
  const entries = (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key === undefined || value === undefined ? [] : [{ key: String(key.value), at: key.offset, node: placedJson(value) }];
  });
  return { ...place, value: Object.fromEntries(entries.map((e) => [e.key, e.node.value])), entries };
}

function fromYaml(text: string): { root?: Placed; faults: readonly TextFault[] } {
  const document = parseDocument(text, { prettyErrors: false, maxAliasCount: 50 } as Parameters<typeof parseDocument>[1]);
  const faults = document.errors.slice(0, 1).map((e) => ({ offset: e.pos[0], message: `This is no valid YAML: ${e.message}.` }));
  if (document.contents === null) return { root: { value: {}, start: 0, end: 0, entries: [] }, faults };
  return { root: placedYaml(document.contents, document, 0), faults };
}

/** Aliases are followed a few steps only, so that a file cannot blow itself up. */
function placedYaml(node: unknown, document: YamlDocument, depth: number): Placed {
  if (isAlias(node) && depth < 10) {
    const target = node.resolve(document);
    const place = rangeOf(node);
    return target === undefined ? { ...place, value: undefined } : { ...placedYaml(target, document, depth + 1), ...place };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => placedYaml(item, document, depth + 1));
    return { ...rangeOf(node), value: items.map((i) => i.value), items };
  }
  if (isMap(node)) {
    const entries = node.items.filter(isPair).map((pair) => {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      return { key, at: rangeOf(pair.key).start, node: placedYaml(pair.value, document, depth + 1) };
    });
    return { ...rangeOf(node), value: Object.fromEntries(entries.map((e) => [e.key, e.node.value])), entries };
  }
  return { ...rangeOf(node), value: isScalar(node) ? node.value : undefined };
}

function rangeOf(node: unknown): { start: number; end: number } {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

/** `PropertyNameExpected` as words. */
function worded(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
