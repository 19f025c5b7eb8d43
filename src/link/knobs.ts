import type { Choice, Provision, Quantity } from '../model/catalog/guard';
import type { Knob, Knobs } from '../model/remedy';
import type { Span } from '../model/span';
import { parseArg } from './arguments';
import type { Evaluator } from './evaluator';
import { formsOf } from './guards';

/** How the call that makes or runs a retry policy can be told its numbers; asked only for one that is to be mended. */
export function knobsAt(evaluator: Evaluator, at: Span): Knobs | undefined {
  const view = evaluator.view(at.file);
  if (view === undefined) return undefined;
  for (const id of view.summary.calls) {
    const call = view.call(id);
    if (call === undefined) continue;
    const { start, end } = evaluator.span(at.file, call.callee);
    if (start !== at.start || end !== at.end) continue;
    for (const { form, guard } of formsOf(evaluator, evaluator.value(at.file, call.c), at.file)) {
      const retry = 'provides' in form ? form.provides.find((one) => one.facet === 'retry') : undefined;
      if (retry !== undefined) return { at, module: guard.modules[0] ?? guard.id, ...attemptsOf(retry), ...jitterOf(retry.jitter) };
    }
  }
  return undefined;
}

function attemptsOf({ attempts }: Extract<Provision, { facet: 'retry' }>): Pick<Knobs, 'attempts'> {
  const row: Quantity = attempts;
  const knob = typeof row === 'object' ? knobOf(row.or ?? row.at) : undefined;
  return knob === undefined || typeof row !== 'object' ? {} : { attempts: { ...knob, plus: row.plus ?? 0, endless: row.unbounded ?? [] } };
}

/** The value that brings jitter, when it can be written down: `true`, or a class of the library. */
function jitterOf(jitter: Choice<boolean>): Pick<Knobs, 'jitter'> {
  if (typeof jitter !== 'object') return {};
  const knob = knobOf(jitter.at);
  const [value] =
    Object.entries(jitter.cases).find(([name, is]) => is === true && (name === 'true' || /^[A-Z][A-Za-z]*$/.test(name))) ?? [];
  if (knob === undefined || value === undefined) return {};
  return { jitter: { ...knob, ...(value === 'true' ? { code: 'true' } : { makes: value }) } };
}

/** An option inside an object; an argument by itself is none. */
function knobOf(path: Parameters<typeof parseArg>[0]): Knob | undefined {
  const { index, rest } = parseArg(path);
  return rest.length === 0 || rest.includes('()') ? undefined : { arg: `arg[${index}]`, option: rest.join('.') };
}
