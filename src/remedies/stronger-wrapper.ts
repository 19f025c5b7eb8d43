import type { Ailment, CallShape, Draft, FunctionShape, Remedy } from '../model/remedy';
import type { Span } from '../model/span';

/** The project has its own way to this client: where it does the same and waits no longer, the call goes that way. */
export const strongerWrapper: Remedy = {
  id: 'stronger-wrapper',
  summary: "Sends a raw call through the project's own wrapper of the client, where that does the same within its bounds.",
  provides: 'timeout',
  rules: ['policy-bypass'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment) {
    const stronger = ailment.call?.site.stronger;
    if (stronger === undefined || !/^[A-Za-z_$][\w$]*$/.test(stronger.name)) return [];
    return [{ title: `Call \`${stronger.name}\` instead`, write: (draft) => send(draft, ailment, stronger) }];
  },
};

function send(draft: Draft, { call, finding }: Ailment, { name, at }: { readonly name: string; readonly at: Span }): boolean {
  const raw = call === undefined ? undefined : draft.call(call.site.at);
  // What is known of it is its name, or the whole of an arrow function: its first letter lies inside of both.
  const wrapper = draft.fn({ ...at, start: at.start + 1, end: at.start + 1 });
  if (raw === undefined || wrapper === undefined || wrapper.name !== name || !does(draft, wrapper, raw)) return false;
  const { file } = finding.at;
  if (holds(wrapper.whole, raw.whole)) return false;
  draft.replace(raw.callee, at.file === file ? name : draft.importName(file, `/${at.file}`, name));
  return true;
}

/** Whether a wrapper gives what the raw call would: the same member of the client, handed its parameters in their order, first of all. */
function does(draft: Draft, wrapper: FunctionShape, raw: CallShape): boolean {
  const gives = wrapper.gives ?? onlyReturn(draft, wrapper);
  const [wait = ''] = /^await\s+/.exec(gives === undefined ? '' : (draft.text(gives) ?? '')) ?? [];
  const sent = gives === undefined ? undefined : draft.call({ ...gives, start: gives.start + wait.length });
  if (gives === undefined || sent === undefined || sent.whole.end !== gives.end || sent.open || raw.open) return false;
  if (sent.whole.start !== gives.start + wait.length || draft.text(sent.callee) !== draft.text(raw.callee)) return false;
  const names = wrapper.parameters.map((one) => /^([A-Za-z_$][\w$]*)\??(?:\s*:[^=]*)?$/.exec(draft.text(one) ?? '')?.[1]);
  return (
    names.length === raw.arguments.length &&
    names.length > 0 &&
    names.every((name, index) => name !== undefined && sent.arguments[index] !== undefined && draft.text(sent.arguments[index]) === name)
  );
}

/** What a function of one statement returns. */
function onlyReturn(draft: Draft, { block }: FunctionShape): Span | undefined {
  const [statement, ...others] = block?.statements ?? [];
  const text = statement === undefined ? undefined : draft.text(statement);
  const [lead] = /^return\s+/.exec(text ?? '') ?? [];
  if (statement === undefined || others.length > 0 || text === undefined || lead === undefined) return undefined;
  return { ...statement, start: statement.start + lead.length, end: statement.start + text.replace(/;?\s*$/, '').length };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}
