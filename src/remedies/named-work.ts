import type { CallSite } from '../model/call';
import { saidTo } from './answer-text';
import { escaped, wordsIn } from './words';

/**
 * Work that takes its time, told by names: of the call, of the function it stands in, of the address. A heuristic: at
 * worst a bound is longer than it need be, or its fix is held back.
 */

/** It asks again and again until something is so, as long as that takes: `waitUntilStackCreateComplete(…)`. */
export function awaitsEvent({ name }: CallSite): boolean {
  return /(?:^|\.)wait(?:Until|For)[A-Z]\w*$/.test(name);
}

/** What comes next is waited for, whenever that is: `/runtime/invocation/next`, `/longpoll`. */
export function asksForNext({ whole }: CallSite, file: string): boolean {
  return /\/(?:next|long-?poll|poll)(?=[/?#'"`])/.test(file.slice(whole.start, whole.end));
}

/** Speech, voices and moving pictures are made, or turned into words, for as long as they last. */
export function rendersMedia({ scope, whole, at }: CallSite, file: string): boolean {
  const named = [at.file.split('/').at(-1) ?? '', ...scope.split('.')];
  return named.some((one) => media.test(one)) || mediaPath.test(file.slice(whole.start, whole.end));
}

const media =
  /(?:^|[._-])tts(?![a-z])|(?:^|[a-z\d._-])(?:TTS|Tts|[tT]extToSpeech|[sS]peechTo[A-Z]\w*|[sS]ynthesi[sz]e\w*|[vV]oiceChang\w*|[tT]ranscrib\w*|[dD]ubbing)(?![a-z])/;
const mediaPath =
  /\/(?:text-to-(?:speech|video|image)|speech-to-(?:speech|text)|audio\/(?:speech|transcriptions|translations)|tts|dubbing)(?=[/?#'"`])/;

/** The function it stands in says so itself, or the one that is called: `repos.uploadReleaseAsset(…)`, `bot.sendDocument(…)`. */
export function movesFile({ scope, name }: CallSite): boolean {
  if (/(?:^|[\s._#])send(?:Media|File|Document|Attachment|Photo|Video|Audio|Voice|Image|Pdf|PDF)s?(?![a-z])/.test(`${scope} ${name}`))
    return true;
  if (/(?:^|\.)(?:up|down)load(?![\w$]*(?:[uU]rl|[lL]ink|[iI]d|Status|Session|Token)\b)[\w$]*$/.test(name)) return true;
  return /(?:^|[a-z\d_])(?:[dD]own|[uU]p)load/.test(scope.split('.').at(-1) ?? '');
}

/** The same, of what comes: `downloadModelFile`. */
export function fetchesFile({ scope }: CallSite): boolean {
  return /(?:^|[a-z\d_])[dD]ownload(?![\w$]*(?:[uU][rR][lL]|[lL]ink|[iI]d|Status|Session|Token)\b)/.test(scope.split('.').at(-1) ?? '');
}

/** The same, of what is sent: `uploadShard`, `blobs.uploadFile(…)`. */
export function sendsFile({ scope, name }: CallSite): boolean {
  return [name, scope].some((one) => upload.test(one.split('.').at(-1) ?? ''));
}

const upload = /^[_#]?upload(?![\w$]*(?:[uU]rl|[lL]ink|[iI]d|Status|Session|Token)\b)/;

/** The function it stands in sends on what somebody else asked for: how long that may take is for those two to know. */
export function isSentOn({ scope }: CallSite): boolean {
  return scope.split('.').some((one) => /^(?:proxy|forward)(?![a-z])|[pP]ass_?[tT]hrough|(?<=[a-z])Forward(?![a-z])/.test(one));
}

/** The function it stands in is named after work that the other side answers at the end of: `restartRuntime`, `scanFile`. */
export function isWork({ scope, name, effect, at, target }: CallSite): boolean {
  // A chain or a bank confirms when it does, a document is drawn up before it is handed out, and hooks run what others wrote.
  if (/(?:^|\.)(?:confirm[A-Z][\w$]*|export)$/.test(name)) return true;
  if (effect !== 'read' && /webhook/i.test(`${scope} ${at.file.split('/').at(-1)}`)) return true;
  // A gateway to IPFS asks others, too, for what nobody asked it for before; there lies what the metadata of a token names.
  if (/ipfs|metadata_?ur[il]/i.test(scope)) return true;
  const words = wordsIn(scope.split('.').at(-1) ?? '');
  const [verb = '', object] = /^(?:handle|do|try|perform|run|start|on|trigger)$/.test(words[0] ?? '') ? words.slice(1) : words;
  // Whoever reports calls each report an export.
  if (/^(?:im|ex)port$/.test(verb)) return object !== undefined;
  // Who searches a host that is a setting asks whatever somebody runs there, which may ask others in turn.
  if (verb === 'search' && target === undefined && effect === 'read') return true;
  return anyWork.has(verb) || (effect !== 'read' && (doneWork.has(verb) || words.some((word) => money.has(word))));
}

/** The address it is sent to ends in such a word, or names many things at once: `/api/revalidate?secret=…`, `/bulk/events`. */
export function ordersWork({ whole }: CallSite, file: string): boolean {
  const said = file.slice(whole.start, whole.end);
  if (/\/(?:bulk|batch|export|import)(?=[/?#'"`])/.test(said)) return true;
  // A service that is sent statements goes over all it holds, like a database.
  if (/\bso?ql\b|[?&]q(?:uery)?=\s*\$?\{?\s*\w*so?ql/i.test(said)) return true;
  const ends = [...said.matchAll(/\/([a-z]+)(?=[?#'"`])/g)];
  return ends.some(([, last = '']) => anyWork.has(last) || doneWork.has(last));
}

/** A page of thousands, by the call's own options or by an address that the file puts together: `limit: 1000`, `?page_size=100000`; or one large page after another, for all there is: `maxResults: 500, pageToken`. */
export function asksForMany({ whole }: CallSite, file: string): boolean {
  const said = saidTo(whole, file);
  return thousand.test(said) || inAddress.test(file) || (nextPage.test(said) && sized.test(said));
}

/** Whoever is asked for a token, or whether one holds, keeps nothing of it: given up, it is asked for again. */
export function asksForToken({ whole }: CallSite, file: string): boolean {
  const [address = ''] = file.slice(whole.start, whole.end).replaceAll('${', '$').split('{', 1);
  return /\/oauth2?\b|\/(?:token|siteverify)(?=[/?#'"`])|token_?(?:ur[il]|endpoint)(?![a-z])/i.test(address);
}

const pageSize = String.raw`(?:page_?size|per_?page|limit|size|count|rows|take|top|(?:max_?)?(?:results|items|records))`;
const thousand = new RegExp(String.raw`(?<![\w$.])['"]?${pageSize}['"]?\s*[=:]\s*['"]?[1-9]\d{0,2}_?\d{3}`, 'i');
const sized = new RegExp(String.raw`(?<![\w$.])['"]?${pageSize}['"]?\s*:`, 'i');
const nextPage = /(?<![\w$.])['"]?(?:page_?token|next_?token|continuation_?token)['"]?\s*[:,}]/i;
const inAddress = new RegExp(String.raw`[?&]${pageSize}=[1-9]\d{3,}`, 'i');

/** The address is the object's own, whoever asks: `http.get(this.url, …)`, `` http.get(`${this.url}/users`) ``. */
export function asksOneAddress({ whole }: CallSite, file: string): boolean {
  const [, address = ''] = /^[^(]*\(\s*(`[^`]*`|[\w$.]+)\s*[,)]/.exec(file.slice(whole.start, whole.end)) ?? [];
  return /^`/.test(address) ? [...address.matchAll(/\$\{([^}]*)\}/g)].every(([, code = '']) => own.test(code.trim())) : own.test(address);
}

const own = /^this\.[\w$.]+$/;

/** The function it stands in is handed nothing, so that all who call it ask for the same: `const height = async () => …`. */
export function takesNothing({ scope }: CallSite, file: string): boolean {
  const name = escaped(scope.split('.').at(-1) ?? '');
  if (name === '') return false;
  if (lastHeads?.file !== file) lastHeads = { file, nothing: new Map() };
  const known = lastHeads.nothing.get(name);
  if (known !== undefined) return known;
  const head = String.raw`(?:\bfunction\s+${name}|(?<![.\w$])${name}\s*=\s*(?:async\s*)?(?:function\b\s*)?|(?<![.\w$])${name})`;
  const found = new RegExp(String.raw`${head}\s*\(\s*\)\s*(?::[^={};]*)?(?:=>|\{)`).test(file);
  lastHeads.nothing.set(name, found);
  return found;
}

/** Asked for every offer of a bound, and the same for all calls of a function. */
let lastHeads: { readonly file: string; readonly nothing: Map<string, boolean> } | undefined;

/** A model is asked to answer what is said to it, and writes for as long as it has something to say: no number is known that would do. */
export function writesAnswer({ whole }: CallSite, file: string): boolean {
  const said = saidTo(whole, file);
  const isKey = (name: string): boolean => new RegExp(String.raw`(?<![.\w$])['"]?${name}['"]?\s*(?:[:,}]|$)`, 'm').test(said);
  return (isKey('messages') && isKey('model')) || conversation.test(said);
}

const conversation =
  /\/(?:chat\/completions|v\d+\/(?:completions|responses)|api\/(?:chat|generate))(?=[/?#'"`])|:(?:stream)?[gG]enerateContent\b/;

/** A model is asked by a plain request, and thinks before it answers, or before it has placed a text among others. */
export function thinks({ whole }: CallSite, file: string): boolean {
  const said = file.slice(whole.start, whole.end);
  return /(?<![.\w$])(?:prompt|model_id|max_tokens|max_completion_tokens)['"]?\s*:|\/embed(?:ding)?s?(?=[/?#'"`])/.test(said);
}

/** Its file lies among what a clock or a queue starts, or is named so: in front of that nobody sits. */
export function isBatch(file: string): boolean {
  return batchFolder.test(file) || batchName.test(file);
}

const batchFolder =
  /(?:^|[/-])(?:tasks?|jobs?|crons?|cronjobs|workers?|batch|batches|schedulers?|scheduled|importers?|indexers?|scrapers?|crawlers?|etl)\//i;
const batchName = /[.-](?:jobs?|tasks?|cron|worker|importer|indexer|scraper|crawler|sync)\.[cm]?[jt]sx?$/i;

/** A statement of a script goes over all there is. */
export function isBulk({ context, traits }: CallSite): boolean {
  return context === 'script' && traits.includes('database');
}

/** A statement that goes over all there is, or runs a procedure that may: nobody knows how long that takes. */
export function runsProcedure({ whole, traits }: CallSite, file: string): boolean {
  return traits.includes('database') && procedure.test(file.slice(whole.start, whole.end));
}

const procedure = /['"`]\s*(?:REFRESH\s+MATERIALIZED\s+VIEW|VACUUM|REINDEX|CREATE\s+(?:UNIQUE\s+)?INDEX|CALL\s+[\w."]+\s*\()/i;

const anyWork: ReadonlySet<string> = new Set('scan sync synchronize synchronise crawl'.split(' '));

/** To ask how these stand is over in a moment. */
const doneWork: ReadonlySet<string> = new Set(
  'restart reload deploy redeploy invoke backup migrate reindex provision compile transcode train revalidate rebuild regenerate promote seed populate'.split(
    ' ',
  ),
);

/** Whoever moves money asks others in turn, and a payment that was given up may have been made. */
const money: ReadonlySet<string> = new Set('charge payment payments refund payout'.split(' '));
