import type { GuardedCall } from '../../../src/model/call';
import type { Layer } from '../../../src/model/layer';

/** One snippet, and what must be seen in it. */
export interface Case {
  /** What it is about, for the message: `axios: timeout at the instance`. */
  readonly name: string;
  readonly text: string;
  /** The version of a package that the manifest beside the snippet asks for. */
  readonly version?: readonly [name: string, version: string];
  /** Answers with what is wrong, in words; nothing when all is as the model says. */
  /** What it says holds for the whole program, so it is a program of its own. */
  readonly alone?: true;
  /** Further files of that program. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly judge: (calls: readonly GuardedCall[]) => string | undefined;
}

/** The text of a file that says by itself where it runs. */
export function running(text: string, context: 'browser' | 'server' | undefined): string {
  return context === undefined ? text : `'use ${context === 'browser' ? 'client' : 'server'}';\n${text}`;
}

/** The call of one client. The snippet may hold another: making a connection is one too. */
export function callOf(calls: readonly GuardedCall[], client: string): GuardedCall | undefined {
  return calls.findLast((call) => call.site.client === client);
}

/** Whether a layer of this kind holds these values. */
export function holds<K extends Layer['kind']>(layers: readonly Layer[], kind: K, part: Partial<Extract<Layer, { kind: K }>>): boolean {
  const wanted = Object.entries(part).filter(([, value]) => value !== undefined);
  return layers.some((layer) => layer.kind === kind && wanted.every(([name, value]) => same(Reflect.get(layer, name), value)));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Layers as they read in a message. */
export function shown(layers: readonly Layer[]): string {
  return JSON.stringify(layers.map(({ because, ...rest }) => ({ ...rest, says: because.says })));
}
