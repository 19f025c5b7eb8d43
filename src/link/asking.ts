import type { ExprId } from '../model/summary';
import { parseArg } from './arguments';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import { each, type Value } from './values';
import type { View } from './view';

/** Whether its address says that it only asks, whatever the method: a search, a query, a token, words that a model writes. */
export function asks(evaluator: Evaluator, { view, call, model, shift }: Site): boolean {
  if (model.target === undefined) return false;
  const { index } = parseArg(model.target);
  const a = call.a[index + shift];
  const texts = a === undefined ? [] : textsIn(evaluator, view, a, 0);
  // Messages and responses are things of a business as well, but not where models are asked.
  const ofModels = texts.some((text) => models.test(text)) && texts.some((text) => said.test(text));
  return ofModels || texts.some((text) => asking.test(text)) || call.a.some((one) => infers(evaluator, view, one, 0));
}

/** `{ model, messages }`: a model is asked for words, and writes nothing down. */
function infers(evaluator: Evaluator, view: View, id: ExprId, depth: number): boolean {
  const e = view.expr(id);
  if (depth > 4) return false;
  if (e.k === 'obj')
    return (
      isPrompt(namesIn(evaluator, view, id, depth)) ||
      e.p.some((p) => /^(?:body|data|json)$/.test(p.n) && infers(evaluator, view, p.e, depth + 1))
    );
  if (e.k === 'call') return e.a.some((one) => infers(evaluator, view, one, depth + 1));
  const made = e.k === 'ref' ? view.summary.bindings[e.b]?.e : undefined;
  if (made !== undefined) return infers(evaluator, view, made, depth + 1);
  // What comes in is what all who are known hand in, or what its type names.
  const given = e.k === 'ref' || e.k === 'mem' ? each(evaluator.value(view.file, id)) : [];
  return given.length > 0 && given.every((one) => isPrompt(membersOf(evaluator, one)));
}

function isPrompt(names: readonly string[]): boolean {
  return names.includes('model') && names.some((n) => /^(?:messages|prompt|contents|max_tokens|inputs?)$/.test(n));
}

/** The members that an object is written with, those of what is spread into it included. */
function namesIn(evaluator: Evaluator, view: View, id: ExprId, depth: number): readonly string[] {
  const e = view.expr(id);
  if (e.k !== 'obj' || depth > 6) return [];
  return e.p.flatMap((p) => {
    if (p.kind !== 'spread') return [p.n];
    const all = each(evaluator.value(view.file, p.e)).map((one) => membersOf(evaluator, one, depth + 1));
    return (all[0] ?? []).filter((name) => all.every((names) => names.includes(name)));
  });
}

function membersOf(evaluator: Evaluator, value: Value, depth = 0): readonly string[] {
  if (value.is === 'shape') return value.members.map(({ n }) => n);
  if (value.is === 'merged') return value.parts.flatMap((part) => membersOf(evaluator, part, depth));
  if (value.is === 'inst') return evaluator.view(value.file)?.summary.classes[value.cls]?.members.map(({ n }) => n) ?? [];
  const view = value.is === 'obj' ? evaluator.view(value.place.file) : undefined;
  return value.is === 'obj' && view !== undefined ? namesIn(evaluator, view, value.place.expr, depth) : [];
}

/** The parts of an address that are written, in place or under a name. */
function textsIn(evaluator: Evaluator, view: View, id: ExprId, depth: number): string[] {
  const e = view.expr(id);
  if (depth > 6) return [];
  const all = (ids: readonly ExprId[]): string[] => ids.flatMap((one) => textsIn(evaluator, view, one, depth + 1));
  if (e.k === 'lit') return typeof e.v === 'string' ? [e.v] : [];
  if (e.k === 'tpl') return e.p.flatMap((part) => (typeof part === 'string' ? [part] : textsIn(evaluator, view, part, depth + 1)));
  if (e.k === 'bin') return all([e.l, e.r]);
  if (e.k === 'alt') return all(e.e);
  if (e.k === 'call') return all(e.a);
  if (e.k === 'obj') return e.p.filter(({ n }) => addressed.test(n)).flatMap((p) => textsIn(evaluator, view, p.e, depth + 1));
  if (e.k !== 'ref') return [];
  const b = view.summary.bindings[e.b];
  if (b?.im !== undefined) return each(evaluator.value(view.file, id)).flatMap((v) => (v.is === 'lit' ? [String(v.v)] : []));
  return b?.e === undefined ? [] : textsIn(evaluator, view, b.e, depth + 1);
}

const addressed = /^(?:url|uri|path|pathname|endpoint|route|baseURL)$/i;
const asking =
  /\/(?:graphql|gql|_?m?search|_?query|queries|token|oauth2?|introspect|verify|validate|rpc|embeddings?|rerank|(?:chat\/)?completions|lookup|batchGet|predict)(?=[/?:#.]|$)|:generateContent/i;

const models = /\b(?:anthropic|openai|x\.ai|mistral|groq|openrouter|together|fireworks|deepseek|cohere|perplexity)\b/i;
const said = /\/(?:messages|responses)(?=[/?:#]|$)/;
