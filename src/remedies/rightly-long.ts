import type { CallSite } from '../model/call';
import type { Ailment } from '../model/remedy';
import { escaped, wordsIn } from './words';

/**
 * Why a bound on the whole may cut off what rightly takes longer. `stream`: the answer is read bit by bit, for as long
 * as it likes. `transfer`: a file comes or goes, or somebody thinks before answering. It is told by what the call is
 * given and by what is done with its answer, not by words somewhere near.
 */
export function rightlyLong({ call, project }: Ailment): Long {
  if (call === undefined) return undefined;
  const { site } = call;
  const file = project.text(site.whole.file) ?? '';
  // Every offer for a call asks, and so do the offers for all that go through its instance.
  const known = told.get(site);
  if (known?.file === file) return known.long;
  const long = longOf(site, file);
  told.set(site, { file, long });
  return long;
}

type Long = 'stream' | 'transfer' | undefined;

const told = new WeakMap<CallSite, { readonly file: string; readonly long: Long }>();

function longOf(site: CallSite, file: string): Long {
  if (site.traits.includes('stream') || awaitsEvent(site) || asksForStream(site, file) || readsStream(site, file) || isPiped(site, file))
    return 'stream';
  const long = site.traits.includes('slow') || movesFile(site) || isWork(site) || isBulk(site) || ordersWork(site, file);
  return long || thinks(site, file) || sendsStream(site, file) || takesFile(site, file) ? 'transfer' : undefined;
}

/** Ways of reading bit by bit, at whatever they are called on. */
const reading = String.raw`\.\s*(?:getReader|pipe|pipeTo|pipeThrough)\s*\(`;
const taking = String.raw`(?:\bpipeline|\bReadable\.(?:from|fromWeb)|\bfinished)\s*\([^;]*`;
/** Values that are bodies of any length. */
const lengthy = String.raw`(?:new\s+(?:\w*FormData\w*|ReadableStream|Blob|File|PassThrough)\b|[\w.]*(?:createReadStream|readFile(?:Sync)?|FormData\w*)\s*\(|Readable\b)`;

function asksForStream({ whole }: CallSite, file: string): boolean {
  const code = saidTo(whole, file);
  return new RegExp(
    String.raw`\b(?:responseType|decompress)\s*:\s*['"]stream['"]|\bstream['"]?\s*:\s*true\b|\bisStream\s*:\s*true\b|event-stream|\bduplex\s*:|${reading}|${taking}|createWriteStream`,
  ).test(code);
}

/** The call as it is written, with the objects that stand behind the names it is given: `const options = { responseType: 'stream' }`. */
function saidTo(whole: CallSite['whole'], file: string): string {
  const code = file.slice(whole.start, whole.end);
  const names = new Set([...code.matchAll(/(?:[(,]\s*|\.\.\.)([A-Za-z_$][\w$]*)\s*(?=[,)}])/g)].map(([, name = '']) => name));
  const objects = [...names].map((name) => {
    const before = file.slice(0, whole.start);
    const made = [...before.matchAll(new RegExp(String.raw`(?<![.\w$])(?:const|let)\s+${escaped(name)}\s*(?::[^=;]+)?=\s*\{`, 'g'))].at(-1);
    if (made === undefined) return '';
    const start = made.index + made[0].length;
    return file.slice(start, endOfBlock(file, start));
  });
  return [code, ...objects].join('\n');
}

/** It asks again and again until something is so, as long as that takes: `waitUntilStackCreateComplete(…)`. */
export function awaitsEvent({ name }: CallSite): boolean {
  return /(?:^|\.)wait(?:Until|For)[A-Z]\w*$/.test(name);
}

