import { satisfies } from 'semver';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { applied } from '../../src/engine/fixes';
import { openWorkspace } from '../../src/engine/workspace';
import type { ClientModel } from '../../src/model/catalog/client';
import type { Refusal } from '../../src/model/catalog/option';
import type { ArgPath } from '../../src/model/catalog/paths';
import type { Fix } from '../../src/model/remedy';
import { type Arguments, put, source, type Target, type Tree, targetsOf } from '../catalog/contract/write';

/** What rows of the catalogue say to remedies, read from every row that says it. */

interface Mended {
  readonly fix: Fix;
  readonly text: string;
}

function fixesOf(text: string, manifest?: object): readonly Mended[] {
  const files = { 'main.ts': text, ...(manifest === undefined ? {} : { 'package.json': JSON.stringify(manifest) }) };
  const workspace = openWorkspace({ root: '/project', files });
  return workspace
    .findings()
    .flatMap((finding) => workspace.fixes(finding))
    .map((fix) => ({ fix, text: applied(text, fix.edits) }));
}

const targets = (model: ClientModel): readonly Target[] => model.calls.flatMap((call) => targetsOf(model, call));

describe('`mends: false` is never written', () => {
  const rows = catalog.clients.flatMap((model) => {
    const options = (model.options ?? []).filter(({ option, mends }) => option !== '' && mends === false);
    const taken = new Set((model.options ?? []).filter(({ mends }) => mends !== false).map(({ option }) => option));
    const names = [...new Set(options.map(({ option }) => option))].filter((option) => !taken.has(option));
    return names.length === 0 ? [] : [[model.id, model, names] as const];
  });
  test.each(rows)('%s', (_, model, names) => {
    const texts = targets(model)
      .slice(0, 3)
      .flatMap((target) => fixesOf(source(model, target)));
    const written = names.filter((option) => texts.some(({ fix }) => fix.title.includes(`\`${option}:`)));
    expect(written).toEqual([]);
  });
});

describe('a text that stands for an option becomes one when another is written', () => {
  // A family may bring it to a client that takes no bound beside the statement.
  const bounded = ({ options = [] }: ClientModel): boolean =>
    options.some(
      ({ sets, at, mends, ignored, untyped }) =>
        sets === 'timeout' && at !== 'instance' && mends !== false && ignored === undefined && untyped === undefined,
    );
  const rows = catalog.clients
    .filter(bounded)
    .flatMap((model) =>
      model.calls.flatMap((call) => (call.statement === undefined ? [] : [[model.id, model, call, call.statement] as const])),
    );
  test.each(rows)('%s', (_, model, call, statement) => {
    const made = targetsOf(model, call).flatMap((target) => {
      const args: Arguments = new Map([[0, "'select 1'"]]);
      return fixesOf(source(model, target, { args }));
    });
    const texts = made.filter(({ text }) => text.includes(`{ ${statement}: 'select 1', `));
    expect(texts.length, made.map(({ text }) => text).join('\n')).toBeGreaterThan(0);
  });
});

describe('an option that breaks what another package does over the client waits, where that package is used', () => {
  const rows = catalog.clients.flatMap((model) =>
    (model.options ?? []).flatMap(({ option, breaks = [] }) => breaks.map((name) => [model.id, model, option, name] as const)),
  );
  test.each(rows)('%s', (_, model, option, name) => {
    // What comes when a job ends is waited for as long as that takes, whatever else is used.
    const atOnce = targets(model).filter(
      ({ call }) => call.traits?.includes('job') !== true && !call.paths.some((path) => path.startsWith('waitUntil')),
    );
    const safeties = (dependencies: object): readonly string[] =>
      atOnce.flatMap((target) => {
        const files = { 'package.json': JSON.stringify({ dependencies }), 'main.ts': source(model, target) };
        const workspace = openWorkspace({ root: '/project', files });
        const fixes = workspace.findings().flatMap((finding) => workspace.fixes(finding));
        return fixes.filter(({ title }) => title.startsWith(`Set \`${option}:`)).map(({ safety }) => safety);
      });
    expect(new Set(safeties({ [name]: '*' }))).toEqual(new Set(['dangerous']));
    expect(safeties({})).not.toContain('dangerous');
  });
});

describe('an option that the types do not know is written into JavaScript alone', () => {
  const rows = catalog.clients.flatMap((model) =>
    (model.options ?? []).flatMap(({ option, untyped }) => (untyped === true ? [[model.id, model, option] as const] : [])),
  );
  test.each(rows)('%s', (_, model, option) => {
    expect([isWritten(model, option, 'main.js'), isWritten(model, option, 'main.ts')]).toEqual([true, false]);
  });
});

