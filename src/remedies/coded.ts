import type { Ailment } from '../model/remedy';
import { repeats, waysOf } from '../model/ways';
import { answerOf, clausesAround } from './answer-text';
import { escaped } from './words';

/** Whether the retry around it goes by the `code` of a connection that was refused: the end of a wait has another one or none, and is let through. */
export function isRepeatedByCode({ call, project }: Ailment): boolean {
  if (call === undefined || !waysOf(call).some(({ layers }) => layers.some((layer) => repeats(layer)))) return false;
  const text = project.text(call.site.whole.file) ?? '';
  return ofNet.test(text) && !ofTimeouts.test(text);
}

/** Whether the `code` of the failure is handed on, or decides what is told of it: it is a text where a connection was refused, and a number where a signal ended the wait. */
export function handsCodeOn({ call, project }: Ailment): boolean {
  if (call === undefined) return false;
  const { file, start } = call.site.whole;
  const text = project.text(file) ?? '';
  const clauses = clausesAround(text, start, 'catch');
  // A handler that tells its user of `ECONNREFUSED` knows nothing of the end of a wait.
  return clauses.some((block) => handedOn.test(block)) || (clauses.length > 0 && ofNet.test(text) && !ofTimeouts.test(text));
}

const handedOn = /(?<![\w$.])code\s*[:=](?!=)[^,;\n}]*\.code\b/;
const ofNet = /\bcode\s*[!=]==?\s*['"]E(?:TIMEDOUT|CONN\w+)['"]|\[[^\]]*['"]E(?:TIMEDOUT|CONN\w+)['"][^\]]*\]/;
const ofTimeouts = /\b(?:Timeout|Abort)Error\b|['"]ECONNABORTED['"]|\b[a-z]\w*\.timeout\b/;

/** Whether the body is read when others have answered as well: a signal that runs on until then throws away what came in time. */
export function isReadBehindOthers({ call, project }: Ailment): boolean {
  if (call?.site.traits.includes('head-first') !== true) return false;
  const { whole } = call.site;
  const text = project.text(whole.file) ?? '';
  const { chained } = answerOf(whole, text);
  return (
    !chained.includes('.then(') &&
    /\bPromise\s*\.\s*all(?:Settled)?\(\s*\[(?:[^\]]*,)?\s*$/.test(text.slice(Math.max(0, whole.start - 600), whole.start))
  );
}

/** Whether the body is read where no `catch` stands any more, though one stands around the call: a wait that ends in the body ends more than the call. */
export function isReadFurtherOut({ call, project }: Ailment): boolean {
  if (call?.site.traits.includes('head-first') !== true) return false;
  const { whole } = call.site;
  const text = project.text(whole.file) ?? '';
  const around = clausesAround(text, whole.start, 'catch').length;
  if (around === 0) return false;
  const { behind, names } = answerOf(whole, text);
  return names.some((name) =>
    [
      ...behind.matchAll(new RegExp(String.raw`(?<![.\w$])${escaped(name)}[?!]?\.(?:json|text|arrayBuffer|blob|bytes|formData)\(`, 'g')),
    ].some(({ index }) => clausesAround(text, whole.end + index, 'catch').length < around),
  );
}
