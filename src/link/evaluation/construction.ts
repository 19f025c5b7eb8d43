import type { CallExpr } from '../../model/summary';
import { type Frame, unknown, type Value, written } from '../values';
import type { ClassPlace } from '../heirs';
import { spreadArgument } from '../spread';
import type { Evaluation } from './evaluation';

/** How an instance was made: the arguments each constructor of its lineage was given. */
export function constructionOf(ev: Evaluation): Pick<Evaluation, 'argumentsOf' | 'constructorFrame' | 'baseInstance'> {
  function argumentsOf(file: string, call: CallExpr, frame: Frame | undefined): (index: number) => Value | undefined {
    return (index) => {
      if (call.spread !== undefined && index >= call.spread) return spreadArgument(ev, file, call, index, frame);
      const a = call.a[index];
      return a === undefined ? undefined : ev.value(file, a, frame);
    };
  }

  /** The frame of the constructor of the i-th class in a lineage, when we know the construction. */
  function constructorFrame(of: Value & { is: 'inst' }, classes: readonly ClassPlace[], i: number): Frame | undefined {
    if (of.made === undefined) {
      // Without a construction in sight a base class is still told what its subclass passes up.
      if (i === 0) return undefined;
    }
    let arg: ((index: number) => Value | undefined) | undefined =
      of.made === undefined ? undefined : argumentsOf(of.made.file, of.made.call, of.made.frame);
    for (let k = 0; ; k++) {
      const c = classes[k]!;
      const v = ev.view(c.file);
      const ctor = v?.summary.classes[c.cls]?.ctor;
      if (ctor === undefined) {
        if (k === i) return undefined;
        continue;
      }
      // Who makes the subclass enters the constructor that it inherits.
      if (arg === undefined && k > 0 && of.made === undefined && classes.slice(0, k).every((up) => !constructs(up)))
        arg = (index) =>
          ev.parameters(c.file, ctor, index, classes[0]) ?? { is: 'unknown', why: 'nobody is known to make it', param: true };
      const frame: Frame | undefined =
        arg === undefined
          ? undefined
          : {
              file: c.file,
              fn: ctor,
              arg,
              self: of,
              up: undefined,
              depth: 1,
              ...(of.made?.frame === undefined ? {} : { caller: of.made.frame }),
              files: [...new Set([...classes.map((one) => one.file), ...filesOf(of)])],
              key: ev.short(`new:${instanceKey(of)}:${k}`),
            };
      if (k === i) return frame;
      const up = v?.callsNamed.get('super')?.find((id) => v.call(id)?.fn === ctor);
      const call = up === undefined ? undefined : v?.call(up);
      arg = call === undefined ? undefined : argumentsOf(c.file, call, frame);
    }
  }

  const constructs = (c: ClassPlace): boolean => ev.view(c.file)?.summary.classes[c.cls]?.ctor !== undefined;

  /** An instance of a project class whose base is a library's class acts as that library's instance. */
  function baseInstance(of: Value & { is: 'inst' }, classes: readonly ClassPlace[], base: Value): Value {
    if (base.is === 'client' || base.is === 'inst' || base.is === 'shape') return base;
    const last = classes[classes.length - 1]!;
    const v = ev.view(last.file);
    const ctor = v?.summary.classes[last.cls]?.ctor;
    const up = v?.callsNamed.get('super')?.find((id) => v.call(id)?.fn === ctor);
    const call = up === undefined ? undefined : v?.call(up);
    const frame = constructorFrame(of, classes, classes.length - 1);
    if (up !== undefined && call !== undefined) return ev.made(base, { file: last.file, expr: up, frame, call });
    if (of.made !== undefined) return ev.made(base, of.made);
    const c = ev.clientOf(base, undefined);
    return c ?? unknown('its base class is not known');
  }

  return { argumentsOf, constructorFrame, baseInstance };
}

/** Tells instances apart: by class, and by the place that made them. */
export function instanceKey(of: Value | undefined): string {
  if (of?.is !== 'inst') return of?.is ?? '';
  return `${of.file}%${of.cls}${of.open === true ? '+' : ''}@${of.made === undefined ? '' : `${of.made.file}#${of.made.expr}@${of.made.frame?.key ?? ''}`}`;
}

/** Tells apart what a function may be called on. */
export function selfKey(of: Value): string {
  if (of.is === 'cls') return `${of.file}%${of.cls}.`;
  if (of.is === 'obj') return `${of.place.file}~${of.place.expr}+${written(of)}@${of.place.frame?.key ?? ''}`;
  return instanceKey(of);
}

/** Files that what an instance was made of stands in. */
export function filesOf(of: Value | undefined): readonly string[] {
  if (of?.is !== 'inst') return [];
  return [of.file, ...(of.made === undefined ? [] : [of.made.file, ...(of.made.frame?.files ?? [])])];
}
