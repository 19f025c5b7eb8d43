import type { GuardForm, Provision } from '../model/catalog/guard';
import type { Layer, Lifetime, OpaqueLayer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import type { CallExpr, ExprId } from '../model/summary';
import { among, argument, choice, quantity } from './arguments';
import type { Evaluator } from './evaluator';
import { knownBy } from './known-failures';
import { fits } from './library';
import { readOptions } from './options';
import { sentBy } from './own-fetch';
import { each, type Place, type PolicyValue, type Value } from './values';

type CallPlace = Place & { readonly call: CallExpr };

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

/** Whether the installed version may have this form. */
function holds(evaluator: Evaluator, guard: PolicyValue['guard'], form: GuardForm, file: string): boolean {
  if (!('versions' in form) || form.versions === undefined) return true;
  return evaluator.program.satisfies(file, guard.package ?? guard.modules[0] ?? guard.id, form.versions) !== false;
}

/** Makes policy values of calls into guard libraries. */
export function policyMaker(evaluator: Evaluator): (value: Value, place: CallPlace) => Value | undefined {
  return (value, place) => {
    for (const { form, guard, policy } of formsOf(evaluator, value, place.file)) {
      const base = { is: 'policy' as const, guard, made: place, path: [] };
      if (form.form === 'make')
        return { ...base, kind: form.kind, layers: [...(policy?.layers ?? []), ...provided(evaluator, form.provides, place, guard.id)] };
      if (form.form === 'wrap') {
        const runs = argument(evaluator, place, form.runs);
        return {
          ...base,
          kind: form.kind,
          layers: [...(policy?.layers ?? []), ...provided(evaluator, form.provides, place, guard.id)],
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

/** How long the value made by a call lives: made while the module loads, or each time a function runs. */
export function lifetimeOf(evaluator: Evaluator, place: Place & { call: CallExpr }): Lifetime {
  const view = evaluator.view(place.file);
  if (view === undefined) return 'unknown';
  const fn = view.summary.functions[place.call.fn];
  if (fn === undefined || fn.kind === 'module') return 'module';
  // A field or a constructor belongs to an instance, and a class may be a singleton.
  if (fn.kind === 'ctor') return 'unknown';
  // `kept ?? new Pool()` is what is stored, where it is stored at all.
  const carriers = [place.expr];
  view.summary.exprs.forEach((e, id) => {
    if (e.k === 'alt' && e.e.some((x) => carriers.includes(x))) carriers.push(id);
  });
  const names = carriers.flatMap((id) => view.namesOf.get(id) ?? []);
  // `const made = connect(); this.client = made`.
  const isCarried = (id: ExprId): boolean => {
    const e = view.expr(id);
    return carriers.includes(id) || (e.k === 'ref' && names.includes(e.b));
  };
  const stored = view.summary.writes.some((w) => isCarried(w.v)) || names.some((b) => view.summary.bindings[b]?.fn !== place.call.fn);
  if (stored) return 'module';
  const inField = view.summary.classes.some((c) => c.members.some((m) => m.e !== undefined && carriers.includes(m.e)));
  if (inField) return 'unknown';
  // What is handed back may be kept by whoever asked for it.
  if (place.call.used === 'return' || place.call.into !== undefined) return 'unknown';
  // Whoever is handed it may keep it: a map of hosts, a registry. A policy it is put into lives as long as that one.
  for (const { call: taker } of names.flatMap((b) => view.passedTo.get(b) ?? [])) {
    const call = view.call(taker);
    const joined = each(evaluator.value(place.file, taker, place.frame)).find((v) => v.is === 'policy');
    if (call === undefined || joined === undefined || lifetimeOf(evaluator, { ...place, expr: taker, call }) !== 'call') return 'unknown';
  }
  const isIt = (id: ExprId): boolean => {
    const e = view.expr(id);
    if (e.k === 'obj') return e.p.some((p) => isIt(p.e));
    if (e.k === 'arr') return e.e.some(isIt);
    return (e.k === 'ref' && names.includes(e.b)) || e.k === 'fn';
  };
  const returned = view.summary.functions[place.call.fn]?.ret.some(isIt);
  return returned === true ? 'unknown' : 'call';
}

/** The layers a guard's provisions mean at one call. */
export function provided(evaluator: Evaluator, provides: readonly Provision[], place: CallPlace, guard: string): Layer[] {
  const at = evaluator.span(place.file, place.call.callee);
  const lives = lifetimeOf(evaluator, place);
  const because = (says: string): Provenance => ({ from: 'wrapper', says, at });
  const layers: Layer[] = [];
  for (const p of provides) {
    if (p.facet === 'timeout') {
      const ms = quantity(evaluator, place, p.ms);
      if (ms.off)
        layers.push({
          kind: 'disabled',
          facet: 'timeout',
          written: `timeout of \`${guard}\``,
          because: because(`the timeout of \`${guard}\` is switched off`),
        });
      else if (typeof p.ms === 'object' && p.ms.unit === 'fetch') {
        const sent = ms.value === undefined ? [] : sentBy(evaluator, ms.value, readOptions);
        layers.push(
          ...(sent ?? [
            {
              kind: 'opaque' as const,
              may: ['timeout', 'cancellation'] as const,
              because: because(`a function of \`${guard}\` may bound it`),
            },
          ]),
        );
      } else if (!(ms.amount === 'unbounded')) {
        const cooperative = typeof p.cooperative === 'object' ? choice(evaluator, place, p.cooperative) : p.cooperative;
        layers.push({
          kind: 'timeout',
          ms: ms.amount,
          covers: p.covers ?? 'total',
          cancels: p.cancels === 'signal' ? 'unknown' : p.cancels,
          by: 'policy',
          ...(cooperative === true ? { cooperative: true } : {}),
          because: because(`\`${guard}\` bounds it${typeof ms.amount === 'number' ? ` to ${ms.amount} ms` : ''}`),
        } as Layer);
      }
    } else if (p.facet === 'retry') {
      const attempts = quantity(evaluator, place, p.attempts);
      const forever = p.forever === undefined ? undefined : argument(evaluator, place, p.forever);
      const endless = forever?.is === 'lit' && forever.v === true;
      const when = p.when === undefined ? undefined : argument(evaluator, place, p.when);
      const never = attempts.off || (when?.is === 'lit' && when.v === false);
      const count = endless ? 'unbounded' : never ? 1 : attempts.amount;
      const conditions = (p.condition ?? []).map((c) => argument(evaluator, place, c)).filter((c) => !among(c, ['undefined']));
      const narrowed = conditions.length > 0;
      const only = conditions.map((c) => knownBy(evaluator, c)).find((known) => known !== undefined);
      const delay = quantity(evaluator, place, p.delayMs);
      const cap = quantity(evaluator, place, p.maxDelayMs);
      const total = quantity(evaluator, place, p.totalMs);
      layers.push({
        kind: 'retry',
        attempts: count,
        backoff: choice(evaluator, place, p.backoff),
        jitter: choice(evaluator, place, p.jitter),
        ...(p.delayMs === undefined ? {} : { delayMs: delay.amount }),
        ...(p.maxDelayMs === undefined || cap.amount === 'unbounded' ? {} : { maxDelayMs: cap.amount }),
        ...(p.totalMs === undefined || total.amount === 'unbounded' ? {} : { totalMs: total.amount }),
        writes: narrowed ? 'unknown' : (p.writes ?? true),
        ...(p.onStatus === undefined ? {} : { onStatus: p.onStatus }),
        ...(p.onTimeout === undefined ? {} : { onTimeout: p.onTimeout }),
        permanent: narrowed ? 'unknown' : (p.permanent ?? true),
        ...(only === undefined ? {} : { only }),
        form: 'policy',
        ...(p.byItself === true && !attempts.written ? { byItself: true as const } : {}),
        because: because(
          `\`${guard}\` tries ${typeof count === 'number' ? `${count} times` : count === 'unbounded' ? 'without end' : 'a number of times not known here'}`,
        ),
      });
    } else if (p.facet === 'breaker') {
      const narrowed = (p.condition ?? []).some((c) => !among(argument(evaluator, place, c), ['undefined']));
      layers.push({
        kind: 'breaker',
        lives,
        ...(narrowed ? { onStatus: 'unknown' as const } : p.onStatus === undefined ? {} : { onStatus: p.onStatus }),
        because: because(`\`${guard}\` breaks the circuit`),
      });
    } else if (p.facet === 'bulkhead') {
      const limit = quantity(evaluator, place, p.limit);
      if (limit.amount !== 'unbounded' && !limit.off)
        layers.push({ kind: 'bulkhead', limit: limit.amount, lives, because: because(`\`${guard}\` limits how many run at once`) });
    } else if (p.facet === 'fallback')
      layers.push({ kind: 'fallback', gives: 'unknown', because: because(`\`${guard}\` gives a fallback`) });
    else layers.push({ kind: 'cancellation', signal: 'passed', because: because(`\`${guard}\` can cancel it`) });
  }
  return layers;
}
