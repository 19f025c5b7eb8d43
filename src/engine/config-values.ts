import type { Schema } from './config-schema';

/** What the schemas of own clients and guards are put together from. */

export const texts = (description: string): Schema => ({ type: 'array', items: { type: 'string' }, description });
export const truth = (description: string): Schema => ({ type: 'boolean', description });
export const words = (...names: readonly string[]): Schema => ({ enum: names });
export const numberOr = (...names: readonly string[]): Schema => ({
  anyOf: [{ type: 'number' }, { enum: names }],
  wants: `a number or ${names.map((name) => `\`${name}\``).join(' or ')}`,
});

/** A literal as JSON can hold it. */
export const plain: Schema = {
  anyOf: [{ type: 'number' }, { type: 'boolean' }, { type: 'string' }, { enum: [null] }],
  wants: 'a plain value',
};

/** Literals; `Infinity` and `undefined` are written as texts. */
export const literals = (description: string): Schema => ({
  type: 'array',
  items: plain,
  description,
});

export const argPath: Schema = {
  type: 'string',
  pattern: '^arg\\[\\d+\\]((\\(\\))?\\..+)?$',
  wants: 'a place such as `arg[1]` or `arg[0].retry`',
};

export const argPaths = (description: string): Schema => ({ type: 'array', items: argPath, description });

export const versions: Schema = { type: 'string', description: 'Semver range of the package for which this holds.' };
export const context = words('browser', 'server');
export const phases = words('connect', 'headers', 'idle', 'attempt', 'total');
export const backoffs = words('none', 'constant', 'linear', 'exponential', 'unknown');

export const evidence: Schema = {
  type: 'array',
  items: object(
    {
      url: { type: 'string' },
      versions: { type: 'string' },
      how: words('executed', 'read'),
      except: texts('Rows that were read only, each with the reason.'),
    },
    ['url', 'versions', 'how'],
  ),
  description: 'Where the facts can be checked.',
};

export const library: Readonly<Record<string, Schema>> = {
  id: { type: 'string', pattern: '\\S', description: 'Its name in findings and assumptions.' },
  title: { type: 'string', description: 'How it is called in sentences, when that is not the id.' },
  modules: texts('Module specifiers; `*` matches any characters.'),
  globals: texts('Names of globals.'),
  package: { type: 'string', description: 'The npm package whose installed version decides; default: the first module.' },
  evidence,
};

export function object(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', additionalProperties: false, required, properties };
}

/** What one value of a field makes necessary beside it. */
export function needs(field: string, rows: Readonly<Record<string, readonly string[]>>): Pick<Schema, 'allOf'> {
  return {
    allOf: Object.entries(rows).map(([value, required]) => ({
      if: { properties: { [field]: { const: value } } },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema.
      then: { required },
    })),
  };
}
