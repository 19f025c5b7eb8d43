import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ClientModel } from '../../src/model/catalog/client';

const folder = new URL('../../src/catalog/clients/', import.meta.url);
const models: { file: string; model: ClientModel }[] = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
  const exported = Object.values((await import(new URL(file, folder).href)) as Record<string, ClientModel>);
  for (const model of exported) models.push({ file, model });
}

/** Kinds that something can be of: the library itself, and whatever a row makes. */
function kindsOf(model: ClientModel): ReadonlySet<string> {
  return new Set(['module', ...(model.makes ?? []).map((make) => make.kind ?? 'instance')]);
}

/** The file name that belongs to an id, in lower case as all files are: `@slack/web-api` → `slack-web-api`, `WebSocket` → `websocket`. */
function fileSafe(id: string): string {
  return id
    .replace(/^@/, '')
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/-+$/, '')
    .toLowerCase();
}

describe('client models', () => {
  it('are many, and each has an id of its own', () => {
    const ids = models.map(({ model }) => model.id);
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it.each(models)('$file is named after its id', ({ file, model }) => {
    expect(fileSafe(model.id)).toBe(file.replace(/\.ts$/, '').replace(/\.+/g, '-'));
  });

  it.each(models)('$file speaks only of kinds it makes and paths it calls', ({ model }) => {
    const kinds = kindsOf(model);
    const paths = new Set(model.calls.flatMap((call) => call.paths));
    const constructed = model.calls.some((call) => call.constructs === true);
    const asked = [...model.calls.flatMap((call) => call.on ?? []), ...(model.makes ?? []).flatMap((make) => make.on ?? [])];
    expect(asked.filter((kind) => !kinds.has(kind) && !(constructed && kind === 'instance'))).toEqual([]);
    const rows = [...(model.options ?? []), ...model.defaults].flatMap((row) => row.on ?? []);
    const joined = new Set(model.calls.flatMap((call) => (call.on ?? []).flatMap((kind) => call.paths.map((path) => `${kind}:${path}`))));
    const known = (on: string): boolean => kinds.has(on) || paths.has(on) || joined.has(on) || (constructed && on === 'instance');
    expect(rows.filter((on) => !known(on))).toEqual([]);
  });

  it.each(models)('$file names every call and every maker once', ({ model }) => {
    const calls = model.calls.flatMap((call) =>
      call.paths.flatMap((path) =>
        (call.on ?? ['module', 'instance']).map(
          (on) => `${call.tags === true ? 'tag ' : call.constructs === true ? 'new ' : ''}${on} ${path}`,
        ),
      ),
    );
    const makes = (model.makes ?? []).flatMap((make) => (make.on ?? ['module']).map((on) => `${on} ${make.path}`));
    const twice = (list: readonly string[]) => list.filter((key, i) => list.indexOf(key) !== i);
    expect([...twice(calls), ...twice(makes)]).toEqual([]);
  });

  it.each(models)('$file says what happens by default, and where that can be checked', ({ model }) => {
    expect(model.defaults.length).toBeGreaterThan(0);
    expect(model.defaults.filter((row) => row.says.endsWith('.')).map((row) => row.says)).toEqual([]);
    expect(model.evidence.length).toBeGreaterThan(0);
  });

  it.each(models)('$file can be written as JSON', ({ model }) => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it.each(models)('$file takes no listener, hook or helper for traffic', ({ model }) => {
    const calm = [
      'on',
      'once',
      'off',
      'addListener',
      'removeListener',
      'emit',
      'defaults',
      'hook',
      'interceptors',
      'toString',
      'close',
      'destroy',
    ];
    const instance = model.calls.filter((call) => call.on === undefined || call.on.includes('instance'));
    const hit = instance
      .flatMap((call) => call.paths)
      .filter((path) => path === '*' || path === '**' || path === '*.*' || calm.includes(path));
    expect(model.traits?.includes('telemetry') === true ? [] : hit).toEqual([]);
  });
});
