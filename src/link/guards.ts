import type { GuardForm } from '../model/catalog/guard';
import type { OpaqueLayer } from '../model/layer';
import type { CallExpr } from '../model/summary';
import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { provided } from './provisions';
import { each, type Place, type PolicyValue, type Value } from './values';

export type CallPlace = Place & { readonly call: CallExpr };

/** The guard forms that a value, used in this way, may mean. */
export function formsOf(
  evaluator: Evaluator,
  value: Value,
  file: string,
): readonly { form: GuardForm; guard: PolicyValue['guard']; policy?: PolicyValue }[] {
  const out: { form: GuardForm; guard: PolicyValue['guard']; policy?: PolicyValue }[] = [];
  for (const v of each(value)) {
    if (v.is === 'lib') {
      for (const guard of evaluator.library.guards(v.module)) {
        for (const form of guard.forms) {
          if (form.form === 'apply' || ('on' in form && form.on !== undefined)) continue;
          if (!fits(v.path, form.path) || !holds(evaluator, guard, form, file)) continue;
          if (
            'context' in form &&
            form.context !== undefined &&
            (form.context === 'browser') !== (evaluator.program.context(file) === 'browser')
          )
            continue;
          out.push({ form, guard });
        }
      }
    } else if (v.is === 'policy') {
      for (const form of v.guard.forms) {
        if (form.form === 'wrap' && v.wraps !== undefined && v.path.length === 0) continue;
        if (!('on' in form) || form.on === undefined || !form.on.includes(v.kind)) continue;
        if (fits(v.path, form.path) && holds(evaluator, v.guard, form, file)) out.push({ form, guard: v.guard, policy: v });
      }
    }
  }
  return out;
}

/** The package whose installed version decides. */
export const packageOf = ({ id, package: name, modules }: PolicyValue['guard']): string => name ?? modules[0] ?? id;

/** Whether the installed version may have this form. */
function holds(evaluator: Evaluator, guard: PolicyValue['guard'], form: GuardForm, file: string): boolean {
  if (!('versions' in form) || form.versions === undefined) return true;
  return evaluator.program.satisfies(file, packageOf(guard), form.versions) !== false;
}

/** Makes policy values of calls into guard libraries. */
export function policyMaker(evaluator: Evaluator): (value: Value, place: CallPlace) => Value | undefined {
  return (value, place) => {
    for (const { form, guard, policy } of formsOf(evaluator, value, place.file)) {
      const base = { is: 'policy' as const, guard, made: place, path: [] };
      if (form.form === 'make')
        return { ...base, kind: form.kind, layers: [...(policy?.layers ?? []), ...provided(evaluator, form.provides, place, guard)] };
      if (form.form === 'wrap') {
        const runs = argument(evaluator, place, form.runs);
        return {
          ...base,
          kind: form.kind,
          layers: [...(policy?.layers ?? []), ...provided(evaluator, form.provides, place, guard)],
          wraps: { runs, fires: form.fires },
        };
      }
      if (form.form === 'combine') {
        const listed =
          form.policies === undefined
            ? place.call.a.map((a) => evaluator.value(place.file, a, place.frame))
            : listOf(argument(evaluator, place, form.policies));
        const self = policy === undefined ? [] : [{ ...policy, path: [] }];
        const given = listed.flatMap((v) => each(v)).filter((v): v is PolicyValue => v.is === 'policy');
        const parts = [...self, ...given];
        const ordered = form.order === 'outer-first' ? [...parts].reverse() : parts;
        const hidden: OpaqueLayer[] =
          given.length < listed.length ? [opaque(evaluator, place, `a policy in \`${guard.id}\` that cannot be followed`)] : [];
        return { ...base, kind: form.kind, layers: [...ordered.flatMap((p) => p.layers), ...hidden], parts };
      }
    }
    return undefined;
  };
}

function listOf(value: Value): readonly Value[] {
  return value.is === 'arr' ? value.items : [value];
}

function opaque(evaluator: Evaluator, place: CallPlace, says: string): OpaqueLayer {
  return {
    kind: 'opaque',
    may: ['timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancellation'],
    because: { from: 'unresolved', says, at: evaluator.span(place.file, place.call.callee) },
  };
}
