import { argument } from '../arguments';
import { fits } from '../library';
import { type ClientValue, each, unknown, type Value } from '../values';
import type { CallPlace, Evaluation } from './evaluation';

/** Which client of the catalogue a value is, and what calling something of a package makes. */
export function clientsOf(ev: Evaluation): Pick<Evaluation, 'clients' | 'made' | 'clientOf'> {
  function clients(of: Value): readonly ClientValue[] {
    if (of.is === 'client') return [of];
    if (of.is === 'any') return each(of).flatMap(clients);
    if (of.is === 'inst') {
      const { classes, base } = ev.lineage(of.file, of.cls);
      return base === undefined ? [] : clients(ev.baseInstance(of, classes, base));
    }
    if (of.is !== 'lib') return [];
    return ev.library.clients(of.module).map((model) => ({ is: 'client', model, kind: 'module', path: of.path }));
  }

  function made(lib: Value, place: CallPlace): Value {
    const client = clientOf(lib, place);
    if (client !== undefined) return client;
    if (lib.is === 'lib') {
      const handed = handedOut(lib, place);
      if (handed !== undefined) return handed;
      const policy = ev.policies(lib, place);
      if (policy !== undefined) return policy;
      return {
        is: 'made',
        module: lib.module,
        path: lib.path,
        place: { file: place.file, expr: place.expr, frame: place.frame },
        call: place.call,
      };
    }
    return unknown('what it gives back is not known');
  }

  function clientOf(base: Value, place: CallPlace | undefined): Value | undefined {
    for (const c of clients(base)) {
      for (const make of c.model.makes ?? []) {
        if (!(make.on ?? ['module']).includes(c.kind) || !fits(c.path, make.path)) continue;
        const kind = make.kind ?? 'instance';
        const baseValue: ClientValue | undefined =
          make.of !== undefined && place !== undefined
            ? make.of.flatMap((at) => clients(argument(ev, place, at)))[0]
            : c.kind === 'module' && make.inherits !== true
              ? undefined
              : { ...c, path: [] };
        return {
          is: 'client',
          model: c.model,
          kind,
          path: [],
          ...(place === undefined ? { typed: true as const } : { made: { ...place, make } }),
          ...(baseValue === undefined ? {} : { base: baseValue }),
        };
      }
    }
    return undefined;
  }

  /** What a container hands out for a class: an instance that is made elsewhere. */
  function handedOut(lib: Value & { is: 'lib' }, place: CallPlace): Value | undefined {
    const at = ev.library.gives(lib.module, lib.path);
    const cls = at === undefined ? undefined : argument(ev, place, at);
    if (cls?.is === 'cls') return ev.typeInstance(cls.file, cls.cls);
    return cls?.is === 'lib' ? ev.typeOfLibrary(cls.module, cls.path, cls.path[cls.path.length - 1] ?? 'default') : undefined;
  }

  return { clients, made, clientOf };
}
