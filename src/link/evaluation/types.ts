import type { ClassId, TypeRef } from '../../model/summary';
import { globalValue, type Value, unknown } from '../values';
import type { Evaluation } from './evaluation';

/** What a value is, by its written type. */
export function typesOf(ev: Evaluation): Pick<Evaluation, 'typed' | 'typeInstance' | 'typeOfLibrary'> {
  function typed(file: string, t: TypeRef | undefined): Value | undefined {
    const found = t === undefined ? undefined : typedAs(file, t);
    return t?.open === true && (found?.is === 'inst' || found?.is === 'shape') ? { ...found, open: true } : found;
  }

  function typedAs(file: string, t: TypeRef): Value | undefined {
    if (t.members !== undefined) return { is: 'shape', file, members: t.members, ...(t.open === true ? { open: true } : {}) };
    if (t.fn !== undefined)
      return { is: 'unknown', why: 'a function that is known by its type only', param: true, takes: { file, fn: t.fn } };
    const first = t.n[0];
    if (first === undefined) return undefined;
    if (first === 'typeof') {
      const [, name, ...rest] = t.n;
      if (name === undefined) return undefined;
      const base = t.b === undefined ? globalValue(name) : ev.binding(file, t.b);
      return ev.at(base, rest);
    }
    if (first === 'ReturnType' && t.args?.[0] !== undefined) {
      const fn = typed(file, t.args[0]);
      return fn?.is === 'fn' ? ev.apply(fn, () => undefined, 'type', undefined, file) : undefined;
    }
    if (first === 'InstanceType' && t.args?.[0] !== undefined) {
      const cls = typed(file, t.args[0]);
      return cls?.is === 'cls' ? { is: 'inst', file: cls.file, cls: cls.cls } : undefined;
    }
    const inline = /^import:(.*)$/.exec(first);
    if (inline !== null) return typeOfModule(file, inline[1]!, t.n.slice(1));
    const v = ev.view(file);
    const b = t.b === undefined ? undefined : v?.summary.bindings[t.b];
    if (b === undefined) return typeOfLibrary(`global:${first}`, t.n.slice(1), first);
    if (b.im !== undefined)
      return typeOfModule(
        file,
        b.im[0],
        b.im[1] === '*' || b.im[1] === 'default'
          ? [...(b.im[1] === 'default' ? ['default'] : []), ...t.n.slice(1)]
          : [b.im[1], ...t.n.slice(1)],
      );
    const e = b.e === undefined ? undefined : v?.expr(b.e);
    return e?.k === 'cls' ? typeInstance(file, e.c) : undefined;
  }

  function typeInstance(file: string, cls: ClassId): Value | undefined {
    const shape = ev.view(file)?.summary.classes[cls];
    if (shape?.alias !== undefined) {
      const found = ev.once(file, undefined, `^${cls}`, () => typed(file, shape.alias) ?? unknown(''));
      return found.is === 'unknown' && found.takes === undefined ? undefined : typed(file, shape.alias);
    }
    return { is: 'inst', file, cls };
  }

  function typeOfModule(from: string, specifier: string, path: readonly string[]): Value | undefined {
    const file = ev.program.resolve(specifier, from);
    if (file === undefined || ev.library.clients(specifier).length > 0) {
      const name = path[path.length - 1] ?? 'default';
      return typeOfLibrary(
        specifier,
        path.filter((p) => p !== 'default'),
        name,
      );
    }
    const [name, ...rest] = path;
    if (name === undefined) return undefined;
    const got = ev.exported(file, name);
    const target = rest.length === 0 ? got : ev.at(got, rest);
    if (target.is === 'cls') return typeInstance(target.file, target.cls);
    if (target.is === 'lib') return typeOfLibrary(target.module, target.path, target.path[target.path.length - 1] ?? 'default');
    return target.is === 'inst' || target.is === 'client' || target.is === 'shape' ? target : undefined;
  }

  function typeOfLibrary(module: string, path: readonly string[], name: string): Value | undefined {
    for (const model of ev.library.clients(module)) {
      for (const make of model.makes ?? []) {
        const byClass =
          (make.on ?? ['module']).includes('module') &&
          /^(|[A-Z]\w*|\w+\.[A-Z]\w*)$/.test(make.path) &&
          make.path === path.join('.') &&
          (make.path !== '' || path.length === 0);
        if (make.types?.includes(name) === true || byClass)
          return { is: 'client', model, kind: make.kind ?? 'instance', path: [], typed: true };
      }
      for (const call of model.calls)
        if (call.constructs === true && call.paths.includes(path.join('.')))
          return { is: 'client', model, kind: 'instance', path: [], typed: true };
    }
    return path.length > 0 && ev.library.isContainer(module, path) ? { is: 'lib', module, path } : undefined;
  }

  return { typed, typeInstance, typeOfLibrary };
}

/** Whether a written type is that of the platform, and not one of the project's of the same name. */
export function writtenAs(name: string, t: TypeRef | undefined): boolean {
  return t?.b === undefined && t?.n[0] === name;
}
