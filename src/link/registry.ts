import type { Layer } from '../model/layer';
import type { Evaluator } from './evaluator';
import type { Reading } from './option-reading';
import type { ClientValue } from './values';

/** What is said of a client after it was made: defaults assigned, interceptors, plugins. Keyed by instance. */
export interface Registry {
  /** Options said of an instance or a library elsewhere. */
  readings(client: ClientValue): readonly Reading[];
  /** What is said for the whole process by a module that governs a floor, and by which file. */
  processWide(module: string): readonly ProcessWide[];
  /** Layers that plugins put around every call of it. */
  attached(client: ClientValue): readonly Layer[];
}

/** Names an instance: the call that made it, or the library itself. */
export function keyOf(client: ClientValue): string {
  return client.made === undefined ? `${client.model.id}:${client.kind}` : `${client.made.file}#${client.made.expr}`;
}

/** Names what a module says for the whole process. */
export function processKey(module: string): string {
  return `process:${module}`;
}

/** Options for the whole process, the file that sets them, and the option by which a call has its own. */
export interface ProcessWide extends Reading {
  readonly by: string;
  readonly replacedBy: string | undefined;
}

/** What one file says of clients, by instance, and of the whole process, by module. */
export interface Said {
  readonly process: ReadonlyMap<string, readonly ProcessWide[]>;
  readonly readings: ReadonlyMap<string, readonly Reading[]>;
  readonly attached: ReadonlyMap<string, readonly Attached[]>;
}

/** A layer that a plugin puts around every call of a client; `instead` of what the guard of this id put there before. */
export interface Attached {
  readonly layer: Layer;
  readonly instead?: string;
}

/** What is left of plugins that take the place of one another. */
function standing(all: readonly Attached[]): readonly Layer[] {
  const isLater = (one: Attached, i: number): boolean =>
    all.slice(i + 1).some(({ layer, instead }) => instead === one.instead && layer.kind === one.layer.kind);
  return all.filter((one, i) => one.instead === undefined || !isLater(one, i)).map(({ layer }) => layer);
}

/** What the whole program says of clients away from where they are made, in the order of its files. */
export function registryOf(evaluator: Evaluator, said: readonly Said[]): Registry {
  const joined = <T>(part: (one: Said) => ReadonlyMap<string, readonly T[]>): ((key: string) => readonly T[]) => {
    const all = new Map<string, readonly T[]>();
    for (const one of said) for (const [key, list] of part(one)) all.set(key, [...(all.get(key) ?? []), ...list]);
    return (key) => {
      evaluator.reuse?.useLeaf('r', key);
      return all.get(key) ?? [];
    };
  };
  const [readings, attached, processes] = [joined((one) => one.readings), joined((one) => one.attached), joined((one) => one.process)];
  return {
    readings: (client) => readings(keyOf(client)),
    attached: (client) => standing(attached(keyOf(client))),
    processWide: (module) => processes(processKey(module)),
  };
}
