import type { CallSite } from '../model/call';
import { answerOf, saidTo } from './answer-text';
import { escaped } from './words';

/** Answers that are read bit by bit: told by the text of the call, and of what is done with its answer. */

/** Ways of reading bit by bit, at whatever they are called on. */
const reading = String.raw`\.\s*(?:getReader|pipe|pipeTo|pipeThrough)\s*\(`;
const taking = String.raw`(?:\bpipeline|\bReadable\.(?:from|fromWeb)|\bfinished)\s*\([^;]*`;

/** Each piece is sent on as it comes: `answer.on('data', (piece) => out.write(piece))`. */
const sendingOn = String.raw`\.\s*on\(\s*['"]data['"]\s*,[^;]*?\(?\b(?<piece>[A-Za-z_$][\w$]*)\s*(?::[^)=]*)?\)?\s*(?:=>)?\s*\{?[^}]*\.\s*write\(\s*\k<piece>(?![\w$])`;

export function asksForStream({ whole }: CallSite, file: string): boolean {
  const code = saidTo(whole, file);
  return new RegExp(
    String.raw`\b(?:responseType|decompress)\s*:\s*['"]stream['"]|\bstream['"]?\s*:\s*true\b|\bisStream\s*:\s*true\b|event-stream|\bduplex\s*:|${reading}|${taking}|createWriteStream|${sendingOn}`,
  ).test(code);
}

/** It is handed over as what is read: `pipeline(got.stream(url), …)`. */
export function isPiped({ whole }: CallSite, file: string): boolean {
  return /\b(?:pipeline|finished|Readable\.(?:from|fromWeb))\s*\(\s*$/.test(file.slice(Math.max(0, whole.start - 60), whole.start));
}

/** The answer is read bit by bit under the name it is given, at the end of the chain, or, when it is handed back, anywhere in the file. */
export function readsStream({ whole, failure, scope }: CallSite, file: string, elsewhere: () => readonly string[]): boolean {
  const { behind, chained, names, body } = answerOf(whole, file);
  if (new RegExp(`${reading}|${taking}|for await`).test(chained)) return true;
  const taken = names.flatMap((name) => bodyTaken(name, behind));
  const used = [...names, ...taken].some((name) => {
    const own = String.raw`(?<![.\w$])${escaped(name)}\b`;
    return new RegExp(String.raw`${own}[\w$.?!\s]*${reading}|${taking}${own}|for await\s*\([^;{]*\bof\s[^;{]*${own}`).test(behind);
  });
  const bodies = [
    ...names.map((name) => String.raw`${escaped(name)}[?!]?\.body`),
    ...[...taken, ...(body === undefined ? [] : [body])].map(escaped),
  ];
  if (used || (failure !== 'throws' && bodies.some((one) => handsOn(one, behind)))) return true;
  const handedBack = isHandedBack({ whole }, file);
  if (!handedBack || failure === 'throws') return handedBack && readsBody(file);
  const asked = new RegExp(String.raw`\b${escaped(scope.split('.').at(-1) ?? '')}\s*(?:<[^()]*>)?\(`);
  return readsBody(file) || elsewhere().some((text) => asked.test(text));
}

/** Whoever asks the function it stands in is given the answer as it came. */
export function isHandedBack({ whole }: Pick<CallSite, 'whole'>, file: string): boolean {
  const { before, behind, names } = answerOf(whole, file);
  return (
    /(?:\breturn|=>)\s*(?:await\s+)?$/.test(before) ||
    names.some((name) => new RegExp(String.raw`\breturn\s+${escaped(name)}\s*[;\n}]`).test(behind))
  );
}

/** The name that the body of an answer gets later: `const { body } = answer`. */
function bodyTaken(answer: string, behind: string): readonly string[] {
  const found = new RegExp(String.raw`\{[^{}]*\bbody\b(?:\s*:\s*([A-Za-z_$][\w$]*))?[^{}]*\}\s*=\s*${escaped(answer)}\s*[;\n]`).exec(
    behind,
  );
  return found === null ? [] : [found[1] ?? 'body'];
}

/** Whether a file reads the body of some answer bit by bit. */
export function readsBody(file: string): boolean {
  return inParts.test(file);
}

const inParts = new RegExp(String.raw`\.body\b[\w$.?!\s]*${reading}|${taking}\bbody\b|for await\s*\([^;{]*\bof\s[^;{]*\bbody\b`);

/** Where a bad status resolves, a body that is not read here is a stream: it is sent on, given back or handed over. */
function handsOn(body: string, behind: string): boolean {
  const to = String.raw`(?:\bbody\s*:|\breturn|[\w)\s]=|\[|(?<!\b(?:if|while|parse|json|text|Boolean)\s*)\()`;
  return new RegExp(String.raw`${to}\s*${body}[?!]?\s*(?:as\s[^,;)]*)?[,;)}\]\n]`).test(behind);
}