describe('where only some releases of the types refuse an option, it is written unless one of them is known to be there', () => {
  const rows = catalog.clients.flatMap((model) =>
    (model.options ?? []).flatMap(({ option, untyped = [] }) =>
      (untyped === true ? [] : [untyped].flat()).flatMap((refusal: Refusal) =>
        // What fails where it runs, too, is held to by a test of its own.
        refusal.fails === true ? [] : [[`${model.id}: ${refusal.package}`, model, option, refusal] as const],
      ),
    ),
  );
  test.each(rows)('%s', (_, model, option, { package: types, versions, of }) => {
    const releases = ['1.0.0', '2.0.0', '5.6.0', '99.0.0'];
    const refusing = releases.find((one) => satisfies(one, versions)) ?? '';
    const taking = releases.find((one) => !satisfies(one, versions)) ?? '';
    const own = releases.find((one) => of !== undefined && !satisfies(one, of)) ?? '';
    const name = model.package ?? model.modules[0] ?? model.id;
    const offered = (file: string, dependencies?: Readonly<Record<string, string>>): boolean =>
      isWritten(model, option, file, dependencies);
    expect({
      refused: offered('main.ts', { [types]: refusing }),
      taken: offered('main.ts', { [types]: taking }),
      'one of them, nobody knows which': offered('main.ts', { [types]: `>=${refusing}` }),
      'no types': offered('main.ts', { [name]: '*' }),
      ...(types === name ? {} : { 'types of its own': offered('main.ts', { [types]: refusing, [name]: own }) }),
      JavaScript: offered('main.js', { [types]: refusing }),
    }).toEqual({
      refused: false,
      taken: true,
      'one of them, nobody knows which': true,
      'no types': true,
      ...(types === name ? {} : { 'types of its own': of !== undefined }),
      JavaScript: true,
    });
  });
});

/** Whether a fix writes the option at a call, to which all is handed that stands before its options. */
function isWritten(model: ClientModel, option: string, file: string, dependencies?: Readonly<Record<string, string>>): boolean {
  const manifest = dependencies === undefined ? {} : { 'package.json': JSON.stringify({ dependencies }) };
  return targets(model).some((target) => {
    const [place = 'arg[0]'] = target.call.options ?? [];
    const before = Array.from({ length: Number(/\d+/.exec(place)?.[0]) }, (_, i) => [i, "'https://x.test'"] as const);
    const workspace = openWorkspace({ root: '/project', files: { [file]: source(model, target, { args: new Map(before) }), ...manifest } });
    return workspace
      .findings()
      .flatMap((finding) => workspace.fixes(finding))
      .some(({ title }) => title.startsWith(`Set \`${option}:`) && title.endsWith('this call'));
  });
}

describe('a bound that ends what rests, too, is dangerous to write', () => {
  const rows = catalog.clients.flatMap((model) =>
    (model.options ?? []).flatMap(({ option, idle, versions }) => (idle === true ? [[model.id, model, option, versions] as const] : [])),
  );
  test.each(rows)('%s', (_, model, option, versions) => {
    const manifest = versions === undefined ? undefined : { dependencies: { [model.package ?? model.id]: versions } };
    const made = targets(model).flatMap((target) => fixesOf(source(model, target), manifest));
    const its = made.filter(({ fix }) => fix.title.startsWith(`Set \`${option}:`));
    expect(its.length).toBeGreaterThan(0);
    expect([...new Set(its.map(({ fix }) => fix.safety))]).toEqual(['dangerous']);
  });
});

describe('a function at an instance makes a signal for each call', () => {
  const rows = catalog.clients.flatMap((model) =>
    (model.options ?? []).flatMap(({ option, fresh }) => (fresh === true ? [[model.id, model, option] as const] : [])),
  );
  test.each(rows)('%s', (_, model, option) => {
    const made = targets(model)
      .slice(0, 3)
      .flatMap((target) => fixesOf(source(model, target)));
    const its = made.filter(
      ({ fix, text }) => fix.remedy === 'abort-signal' && text.includes(`${option}: () => AbortSignal.timeout(5000)`),
    );
    expect(its.length).toBeGreaterThan(0);
    for (const { text } of its) expect(fixesOf(text).filter(({ fix }) => /timeout/i.test(fix.title))).toEqual([]);
  });
});

