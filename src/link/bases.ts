import type { Program } from './program';
import type { View } from './view';

/** The files in which the classes stand that those of a file extend, and those that hand them on by name. */
export function basesOf(program: Pick<Program, 'resolve'>, viewOf: (file: string) => View | undefined, view: View): readonly string[] {
  const found = new Set<string>();
  const met = new Set<string>();

  const follow = (from: string, specifier: string, name: string): void => {
    const file = program.resolve(specifier, from);
    if (file === undefined || met.has(`${file} ${name}`)) return;
    met.add(`${file} ${name}`);
    const it = viewOf(file);
    if (it === undefined) return;
    const exported = it.exportsNamed.get(name) ?? [];
    if (exported.length > 0) found.add(file);
    for (const { from: passed, b } of exported) {
      const brought = passed ?? (b === undefined ? undefined : it.summary.bindings[b]?.im);
      if (brought !== undefined) follow(file, brought[0], brought[1]);
    }
    if (exported.length === 0) for (const star of it.summary.stars) follow(file, star, name);
  };

  for (const { ext } of view.summary.classes) {
    const e = ext === undefined ? undefined : view.expr(ext);
    const brought = e?.k === 'ref' ? view.summary.bindings[e.b]?.im : undefined;
    if (brought !== undefined) follow(view.file, brought[0], brought[1]);
  }
  return [...found];
}
