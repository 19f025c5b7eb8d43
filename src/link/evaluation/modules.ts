import { libValue, oneOf, unknown, type Value } from '../values';
import type { View } from '../view';
import type { Evaluation } from './evaluation';

/** What a module gives under a name, of the project or of a package. */
export function modulesOf(ev: Evaluation): Pick<Evaluation, 'moduleValue' | 'exported'> {
  const copies = new WeakMap<View, { readonly of: ReturnType<Evaluation['library']['copied']> }>();

  function moduleValue(from: string, specifier: string, name: string): Value {
    const file = ev.program.resolve(specifier, from);
    if (file !== undefined) {
      // A workspace package that the catalog knows is judged by its model, not by its source.
      if (modelled(specifier, name)) return libValue(specifier, name);
      return name === '*' ? wholeModule(file) : exported(file, name);
    }
    const global = ev.library.standsFor(specifier, name);
    return global === undefined ? libValue(specifier, name) : { is: 'lib', module: `global:${global}`, path: [] };
  }

  /** `module.exports = function …` is that function for whoever requires it, and not a set of names. */
  function wholeModule(file: string): Value {
    const whole = ev.view(file)?.exportsNamed.has('=') === true ? exported(file, '=') : undefined;
    return whole?.is === 'fn' || whole?.is === 'cls' ? whole : { is: 'mod', file };
  }

  function exported(file: string, name: string): Value {
    return ev.once(file, undefined, `!${name}`, () => {
      const v = ev.view(file);
      if (v === undefined) return unknown('the file could not be read');
      const { exports, stars } = v.summary;
      const copy = copied(v);
      if (copy?.names.includes(name) === true) return libValue(copy.module, name);
      const found = v.exportsNamed.get(name);
      if (found !== undefined) {
        return oneOf(
          found.map((x) => {
            if (x.from !== undefined) return moduleValue(file, x.from[0], x.from[1]);
            if (x.b !== undefined) return ev.binding(file, x.b);
            return x.e === undefined ? unknown('') : ev.value(file, x.e);
          }),
          'branch',
        );
      }
      const whole = v.exportsNamed.get('=')?.[0];
      if (whole?.e !== undefined) {
        const all = ev.value(file, whole.e);
        return name === 'default' ? all : ev.member(all, name);
      }
      for (const star of stars) {
        const target = ev.program.resolve(star, file);
        if (target === undefined) {
          if (ev.library.clients(star).length > 0) return libValue(star, name);
          continue;
        }
        const inner = exported(target, name);
        if (inner.is !== 'unknown') return inner;
      }
      return name === 'default' && exports.length > 0 ? { is: 'mod', file } : unknown(`\`${name}\` is not exported there`);
    });
  }

  /** Whether a path starts at the module, so that it begins with a name that the module exports. */
  const ofModule = (on: readonly string[] | undefined): boolean => on?.includes('module') !== false;

  /** Whether the catalog says something of this export, so that its word goes before the source's. */
  const modelled = (module: string, name: string): boolean =>
    ev.library
      .clients(module)
      .some(
        (m) =>
          name === '*' ||
          name === 'default' ||
          [
            ...(m.makes ?? []).flatMap((x) => [...(ofModule(x.on ?? ['module']) ? [x.path] : []), ...(x.types ?? [])]),
            ...m.calls.flatMap((c) => (ofModule(c.on) ? c.paths : [])),
          ].some((p) => p.startsWith(name) || p.startsWith('*')),
      );

  /** The known library that a file of the project is a copy of, in either kind of module. */
  function copied(view: View): ReturnType<Evaluation['library']['copied']> {
    const known = copies.get(view);
    if (known !== undefined) return known.of;
    const { summary } = view;
    const names = summary.exports.flatMap(({ n, e }) => {
      const whole = n === '=' && e !== undefined ? summary.exprs[e] : undefined;
      return whole?.k === 'obj' ? whole.p.map((p) => p.n ?? '') : [n];
    });
    const of = ev.library.copied(new Set(names), summary.putIn === true);
    copies.set(view, { of });
    return of;
  }

  return { moduleValue, exported };
}
