import type { Ailment, Means } from '../model/remedy';
import { argumentsFrom } from './pieces';
import { escaped, wordsIn } from './words';

/** Ways of tests to say what was called with what, to the letter; `calledWith` lets more arguments follow. */
const asserting =
  /\.\s*(toHaveBeenCalledWith|toBeCalledWith|toHaveBeenLastCalledWith|lastCalledWith|toHaveBeenNthCalledWith|nthCalledWith|toHaveBeenCalledExactlyOnceWith|toHaveBeenCalledOnceWith|calledWithExactly|calledOnceWithExactly|alwaysCalledWithExactly|calledOnceWith|calledWith)\s*\(/g;
/** What was written down of calls is compared as a whole: `expect(mock.calls[0]).toEqual(…)`. */
const recorded =
  /\.\s*(?:args|mock\.calls|(?:first|last)Call\.args|getCall\(\d+\)\.args)\b[^;\n]*\)\s*\.\s*(?:to\.(?:deep\.)?(?:equal|eql)|to(?:Equal|StrictEqual))\s*\(/g;
/** Whether a test says of any call what it was given. */
export function saysGiven(test: string): boolean {
  return test.search(asserting) >= 0;
}

/** What lets more be there than is said. */
const loose = /^(?:expect\.(?:anything\(|any\(Object|objectContaining\()|(?:sinon\.)?match\b|jasmine\.(?:any|objectContaining)\()/;

/** Whether a test of the file says to the letter what a call, or whoever makes its instance, is given: one option more fails it. */
export function isAsserted({ call, project }: Ailment, { at }: Pick<Means, 'at'>, what: 'call' | 'instance'): boolean {
  const text = project.text(at.file) ?? '';
  const name = what === 'call' ? call?.site.name : /^(?:new\s+)?([\w$.]+)/.exec(text.slice(at.start, at.end))?.[1];
  const last = name?.split('.').at(-1) ?? '';
  const host = what === 'call' ? hostIn(call === undefined ? '' : text.slice(call.site.whole.start, call.site.whole.end)) : undefined;
  // A test of whoever is answered by this file may still say what was asked.
  const asked = what === 'call' ? hostIn(`'${call?.site.target ?? ''}`) : undefined;
  if (last !== '' && asked !== undefined && project.testsOfHost(asked).some((test) => asserts(test, last, asked, true))) return true;
  const names = [
    last,
    // A stand-in for what is handed in as `fetch` is called so, whatever the function that takes it says.
    ...(what === 'call' && call?.site.client === 'fetch' && last !== 'fetch' ? ['fetch'] : []),
    ...(what === 'instance' && /^new\b/.test(text.slice(at.start, at.end)) ? ['constructor'] : []),
  ];
  return last !== '' && project.tests(at.file).some((test) => names.some((one) => asserts(test, one, host)));
}

/** The host that an address starts with. */
function hostIn(code: string): string | undefined {
  return /^[^'"`]*['"`]https?:\/\/([\w.-]+)/.exec(code)?.[1];
}

function asserts(test: string, name: string, host: string | undefined, named = false): boolean {
  for (const match of test.matchAll(asserting)) {
    if (!speaksOf(test.slice(0, match.index), name)) continue;
    const said = argumentsFrom(test, match.index + match[0].length);
    const last = said.at(-1) ?? '';
    const other = hostIn(said[0] ?? '');
    if (host !== undefined && other !== host && (other !== undefined || named)) continue;
    // `calledWith()` holds of any call, and `toHaveBeenCalledWith()` of those without an argument alone.
    if (said.length === 0 && /^called(?:Once)?With$/.test(match[1] ?? '')) continue;
    if (loose.test(last) && (said.length > 1 || !last.startsWith('expect.anything'))) continue;
    // As a beginning of what was given, an object is still said as a whole.
    if (!/^called(?:Once)?With$/.test(match[1] ?? '') || isObject(test, last)) return true;
  }
  return !named && [...test.matchAll(recorded)].some(({ index }) => speaksOf(test.slice(0, index), name));
}

/** An object that stands there, or that the test wrote out under this name. */
function isObject(test: string, said: string): boolean {
  return (
    said.startsWith('{') ||
    (/^[\w$]+$/.test(said) && new RegExp(String.raw`(?:const|let|var)\s+${escaped(said)}\s*(?::[^=;]+)?=\s*\{`).test(test))
  );
}

/** Whether what is asserted is about the name: `expect(mockFetch)`, `expect(axios.post)`, `fetchStub`. */
function speaksOf(before: string, name: string): boolean {
  const said = /[\w$.'"[\]()!?\s]*$/.exec(before.slice(-120))?.[0] ?? '';
  const subject = said.split(/\bexpect\s*\(/).at(-1) ?? '';
  const words = wordsIn((subject === said ? (said.trim().split('\n').at(-1) ?? '') : subject).replace(/[^\w$]+/g, '_'));
  const sought = wordsIn(name);
  return words.some((_, index) => sought.every((word, further) => words[index + further] === word));
}

/** Whether a test of the file puts something of its own in the place of the call, which knows nothing of a member that would be chained to it. */
export function isStubbed({ call, project }: Ailment, { at }: Pick<Means, 'at'>, member: string): boolean {
  const name = escaped(call?.site.name.split('.').at(-1) ?? '');
  if (name === '') return false;
  const named = new RegExp(String.raw`(?<![\w$])${name}(?![\w$])`);
  const knows = new RegExp(String.raw`(?<!\bthis\.)(?<![\w$])['"]?${escaped(member)}['"]?\s*[:(,}]`);
  const tests = [...project.tests(at.file), ...project.testsMocking(call?.site.client ?? '')];
  return tests.some((test) => standsIn.test(test) && !answers.test(test) && named.test(test) && !knows.test(test));
}

const standsIn = /\b(?:stub|mock|fn|fake|spyOn|proxyquire|rewire)\s*\(|\.(?:stub|mock\w*|fake)\b|\bmock[A-Z]\w*/;
/** A server that stands in answers whatever the call was told. */
const answers = /\bnock\s*\(|\bsetupServer\s*\(/;