/** It is handed over as what is read: `pipeline(got.stream(url), …)`. */
function isPiped({ whole }: CallSite, file: string): boolean {
  return /\b(?:pipeline|finished|Readable\.(?:from|fromWeb))\s*\(\s*$/.test(file.slice(Math.max(0, whole.start - 60), whole.start));
}

/** A model is asked by a plain request, and thinks before it answers, or before it has placed a text among others. */
function thinks({ whole }: CallSite, file: string): boolean {
  const said = file.slice(whole.start, whole.end);
  return /(?<![.\w$])(?:prompt|model_id|max_tokens|max_completion_tokens)['"]?\s*:|\/embed(?:ding)?s?(?=[/?#'"`])/.test(said);
}

/** The function it stands in says so itself, or the one that is called: `repos.uploadReleaseAsset(…)`. */
function movesFile({ scope, name }: CallSite): boolean {
  if (/(?:^|\.)(?:up|down)load(?![\w$]*(?:[uU]rl|[lL]ink|[iI]d|Status|Session|Token)\b)[\w$]*$/.test(name)) return true;
  return /(?:^|[a-z\d_])(?:[dD]own|[uU]p)load/.test(scope.split('.').at(-1) ?? '');
}

/** The function it stands in is named after work that the other side answers at the end of: `restartRuntime`, `scanFile`. */
function isWork({ scope, name, effect, at, target }: CallSite): boolean {
  // A chain or a bank confirms when it does, a document is drawn up before it is handed out, and hooks run what others wrote.
  if (/(?:^|\.)(?:confirm[A-Z][\w$]*|export)$/.test(name)) return true;
  if (effect !== 'read' && /webhook/i.test(`${scope} ${at.file.split('/').at(-1)}`)) return true;
  // A gateway to IPFS asks others, too, for what nobody asked it for before.
  if (/ipfs/i.test(scope)) return true;
  const words = wordsIn(scope.split('.').at(-1) ?? '');
  const [verb = '', object] = /^(?:handle|do|try|perform|run|start|on|trigger)$/.test(words[0] ?? '') ? words.slice(1) : words;
  // Whoever reports calls each report an export.
  if (/^(?:im|ex)port$/.test(verb)) return object !== undefined;
  // Who searches a host that is a setting asks whatever somebody runs there, which may ask others in turn.
  if (verb === 'search' && target === undefined && effect === 'read') return true;
  return anyWork.has(verb) || (effect !== 'read' && (doneWork.has(verb) || words.some((word) => money.has(word))));
}

/** The address it is sent to ends in such a word, or names many things at once: `/api/revalidate?secret=…`, `/bulk/events`. */
function ordersWork({ whole }: CallSite, file: string): boolean {
  const said = file.slice(whole.start, whole.end);
  if (/\/(?:bulk|batch|export|import)(?=[/?#'"`])/.test(said)) return true;
  const ends = [...said.matchAll(/\/([a-z]+)(?=[?#'"`])/g)];
  return ends.some(([, last = '']) => anyWork.has(last) || doneWork.has(last));
}

const anyWork: ReadonlySet<string> = new Set('scan sync synchronize synchronise crawl'.split(' '));
/** To ask how these stand is over in a moment. */
const doneWork: ReadonlySet<string> = new Set(
  'restart reload deploy redeploy invoke backup migrate reindex provision compile transcode train revalidate rebuild regenerate promote seed populate'.split(
    ' ',
  ),
);

/** Whoever moves money asks others in turn, and a payment that was given up may have been made. */
const money: ReadonlySet<string> = new Set('charge payment payments refund payout'.split(' '));

/** A statement of a script goes over all there is. */
function isBulk({ context, traits }: CallSite): boolean {
  return context === 'script' && traits.includes('database');
}

/** The answer is taken as the bytes of a file. */
function takesFile({ whole }: CallSite, file: string): boolean {
  if (/\b(?:responseType|encoding)\s*:\s*['"](?:arraybuffer|blob|buffer)['"]/i.test(saidTo(whole, file))) return true;
  const { names, behind, chained } = answerOf(whole, file);
  // A file is put to the request that is chained: `request.post(url).attach('file', path)`.
  if (/^\s*\)*\s*(?:\.\s*\w+\([^()]*(?:\([^()]*\)[^()]*)*\)\s*)*\.\s*attach\s*\(/.test(behind)) return true;
  const taken = String.raw`\.\s*(?:arrayBuffer|blob|bytes|buffer)\s*\(`;
  return (
    new RegExp(`^[^;]*${taken}`).test(chained) ||
    names.some((name) => new RegExp(String.raw`(?<![.\w$])${escaped(name)}[?!]?${taken}`).test(behind))
  );
}

/** What is handed over stands there, or is a name that the file says is one. */
function sendsStream({ whole }: CallSite, file: string): boolean {
  const code = file.slice(whole.start, whole.end);
  if (new RegExp(lengthy).test(code)) return true;
  const { appended, plain, lengthy: long } = namesIn(file);
  // What parts are appended to is a form, unless it is a query or a head.
  const isLong = (name: string): boolean => long.has(name) || (appended.has(name) && !plain.has(name));
  // `'x-www-form-urlencoded'` is no `form`.
  const said = code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
  return (said.match(/(?<![.\w$])[A-Za-z_$][\w$]*(?![\w$(])/g) ?? []).some(isLong);
}

/** What a file says of its names, found in one go for all the calls in it. */
interface Names {
  readonly file: string;
  readonly appended: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
  readonly lengthy: ReadonlySet<string>;
}

let lastNames: Names | undefined;

function namesIn(file: string): Names {
  if (lastNames?.file === file) return lastNames;
  const namesBefore = (what: string): ReadonlySet<string> =>
    new Set(
      [...file.matchAll(new RegExp(String.raw`(?<![.\w$])([A-Za-z_$][\w$]*)(?![\w$])(?=${what})`, 'g'))].map(([, name = '']) => name),
    );
  lastNames = {
    file,
    appended: namesBefore(String.raw`\.append\(`),
    plain: namesBefore(String.raw`\s*(?::[^=;\n]*)?(?:=\s*new\s+)?(?:URLSearchParams|Headers)\b`),
    lengthy: namesBefore(
      String.raw`\s*(?::[^=;\n]*)?=\s*(?:await\s+)?${lengthy}|\??\s*:\s*(?:FormData|Readable|ReadStream|ReadableStream|File|Blob|Buffer|ArrayBuffer|Uint8Array)\b`,
    ),
  };
  return lastNames;
}

/** The answer is read bit by bit under the name it is given, at the end of the chain, or, when it is handed back, anywhere in the file. */
function readsStream({ whole, failure }: CallSite, file: string): boolean {
  const { before, behind, chained, names, body } = answerOf(whole, file);
  if (new RegExp(`${reading}|${taking}|for await`).test(chained)) return true;
  const used = names.some((name) => {
    const own = String.raw`(?<![.\w$])${escaped(name)}\b`;
    return new RegExp(String.raw`${own}[\w$.?!\s]*${reading}|${taking}${own}|for await\s*\([^;{]*\bof\s[^;{]*${own}`).test(behind);
  });
  const bodies = [...names.map((name) => String.raw`${escaped(name)}[?!]?\.body`), ...(body === undefined ? [] : [escaped(body)])];
  if (used || (failure !== 'throws' && bodies.some((one) => handsOn(one, behind)))) return true;
  const handedBack =
    /(?:\breturn|=>)\s*(?:await\s+)?$/.test(before) ||
    names.some((name) => new RegExp(String.raw`\breturn\s+${escaped(name)}\s*[;\n}]`).test(behind));
  return (
    handedBack &&
    new RegExp(String.raw`\.body\b[\w$.?!\s]*${reading}|${taking}\bbody\b|for await\s*\([^;{]*\bof\s[^;{]*\bbody\b`).test(file)
  );
}

/** Where a bad status resolves, a body that is not read here is a stream: it is sent on, given back or handed over. */
function handsOn(body: string, behind: string): boolean {
  const to = String.raw`(?:\bbody\s*:|\breturn|(?<!\b(?:if|while|parse|json|text|Boolean)\s*)\()`;
  return new RegExp(String.raw`${to}\s*${body}[?!]?\s*(?:as\s[^,;)]*)?[,;)}\n]`).test(behind);
}

/** What is done with the answer: the names it and its body are given, the chain behind the call, and the rest of the block. */
interface Answer {
  readonly before: string;
  readonly behind: string;
  readonly chained: string;
  readonly names: readonly string[];
  readonly body?: string;
}

function answerOf(whole: CallSite['whole'], file: string): Answer {
  const before = file.slice(Math.max(0, whole.start - 200), whole.start);
  const [, bound = '', assigned = ''] =
    /(?:\b(?:const|let|var)\s+(\{[^{}]*\}|[A-Za-z_$][\w$]*)\s*(?::[^=;]*)?|([A-Za-z_$][\w$.]*)\s*)=\s*(?:await\s+)?\(?$/.exec(
      outOf(before),
    ) ?? [];
  // What was declared before is there for as long as the block of its declaration.
  const declared =
    assigned === '' ? -1 : lastOf(file.slice(0, whole.start), new RegExp(String.raw`\b(?:let|var)\s+${escaped(assigned)}\b`, 'g'));
  const behind = file.slice(whole.end, Math.max(endOfBlock(file, whole.end), declared < 0 ? 0 : endOfBlock(file, declared)));
  const chained = /^\s*\)*\s*\??\./.test(behind) ? (/^[^;]*/.exec(behind)?.[0] ?? '') : '';
  const [taken, body = 'body'] = /\bbody\b(?:\s*:\s*([A-Za-z_$][\w$]*))?/.exec(bound.startsWith('{') ? bound : '') ?? [];
  return { before, behind, chained, ...(taken === undefined ? {} : { body }), names: (bound + assigned).match(/[A-Za-z_$][\w$]*/g) ?? [] };
}

/** What stands before the policies that run the call: `const answer = await backOff(() => fetch(url))` binds the answer. */
function outOf(before: string): string {
  const outer = before.replace(/(?:await\s+)?[A-Za-z_$][\w$.]*\(\s*(?:async\s*)?\([^()]*\)\s*=>\s*(?:await\s+)?$/, '');
  return outer === before ? before : outOf(outer);
}

/** Where a pattern is found last; -1 when it is not. */
function lastOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}

/** Where the block that a place stands in is closed. */
function endOfBlock(file: string, from: number): number {
  let depth = 0;
  for (let at = from; at < file.length; at++) {
    if (file[at] === '{') depth++;
    else if (file[at] === '}' && --depth < 0) return at;
  }
  return file.length;
}

/** Whether the address is a request made elsewhere, which may carry a signal of its own that this one would replace. */
export function carriesSignal({ call, project, own }: Ailment): boolean {
  if (call === undefined || own?.target === undefined) return false;
  const { whole } = call.site;
  const file = project.text(whole.file) ?? '';
  const address = /\(\s*(?:new\s+(Request)\b|([A-Za-z_$][\w$]*)\s*[,)])/.exec(file.slice(whole.start, whole.end));
  const name = address?.[2];
  if (address?.[1] !== undefined) return true;
  const isRequest = (one: string): boolean =>
    new RegExp(String.raw`(?<![.\w$])${escaped(one)}\s*(?:\??\s*:\s*[^=;,)]*\b(?:Request|RequestInfo)\b|=\s*new\s+Request\b)`).test(file);
  if (name === undefined) return false;
  // What is made of a request may be one.
  const made = new RegExp(String.raw`(?:const|let)\s+${escaped(name)}\s*(?::[^=;]*)?=\s*([^;\n]*)`).exec(file)?.[1] ?? '';
  return isRequest(name) || (made.match(/(?<![.\w$])[A-Za-z_$][\w$]*/g) ?? []).some(isRequest);
}