describe('a bound is safe only where the mended code was run', () => {
  const rows = catalog.clients.filter(({ options = [] }) => options.some(({ sets }) => sets === 'timeout' || sets === 'cancellation'));
  test.each(rows.map((model) => [model.id, model] as const))('%s', (id, model) => {
    const proved = (model.options ?? []).flatMap(({ option, proved: was }) => (was === true ? [option] : []));
    const safe = targets(model)
      .slice(0, 3)
      .flatMap((target) => fixesOf(source(model, target)))
      .filter(({ fix }) => fix.safety === 'safe' && fix.remedy !== 'retry-backoff');
    const written = safe.map(({ fix }) => /`([\w.]+): /.exec(fix.title)?.[1] ?? fix.title);
    expect(
      written.filter((option) => !proved.includes(option) && !isChained(model, option, proved)),
      id,
    ).toEqual([]);
  });
});

/** `.timeout(ms)` chained to a call stands for an option that was run. */
function isChained({ chains = [] }: ClientModel, title: string, proved: readonly string[]): boolean {
  const member = /`\.(\w+)\(/.exec(title)?.[1];
  return chains.some((chain) => chain.member === member && proved.includes(chain.as));
}

describe('a strategy that never stops is made to stop', () => {
  const rows = catalog.clients.flatMap((model) =>
    (model.options ?? []).flatMap((row) => (row.ends === undefined ? [] : [[model.id, model, row, row.ends] as const])),
  );
  test.each(rows)('%s', (_, model, row, ends) => {
    const version = ['99.0.0', '15.0.0'].find((one) => row.versions === undefined || satisfies(one, row.versions));
    const manifest = { dependencies: { [model.package ?? model.modules[0] ?? model.id]: version } };
    const made = targets(model)
      .slice(0, 3)
      .flatMap((target) => {
        const value = row.option.split('.').reduceRight<Tree>((inner, name) => ({ [name]: inner }), '() => 5');
        const makers = new Map(target.way.map((make, i) => [i, optionsAt(make.options?.at(-1), value)] as const));
        const args = target.way.length === 0 ? optionsAt(target.call.options?.at(-1), value) : new Map<number, Tree>();
        const text = source(model, target, row.at === 'instance' || target.way.length > 0 ? { makers } : { args });
        return fixesOf(text, manifest);
      });
    const stops = made.filter(({ fix, text }) => fix.remedy === 'attempt-number' && text.includes(`? 5 : ${ends.by})`));
    expect(stops.length).toBeGreaterThan(0);
    for (const { text } of stops) expect(fixesOf(text, manifest).filter(({ fix }) => fix.remedy === 'attempt-number')).toEqual([]);
  });
});

function optionsAt(place: ArgPath | undefined, value: Tree): Arguments {
  const args: Arguments = new Map();
  if (place !== undefined) for (const [name, inner] of Object.entries(value)) put(args, place, [name], inner);
  return args;
}

test('what ioredis took up in 4.25 is not written for an earlier release', () => {
  const main = "const Redis = require('ioredis');\nconst redis = new Redis('redis://a.test');\nexports.get = () => redis.get('a');\n";
  const offered = (version: string): boolean => {
    const files = { 'package.json': JSON.stringify({ dependencies: { ioredis: version } }), 'main.js': main };
    const workspace = openWorkspace({ root: '/project', files });
    return workspace.findings().some((finding) => workspace.fixes(finding).some(({ title }) => title.includes('commandTimeout')));
  };
  expect(['4.24.6', '4.25.0', '5.4.1'].map(offered)).toEqual([false, true, true]);
});

describe('`connected` leaves out what a pool may take to hand out a connection', () => {
  const rows = catalog.clients.flatMap(({ id, options = [] }) =>
    options.flatMap(({ option, connected }) => (connected === true ? [[id, option] as const] : [])),
  );
  const asked: Readonly<Record<string, string>> = {
    knex: "import knex from 'knex';\nconst db = knex({ client: 'pg', connection: process.env.DB, acquireConnectionTimeout: 150_000 });\nexport const all = () => db.select('*').from('a');\n",
  };
  test.each(rows)('%s', (id, option) => {
    const titles = fixesOf(asked[id] ?? '').map(({ fix }) => fix.title);
    expect(titles.filter((title) => title.includes(option))).toEqual(['Chain `.timeout(60000)` to this call']);
  });
});

describe('`overAddress` waits for a person where the address is a setting', () => {
  const opened: Readonly<Record<string, (address: string) => string>> = {
    mongodb: (address) =>
      `import { MongoClient } from 'mongodb';\nconst client = new MongoClient(${address});\nexport const all = () => client.db('a').collection('b').findOne({});\n`,
  };
  const rows = catalog.clients.flatMap(({ id, options = [] }) =>
    options.flatMap(({ option, overAddress }) => (overAddress === true ? [[id, option] as const] : [])),
  );
  test.each(rows)('%s', (id, option) => {
    const safety = (address: string) =>
      fixesOf(opened[id]?.(address) ?? '').flatMap(({ fix }) => (fix.title.includes(`\`${option}:`) ? [fix.safety] : []));
    expect(safety('process.env.DATABASE_URL!')).toEqual(['dangerous']);
    expect(safety("'mongodb://localhost/a'")).toEqual(['suggestion']);
  });
});
