import type { ConfigSchema, Schema } from './config-schema';
import type { Placed, TextFault } from './config-text';
import { didYouMean } from './nearest';

/** Every way a configuration departs from its schema, each with its place and one sentence. */
export function mistakesIn(root: Placed, schema: ConfigSchema): readonly TextFault[] {
  const faults: TextFault[] = [];
  check(root, schema, '', { schema, faults });
  return faults;
}

interface Run {
  readonly schema: ConfigSchema;
  readonly faults: TextFault[];
}

function check(node: Placed, given: Schema, path: string, run: Run): void {
  const schema = resolved(given, run);
  if (schema.anyOf !== undefined) checkAny(node, schema.anyOf, schema.wants, path, run);
  else {
    const wrong = wrongValue(node, schema, path);
    const say = (message: string, offset = node.start): void => {
      run.faults.push({ offset, message });
    };
    if (wrong !== undefined) say(wrong);
    else if (node.entries !== undefined) checkEntries(node.entries, schema, path, run, say);
    else if (node.items !== undefined) checkItems(node.items, schema, path, run, say);
  }
}

function resolved(schema: Schema, run: Run): Schema {
  return schema.$ref === undefined ? schema : { ...run.schema.$defs[schema.$ref.slice('#/$defs/'.length)], ...schema };
}

/** What is wrong with the value itself, its entries apart. */
function wrongValue(node: Placed, schema: Schema, path: string): string | undefined {
  const { value } = node;
  if (!hasType(node, schema)) return `${subject(path)} must be ${wanted(schema)}, not ${shown(value)}.`;
  if (schema.enum !== undefined && !schema.enum.some((one) => one === value)) {
    const known = schema.enum.map(String);
    const hint = typeof value === 'string' ? didYouMean(value, known) : '';
    return `${subject(path)} must be ${oneOf(known)}, not ${shown(value)}${hint === '' ? '.' : hint}`;
  }
  if (typeof value === 'number' && schema.minimum !== undefined && !(value >= schema.minimum)) {
    return `${subject(path)} must be at least ${schema.minimum}, not ${value}.`;
  }
  if (typeof value === 'string' && schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) {
    return `${subject(path)} must be ${schema.wants ?? 'a text that is not empty'}, not ${shown(value)}.`;
  }
  return undefined;
}

type Say = (message: string, offset?: number) => void;

function checkEntries(entries: NonNullable<Placed['entries']>, schema: Schema, path: string, run: Run, say: Say): void {
  const seen = new Set<string>();
  for (const { key, at, node } of entries) {
    const own = schema.properties?.[key];
    if (seen.has(key)) say(`\`${key}\` is written twice; the last one counts.`, at);
    seen.add(key);
    if (own !== undefined) check(node, own, path === '' ? key : `${path}.${key}`, run);
    else if (schema.additionalProperties === false) {
      const known = Object.keys(schema.properties ?? {});
      const what = path === 'rules' || path.endsWith('.rules') ? 'rule' : path === '' ? 'setting' : `setting of \`${path}\``;
      const hint = didYouMean(key, known);
      say(`There is no ${what} \`${key}\`${hint === '' ? (known.length === 0 ? '; it takes none.' : '.') : hint}`, at);
    }
  }
  for (const name of schema.required ?? []) if (!seen.has(name)) say(`${subject(path)} needs \`${name}\`.`);
  for (const { if: when, then } of schema.allOf ?? []) {
    for (const [key, { const: value }] of Object.entries(when.properties ?? {})) {
      if (!entries.some((entry) => entry.key === key && entry.node.value === value)) continue;
      for (const name of then.required ?? [])
        if (!seen.has(name)) say(`${subject(path)} needs \`${name}\` where \`${key}\` is \`${value}\`.`);
    }
  }
}

function checkItems(items: readonly Placed[], schema: Schema, path: string, run: Run, say: Say): void {
  if (items.length < (schema.minItems ?? 0)) say(`${subject(path)} must not be empty.`);
  for (const [index, item] of items.entries()) {
    const own = schema.prefixItems === undefined ? schema.items : schema.prefixItems[index];
    if (own !== undefined) check(item, own, `${path}[${index}]`, run);
    else if (schema.prefixItems !== undefined) say(`${subject(path)} takes at most ${schema.prefixItems.length} entries.`, item.start);
  }
}

/** Of several shapes, the one that fits the type of the value says what is wrong with it. */
function checkAny(node: Placed, shapes: readonly Schema[], wants: string | undefined, path: string, run: Run): void {
  const attempts = shapes.map((one) => {
    const shape = resolved(one, run);
    const faults: TextFault[] = [];
    check(node, shape, path, { ...run, faults });
    return { shape, faults };
  });
  if (attempts.some((a) => a.faults.length === 0)) return;
  const fitting = wants === undefined ? (attempts.find((a) => sameKind(node, a.shape)) ?? attempts[0]) : undefined;
  if (fitting !== undefined) run.faults.push(...fitting.faults);
  else run.faults.push({ offset: node.start, message: `${subject(path)} must be ${wants}, not ${shown(node.value)}.` });
}

function sameKind(node: Placed, schema: Schema): boolean {
  if (schema.enum !== undefined) return schema.enum.some((one) => typeof one === typeof node.value);
  return schema.type !== undefined && hasType(node, schema);
}

function hasType(node: Placed, schema: Schema): boolean {
  if (schema.type === undefined) return true;
  if (schema.type === 'object') return node.entries !== undefined;
  if (schema.type === 'array') return node.items !== undefined;
  if (schema.type === 'integer') return Number.isInteger(node.value);
  return typeof node.value === schema.type && !Number.isNaN(node.value);
}

const words = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
};

function wanted(schema: Schema): string {
  return schema.wants ?? (schema.type === undefined ? 'something else' : words[schema.type]);
}

function oneOf(names: readonly string[]): string {
  const quoted = names.map((n) => `\`${n}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return value === undefined ? 'nothing' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function subject(path: string): string {
  return path === '' ? 'The configuration' : `\`${path}\``;
}
