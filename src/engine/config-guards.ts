import type { Schema } from './config-schema';
import {
  argPath,
  argPaths,
  backoffs,
  context,
  library,
  literals,
  needs,
  numberOr,
  object,
  phases,
  texts,
  truth,
  versions,
  words,
} from './config-values';

/** Own guards: the shape of `model/catalog/guard.ts`, field by field. */

const quantity: Schema = {
  anyOf: [
    object(
      {
        at: argPath,
        or: argPath,
        fallback: numberOr('unbounded', 'unknown'),
        plus: { type: 'number' },
        unit: words('ms', 's', 'fetch'),
        unbounded: literals('Values without an end.'),
        off: literals('Values that switch it off.'),
        same: literals('Values that mean as if it were not written.'),
      },
      ['at', 'fallback'],
    ),
    { type: 'number' },
    words('unbounded', 'unknown'),
  ],
};

const choice = (plain: Schema): Schema => ({
  anyOf: [
    object({ at: argPath, cases: { type: 'object' }, fallback: { anyOf: [plain, words('unknown')] } }, ['at', 'cases', 'fallback']),
    plain,
  ],
});

const provision: Schema = {
  ...object(
    {
      facet: words('timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancellation'),
      ms: quantity,
      covers: phases,
      cancels: { anyOf: [{ type: 'boolean' }, words('signal')] },
      cooperative: choice({ type: 'boolean' }),
      attempts: quantity,
      backoff: choice(backoffs),
      jitter: choice({ type: 'boolean' }),
      delayMs: quantity,
      maxDelayMs: quantity,
      totalMs: quantity,
      forever: argPath,
      when: argPath,
      writes: { type: 'boolean' },
      onStatus: { type: 'boolean' },
      onTimeout: { type: 'boolean' },
      sparesTypeErrors: {
        type: 'string',
        description: "Semver range of the versions that repeat no `TypeError`, as of Node's own `fetch`.",
      },
      permanent: truth('Whether permanent failures are repeated too; default true.'),
      condition: argPaths('Predicates that may narrow what is repeated.'),
      byItself: { type: 'boolean' },
      limit: quantity,
    },
    ['facet'],
  ),
  ...needs('facet', { timeout: ['ms', 'cancels'], retry: ['attempts', 'backoff', 'jitter'], bulkhead: ['limit'] }),
};

const form: Schema = {
  ...object(
    {
      form: words('run', 'make', 'apply', 'wrap', 'combine', 'attach', 'operator', 'decorator'),
      path: { type: 'string' },
      on: texts('Kinds it is called on.'),
      kind: { type: 'string', description: 'What comes out.' },
      runs: argPath,
      to: argPath,
      policies: argPath,
      again: {
        type: 'integer',
        minimum: 0,
        description: 'The parameter of what it runs that starts over; it repeats only where that is called.',
      },
      list: truth('It works off a list that it is handed, so that its limit is meant for that list.'),
      fires: texts('Members that run it; empty for the value itself called.'),
      replaces: truth('Of what changes a client: put on once more, it takes the place of what it put on before.'),
      starts: truth('To make it is to set it to work: nobody needs to run it.'),
      order: words('outer-first', 'inner-first'),
      provides: { type: 'array', items: provision, description: 'What it brings, innermost first.' },
      versions,
      context,
    },
    ['form', 'path'],
  ),
  ...needs('form', {
    run: ['runs', 'provides'],
    make: ['kind', 'provides'],
    apply: ['on', 'runs'],
    wrap: ['kind', 'runs', 'provides', 'fires'],
    combine: ['kind', 'order'],
    attach: ['to', 'provides'],
    operator: ['provides'],
    decorator: ['provides'],
  }),
};

export const guardSchema: Schema = object(
  {
    ...library,
    copied: texts('Names that a file of the project exports when it is a copy of it.'),
    forms: { type: 'array', minItems: 1, items: form },
  },
  ['id', 'modules', 'forms'],
);
